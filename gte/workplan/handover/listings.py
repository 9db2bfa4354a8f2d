"""What the files of a pack are made of: listings of rows under named columns, by section.

A listing is the same in every language: what has two languages stands in two columns, and what is
one of a few words is given by its code. Rooms above add their sections with :func:`add_section`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy

from gte.workplan.handover.contents import Contents
from gte.workplan.report.document import Part


class Kind(StrEnum):
    """What a column holds. Days may be known to the month or year only; instants are in UTC."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    DAY = "day"
    INSTANT = "instant"
    NUMBER = "number"
    YES_NO = "yes_no"
    HASH = "hash"


@dataclass(frozen=True)
class Column:
    """``words`` say what it holds; ``choices`` are the codes that it may hold, with labels."""

    name: str
    words: Any
    kind: Kind = Kind.TEXT
    choices: Any = None


# A row in the order of its listing's columns: texts, whole numbers, truths, or lists of codes.
Value = str | int | bool | None | Sequence[str]
ListingRow = Sequence[Value]


@dataclass(frozen=True)
class Listing:
    """Rows of one kind: a CSV file of the pack, and an array of its JSON file."""

    name: str
    words: Any
    columns: Sequence[Column]
    rows: Callable[[Contents], Sequence[ListingRow]]

    @property
    def file_name(self) -> str:
        return f"csv/{self.name}.csv"


@dataclass(frozen=True)
class Section:
    """One matter of a pack: how the guide tells it, and what its files hold."""

    part: Callable[[Contents], Part]
    listings: Sequence[Listing] = ()


SECTIONS: dict[int, Section] = {}


def add_section(order: int, section: Section) -> None:
    """Adds a section to every pack; ``order`` says where (the pack's own have tens)."""
    SECTIONS[order] = section


def sections() -> list[Section]:
    return [SECTIONS[order] for order in sorted(SECTIONS)]


def all_listings() -> Iterator[Listing]:
    for section in sections():
        yield from section.listings


IDENTIFIER = Column("code", gettext_lazy("permanent identifier of the record"), Kind.CODE)
TITLES = (
    Column("title_es", gettext_lazy("what it is called, in Spanish")),
    Column("title_en", gettext_lazy("what it is called, in English")),
)
