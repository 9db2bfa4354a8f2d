"""Totals of trees of indicators, each computed once from those below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from gte.workplan.rollup.breakdown import WHOLE, divided, join
from gte.workplan.rollup.intake import take_in
from gte.workplan.rollup.rules import Rule, combine
from gte.workplan.rollup.totals import Total
from gte.workplan.rollup.tree import Indicator, Tree
from gte.workplan.rollup.values import Observation, Span


def roll_up(tree: Tree, key: str, observations: Iterable[Observation], span: Span) -> Total:
    """The total of one indicator in a span; observations of others in the tree are passed by.

    Refused as ``take_in`` says, for the indicator and all below it.
    """
    return totals_of(tree, tree.under(key), observations, span)[key]


def roll_up_all(tree: Tree, observations: Iterable[Observation], span: Span) -> dict[str, Total]:
    """The total of every indicator in a span, by key, each after its children.

    Refused as ``take_in`` says. Time grows with the observations and indicators alone, besides the
    members and categories that the totals themselves hold.
    """
    return totals_of(tree, tree.order, observations, span)


def series(
    tree: Tree, key: str, observations: Iterable[Observation], spans: Iterable[Span]
) -> list[Total]:
    """The totals of one indicator in each span, in the order of the spans, which may overlap.

    Refused as ``roll_up``: an observation of a year is in no quarter.
    """
    under = set(tree.under(key))
    # What is of no indicator at all stays in, to be refused.
    own = [one for one in observations if one.indicator in under or one.indicator not in tree]
    own.sort(key=first_day)
    days = [first_day(one) for one in own]
    longest = max((one.span.last.toordinal() - first_day(one) for one in own), default=0)
    totals = []
    for span in spans:
        start = bisect_left(days, span.first.toordinal() - longest)
        stop = bisect_right(days, span.last.toordinal())
        totals.append(roll_up(tree, key, own[start:stop], span))
    return totals


def first_day(one: Observation) -> int:
    return one.span.first.toordinal()


def totals_of(
    tree: Tree, keys: Sequence[str], observations: Iterable[Observation], span: Span
) -> dict[str, Total]:
    """The totals of ``keys``, which come after their children, all of which are among them."""
    taken = take_in(tree, keys, observations, span)
    totals: dict[str, Total] = {}
    for key in keys:
        indicator = tree[key]
        if indicator.children:
            parts = tuple(totals[child] for child in indicator.children)
            totals[key] = total_of_parts(indicator, span, parts)
        else:
            totals[key] = total_of_leaf(indicator, span, tuple(taken[key]))
    return totals


def total_of_leaf(indicator: Indicator, span: Span, own: tuple[Observation, ...]) -> Total:
    if not own:
        return Total(indicator, span)
    rule, day = indicator.rule, None
    counted: Sequence[Observation] = own
    if rule is Rule.LAST:
        day = max(one.span.last for one in own)
        counted = [one for one in own if one.span.last == day]
    amount = combine(rule, [one.amount for one in counted])
    pieces = WHOLE
    if any(one.breakdown for one in counted):
        pieces = join(rule, [divided(rule, one.amount, one.breakdown) for one in counted])
    return Total(indicator, span, amount, day, pieces, own)


def total_of_parts(indicator: Indicator, span: Span, parts: tuple[Total, ...]) -> Total:
    """A leaf of which nothing was observed says nothing; of a stock, nor do those of older days."""
    day = max((part.day for part in parts if part.day), default=None)
    counted = [part for part in parts if part.amount and part.day == day]
    rule = indicator.rule
    amount = combine(rule, [part.amount for part in counted if part.amount])
    pieces = join(rule, [part.divided for part in counted]) if counted else WHOLE
    return Total(indicator, span, amount, day, pieces, (), parts)
