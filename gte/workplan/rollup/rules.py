"""The five ways in which values of an indicator become one value."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from gte.workplan.rollup.refusals import Reason
from gte.workplan.rollup.values import ZERO, Amount, exact_sum


class Rule(StrEnum):
    """How values of periods and of parts become one; docs/indicators.md has the semantics."""

    SUM = "sum"
    LAST = "last"
    MAX = "max"
    RATIO = "ratio"
    DISTINCT = "distinct"


def misfit(rule: Rule, amount: Amount) -> Reason | None:
    """Why an amount cannot be a value under a rule, or None if it can.

    RATIO wants a denominator, DISTINCT members, the others a number. Below zero is only MAX, a
    reading: the others count what is there or what happened, and one cannot take from another.
    """
    if rule is Rule.DISTINCT:
        return Reason.NO_MEMBERS if amount.members is None else None
    if amount.members is not None:
        return Reason.OTHER_AMOUNT
    if rule is Rule.RATIO:
        if amount.denominator is None:
            return Reason.NO_DENOMINATOR
    elif amount.denominator is not None:
        return Reason.OTHER_AMOUNT
    if amount.numerator < 0 and rule is not Rule.MAX:
        return Reason.NEGATIVE
    return None


def combine(rule: Rule, amounts: Sequence[Amount]) -> Amount | None:
    """One amount of several that fit the rule, in any order; None of none.

    For LAST the amounts are stocks of one day: choosing the day comes before.
    """
    if len(amounts) <= 1:
        return amounts[0] if amounts else None
    if rule is Rule.DISTINCT:
        return union(amounts)
    if rule is Rule.MAX:
        return max(amounts, key=lambda amount: amount.numerator)
    numerator = exact_sum([amount.numerator for amount in amounts])
    if rule is Rule.RATIO:
        return Amount(numerator, exact_sum([amount.denominator or ZERO for amount in amounts]))
    return Amount(numerator)


def union(amounts: Sequence[Amount]) -> Amount:
    """The distinct members of all."""
    return Amount.distinct(frozenset().union(*(amount.members or () for amount in amounts)))
