"""The pack's own explanation of its files, in one language: plain text with Markdown headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from gte.workplan.handover.contents import Contents
from gte.workplan.handover.guide import limits, side
from gte.workplan.handover.listings import Column, Kind, Listing, all_listings

KIND_WORDS = {
    Kind.TEXT: gettext_lazy("text"),
    Kind.CODE: gettext_lazy("code"),
    Kind.CODES: gettext_lazy("codes, joined by “; ” in the CSV file"),
    Kind.DAY: gettext_lazy("date: YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known"),
    Kind.INSTANT: gettext_lazy("instant in UTC"),
    Kind.NUMBER: gettext_lazy("whole number"),
    Kind.YES_NO: gettext_lazy("yes or no; in the JSON file true or false"),
    Kind.HASH: gettext_lazy("SHA-256, in hexadecimal"),
}


def readme(contents: Contents, language: str, others: Mapping[str, str]) -> bytes:
    """``others`` are the files besides the listings, each with what it is."""
    with override(language):
        return ("\n".join(lines(contents, others)).strip() + "\n").encode()


def lines(contents: Contents, others: Mapping[str, str]) -> Iterator[str]:
    gathered = contents.gathered
    yield f"# {_('Handover of the coordination')}"
    yield ""
    yield f"- {_('Hands over')}: {side(gathered.term, contents)}"
    yield f"- {_('Receives')}: {side(gathered.next_term, contents)}"
    yield f"- {_('Facts up to')}: {date_format(contents.day, 'DATE_FORMAT')}"
    yield ""
    yield _(
        "This pack holds what is not published: it is for those who take part in the group. It was "
        "made from the record alone; the same facts give the same bytes."
    )
    yield ""
    yield f"## {_('Files')}"
    yield ""
    yield from (f"- `{name}`: {words}" for name, words in others.items())
    yield from (f"- `{one.file_name}`: {one.words}" for one in all_listings())
    yield ""
    yield from how_to_read()
    for listing in all_listings():
        yield from listing_lines(listing)
    yield f"## {_('How the pack counts, and what it cannot tell')}"
    yield ""
    yield from (f"- {sentence}" for sentence in limits())


def how_to_read() -> Iterator[str]:
    yield f"## {_('How to read the files')}"
    yield ""
    yield "- " + _(
        "The CSV files are UTF-8 with a byte order mark, as spreadsheets expect, with commas and "
        "quotation marks by RFC 4180. The first row has the names of the columns."
    )
    yield "- " + _(
        "In the CSV files a text that begins with a sign of a formula stands after an apostrophe, "
        "so that no program calculates it. The JSON file has every text as it is."
    )
    yield "- " + _("A record is on the site under the address /id/ and its permanent identifier.")
    yield "- " + _(
        "To see that nothing was changed: “sha256sum -c MANIFEST.txt” in the folder of the pack."
    )
    yield ""


def listing_lines(listing: Listing) -> Iterator[str]:
    yield f"## {listing.file_name}"
    yield ""
    yield str(listing.words)
    yield ""
    for column in listing.columns:
        yield f"- `{column.name}`: {column.words} ({KIND_WORDS[column.kind]})"
        yield from choice_lines(column)
    yield ""


def choice_lines(column: Column) -> Iterator[str]:
    if column.choices:
        for value, label in column.choices.choices:
            yield f"  - `{value}`: {label}"
