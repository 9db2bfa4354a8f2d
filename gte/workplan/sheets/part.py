"""One sheet of the plan's workbook: what all of them have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gte.alliance.models import User
from gte.common.enums import Language
from gte.common.errors import BadInput
from gte.register.sheets.description import CODE, Column, Fault, Row, Sheet
from gte.register.sheets.reading import Reading, RowReading
from gte.register.sheets.reviewing import Against
from gte.register.sheets.values import canonical, same
from gte.workplan.sheets.lists import Lists

COORDINATE = "governance.coordinate"


@dataclass(frozen=True)
class Task:
    """One call of a verb, and the row that asks for it."""

    row: RowReading
    run: Callable[[], Any]


@dataclass(frozen=True)
class PartOf:
    """What a workbook of one plan holds: the plan, its projects, all that are parts of them, and
    what these owe.
    """

    plan: str
    projects: frozenset[str]
    owed: frozenset[str] = frozenset()


class Rows:
    """The rows of a sheet as they would be: those of the site, with what the workbook changes.

    ``now`` is by code; a new row is known by its number, as ``*7``. ``touched`` are the rows that
    would be saved, by the same keys.
    """

    def __init__(self, current: Iterable[Row], reading: Reading, name: str) -> None:
        self.now: dict[str, Row] = {str(row["code"]): row for row in current}
        self.touched: dict[str, RowReading] = {}
        for row in reading.to_save:
            if row.sheet.name == name:
                key = row.code or f"*{row.number}"
                self.now[key] = row.values
                self.touched[key] = row


class Part:
    """A sheet. Subclasses say its columns, its rows, its rules and its verbs."""

    name: ClassVar[str]
    title: ClassVar[Promise | str]
    # Texts that stand in both languages or in neither.
    pairs: ClassVar[tuple[str, ...]] = ()
    # What a row keeps once it is there, and why.
    fixed: ClassVar[Mapping[str, Any]] = {}
    may_add: ClassVar[bool] = True
    # Whether others than the coordination change it.
    is_for_all: ClassVar[bool] = False

    def __init__(self, by: User, lists: Lists, part_of: PartOf | None = None) -> None:
        self.by, self.lists, self.part_of = by, lists, part_of
        self.known: Sequence[Row] = ()

    # --- what a subclass says ---------------------------------------------------------------------

    def columns(self) -> list[Column]:
        raise NotImplementedError

    def rows(self) -> Sequence[Row]:
        """All that the reader may see, whatever the workbook holds of it: rules look at all."""
        raise NotImplementedError

    def is_in(self, row: Row, part_of: PartOf) -> bool:
        """Whether a workbook of one plan holds the row."""
        return row.get("project") in part_of.projects

    def faults(self, values: Row, current: Row | None) -> Iterable[Fault]:  # noqa: ARG002
        """What is wrong with one row, whatever the others are."""
        return ()

    def review(self, all_rows: Mapping[str, Rows]) -> Iterable[Against]:  # noqa: ARG002
        """What is wrong with a row beside others."""
        return ()

    def tasks(self, rows: list[RowReading]) -> Iterable[Task]:
        return [Task(row, partial(self.save, row)) for row in rows]

    def save(self, row: RowReading) -> Any:
        raise NotImplementedError

    # --- what the exchange asks for ---------------------------------------------------------------

    @property
    def may_change(self) -> bool:
        return self.is_for_all or self.by.has_perm(COORDINATE)

    def sheet(self) -> Sheet:
        return Sheet(
            name=self.name,
            title=self.title,
            columns=tuple(self.columns()),
            may_add=self.may_add,
            may_be_missing=True,
            check=self.check,
        )

    def load(self) -> list[Row]:
        """Reads all rows; gives those that the workbook holds."""
        self.known = self.rows()
        part_of = self.part_of
        return [row for row in self.known if part_of is None or self.is_in(row, part_of)]

    def check(self, values: Row, current: Row | None) -> Iterator[Fault]:
        if not self.may_change:
            yield "", _("Only the coordination changes this; ask it to.")
            return
        yield from self.one_sided(values, current)
        if current is not None:
            yield from self.moved(values, current)
        yield from self.faults(values, current)

    def there_already(self, rows: Rows) -> Iterator[Against]:
        """New rows that say what a row of the site says: of a workbook that is sent once more."""
        new = [(key, row) for key, row in rows.touched.items() if not row.code]
        if not new:
            return
        known = {self.said(row): code for code, row in rows.now.items() if code not in rows.touched}
        for _key, row in new:
            if code := known.get(self.said(row.values)):
                sentence = _(
                    "This row is on the site already, as “%(code)s”. Take it out of here, or "
                    "change it in the row of its code."
                )
                yield Against(row, "", sentence % {"code": code})

    def said(self, row: Row) -> tuple[str, ...]:
        return tuple(canonical(row.get(key)) for key in self.editable)

    @cached_property
    def editable(self) -> list[str]:
        return [one.key for one in self.columns() if not one.read_only and one.key != CODE]

    def one_sided(self, values: Row, current: Row | None) -> Iterator[Fault]:
        for name in self.pairs:
            keys = [f"{name}_{side}" for side in Language.values]
            if current and all(same(values[key], current.get(key)) for key in keys):
                continue
            empty = [key for key in keys if not values[key]]
            if len(empty) == 1:
                yield empty[0], _("Write it in both languages, or in neither.")

    def moved(self, values: Row, current: Row) -> Iterator[Fault]:
        for key, sentence in self.fixed.items():
            if not same(values[key], current.get(key)):
                yield key, sentence


def refused(check: Callable[..., Any], *given: Any) -> str:
    """The sentence with which a rule of a verb refuses; empty where it does not."""
    try:
        check(*given)
    except BadInput as error:
        return str(error)
    return ""


def against(row: RowReading, keys: Iterable[str], sentence: str) -> Against:
    """A rule between rows: told of the column that the row changes, of the first one if of none."""
    keys = list(keys)
    changed = {change.column.key for change in row.changes}
    return Against(row, next((key for key in keys if key in changed), keys[0]), sentence)
