"""Calendar files give every reader the right instant, on both sides of every clock change."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gte.governance.calendar import NoSuchHour, local_instant, zone_named
from tests.governance.calendar_readers import (
    SANTIAGO,
    both_readers,
    event,
    feed,
    unfolded,
    with_ical,
    with_strange_zones,
    with_vobject,
)

BOGOTA = "America/Bogota"
MEXICO = "America/Mexico_City"
LIMA = "America/Lima"
# The first Sundays on new time in Chile: back in April, forward in September.
SUNDAYS = {
    date(2026, 4, 5): (12, 13),
    date(2026, 9, 6): (13, 12),
    date(2027, 4, 4): (12, 13),
    date(2027, 9, 5): (13, 12),
    date(2029, 4, 8): (12, 13),
    date(2029, 9, 2): (13, 12),
}
# Half an hour of summer time; three quarters; put back for Ramadan; winter as the exception.
ZONES = [
    SANTIAGO,
    BOGOTA,
    MEXICO,
    LIMA,
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "Europe/Dublin",
]

patient = settings(deadline=None)


def nine_in_the_morning():
    """The instants, worked out by hand, of 09:00 in the four capitals around Chile's changes."""
    for sunday, (before, after) in SUNDAYS.items():
        for days, santiago in ((-2, before), (-1, before), (0, after), (1, after)):
            day = sunday + timedelta(days=days)
            for zone, hour in ((SANTIAGO, santiago), (BOGOTA, 14), (MEXICO, 15), (LIMA, 14)):
                yield day, zone, datetime.combine(day, time(hour), UTC)


NINE = {f"{day}/{zone}": (day, zone, instant) for day, zone, instant in nine_in_the_morning()}
STARTS = {uid: instant for uid, (_, _, instant) in NINE.items()}


def the_feed():
    return feed(
        *(
            event(uid, local_instant(day, time(9), zone), zone)
            for uid, (day, zone, _) in NINE.items()
        )
    )


def starts(readings):
    return {uid: reading.start for uid, reading in readings.items()}


# --- the right hour -------------------------------------------------------------------------------


def test_nine_in_the_morning_is_the_instant_worked_out_by_hand():
    assert {
        uid: local_instant(day, time(9), zone) for uid, (day, zone, _) in NINE.items()
    } == STARTS


@both_readers
def test_both_readers_find_the_instants_of_a_feed(read):
    readings = read(the_feed())

    assert len(readings) == 96
    assert starts(readings) == STARTS
    assert {uid: reading.end - reading.start for uid, reading in readings.items()} == dict.fromkeys(
        STARTS, timedelta(hours=1)
    )


def test_the_times_are_written_on_the_clock_of_the_place():
    lines = unfolded(the_feed()).split("\r\n")

    assert {line for line in lines if line.startswith("DTSTART;")} == {
        f"DTSTART;TZID={zone}:{day:%Y%m%d}T090000" for day, zone, _ in NINE.values()
    }
    assert [line for line in lines if line.startswith("TZID:")] == [
        f"TZID:{zone}" for zone in sorted({BOGOTA, LIMA, MEXICO, SANTIAGO})
    ]


def test_the_same_events_give_the_same_bytes():
    assert the_feed() == the_feed()


def without(part):
    return lambda text: re.sub(rf"BEGIN:{part}\r\n(?:.*\r\n)*?END:{part}\r\n", "", text)


def swapped(text):
    return re.sub(
        f"TZID=({SANTIAGO}|{MEXICO})",
        lambda found: {SANTIAGO: f"TZID={MEXICO}", MEXICO: f"TZID={SANTIAGO}"}[found[1]],
        text,
    )


@both_readers
@pytest.mark.parametrize(
    "plant",
    [
        pytest.param(without("DAYLIGHT"), id="no summer time"),
        pytest.param(swapped, id="zones swapped"),
        pytest.param(
            lambda text: text.replace("TZOFFSETTO:-0400", "TZOFFSETTO:-0500"), id="offset"
        ),
        pytest.param(lambda text: re.sub(r"RDATE:20(2[89]|3).*\r\n", "", text), id="ends early"),
        pytest.param(
            lambda text: text.replace("RDATE:20290902", "RDATE:20290909"), id="a week late"
        ),
    ],
)
def test_both_readers_see_a_planted_error(read, plant):
    text = unfolded(the_feed())
    planted = plant(text)

    assert planted != text
    assert starts(read(planted.encode())) != STARTS


