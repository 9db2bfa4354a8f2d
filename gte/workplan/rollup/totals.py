"""A total, and everything it leads to: what it was counted from, what is older, what is missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from gte.workplan.rollup.breakdown import WHOLE, Divided, LeftOut
from gte.workplan.rollup.rules import Rule
from gte.workplan.rollup.tree import Indicator
from gte.workplan.rollup.values import Amount, Breakdown, Observation, Span


@dataclass(frozen=True, slots=True)
class Total:
    """What observations say of an indicator in a span; ``amount`` is None if there are none.

    ``day`` is the day on which a stock (LAST) stands so. A leaf has its ``own`` observations in the
    span, by part and period; any other the totals of its children in ``parts``. Each observation is
    in exactly one of ``counted``, ``stale`` and ``passed_over``, all read from the leaves below.
    """

    indicator: Indicator
    span: Span
    amount: Amount | None = None
    day: datetime.date | None = None
    divided: Divided = WHOLE
    own: tuple[Observation, ...] = field(default=(), repr=False)
    parts: tuple[Total, ...] = field(default=(), repr=False)

    @property
    def key(self) -> str:
        return self.indicator.key

    @property
    def value(self) -> Decimal | Fraction | None:
        """The exact number, count or fraction; None without observations and for 0 of 0."""
        return None if self.amount is None else self.amount.value

    @property
    def breakdown(self) -> Breakdown:
        """By dimension and category; each dimension gives the amount (``check_breakdown``)."""
        return self.divided.breakdown

    @property
    def left_out(self) -> dict[str, LeftOut]:
        """The dimensions that some observations give and the breakdown does not, with why."""
        return dict(self.divided.left_out)

    @property
    def leaves(self) -> Iterator[Total]:
        """The totals of the leaves, in the tree's order; of a leaf itself."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            if one.indicator.children:
                waiting.extend(reversed(one.parts))
            else:
                yield one

    @property
    def missing(self) -> tuple[str, ...]:
        """The leaves of which nothing was observed in the span."""
        return tuple(leaf.key for leaf in self.leaves if not leaf.own)

    @property
    def counted(self) -> tuple[Observation, ...]:
        """What the amount was made of: of a stock those of its day, else all in the span."""
        return tuple(one for leaf in self.leaves for one in leaf.own if self.counts(one))

    @property
    def reached_by(self) -> tuple[Observation, ...]:
        """For MAX, those of the counted that are as high as the total; else none."""
        if self.indicator.rule is not Rule.MAX:
            return ()
        return tuple(one for one in self.counted if one.amount == self.amount)

    @property
    def stale(self) -> tuple[Observation, ...]:
        """Of a stock, the last of each leaf and part that is older than the total's day.

        They are not in the amount: the reader has to know that it lacks them.
        """
        return tuple(one for leaf in self.leaves for one in leaf.latest() if not self.counts(one))

    @property
    def passed_over(self) -> tuple[Observation, ...]:
        """Of a stock, those in place of which later ones stand."""
        kept = {id(one) for one in (*self.counted, *self.stale)}
        return tuple(one for leaf in self.leaves for one in leaf.own if id(one) not in kept)

    def counts(self, one: Observation) -> bool:
        return self.day is None or one.span.last == self.day

    def latest(self) -> list[Observation]:
        """Of a leaf, the last of each part, without parts that a later value of the whole covers.

        A part that is later does not cover the whole, of which it may be little.
        """
        last = {one.part: one for one in self.own}
        whole = last.get("")
        return [one for one in last.values() if not whole or one.span.last >= whole.span.last]
