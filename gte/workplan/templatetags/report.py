"""What the templates of the report ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from gte.workplan.report.printing import PartEntries, entries_by_part

if TYPE_CHECKING:
    from gte.workplan.report.document import Cell, Report, Table

register = template.Library()


@register.filter
def sources(report: Report) -> list[PartEntries]:
    """The figures of each part with the records that they were counted from."""
    return entries_by_part(report)


@register.filter
def labelled_rows(table: Table) -> list[list[tuple[str, Cell]]]:
    """The rows of a table, each cell with the name of its column."""
    return [list(zip(table.columns, row, strict=True)) for row in table.rows]
