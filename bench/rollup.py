"""What totals of indicators cost, beside adding the same numbers by leaf and nothing else.

2,000 leaves with 20 years each, under 667 indicators of three levels: every total of the tree in
one pass, with all that it leads to. Neither a database nor Django is in it.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from bench.table import Row
from bench.timing import milliseconds
from gte.workplan.rollup import (
    Amount,
    Breakdown,
    Indicator,
    Observation,
    Rule,
    Span,
    Total,
    Tree,
    roll_up_all,
)

LEAVES, YEARS, CHILDREN = 2_000, 20, 4
FIRST_YEAR = 2001
REPEATS = 15
TARGET = 200


def forest(rule: Rule) -> list[Indicator]:
    """Leaves four by four under an indicator, those again, until few are left."""
    made = [Indicator(f"leaf-{i}", rule, "people", "bench") for i in range(LEAVES)]
    level = [one.key for one in made]
    while len(level) > CHILDREN:
        groups = [tuple(level[i : i + CHILDREN]) for i in range(0, len(level), CHILDREN)]
        parents = [
            Indicator(f"over-{group[0]}", rule, "people", "bench", group) for group in groups
        ]
        made += parents
        level = [one.key for one in parents]
    return made


def observations(amount: Callable[[int], Amount], *, by_sex: bool) -> list[Observation]:
    rows = []
    for leaf in range(LEAVES):
        for number in range(YEARS):
            one = amount(leaf + number)
            breakdown: Breakdown = {"sex": {"women": one}} if by_sex else {}
            span = Span.of_year(FIRST_YEAR + number)
            key = f"leaf-{leaf}"
            rows.append(Observation(key, span, "bench", "people", one, breakdown=breakdown))
    random.Random(1).shuffle(rows)  # noqa: S311 - the same order each time
    return rows


def added_by_leaf(rows: list[Observation]) -> dict[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.indicator] += row.amount.numerator
    return sums


def of_processor(work: Callable[[], object]) -> float:
    """Nothing here waits, and what else runs does not count."""
    return milliseconds(work, REPEATS, clock=time.process_time)


def measure() -> list[Row]:
    rows = observations(Amount.of, by_sex=False)
    alone = of_processor(lambda: added_by_leaf(rows))
    found = [
        measured("flows", Rule.SUM, rows, alone),
        measured("stocks", Rule.LAST, rows, alone),
        measured(
            "flows by sex", Rule.SUM, observations(Amount.of, by_sex=True), alone, target=None
        ),
    ]
    return [*found, Row("the same numbers added by leaf alone", alone, "ms")]


def measured(
    name: str,
    rule: Rule,
    rows: list[Observation],
    alone: float,
    target: float | None = TARGET,
) -> Row:
    tree = Tree(forest(rule))
    span = Span(Span.of_year(FIRST_YEAR).first, Span.of_year(FIRST_YEAR + YEARS - 1).last)

    def work() -> dict[str, Total]:
        return roll_up_all(tree, rows, span)

    totals = work()
    if sum(len(one.counted) + len(one.passed_over) for one in totals.values() if one.own) != len(
        rows
    ):
        raise RuntimeError("an observation is in no total, or in two")
    took = of_processor(work)
    label = f"{len(totals):,} totals of {len(rows):,} {name}"
    return Row(label, took, "ms", target, f"{took / alone:.0f} x adding by leaf alone")
