"""What people write into cells, as the values that they mean."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from gte.common.partial_dates import PartialDate
from gte.register.sheets import days
from gte.register.sheets.cells import Dated, Error, Formula, Value
from gte.register.sheets.description import LANGUAGES, LISTED, TEXTS, Column, Kind, text_in
from gte.register.sheets.numbers import readings
from gte.register.sheets.refusals import Unreadable
from gte.register.sheets.showing import (
    BETWEEN,
    DIGITS,
    NO,
    YES,
    Shower,
    folded,
    placeholder_pattern,
)
from gte.register.sheets.values import plain

# Beside the site's own words, what spreadsheets call them and what people write.
ANSWERS = {
    "si": True,
    "sí": True,
    "s": True,
    "yes": True,
    "y": True,
    "true": True,
    "verdadero": True,
    "1": True,
    "no": False,
    "n": False,
    "false": False,
    "falso": False,
    "0": False,
}
# As many options as a sentence can name.
NAMED = 12


class Parser:
    """How the cells of one column are read. Language does not matter: all are understood."""

    def __init__(self, column: Column, *, from_1904: bool = False) -> None:
        self.column, self.from_1904 = column, from_1904
        self.showers = [Shower(column, language) for language in LANGUAGES]
        self.options = options_of(column) if column.kind in LISTED else {}
        self.answers = {**ANSWERS, folded(str(YES)): True, folded(str(NO)): False}
        self.read = getattr(self, f"read_{'text' if column.kind in TEXTS else column.kind.value}")

    def value(self, cell: Value | None) -> Any:
        """The value that a cell means; None for an empty one. Raises Unreadable."""
        if cell is None:
            return None
        if isinstance(cell, Formula):
            raise Unreadable("formula")
        if isinstance(cell, Error):
            raise Unreadable("fault")
        if isinstance(cell, str) and not cell.strip():
            return None
        return self.read(cell)

    def is_as_written(self, cell: Value | None, value: Any) -> bool:
        """Whether a cell still holds what a workbook of ours has for this value.

        So what cannot be read back (an option that is no longer there, a text too long for a cell)
        is no change as long as nobody touches it.
        """
        return any(is_shown(cell, shower.cell(value)) for shower in self.showers)

    def read_text(self, cell: Value) -> str:
        if isinstance(cell, bool | Dated):
            raise Unreadable("not_text")
        text = cell.strip() if isinstance(cell, str) else digits(cell)
        if len(text.encode("utf-16-le")) // 2 > self.column.longest:
            raise Unreadable("long", most=self.column.longest)
        if text.startswith("[") and placeholder_pattern().fullmatch(text):
            raise Unreadable("kept")
        return text

    def read_decimal(self, cell: Value) -> Decimal:
        if isinstance(cell, bool | Dated):
            raise Unreadable("number")
        if isinstance(cell, float):
            return Decimal(digits(cell))
        found = readings(cell)
        if len(found) > 1:
            raise Unreadable("ambiguous_number", first=plain(found[0]), second=plain(found[1]))
        if not found:
            raise Unreadable("number")
        return found[0]

    def read_whole(self, cell: Value) -> int:
        number = self.read_decimal(cell)
        if number != int(number):
            raise Unreadable("not_whole")
        return int(number)

    def read_yes_no(self, cell: Value) -> bool:
        if isinstance(cell, bool):
            return cell
        said = folded(cell) if isinstance(cell, str) else digits(cell)
        if said not in self.answers:
            raise Unreadable("yes_no")
        return self.answers[said]

    def read_day(self, cell: Value) -> datetime.date:
        if isinstance(cell, bool):
            raise Unreadable("day")
        if isinstance(cell, Dated):
            return days.day_of_serial(cell, from_1904=self.from_1904)
        if isinstance(cell, float):
            return days.day_of_number(cell, from_1904=self.from_1904)
        return days.day_of_text(cell)

    def read_partial_date(self, cell: Value) -> PartialDate:
        if isinstance(cell, bool):
            raise Unreadable("partial_date")
        if isinstance(cell, Dated):
            return PartialDate(days.day_of_serial(cell, from_1904=self.from_1904))
        if isinstance(cell, float):
            return days.partial_of_number(cell, from_1904=self.from_1904)
        return days.partial_of_text(cell)

    def read_choice(self, cell: Value) -> str:
        return self.chosen(cell_text(cell), "choice")

    def read_reference(self, cell: Value) -> str:
        return self.chosen(cell_text(cell), "reference")

    def read_references(self, cell: Value) -> tuple[str, ...]:
        lines = [line for line in cell_text(cell).splitlines() if line.strip()]
        found: list[str] = []
        for line in lines:
            found += self.chosen_in_line(line)
        return tuple(dict.fromkeys(found))

    def chosen_in_line(self, line: str) -> list[str]:
        """One reference on a line, or several between semicolons."""
        try:
            return [self.chosen(line, "reference")]
        except Unreadable:
            parts = [part for part in line.split(";") if part.strip()]
            if len(parts) < 2:
                raise
            return [self.chosen(part, "reference") for part in parts]

    def chosen(self, text: str, cause: str) -> str:
        """The option that a text names: by its key, as the list shows it, or by its name."""
        said = text.strip()
        if said in self.column.options:
            return said
        found = sorted(self.options.get(folded(said), ()))
        if not found and cause == "reference":
            # The code decides; the name beside it may have changed since.
            code = said.partition(BETWEEN)[0].strip()
            found = [code] if code in self.column.options else []
        if not found:
            raise Unreadable(cause, value=said, options=self.named())
        if len(found) > 1:
            ambiguous = f"ambiguous_{cause}"
            raise Unreadable(ambiguous, value=said, first=found[0], second=found[1])
        return found[0]

    def named(self) -> str:
        if self.column.kind is not Kind.CHOICE:
            return ""
        labels = [str(label) for label in self.column.options.values()]
        return ", ".join([*labels[:NAMED], *(["…"] if len(labels) > NAMED else [])])


def options_of(column: Column) -> dict[str, set[str]]:
    """The options by all that they are called, in every language, without regard to capitals."""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        shower = Shower(column, language)
        for key, name in column.options.items():
            for text in (key, text_in(name, language), shower.labels[key]):
                found.setdefault(folded(text), set()).add(key)
    return found


def cell_text(cell: Value) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool | Dated):
        raise Unreadable("not_text")
    return digits(cell)


def digits(number: float) -> str:
    """The digits of a number that spreadsheets keep, without an exponent."""
    return plain(Decimal(f"{number:.{DIGITS}g}"))


def is_shown(cell: Value | None, shown: Any) -> bool:
    if cell is None or shown is None:
        return cell is shown
    if isinstance(shown, str) and type(cell) is str:
        return ends(cell) == ends(shown)
    return False


def ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
