"""A breakdown that does not give its total is found, with what it gives."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.workplan.rollup import (
    Amount,
    Fault,
    Reason,
    Refused,
    Rule,
    check_breakdown,
    check_shares,
)


def of(*numbers):
    return {name: Amount.of(number) for name, number in zip("abc", numbers, strict=False)}


def people(**categories):
    return {name: Amount.distinct(members.split()) for name, members in categories.items()}


@pytest.mark.parametrize(
    ("rule", "amount", "categories"),
    [
        (Rule.SUM, Amount.of(5), of(2, 3)),
        (Rule.SUM, Amount.of("0.3"), of("0.1", "0.2")),
        (Rule.LAST, Amount.of(0), of(0)),
        (Rule.MAX, Amount.of(5), of(5, -3, 2)),
        (Rule.RATIO, Amount.of(3, 7), {"a": Amount.of(1, 4), "b": Amount.of(2, 3)}),
        (Rule.DISTINCT, Amount.distinct(["ana", "ben"]), people(women="ana", men="ben")),
        (Rule.DISTINCT, Amount.distinct([]), people(women="")),
    ],
)
def test_breakdown_that_gives_the_total_has_no_fault(rule, amount, categories):
    assert check_breakdown(rule, amount, {"sex": categories}) == []


@pytest.mark.parametrize(
    ("rule", "amount", "categories", "given"),
    [
        (Rule.SUM, Amount.of(42), of(700, 56), Amount.of(756)),
        (Rule.LAST, Amount.of(5), of(2, 2), Amount.of(4)),
        (Rule.MAX, Amount.of(5), of(4, 3), Amount.of(4)),
        (Rule.RATIO, Amount.of(3, 7), {"a": Amount.of(3, 8)}, Amount.of(3, 8)),
        # As a fraction it would be the same.
        (Rule.RATIO, Amount.of(3, 7), {"a": Amount.of(6, 14)}, Amount.of(6, 14)),
    ],
)
def test_fault_says_what_the_dimension_gives_and_the_total(rule, amount, categories, given):
    faults = check_breakdown(rule, amount, {"sex": categories, "party": {"all": amount}})
    assert faults == [Fault(Reason.DOES_NOT_ADD_UP, "sex", given, amount)]


def test_person_in_two_categories_is_named():
    amount = Amount.distinct(["ana", "ben"])
    categories = people(under="ana ben", over="ben", none="")
    [fault] = check_breakdown(Rule.DISTINCT, amount, {"age": categories})
    assert (fault.reason, fault.categories) == (Reason.IN_TWO_CATEGORIES, ("under", "over"))
    assert (fault.members, fault.given) == ({"ben"}, amount)


def test_person_in_no_category_and_stranger_are_named():
    """As many as the total, but others."""
    amount = Amount.distinct(["ana", "ben"])
    [fault] = check_breakdown(Rule.DISTINCT, amount, {"age": people(under="ana", over="dan")})
    assert (fault.reason, fault.members) == (Reason.DOES_NOT_ADD_UP, {"ben", "dan"})


@pytest.mark.parametrize(
    ("rule", "amount", "categories", "reason", "names"),
    [
        (Rule.SUM, Amount.of(5), of(7, -2), Reason.NEGATIVE, ("b",)),
        (Rule.SUM, Amount.of(5), {}, Reason.NO_CATEGORIES, ()),
        (Rule.SUM, Amount.of(5), {"a": Amount.of(5, 1)}, Reason.OTHER_AMOUNT, ("a",)),
        (Rule.SUM, Amount.of(1), people(a="ana"), Reason.OTHER_AMOUNT, ("a",)),
        (Rule.RATIO, Amount.of(5, 6), of(5), Reason.NO_DENOMINATOR, ("a",)),
        (Rule.DISTINCT, Amount.distinct(["ana"]), of(1), Reason.NO_MEMBERS, ("a",)),
    ],
)
def test_category_that_is_no_such_value_is_a_fault(rule, amount, categories, reason, names):
    [fault] = check_breakdown(rule, amount, {"sex": categories})
    assert (fault.reason, fault.dimension, fault.categories) == (reason, "sex", names)


def test_amount_that_does_not_fit_the_rule_is_refused():
    with pytest.raises(Refused) as caught:
        check_breakdown(Rule.RATIO, Amount.of(5), {})
    assert caught.value.reason == Reason.NO_DENOMINATOR


# --- shares ---------------------------------------------------------------------------------------


def shares(*percentages):
    return {name: Decimal(one) for name, one in zip("abc", percentages, strict=False)}


def test_shares_of_a_hundred_have_no_fault():
    assert check_shares(shares("33.33", "33.33", "33.34")) == []


@pytest.mark.parametrize(
    ("percentages", "given"),
    [
        (("33.33", "33.33", "33.33"), "99.99"),
        (("60", "60"), "120"),
        ((), "0"),
        # A hundred to the 28 digits that Python rounds to.
        (("99.999999999999999999999999999999", "0"), "99.999999999999999999999999999999"),
    ],
)
def test_shares_of_more_or_less_than_a_hundred_say_how_much(percentages, given):
    expected = Fault(Reason.DOES_NOT_ADD_UP, given=Amount.of(given), total=Amount.of(100))
    assert check_shares(shares(*percentages)) == [expected]


def test_negative_share_is_named_though_the_sum_is_a_hundred():
    [fault] = check_shares(shares("120", "-20"))
    assert (fault.reason, fault.categories) == (Reason.NEGATIVE, ("b",))


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_shares_that_a_hundred_was_cut_into_add_up(cuts):
    edges = [0, *sorted(cuts), 10_000]
    pieces = [Decimal(b - a).scaleb(-2) for a, b in pairwise(edges)]
    assert check_shares({str(i): piece for i, piece in enumerate(pieces)}) == []
    pieces[0] += Decimal("0.01")
    assert len(check_shares({str(i): piece for i, piece in enumerate(pieces)})) == 1
