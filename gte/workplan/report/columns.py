"""How wide the columns of a report's tables are on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gte.common.columns import fitted_widths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gte.workplan.report.document import Cell, Table

# Of a longer table so many rows, evenly spaced, tell how wide its columns are.
MOST_ROWS = 400
# What the mark before a status takes, in widths of a digit.
MARK = 2.5


def shared_widths(tables: Sequence[Table]) -> dict[tuple[str, ...], list[float]]:
    """Relative widths by column names: tables with the same columns share theirs, so that their
    columns stand below each other.
    """
    rows: dict[tuple[str, ...], list[Sequence[Cell]]] = {}
    for table in tables:
        rows.setdefault(tuple(table.columns), []).extend(table.rows)
    return {columns: widths_for(columns, spread(cells)) for columns, cells in rows.items()}


def spread(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    step = -(-len(rows) // MOST_ROWS)
    return rows[::step] if step > 1 else rows


def widths_for(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[float]:
    marks = [MARK * any(row[at].tone for row in rows) for at in range(len(columns))]
    return fitted_widths(columns, [[pieces(cell) for cell in row] for row in rows], marks)


def pieces(cell: Cell) -> tuple[str, ...]:
    """What begins on a line of its own in a cell."""
    return tuple(text for text in (cell.text, *(record.title for record in cell.records)) if text)
