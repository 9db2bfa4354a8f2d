"""Addresses of the site that are no pages of the CMS, by the names that editors choose."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.register.registers import BY_URL_NAME

# Places that are no register: their titles, and what their addresses need.
OTHER_TITLES: dict[str, Any] = {
    "coverage": gettext_lazy("Coverage map"),
    "report": gettext_lazy("Report"),
    "registers": gettext_lazy("All registers"),
    "about-record": gettext_lazy("How to read the record"),
    "contact-form": gettext_lazy("Write to the coordination"),
    "search": pgettext_lazy("page", "Search"),
    "feeds": gettext_lazy("Feeds"),
}
ARGUMENTS = {"report": ["gan"]}


def place_title(name: str) -> str:
    if name in OTHER_TITLES:
        return str(OTHER_TITLES[name])
    return str(BY_URL_NAME[name].title) if name in BY_URL_NAME else ""


def place_url(name: str) -> str:
    """Its address in the reader's language; nothing for a place that this site does not have."""
    try:
        return reverse(name, args=ARGUMENTS.get(name))
    except NoReverseMatch:
        return ""


def place_choices() -> list[tuple[str, str]]:
    return [(name, place_title(name)) for name in (*BY_URL_NAME, *OTHER_TITLES)]
