"""The order of what was found: the same arithmetic on both databases, on what they hand over.

An entry's score is, over all that was asked for, the weight of it times the best place where the
entry has it: title, lead or text; an equivalent term counts half. Rare words weigh more. All of it
in the title is worth more again, the more so the less else the title says. Equal scores: newest
first, then the last registered.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gte.search.engines.port import Candidate
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
    """A group made ready for thousands of entries."""

    weight: float
    direct: Test
    equivalent: Test | None

    def score(self, candidate: Candidate, *, direct_in_text: bool) -> tuple[float, bool]:
        """What the group is worth in an entry, and whether its title has it."""
        if self.direct(candidate.title):
            return TITLE * self.weight, True
        best = LEAD if self.direct(candidate.lead) else TEXT if direct_in_text else 0.0
        if self.equivalent:
            if self.equivalent(candidate.title):
                return max(best, TITLE * EQUIVALENT) * self.weight, True
            if self.equivalent(candidate.lead):
                best = max(best, LEAD * EQUIVALENT)
        return max(best, TEXT * EQUIVALENT) * self.weight, False


def measures_of(query: Query, numbers: Mapping[str, int]) -> list[Measure]:
    return [
        Measure(
            weight_of(group, numbers),
            holds(group.direct),
            holds(AnyOf(group.equivalents)) if group.equivalents else None,
        )
        for group in query.groups
    ]


def ranked(
    candidates: Sequence[Candidate],
    query: Query,
    numbers: Mapping[str, int],
    direct: set[int] | None,
) -> list[Candidate]:
    """The candidates, best first. ``direct`` are those that have all that was asked for itself and
    not only an equivalent of it; None where all have.
    """
    measures = measures_of(query, numbers)
    asked = sum(len(group.words) for group in query.groups)
    keyed = []
    for candidate in candidates:
        score, in_title = 0.0, bool(measures)
        is_direct = direct is None or candidate.pk in direct
        for measure in measures:
            worth, titled = measure.score(candidate, direct_in_text=is_direct)
            score += worth
            in_title = in_title and titled
        if in_title:
            # Both languages, with their gaps and a blank at each end.
            words = max(1.0, (candidate.title.count(" ") - 3) / 2)
            score += ALL_IN_TITLE * (1 + min(1.0, asked / words))
        keyed.append((round(score, 9), candidate.date, candidate.pk, candidate))
    keyed.sort(reverse=True)
    return [candidate for *_key, candidate in keyed]
