"""What an acta is made of, whatever it is printed as. All texts are in the acta's language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``number`` is what people cite, "3.2", or empty."""

    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Each row has a cell for each column; ``empty`` is said instead where there is no row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Of one party, under the text with that hash; without a person it has not signed yet."""

    party: str
    person: str
    rank: str
    day: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Acta:
    """The minutes of a meeting in one language, ready to be printed.

    ``facts`` are labels and values (date, place, presidency, parties present); ``state`` is how far
    the text has come ("Draft 2") and is printed until all parties have signed; ``day`` is the
    document's date. ``is_final``: both languages are signed by all, and ``ledger_head`` is that of
    the last signature.
    """

    language: str
    title: str
    subtitle: str
    state: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Section | Table, ...]
    signatures: tuple[Signature, ...]
    text_hash: str
    ledger_head: str
    day: datetime.date
    is_final: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether all parties have signed."""
        return bool(self.signatures) and all(one.person for one in self.signatures)
