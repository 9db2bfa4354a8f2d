"""Named questions to the index: what a query finds, in what order, and what of each facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Sum

from gte.search.engines import engine
from gte.search.engines.port import HEAD, TITLE, Candidate, Conditions, Row, Within
from gte.search.entries import FACETS, facet_token
from gte.search.glossary import field_glossary
from gte.search.models import SearchEntry, SearchWord
from gte.search.query import (
    Node,
    Query,
    all_of,
    parse,
    phrases_in,
    without_order,
)
from gte.search.ranking import best_of, scored, tokens_in

# So many of the newest entries that fit are ranked and counted, and besides them so many of all
# that have what was asked for in their title or lead: what is best is never too old to be found.
MOST_CANDIDATES = 5000
MOST_IN_HEAD = 500
# Whether words stand in a row is read in so many of the newest entries that have them at all.
MOST_READ = 3000
ALMOST_NOTHING = 2


def understood(text: str) -> Query:
    return parse(text, field_glossary())


@dataclass(frozen=True)
class Found:
    """What a query found. ``is_capped``: there are more than were ranked. ``is_narrowed``: of
    the entries that have the words of a phrase, not all were read for it.

    ``counts`` has, for each facet, how many of what was found have each value, given the choices
    in the other facets.
    """

    by_score: Mapping[float, list[Row]]
    counts: Mapping[str, Counter[str]]
    is_capped: bool = False
    is_narrowed: bool = False

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


def readable(conditions: Conditions, numbers: Mapping[str, int]) -> Conditions:
    """The conditions, narrowed to what is read where a phrase is of words of very many entries."""
    if not any(is_of_common_words(node, numbers) for node in conditions.nodes):
        return conditions
    anywhere = replace(conditions, nodes=tuple(map(without_order, conditions.nodes)))
    newest = engine().numbers(anywhere, MOST_READ + 1)
    return replace(conditions, among=tuple(newest[:-1])) if len(newest) > MOST_READ else conditions


def is_of_common_words(node: Node, numbers: Mapping[str, int]) -> bool:
    """Whether the words of any phrase in a node may be together in more entries than are
    read. Words too short to be counted are taken for rare.
    """
    return any(
        all(numbers.get(token, 0) > MOST_READ for token in phrase.tokens)
        for phrase in phrases_in(node)
    )


def find(query: Query, chosen: Mapping[str, str]) -> Found:
    """The entries that have all of a query's groups, nothing it excludes, and the chosen values."""
    everywhere = conditions_of(query, chosen)
    if everywhere.is_empty:
        return NOTHING
    numbers = numbers_of(query)
    conditions = readable(everywhere, numbers)
    is_narrowed = conditions.among is not None
    rows = engine().candidates(conditions, MOST_CANDIDATES + 1)
    is_capped = len(rows) > MOST_CANDIDATES
    rows = rows[:MOST_CANDIDATES]
    if is_capped or is_narrowed:
        rows += best_of_all(query, everywhere, rows, is_narrowed=is_narrowed)
    direct = None
    if query.has_expansions:
        asked = readable(conditions_of(query, chosen, direct=True), numbers)
        direct = set(engine().numbers(asked, MOST_CANDIDATES + MOST_IN_HEAD))
    by_score = scored(rows, query, numbers, direct)
    counts = facet_counts(query, chosen, rows, numbers)
    return Found(by_score, counts, is_capped, is_narrowed)


def best_of_all(
    query: Query, conditions: Conditions, rows: list[Row], *, is_narrowed: bool
) -> list[Row]:
    """Entries older than these that have a group in their title, or all in their head.

    Leads are long enough for common words to stand in many of them: for a phrase of such words only
    titles are read.
    """
    if not query.groups:
        return []
    wholes = dict.fromkeys(group.whole for group in query.groups)
    # What a part of an entry has, the entry has: it need not be asked for twice.
    narrowed = [
        ((*(other for other in wholes if other != one),), Within(one, TITLE)) for one in wholes
    ]
    if not is_narrowed:
        narrowed.append(((), Within(all_of(wholes), HEAD)))
    found: set[int] = set()
    for nodes, within in narrowed:
        asked = replace(conditions, nodes=nodes, within=(within,))
        found.update(engine().numbers(asked, MOST_IN_HEAD))
    older = sorted(found.difference(row[0] for row in rows), reverse=True)
    return engine().rows(older) if older else []


def numbers_of(query: Query) -> dict[str, int]:
    """In how many entries the query's words are, as far as the vocabulary counts them."""
    tokens = {token for group in query.groups for token in tokens_in(group.whole)}
    if not tokens:
        return {}
    found = SearchWord.objects.filter(token__in=tokens).values_list("token")
    return dict(found.annotate(number=Sum("entries")).order_by())


def facet_counts(
    query: Query, chosen: Mapping[str, str], rows: Iterable[Row], numbers: Mapping[str, int]
) -> dict[str, Counter[str]]:
    tokens = Counter(" ".join([row[2] for row in rows]).split())
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for token, number in tokens.items():
        name, _, value = token.partition(":")
        counts[name][value] = number
    # The only condition, left out, would leave nothing to ask for.
    for name in chosen if query.groups or len(chosen) > 1 else ():
        counts[name] = counts_of_one(query, chosen, name, numbers)
    return counts


def counts_of_one(
    query: Query, chosen: Mapping[str, str], name: str, numbers: Mapping[str, int]
) -> Counter[str]:
    """A chosen facet's values as if it were not chosen: what else one could choose."""
    others = {other: value for other, value in chosen.items() if other != name}
    asked = readable(conditions_of(query, others), numbers)
    facets = engine().facets(asked, MOST_CANDIDATES)
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
