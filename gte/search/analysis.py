"""From text to tokens: the one chain behind both databases, so that both find the same things.

A token is a folded, stemmed word. Spanish tokens stand bare, English ones behind ``e:``, so that
the stem of a word of one language is never taken for one of the other; numbers are the same in
both. No word that a reader can type contains a colon: tokens of facets and codes have one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from gte.search.stopwords import BY_LANGUAGE

LANGUAGES = ("es", "en")
ENGLISH_MARK = "e:"
# Stands between texts that do not follow each other, so that no phrase reaches across.
GAP = "-"
LONGEST_WORD = 40
LONGEST_KEPT = 10_000
# Letters and digits of any script; marks that belong to the letter before them go with it.
WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
STEMMERS = {
    "es": snowballstemmer.stemmer("spanish"),
    "en": snowballstemmer.stemmer("english"),
}


class Word(NamedTuple):
    """A word where it stands in a text."""

    start: int
    end: int
    folded: str


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Lower case without accents: "Educación" is "educacion", "ñ" is "n"."""
    if word.isascii():
        return word.lower()
    # Taken apart twice: some letters have a small form only then, others are compounds in it.
    folded = unicodedata.normalize("NFKD", word).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words_of(text: str) -> Iterable[Word]:
    """Every word with its place. What folding leaves nothing of, or in parts, is no word."""
    # A text that is indexed is read for its tokens and for its words, one after the other.
    return kept_words(text) if len(text) < LONGEST_KEPT else read_words(text)


@lru_cache(maxsize=256)
def kept_words(text: str) -> tuple[Word, ...]:
    return tuple(read_words(text))


def read_words(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        folded = fold_word(match[0])
        if folded.isalnum():
            yield Word(match.start(), match.end(), folded[:LONGEST_WORD])


@lru_cache(maxsize=65_536)
def stem(folded: str, language: str) -> str:
    """The stem of a folded word. Words with a digit are what they are."""
    if not folded.isalpha():
        return folded
    if language == "es":
        # The stemmer takes "examen" for a verb, and leaves the plural of short words.
        if folded.endswith("enes") and len(folded) > 5:
            folded = folded[:-2]
        elif folded.endswith(("as", "os")) and len(folded) > 3:
            folded = folded[:-1]
    stemmed: str = STEMMERS[language].stemWord(folded)
    return stemmed or folded


@lru_cache(maxsize=131_072)
def token(folded: str, language: str) -> str:
    """What a folded word of a text in ``language`` is indexed as."""
    stemmed = stem(folded, language)
    return ENGLISH_MARK + stemmed if language == "en" and folded.isalpha() else stemmed


def alternatives(folded: str) -> tuple[str, ...]:
    """The tokens that a word of a query may stand for: nobody says in which language they ask."""
    return tuple(dict.fromkeys(token(folded, language) for language in LANGUAGES))


class Stream(NamedTuple):
    """The tokens of a text: those in a row, and those known only to occur."""

    row: list[str]
    loose: list[str]


def stream(text: str, language: str, longest_row: int) -> Stream:
    """The tokens of a text in order, without its stop words, which are loose.

    What comes after ``longest_row`` words is loose too: it is found, but by no phrase.
    """
    stop = BY_LANGUAGE[language]
    row: list[str] = []
    loose: dict[str, None] = {}
    for word in words_of(text):
        found = token(word.folded, language)
        if word.folded in stop or len(row) >= longest_row:
            loose[found] = None
        else:
            row.append(found)
    return Stream(row, list(loose))
