"""The order of what was found: the same arithmetic on both databases, on what they hand over.

An entry's score is, over all that was asked for, the weight of it times the best place where the
entry has it: title, lead or text; an equivalent term counts half. Rare words weigh more. All of it
in the title is worth more again, the more so the less else the title says. Equal scores: newest
first, then the last registered.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from gte.search.engines.port import Candidate, Row
from gte.search.query import AnyOf, Group, Node, Phrase, Query, Term

TITLE, LEAD, TEXT = 8.0, 3.0, 1.0
EQUIVALENT = 0.5
ALL_IN_TITLE = 4.0
Test = Callable[[str], bool]


def holds(node: Node) -> Test:
    """Whether tokens between blanks have what a node asks for."""
    if isinstance(node, Term | Phrase):
        needle = f" {node.token if isinstance(node, Term) else ' '.join(node.tokens)} "
        return lambda tokens: needle in tokens
    if isinstance(node, AnyOf) and all(isinstance(part, Term) for part in node.parts):
        needles = [f" {part.token} " for part in node.parts if isinstance(part, Term)]
        if len(needles) == 2:
            first, second = needles
            return lambda tokens: first in tokens or second in tokens
    tests = [holds(part) for part in node.parts]
    if isinstance(node, AnyOf):
        return lambda tokens: any(test(tokens) for test in tests)
    return lambda tokens: all(test(tokens) for test in tests)


def tokens_in(node: Node) -> Iterable[str]:
    if isinstance(node, Term):
        yield node.token
    elif isinstance(node, Phrase):
        yield from node.tokens
    else:
        for part in node.parts:
            yield from tokens_in(part)


def weight_of(group: Group, numbers: Mapping[str, int]) -> float:
    """Between 1 for something in no other entry and a small part of it for a word of every one."""
    entries = max((numbers.get(token, 0) for token in tokens_in(group.direct)), default=0)
    return 1 / math.log2(2 + entries)


@dataclass(frozen=True)
class Measure:
    """A group made ready for thousands of entries: its tests and what each place is worth."""

    direct: Test
    equivalent: Test | None
    title: float
    lead: float
    text: float


def measures_of(query: Query, numbers: Mapping[str, int]) -> list[Measure]:
    return [
        Measure(
            holds(group.direct),
            holds(AnyOf(group.equivalents)) if group.equivalents else None,
            *(place * weight_of(group, numbers) for place in (TITLE, LEAD, TEXT)),
        )
        for group in query.groups
    ]


def equivalent_worth(measure: Measure, title: str, lead: str, best: float) -> tuple[float, bool]:
    """What a group is worth that an entry's title has not itself, and whether it has it at all."""
    test = measure.equivalent
    if test is None:
        return best or measure.text * EQUIVALENT, False
    if test(title):
        return max(best, measure.title * EQUIVALENT), True
    if test(lead):
        return max(best, measure.lead * EQUIVALENT), False
    return best or measure.text * EQUIVALENT, False


def scored(
    rows: Sequence[Row], query: Query, numbers: Mapping[str, int], direct: set[int] | None
) -> dict[float, list[Row]]:
    """The entries by their score. ``direct`` are those that have all that was asked for itself and
    not only an equivalent of it; None where all have.
    """
    measures = measures_of(query, numbers)
    asked = sum(len(group.words) for group in query.groups)
    by_score: defaultdict[float, list[Row]] = defaultdict(list)
    for row in rows:
        title, lead = row[3], row[4]
        score, in_title = 0.0, bool(measures)
        for measure in measures:
            if measure.direct(title):
                score += measure.title
                continue
            best = measure.lead if measure.direct(lead) else 0.0
            if not best and (direct is None or row[0] in direct):
                best = measure.text
            if measure.equivalent or not best:
                best, titled = equivalent_worth(measure, title, lead, best)
                in_title = in_title and titled
            else:
                in_title = False
            score += best
        if in_title:
            # Both languages, with their gaps and a blank at each end.
            words = max(1.0, (title.count(" ") - 3) / 2)
            score += ALL_IN_TITLE * (1 + min(1.0, asked / words))
        by_score[score].append(row)
    return by_score


def best_of(by_score: Mapping[float, list[Row]], start: int, stop: int) -> list[Candidate]:
    """The entries from one rank to another: only those that stand about there are put in order."""
    found: list[Row] = []
    rank = 0
    for score in sorted(by_score, reverse=True):
        rows = by_score[score]
        if rank < stop and rank + len(rows) > start:
            # Newest first, then the last registered.
            ordered = sorted(rows, key=itemgetter(1, 0), reverse=True)
            found += ordered[max(0, start - rank) : stop - rank]
        rank += len(rows)
    return [Candidate(*row) for row in found]
