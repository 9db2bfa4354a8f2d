"""A reading as plain values for ``parts/sheet_reading.html``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import ngettext, npgettext

from gte.register.sheets.description import Row, Sheet
from gte.register.sheets.reading import LISTED, Reading, RowReading, Verdict
from gte.register.sheets.showing import as_text

# Of a long text as much as tells one from another.
EXCERPT = 300
ORDER = ("changed", "new", "unchanged", "conflict", "refused", "missing")


def reading_context(reading: Reading) -> dict[str, Any]:
    """What ``parts/sheet_reading.html`` prints, in the active language.

    Of each verdict the first 200 rows; ``more`` says how many there are beyond.
    """
    refused = reading.rows(Verdict.REFUSED)
    missing = [(one.sheet, row) for one in reading.sheets.values() for row in one.missing]
    return {
        "problems": reading.problems,
        "notes": reading.notes,
        "figures": [] if reading.problems else figures(reading),
        "changed": listed(reading.rows(Verdict.CHANGED)),
        "new": listed(reading.rows(Verdict.NEW)),
        "conflicts": listed(reading.rows(Verdict.CONFLICT)),
        "refusals": [refusal(problem) for problem in reading.refusals()],
        "refused_more": rest(len(refused)),
        "causes": causes(reading) if len(refused) > LISTED else [],
        "missing": [missing_row(sheet, row) for sheet, row in missing[:LISTED]],
        "missing_more": rest(len(missing)),
    }


def figures(reading: Reading) -> list[dict[str, Any]]:
    """How many rows have each verdict; the good news first."""
    counts = reading.counts
    return [
        {"value": counts[verdict], "label": label_of(verdict, counts[verdict])} for verdict in ORDER
    ]


def label_of(verdict: str, count: int) -> str:
    """The word that follows a count; Spanish has one for one row and another for more."""
    return {
        "changed": npgettext("rows", "changed", "changed", count),
        "new": npgettext("rows", "new", "new", count),
        "unchanged": npgettext("rows", "unchanged", "unchanged", count),
        "conflict": npgettext("rows", "in conflict", "in conflict", count),
        "refused": npgettext("rows", "refused", "refused", count),
        "missing": npgettext("rows", "not in the workbook", "not in the workbook", count),
    }[verdict]


def rest(number: int) -> str:
    """The sentence about the rows that are not listed; empty where all are."""
    beyond = number - LISTED
    if beyond <= 0:
        return ""
    text = ngettext("And %(count)s row more.", "And %(count)s rows more.", beyond)
    return text % {"count": beyond}


def listed(rows: list[RowReading]) -> dict[str, Any]:
    return {"rows": [row_of(row) for row in rows[:LISTED]], "more": rest(len(rows))}


def row_of(row: RowReading) -> dict[str, Any]:
    changes = [
        {
            "label": str(change.column.label),
            "old": excerpt(as_text(change.column, change.old)),
            "new": excerpt(as_text(change.column, change.new)),
        }
        for change in row.changes
    ]
    return {
        "sheet": str(row.sheet.title),
        "number": row.number,
        "code": row.code,
        "name": name_of(row.sheet, row.current or row.values),
        "changes": changes,
        "theirs": ", ".join(str(column.label) for column in row.theirs),
    }


def refusal(problem: Any) -> dict[str, Any]:
    return {
        "sheet": str(problem.sheet.title),
        "number": problem.row,
        "column": str(problem.column.label) if problem.column else "",
        "address": problem.address,
        "message": problem.message,
    }


def causes(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "text": cause.text,
            "sheet": str(cause.sheet.title),
            "column": str(cause.column.label) if cause.column else "",
            "count": cause.count,
        }
        for cause in reading.causes()
    ]


def missing_row(sheet: Sheet, row: Row) -> dict[str, str]:
    return {"sheet": str(sheet.title), "code": str(row["code"]), "name": name_of(sheet, row)}


def name_of(sheet: Sheet, row: Row) -> str:
    """What a reader knows the row by: its first column after the code."""
    for column in sheet.columns:
        if column.key != "code" and (text := as_text(column, row.get(column.key))):
            return excerpt(text)
    return ""


def excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
