"""A window of silence lasts long enough, and leaves each capital a whole working day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gte.governance.silence import WindowFault, whole_days, window_fault

INSTANT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
SHORTEST = timedelta(hours=72)

SANTIAGO = "America/Santiago"
LIMA = "America/Lima"
KIRITIMATI = "Pacific/Kiritimati"

TOO_SHORT = WindowFault(too_short=True)
# A Tuesday: the three days after it are working days.
TUESDAY = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)


def is_week_day(party, day):
    return day.weekday() < 5


def at(zone, *fields, fold=0):
    """An instant by the clock of a zone, in UTC."""
    return datetime(*fields, fold=fold, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def days(start, end, zone):
    return list(whole_days(start, end, zone))


# --- 72 hours -------------------------------------------------------------------------------------


def test_seventy_two_hours_are_enough():
    assert window_fault(TUESDAY, TUESDAY + SHORTEST, {"ara": LIMA}, is_week_day) is None


def test_an_instant_less_is_too_short():
    expiry = TUESDAY + SHORTEST - INSTANT
    assert window_fault(TUESDAY, expiry, {"ara": LIMA}, is_week_day) == TOO_SHORT


def test_expiry_before_the_beginning_is_too_short():
    assert window_fault(TUESDAY, TUESDAY - SHORTEST, {}, is_week_day) == TOO_SHORT


def test_window_too_short_is_said_before_a_missing_working_day():
    expiry = TUESDAY + HOUR
    assert window_fault(TUESDAY, expiry, {"ara": LIMA}, is_week_day) == TOO_SHORT


@pytest.mark.parametrize("zone", [UTC, ZoneInfo(SANTIAGO)], ids=["utc", "local"])
@pytest.mark.parametrize(
    ("begin", "end", "fault"),
    [
        # The clock lost an hour: three days by the clock are 71 hours.
        ((2026, 9, 3, 12), (2026, 9, 6, 12), TOO_SHORT),
        ((2026, 9, 3, 12), (2026, 9, 6, 13), None),
        # It gained one: three days less an hour by the clock are 72 hours.
        ((2026, 4, 2, 12), (2026, 4, 5, 11), None),
        ((2026, 4, 2, 12), (2026, 4, 5, 10, 59), TOO_SHORT),
    ],
)
def test_hours_are_counted_as_they_pass_and_not_as_the_clock_shows(begin, end, fault, zone):
    start, expiry = (at(SANTIAGO, *fields).astimezone(zone) for fields in (begin, end))
    assert window_fault(start, expiry, {"ara": SANTIAGO}, is_week_day) == fault


# --- a working day in every capital ---------------------------------------------------------------


def test_week_end_is_no_working_day():
    """From a Friday's noon to a Monday's evening there is none from midnight to midnight."""
    friday, monday = at(LIMA, 2026, 11, 13, 12), at(LIMA, 2026, 11, 16, 18)
    assert window_fault(friday, monday, {"ara": LIMA}, is_week_day) == WindowFault(party="ara")


def test_working_day_has_to_be_whole():
    """A Friday counts from its midnight; begun an instant later, Monday has to be awaited."""
    friday, tuesday = at(LIMA, 2026, 11, 13), at(LIMA, 2026, 11, 17)
    zones = {"ara": LIMA}
    assert window_fault(friday, friday + SHORTEST, zones, is_week_day) is None
    assert window_fault(friday + INSTANT, tuesday, zones, is_week_day) is None
    fault = window_fault(friday + INSTANT, tuesday - INSTANT, zones, is_week_day)
    assert fault == WindowFault(party="ara")


def test_national_holiday_is_no_working_day_of_that_party_only():
    thursday, sunday = at(LIMA, 2026, 11, 12, 12), at(LIMA, 2026, 11, 15, 12)

    def with_a_holiday(party, day):
        return is_week_day(party, day) and (party, day) != ("boa", date(2026, 11, 13))

    zones = {"ara": LIMA, "boa": LIMA, "coa": LIMA}
    assert window_fault(thursday, sunday, zones, with_a_holiday) == WindowFault(party="boa")
    del zones["boa"]
    assert window_fault(thursday, sunday, zones, with_a_holiday) is None


def test_capital_far_away_needs_a_working_day_of_its_own():
    """The only one in Lima is Friday, when in Kiritimati half of it is over at the beginning."""
    thursday, sunday = at(LIMA, 2026, 11, 12, 12), at(LIMA, 2026, 11, 15, 12)
    zones = {"ara": LIMA, "far": KIRITIMATI}
    assert window_fault(thursday, sunday, zones, is_week_day) == WindowFault(party="far")
    # A day earlier Friday is whole in both.
    earlier = thursday - 24 * HOUR
    assert window_fault(earlier, sunday, zones, is_week_day) is None


def test_days_of_a_zone_are_its_own():
    start, end = datetime(2026, 11, 10, tzinfo=UTC), datetime(2026, 11, 12, tzinfo=UTC)
    assert days(start, end, "UTC") == [date(2026, 11, 10), date(2026, 11, 11)]
    assert days(start, end, LIMA) == [date(2026, 11, 10)]
    assert days(start, end, KIRITIMATI) == [date(2026, 11, 11)]


# --- clock changes at midnight --------------------------------------------------------------------


def test_day_whose_midnight_the_clock_skips_begins_at_one():
    """On 5 September 2026 the clock goes from 24:00 to 01:00 in Santiago."""
    first, last = datetime(2026, 9, 6, 4, tzinfo=UTC), datetime(2026, 9, 7, 3, tzinfo=UTC)
    assert (first, last) == (at(SANTIAGO, 2026, 9, 6, 1), at(SANTIAGO, 2026, 9, 7))
    assert days(first, last, SANTIAGO) == [date(2026, 9, 6)]
    assert days(first + INSTANT, last, SANTIAGO) == []
    assert days(first, last - INSTANT, SANTIAGO) == []


def test_day_before_a_midnight_that_the_clock_skips_ends_there():
    first, last = datetime(2026, 9, 5, 4, tzinfo=UTC), datetime(2026, 9, 6, 4, tzinfo=UTC)
    assert days(first, last, SANTIAGO) == [date(2026, 9, 5)]
    assert days(first, last - INSTANT, SANTIAGO) == []
    assert days(first + INSTANT, last, SANTIAGO) == []


def test_day_whose_last_hour_comes_twice_has_twenty_five():
    """On 4 April 2026 the clock goes from 24:00 back to 23:00 in Santiago."""
    first, last = datetime(2026, 4, 4, 3, tzinfo=UTC), datetime(2026, 4, 5, 4, tzinfo=UTC)
    assert last - first == 25 * HOUR
    assert days(first, last, SANTIAGO) == [date(2026, 4, 4)]
    assert days(first, last - INSTANT, SANTIAGO) == []
    assert days(first, last - HOUR, SANTIAGO) == []


def test_day_after_an_hour_that_came_twice_begins_at_the_second_midnight():
    first, last = datetime(2026, 4, 5, 4, tzinfo=UTC), datetime(2026, 4, 6, 4, tzinfo=UTC)
    assert days(first, last, SANTIAGO) == [date(2026, 4, 5)]
    assert days(first - HOUR, last, SANTIAGO) == [date(2026, 4, 5)]
    assert days(first + INSTANT, last, SANTIAGO) == []


# Clocks that change at midnight, at other hours, by half an hour, never, and on the far side.
ZONES = [
    SANTIAGO,
    LIMA,
    KIRITIMATI,
    "America/Bogota",
    "America/Mexico_City",
    "America/Havana",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
]
CHANGES = st.sampled_from([(2026, 4, 3), (2026, 9, 4), (2026, 3, 6), (2026, 10, 31), (2026, 3, 27)])


@settings(deadline=None)
@given(CHANGES, st.integers(0, 5 * 48), st.integers(-4, 9 * 48), st.sampled_from(ZONES))
def test_whole_days_are_those_seen_but_neither_before_nor_after(day, begin, length, zone):
    """Looking at the zone's calendar each quarter of an hour; whole, nobody sees it outside too."""
    start = datetime(*day, tzinfo=UTC) + begin * HOUR / 2
    end = start + length * HOUR / 2

    def seen(instant):
        return instant.astimezone(ZoneInfo(zone)).date()

    inside = {seen(start + quarter * HOUR / 4) for quarter in range(2 * length)}
    outside = {seen(start - INSTANT), seen(end)}
    assert days(start, end, zone) == sorted(inside - outside)


@settings(deadline=None)
@given(CHANGES, st.integers(0, 5 * 48), st.integers(0, 9 * 48), st.sampled_from(ZONES))
def test_whole_days_do_not_depend_on_whose_clock_tells_the_window(day, begin, length, zone):
    start = datetime(*day, tzinfo=UTC) + begin * HOUR / 2
    end = start + length * HOUR / 2
    local = [instant.astimezone(ZoneInfo(zone)) for instant in (start, end)]
    assert days(*local, zone) == days(start, end, zone)
    assert window_fault(*local, {"ara": zone}, is_week_day) == window_fault(
        start, end, {"ara": zone}, is_week_day
    )
