"""A verdict for each row of a workbook, before anything is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from gte.register.sheets.book import Book
from gte.register.sheets.description import Column, Row, Sheet
from gte.register.sheets.refusals import CELL, SUMMARY, shown

# What a person reads one by one; beyond it, causes and how often.
LISTED = 200


class Verdict(StrEnum):
    """What becomes of a row."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    REFUSED = "refused"
    CONFLICT = "conflict"  # changed in the file, and on the site since the file was downloaded


PLACE = _("Sheet “%(sheet)s”, row %(row)s: %(sentence)s")
PLACE_OF_CELL = _("Sheet “%(sheet)s”, row %(row)s, column “%(column)s” (%(address)s): %(sentence)s")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a row: what it is on the site, what the file says."""

    column: Column
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused. ``column`` is None for what is wrong with the row as a whole."""

    cause: str
    sheet: Sheet
    row: int
    column: Column | None
    address: str
    params: Mapping[str, Any]

    @property
    def message(self) -> str:
        """What is wrong and what to do, without the place. What a rule says is said in full."""
        if self.cause == "check":
            return str(self.params["first"])
        return str(CELL[self.cause]) % {name: shown(one) for name, one in self.params.items()}

    @property
    def sentence(self) -> str:
        """The whole sentence: sheet, row, column, cell, what is wrong and what to do."""
        params = {"sheet": str(self.sheet.title), "row": self.row, "sentence": self.message}
        if self.column is None:
            return str(PLACE) % params
        return str(PLACE_OF_CELL) % {
            **params,
            "column": str(self.column.label),
            "address": self.address,
        }


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row of the file. ``values`` are those of the whole row as it would be saved.

    ``number`` is the row's in the spreadsheet. ``current`` is the row on the site, None if new.
    ``theirs`` are the columns that were changed on the site since the file was downloaded.
    """

    sheet: Sheet
    number: int
    code: str
    verdict: Verdict
    values: Row = field(default_factory=dict)
    current: Row | None = None
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    theirs: tuple[Column, ...] = ()


@dataclass
class SheetReading:
    """One sheet of the file: its rows in their order, unchanged ones too."""

    sheet: Sheet
    rows: list[RowReading] = field(default_factory=list)
    # On the site and not in the file: nothing happens to them.
    missing: list[Row] = field(default_factory=list)

    def with_verdict(self, *verdicts: Verdict) -> list[RowReading]:
        return [row for row in self.rows if row.verdict in verdicts]


@dataclass(frozen=True)
class Cause:
    """How often one thing is wrong in one column."""

    text: str
    sheet: Sheet
    column: Column | None
    count: int


@dataclass
class Reading:
    """What a workbook says, row by row. With ``problems`` nothing of it can be taken."""

    sheets: dict[str, SheetReading]
    book: Book

    @property
    def problems(self) -> list[str]:
        return self.book.problems

    @property
    def notes(self) -> list[str]:
        return self.book.notes

    def rows(self, *verdicts: Verdict) -> list[RowReading]:
        return [row for one in self.sheets.values() for row in one.with_verdict(*verdicts)]

    @property
    def to_save(self) -> list[RowReading]:
        """The rows that saving would change or add, in the order of the file; none of a file that
        cannot be taken.
        """
        return [] if self.problems else self.rows(Verdict.CHANGED, Verdict.NEW)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each verdict, and how many are ``missing`` in the file."""
        found = Counter(row.verdict.value for row in self.rows(*Verdict))
        missing = sum(len(one.missing) for one in self.sheets.values())
        return {**{one.value: found[one.value] for one in Verdict}, "missing": missing}

    def refusals(self) -> list[Problem]:
        """What is wrong with the first rows that are refused."""
        refused = self.rows(Verdict.REFUSED)[:LISTED]
        return [problem for row in refused for problem in row.problems]

    def causes(self) -> list[Cause]:
        """All that is wrong, by cause and column, the most frequent first."""
        found: Counter[tuple[str, str, str]] = Counter()
        for row in self.rows(Verdict.REFUSED):
            for problem in row.problems:
                key = problem.column.key if problem.column else ""
                found[problem.cause, row.sheet.name, key] += 1
        return [
            Cause(str(SUMMARY[cause]), (sheet := self.sheets[name].sheet), sheet.by_key.get(key), n)
            for (cause, name, key), n in found.most_common()
        ]
