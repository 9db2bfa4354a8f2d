"""What a report is made of, whatever it is printed as. Values are in the reader's language.

Every number in a report is a :class:`Counted`: it has no value of its own, only the records that
it counts, so a figure that cannot be traced cannot be written.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


class Named(Protocol):
    """A record, or a row of the facts."""

    @property
    def code(self) -> str: ...

    def get_absolute_url(self) -> str: ...


@dataclass(frozen=True)
class RecordLink:
    """A record named in a report."""

    code: str
    title: str
    url: str

    @classmethod
    def to(cls, record: Named, title: str = "") -> RecordLink:
        return cls(record.code, title or str(record), record.get_absolute_url())


@dataclass(frozen=True)
class Counted:
    """A figure and the records that it was counted from."""

    key: str
    label: str
    records: Sequence[RecordLink]
    tone: str = ""

    @property
    def value(self) -> int:
        return len(self.records)


@dataclass(frozen=True)
class Cell:
    """A table's cell: text, records, or both."""

    text: str = ""
    records: Sequence[RecordLink] = ()
    tone: str = ""


@dataclass(frozen=True)
class Table:
    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    # Said instead of the table when it has no rows.
    empty: str = ""
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Paragraph:
    text: str
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Figures:
    """A strip of figures."""

    figures: Sequence[Counted]
    kind: str = field(default="figures", init=False)


@dataclass(frozen=True)
class Point:
    """One thing asked or warned of, with the records it rests on."""

    title: str
    text: str
    records: Sequence[RecordLink] = ()


@dataclass(frozen=True)
class Points:
    """A list of requests or risks."""

    points: Sequence[Point]
    empty: str
    numbered: bool = False
    kind: str = field(default="points", init=False)


Block = Paragraph | Figures | Table | Points


@dataclass(frozen=True)
class Part:
    """A numbered part of the report."""

    id: str
    title: str
    blocks: Sequence[Block]

    @property
    def figures(self) -> list[Counted]:
        return [
            counted
            for block in self.blocks
            if isinstance(block, Figures)
            for counted in block.figures
        ]


@dataclass(frozen=True)
class Report:
    """A report in one language, ready to be printed."""

    title: str
    subtitle: str
    language: str
    body: str
    as_of: datetime.date
    # Label and value: who reports to whom, as of when.
    heading: Sequence[tuple[str, str]]
    notice: str
    parts: Sequence[Part]
    method: Sequence[str]

    @property
    def figures(self) -> list[Counted]:
        return [counted for part in self.parts for counted in part.figures]
