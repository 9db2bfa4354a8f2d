"""Rules among rows: what no row shows by itself, as a circle that several of them close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from gte.register.sheets.reading import Problem, Reading, RowReading, Verdict

# A row that is refused may leave another one without what it rested on. Whoever builds a longer
# chain is told so by the verbs, when it is saved.
STEPS = 20


@dataclass(frozen=True, slots=True)
class Against:
    """A row that a rule is against: in which column (its key; empty: as a whole), and why."""

    row: RowReading
    key: str
    sentence: Any


def refuse_rows(reading: Reading, review: Callable[[Reading], Iterable[Against]]) -> None:
    """Refuses what the review finds, until it finds nothing more in what is left to save."""
    for _step in range(STEPS):
        found: dict[int, list[Against]] = defaultdict(list)
        for one in review(reading) if reading.to_save else ():
            found[id(one.row)].append(one)
        if not found:
            return
        for sheet in reading.sheets.values():
            sheet.rows = [
                refused(reading, row, found[id(row)]) if id(row) in found else row
                for row in sheet.rows
            ]


def refused(reading: Reading, row: RowReading, found: Iterable[Against]) -> RowReading:
    letters = reading.book.sheets[row.sheet.name].columns
    problems = []
    for one in found:
        column, at = row.sheet.by_key.get(one.key), letters.get(one.key, "")
        address = f"{at}{row.number}" if at else ""
        params = {"first": one.sentence}
        problems.append(Problem("check", row.sheet, row.number, column, address, params))
    return replace(row, verdict=Verdict.REFUSED, changes=(), values={}, problems=tuple(problems))
