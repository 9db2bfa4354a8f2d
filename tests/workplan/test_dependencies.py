"""What depends on what: the order, the circle, who begins too early."""

import datetime
from dataclasses import dataclass
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.common.partial_dates import PartialDate
from gte.workplan.dependencies import Cycle, TooEarly, days_early, order, too_early

KEYS = "abcdef"
edges = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=12)
some_keys = st.lists(st.sampled_from(KEYS), unique=True)


def respects(sequence, edges):
    at = {key: number for number, key in enumerate(sequence)}
    return all(at[b] < at[a] for a, b in edges if a in at and b in at)


def some_order_respects(keys, edges):
    """By trying all of them: 720 at most."""
    return any(respects(sequence, edges) for sequence in permutations(keys))


def circle_in(keys, edges):
    try:
        order(keys, edges)
    except Cycle as cycle:
        return cycle.keys
    return ()


@given(some_keys, edges)
def test_order_respects_every_edge_and_a_circle_is_found_if_and_only_if_there_is_one(keys, edges):
    circle = circle_in(keys, edges)
    assert bool(circle) != some_order_respects(keys, edges)
    if circle:
        assert all(pair in edges for pair in pairwise([*circle, circle[0]]))
        assert len(set(circle)) == len(circle)
        assert set(circle) <= set(keys)
    else:
        found = order(keys, edges)
        assert sorted(found) == sorted(keys)
        assert respects(found, edges)


@given(some_keys, edges)
def test_of_what_is_free_the_earliest_given_comes_first(keys, edges):
    """Among all orders that respect the edges it is the first, compared place by place."""
    allowed = [one for one in permutations(keys) if respects(one, edges)]
    if allowed:
        first = min(allowed, key=lambda one: [keys.index(key) for key in one])
        assert order(keys, edges) == list(first)


def test_circle_is_told_in_its_order():
    edges = [("report", "survey"), ("survey", "form"), ("form", "report"), ("survey", "pilot")]
    with pytest.raises(Cycle) as caught:
        order(["pilot", "report", "survey", "form"], edges)
    assert caught.value.keys == ("report", "survey", "form")
    assert str(caught.value) == "report depends on survey depends on form depends on report"


def test_what_depends_on_itself_is_a_circle_of_one():
    with pytest.raises(Cycle) as caught:
        order(["a"], [("a", "a")])
    assert caught.value.keys == ("a",)


def test_long_chain_needs_no_recursion():
    keys = list(range(5000))
    assert order(reversed(keys), [(n + 1, n) for n in keys[:-1]]) == keys


# --- too early ------------------------------------------------------------------------------------


@dataclass
class Span:
    begin: PartialDate | None = None
    end: PartialDate | None = None


def span(begin=None, end=None):
    return Span(begin and PartialDate(begin), end and PartialDate(end))


@pytest.mark.parametrize(
    ("begins", "ends", "days"),
    [
        ("2024-03-01", "2024-03-11", 10),
        ("2024-03-11", "2024-03-11", 0),
        ("2024-03-12", "2024-03-11", 0),
        # The follower may have begun on 31 March, the other may have ended on 1 April.
        ("2024-03", "2024-04", 1),
        ("2024-03", "2024-03", 0),
        ("2024", "2024-12-31", 0),
        ("2024", "2025-01-01", 1),
        (None, "2024-03-11", 0),
        ("2024-03-01", None, 0),
    ],
)
def test_only_what_is_certain_is_too_early(begins, ends, days):
    assert days_early(span(begin=begins), span(end=ends)) == days


dates = st.dates(datetime.date(2020, 1, 1), datetime.date(2022, 12, 31))
partial = st.builds(
    lambda day, size: PartialDate(day.isoformat()[:size]), dates, st.sampled_from((4, 7, 10))
)


@given(partial, partial)
def test_days_are_the_fewest_of_all_that_the_dates_can_mean(begins, ends):
    days = days_early(Span(begin=begins), Span(end=ends))
    extremes = [
        (end - begin).days
        for begin in (begins.earliest, begins.latest)
        for end in (ends.earliest, ends.latest)
    ]
    assert days == max(0, min(extremes))


def test_followers_are_named_with_what_they_do_not_wait_for():
    items = {"a": span("2024-01", "2024-06-30"), "b": span("2024-06-01"), "c": span("2025")}
    pairs = [("b", "a"), ("c", "a"), ("b", "gone"), ("b", "a")]
    assert too_early(items, pairs) == [TooEarly("b", "a", 29)]