@cache
def changes(zone):
    """The instants between 2020 and 2040 at which a clock changes, to half a minute."""
    place = ZoneInfo(zone)
    found = []
    day = datetime(2020, 1, 1, tzinfo=UTC)
    while day.year < 2040:
        low, high = day, day + timedelta(days=1)
        after = high.astimezone(place).utcoffset()
        if low.astimezone(place).utcoffset() != after:
            while high - low > timedelta(seconds=30):
                middle = low + (high - low) / 2
                low, high = (
                    (low, middle)
                    if middle.astimezone(place).utcoffset() == after
                    else (middle, high)
                )
            found.append(high.replace(microsecond=0))
        day += timedelta(days=1)
    return found


def near_a_change(zone):
    around = st.timedeltas(timedelta(hours=-3), timedelta(hours=3))
    return st.builds(lambda change, by: change + by, st.sampled_from(changes(zone)), around)


def instants(zone):
    aware = st.datetimes(
        datetime.fromisoformat("2020-01-01"),
        datetime.fromisoformat("2040-12-31"),
        timezones=st.just(UTC),
    )
    return st.one_of(aware, near_a_change(zone)) if changes(zone) else aware


moments = st.sampled_from(ZONES).flatmap(lambda zone: st.tuples(st.just(zone), instants(zone)))
lengths = st.timedeltas(timedelta(0), timedelta(days=3))


@patient
@given(st.lists(st.tuples(moments, lengths), min_size=1, max_size=6))
def test_any_instant_survives_in_any_zone(drawn):
    given_events = [
        event(str(index), start, zone, length)
        for index, ((zone, start), length) in enumerate(drawn)
    ]
    data = feed(*given_events)

    def second(instant):
        return instant.replace(microsecond=0)

    expected = {
        one.uid: (
            second(one.start),
            second(one.end) if second(one.end) > second(one.start) else None,
        )
        for one in given_events
    }
    for read in (with_vobject, with_ical):
        assert {uid: (got.start, got.end) for uid, got in read(data).items()} == expected


@pytest.mark.parametrize("zone", [*ZONES, "Europe/Madrid", "America/New_York"])
def test_every_onset_is_an_instant_at_which_the_clock_changes(zone):
    """RFC 5545 3.6.5: an onset is on the clock before the change, TZOFFSETFROM."""
    place = ZoneInfo(zone)
    text = unfolded(feed(event(start=datetime(2026, 7, 1, tzinfo=UTC), zone=zone)))
    parts = re.findall(r"BEGIN:(STANDARD|DAYLIGHT)\r\n(.*?)END:\1", text, re.DOTALL)
    onsets = set()
    for _, part in parts:
        before, after = (
            timedelta(hours=int(hours), minutes=int(hours[0] + minutes))
            for hours, minutes in re.findall(r"TZOFFSET(?:FROM|TO):([+-]\d\d)(\d\d)", part)
        )
        for written in re.findall(r"(?:DTSTART|RDATE):(\w+)", part):
            onset = datetime.strptime(written, "%Y%m%dT%H%M%S").replace(tzinfo=timezone(before))
            onsets.add(onset.astimezone(UTC))
            assert (onset - timedelta(seconds=1)).astimezone(place).utcoffset() == before
            assert onset.astimezone(place).utcoffset() == after

    assert parts
    assert len(onsets) >= sum(2025 <= change.year < 2031 for change in changes(zone))


def test_a_time_that_comes_twice_is_written_in_utc():
    """The change of 4 April 2026: at midnight it is 23:00 again."""
    first, second = (datetime(2026, 4, 5, hour, 30, tzinfo=UTC) for hour in (2, 3))
    data = feed(event("first", first), event("second", second))

    assert re.findall(r"DTSTART(.*)\r\n", unfolded(data).split("BEGIN:VEVENT", 1)[1]) == [
        ":20260405T023000Z",
        ":20260405T033000Z",
    ]
    for read in (with_vobject, with_ical):
        assert starts(read(data)) == {"first": first, "second": second}


