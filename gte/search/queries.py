"""Named questions to the index: what a query finds, how its words go on, what was perhaps meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Sum
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from gte.search.engines import engine
from gte.search.engines.port import HEAD, TITLE, Candidate, Conditions, Row, Within
from gte.search.entries import FACETS, facet_token
from gte.search.glossary import field_glossary
from gte.search.models import SearchEntry, SearchWord
from gte.search.query import Group, Query, Term, all_of, any_of, parse, word_node
from gte.search.ranking import best_of, scored, tokens_in

# So many of the newest entries that fit are ranked and counted, and besides them so many of all
# that have what was asked for in their title or lead: what is best is never too old to be found.
MOST_CANDIDATES = 5000
MOST_IN_HEAD = 500
ALMOST_NOTHING = 2
MOST_NEAR = 200


def understood(text: str) -> Query:
    return parse(text, field_glossary())


@dataclass(frozen=True)
class Found:
    """What a query found. ``is_capped``: there are more than were ranked.

    ``counts`` has, for each facet, how many of what was found have each value, given the choices
    in the other facets.
    """

    by_score: Mapping[float, list[Row]]
    counts: Mapping[str, Counter[str]]
    is_capped: bool = False

    @cached_property
    def total(self) -> int:
        return sum(map(len, self.by_score.values()))

    def best(self, start: int, stop: int) -> list[Candidate]:
        """From one rank to another, the best first."""
        return best_of(self.by_score, start, stop)

    @property
    def candidates(self) -> list[Candidate]:
        return self.best(0, self.total)


NOTHING = Found({}, {name: Counter() for name in FACETS})


def conditions_of(query: Query, chosen: Mapping[str, str], *, direct: bool = False) -> Conditions:
    return Conditions(
        nodes=tuple(group.direct if direct else group.whole for group in query.groups),
        facets=tuple(facet_token(name, value) for name, value in chosen.items()),
        excluded=query.excluded,
    )


def find(query: Query, chosen: Mapping[str, str]) -> Found:
    """The entries that have all of a query's groups, nothing it excludes, and the chosen values."""
    conditions = conditions_of(query, chosen)
    if conditions.is_empty:
        return NOTHING
    rows = engine().candidates(conditions, MOST_CANDIDATES + 1)
    is_capped = len(rows) > MOST_CANDIDATES
    if is_capped:
        rows = rows[:MOST_CANDIDATES]
        rows += best_of_all(query, conditions, rows)
    direct = None
    if query.has_expansions:
        asked = conditions_of(query, chosen, direct=True)
        direct = set(engine().numbers(asked, MOST_CANDIDATES + MOST_IN_HEAD))
    by_score = scored(rows, query, numbers_of(query), direct)
    return Found(by_score, facet_counts(query, chosen, rows), is_capped)


def best_of_all(query: Query, conditions: Conditions, rows: list[Row]) -> list[Row]:
    """Entries older than these that have a group in their title, or all in their head."""
    if not query.groups:
        return []
    whole = all_of(group.whole for group in query.groups)
    narrowed = dict.fromkeys(
        [*(Within(group.whole, TITLE) for group in query.groups), Within(whole, HEAD)]
    )
    found: set[int] = set()
    for within in narrowed:
        asked = Conditions(conditions.nodes, (within,), conditions.facets, conditions.excluded)
        found.update(engine().numbers(asked, MOST_IN_HEAD))
    older = sorted(found.difference(row[0] for row in rows), reverse=True)
    return engine().rows(older) if older else []


def numbers_of(query: Query) -> dict[str, int]:
    """In how many entries the query's words are, as far as the vocabulary counts them."""
    tokens = {token for group in query.groups for token in tokens_in(group.direct)}
    if not tokens:
        return {}
    found = SearchWord.objects.filter(token__in=tokens).values_list("token")
    return dict(found.annotate(number=Sum("entries")).order_by())


def facet_counts(
    query: Query, chosen: Mapping[str, str], rows: Iterable[Row]
) -> dict[str, Counter[str]]:
    tokens = Counter(" ".join([row[2] for row in rows]).split())
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for token, number in tokens.items():
        name, _, value = token.partition(":")
        counts[name][value] = number
    # The only condition, left out, would leave nothing to ask for.
    for name in chosen if query.groups or len(chosen) > 1 else ():
        counts[name] = counts_of_one(query, chosen, name)
    return counts


def counts_of_one(query: Query, chosen: Mapping[str, str], name: str) -> Counter[str]:
    """A chosen facet's values as if it were not chosen: what else one could choose."""
    others = {other: value for other, value in chosen.items() if other != name}
    facets = engine().facets(conditions_of(query, others), MOST_CANDIDATES)
    tokens = Counter(" ".join(facets).split())
    beginning = facet_token(name, "")
    return Counter(
        {
            token.removeprefix(beginning): number
            for token, number in tokens.items()
            if token.startswith(beginning)
        }
    )


def entries_of(candidates: Iterable[Candidate]) -> list[tuple[SearchEntry, Candidate]]:
    """The entries behind candidates, in their order."""
    wanted = list(candidates)
    entries = SearchEntry.objects.in_bulk([candidate.pk for candidate in wanted])
    return [(entries[one.pk], one) for one in wanted if one.pk in entries]


def is_value(name: str, value: str) -> bool:
    """Whether any entry has a facet's value."""
    return bool(engine().numbers(Conditions(facets=(facet_token(name, value),)), 1))


# --- suggestions ----------------------------------------------------------------------------------


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


def corrected(query: Query, chosen: Mapping[str, str]) -> str | None:
    """The query with each word that is in no entry replaced by the nearest that is.

    None when there is no such word, none is near enough, or the correction finds nothing either.
    """
    text = query.text
    replaced = False
    for group in reversed(query.groups):
        if finds_anything(Query("", (group,)), {}):
            continue
        for word in sorted(group.words, reverse=True):
            if near := nearest_word(word.folded):
                text = text[: word.start] + near + text[word.end :]
                replaced = True
    if not replaced or not finds_anything(understood(text), chosen):
        return None
    return text


def nearest_word(folded: str) -> str | None:
    """The word of the vocabulary that is least slips of the finger away, the more frequent first.

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
        return near[row.folded], other_beginning, -row.entries, row.folded, row.language

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
