"""The lists of a report, each by its key: a page prints how they begin and leads to the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gte.workplan.report.document import Cell, Made, Points, Table

if TYPE_CHECKING:
    from gte.workplan.report.document import Counted, Point, RecordLink, Report

# Where an address of a list has its key.
KEY = "list-key"


@dataclass(frozen=True)
class Beginning:
    """How much of each list is printed, and the address of the rest, with KEY in it."""

    address: str
    rows: int | None = 20
    records: int | None = 20

    def address_of(self, key: str) -> str:
        return self.address.replace(KEY, key)


# What travels without the site prints all.
WHOLE = Beginning("", None, None)


def lists_of(report: Report) -> dict[str, Table]:
    """Every list of the report as a table: its tables, and the records of figures and points."""
    found = {figure.key: table_of_figure(figure) for figure in report.figures}
    for point in points_of(report):
        found.setdefault(point.key, table_of_records(point.key, point.title, point.records))
    for table in tables_of(report):
        found[table.key] = table
    return found


def tables_of(report: Report) -> Iterator[Table]:
    return (block for part in report.parts for block in part.blocks if isinstance(block, Table))


def points_of(report: Report) -> Iterator[Point]:
    for part in report.parts:
        for block in part.blocks:
            if isinstance(block, Points):
                yield from block.points


def table_of_figure(figure: Counted) -> Table:
    return table_of_records(figure.key, capfirst(figure.label), figure.records)


def table_of_records(key: str, caption: str, records: Sequence[RecordLink]) -> Table:
    columns = [_("Record"), _("Identifier")]
    return Table(caption, columns, Made(record_cells, records), _("No record."), key)


def record_cells(record: RecordLink) -> list[Cell]:
    return [Cell(records=[record]), Cell(record.code)]


def page_of(table: Table, first: int, last: int) -> Table:
    """The rows of a page of a long table, ``first`` from 1."""
    return replace(table, rows=table.rows[max(first - 1, 0) : last])
