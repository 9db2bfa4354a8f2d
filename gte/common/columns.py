"""How wide the columns of a table are on paper, so that its rows stay low."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# All lengths are in widths of a digit of the tables' type (Libertinus Serif, 9 pt).
# A page is that wide.
LINE = 112
# The space between columns.
GUTTER = 3
# Texts of up to this width stay on one line, and longer words may be divided.
UNBROKEN = 14
# What one column may hand to another, largest first.
STEPS = (8, 4, 2, 1)
# What a line more counts in a cell that is not the row's highest.
EACH_LINE = 0.5

NARROW, WIDE = frozenset("fijlrtI.,;:()[]!|’ -"), frozenset("mwMWQÑ—@")


def fitted_widths(
    columns: Sequence[str],
    rows: Sequence[Sequence[tuple[str, ...]]],
    beside: Sequence[float] = (),
) -> list[float]:
    """Relative widths that keep the rows low; no column cuts a word or a short text.

    A cell is the texts in it, each of which begins on a line of its own; ``beside`` is what a
    column needs beside them. From equal widths, columns hand characters to each other as long as
    that saves lines.
    """
    least = [
        least_width([name, *(text for row in rows for text in row[at])])
        for at, name in enumerate(columns)
    ]
    extra = [GUTTER + more for more in (beside or [0] * len(columns))]
    spare = max(LINE - sum(extra) - sum(least), 0)
    widths = [width + spare / len(columns) for width in least]
    best = cost(rows, widths)
    better = True
    while better:
        better = False
        for tried in neighbours(widths, least):
            if (height := cost(rows, tried)) < best:
                widths, best, better = tried, height, True
                break
    return [round(width + more, 2) for width, more in zip(widths, extra, strict=True)]


def neighbours(widths: Sequence[float], least: Sequence[float]) -> Iterator[list[float]]:
    """The widths with some characters handed from one column to another."""
    for step in STEPS:
        for giver, taker in permutations(range(len(widths)), 2):
            if widths[giver] - step >= least[giver]:
                tried = list(widths)
                tried[giver] -= step
                tried[taker] += step
                yield tried


def least_width(texts: Sequence[str]) -> float:
    unbroken = [
        size(unit)
        for text in texts
        for unit in ([text] if size(text) <= UNBROKEN else text.split())
    ]
    return min(max(unbroken, default=1), UNBROKEN)


@lru_cache(10_000)
def size(text: str) -> float:
    """The width of a text, near enough."""
    return sum(
        0.6 if letter in NARROW else 1.6 if letter in WIDE else 1.35 if letter.isupper() else 1.05
        for letter in text
    )


def cost(rows: Sequence[Sequence[tuple[str, ...]]], widths: Sequence[float]) -> float:
    """The lines of each row's highest cell, and a little for those of its other cells."""
    total = 0.0
    for row in rows:
        lines = [lines_of(cell, width) for cell, width in zip(row, widths, strict=True)]
        total += max(lines, default=0) + EACH_LINE * sum(lines)
    return total


@lru_cache(50_000)
def lines_of(texts: tuple[str, ...], width: float) -> int:
    """The lines that the texts take, each beginning on its own, broken between words."""
    lines = 0
    for text in texts:
        room = 0.0
        for word in text.split():
            if size(word) > room:
                lines += 1
                room = width
            room -= size(word) + size(" ")
    return lines
