"""It does not matter in what order or in how many steps a total is made."""

from datetime import timedelta

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from gte.workplan.rollup import (
    Amount,
    Indicator,
    Observation,
    Rule,
    Span,
    Tree,
    roll_up,
    roll_up_all,
    series,
)
from tests.workplan.rollup.worlds import DAYS, OWNER, START, UNIT, days, worlds

PATIENT = settings(deadline=None, max_examples=80)


def result(total):
    """What is said to the reader, without the observations."""
    return total.amount, total.day, dict(total.breakdown), set(total.left_out)


def with_parts(world):
    assume(world.parents)
    return world.parents


def as_observation(total, key, part=""):
    """A total as somebody else's observation: a stock is of its day."""
    span = Span(total.day, total.day) if total.day else total.span
    return Observation(key, span, OWNER, UNIT, total.amount, part, total.breakdown)


@PATIENT
@given(worlds(), st.randoms(use_true_random=False))
def test_order_of_observations_and_of_indicators_changes_nothing(world, random):
    expected = roll_up_all(world.tree, world.rows, world.span)
    rows, indicators = list(world.rows), list(world.indicators)
    random.shuffle(rows)
    random.shuffle(indicators)
    assert roll_up_all(Tree(indicators), rows, world.span) == expected


@PATIENT
@given(worlds(), st.randoms(use_true_random=False))
def test_order_of_children_changes_only_the_order_of_what_it_leads_to(world, random):
    mixed = [
        Indicator(
            one.key, one.rule, UNIT, OWNER, tuple(random.sample(one.children, len(one.children)))
        )
        for one in world.indicators
    ]
    expected = roll_up_all(world.tree, world.rows, world.span)
    for key, total in roll_up_all(Tree(mixed), world.rows, world.span).items():
        assert result(total) == result(expected[key])
        assert total.left_out == expected[key].left_out
        assert set(total.missing) == set(expected[key].missing)


@PATIENT
@given(worlds())
def test_one_is_what_it_is_among_all(world):
    every = roll_up_all(world.tree, world.rows, world.span)
    assert list(every) == list(world.tree.order)
    for key in world.keys:
        assert roll_up(world.tree, key, world.rows, world.span) == every[key]


@PATIENT
@given(worlds())
def test_tree_without_the_steps_between_gives_the_same(world):
    """The leaves straight under the root."""
    every = roll_up_all(world.tree, world.rows, world.span)
    for key in with_parts(world):
        leaves = [leaf.indicator for leaf in every[key].leaves]
        root = Indicator(key, leaves[0].rule, UNIT, OWNER, tuple(one.key for one in leaves))
        rows = [row for row in world.rows if row.indicator in root.children]
        flat = roll_up(Tree([root, *leaves]), key, rows, world.span)
        assert result(flat) == result(every[key])
        assert flat.left_out == every[key].left_out
        assert (flat.counted, flat.stale) == (every[key].counted, every[key].stale)


@PATIENT
@given(worlds())
def test_totals_of_children_roll_up_to_the_total_of_all(world):
    """Each child's total stated anew, as one value of a tree of two levels."""
    every = roll_up_all(world.tree, world.rows, world.span)
    for key in with_parts(world):
        total = every[key]
        leaves = [Indicator(one.key, one.indicator.rule, UNIT, OWNER) for one in total.parts]
        tree = Tree([total.indicator, *leaves])
        stated = [as_observation(one, one.key) for one in total.parts if one.amount]
        again = roll_up(tree, key, stated, world.span)
        assert (again.amount, again.day) == (total.amount, total.day)
        assert again.breakdown == total.breakdown


@PATIENT
@given(worlds(), st.integers(0, DAYS - 1))
def test_totals_of_two_periods_roll_up_to_the_total_of_both(world, cut):
    first, second, whole = days(0, cut), days(cut + 1, DAYS), days(0, DAYS)
    rows = [row for row in world.rows if first.contains(row.span) or second.contains(row.span)]
    for key in world.keys:
        rule = world.tree[key].rule
        halves = [roll_up(world.tree, key, rows, span) for span in (first, second)]
        total = roll_up(world.tree, key, rows, whole)
        stated = [as_observation(one, key) for one in halves if one.amount]
        again = roll_up(Tree([Indicator(key, rule, UNIT, OWNER)]), key, stated, whole)
        assert (again.amount, again.day, again.breakdown) == (
            total.amount,
            total.day,
            total.breakdown,
        )
        event(f"{rule} of {len(stated)} periods")


@PATIENT
@given(worlds(), st.lists(st.tuples(st.integers(0, DAYS), st.integers(0, DAYS)), max_size=4))
def test_series_has_the_total_of_each_span(world, pairs):
    """In spans of whatever order and length, of rows that lie partly in none of them."""
    spans = [days(*sorted(pair)) for pair in pairs]
    rows = [
        row
        for row in world.rows
        if not any(span.overlaps(row.span) and not span.contains(row.span) for span in spans)
    ]
    key = world.keys[0]
    expected = [roll_up(world.tree, key, rows, span) for span in spans]
    assert series(world.tree, key, rows, spans) == expected


@PATIENT
@given(worlds([Rule.SUM]))
def test_flows_of_single_days_add_to_the_flow_of_all(world):
    """Where every observation is of one day, a day at a time."""
    rows = [row for row in world.rows if row.span.first == row.span.last]
    every_day = [Span(day, day) for day in (START + timedelta(i) for i in range(DAYS + 1))]
    key = world.keys[0]
    parts = [
        total.amount.numerator for total in series(world.tree, key, rows, every_day) if total.amount
    ]
    whole = roll_up(world.tree, key, rows, days(0, DAYS))
    assert whole.amount == (Amount(sum(parts)) if parts else None)
