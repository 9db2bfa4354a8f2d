"""Where things stand: dates as places, doubt as soft edges, connectors from row to row."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.common.partial_dates import PartialDate
from gte.workplan.timeline.bars import Bar
from gte.workplan.timeline.layout import layout
from gte.workplan.timeline.scale import WIDTHS, Scale, ticks
from tests.workplan.timeline.conftest import TODAY, laid_out, make_bar, make_milestone, row_of

TWO_YEARS = {"begin": datetime.date(2025, 1, 1), "end": datetime.date(2026, 12, 31)}
JUNE = datetime.date(2026, 6, 1)


def at(day, end=False):
    """The place of a day on the line of two years."""
    days = (datetime.date.fromisoformat(day) - TWO_YEARS["begin"]).days + end
    return pytest.approx(days * 100 / 730)


# --- bars -----------------------------------------------------------------------------------------


def test_bar_of_known_days_goes_from_the_first_to_the_last_with_hard_edges():
    shape = row_of(make_bar(begin="2025-03-01", end="2025-03-31"), **TWO_YEARS).shape
    assert (shape.x, shape.end) == (at("2025-03-01"), at("2025-03-31", end=True))
    assert (shape.soft_begin, shape.soft_end, shape.open_end, shape.cut_end) == (0, 0, False, False)


def test_month_and_year_are_drawn_whole_and_soft_where_the_day_is_not_known():
    shape = row_of(make_bar(begin="2025-03", end="2026"), **TWO_YEARS).shape
    assert (shape.x, shape.end) == (at("2025-03-01"), at("2026-12-31", end=True))
    assert shape.soft_begin == pytest.approx(31 * 100 / 730)
    assert shape.soft_end == pytest.approx(365 * 100 / 730)


def test_bar_of_one_year_is_soft_all_over_and_no_wider():
    shape = row_of(make_bar(begin="2025", end="2025"), **TWO_YEARS).shape
    assert shape.width == pytest.approx(50)
    assert shape.soft_begin == shape.soft_end == pytest.approx(25)


def test_open_end_reaches_beyond_today_and_open_beginning_a_little_back():
    open_end = row_of(make_bar(begin="2025-03-01"), **TWO_YEARS).shape
    assert open_end.open_end
    assert open_end.end > at("2026-11-21", end=True).expected
    open_begin = row_of(make_bar(end="2025-12-31"), **TWO_YEARS).shape
    assert open_begin.open_begin
    assert 0 < open_begin.x < open_begin.end
    assert open_begin.end == pytest.approx(50)


def test_without_dates_or_with_dates_that_contradict_each_other_there_is_a_row_without_bar():
    for bar in (make_bar(), make_bar(begin="2026-02", end="2026-01")):
        row = row_of(bar, **TWO_YEARS)
        assert (row.shape, row.outside) == (None, "")


def test_what_lies_beyond_the_line_says_on_which_side():
    assert row_of(make_bar(begin="2020", end="2021"), **TWO_YEARS).outside == "before"
    assert row_of(make_bar(begin="2028", end="2029"), **TWO_YEARS).outside == "after"
    cut = row_of(make_bar(begin="2020", end="2028"), **TWO_YEARS).shape
    assert (cut.x, cut.end, cut.cut_begin, cut.cut_end) == (0, 100, True, True)


def test_day_is_wide_enough_to_be_seen_and_still_on_the_line():
    shape = row_of(make_bar(begin="2026-12-31", end="2026-12-31"), **TWO_YEARS).shape
    assert (shape.x, shape.end) == (pytest.approx(99.4), pytest.approx(100))


def test_progress_is_part_of_the_bar_from_its_beginning():
    shape = row_of(make_bar(begin="2025-01-01", end="2025-12-31", progress=0.25), **TWO_YEARS).shape
    assert shape.solid == pytest.approx(12.5)


def test_approved_plan_is_drawn_beside_what_became_of_it():
    bar = make_bar(
        begin="2025-01-01", end="2026-12-31", planned_end="2025-12-31", planned_begin="2025"
    )
    row = row_of(bar, **TWO_YEARS)
    assert (row.shape.end, row.planned.end) == (pytest.approx(100), pytest.approx(50))


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ({"end": "2026-12-31", "planned_end": "2026-11-21", "tone": "progress"}, 40),
        ({"end": "2026-12", "planned_end": "2026-11", "tone": "progress"}, 1),
        ({"end": "2026", "planned_end": "2026", "tone": "progress"}, 0),
        # It still runs: today counts.
        ({"end": "2026-10-12", "tone": "late"}, 40),
        ({"planned_end": "2026-10-12", "tone": "progress"}, 40),
        # It ended, or nobody says that it runs: today says nothing.
        ({"end": "2026-10-12", "tone": "good"}, 0),
        ({"end": "2026-10-12", "tone": "progress", "progress": 1}, 0),
        ({"end": "2020", "tone": "muted"}, 0),
        ({"end": "2020-02-10", "planned_end": "2020-01-01", "tone": "good"}, 40),
        ({"tone": "late"}, 0),
    ],
)
def test_delay_is_what_is_certain(values, days):
    assert row_of(make_bar(begin="2019-01-01", **values)).delay == days


def test_milestone_of_a_month_stands_in_its_middle():
    bar = make_bar(milestones=[make_milestone("Signed", "2025-03"), make_milestone("Some day")])
    (mark,) = row_of(bar, **TWO_YEARS).marks
    assert mark.x == pytest.approx((mark.begin + mark.end) / 2)
    assert (mark.begin, mark.end) == (at("2025-03-01"), at("2025-03-31", end=True))


partial = st.builds(
    lambda day, size: PartialDate(day.isoformat()[:size]),
    st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31)),
    st.sampled_from((4, 7, 10)),
)
maybe = st.none() | partial
bars = st.lists(
    st.builds(
        dict,
        begin=maybe,
        end=maybe,
        planned_begin=maybe,
        planned_end=maybe,
        group=st.sampled_from(("", "A", "B")),
        progress=st.none() | st.floats(0, 1),
        depends_on=st.lists(st.sampled_from("0123456789"), max_size=3),
    ),
    max_size=8,
).map(lambda some: [Bar(str(key), "x", **values) for key, values in enumerate(some)])
windows = st.tuples(
    st.none() | st.dates(datetime.date(1980, 1, 1), datetime.date(2020, 1, 1)),
    st.none() | st.dates(datetime.date(2020, 1, 1), datetime.date(2070, 1, 1)),
)


@given(bars, windows)
def test_nothing_is_drawn_outside_of_the_line_and_every_bar_has_its_row(bars, window):
    timeline = layout(bars, TODAY, *window)
    rows = timeline.rows
    assert sorted(row.bar.key for row in rows) == sorted(bar.key for bar in bars)
    titles = [group.place for group in timeline.groups if group.title]
    assert sorted([row.place for row in rows] + titles) == list(range(timeline.places))
    for shape in [shape for row in rows for shape in (row.shape, row.planned) if shape]:
        assert 0 <= shape.x < shape.end <= 100.0001
        assert shape.soft_begin + shape.soft_end <= shape.width + 0.0001
        assert 0 <= (shape.solid or 0) <= shape.width + 0.0001
    for link in timeline.links:
        assert all(-2 <= x <= 100.01 and 0 <= y <= timeline.places for x, y in link.points)
        # Every piece goes straight across or straight down.
        pairs = pairwise(link.points)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairs)


@given(bars)
def test_line_given_by_the_bars_holds_all_of_them(bars):
    for row in layout(bars, TODAY).rows:
        assert row.outside == ""
        if row.shape:
            assert not row.shape.cut_begin or row.bar.begin is None
            assert not row.shape.cut_end or row.bar.end is None


# --- connectors -----------------------------------------------------------------------------------


def test_connector_goes_from_end_to_beginning_and_is_late_when_the_follower_is_too_early():
    first = make_bar("first", begin="2025-01-01", end="2025-06-30")
    waits = make_bar("waits", begin="2025-09-01", end="2025-12-31", depends_on=["first"])
    early = make_bar("early", begin="2025-05-01", end="2025-12-31", depends_on=["first", "gone"])
    good, bad = laid_out(first, waits, early, **TWO_YEARS).links
    assert (good.predecessor, good.follower, good.late) == ("first", "waits", False)
    assert (bad.follower, bad.late) == ("early", True)
    assert good.points[0] == (at("2025-06-30", end=True), 0.5)
    assert good.points[-1] == (at("2025-09-01"), 1.5)


def test_circle_is_drawn_and_what_has_no_bar_is_not_connected():
    a = make_bar("a", begin="2025-01", end="2025-03", depends_on=["b", "a"])
    b = make_bar("b", begin="2025-06", end="2025-08", depends_on=["a", "none"])
    none = make_bar("none", depends_on=["a"])
    pairs = {(link.predecessor, link.follower) for link in laid_out(a, b, none).links}
    assert pairs == {("b", "a"), ("a", "b")}


# --- the axis -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begin", "end", "unit", "number"),
    [
        ("2015-01-01", "2027-12-31", "year", 13),
        ("2024-01-01", "2026-12-31", "quarter", 12),
        ("2026-01-01", "2026-12-31", "month", 12),
        ("2026-03-01", "2026-03-31", "month", 1),
        ("1950-01-01", "2049-12-31", "year", 10),
    ],
)
def test_axis_names_years_quarters_or_months_by_its_length(begin, end, unit, number):
    found = ticks(Scale(datetime.date.fromisoformat(begin), datetime.date.fromisoformat(end)))
    assert ({tick.unit for tick in found}, len(found)) == ({unit}, number)


days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


@given(days, st.integers(0, 60_000))
def test_labels_never_touch_on_a_desk_a_tablet_or_a_phone(begin, length):
    end = min(begin + datetime.timedelta(days=length), datetime.date(2400, 12, 31))
    found = ticks(Scale(begin, end))
    assert found
    for rank, width in enumerate(WIDTHS):
        places = [tick.x * width / 100 for tick in found if tick.named and tick.rank >= rank]
        gaps = [b - a for a, b in pairwise(places)]
        # Letters of 13 pixels: four digits take 29, the longest month 35.
        assert all(gap >= (29 if found[0].unit == "year" else 25) for gap in gaps)


def test_two_bars_of_one_key_and_a_line_that_ends_before_it_begins_are_refused():
    with pytest.raises(ValueError, match="share a key"):
        laid_out(make_bar("a"), make_bar("a"))
    with pytest.raises(ValueError, match="before it begins"):
        laid_out(begin=JUNE, end=datetime.date(2026, 5, 31))


@pytest.mark.parametrize(
    ("values", "words"),
    [({"level": 3}, "level 3"), ({"tone": "red"}, "tone 'red'"), ({"progress": 1.5}, "1.5")],
)
def test_bar_refuses_what_there_is_not(values, words):
    with pytest.raises(ValueError, match=words):
        make_bar(**values)
