"""What could be asked instead: how what was typed goes on, and what was perhaps meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from gte.search.engines import engine
from gte.search.engines.port import TITLE, Conditions, Within
from gte.search.models import SearchEntry, SearchWord
from gte.search.queries import conditions_of, understood
from gte.search.query import Group, Query, Term, any_of, word_node

MOST_NEAR = 200


@dataclass(frozen=True)
class Completions:
    """How what was typed could go on: whole queries, and entries with such titles."""

    queries: list[str] = field(default_factory=list)
    entries: list[SearchEntry] = field(default_factory=list)


def completions(text: str, most_words: int = 5, most_titles: int = 4) -> Completions:
    """For the last word of what was typed, the most frequent words that begin with it."""
    query = understood(text)
    if not query.groups or text[-1:] in {'"', "”", "»"}:
        return Completions()
    last = max((word for group in query.groups for word in group.words), key=lambda word: word.end)
    if len(last.folded) < 2:
        return Completions()
    words = engine().words(last.folded, 4 * most_words)
    beginning = query.text[: last.start]
    # Of several forms of a word, the most frequent.
    forms: dict[str, str] = {}
    for display, token, _language in words:
        forms.setdefault(token, display)
    queries = dict.fromkeys(f"{beginning}{display}" for display in forms.values())
    before = understood(beginning)
    going_on = any_of([word_node(last.folded), *(Term(token) for token in forms)])
    conditions = Conditions(
        within=tuple(
            Within(node, TITLE) for node in (*(group.whole for group in before.groups), going_on)
        )
    )
    numbers = engine().numbers(conditions, most_titles)
    entries = SearchEntry.objects.in_bulk(numbers)
    return Completions(list(queries)[:most_words], [entries[pk] for pk in numbers if pk in entries])


def finds_anything(query: Query, chosen: Mapping[str, str]) -> bool:
    conditions = conditions_of(query, chosen)
    return not conditions.is_empty and bool(engine().numbers(conditions, 1))


def corrected(query: Query, chosen: Mapping[str, str], language: str) -> str | None:
    """The query with each word that is in no entry replaced by the nearest that is.

    Of words as near, one of the reader's language comes first.

    None when there is no such word, none is near enough, or the correction finds nothing either.
    """
    text = query.text
    replaced = False
    for group in reversed(query.groups):
        if finds_anything(Query("", (group,)), {}):
            continue
        for word in sorted(group.words, reverse=True):
            if near := nearest_word(word.folded, language):
                text = text[: word.start] + near + text[word.end :]
                replaced = True
    if not replaced or not finds_anything(understood(text), chosen):
        return None
    return text


def nearest_word(folded: str, language: str) -> str | None:
    """The word of the vocabulary that is least slips of the finger away; of these those of the
    language first, then the more frequent.

    A slip is a letter too many, too few, wrong, or two that changed places: one in short words,
    two in longer ones. None for a word that is in the vocabulary.
    """
    slips = 0 if len(folded) < 4 else 1 if len(folded) < 6 else 2
    if not slips:
        return None
    lengths = (len(folded) - slips, len(folded) + slips)
    words = SearchWord.objects.filter(length__range=lengths, entries__gt=0).order_by()
    # Words of two languages come twice.
    candidates = set(words.values_list("folded", flat=True))
    if folded in candidates:
        return None
    near = {
        word: distance
        for word, distance, _key in extract(
            folded, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
    }
    rows = SearchWord.objects.filter(folded__in=sorted(near)[:MOST_NEAR])

    def rank(row: SearchWord) -> tuple[Any, ...]:
        # A typing error seldom changes the first letter.
        other_beginning = row.folded[0] != folded[0]
        other_language = row.language != language
        return near[row.folded], other_beginning, other_language, -row.entries, row.folded

    best = min(rows, key=rank, default=None)
    return best.display if best else None


def with_fewer_words(query: Query, chosen: Mapping[str, str]) -> list[str]:
    """The query without one of its groups, where that finds something."""
    if len(query.groups) < 2:
        return []
    found = []
    for left_out in query.groups:
        rest = tuple(group for group in query.groups if group is not left_out)
        if finds_anything(Query("", rest, query.excluded), chosen):
            found.append(" ".join(text_of(query, group) for group in rest))
    return list(dict.fromkeys(found))


def text_of(query: Query, group: Group) -> str:
    """A group as it was typed, in quotes where it was a phrase."""
    start, end = group.words[0].start, group.words[-1].end
    is_phrase = query.text[max(0, start - 1) : start] in {'"', "“", "«"}
    text = query.text[start:end]
    return f'"{text}"' if is_phrase and len(group.words) > 1 else text
