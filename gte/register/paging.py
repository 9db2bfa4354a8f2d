"""Pages of a list: what the address asks for, and where in the list that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gte.common.errors import BadInput, legible


def page_number(text: str) -> int:
    """Raises BadInput for what is no number of a page."""
    if not text.isdecimal() or len(text) > 6 or int(text) < 1:
        raise BadInput(_("“%(value)s” is not a page number.") % {"value": legible(text)})
    return int(text)


def page_position(
    *, number: int, total: int, size: int, url: Callable[[int], str]
) -> dict[str, Any]:
    """Where in a list of ``total`` things this page is. Raises BadInput for one after the last."""
    pages = max(1, -(-total // size))
    if number > pages:
        sentence = ngettext(
            "This list has %(pages)s page; there is no page %(page)s.",
            "This list has %(pages)s pages; there is no page %(page)s.",
            pages,
        )
        raise BadInput(sentence % {"pages": pages, "page": number})
    first = (number - 1) * size
    return {
        "number": number,
        "pages": pages,
        "total": total,
        "first": first + 1 if total else 0,
        "last": min(first + size, total),
        "previous_url": url(number - 1) if number > 1 else "",
        "next_url": url(number + 1) if number < pages else "",
    }
