"""What is known of a thing that can be found, and the tokens it is found by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gte.search.analysis import GAP, LANGUAGES, Stream, stream

FACETS = ("kind", "country", "topic", "year", "language")
# PostgreSQL counts places in a text up to 16,383: titles, leads and texts share them.
TITLE_ROW, LEAD_ROW, TEXT_ROW = 100, 500, 7000
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Entry:
    """A thing that can be found, in both languages; each mapping is ``{"es": ..., "en": ...}``.

    ``also`` is searched and never shown. ``date`` is a partial date or empty. ``facets`` has the
    values of country, topic, year and language; its kind is its own. ``paths`` are its addresses
    where the kind cannot make them from the key. Raises ValueError for a facet's value that is not
    an identifier.
    """

    kind: str
    key: str
    title: Mapping[str, str]
    lead: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    date: str = ""
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for token in self.facet_tokens():
            name, _, value = token.partition(":")
            if name not in FACETS or not IDENTIFIER.fullmatch(value):
                raise ValueError(f"{self.key}: {value!r} cannot be a value of the facet {name!r}")

    def facet_tokens(self) -> list[str]:
        values = {"kind": [self.kind], **self.facets}
        return [
            facet_token(name, value) for name in values for value in dict.fromkeys(values[name])
        ]


def facet_token(name: str, value: str) -> str:
    return f"{name}:{value}"


def one_spelling(text: str) -> str:
    """As databases and browsers take it: composed letters, no NUL."""
    return unicodedata.normalize("NFC", text.replace("\0", " "))


class Part(NamedTuple):
    """The tokens of a title, a lead or a text, in both languages: a row with gaps, and the rest."""

    row: list[str]
    loose: list[str]

    def joined(self) -> str:
        """With blanks around each token, so that any can be looked for; loose ones stand alone."""
        apart = [token for one in self.loose for token in (GAP, one)]
        return f" {' '.join([*self.row, *apart])} "


class Tokens(NamedTuple):
    """What an entry is found by."""

    title: Part
    lead: Part
    text: Part
    facets: list[str]


def part_of(texts: Iterable[Mapping[str, str]], longest_row: int) -> Part:
    streams: list[Stream] = [
        stream(text[language], language, longest_row)
        for text in texts
        for language in LANGUAGES
        if text.get(language)
    ]
    row: list[str] = []
    for one in streams:
        row += [*one.row, GAP]
    seen = set(row)
    loose = dict.fromkeys(token for one in streams for token in one.loose)
    return Part(row, [token for token in loose if token not in seen])


def tokens_of(entry: Entry) -> Tokens:
    text = part_of([entry.text, entry.also], TEXT_ROW)
    if IDENTIFIER.fullmatch(entry.key):
        text = Part(text.row, [*text.loose, f"code:{entry.key.lower()}"])
    return Tokens(
        title=part_of([entry.title], TITLE_ROW),
        lead=part_of([entry.lead], LEAD_ROW),
        text=text,
        facets=entry.facet_tokens(),
    )
