"""The way in: a workbook and the rows as they are, to a verdict for each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import IO

from gte.register.sheets.book import Book, BookSheet, open_book
from gte.register.sheets.description import CODE, Row, Sheet
from gte.register.sheets.judging import Judge
from gte.register.sheets.reading import Reading, SheetReading


def read_workbook(
    file: IO[bytes], sheets: Sequence[Sheet], current: Mapping[str, Iterable[Row]]
) -> Reading:
    """A verdict for each row of a workbook, beside the rows of each sheet as they are on the site.

    Raises nothing for what a file may hold: what cannot be read at all is in ``problems``.
    What is said of the file is in the language that is active, what is said of a row in the one
    that is active when it is asked.
    """
    return judge(open_book(file, sheets), sheets, current)


def judge(book: Book, sheets: Sequence[Sheet], current: Mapping[str, Iterable[Row]]) -> Reading:
    """The verdicts alone, of a workbook that was opened before."""
    reading = Reading({}, book)
    if book.problems:
        return reading
    for sheet in sheets:
        if sheet.name not in book.sheets:
            continue
        rows = {str(row[CODE]): row for row in current.get(sheet.name, ())}
        found = book.sheets[sheet.name]
        reading.sheets[sheet.name] = read_sheet(found, rows, from_1904=book.from_1904)
    return reading


def read_sheet(found: BookSheet, rows: Mapping[str, Row], *, from_1904: bool) -> SheetReading:
    judging = Judge(found, rows, from_1904=from_1904)
    codes = Counter(judging.code_of(row) for row in found.rows)
    reading = SheetReading(found.sheet, [judging.verdict(row) for row in found.rows])
    reading.missing = [row for code, row in rows.items() if code not in codes]
    return reading
