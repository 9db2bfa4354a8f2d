"""What the files of a pack are made of: listings of rows under named columns, by section.

A listing is the same in every language: what has two languages stands in two columns, and what is
one of a few words is given by its code. Rooms above add their sections with :func:`add_section`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
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
    """``words`` say what it holds; ``choices`` are the codes that it may hold, with labels.

    ``read`` is where a thing has it, its own name if nothing is said: a path of attributes, or what
    is called with the thing and the contents of the pack.
    """

    name: str
    words: Any
    kind: Kind = Kind.TEXT
    choices: Any = None
    read: str | Callable[[Any, Contents], Any] = ""

    def value(self, one: Any, contents: Contents) -> Value:
        """What a thing has there. Of numbers alone nothing differs from an empty text."""
        read = self.read or self.name
        found = attrgetter(read)(one) if isinstance(read, str) else read(one, contents)
        return "" if found is None and self.kind != Kind.NUMBER else found


# Texts, whole numbers, truths, or lists of codes.
Value = str | int | bool | None | Sequence[str]


@dataclass(frozen=True)
class Listing:
    """Things of one kind: a CSV file of the pack, and an array of its JSON file."""

    name: str
    words: Any
    columns: Sequence[Column]
    things: Callable[[Contents], Iterable[Any]]

    @property
    def file_name(self) -> str:
        return f"csv/{self.name}.csv"

    def rows(self, contents: Contents) -> Iterator[list[Value]]:
        """The values of each thing, in the order of the columns."""
        for one in self.things(contents):
            yield [column.value(one, contents) for column in self.columns]


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


def record_columns(path: str = "") -> tuple[Column, ...]:
    """What every record has; ``path`` leads from a thing to the record that it is of."""
    words = {
        "code": (gettext_lazy("permanent identifier of the record"), Kind.CODE),
        "title_es": (gettext_lazy("what it is called, in Spanish"), Kind.TEXT),
        "title_en": (gettext_lazy("what it is called, in English"), Kind.TEXT),
    }
    before = f"{path}." if path else ""
    return tuple(
        Column(name, said, kind, read=before + name) for name, (said, kind) in words.items()
    )


def codes_of(path: str) -> Callable[[Any, Contents], list[str]]:
    """Reads the identifiers of records that a thing names."""
    return lambda one, _contents: [record.code for record in getattr(one, path)]


def number_of(path: str) -> Callable[[Any, Contents], int]:
    return lambda one, _contents: len(getattr(one, path))
