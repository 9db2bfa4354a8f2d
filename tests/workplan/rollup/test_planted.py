"""Whatever the tree, what would count a thing twice is refused, and the refusal names it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gte.workplan.rollup import Amount, Indicator, Reason, Refused, Rule, Span, Tree, roll_up_all
from tests.workplan.rollup.worlds import worlds

PATIENT = settings(deadline=None, max_examples=40)


def refusal(build):
    with pytest.raises(Refused) as caught:
        build()
    return caught.value


def of_rows(world, rows, random):
    """The refusal of rows in two orders, which has to be the same."""
    rows = list(rows)
    first = refusal(lambda: roll_up_all(world.tree, rows, world.span))
    random.shuffle(rows)
    second = refusal(lambda: roll_up_all(world.tree, rows, world.span))
    assert (str(first), first.spans) == (str(second), second.spans)
    return first


def any_inside(data, world):
    assume(world.inside())
    return data.draw(st.sampled_from(world.inside()))


def changed(world, key, **facts):
    return [replace(one, **facts) if one.key == key else one for one in world.indicators]


# --- of trees -------------------------------------------------------------------------------------


@PATIENT
@given(worlds(), st.data())
def test_second_parent_is_refused(world, data):
    tree = world.tree
    children = [key for key in world.keys if tree.parent(key) is not None]
    assume(children)
    child = data.draw(st.sampled_from(children))
    other = Indicator("new", tree[child].rule, tree[child].unit, tree[child].owner, (child,))
    refused = refusal(lambda: Tree([*world.indicators, other]))
    assert refused.reason == Reason.TWO_PARENTS
    assert refused.keys == (child, *sorted([tree.parent(child), "new"]))


@PATIENT
@given(worlds(), st.data())
def test_cycle_is_refused(world, data):
    """Of a tree without parents above: its root as a child of one below, or of itself."""
    tree = world.tree
    key = data.draw(st.sampled_from(world.keys))
    root = key
    while (parent := tree.parent(root)) is not None:
        root = parent
    closed = changed(world, key, children=(*tree[key].children, root))
    refused = refusal(lambda: Tree(closed))
    assert refused.reason == Reason.CYCLE
    assert {root, key} <= set(refused.keys) <= set(tree.under(root))
    children = {one.key: one.children for one in closed}
    assert all(after in children[before] for before, after in pairwise(refused.keys))
    assert refused.keys[0] in children[refused.keys[-1]]
    assert refused.keys[0] == min(refused.keys)


@PATIENT
@given(worlds(), st.data())
def test_child_of_another_unit_owner_or_rule_is_refused(world, data):
    assume(world.parents)
    parent = data.draw(st.sampled_from(world.parents))
    child = data.draw(st.sampled_from(world.tree[parent].children))
    reason, facts = data.draw(
        st.sampled_from(
            [
                (Reason.OTHER_UNIT, {"unit": "hours"}),
                (Reason.OTHER_OWNER, {"owner": "a ministry"}),
                (Reason.OTHER_RULE, {"rule": next(r for r in Rule if r != world.tree[child].rule)}),
            ]
        )
    )
    refused = refusal(lambda: Tree(changed(world, child, **facts)))
    assert refused.reason == reason
    # With its parent or, where the change shows first, with a child of its own.
    assert child in refused.keys
    assert world.tree.parent(refused.keys[0]) == refused.keys[1]


# --- of observations ------------------------------------------------------------------------------


@PATIENT
@given(worlds(), st.data(), st.randoms(use_true_random=False))
def test_value_of_an_indicator_with_children_is_refused(world, data, random):
    row = any_inside(data, world)
    assume(world.parents)
    parent = data.draw(st.sampled_from(world.parents))
    refused = of_rows(world, [*world.rows, replace(row, indicator=parent)], random)
    assert (refused.reason, refused.keys) == (Reason.OWN_AND_CHILDREN, (parent,))
    assert refused.spans == (row.span,)


@PATIENT
@given(worlds(), st.data(), st.randoms(use_true_random=False))
def test_second_value_of_a_day_is_refused(world, data, random):
    """The same again, or another that shares a day with it."""
    row = any_inside(data, world)
    day = data.draw(st.dates(row.span.first, row.span.last))
    last = data.draw(st.dates(day, world.span.last))
    again = replace(row, span=data.draw(st.sampled_from([row.span, Span(day, last)])))
    refused = of_rows(world, [*world.rows, again], random)
    assert refused.keys == (row.indicator,)
    if refused.reason == Reason.OVERLAP:
        assert refused.part == row.part
    else:
        assert refused.reason == Reason.WHOLE_AND_PART
    before, after = refused.spans
    assert before.overlaps(after)


@PATIENT
@given(worlds(), st.data(), st.randoms(use_true_random=False))
def test_whole_beside_a_part_is_refused(world, data, random):
    row = any_inside(data, world)
    rows = [one for one in world.rows if one.indicator != row.indicator or one is row]
    other = replace(row, part="" if row.part else "ara")
    refused = of_rows(world, [*rows, other], random)
    assert (refused.reason, refused.keys) == (Reason.WHOLE_AND_PART, (row.indicator,))
    assert (refused.part, refused.spans) == (row.part or "ara", (row.span, row.span))


@PATIENT
@given(worlds(), st.data(), st.randoms(use_true_random=False))
def test_value_of_a_part_of_the_span_is_refused(world, data, random):
    row = any_inside(data, world)
    days = timedelta(data.draw(st.integers(1, 400)))
    rows = [one for one in world.rows if one.indicator != row.indicator]
    before = Span(world.span.first - days, row.span.last)
    after = Span(row.span.first, world.span.last + days)
    longer = replace(row, span=data.draw(st.sampled_from([before, after])))
    refused = of_rows(world, [*rows, longer], random)
    assert (refused.reason, refused.keys) == (Reason.PARTLY_IN_SPAN, (row.indicator,))
    assert refused.spans == (longer.span, world.span)


@PATIENT
@given(worlds(), st.data(), st.randoms(use_true_random=False))
def test_value_of_another_unit_or_owner_is_refused(world, data, random):
    row = any_inside(data, world)
    reason, facts = data.draw(
        st.sampled_from(
            [(Reason.OTHER_UNIT, {"unit": "hours"}), (Reason.OTHER_OWNER, {"owner": "else"})]
        )
    )
    rows = [one for one in world.rows if one is not row]
    refused = of_rows(world, [*rows, replace(row, **facts)], random)
    assert (refused.reason, refused.keys) == (reason, (row.indicator,))
    assert refused.spans == (row.span,)


@PATIENT
@given(worlds(), st.data(), st.randoms(use_true_random=False))
def test_amount_that_does_not_fit_the_rule_is_refused(world, data, random):
    row = any_inside(data, world)
    rule = world.tree[row.indicator].rule
    wrong = {
        Rule.RATIO: [(Reason.NO_DENOMINATOR, Amount.of(1)), (Reason.NEGATIVE, Amount.of(-1, 2))],
        Rule.DISTINCT: [(Reason.NO_MEMBERS, Amount.of(1))],
        Rule.MAX: [(Reason.OTHER_AMOUNT, Amount.of(1, 2))],
    }.get(
        rule,
        [
            (Reason.NEGATIVE, Amount.of(-1)),
            (Reason.OTHER_AMOUNT, Amount.distinct(["ana"])),
        ],
    )
    reason, amount = data.draw(st.sampled_from(wrong))
    rows = [one for one in world.rows if one is not row]
    refused = of_rows(world, [*rows, replace(row, amount=amount)], random)
    assert (refused.reason, refused.keys) == (reason, (row.indicator,))


@PATIENT
@given(worlds(), st.data(), st.randoms(use_true_random=False))
def test_value_of_no_indicator_is_refused(world, data, random):
    assume(world.rows)
    row = data.draw(st.sampled_from(world.rows))
    strangers = [replace(row, indicator="nobody's"), replace(row, indicator="somebody's")]
    refused = of_rows(world, [*world.rows, *strangers], random)
    assert (refused.reason, refused.keys) == (Reason.UNKNOWN_INDICATOR, ("nobody's",))


@PATIENT
@given(worlds(), st.data())
def test_what_lies_outside_the_span_changes_nothing(world, data):
    assume(world.rows)
    row = data.draw(st.sampled_from(world.rows))
    later = world.span.last + timedelta(1)
    outside = replace(row, span=Span(later, later), unit="hours", owner="else")
    expected = roll_up_all(world.tree, world.rows, world.span)
    assert roll_up_all(world.tree, [*world.rows, outside, outside], world.span) == expected
