"""The rows of our sheets in a workbook, whatever was moved in it: found by the hidden keys."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import IO

from gte.register.sheets.cells import Cells, Tab, Value, Workbook, letters_of
from gte.register.sheets.description import Sheet, text_in
from gte.register.sheets.package import Package
from gte.register.sheets.refusals import Refusal, note, refuse

MOST_ROWS, MOST_CELLS = 50_000, 1_000_000
# The row of keys is the first one; somebody may have put a few lines above it.
SEARCHED = 20
KEY = re.compile(r"([a-z][a-z0-9_-]*)/(!?[a-z][a-z0-9_-]*)(?::([a-z0-9_,-]+))?", re.ASCII)
# Columns of the engine's own: what the row was when it was written, what is wrong with it.
VERSION, WRONG = "!version", "!wrong"
# The sheets of the engine's own: how to use the workbook, and the lists to choose from.
GUIDE, LISTS = "!guide", "!lists"
OWN_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class BookRow:
    """A filled row: its number in the spreadsheet, its cells by key, its version, its merge."""

    number: int
    cells: dict[str, Value]
    version: str = ""
    merged: str = ""


@dataclass
class BookSheet:
    """One of our sheets as the file has it. ``columns`` are the letters of each column by key."""

    sheet: Sheet
    title: str
    columns: dict[str, str]
    version_keys: tuple[str, ...] = ()
    rows: list[BookRow] = field(default_factory=list)


@dataclass
class Book:
    """A workbook as it was sent. ``problems`` say why nothing of it can be taken."""

    sheets: dict[str, BookSheet] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    from_1904: bool = False
    filled: int = 0


@dataclass(frozen=True)
class Keys:
    """Where the columns of one sheet are."""

    name: str
    row: int
    places: list[tuple[int, str]]
    version_keys: tuple[str, ...]


def open_book(file: IO[bytes], sheets: Sequence[Sheet]) -> Book:
    """What stands in a workbook. Whatever the file is, the answer is a Book, in bounded memory."""
    book = Book()
    try:
        workbook = Workbook(Package(file))
        book.from_1904 = workbook.from_1904
        for tab in workbook.tabs:
            read_tab(book, workbook, tab, {sheet.name: sheet for sheet in sheets})
        check_sheets(book, sheets)
    except Refusal as refusal:
        return Book(problems=[str(refusal)])
    return book


def check_sheets(book: Book, sheets: Sequence[Sheet]) -> None:
    """Notes which sheets are not there; what may be missing is a problem only where nothing is."""
    for sheet in sheets:
        if sheet.name in book.sheets:
            continue
        if book.sheets and sheet.may_be_missing:
            book.notes.append(note("no_sheet", sheet=sheet.title))
        else:
            book.problems.append(str(refuse("no_sheet", sheet=sheet.title)))


def read_tab(book: Book, workbook: Workbook, tab: Tab, sheets: dict[str, Sheet]) -> None:
    rows = workbook.rows(tab)
    first = list(islice(rows, SEARCHED))
    candidates = (keys_in(number, cells, sheets) for number, cells in first)
    keys = next((one for one in candidates if one), None)
    if keys is None:
        own = any(cells.get(0) in {GUIDE, LISTS} for _number, cells in first[:1])
        if first and not own:
            book.notes.append(note("own_sheet", sheet=tab.title))
        return
    sheet = sheets[keys.name]
    if former := book.sheets.get(sheet.name):
        titles = {"first": former.title, "second": tab.title}
        raise refuse("sheet_twice", sheet=sheet.title, **titles)
    found = BookSheet(sheet, tab.title, columns_of(sheet, keys), keys.version_keys)
    book.sheets[sheet.name] = found
    note_left_out(book, found)
    read_rows(book, found, keys, chain(first, rows))
    mark_merged(found, tab.merged)


def keys_in(number: int, cells: Cells, names: Container[str]) -> Keys | None:
    """The keys that a row holds, of the sheet that most of them name; None where it holds none.

    One alone is a text that looks like a key.
    """
    matches = [
        (at, match)
        for at, value in sorted(cells.items())
        if isinstance(value, str) and (match := KEY.fullmatch(value.strip())) and match[1] in names
    ]
    if len(matches) < 2:
        return None
    [(name, _times)] = Counter(match[1] for _at, match in matches).most_common(1)
    places = [(at, match[2]) for at, match in matches if match[1] == name]
    versions = [match[3] for _at, match in matches if match[2] == VERSION and match[3]]
    return Keys(name, number, places, tuple(versions[0].split(",")) if versions else ())


def columns_of(sheet: Sheet, keys: Keys) -> dict[str, str]:
    """Letters by key. Raises Refusal for a column that is there twice or that must be there."""
    found: dict[str, str] = {}
    for at, key in keys.places:
        letters = letters_of(at)
        if key in found:
            label = sheet.by_key[key].label if key in sheet.by_key else key
            places = {"first": found[key], "second": letters}
            raise refuse("column_twice", sheet=sheet.title, column=label, **places)
        found[key] = letters
    for column in sheet.columns:
        needed = column.required or column.key == "code"
        if needed and column.key not in found:
            raise refuse("no_column", sheet=sheet.title, column=column.label)
    return found


def note_left_out(book: Book, found: BookSheet) -> None:
    for column in found.sheet.columns:
        if column.key not in found.columns and not column.read_only:
            params = {"sheet": found.sheet.title, "column": column.label}
            book.notes.append(note("left_out", **params))


def read_rows(book: Book, found: BookSheet, keys: Keys, rows: Iterator[tuple[int, Cells]]) -> None:
    sheet = found.sheet
    known = [(at, key) for at, key in keys.places if key in sheet.by_key]
    version_at = next((at for at, key in keys.places if key == VERSION), -1)
    read = {at for at, _key in keys.places}
    labels, own = header_labels(sheet), set[int]()
    for number, cells in rows:
        if number <= keys.row or is_header(cells, known, labels):
            continue
        own.update(at for at in cells if at not in read and not is_blank(cells[at]))
        kept = {key: cells[at] for at, key in known if at in cells and not is_blank(cells[at])}
        if not kept:
            continue
        book.filled += len(kept)
        check_room(book, found)
        found.rows.append(BookRow(number, kept, str(cells.get(version_at, "")).strip()))
    for at in sorted(own)[:OWN_COLUMNS]:
        book.notes.append(note("own_column", column=letters_of(at), sheet=sheet.title))


def check_room(book: Book, found: BookSheet) -> None:
    if len(found.rows) >= MOST_ROWS:
        raise refuse("rows", sheet=found.sheet.title, most=MOST_ROWS)
    if book.filled > MOST_CELLS:
        raise refuse("cells", most=MOST_CELLS)


def is_blank(value: Value) -> bool:
    return isinstance(value, str) and (not value or value.isspace())


def header_labels(sheet: Sheet) -> set[tuple[str, str]]:
    """What heads each column, in all languages."""
    return {
        (column.key, text_in(column.label, language).strip())
        for column in sheet.columns
        for language in ("es", "en")
    }


def is_header(cells: Cells, known: list[tuple[int, str]], labels: set[tuple[str, str]]) -> bool:
    """Whether a row is that of the headings: most of its cells name their own column."""
    filled = [(key, str(cells[at]).removesuffix("*").strip()) for at, key in known if at in cells]
    return sum(one in labels for one in filled) * 2 > len(filled)


def mark_merged(found: BookSheet, merged: list[str]) -> None:
    """Notes which rows lie in merged cells, of which only the first holds anything."""
    spans = [(lines, ref) for ref in merged if (lines := lines_of(ref))]
    if not spans:
        return
    found.rows = [
        BookRow(row.number, row.cells, row.version, ref) if ref else row
        for row in found.rows
        for ref in [next((ref for lines, ref in spans if row.number in lines), "")]
    ]


def lines_of(ref: str) -> range:
    numbers = [int(digits) for digits in re.findall(r"[A-Z]{1,3}(\d{1,7})", ref, re.ASCII)]
    return range(min(numbers), max(numbers) + 1) if numbers else range(0)
