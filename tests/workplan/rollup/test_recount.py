"""Roll-ups are what counting single units finds, for any tree, parts, periods and rule."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain

import pytest
from hypothesis import Phase, event, find, given, settings

from gte.workplan.rollup import Amount, LeftOut, Rule, check_breakdown, roll_up, roll_up_all
from gte.workplan.rollup.breakdown import Divided
from tests.workplan.rollup.recount import differences, recount
from tests.workplan.rollup.worlds import worlds

PATIENT = settings(deadline=None)
# Until something is found, which takes some dozens of worlds, now and then hundreds.
SEARCH = settings(
    PATIENT, max_examples=5000, derandomize=True, database=None, phases=[Phase.generate]
)


@settings(PATIENT, max_examples=400)
@given(worlds())
def test_totals_are_what_the_recount_finds(world):
    for key, total in roll_up_all(world.tree, world.rows, world.span).items():
        found = recount(world.indicators, key, world.rows, world.span)
        assert differences(total, found) == []
        event(f"{total.indicator.rule} {'of parts' if total.parts else 'of a leaf'}")


@settings(PATIENT, max_examples=150)
@given(worlds())
def test_every_observation_is_in_exactly_one_place(world):
    """Of all trees together: counted, stale or passed over, and once."""
    totals = roll_up_all(world.tree, world.rows, world.span)
    roots = [total for key, total in totals.items() if world.tree.parent(key) is None]
    places = chain.from_iterable((one.counted, one.stale, one.passed_over) for one in roots)
    seen = Counter(row.source for place in places for row in place)
    assert seen == Counter(row.source for row in world.inside())


@settings(PATIENT, max_examples=150)
@given(worlds())
def test_breakdowns_give_the_total(world):
    for total in roll_up_all(world.tree, world.rows, world.span).values():
        if total.amount is not None:
            assert check_breakdown(total.indicator.rule, total.amount, total.breakdown) == []
        assert not total.breakdown.keys() & total.left_out.keys()


# --- the recount itself ---------------------------------------------------------------------------


def ways(world, total):
    """What a total shows."""
    rule = total.indicator.rule
    depth = "deep" if any(part.parts for part in total.parts) else "flat"
    yield f"{rule} {depth}"
    for name in ("counted", "stale", "passed_over", "missing"):
        if getattr(total, name):
            yield f"{rule} with {name}"
    if total.breakdown and len(total.counted) > 1:
        yield f"{rule} broken down"
    for reason in total.left_out.values():
        yield f"{rule} leaves out {reason}"
    if len(total.counted) < len(world.inside()):
        yield f"{rule} of some"
    if total.amount and total.value is None:
        yield "ratio of none"


def wanted(rule):
    """Of a rule all that its totals can show."""
    yield from (f"{rule} {depth}" for depth in ("deep", "flat"))
    yield from (f"{rule} with {name}" for name in ("counted", "missing"))
    yield from (f"{rule} broken down", f"{rule} of some")
    yield from (f"{rule} leaves out {one}" for one in (LeftOut.FAULTY, LeftOut.NOT_GIVEN))
    if rule == Rule.DISTINCT:
        yield f"{rule} leaves out {LeftOut.MOVED}"
    if rule == Rule.LAST:
        yield from (f"{rule} with {name}" for name in ("stale", "passed_over"))
    if rule == Rule.RATIO:
        yield "ratio of none"


@pytest.mark.parametrize("rule", Rule)
def test_worlds_reach_a_rule_in_every_way(rule):
    """The comparison is worth as much as what it compared: each of these, and not by one chance.

    What Hypothesis draws depends on the modules that were loaded before, seed or no seed: so worlds
    are drawn until every way was seen twice, and there are many more than that takes.
    """
    seen = Counter()

    def all_twice(world):
        for total in roll_up_all(world.tree, world.rows, world.span).values():
            seen.update(ways(world, total))
        return all(seen[way] > 1 for way in wanted(rule))

    find(worlds([rule]), all_twice, settings=SEARCH)
    assert set(seen) == set(wanted(rule))


def mean_of_ratios(total):
    values = [Fraction(row.amount.value or 0) for row in total.counted]
    mean = sum(values) / len(values)
    if mean == total.value:
        return total
    return replace(total, amount=Amount(Decimal(mean.numerator), Decimal(mean.denominator)))


def children_and_leaves_at_once(total):
    """As if each level had been typed beside what it was added up from."""
    again = [part.amount.numerator for part in total.parts if part.amount]
    return replace(total, amount=Amount(total.amount.numerator + sum(again)))


def last_of_each_part(total):
    """Stocks of different days in one sum."""
    rows = [*total.counted, *total.stale]
    return replace(total, amount=Amount(sum(row.amount.numerator for row in rows)))


def stocks_added_over_periods(total):
    rows = [*total.counted, *total.stale, *total.passed_over]
    return replace(total, amount=Amount(sum(row.amount.numerator for row in rows)))


def counts_added(total):
    number = int(sum(row.amount.numerator for row in total.counted))
    return replace(total, amount=Amount.distinct(str(i) for i in range(number)))


def maxima_added(total):
    return replace(total, amount=Amount(sum(row.amount.numerator for row in total.counted)))


def breakdown_of_some(total):
    """Of the rows that give a dimension, though others do not."""
    given = {
        dimension: categories
        for row in total.counted
        for dimension, categories in row.breakdown.items()
    }
    return replace(total, divided=Divided(given))


def stale_parts_unsaid(total):
    fresh = tuple(row for row in total.own if row not in total.stale)
    return replace(total, own=fresh)


@pytest.mark.parametrize(
    ("rule", "wrong", "where"),
    [
        (Rule.RATIO, mean_of_ratios, "made_of"),
        (Rule.SUM, children_and_leaves_at_once, "made_of"),
        (Rule.LAST, last_of_each_part, "made_of"),
        (Rule.LAST, stocks_added_over_periods, "made_of"),
        (Rule.DISTINCT, counts_added, "made_of"),
        (Rule.MAX, maxima_added, "made_of"),
        (Rule.SUM, breakdown_of_some, "breakdown"),
        (Rule.LAST, stale_parts_unsaid, "stale"),
    ],
)
def test_recount_finds_a_planted_mistake(rule, wrong, where):
    """``find`` fails if no world shows it; the right total of the same world shows nothing."""

    def shows(world):
        key = world.keys[0]
        total = roll_up(world.tree, key, world.rows, world.span)
        found = recount(world.indicators, key, world.rows, world.span)
        assert differences(total, found) == []
        return total.amount is not None and where in differences(wrong(total), found)

    find(worlds([rule]), shows, settings=SEARCH)
