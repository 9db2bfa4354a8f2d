"""What stands around a page's content: where it lies, its other language, its data."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from gte.common.pagecache import version_of
from gte.portal.blocks.links import resolved
from gte.portal.context import base_url
from gte.portal.jsonld import page_data
from gte.portal.live import coordination
from gte.portal.memory import kept
from gte.portal.parity import newer_side
from gte.portal.tree import Node, tree_of
from gte.register.paging import page_number, page_position


def frame_of(page: Any, request: Any) -> dict[str, Any]:
    tree = tree_of(request)
    node = tree.by_pk.get(page.pk)
    trail = tree.above(node) if node else []
    return {
        "trail": [{"label": one.title, "url": one.url} for one in trail],
        "body": body_of(page, request),
        "description": page.search_description or page.lead,
        "newer": newer_side(page, tree),
        "json_ld": data_of(page, request, trail) if node else [],
        "language_missing": node is not None
        and other_language_of(node.language) not in tree.by_key[node.key],
    }


def data_of(page: Any, request: Any, trail: list[Node]) -> list[str]:
    base = base_url(request)
    name = ("data", page.pk, base)
    data: list[str] = kept(name, version_of(request), lambda: page_data(page, request, trail, base))
    return data


def body_of(page: Any, request: Any) -> str:
    """The page's blocks. Readers without an account see the same, made once for each version."""

    def make() -> str:
        return render_to_string("portal/parts/body.html", {"body": page.body}, request)

    is_shown = request.resolver_match is not None and not getattr(request, "is_preview", False)
    if not is_shown or getattr(request.user, "is_authenticated", False):
        return make()
    html: str = kept(("body", page.pk), version_of(request), make)
    return html


def first_screen(page: Any, request: Any) -> dict[str, Any]:
    """The buttons of the home page and who coordinates today."""

    def make() -> dict[str, Any]:
        links = resolved((child.value for child in page.buttons), request)
        return {"buttons": links, "coordination": coordination()}

    if getattr(request, "is_preview", False):
        return make()
    found: dict[str, Any] = kept(("first screen", page.pk), version_of(request), make)
    return found


def other_language_of(language: str) -> str:
    return "en" if language == "es" else "es"


def page_of(items: Any, request: Any, size: int) -> dict[str, Any]:
    """One page of a list. Raises BadInput for a page that is no number or not there."""
    number = page_number(request.GET.get("page", "1"))
    page = page_position(
        number=number, total=items.count(), size=size, url=lambda other: f"?page={other}"
    )
    start = (number - 1) * size
    return {
        "items": items[start : start + size],
        "page_of_list": page,
        "reader_language": get_language(),
    }
