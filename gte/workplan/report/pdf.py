"""The report as a tagged PDF: PDF/UA-1 for people who listen or magnify, PDF/A-3a for archives.

The typst template beside this module does the typography.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gte.common.typesetting import package_file, print_pdf
from gte.workplan.report.columns import shared_widths
from gte.workplan.report.document import Figures, Paragraph, Points, Table
from gte.workplan.report.printing import entries_by_part, full_title, link_address, on_paper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gte.workplan.report.document import Block, Counted, Point, RecordLink, Report
    from gte.workplan.report.printing import PartEntries

Data = dict[str, Any]
Widths = dict[tuple[str, ...], list[float]]


def render_pdf(report: Report) -> bytes:
    """The report as a PDF; the same report gives the same bytes, on any machine.

    Characters that the fonts lack are printed as U+FFFD.
    """
    with translation.override(report.language):
        data = report_data(on_paper(report))
    return print_pdf(package_file("gte.workplan.report", "report.typ"), data, report.as_of)


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
            "records": records_data(entry.printed),
            "elsewhere": _("Listed under part %(number)s.") % {"number": entry.listed_in}
            if entry.listed_in
            else "",
        }
        for entry in group.entries
    ]
    return {"title": f"{group.number}. {group.title}", "entries": entries}


def records_data(records: Iterable[RecordLink]) -> list[Data]:
    """Records as the template prints them."""
    return [
        {"title": record.title, "code": record.code, "url": link_address(record)}
        for record in records
    ]
