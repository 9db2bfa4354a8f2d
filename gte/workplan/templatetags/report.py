"""What the templates of the report ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from gte.workplan.report.printing import PartEntries, entries_by_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gte.workplan.report.document import Cell, RecordLink, Report, Table
    from gte.workplan.report.lists import Beginning

register = template.Library()


@register.filter
def sources(report: Report) -> list[PartEntries]:
    """The figures of each part with the records that they were counted from."""
    return entries_by_part(report)


@register.filter
def labelled_rows(table: Table, cut: Beginning) -> list[list[tuple[str, Cell]]]:
    """The rows of a table that are printed, each cell with the name of its column."""
    return [list(zip(table.columns, row, strict=True)) for row in table.rows[: cut.rows]]


@register.filter
def beginning(records: Sequence[RecordLink], cut: Beginning) -> Sequence[RecordLink]:
    """The records that are printed of a list."""
    return records[: cut.records]


@register.filter
def address_of(cut: Beginning, key: str) -> str:
    """Where all of a list is."""
    return cut.address_of(key)
