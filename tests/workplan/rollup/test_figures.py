"""Published figures are added only if that means something; progress is exact, up or down."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.workplan.rollup import Quantity, Reason, Refused, Rule, Span, add, progress
from tests.workplan.rollup.examples import year

FIRST = Quantity("scholarships-2023", "the Alliance", "people", Rule.SUM, year(2023), Decimal(71))
SECOND = replace(FIRST, key="scholarships-2024", span=year(2024), number=Decimal("20.5"))


def test_flows_of_one_owner_in_different_years_add_up():
    added = add([SECOND, FIRST])
    assert (added.number, added.owner, added.unit) == (Decimal("91.5"), "the Alliance", "people")
    assert added.of == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"owner": "a ministry"}, Reason.OTHER_OWNER),
        ({"unit": "grants"}, Reason.OTHER_UNIT),
        ({"rule": Rule.LAST}, Reason.NOT_A_FLOW),
        ({"rule": Rule.RATIO}, Reason.NOT_A_FLOW),
        ({"rule": Rule.MAX}, Reason.NOT_A_FLOW),
        ({"rule": Rule.DISTINCT}, Reason.NOT_A_FLOW),
        ({"span": Span(year(2023).last, year(2024).last)}, Reason.OVERLAP),
    ],
)
def test_two_that_must_not_be_added_are_named(facts, reason):
    other = replace(SECOND, **facts)
    for figures in ([FIRST, other], [other, FIRST]):
        with pytest.raises(Refused) as caught:
            add(figures)
        assert caught.value.reason == reason
        assert set(caught.value.keys) == {FIRST.key, SECOND.key}


def test_stocks_of_two_years_are_refused_with_both_periods():
    stocks = [replace(FIRST, rule=Rule.LAST), replace(SECOND, rule=Rule.LAST)]
    with pytest.raises(Refused) as caught:
        add(stocks)
    assert caught.value.reason == Reason.NOT_A_FLOW
    assert caught.value.spans == (year(2023), year(2024))


def test_long_period_overlaps_one_that_does_not_follow_it_at_once():
    whole = replace(FIRST, key="all", span=Span(year(2020).first, year(2025).last))
    with pytest.raises(Refused) as caught:
        add([SECOND, whole, FIRST])
    assert (caught.value.reason, caught.value.keys) == (Reason.OVERLAP, ("all", FIRST.key))


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"owner": " "}, Reason.NO_OWNER),
        ({"unit": ""}, Reason.NO_UNIT),
        ({"number": Decimal("NaN")}, Reason.NOT_A_NUMBER),
        ({"number": 0.1}, Reason.NOT_A_NUMBER),
        ({"rule": Rule.LAST}, Reason.NOT_A_FLOW),
    ],
)
def test_figure_that_cannot_be_added_to_anything_is_named(facts, reason):
    with pytest.raises(Refused) as caught:
        add([replace(FIRST, **facts)])
    assert (caught.value.reason, caught.value.keys) == (reason, (FIRST.key,))


def test_nothing_is_no_sum():
    with pytest.raises(Refused) as caught:
        add([])
    assert caught.value.reason == Reason.NOTHING_TO_ADD


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=9), st.randoms())
def test_sum_is_that_of_hundredths_in_any_order(numbers, random):
    figures = [
        replace(FIRST, key=f"f{i}", span=year(1990 + i), number=Decimal(number).scaleb(-2))
        for i, number in enumerate(numbers)
    ]
    random.shuffle(figures)
    assert add(figures).number * 100 == sum(numbers)


# --- progress -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "way"),
    [
        (0, 40, 10, Fraction(1, 4)),
        (20, 5, 10, Fraction(2, 3)),
        (10, 40, 4, Fraction(-1, 5)),
        (10, 20, 25, Fraction(3, 2)),
        (Decimal("0.1"), Decimal("0.3"), Decimal("0.2"), Fraction(1, 2)),
        (Fraction(1, 3), Fraction(2, 3), Fraction(1, 2), Fraction(1, 2)),
        (-5, 5, 0, Fraction(1, 2)),
    ],
)
def test_progress_is_the_part_of_the_way_that_was_gone(baseline, target, actual, way):
    assert progress(baseline, target, actual) == way


@pytest.mark.parametrize(
    "known", [(None, 40, 10), (0, None, 10), (0, 40, None), (7, 7, 7), (7, 7, 9)]
)
def test_progress_that_cannot_be_said_is_none(known):
    assert progress(*known) is None


@given(*[st.fractions(-100, 100) for _ in range(3)])
def test_progress_leads_back_to_the_actual_value(baseline, target, actual):
    way = progress(baseline, target, actual)
    if way is None:
        assert baseline == target
    else:
        assert baseline + way * (target - baseline) == actual
        # Turned upside down, a rising target is a falling one.
        assert progress(-baseline, -target, -actual) == way
