"""Pieces of the real text around what was found, with the real words marked.

A word is looked for by the beginning of its stem, whatever its accents, and then stemmed itself:
only what the index would find is marked. Everything that comes from a text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gte.search.analysis import ENGLISH_MARK, fold_word, token, words_of
from gte.search.query import Node, Phrase, Query, Term
from gte.search.stopwords import BY_LANGUAGE

WIDTH = 240
# How much of a text is looked through, and how many places in it are compared.
DEEPEST = 250_000
MOST_PLACES = 40
# Letters that are written with marks; each stands for all of its forms.
FORMS = {
    "a": "aàáâãäåā", "c": "cçćč", "e": "eèéêëē", "i": "iìíîïī", "n": "nñń",
    "o": "oòóôõöøō", "s": "sśš", "u": "uùúûüū", "y": "yýÿ", "z": "zźžż",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    start: int
    end: int
    group: int


class Finder:
    """Looks for the words of a query in texts of one language."""

    def __init__(self, query: Query, language: str) -> None:
        self.language = language
        self.groups: dict[str, int] = {}
        self.phrases: dict[tuple[str, ...], int] = {}
        for number, group in enumerate(query.groups):
            for node in leaves_of(group.whole):
                tokens = node.tokens if isinstance(node, Phrase) else (node.token,)
                if not all(map(self.is_of_language, tokens)):
                    continue
                if len(tokens) > 1:
                    self.phrases.setdefault(tokens, number)
                else:
                    self.groups.setdefault(tokens[0], number)
        looked_for = {*self.groups, *(token for tokens in self.phrases for token in tokens)}
        self.pattern = pattern_of(frozenset(looked_for))

    def is_of_language(self, found: str) -> bool:
        if found.startswith(ENGLISH_MARK):
            return self.language == "en"
        return ":" not in found and (self.language == "es" or not found.isalpha())

    def places(self, text: str) -> list[Place]:
        """Where the words and phrases of the query stand, as far as they are looked for."""
        found: list[Place] = []
        if not self.pattern:
            return found
        before: list[tuple[int, int, str]] = []
        for match in self.pattern.finditer(text, 0, DEEPEST):
            token_here = token(fold_word(match[0]), self.language)
            before = [*before[-9:], (match.start(), match.end(), token_here)]
            if token_here in self.groups:
                found.append(Place(match.start(), match.end(), self.groups[token_here]))
            elif phrase := self.phrase_that_ends(before, text):
                found.append(phrase)
            if len(found) >= MOST_PLACES:
                break
        return found

    def phrase_that_ends(self, before: list[tuple[int, int, str]], text: str) -> Place | None:
        """A phrase whose last word is the last of these, with stop words at most between them."""
        for tokens, group in self.phrases.items():
            last = before[-len(tokens) :]
            if tuple(one for _start, _end, one in last) == tokens and all(
                self.follow(text[left[1] : right[0]]) for left, right in pairwise(last)
            ):
                return Place(last[0][0], last[-1][1], group)
        return None

    def follow(self, between: str) -> bool:
        stop = BY_LANGUAGE[self.language]
        return len(between) < WIDTH and all(word.folded in stop for word in words_of(between))


def leaves_of(node: Node) -> Iterator[Term | Phrase]:
    if isinstance(node, Term | Phrase):
        yield node
    else:
        for part in node.parts:
            yield from leaves_of(part)


@lru_cache(maxsize=1024)
def pattern_of(tokens: frozenset[str]) -> re.Pattern[str] | None:
    """Words that begin like one of the tokens; stemming may have changed a token's last letter."""
    beginnings = {
        found.removeprefix(ENGLISH_MARK)[: max(3, len(found.removeprefix(ENGLISH_MARK)) - 1)]
        for found in tokens
    }
    if not beginnings:
        return None
    spelled = sorted("".join(map(forms_of, beginning)) for beginning in beginnings)
    return re.compile(rf"\b(?:{'|'.join(spelled)})[^\W_]*", re.IGNORECASE)


def forms_of(letter: str) -> str:
    return f"[{FORMS[letter]}]" if letter in FORMS else re.escape(letter)


def marked(
    text: str, places: Iterable[Place], start: int = 0, end: int | None = None
) -> SafeString:
    """The text from ``start`` to ``end``, escaped, with what stands at the places in <mark>."""
    end = len(text) if end is None else end
    parts: list[str] = []
    position = start
    for place in places:
        if place.start >= position and place.end <= end:
            parts += [escape(text[position : place.start])]
            parts += ["<mark>", escape(text[place.start : place.end]), "</mark>"]
            position = place.end
    parts.append(escape(text[position:end]))
    return mark_safe("".join(parts))  # noqa: S308 - every part of the text was escaped


def window(text: str, places: Sequence[Place]) -> tuple[int, int]:
    """The stretch of the text that shows most of what was asked for, cut between words."""
    best = max(
        places,
        key=lambda first: (
            len({one.group for one in places if 0 <= one.start - first.start < WIDTH}),
            -first.start,
        ),
    )
    start = max(0, best.start - WIDTH // 4)
    if start:
        blank = text.rfind(" ", max(0, start - 30), best.start)
        sentence = max(text.rfind(". ", start, best.start) + 1, text.rfind("\n", start, best.start))
        start = sentence + 1 if sentence > 0 else blank + 1 if blank >= 0 else start
    end = min(len(text), start + WIDTH)
    if end < len(text):
        blank = text.rfind(" ", best.end, end)
        end = blank if blank > 0 else max(end, best.end)
    return start, end


def fragment(text: str, finder: Finder) -> SafeString | None:
    """A piece of the text with the words found marked; None where it has none of them."""
    places = finder.places(text)
    if not places:
        return None
    start, end = window(text, places)
    # Texts of several columns stand in paragraphs: in one line a dot parts them.
    piece = marked(text, places, start, end).replace("\n", " · ")
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return mark_safe(f"{before}{piece}{after}")  # noqa: S308 - marked() escaped it


def beginning(text: str) -> SafeString:
    """The first words of a text, escaped."""
    shown = text
    if len(text) > WIDTH:
        blank = text.rfind(" ", 0, WIDTH)
        shown = f"{text[: blank if blank > 0 else WIDTH]} …"
    return escape(shown.replace("\n", " · "))