def test_times_of_no_calendar_are_written_in_utc():
    far = datetime(9999, 12, 31, 22, tzinfo=UTC)
    old = datetime(1, 1, 1, 1, tzinfo=UTC)
    data = feed(event("far", far, "Asia/Tokyo"), event("old", old), event("now"))

    # Nothing is described for them: the zone begins and ends with the third.
    described = set(re.findall(r"RDATE:(\d{4})", unfolded(data)))
    assert described == {str(year) for year in range(2024, 2031)}
    for read in (with_vobject, with_ical):
        found = starts(read(data))
        assert (found["far"], found["old"]) == (far, old)


def test_a_place_on_universal_time_needs_no_zone():
    text = unfolded(feed(event(zone="UTC")))

    assert "VTIMEZONE" not in text
    assert "DTSTART:20261121T120000Z\r\n" in text


def test_the_readers_are_not_helped_by_their_own_zones():
    assert set(re.findall(r"TZID[:=]([^:\r]*)", with_strange_zones(the_feed()))) == {
        f"x-{zone}" for zone in (SANTIAGO, BOGOTA, MEXICO, LIMA)
    }


# --- local times ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "asked", "zone", "first_after"),
    [
        (date(2026, 9, 6), time(0, 30), SANTIAGO, "2026-09-06 01:00"),
        (date(2026, 9, 6), time(0, 0), SANTIAGO, "2026-09-06 01:00"),
        (date(2026, 9, 6), time(0, 59, 59, 999999), SANTIAGO, "2026-09-06 01:00"),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", "2026-10-04 02:30"),
        (date(2011, 12, 30), time(9), "Pacific/Apia", "2011-12-31 00:00"),
    ],
)
def test_a_time_that_the_clock_jumps_over_names_the_first_one_after(day, asked, zone, first_after):
    with pytest.raises(NoSuchHour, match=f"in {zone} jumps over") as refusal:
        local_instant(day, asked, zone)

    assert refusal.value.zone == zone
    assert refusal.value.asked == datetime.combine(day, asked)
    assert f"{refusal.value.first_after:%Y-%m-%d %H:%M}" == first_after
    assert refusal.value.first_after.tzinfo == ZoneInfo(zone)


def test_the_times_on_both_edges_of_a_jump_exist():
    edges = [(date(2026, 9, 5), time(23, 59)), (date(2026, 9, 6), time(1))]

    assert [local_instant(day, at, SANTIAGO) for day, at in edges] == [
        datetime(2026, 9, 6, 3, 59, tzinfo=UTC),
        datetime(2026, 9, 6, 4, 0, tzinfo=UTC),
    ]


def test_of_an_hour_that_comes_twice_the_first_is_taken():
    first = datetime(2026, 4, 5, 2, 30, tzinfo=UTC)

    assert local_instant(date(2026, 4, 4), time(23, 30), SANTIAGO) == first
    assert local_instant(date(2026, 4, 4), time(23, 30, fold=1), SANTIAGO) == first


@given(st.data(), st.sampled_from(ZONES))
def test_a_local_time_has_its_instant_or_does_not_exist(data, zone):
    instant = data.draw(instants(zone)).astimezone(ZoneInfo(zone))
    again = local_instant(instant.date(), instant.time(), zone)

    assert again.utcoffset() == timedelta(0)
    assert again.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == instant.replace(tzinfo=None)
    assert (again == instant.astimezone(UTC)) is not bool(instant.fold)


@pytest.mark.parametrize("name", ["", "America", "America/Nowhere", "../../etc/passwd", "\0", "ñ"])
def test_an_unknown_zone_is_named(name):
    for use in (
        lambda: zone_named(name),
        lambda: local_instant(date(2026, 1, 1), time(9), name),
        lambda: event(zone=name),
    ):
        with pytest.raises(ValueError, match=re.escape(f"There is no time zone {name!r}.")):
            use()


def test_an_instant_beyond_the_calendar_is_refused():
    with pytest.raises(ValueError, match="out of reach"):
        local_instant(date(9999, 12, 31), time(23), SANTIAGO)
