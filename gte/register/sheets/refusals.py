"""Why something of a workbook is not taken: causes, and their sentences."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gte.common.errors import BadInput, legible


class Refusal(BadInput):
    """The workbook as a whole cannot be read; the message is the sentence for its sender."""


class Unreadable(Exception):
    """A cell that is not taken, for one of the causes below."""

    def __init__(self, cause: str, **params: Any) -> None:
        super().__init__(cause)
        self.cause = cause
        self.params = params


# What is said of one cell or row. %(value)s is what stands in the cell.
CELL = {
    "formula": _(
        "it holds the formula “%(value)s”. Put its result there: copy the cell and paste the value "
        "alone."
    ),
    "fault": _("the spreadsheet says %(value)s there. Write the value itself."),
    "merged": _("it lies in merged cells (%(value)s). Separate them and fill in each row."),
    "long": _("the text has more than %(most)s characters. Shorten it."),
    "kept": _(
        "this stands for the text of another row, or for one that changed on the site. Write the "
        "text itself."
    ),
    "not_text": _(
        "the spreadsheet made a date or a yes/no of it. Format the cell as text and type it again."
    ),
    "number": _("“%(value)s” is not a number. Write digits alone, without unit."),
    "ambiguous_number": _(
        "“%(value)s” can be %(first)s or %(second)s. Write it without separators of thousands."
    ),
    "not_whole": _("“%(value)s” is not a whole number. Leave out what follows the point."),
    "day": _("“%(value)s” is not a day of the calendar. Write year-month-day, as in 2026-01-31."),
    "ambiguous_day": _("“%(value)s” can be %(first)s or %(second)s. Write the one that you mean."),
    "year": _("“%(value)s” is a year. Write the day, as in 2026-01-31."),
    "time": _("“%(value)s” is a time of day or has one. Write the day alone, as in 2026-01-31."),
    "partial_date": _(
        "“%(value)s” is not a date. Write a year, a month or a day: 2026, 2026-01 or 2026-01-31."
    ),
    "yes_no": _("“%(value)s” is neither yes nor no."),
    "choice": _("“%(value)s” is none of what can be chosen: %(options)s."),
    "ambiguous_choice": _(
        "“%(value)s” can be %(first)s or %(second)s. Write the one that you mean."
    ),
    "reference": _(
        "there is no “%(value)s” to refer to. Choose from the list of the cell, or write the code."
    ),
    "ambiguous_reference": _(
        "“%(value)s” is the name of more than one: %(first)s and %(second)s. Write the code."
    ),
    "required": _("it must not be empty. Fill it in."),
    "read_only": _(
        "it can only be read, and here it was changed to “%(value)s”. Put back “%(first)s”."
    ),
    "check": "%(first)s",
    "unknown_code": _(
        "there is no record “%(value)s” here, or no longer. For a new row leave the code empty."
    ),
    "duplicate_code": _(
        "“%(value)s” stands in rows %(first)s and %(second)s. Keep one of them; a new row has no "
        "code."
    ),
    "erased_code": _(
        "the code of this row was erased. Put back “%(value)s”; a new row begins in an empty line."
    ),
    "no_version": _(
        "the hidden column of versions is empty here, so nobody can tell whether somebody else "
        "changed “%(value)s” meanwhile. Make the change in a workbook downloaded anew."
    ),
    "no_new": _("new rows are not taken in this sheet. Add it on the site."),
}

# What is said of many rows at once.
SUMMARY = {
    "formula": _("Formulas"),
    "fault": _("Errors of the spreadsheet"),
    "merged": _("Merged cells"),
    "long": _("Texts that are too long"),
    "kept": _("Placeholders of texts that no cell holds"),
    "not_text": _("Dates or yes/no in place of a text"),
    "number": _("Not a number"),
    "ambiguous_number": _("Numbers that can be read in two ways"),
    "not_whole": _("Not a whole number"),
    "day": _("Not a day of the calendar"),
    "ambiguous_day": _("Days that can be read in two ways"),
    "year": _("Years in place of a day"),
    "time": _("Times of day"),
    "partial_date": _("Not a date"),
    "yes_no": _("Neither yes nor no"),
    "choice": _("None of what can be chosen"),
    "ambiguous_choice": _("Choices that can be read in two ways"),
    "reference": _("References to what is not here"),
    "ambiguous_reference": _("References that can mean several records"),
    "required": _("Empty where something is needed"),
    "read_only": _("Changed where it can only be read"),
    "check": _("Against a rule of this kind of record"),
    "unknown_code": _("Codes that are not here"),
    "duplicate_code": _("Codes that stand twice"),
    "erased_code": _("Codes that were erased"),
    "no_version": _("Rows without their version"),
    "no_new": _("New rows that are not taken"),
}

# What is said of a workbook.
WORKBOOK = {
    "empty": _("The file is empty. Save the workbook again and send that."),
    "large": _("The file has more than %(most)s MB. Send fewer rows at a time."),
    "encrypted": _("The workbook has a password. Save it without one and send that."),
    "xls": _("This is an old Excel workbook (XLS). Save it as XLSX and send that."),
    "xlsb": _("This is a binary Excel workbook (XLSB). Save it as XLSX and send that."),
    "ods": _("This is an OpenDocument spreadsheet (ODS). Save it as XLSX and send that."),
    "csv": _(
        "This is a plain text, such as CSV, and no workbook. Download the workbook and work in it."
    ),
    "other": _("This is no workbook (XLSX). Download the workbook, work in it and send that."),
    "macros": _("The workbook holds macros. Save it as XLSX, without them, and send that."),
    "broken": _("The workbook is damaged. Open it, save it again as XLSX and send that."),
    "entities": _("The workbook defines XML entities, which no workbook needs. It is not taken."),
    "bomb": _("The workbook unpacks to more than %(most)s MB. Send fewer rows at a time."),
    "cells": _("The workbook holds more than %(most)s filled cells. Send fewer rows at a time."),
    "tags": _("The workbook holds far too many cells. Send fewer rows at a time."),
    "rows": _("The sheet “%(sheet)s” has more than %(most)s rows. Send fewer at a time."),
    "no_sheet": _(
        "The sheet “%(sheet)s” is missing, or its hidden first row is. Download the workbook and "
        "put your rows into it."
    ),
    "sheet_twice": _(
        "The sheet “%(sheet)s” is there twice, as “%(first)s” and “%(second)s”. Delete one."
    ),
    "no_column": _(
        "The sheet “%(sheet)s” has no column “%(column)s”. Download the workbook and put your rows "
        "into it."
    ),
    "column_twice": _(
        "The sheet “%(sheet)s” has the column “%(column)s” twice, in %(first)s and %(second)s. "
        "Delete one."
    ),
}

# What is said beside the verdicts, and stops nothing.
NOTE = {
    "left_out": _(
        "The sheet “%(sheet)s” has no column “%(column)s”: what the site says there stays."
    ),
    "own_column": _(
        "The column %(column)s of the sheet “%(sheet)s” is none of this site's: it is not read."
    ),
    "no_sheet": _("The sheet “%(sheet)s” is not in the workbook: what the site says there stays."),
    "own_sheet": _("The sheet “%(sheet)s” is none of this site's: it is not read."),
}


def refuse(cause: str, **params: Any) -> Refusal:
    return Refusal(str(WORKBOOK[cause]) % {name: shown(value) for name, value in params.items()})


def note(cause: str, **params: Any) -> str:
    return str(NOTE[cause]) % {name: shown(value) for name, value in params.items()}


def shown(value: Any) -> str:
    """What a sentence repeats of a cell: not too long, nothing invisible."""
    return legible(str(value))
