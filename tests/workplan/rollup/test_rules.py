"""The five rules by example, in the words of docs/indicators.md."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from gte.workplan.rollup import Amount, LeftOut, Rule, Span, Tree, roll_up, series
from tests.workplan.rollup.examples import BOTH, indicator, leaf, row, tree, year


def test_flow_is_added_over_years_and_parties():
    rows = [row("interns", 2024, 5, "ara"), row("interns", 2024, 7, "boa"), row("interns", 2025, 1)]
    assert roll_up(leaf(Rule.SUM), "interns", rows, BOTH).value == 13
    assert roll_up(leaf(Rule.SUM), "interns", rows, year(2024)).value == 12


def test_sum_is_exact_beyond_what_python_rounds_to():
    large, small = "10000000000000000000000000000.01", "0.000000000000000000000000000001"
    rows = [row("interns", 2024, large), row("interns", 2025, small)]
    total = roll_up(leaf(Rule.SUM), "interns", rows, BOTH)
    assert total.value == Decimal("10000000000000000000000000000.010000000000000000000000000001")


def test_stock_is_that_of_the_last_day_and_older_parties_are_named():
    rows = [
        row("interns", 2024, 40, "ara"),
        row("interns", 2024, 50, "boa"),
        row("interns", 2025, 60, "boa"),
    ]
    total = roll_up(leaf(Rule.LAST), "interns", rows, BOTH)
    assert (total.value, total.day) == (60, date(2025, 12, 31))
    assert total.counted == (rows[2],)
    assert total.stale == (rows[0],)
    assert total.passed_over == (rows[1],)


def test_stocks_of_periods_of_other_lengths_stand_on_one_day():
    quarter = Span(date(2025, 10, 1), date(2025, 12, 31))
    rows = [row("interns", 2025, 40, "ara"), row("interns", quarter, 60, "boa")]
    total = roll_up(leaf(Rule.LAST), "interns", rows, BOTH)
    assert (total.value, total.stale) == (100, ())


def test_stock_of_the_whole_stands_for_the_parts_before_it():
    rows = [row("interns", 2024, 40, "ara"), row("interns", 2025, 60)]
    total = roll_up(leaf(Rule.LAST), "interns", rows, BOTH)
    assert (total.value, total.stale, total.passed_over) == (60, (), (rows[0],))


def test_stock_of_a_part_does_not_stand_for_the_whole_before_it():
    rows = [row("interns", 2024, 40), row("interns", 2025, 6, "ara")]
    total = roll_up(leaf(Rule.LAST), "interns", rows, BOTH)
    assert (total.value, total.stale) == (6, (rows[0],))


def test_stock_of_a_leaf_of_an_older_day_is_stale_above_it():
    rows = [row("practices", 2024, 3), row("interns", 2025, 4)]
    total = roll_up(tree(Rule.LAST), "all", rows, BOTH)
    assert (total.value, total.stale, total.missing) == (4, (rows[0],), ())
    assert [part.value for part in total.parts] == [3, 4]


def test_maximum_says_when_it_was_reached():
    rows = [
        row("interns", 2024, 9, "ara"),
        row("interns", 2025, 9, "boa"),
        row("interns", 2025, 2, "ara"),
    ]
    total = roll_up(leaf(Rule.MAX), "interns", rows, BOTH)
    assert total.value == 9
    assert set(total.reached_by) == set(rows[:2])
    assert set(total.counted) == set(rows)


def test_maximum_may_lie_below_zero():
    rows = [row("interns", 2024, -5), row("interns", 2025, -3)]
    assert roll_up(leaf(Rule.MAX), "interns", rows, BOTH).value == -3


def test_ratio_is_of_sums_and_not_the_mean_of_ratios():
    rows = [
        row("interns", 2025, Amount.of(1, 2), "ara"),
        row("interns", 2025, Amount.of(90, 100), "boa"),
    ]
    total = roll_up(leaf(Rule.RATIO), "interns", rows, BOTH)
    assert total.amount == Amount.of(91, 102)
    assert total.value == Fraction(91, 102) != (Fraction(1, 2) + Fraction(9, 10)) / 2


def test_ratio_of_none_has_no_value():
    total = roll_up(leaf(Rule.RATIO), "interns", [row("interns", 2025, Amount.of(0, 0))], BOTH)
    assert (total.amount, total.value) == (Amount.of(0, 0), None)


def test_person_who_came_twice_is_one():
    rows = [
        row("practices", 2024, Amount.distinct(["ana", "ben"])),
        row("interns", 2025, Amount.distinct(["ben", "cleo"])),
    ]
    total = roll_up(tree(Rule.DISTINCT), "all", rows, BOTH)
    assert total.value == 3
    assert total.amount.members == {"ana", "ben", "cleo"}


def test_nothing_observed_is_unknown_and_not_zero():
    total = roll_up(tree(Rule.SUM), "all", [], BOTH)
    assert (total.amount, total.value, total.missing) == (None, None, ("practices", "interns"))


def test_missing_leaf_is_named_and_the_rest_is_added():
    rows = [row("interns", 2025, 4)]
    total = roll_up(tree(Rule.SUM), "all", rows, BOTH)
    assert (total.value, total.missing, total.counted) == (4, ("practices",), tuple(rows))


def test_series_leaves_a_year_without_values_unknown():
    rows = [row("interns", 2023, 4), row("interns", 2025, 6)]
    years = [year(number) for number in (2023, 2024, 2025)]
    totals = series(leaf(Rule.SUM), "interns", rows, years)
    assert [total.value for total in totals] == [4, None, 6]
    assert [total.span for total in totals] == years


def test_tree_of_great_depth_is_no_deeper_than_its_indicators():
    """Where each step called the next, Python would stop at about a thousand."""
    chain = [indicator(f"i{n}", children=[f"i{n + 1}"]) for n in range(5000)]
    deep = Tree([*chain, indicator("i5000")])
    total = roll_up(deep, "i0", [row("i5000", 2025, 3)], BOTH)
    assert (total.value, len(total.counted), total.missing) == (3, 1, ())


# --- what every part gives ------------------------------------------------------------------------


def by_sex(women, men):
    return {"sex": {"women": Amount.of(women), "men": Amount.of(men)}}


def test_breakdown_is_added_where_every_part_gives_it():
    rows = [
        row("practices", 2024, 5, breakdown=by_sex(3, 2)),
        row("interns", 2025, 7, breakdown=by_sex(4, 3)),
    ]
    total = roll_up(tree(Rule.SUM), "all", rows, BOTH)
    assert total.breakdown == by_sex(7, 5)
    assert total.left_out == {}


@pytest.mark.parametrize(
    ("second", "why"),
    [({}, LeftOut.NOT_GIVEN), (by_sex(4, 4), LeftOut.FAULTY), ({"sex": {}}, LeftOut.FAULTY)],
)
def test_dimension_that_would_not_give_the_total_is_left_out_and_named(second, why):
    rows = [
        row("practices", 2024, 5, breakdown=by_sex(3, 2)),
        row("interns", 2025, 7, breakdown=second),
    ]
    total = roll_up(tree(Rule.SUM), "all", rows, BOTH)
    assert (total.value, total.breakdown, total.left_out) == (12, {}, {"sex": why})


def test_person_who_changed_category_leaves_the_dimension_out():
    ana = Amount.distinct(["ana"])
    rows = [
        row("practices", 2024, ana, breakdown={"age": {"under 18": ana}}),
        row("interns", 2025, ana, breakdown={"age": {"adult": ana}}),
    ]
    total = roll_up(tree(Rule.DISTINCT), "all", rows, BOTH)
    assert (total.value, total.breakdown, total.left_out) == (1, {}, {"age": LeftOut.MOVED})


def test_stale_stock_does_not_take_a_dimension_away():
    rows = [row("practices", 2024, 5), row("interns", 2025, 7, breakdown=by_sex(4, 3))]
    total = roll_up(tree(Rule.LAST), "all", rows, BOTH)
    assert (total.value, total.breakdown, total.left_out) == (7, by_sex(4, 3), {})
