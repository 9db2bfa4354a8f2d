"""Pages that editors keep, the menus of the frame, and how the two languages stand."""

from gte.portal.models.menus import Menu, MenuEntry
from gte.portal.models.pages import (
    HomePage,
    NewsIndexPage,
    NewsPage,
    SitePage,
    StandardPage,
)
from gte.portal.models.parity import PageParity

__all__ = [
    "HomePage",
    "Menu",
    "MenuEntry",
    "NewsIndexPage",
    "NewsPage",
    "PageParity",
    "SitePage",
    "StandardPage",
]
