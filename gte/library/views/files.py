"""Files handed out: downloads and pictures of pages. Never as a page or script of this site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views import View

from gte.library.counting import count_use
from gte.library.enums import UseKind
from gte.library.models import DocumentVersion
from gte.library.queries import version_of
from gte.library.uploads import store
from gte.library.uploads.formats import FORMATS
from gte.library.uploads.refused import Refused
from gte.library.uploads.runner import make_picture

if TYPE_CHECKING:
    from django.http import HttpRequest

# A phone, a phone with a sharp screen or a desk, and for looking closely.
WIDTHS = (640, 1100, 1800)
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
YEAR = 31_536_000


def find_version(code: str, language: str, number: int | None) -> DocumentVersion:
    """Raises Http404 for a file that never was; a withdrawn one is found."""
    version = version_of(code, language, number)
    if version is None:
        raise Http404(_("There is no such file of the document “%(code)s”.") % {"code": code})
    return version


def gone(request: HttpRequest, version: DocumentVersion) -> HttpResponse | None:
    """The page that stands where a withdrawn file was; None for a file that is open."""
    document = version.document
    if not (version.is_withdrawn or document.is_withdrawn):
        return None
    reason = document.withdrawn_reason if document.is_withdrawn else version.withdrawn_reason
    context = {"document": document, "reason": reason}
    return render(request, "library/gone.html", context, status=410)


def secured(response: HttpResponse | FileResponse, version: DocumentVersion) -> Any:
    """Whatever is in the file: no browser makes a page or a script of it."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["ETag"] = f'"{version.sha256}"'
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    return response


class DownloadView(View):
    """The file itself, as an attachment under its own name."""

    def get(
        self, request: HttpRequest, code: str, language: str, number: int | None = None
    ) -> HttpResponse | FileResponse:
        version = find_version(code, language, number)
        if closed := gone(request, version):
            return closed
        if version.sha256 in request.headers.get("If-None-Match", ""):
            return secured(HttpResponseNotModified(), version)
        path = store.path_of(version.sha256)
        if not path.exists():
            return render(request, "library/lost.html", {"document": version.document}, status=503)
        count_use(request, version, UseKind.DOWNLOAD)
        return secured(whole_or_part(request, version, path), version)


def whole_or_part(request: HttpRequest, version: DocumentVersion, path: Path) -> Any:
    span = asked_span(request, version)
    if span == ():
        outside = {"Content-Range": f"bytes */{version.size}"}
        return HttpResponse(status=416, headers=outside)
    file = path.open("rb")
    response: Any = FileResponse(
        file, as_attachment=True, filename=version.name, content_type=media_type(version)
    )
    return part_of(response, file, span, version.size) if span else response


def media_type(version: DocumentVersion) -> str:
    """By what was found in the file, never by what its sender said."""
    found = FORMATS[version.format].media_type
    if not found.startswith("text/"):
        return found
    return f"{found}; charset={version.content.get('encoding', 'utf-8')}"


def part_of(response: Any, file: Any, span: tuple[int, int], size: int) -> Any:
    first, last = span
    file.seek(first)
    response.streaming_content = blocks(file, last - first + 1)
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def asked_span(
    request: HttpRequest, version: DocumentVersion
) -> tuple[int, int] | tuple[()] | None:
    """The first and last byte asked for; None for the whole file, () for what lies outside it."""
    match = RANGE.fullmatch(request.headers.get("Range", "").strip())
    stale = request.headers.get("If-Range", version.sha256).strip('"') != version.sha256
    if match is None or stale or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return max(version.size - int(last), 0), version.size - 1
    end = min(int(last) if last else version.size - 1, version.size - 1)
    return (int(first), end) if int(first) <= end else ()


def blocks(file: Any, left: int) -> Any:
    with file:
        while left > 0 and (block := file.read(min(left, 65_536))):
            left -= len(block)
            yield block


class PictureView(View):
    """A page of a document as a picture, made when first asked for and kept."""

    def get(
        self, request: HttpRequest, code: str, language: str, number: int, page: int, width: int
    ) -> HttpResponse | FileResponse:
        version = find_version(code, language, number)
        if closed := gone(request, version):
            return closed
        found = FORMATS[version.format]
        if width not in WIDTHS or not 1 <= page <= version.pages or not found.shown:
            raise Http404(_("There is no such page."))
        path = store.picture_path(version.sha256, page, width)
        try:
            make_picture(store.path_of(version.sha256), found, page, width, path)
        except Refused:
            return HttpResponseRedirect(static("img/page-not-shown.svg"))
        return picture_response(version, path)


def picture_response(version: DocumentVersion, path: Path) -> FileResponse:
    response = FileResponse(path.open("rb"), content_type="image/webp")
    secured(response, version)
    # A version never changes, so neither does its picture; one that is withdrawn is forgotten soon.
    response["Cache-Control"] = "private, max-age=3600"
    del response["ETag"], response["Accept-Ranges"]
    return response
