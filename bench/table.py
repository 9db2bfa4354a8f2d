"""Rows of a table with what was measured, beside what and against which target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement. ``target`` is the most or the least that is meant, in the same unit."""

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        if self.at_least:
            return "ok" if self.value >= self.target else "UNDER"
        return "ok" if self.value <= self.target else "OVER"


def show(title: str, rows: Sequence[Row]) -> None:
    print(f"{title}")
    for row in rows:
        bound = ">=" if row.at_least else "<="
        target = "" if row.target is None else f"{bound} {row.target:g}"
        print(
            f"  {row.name:<44} {row.value:>9.2f} {row.unit:<10} {target:<9} "
            f"{row.verdict:<6}{row.note}"
        )
    print(flush=True)
