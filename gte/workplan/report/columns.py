"""How wide the columns of a report's tables are on paper, so that rows stay low."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gte.workplan.report.document import Cell, Table

# Characters of the tables' type that fit side by side on a page.
LINE = 112
# What a column needs beside its words: the space between columns, and the mark before a status.
GUTTER, MARK = 3, 3
# A longer word may be divided.
LONGEST_WORD = 18
# Characters given to a column at a time.
STEP = 2
# What a line more counts in a cell that is not the row's highest, and what a fuller line counts:
# they settle what the height of rows leaves open.
EACH_LINE, FULLNESS = 0.2, 0.02
# Lines are never full to the last character.
FILL = 0.94


def shared_widths(tables: Sequence[Table]) -> dict[tuple[str, ...], list[int]]:
    """Relative widths by column names: tables with the same columns share theirs, so that their
    columns stand below each other."""
    rows: dict[tuple[str, ...], list[Sequence[Cell]]] = {}
    for table in tables:
        rows.setdefault(tuple(table.columns), []).extend(table.rows)
    return {columns: widths_for(columns, cells) for columns, cells in rows.items()}


def widths_for(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Relative widths that keep the rows low.

    Each column begins as wide as its longest word; the rest of the line is given out step by step,
    each time to the column that lowers the table most.
    """
    places = range(len(columns))
    lengths = [[[len(text) for text in pieces(row[at])] for at in places] for row in rows]
    widths = [longest_word([columns[at], *(text for row in rows for text in pieces(row[at]))]) for at in places]
    extra = [GUTTER + MARK * any(row[at].tone for row in rows) for at in places]
    for _step in range((LINE - sum(widths) - sum(extra)) // STEP):
        costs = []
        for at in places:
            widths[at] += STEP
            costs.append(sum(cost(row, widths) for row in lengths))
            widths[at] -= STEP
        widths[costs.index(min(costs))] += STEP
    return [width + more for width, more in zip(widths, extra, strict=True)]


def pieces(cell: Cell) -> list[str]:
    """What begins on a line of its own in a cell."""
    return [text for text in (cell.text, *(record.title for record in cell.records)) if text]


def longest_word(texts: Sequence[str]) -> int:
    return min(max((len(word) for text in texts for word in text.split()), default=1), LONGEST_WORD)


def cost(row: Sequence[Sequence[int]], widths: Sequence[int]) -> float:
    """The lines of the row's highest cell, and a little for those of the others."""
    lines, full = [], 0.0
    for cell, width in zip(row, widths, strict=True):
        room = width * FILL
        lines.append(sum(ceil(length / room) for length in cell))
        full += sum(cell) / room
    return max(lines, default=0) + EACH_LINE * sum(lines) + FULLNESS * full
