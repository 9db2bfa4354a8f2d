"""Every sign of an event's texts reaches the reader, and so does what was cancelled or changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.governance.calendar_readers import (
    SANTIAGO,
    both_readers,
    event,
    feed,
    unfolded,
    with_ical,
    with_vobject,
)

# --- events ---------------------------------------------------------------------------------------


def test_an_event_refuses_a_time_without_zone_and_an_end_before_its_start():
    with pytest.raises(ValueError, match="'a' has a time without a zone"):
        event(start=datetime.fromisoformat("2026-11-21 12:00"))
    with pytest.raises(ValueError, match="'a' ends before it starts"):
        event(length=timedelta(minutes=-1))


@both_readers
def test_a_cancelled_and_a_changed_event_say_so(read):
    changed = datetime(2026, 10, 1, 9, 30, 15, 250000, tzinfo=ZoneInfo(SANTIAGO))
    readings = read(
        feed(
            event("new"),
            event("moved", sequence=2, changed=changed),
            event("off", cancelled=True, sequence=3),
        )
    )

    assert {uid: (one.status, one.sequence) for uid, one in readings.items()} == {
        "new": ("CONFIRMED", 0),
        "moved": ("CONFIRMED", 2),
        "off": ("CANCELLED", 3),
    }
    assert readings["moved"].stamp == datetime(2026, 10, 1, 12, 30, 15, tzinfo=UTC)


def test_the_head_says_what_it_is_and_how_often_to_look():
    head = unfolded(feed(name="GTE, agenda; 2026", language="en")).split("\r\n")

    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//GTE//GTE platform//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        r"NAME;LANGUAGE=en:GTE\, agenda\; 2026",
        r"X-WR-CALNAME:GTE\, agenda\; 2026",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "END:VCALENDAR",
        "",
    ]


# --- texts ----------------------------------------------------------------------------------------

texts = st.text(
    st.one_of(
        st.sampled_from("\n\t\\,;:\"'nN^ñ🎉"),
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    )
)


@settings(deadline=None)
@given(title=texts, place=texts.filter(bool), description=texts.filter(bool))
@example(title=r"C:\NEW\new", place="a,b;c:d", description="👩🏽‍🏫" * 60)
@example(
    title="é" * 5000, place=" leading and trailing ", description="\n\nEND:VEVENT\nBEGIN:VEVENT\n"
)
def test_every_sign_of_a_text_survives_in_lines_of_75_octets(title, place, description):
    data = feed(event(title=title, place=place, description=description), name=title)

    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert all(line.decode() for line in lines)  # no fold cuts a sign in two
    for read in (with_vobject, with_ical):
        got = read(data)["a"]
        assert (got.title or "", got.place, got.description) == (title, place, description)


@both_readers
def test_line_breaks_become_line_feeds_and_control_signs_go(read):
    title = "a\r\nb\rc\vd\fe\x1cf\x85g\u2028h\u2029i\0j\x1bk\x7fl\ud800m"

    assert read(feed(event(title=title)))["a"].title == "a\nb\nc\nd\ne\nf\ng\nh\nijklm"


@both_readers
def test_an_address_is_written_whole_and_on_one_line(read):
    url = "https://example.org/es/reuniones/27/?a=1,2;b=%C3%B1&c=" + "x" * 200

    assert read(feed(event(url=url)))["a"].url == url
    assert read(feed(event(url="https://example.org/a\r\nATTACH:b")))["a"].url == (
        "https://example.org/aATTACH:b"
    )
