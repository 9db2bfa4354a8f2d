"""The menus of the frame, as editors keep them, made once for each version and language."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from gte.common.pagecache import version_of
from gte.portal.enums import MenuPart
from gte.portal.memory import kept
from gte.portal.models import Menu
from gte.portal.places import place_title, place_url
from gte.portal.tree import Tree, tree_of
from gte.register.registers import BY_URL_NAME

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class Entry:
    """``section`` is what a page must belong to for this entry to be the current one."""

    label: str
    url: str
    section: str
    external: bool = False


@dataclass(frozen=True)
class Group:
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Menus:
    header: tuple[Group, ...]
    foot: tuple[Group, ...]
    # Of what the menus say: pages' frames are kept under it.
    digest: str

    @property
    def sections(self) -> dict[str, Group]:
        return {entry.section: group for group in self.header for entry in group.entries}


def menus_of(request: HttpRequest) -> Menus:
    language = get_language() or "es"
    found: Menus = kept(
        ("menus", language),
        version_of(request),
        lambda: make_menus(tree_of(request), language),
    )
    return found


def make_menus(tree: Tree, language: str) -> Menus:
    groups: dict[str, list[Group]] = {part: [] for part in MenuPart.values}
    for menu in Menu.objects.prefetch_related("entries"):
        entries = [entry_of(row, tree, language) for row in menu.entries.all()]
        shown = tuple(entry for entry in entries if entry.url)
        if shown:
            groups[menu.part].append(Group(menu.label, shown))
    digest = hashlib.sha256(repr(sorted(groups.items())).encode()).hexdigest()[:16]
    return Menus(tuple(groups[MenuPart.HEADER]), tuple(groups[MenuPart.FOOT]), digest)


def entry_of(row: Any, tree: Tree, language: str) -> Entry:
    """An entry in a language; without an address where what it leads to is not there."""
    if row.page_id:
        node = tree.translated(row.page_id, language)
        if node is None:
            return Entry("", "", "")
        return Entry(row.label or node.title, node.url, f"page-{node.key}")
    if row.place:
        return Entry(row.label or place_title(row.place), place_url(row.place), row.place)
    return Entry(row.label, row.url, row.url, external=True)


@cache
def list_names() -> dict[str, str]:
    """The list that a record's page belongs to, by the name of the page's address."""
    return {
        register.model.url_name: register.list_url_name
        for register in reversed(BY_URL_NAME.values())
    }


def section_of(request: HttpRequest, menus: Menus) -> str:
    """What the shown page belongs to in the header's menus: its list, or the page above it."""
    match = request.resolver_match
    if match is None:
        return ""
    page = getattr(request, "shown_page", None)
    if page is None:
        shown = getattr(request, "section", "")
        name = shown or list_names().get(str(match.url_name), str(match.url_name))
        return name if name in menus.sections else ""
    tree = tree_of(request)
    node = tree.by_pk.get(page.pk)
    line = [*tree.above(node), node] if node else []
    named = [f"page-{one.key}" for one in reversed(line)]
    return next((name for name in named if name in menus.sections), "")


def menu(menus: Menus, current: str) -> list[dict[str, Any]]:
    group = menus.sections.get(current)
    return [
        {"label": one.label, "url": one.entries[0].url, "current": one is group}
        for one in menus.header
    ]


def siblings(menus: Menus, current: str) -> list[dict[str, Any]]:
    """The entries of the same group, for the second row of the menu."""
    group = menus.sections.get(current)
    if group is None or len(group.entries) < 2:
        return []
    return [
        {"label": entry.label, "url": entry.url, "current": entry.section == current}
        for entry in group.entries
    ]
