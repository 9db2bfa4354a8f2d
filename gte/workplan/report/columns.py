"""How wide the columns of a report's tables are on paper, so that rows stay low."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gte.workplan.report.document import Cell, Table

# Characters of the tables' type that fit side by side on a page.
LINE = 108
# What a column needs beside its words: the space between columns, and the mark before a status.
GUTTER, MARK = 3, 3
# A word longer than this may be divided.
LONGEST_WORD = 18


def shared_widths(tables: Sequence[Table]) -> dict[tuple[str, ...], list[int]]:
    """Widths, in characters, by columns: tables with the same columns get the same widths, and
    their columns stand below each other."""
    rows: dict[tuple[str, ...], list[Sequence[Cell]]] = {}
    for table in tables:
        rows.setdefault(tuple(table.columns), []).extend(table.rows)
    return {columns: widths_for(columns, cells) for columns, cells in rows.items()}


def widths_for(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Widths that sum to LINE where the longest words allow it.

    Each column begins as wide as its longest word; what is left of the line is given out
    character by character, to the column that saves most height.
    """
    texts = [[column_texts(row[at]) for row in rows] for at in range(len(columns))]
    widths = [
        max(longest_word(lines) for lines in [[name], *cells])
        for name, cells in zip(columns, texts, strict=True)
    ]
    marks = [GUTTER + (MARK if any(row[at].tone for row in rows) else 0) for at in range(len(columns))]
    heights = [[height(lines, width) for lines in cells] for cells, width in zip(texts, widths, strict=True)]
    for _step in range(LINE - sum(widths) - sum(marks)):
        gains = [gain(heights, at, [height(lines, widths[at] + 1) for lines in texts[at]]) for at in range(len(columns))]
        best = max(range(len(columns)), key=lambda at: gains[at])
        widths[best] += 1
        heights[best] = [height(lines, widths[best]) for lines in texts[best]]
    return [width + mark for width, mark in zip(widths, marks, strict=True)]
