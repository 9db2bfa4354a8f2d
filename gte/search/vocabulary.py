"""The words of all entries: how many entries have each, kept in step with the entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from gte.search.analysis import LANGUAGES, LONGEST_WORD, token, words_of
from gte.search.engines import engine
from gte.search.engines.port import WordRow
from gte.search.stopwords import EITHER

SHORTEST = 3
# What an entry says in each language, as its words are counted.
Texts = Mapping[str, Iterable[str]]
Key = tuple[str, str]


def words_in(texts: Texts) -> dict[Key, str]:
    """Each word that can be suggested, once, with how it is written."""
    found: dict[Key, str] = {}
    for language in LANGUAGES:
        for text in texts.get(language, ()):
            for word in words_of(text):
                folded = word.folded
                if SHORTEST <= len(folded) < LONGEST_WORD and folded not in EITHER:
                    key = (folded, language)
                    if key not in found and folded.isalpha():
                        found[key] = text[word.start : word.end].lower()
    return found


def count_changes(before: Iterable[Texts], after: Iterable[Texts]) -> None:
    """Notes that entries said one thing and say another now."""
    changes: Counter[Key] = Counter()
    display: dict[Key, str] = {}
    for texts in after:
        words = words_in(texts)
        changes.update(words.keys())
        for key, shown in words.items():
            display.setdefault(key, shown)
    for texts in before:
        words = words_in(texts)
        changes.subtract(words.keys())
        display = {**words, **display}
    write(changes, display)


def write(changes: Mapping[Key, int], display: Mapping[Key, str]) -> None:
    """In the order of the words: two writers that wait for each other's rows do so in one line."""
    rows = [
        WordRow(
            folded,
            language,
            display[folded, language][:80],
            token(folded, language),
            len(folded),
            number,
        )
        for (folded, language), number in sorted(changes.items())
        if number
    ]
    if rows:
        engine().count_words(rows)
