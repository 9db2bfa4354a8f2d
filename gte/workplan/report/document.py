"""What a report is made of, whatever it is printed as. Values are in the reader's language.

Every number in a report is a :class:`Counted`: it has no value of its own, only the records that
it counts, so a figure that cannot be traced cannot be written.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Protocol, TypeVar, overload

from django.utils.translation import get_language, override

T = TypeVar("T")


class Made(Sequence[T]):
    """What is made of other things when it is read: of a long list a page prints its beginning.

    Made in the language that was active when the list was described.
    """

    def __init__(self, make: Callable[[Any], T], of: Sequence[Any]) -> None:
        self.make, self.of, self.language = make, of, get_language()

    @cached_property
    def all(self) -> list[T]:
        with override(self.language):
            return [self.make(one) for one in self.of]

    def __len__(self) -> int:
        return len(self.of)

    def __iter__(self) -> Iterator[T]:
        return iter(self.all)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        with override(self.language):
            if isinstance(at, slice):
                return [self.make(one) for one in self.of[at]]
            return self.make(self.of[at])

    def __eq__(self, other: object) -> bool:
        """Two lists made in one way of the same things are compared without making them."""
        if isinstance(other, Made) and other.make == self.make and other.of == self.of:
            return True
        return isinstance(other, Sequence) and self.all == list(other)

    def __hash__(self) -> int:
        return hash(len(self))


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

    @property
    def text(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Rolled:
    """A figure that a rule gave from stated values: the exact value, how it is printed, and the
    indicators that it was counted from. ``value`` is None where nothing is known.
    """

    key: str
    label: str
    value: Decimal | Fraction | None
    text: str
    records: Sequence[RecordLink]
    measure: str
    arguments: Mapping[str, str]


Figure = Counted | Rolled


@dataclass(frozen=True)
class Cell:
    """A table's cell: text, records, or both."""

    text: str = ""
    records: Sequence[RecordLink] = ()
    tone: str = ""


@dataclass(frozen=True)
class Table:
    """``key`` names it in addresses; ``empty`` is said instead of a table without rows."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    empty: str = ""
    key: str = ""
    # What its rows print, where these are figures.
    rolled: Sequence[Rolled] = ()
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
    """One thing asked or warned of, with the records it rests on.

    ``key`` names these records in addresses: where a figure counts them too, it is the figure's.
    """

    title: str
    text: str
    records: Sequence[RecordLink] = ()
    key: str = ""


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

    @property
    def every(self) -> list[Figure]:
        return [*self.figures, *self.rolled]

    @property
    def rolled(self) -> list[Rolled]:
        return [one for block in self.blocks if isinstance(block, Table) for one in block.rolled]


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

    @property
    def by_key(self) -> dict[str, Figure]:
        """Every figure once, in the order of the parts: those counted, then those a rule gave."""
        found: dict[str, Figure] = {}
        for part in self.parts:
            for figure in part.every:
                found.setdefault(figure.key, figure)
        return found

    @property
    def rolled(self) -> list[Rolled]:
        return [one for part in self.parts for one in part.rolled]

    @property
    def part_of(self) -> dict[str, str]:
        """The title of the first part that has each figure."""
        found: dict[str, str] = {}
        for part in self.parts:
            for figure in part.every:
                found.setdefault(figure.key, part.title)
        return found
