"""How the registers are grouped in the frame of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from gte.register.registers import BY_URL_NAME


@dataclass(frozen=True)
class Group:
    """An entry of the main menu: pages that belong together, the first one its landing page."""

    title: Any
    pages: tuple[str, ...]


GROUPS = (
    Group(
        gettext_lazy("Mandates and work"),
        ("mandates", "projects", "deliverables", "coverage", "report"),
    ),
    Group(gettext_lazy("Meetings and documents"), ("meetings", "documents")),
    Group(gettext_lazy("Good practices"), ("practices", "criteria")),
    Group(
        gettext_lazy("Cooperation"),
        ("cooperation-actions", "observers", "mobility-facts", "english-facts", "campaign-items"),
    ),
    Group(
        gettext_lazy("The Alliance"),
        ("members", "bodies", "terms", "topics", "functions", "networks", "contacts"),
    ),
)
# Pages that are no register: their titles, and what their addresses need.
OTHER_TITLES = {"coverage": gettext_lazy("Coverage map"), "report": gettext_lazy("Report")}
ARGUMENTS = {"report": ["gan"]}
GROUP_OF = {page: group for group in GROUPS for page in group.pages}


def page_title(page: str) -> str:
    return str(OTHER_TITLES.get(page) or BY_URL_NAME[page].title)


def page_url(page: str) -> str:
    return reverse(page, args=ARGUMENTS.get(page))


def list_page_of(url_name: str | None) -> str:
    """The list that a page belongs to: itself, or the list of the record it shows."""
    if url_name in GROUP_OF:
        return str(url_name)
    for register in BY_URL_NAME.values():
        if register.model.url_name == url_name:
            return register.list_url_name
    return ""


def menu(current: str) -> list[dict[str, Any]]:
    group = GROUP_OF.get(current)
    return [
        {"label": one.title, "url": page_url(one.pages[0]), "current": one is group}
        for one in GROUPS
    ]


def siblings(current: str) -> list[dict[str, Any]]:
    """The pages of the same group, for the second row of the menu."""
    group = GROUP_OF.get(current)
    if group is None:
        return []
    return [
        {"label": page_title(page), "url": page_url(page), "current": page == current}
        for page in group.pages
    ]
