"""The cells of a workbook as they stand there, row by row, in bounded memory.

openpyxl gives other texts than stand in the file (it drops ``x005F_`` wherever it is), keeps every
element it has passed, and does not say in this way of reading which cells are merged.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from gte.register.sheets.days import EPOCH
from gte.register.sheets.description import LONGEST
from gte.register.sheets.package import Attributes, Package, parse
from gte.register.sheets.refusals import refuse

STRINGS = 2_000_000
COLUMNS, ROWS = 16_384, 1_048_576
MERGED = 1_000
ESCAPED = re.compile(r"_x([0-9a-fA-F]{4})_")
# Numbers of formats that spreadsheets keep for days and times.
DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
NOT_CODES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


class Dated(float):
    """A number that the spreadsheet shows as a day or a time."""


class Formula(str):
    """A formula, with its equals sign."""

    __slots__ = ()


class Error(str):
    """What a spreadsheet shows where it cannot reckon: ``#REF!``."""

    __slots__ = ()


Value = str | float | bool
Cells = dict[int, Value]


@dataclass
class Tab:
    """One sheet of a file: its title, its rows as they come, and what is merged in it."""

    title: str
    part: str
    merged: list[str] = field(default_factory=list)


class Workbook:
    """The sheets of a file. Raises Refusal for what cannot be read."""

    def __init__(self, package: Package) -> None:
        self.package = package
        parts = package.relations_of(package.workbook)
        found = package.elements(package.workbook, "sheet", "workbookPr")
        self.from_1904 = any(
            one.get("date1904") in {"1", "true"} for one in found if one[""] == "workbookPr"
        )
        self.tabs = [
            Tab(decoded(one.get("name", "")), parts.get(relation_in(one), ""))
            for one in found
            if one[""] == "sheet"
        ]
        folder = package.workbook.rpartition("/")[0]
        self.days = day_styles(package, f"{folder}/styles.xml")
        self.strings = shared_strings(package, f"{folder}/sharedStrings.xml")

    def rows(self, tab: Tab) -> Iterator[tuple[int, Cells]]:
        """The number of each row, as the spreadsheet shows it, and its filled cells by column."""
        if tab.part not in self.package.sizes:
            return
        reader = RowReader(self.strings, self.days, tab.merged)
        for _step in parse(
            self.package.blocks(tab.part), start=reader.start, end=reader.end, data=reader.data
        ):
            yield from reader.taken()


def relation_in(attributes: Attributes) -> str:
    for name, value in attributes.items():
        if name.rpartition(":")[2] == "id" and ":" in name:
            return value
    return ""


def decoded(text: str) -> str:
    """A text as it is meant: what XML cannot hold is written ``_x0001_`` there."""
    if "_x" not in text:
        return text
    found = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # Two halves of a letter become it; a half alone, which no database holds, a question mark.
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def day_styles(package: Package, part: str) -> frozenset[int]:
    """The numbers of the styles that show a number as a day or a time."""
    if part not in package.sizes:
        return frozenset()
    formats, styles, in_cells = set(DAY_FORMATS), [], False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal in_cells
        local = name.rpartition(":")[2]
        if local == "numFmt" and shows_day(attributes.get("formatCode", "")):
            formats.add(int(attributes.get("numFmtId", "-1")))
        elif local in {"cellXfs", "cellStyleXfs"}:
            in_cells = local == "cellXfs"
        elif local == "xf" and in_cells:
            styles.append(int(attributes.get("numFmtId", "0")))

    for _step in parse(package.blocks(part), start=start):
        pass
    return frozenset(at for at, one in enumerate(styles) if one in formats)


def shows_day(code: str) -> bool:
    first = NOT_CODES.sub("", code.lower()).split(";")[0]
    return any(letter in first for letter in "dmyhs") and first != "general"


def shared_strings(package: Package, part: str) -> list[str]:
    if part not in package.sizes:
        return []
    reader = StringReader()
    for _step in parse(
        package.blocks(part), start=reader.start, end=reader.end, data=reader.collected.append
    ):
        if len(reader.found) > STRINGS:
            raise refuse("cells", most=STRINGS)
    return reader.found


