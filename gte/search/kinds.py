"""The kinds of things that can be found. Upper rooms add theirs when Django starts.

    add_kind(Kind("document", label=..., objects=..., entry_of=..., address=...))

``index_objects("document", [...])`` and ``remove("document", [...])`` in ``domain`` keep the
index, inside the transaction that changes the thing; ``gte reindex`` makes it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from gte.search.entries import Entry


@dataclass(frozen=True)
class Kind:
    """``objects()`` gives everything of the kind that the public may see, ``entry_of`` one thing's
    entry or None when it is not to be found, ``address`` the page for an entry's key in the
    reader's language (not asked where the entry has paths).
    """

    name: str
    label: Any
    objects: Callable[[], Iterable[Any]]
    entry_of: Callable[[Any], Entry | None]
    address: Callable[[str], str] = lambda _key: ""


# The names of a facet's values in a language, by value; values it does not know are left out.
Labels = Callable[[Iterable[str], str], dict[str, str]]

KINDS: dict[str, Kind] = {}
FACET_LABELS: dict[str, Labels] = {}


def add_kind(kind: Kind) -> None:
    KINDS[kind.name] = kind


def add_facet_labels(facet: str, labels: Labels) -> None:
    FACET_LABELS[facet] = labels
