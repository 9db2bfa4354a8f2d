"""What can be wrong with the files of the record, as sentences that name the place."""

from __future__ import annotations

from dataclasses import dataclass

from gte.common.errors import BadInput

SHOWN_AT_MOST = 20


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
            parts.append(f"record {self.record}")
        if self.field:
            parts.append(f"field {self.field}")
        return ", ".join(parts)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where."""

    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason.rstrip('.')}."


class RecordError(BadInput):
    """The files do not make a record; nothing was loaded."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        lines = [str(fault) for fault in faults[:SHOWN_AT_MOST]]
        if len(faults) > SHOWN_AT_MOST:
            lines.append(f"... and {len(faults) - SHOWN_AT_MOST} more.")
        super().__init__("\n".join(lines))
