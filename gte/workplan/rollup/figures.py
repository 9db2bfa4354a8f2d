"""Figures that others published, and how far a value has come from its baseline to its target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from gte.workplan.rollup.refusals import Reason, Refused
from gte.workplan.rollup.rules import Rule
from gte.workplan.rollup.values import Span, check_number, exact_sum


@dataclass(frozen=True, slots=True)
class Quantity:
    """A published figure: who states it, its unit and period; only a flow (SUM) is added."""

    key: str
    owner: str
    unit: str
    rule: Rule
    span: Span
    number: Decimal


@dataclass(frozen=True, slots=True)
class Added:
    """The sum of figures of one owner and unit, and the figures it was made of, by period."""

    number: Decimal
    owner: str
    unit: str
    of: tuple[Quantity, ...]


def add(quantities: Iterable[Quantity]) -> Added:
    """The sum of flows of one owner and one unit whose periods do not overlap.

    Refused, with the keys of the two that must not be added: NOT_A_FLOW, OTHER_OWNER, OTHER_UNIT,
    OVERLAP (and the two periods); with one key NO_OWNER, NO_UNIT, NOT_A_NUMBER, and NOT_A_FLOW if
    it stands alone; without any NOTHING_TO_ADD.
    """
    figures = sorted(quantities, key=lambda one: (one.span, one.key))
    if not figures:
        raise Refused(Reason.NOTHING_TO_ADD)
    for figure in figures:
        check_figure(figure)
    check_flows(figures)
    for one, other in pairwise(figures):
        check_two(one, other)
    owner, unit = figures[0].owner, figures[0].unit
    return Added(exact_sum(one.number for one in figures), owner, unit, tuple(figures))


def check_figure(figure: Quantity) -> None:
    if not figure.owner.strip():
        raise Refused(Reason.NO_OWNER, figure.key)
    if not figure.unit.strip():
        raise Refused(Reason.NO_UNIT, figure.key)
    try:
        check_number(figure.number)
    except Refused as refused:
        raise Refused(refused.reason, figure.key, found=refused.found) from refused


def check_flows(figures: Sequence[Quantity]) -> None:
    """Refuse what is no flow, with the figure that it would be added to."""
    for stock in figures:
        if stock.rule is not Rule.SUM:
            other = [one for one in figures if one is not stock][:1]
            raise Refused(
                Reason.NOT_A_FLOW,
                *(one.key for one in (stock, *other)),
                spans=[one.span for one in (stock, *other)],
                found=stock.rule,
                expected=Rule.SUM,
            )


def check_two(one: Quantity, other: Quantity) -> None:
    """Refuse two that follow each other, by period, if they must not be added."""
    keys = (one.key, other.key)
    if one.owner != other.owner:
        raise Refused(Reason.OTHER_OWNER, *keys, found=other.owner, expected=one.owner)
    if one.unit != other.unit:
        raise Refused(Reason.OTHER_UNIT, *keys, found=other.unit, expected=one.unit)
    if one.span.overlaps(other.span):
        raise Refused(Reason.OVERLAP, *keys, spans=(one.span, other.span))


def progress(
    baseline: Decimal | Fraction | int | None,
    target: Decimal | Fraction | int | None,
    actual: Decimal | Fraction | int | None,
) -> Fraction | None:
    """How much of the way from baseline to target was gone, exactly; up or down.

    Below 0 it went the other way, above 1 beyond the target. None if one of the three is not known
    or the target is where the baseline was: then there is no way to go.
    """
    if baseline is None or target is None or actual is None or baseline == target:
        return None
    start = Fraction(baseline)
    return (Fraction(actual) - start) / (Fraction(target) - start)
