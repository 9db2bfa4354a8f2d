"""What an index must be able to do. Both adapters find the same entries for the same conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from gte.search.entries import Tokens
from gte.search.query import Node

# Parts of an entry in which alone a condition may be met.
TITLE = ("title",)
HEAD = ("title", "lead")


@dataclass(frozen=True)
class Within:
    """A condition to be met in the named parts of an entry."""

    node: Node
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Conditions:
    """What an entry must have: every node, narrowed node and facet token, nothing excluded.

    ``among``, where given: the numbers of the newest entries that have the words of the nodes, the
    newest first. Only these are read for how their words stand.
    """

    nodes: tuple[Node, ...] = ()
    within: tuple[Within, ...] = ()
    facets: tuple[str, ...] = ()
    excluded: tuple[Node, ...] = ()
    among: tuple[int, ...] | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.nodes or self.within or self.facets)


class Candidate(NamedTuple):
    """An entry that fits: its tokens of title and lead between blanks, its facets likewise."""

    pk: int
    date: str
    facets: str
    title: str
    lead: str


# The same as the database hands it over: naming the parts of thousands of rows costs milliseconds.
Row = tuple[int, str, str, str, str]


class IndexRow(NamedTuple):
    pk: int
    date: str
    tokens: Tokens


class WordRow(NamedTuple):
    """A word of the vocabulary and how many more entries have it than before."""

    folded: str
    language: str
    display: str
    token: str
    length: int
    number: int


class Engine(Protocol):
    def index(self, rows: Sequence[IndexRow]) -> None:
        """Writes rows, in place of those with the same numbers."""

    def delete(self, pks: Iterable[int]) -> None: ...

    def clear(self) -> None: ...

    def tidy(self) -> None:
        """After many changes: lets the database learn what it now holds."""

    def candidates(self, conditions: Conditions, limit: int) -> list[Row]:
        """The newest entries that fit, as candidates. Raises ValueError when nothing is asked."""

    def rows(self, pks: Sequence[int]) -> list[Row]:
        """The candidates with these numbers, in any order."""

    def numbers(self, conditions: Conditions, limit: int) -> list[int]:
        """The numbers of the newest entries that fit."""

    def facets(self, conditions: Conditions, limit: int) -> list[str]:
        """The facet tokens of the newest entries that fit, a text for each entry."""

    def count_words(self, rows: Sequence[WordRow]) -> None:
        """Adds to the numbers of words, those that are not there yet included."""

    def words(self, prefix: str, limit: int) -> list[tuple[str, str, str]]:
        """The most frequent words with a prefix: (display, token, language)."""
