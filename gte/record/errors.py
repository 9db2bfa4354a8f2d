"""What can be wrong with the files of the record, as sentences that name the place."""

from __future__ import annotations

import reprlib
from dataclasses import dataclass
from typing import Any

from gte.common.errors import BadInput, legible

SHOWN_AT_MOST = 20
LONGEST_REASON = 500


def brief(value: Any) -> str:
    """A value as a sentence names it, whatever its size."""
    printer = reprlib.Repr()
    printer.maxlevel, printer.maxstring = 2, 100
    return printer.repr(value)


@dataclass(frozen=True)
class Place:
    """Where in the files something stands."""

    file: str
    line: int | None = None
    record: str = ""
    field: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(f"line {self.line}")
        if self.record:
            parts.append(f"record {legible(self.record)}")
        if self.field:
            parts.append(f"field {self.field}")
        return ", ".join(parts)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where."""

    place: Place
    reason: str

    def __str__(self) -> str:
        reason = self.reason
        if len(reason) > LONGEST_REASON:
            reason = f"{reason[:LONGEST_REASON]}…"
        return f"{self.place}: {reason.rstrip('.')}."


class RecordError(BadInput):
    """The files do not make a record; nothing was loaded."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        lines = [str(fault) for fault in faults[:SHOWN_AT_MOST]]
        if len(faults) > SHOWN_AT_MOST:
            lines.append(f"... and {len(faults) - SHOWN_AT_MOST} more.")
        super().__init__("\n".join(lines))
