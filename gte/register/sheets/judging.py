"""The verdict on one row of a sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from gte.common.errors import BadInput
from gte.common.forms import check_one_line, check_text
from gte.register.sheets.book import BookRow, BookSheet
from gte.register.sheets.description import CODE, TEXTS, Column, Kind, Row
from gte.register.sheets.parsing import Parser
from gte.register.sheets.reading import Change, Problem, RowReading, Verdict
from gte.register.sheets.refusals import Unreadable
from gte.register.sheets.showing import as_text
from gte.register.sheets.values import MARK, mark_of, marks_in, same


class Judge:
    """Knows one sheet of a file and the rows as they are on the site, by their codes."""

    def __init__(self, found: BookSheet, rows: Mapping[str, Row], *, from_1904: bool) -> None:
        self.found, self.sheet, self.rows = found, found.sheet, rows
        self.columns = [
            column
            for column in self.sheet.columns
            if column.key in found.columns and column.key != CODE
        ]
        self.parsers = {
            column.key: Parser(column, from_1904=from_1904) for column in self.sheet.columns
        }
        self.numbers: dict[str, list[int]] = defaultdict(list)
        for row in found.rows:
            if code := self.code_of(row):
                self.numbers[code].append(row.number)
        self.by_mark = {mark_of(CODE, code): code for code in rows}

    def code_of(self, row: BookRow) -> str:
        """The code that a row names, empty for none."""
        try:
            return self.parsers[CODE].value(row.cells.get(CODE)) or ""
        except Unreadable:
            return ""

    def verdict(self, row: BookRow) -> RowReading:
        if row.merged:
            return self.refused(row, [self.problem(row, None, "merged", value=row.merged)])
        if CODE in row.cells:
            return self.of_existing(row)
        return self.of_new(row)

    # --- rows that are there ----------------------------------------------------------------------

    def of_existing(self, row: BookRow) -> RowReading:
        if found := self.code_problem(row):
            return self.refused(row, [found])
        code = self.code_of(row)
        current = self.rows[code]
        changes, problems = self.changes(row, current)
        if not changes and not problems:
            return RowReading(self.sheet, row.number, code, Verdict.UNCHANGED, current, current)
        marks = marks_in(row.version, self.found.version_keys)
        if not marks:
            column = self.sheet.by_key[CODE]
            return self.refused(row, [self.problem(row, column, "no_version", value=code)])
        changes, problems = self.of_the_file(changes, problems, marks)
        if problems:
            return self.refused(row, problems, current)
        if not changes:
            return RowReading(self.sheet, row.number, code, Verdict.UNCHANGED, current, current)
        values = {**current, **{change.column.key: change.new for change in changes}}
        if theirs := self.theirs(current, marks):
            return RowReading(
                self.sheet,
                row.number,
                code,
                Verdict.CONFLICT,
                values,
                current,
                tuple(changes),
                theirs=tuple(theirs),
            )
        return self.checked(row, code, Verdict.CHANGED, values, current, changes)

    def code_problem(self, row: BookRow) -> Problem | None:
        column = self.sheet.by_key[CODE]
        try:
            code = self.parsers[CODE].value(row.cells[CODE])
        except Unreadable as error:
            return self.unreadable(row, column, error)
        numbers = self.numbers[code]
        if len(numbers) > 1:
            places = {"first": numbers[0], "second": numbers[1]}
            return self.problem(row, column, "duplicate_code", value=code, **places)
        if code not in self.rows:
            return self.problem(row, column, "unknown_code", value=code)
        return None

    def changes(self, row: BookRow, current: Row) -> tuple[list[Change], list[Problem]]:
        """What differs from the site, and what cannot be read."""
        changes, problems = [], []
        for column in self.columns:
            old, cell = current.get(column.key), row.cells.get(column.key)
            if isinstance(cell, str) and type(cell) is str and cell == old:
                continue
            parser = self.parsers[column.key]
            try:
                new = parser.value(cell)
            except Unreadable as error:
                if not parser.is_as_written(cell, old):
                    problems.append(self.unreadable(row, column, error))
                continue
            if same(old, new) or parser.is_as_written(cell, old):
                continue
            if column.read_only:
                params = {"value": as_text(column, new), "first": as_text(column, old)}
                problems.append(self.problem(row, column, "read_only", **params))
            changes.append(Change(column, old, new))
        return changes, problems

    def of_the_file(
        self, changes: list[Change], problems: list[Problem], marks: Mapping[str, str]
    ) -> tuple[list[Change], list[Problem]]:
        """Without what is still as it was when the file was written: that changed on the site."""
        kept = [
            change
            for change in changes
            if mark_of(change.column.key, change.new) != marks.get(change.column.key)
        ]
        keys = {change.column.key for change in kept}
        left = [
            problem
            for problem in problems
            if problem.cause != "read_only" or (problem.column and problem.column.key in keys)
        ]
        return [change for change in kept if not change.column.read_only], left

    def theirs(self, current: Row, marks: Mapping[str, str]) -> list[Column]:
        """The columns that changed on the site since the file was written."""
        return [
            column
            for column in self.sheet.columns
            if not column.read_only
            and column.key in marks
            and mark_of(column.key, current.get(column.key)) != marks[column.key]
        ]

    # --- new rows ---------------------------------------------------------------------------------

    def of_new(self, row: BookRow) -> RowReading:
        if erased := self.erased_code(row):
            column = self.sheet.by_key[CODE]
            return self.refused(row, [self.problem(row, column, "erased_code", value=erased)])
        if not self.sheet.may_add:
            return self.refused(row, [self.problem(row, None, "no_new")])
        values: dict[str, Any] = {column.key: None for column in self.sheet.columns}
        changes, problems = [], []
        for column in self.columns:
            if column.read_only:
                continue
            try:
                new = self.parsers[column.key].value(row.cells.get(column.key))
            except Unreadable as error:
                problems.append(self.unreadable(row, column, error))
                continue
            values[column.key] = new
            if new is not None or column.required:
                changes.append(Change(column, None, new))
        if problems:
            return self.refused(row, problems)
        return self.checked(row, "", Verdict.NEW, values, None, changes)

    def erased_code(self, row: BookRow) -> str:
        """The code that stood in this row; empty where the row is a copy of one that is there."""
        if len(row.version) != MARK * len(self.found.version_keys) or not row.version:
            return ""
        marks = marks_in(row.version, self.found.version_keys)
        code = self.by_mark.get(marks.get(CODE, ""), "")
        return "" if code in self.numbers else code

    # --- what both share --------------------------------------------------------------------------

    def checked(
        self,
        row: BookRow,
        code: str,
        verdict: Verdict,
        values: Row,
        current: Row | None,
        changes: list[Change],
    ) -> RowReading:
        """The verdict, unless a rule of a column or of the sheet is against the changes."""
        problems = [
            found for change in changes if (found := self.against_column(row, change)) is not None
        ]
        if not problems and self.sheet.check:
            problems = [
                self.problem(row, self.sheet.by_key.get(key), "check", first=sentence)
                for key, sentence in self.sheet.check(values, current)
            ]
        if problems:
            return self.refused(row, problems, current)
        return RowReading(self.sheet, row.number, code, verdict, values, current, tuple(changes))

    def against_column(self, row: BookRow, change: Change) -> Problem | None:
        column, new = change.column, change.new
        if new in (None, "", ()):
            return self.problem(row, column, "required") if column.required else None
        try:
            if column.kind in TEXTS:
                check_signs(column, new)
            if column.check:
                column.check(new)
        except ValidationError as error:
            return self.problem(row, column, "check", first=" ".join(error.messages))
        except BadInput as error:
            return self.problem(row, column, "check", first=str(error))
        return None

    def unreadable(self, row: BookRow, column: Column, error: Unreadable) -> Problem:
        cell = row.cells.get(column.key)
        said = str(cell) if isinstance(cell, str) else f"{cell:g}" if cell is not None else ""
        return self.problem(row, column, error.cause, **{"value": said, **error.params})

    def problem(self, row: BookRow, column: Column | None, cause: str, **params: Any) -> Problem:
        letters = self.found.columns.get(column.key, "") if column else ""
        address = f"{letters}{row.number}" if letters else ""
        return Problem(cause, self.sheet, row.number, column, address, params)

    def refused(
        self, row: BookRow, problems: list[Problem], current: Row | None = None
    ) -> RowReading:
        code = self.code_of(row)
        return RowReading(
            self.sheet,
            row.number,
            code,
            Verdict.REFUSED,
            current=current or self.rows.get(code),
            problems=tuple(problems),
        )


def check_signs(column: Column, text: str) -> None:
    """Raises ValidationError for signs that no form of the site takes either."""
    check = check_text if column.kind is Kind.LONG_TEXT else check_one_line
    check(text.replace("\0", "\x01"))
