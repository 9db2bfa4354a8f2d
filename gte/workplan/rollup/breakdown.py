"""Breakdowns: by sex, by party, by network; each dimension gives the whole value or is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from gte.workplan.rollup.refusals import Reason, Refused
from gte.workplan.rollup.rules import Rule, combine, misfit, union
from gte.workplan.rollup.values import NO_BREAKDOWN, Amount, Breakdown, exact_sum

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the categories of a dimension do not give its total.

    ``given`` is what they give, if anything; ``categories`` and ``members`` those that are wrong by
    themselves. Shares have no dimension.
    """

    reason: Reason
    dimension: str = ""
    given: Amount | None = None
    total: Amount | None = None
    categories: tuple[str, ...] = ()
    members: frozenset[str] = frozenset()


# --- one breakdown of one value -------------------------------------------------------------------


def check_breakdown(rule: Rule, amount: Amount, breakdown: Breakdown) -> list[Fault]:
    """The dimensions that do not give the amount, one fault for each, in the breakdown's order.

    SUM and LAST: the categories' sum is the amount; RATIO: that of their numerators and that of
    their denominators; MAX: the largest is; DISTINCT: no member is in two, and together they are
    the members. Refused if the amount itself does not fit the rule (``misfit``).
    """
    if reason := misfit(rule, amount):
        raise Refused(reason, found=str(amount.numerator))
    faults = (
        dimension_fault(rule, amount, dimension, categories)
        for dimension, categories in breakdown.items()
    )
    return [fault for fault in faults if fault]


def dimension_fault(
    rule: Rule, total: Amount, dimension: str, categories: Mapping[str, Amount]
) -> Fault | None:
    misfits = {name: reason for name, one in categories.items() if (reason := misfit(rule, one))}
    if misfits:
        first = next(iter(misfits.values()))
        wrong = tuple(name for name, reason in misfits.items() if reason is first)
        return Fault(first, dimension, total=total, categories=wrong)
    given = combine(rule, list(categories.values()))
    if given is None:
        return Fault(Reason.NO_CATEGORIES, dimension, total=total)
    if rule is Rule.DISTINCT and (shared := in_two(categories)):
        names = tuple(name for name, one in categories.items() if shared & members_of(one))
        return Fault(Reason.IN_TWO_CATEGORIES, dimension, given, total, names, shared)
    if given != total:
        strangers = members_of(given) ^ members_of(total)
        return Fault(Reason.DOES_NOT_ADD_UP, dimension, given, total, members=strangers)
    return None


def members_of(amount: Amount) -> frozenset[str]:
    return amount.members or frozenset()


def in_two(categories: Mapping[str, Amount]) -> frozenset[str]:
    """The members that are in more than one category."""
    times = Counter(member for amount in categories.values() for member in members_of(amount))
    return frozenset(member for member, number in times.items() if number > 1)


def check_shares(percentages: Mapping[str, Decimal]) -> list[Fault]:
    """The faults of percentages by category: NEGATIVE (these), or DOES_NOT_ADD_UP to exactly 100.

    Of no categories the sum is 0. Refused as NOT_A_NUMBER: other than finite Decimals.
    """
    shares = {name: Amount(share) for name, share in percentages.items()}
    hundred = Amount(HUNDRED)
    faults = []
    if negative := tuple(name for name, share in percentages.items() if share < 0):
        faults.append(Fault(Reason.NEGATIVE, total=hundred, categories=negative))
    given = Amount(exact_sum(share.numerator for share in shares.values()))
    if given != hundred:
        faults.append(Fault(Reason.DOES_NOT_ADD_UP, given=given, total=hundred))
    return faults


# --- breakdowns of several values -----------------------------------------------------------------


class LeftOut(StrEnum):
    """Why a dimension is not in a total's breakdown, the first that holds of:

    FAULTY: in an observation its categories do not give the value; NOT_GIVEN: an observation does
    not give it; MOVED: a member is in one category here and in another there.
    """

    FAULTY = "faulty"
    NOT_GIVEN = "not_given"
    MOVED = "moved"


class Divided(NamedTuple):
    """A breakdown that gives its whole value in each dimension, and the dimensions left out."""

    breakdown: Breakdown = NO_BREAKDOWN
    left_out: Mapping[str, LeftOut] = MappingProxyType({})


WHOLE = Divided()


def divided(rule: Rule, amount: Amount, breakdown: Breakdown) -> Divided:
    """The dimensions of a value that give its amount, which fits; the others are FAULTY."""
    faulty = {
        name: LeftOut.FAULTY
        for name, categories in breakdown.items()
        if dimension_fault(rule, amount, name, categories)
    }
    if not faulty:
        return Divided(breakdown)
    return Divided({name: of for name, of in breakdown.items() if name not in faulty}, faulty)


def join(rule: Rule, pieces: Sequence[Divided]) -> Divided:
    """The breakdown of all pieces together, by the dimensions that every piece gives.

    Joining some first and the rest later gives the same; so does any order.
    """
    if len(pieces) == 1:
        return pieces[0]
    names = dict.fromkeys(name for piece in pieces for name in (*piece.breakdown, *piece.left_out))
    kept: dict[str, Mapping[str, Amount]] = {}
    left_out: dict[str, LeftOut] = {}
    for name in names:
        if why := why_left_out(name, pieces):
            left_out[name] = why
            continue
        categories = by_category(rule, [piece.breakdown[name] for piece in pieces])
        if rule is Rule.DISTINCT and not is_disjoint(categories):
            left_out[name] = LeftOut.MOVED
        else:
            kept[name] = categories
    return Divided(kept, left_out) if names else WHOLE


def why_left_out(dimension: str, pieces: Sequence[Divided]) -> LeftOut | None:
    reasons = {
        piece.left_out.get(dimension, LeftOut.NOT_GIVEN)
        for piece in pieces
        if dimension not in piece.breakdown
    }
    return next((reason for reason in LeftOut if reason in reasons), None)


def by_category(rule: Rule, pieces: Sequence[Mapping[str, Amount]]) -> dict[str, Amount]:
    amounts: dict[str, list[Amount]] = {}
    for categories in pieces:
        for name, amount in categories.items():
            amounts.setdefault(name, []).append(amount)
    return {name: one for name, own in amounts.items() if (one := combine(rule, own))}


def is_disjoint(categories: Mapping[str, Amount]) -> bool:
    amounts = list(categories.values())
    return sum(amount.numerator for amount in amounts) == union(amounts).numerator
