"""The report as a tagged PDF: PDF/UA-1 for people who listen or magnify, PDF/A-3a for archives.

The typst template beside this module does the typography; everything said reaches it as data, so
nothing in a record can be taken for markup.
"""

from __future__ import annotations

import datetime
import json
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from unicodedata import category

import typst
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gte.workplan.report.columns import shared_widths
from gte.workplan.report.document import Figures, Paragraph, Points, Table
from gte.workplan.report.printing import entries_by_part, full_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gte.workplan.report.document import Block, Counted, Point, RecordLink, Report
    from gte.workplan.report.printing import PartEntries

STANDARDS: list[Any] = ["ua-1", "a-3a"]
# What typst says of a text that none of its fonts has, or that an archive may not keep.
UNPRINTABLE = re.compile(r'(?:the text|the codepoint) `"(.+?)"`', re.DOTALL)
MOST_UNPRINTABLE = 100
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# What changes or joins the sign before it: accents, vowels, joiners, tones of skin.
MARKS = ("Mn", "Mc", "Me", "Cf", "Sk")
# typst keeps what its last ten documents were made of.
MEMORY = 11

Data = dict[str, Any]
Widths = dict[tuple[str, ...], list[float]]


def render_pdf(report: Report) -> bytes:
    """The report as a PDF; the same report gives the same bytes, on any machine.

    Characters that the fonts lack are printed as U+FFFD.
    """
    with translation.override(report.language):
        data = json.dumps(report_data(report), ensure_ascii=False)
    midnight = datetime.datetime.combine(report.as_of, datetime.time(), datetime.UTC)
    for _attempt in range(MOST_UNPRINTABLE):
        try:
            return typeset(data, midnight)
        except typst.TypstError as error:
            found = UNPRINTABLE.search(error.message)
            if not found:
                raise
            former, data = data, without(data, as_in_json(found[1]))
            if data == former:
                raise
    return typeset(data, midnight)


def without(data: str, text: str) -> str:
    """The data without a text that cannot be printed.

    Of a sign with marks typst may name the sign alone, be it a plain letter: then its marks go.
    """
    marks = {letter for letter in data if letter > "\x7f" and category(letter) in MARKS}
    if marks:
        following = f"(?<={re.escape(text)})[{re.escape(''.join(sorted(marks)))}]+"
        bare = re.sub(following, "", data)
        if bare != data:
            return bare
    # Letters are also what the data's names are made of; escapes are of control characters.
    if text == REPLACEMENT or (text.isascii() and not text.startswith("\\")):
        return data
    return data.replace(text, REPLACEMENT)


def typeset(data: str, moment: datetime.datetime) -> bytes:
    """The template filled with the data. Raises TypstError."""
    compiler = typst.Compiler(ignore_system_fonts=True)
    try:
        pdf = compiler.compile(
            package_file("gte.workplan.report", "report.typ"),
            format="pdf",
            sys_inputs={
                "report": data,
                "emblem": package_file("gte", "static", "img", "emblem.svg").decode(),
            },
            pdf_standards=STANDARDS,
            timestamp=moment,
        )
    finally:
        # Else a server's memory would grow by some 20 MB with each of its first reports.
        for _age in range(MEMORY):
            compiler.compile(b"", format="svg")
    if not isinstance(pdf, bytes):
        raise TypeError(f"typst returned {type(pdf).__name__}, not one PDF")
    return pdf


def as_in_json(text: str) -> str:
    """A text that typst quotes, as it stands in JSON: the two escape differently."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), text)
    return json.dumps(plain, ensure_ascii=False)[1:-1]


@cache
def package_file(package: str, *path: str) -> bytes:
    return resources.files(package).joinpath(*path).read_bytes()


def report_data(report: Report) -> Data:
    """Everything that the template prints, in the language that is active."""
    tables = [block for part in report.parts for block in part.blocks if isinstance(block, Table)]
    widths = shared_widths(tables)
    return {
        "language": report.language,
        "full_title": full_title(report),
        "title": report.title,
        "author": report.subtitle,
        "alliance": _("Pacific Alliance"),
        "date": [report.as_of.year, report.as_of.month, report.as_of.day],
        "day": date_format(report.as_of, "DATE_FORMAT"),
        "heading": [list(pair) for pair in report.heading],
        "notice": report.notice,
        "parts": [
            {"title": part.title, "blocks": [block_data(block, widths) for block in part.blocks]}
            for part in report.parts
        ],
        "sources": [sources_data(group) for group in entries_by_part(report)],
        "method": list(report.method),
        "words": {
            "page": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            "sources": _("Annex A. Figures and the records they were counted from"),
            "columns": [_("Figure"), pgettext("of a figure", "Value"), _("Records counted")],
            "no_records": _("No record."),
            "method": _("Annex B. How this report counts"),
        },
    }


def block_data(block: Block, widths: Widths) -> Data:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": block.text}
        case Figures():
            return {"kind": "figures", "figures": [figure_data(one) for one in block.figures]}
        case Points():
            points = [point_data(point) for point in block.points]
            return {
                "kind": "points",
                "points": points,
                "empty": block.empty,
                "numbered": block.numbered,
            }
        case Table():
            return table_data(block, widths)


def figure_data(figure: Counted) -> Data:
    return {
        "key": figure.key,
        "label": figure.label,
        "value": str(figure.value),
        "tone": figure.tone,
    }


def point_data(point: Point) -> Data:
    return {"title": point.title, "text": point.text, "records": records_data(point.records)}


def table_data(table: Table, widths: Widths) -> Data:
    rows = [
        [
            {"text": cell.text, "records": records_data(cell.records), "tone": cell.tone}
            for cell in row
        ]
        for row in table.rows
    ]
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": list(table.columns),
        "widths": widths[tuple(table.columns)],
        "rows": rows,
        "empty": table.empty,
    }


def sources_data(group: PartEntries) -> Data:
    entries = [
        {
            **figure_data(entry.figure),
            "records": [] if entry.listed_in else records_data(entry.figure.records),
            "elsewhere": _("Listed under part %(number)s.") % {"number": entry.listed_in}
            if entry.listed_in
            else "",
        }
        for entry in group.entries
    ]
    return {"title": f"{group.number}. {group.title}", "entries": entries}


def records_data(records: Iterable[RecordLink]) -> list[Data]:
    """Records as the template prints them; linked only where the installation has an address of
    its own, for a PDF travels further than http://127.0.0.1:8000 does.
    """
    base = settings.BASE_URL if getattr(settings, "BASE_URL_IS_SET", False) else ""
    return [
        {
            "title": record.title,
            "code": record.code,
            "url": f"{base}{record.url}" if base else "",
        }
        for record in records
    ]
