"""Reading a document in the browser, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views import View

from gte.common.errors import BadInput
from gte.library.counting import count_use
from gte.library.enums import UseKind
from gte.library.languages import language_name
from gte.library.models import DocumentVersion
from gte.library.queries import PAGE_BREAK
from gte.library.uploads.formats import FORMATS
from gte.library.views.files import WIDTHS, find_version, gone
from gte.register.paging import page_number

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# Blocks of a text on one page of the viewer: about twenty printed pages.
BLOCKS = 300
# Rows of a table that are shown; the rest is in the file.
ROWS = 500


class ViewerView(View):
    def get(
        self, request: HttpRequest, code: str, language: str, number: int | None = None
    ) -> HttpResponse:
        version = find_version(code, language, number)
        if closed := gone(request, version):
            return closed
        page = asked_page(request, pages_of(version))
        count_use(request, version, UseKind.VIEW)
        context = frame(version, page, number) | content(version, page)
        response = render(request, "library/viewer.html", context)
        # Every reading is counted, so it may not be answered from the store of pages.
        response["Cache-Control"] = "private, no-cache"
        return response


def pages_of(version: DocumentVersion) -> int:
    """How many pages the viewer has for it."""
    if FORMATS[version.format].shown == "text":
        return max(1, -(-len(version.content.get("blocks", ())) // BLOCKS))
    return max(1, version.pages)


def asked_page(request: HttpRequest, pages: int) -> int:
    """Raises BadInput for a page that is no number or that the document does not have."""
    page = page_number(request.GET.get("page", "1").strip())
    if page > pages:
        sentence = ngettext(
            "This document has %(pages)s page; there is no page %(page)s.",
            "This document has %(pages)s pages; there is no page %(page)s.",
            pages,
        )
        raise BadInput(sentence % {"pages": pages, "page": page})
    return page


def frame(version: DocumentVersion, page: int, number: int | None) -> dict[str, Any]:
    """What stands around a page: where it is, and where one can go from it."""
    document = version.document
    pages = pages_of(version)
    arguments = [document.code, version.language, *([number] if number else [])]
    kind = "-version" if number else ""
    return {
        "document": document,
        "version": version,
        "edition": language_name(version.language),
        "page": page,
        "pages": pages,
        "previous_url": f"?page={page - 1}" if page > 1 else "",
        "next_url": f"?page={page + 1}" if page < pages else "",
        "download_url": reverse(f"document-download{kind}", args=arguments),
        "shown": FORMATS[version.format].shown,
        "format": FORMATS[version.format].label,
    }


def content(version: DocumentVersion, page: int) -> dict[str, Any]:
    """What the page shows: a picture with its text, blocks of a text, or nothing."""
    shown = FORMATS[version.format].shown
    if shown == "text":
        return {"blocks": shown_blocks(version, page)}
    if not shown:
        return {}
    texts = version.text.split(PAGE_BREAK)
    return {
        "picture": picture(version, page),
        "text": texts[page - 1].strip() if page <= len(texts) else "",
        "has_text": version.has_text,
    }


def picture(version: DocumentVersion, page: int) -> dict[str, Any]:
    """A page's picture in its widths, and the room to keep free for it."""
    sizes = version.content.get("sizes") or [[1, 1]]
    across, down = sizes[min(page, len(sizes)) - 1]
    document = version.document
    urls = {
        width: reverse(
            "document-picture",
            args=[document.code, version.language, version.number, page, width],
        )
        for width in WIDTHS
    }
    return {
        "srcset": ", ".join(f"{url} {width}w" for width, url in urls.items()),
        "src": urls[WIDTHS[1]],
        "large_url": urls[WIDTHS[-1]],
        "width": WIDTHS[1],
        "height": max(1, round(WIDTHS[1] * down / max(across, 1))),
    }


def shown_blocks(version: DocumentVersion, page: int) -> list[dict[str, Any]]:
    """A stretch of a text; a long table is cut, and says so."""
    shown = []
    under_heading = False
    for block in version.content.get("blocks", [])[(page - 1) * BLOCKS : page * BLOCKS]:
        if block["kind"] == "table":
            left_out = max(0, len(block["rows"]) - ROWS)
            shown.append({**block, "rows": block["rows"][:ROWS], "left_out": left_out})
        elif block["kind"] == "heading":
            # No level is left out under the page's title, whatever the author did.
            shown.append({**block, "level": 2 if under_heading and block["level"] > 1 else 1})
            under_heading = True
        else:
            shown.append(block)
    return shown
