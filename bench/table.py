"""Rows of a table with what was measured, beside what and against which target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement. ``target`` is the most that is meant to be, in the same unit."""

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        return "ok" if self.value <= self.target else "OVER"


def show(title: str, rows: Sequence[Row]) -> None:
    print(f"{title}")
    for row in rows:
        target = "" if row.target is None else f"<= {row.target:g}"
        print(
            f"  {row.name:<44} {row.value:>9.2f} {row.unit:<10} {target:<9} "
            f"{row.verdict:<5}{row.note}"
        )
    print(flush=True)
