"""For machines: the map of the site, what robots may read, and pictures of pages."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db.models import Max
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from gte.common.models import LogEntry
from gte.common.pagecache import version_of
from gte.portal.context import base_url
from gte.portal.memory import kept
from gte.portal.places import ARGUMENTS
from gte.portal.tree import tree_of
from gte.register.registers import BY_URL_NAME

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest

LANGUAGES = ("es", "en")
DEFAULT_LANGUAGE = "es"
PER_FILE = 10_000
PICTURE_TYPES = {"image/jpeg", "image/png", "image/webp"}
PLACES = ("registers", "about-record", "coverage", "report")


@dataclass(frozen=True)
class Place:
    """A page of the site in the languages in which it is there: language -> path."""

    paths: dict[str, str]
    changed: str


def day_of(moment: datetime.datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


def all_places(request: HttpRequest) -> list[Place]:
    return [*page_places(request), *list_places(), *record_places()]


def page_places(request: HttpRequest) -> Iterator[Place]:
    for nodes in tree_of(request).by_key.values():
        changed = max((day_of(node.updated) for node in nodes.values()), default="")
        yield Place({language: node.url for language, node in nodes.items()}, changed)


def in_both(name: str, *args: Any) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            try:
                found[language] = reverse(name, args=args)
            except NoReverseMatch:
                return {}
    return found


def list_places() -> Iterator[Place]:
    newest = day_of(LogEntry.objects.aggregate(at=Max("at"))["at"])
    for name in (*PLACES, *BY_URL_NAME):
        yield Place(in_both(name, *ARGUMENTS.get(name, ())), newest)


def record_places() -> Iterator[Place]:
    """Every record that anybody may see; when it changed last stands in the log."""
    entries = LogEntry.objects.exclude(target="").values_list("target").annotate(at=Max("at"))
    changed = {target: day_of(at) for target, at in entries}
    loaded = day_of(LogEntry.objects.aggregate(at=Max("at"))["at"]) if not changed else ""
    first = day_of(LogEntry.objects.order_by("pk").values_list("at", flat=True).first())
    seen = set()
    for register in BY_URL_NAME.values():
        if register.model in seen:
            continue
        seen.add(register.model)
        bases = in_both(register.model.url_name, "x")
        codes = register.page_records(None).order_by("pk").values_list("code", flat=True)
        for code in codes:
            paths = {
                language: f"{base.removesuffix('x/')}{code}/" for language, base in bases.items()
            }
            yield Place(paths, changed.get(code) or first or loaded)


@require_safe
def sitemap(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """All places with their other language; in several files where there are very many."""
    places = kept("places", version_of(request), lambda: all_places(request))
    files = -(-len(places) // PER_FILE)
    context: dict[str, Any] = {"base": base_url(request)}
    if number is None and files > 1:
        context["numbers"] = range(1, files + 1)
        return render(request, "portal/sitemap_index.xml", context, "application/xml")
    if number is not None and not 1 <= number <= files:
        raise Http404
    start = ((number or 1) - 1) * PER_FILE
    context["places"] = [
        {
            "paths": place.paths.items(),
            "default": place.paths.get(DEFAULT_LANGUAGE) or next(iter(place.paths.values())),
            "changed": place.changed,
        }
        for place in places[start : start + PER_FILE]
        if place.paths
    ]
    return render(request, "portal/sitemap.xml", context, "application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"base": base_url(request), "languages": LANGUAGES}
    return render(request, "portal/robots.txt", context, "text/plain; charset=utf-8")


@require_safe
def picture(_request: HttpRequest, name: str) -> FileResponse:
    """A picture of a page in one of its sizes. Originals are not given out."""
    path = f"images/{name}"
    kind = mimetypes.guess_type(name)[0]
    if kind not in PICTURE_TYPES or not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