class StringReader:
    """The texts that cells share; of one with several fonts the whole, of readings aids nothing."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.collected: list[str] = []
        self.parts: list[str] = []
        self.aside = False

    def start(self, name: str, _attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        self.collected.clear()
        if local == "rPh":
            self.aside = True

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "t" and not self.aside:
            self.parts.append("".join(self.collected))
        elif local == "rPh":
            self.aside = False
        elif local == "si":
            self.found.append(decoded("".join(self.parts)))
            self.parts.clear()
        self.collected.clear()


class RowReader:
    """Hears the elements of a sheet and keeps the rows that are complete until they are taken."""

    def __init__(self, strings: list[str], days: frozenset[int], merged: list[str]) -> None:
        self.strings, self.days, self.merged = strings, days, merged
        self.ready: list[tuple[int, Cells]] = []
        self.columns: dict[str, int] = {}
        self.row, self.column = 0, -1
        self.cells: Cells = {}
        self.collected: list[str] = []
        self.length = 0
        self.kind, self.style = "n", 0
        self.value: str | None = None
        self.formula: str | None = None
        self.aside = False

    def taken(self) -> list[tuple[int, Cells]]:
        rows, self.ready = self.ready, []
        return rows

    def start(self, name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        self.collected.clear()
        self.length = 0
        if local == "c":
            self.start_cell(attributes)
        elif local == "row":
            self.start_row(attributes)
        elif local == "rPh":
            self.aside = True
        elif local == "mergeCell" and len(self.merged) < MERGED:
            self.merged.append(attributes.get("ref", ""))

    def start_row(self, attributes: Attributes) -> None:
        self.row = int(attributes.get("r", self.row + 1))
        if not 0 < self.row <= ROWS:
            raise refuse("broken")
        self.column, self.cells = -1, {}

    def start_cell(self, attributes: Attributes) -> None:
        address = attributes.get("r")
        self.column = self.column_of(address) if address else self.column + 1
        if self.column >= COLUMNS:
            raise refuse("broken")
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", 0))
        self.value = self.formula = None

    def column_of(self, address: str) -> int:
        letters = address.rstrip("0123456789")
        if letters not in self.columns:
            self.columns[letters] = number_of(letters)
        return self.columns[letters]

    def data(self, text: str) -> None:
        # One more than fits is enough to see that it is too long.
        if self.length <= LONGEST * 8:
            self.collected.append(text)
            self.length += len(text)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in {"v", "t"}:
            if not self.aside:
                self.value = (self.value or "") + "".join(self.collected)
        elif local == "f":
            self.formula = "=" + "".join(self.collected)
        elif local == "c":
            self.end_cell()
        elif local == "row":
            self.ready += [(self.row, self.cells)] if self.cells else []
            self.cells = {}
        elif local == "rPh":
            self.aside = False
        self.collected.clear()

    def end_cell(self) -> None:
        if self.formula is not None:
            self.cells[self.column] = Formula(self.formula[:1000])
        elif self.value is not None and (found := self.value_of(self.value)) != "":
            self.cells[self.column] = found

    def value_of(self, text: str) -> Value:
        if self.kind == "s":
            return self.strings[int(text)]
        if self.kind in {"inlineStr", "str"}:
            return decoded(text)
        if self.kind == "b":
            return text.strip() in {"1", "true"}
        if self.kind == "e":
            return Error(text[:20])
        if self.kind == "d":
            return dated(text)
        if not text.strip():
            return ""
        number = float(text)
        if not math.isfinite(number):
            return Error("#NUM!")
        return Dated(number) if self.style in self.days else number


def dated(text: str) -> Value:
    """A day that is written out, as a number like all others; else the text as it is."""
    with suppress(ValueError):
        moment = datetime.datetime.fromisoformat(text.rstrip("Z")).replace(tzinfo=None)
        start = datetime.datetime.combine(EPOCH, datetime.time())
        return Dated((moment - start) / datetime.timedelta(days=1))
    return text


def number_of(letters: str) -> int:
    """The number of a column, counted from 0; ``AA`` is 26. Raises Refusal for what is none."""
    if not 0 < len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
        raise refuse("broken")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters_of(number: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
