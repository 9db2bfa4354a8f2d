"""The first sheet of a workbook: how to use it, and what its columns hold."""

from __future__ import annotations

from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from xlsxwriter.worksheet import Worksheet

from gte.register.sheets.book import GUIDE
from gte.register.sheets.description import Column, Kind, Sheet
from gte.register.sheets.dress import A4, Formats

KINDS = {
    Kind.CODE: gettext_lazy("the code of the row"),
    Kind.TEXT: gettext_lazy("text on one line"),
    Kind.LONG_TEXT: gettext_lazy("text"),
    Kind.WHOLE: gettext_lazy("whole number"),
    Kind.DECIMAL: gettext_lazy("number"),
    Kind.YES_NO: gettext_lazy("yes or no"),
    Kind.DAY: gettext_lazy("day, as in 2026-01-31"),
    Kind.PARTIAL_DATE: gettext_lazy("year, month or day: 2026, 2026-01 or 2026-01-31"),
    Kind.CHOICE: gettext_lazy("one from the list"),
    Kind.REFERENCE: gettext_lazy("one from the list, or its code"),
    Kind.REFERENCES: gettext_lazy("codes of records, one on each line"),
}


def steps() -> list[str]:
    return [
        _("Change what you want in the sheets that follow, save the workbook as XLSX and send it."),
        _("Before anything is saved you see what becomes of each row, and you confirm it or not."),
        _("Each row is known by its code. Do not change codes; leave the code of a new row empty."),
        _("A row that you delete here is not deleted on the site."),
        _("Shaded columns are for reading only. Columns marked * must be filled in new rows."),
        _("Columns may be moved or hidden. Keep the hidden first row and the hidden last column."),
        _("Write values, no formulas. Leave no cells merged."),
        _(
            "If somebody changes a row on the site after you downloaded it, your change of that "
            "row is not taken; you are told so."
        ),
    ]


def write_guide(
    workbook: xlsxwriter.Workbook, formats: Formats, heading: str, sheets: Sequence[Sheet]
) -> None:
    tab = workbook.add_worksheet(_("How to use"))
    tab.set_column(0, 0, 3, None, {"hidden": True})
    for at, width in enumerate((28, 28, 30, 14, 60), start=1):
        tab.set_column(at, at, width)
    tab.write_string(0, 0, GUIDE)
    tab.write_string(0, 1, heading, formats.title)
    row = 2
    for number, step in enumerate(steps(), start=1):
        tab.write_string(row, 1, f"{number}. {step}")
        row += 1
    write_columns(tab, formats, row + 1, sheets)
    tab.hide_gridlines(2)
    tab.set_landscape()
    tab.set_paper(A4)
    tab.fit_to_pages(1, 0)


def write_columns(tab: Worksheet, formats: Formats, row: int, sheets: Sequence[Sheet]) -> None:
    headings = (
        pgettext("spreadsheet", "Sheet"),
        pgettext("spreadsheet", "Column"),
        _("What it holds"),
        pgettext("column", "Needed"),
        _("Explanation"),
    )
    for at, text in enumerate(headings, start=1):
        tab.write_string(row, at, text, formats.heading)
    for sheet in sheets:
        for column in sheet.columns:
            row += 1
            for at, text in enumerate(said_of(sheet, column), start=1):
                tab.write_string(row, at, text, formats.plain)


def said_of(sheet: Sheet, column: Column) -> tuple[str, ...]:
    needed = _("only read") if column.read_only else _("yes") if column.required else ""
    kind = str(KINDS[column.kind])
    return str(sheet.title), str(column.label), kind, needed, str(column.help)
