"""What observations a total may be made of: sorted by leaf, each day of each part once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from gte.workplan.rollup.refusals import Reason, Refused
from gte.workplan.rollup.rules import misfit
from gte.workplan.rollup.tree import Indicator, Tree
from gte.workplan.rollup.values import Observation, Span

# The whole of an indicator has no part: it comes before all parts.
by_part_and_day = attrgetter("part", "span.first", "span.last")


def take_in(
    tree: Tree, keys: Collection[str], observations: Iterable[Observation], span: Span
) -> dict[str, list[Observation]]:
    """The observations of each key that lie in the span, by part and then by period.

    Those that lie wholly outside it are passed by unread. Refused: UNKNOWN_INDICATOR (key), and of
    those in the span, with key, part and spans: OWN_AND_CHILDREN, PARTLY_IN_SPAN (the period, the
    span), OTHER_UNIT, OTHER_OWNER, what ``misfit`` says, OVERLAP and WHOLE_AND_PART (two periods).
    Which of several faults is named does not depend on the order of the observations, unless two
    are of one part and period.
    """
    taken: dict[str, list[Observation]] = {key: [] for key in keys}
    unknown = set()
    first, last = span.first, span.last
    for one in observations:
        own = taken.get(one.indicator)
        if own is None:
            if one.indicator not in tree:
                unknown.add(one.indicator)
        elif one.span.first <= last and one.span.last >= first:
            own.append(one)
    if unknown:
        raise Refused(Reason.UNKNOWN_INDICATOR, min(unknown))
    for key, own in taken.items():
        if own:
            own.sort(key=by_part_and_day)
            check_own(tree[key], own, span)
    return taken


def check_own(indicator: Indicator, own: Sequence[Observation], span: Span) -> None:
    """Refuse what one indicator's sorted observations may not be."""
    if indicator.children:
        raise refusal(Reason.OWN_AND_CHILDREN, own[0])
    for one in own:
        check_one(indicator, one, span)
    for before, after in pairwise(own):
        if before.part == after.part and before.span.last >= after.span.first:
            raise refusal(Reason.OVERLAP, before, after.span)
    if not own[0].part and own[-1].part:
        check_parts_beside_whole(own)


def check_one(indicator: Indicator, one: Observation, span: Span) -> None:
    if one.unit != indicator.unit:
        raise refusal(Reason.OTHER_UNIT, one, found=one.unit, expected=indicator.unit)
    if one.owner != indicator.owner:
        raise refusal(Reason.OTHER_OWNER, one, found=one.owner, expected=indicator.owner)
    if one.span.first < span.first or one.span.last > span.last:
        raise refusal(Reason.PARTLY_IN_SPAN, one, span)
    if reason := misfit(indicator.rule, one.amount):
        raise refusal(reason, one, found=str(one.amount.numerator))


def check_parts_beside_whole(own: Sequence[Observation]) -> None:
    """The whole's periods do not overlap each other, so the last that begins in time is enough."""
    wholes = [one for one in own if not one.part]
    begins = [one.span.first for one in wholes]
    for one in own[len(wholes) :]:
        before = bisect_right(begins, one.span.last)
        if before and wholes[before - 1].span.last >= one.span.first:
            raise refusal(Reason.WHOLE_AND_PART, one, wholes[before - 1].span)


def refusal(
    reason: Reason, one: Observation, *others: Span, found: str = "", expected: str = ""
) -> Refused:
    return Refused(
        reason,
        one.indicator,
        part=one.part,
        spans=(one.span, *others),
        found=found,
        expected=expected,
    )
