"""Calendar files (RFC 5545) that give the right hour in every place; instants of local times.

Pure: no Django, no clock of its own; the same events give the same bytes. Written with icalendar,
but for time zones and the escaping of texts, where it says less or other than was meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import icalendar

ONE_DAY = timedelta(days=1)
REFRESH = timedelta(hours=1)
# A time zone is described from a year before the first event to some years after the last: a
# reader asks for days around those written, and a description that ends early is an hour wrong.
YEARS_BEFORE = 1
YEARS_AFTER = 5
# Times outside are written in UTC: a year mistyped as 9999 would cost seconds of clock changes.
DESCRIBED = range(1950, 2100)
# DTSTAMP is mandatory. A constant, so that a feed in which nothing changed is the same bytes.
NEVER_CHANGED = datetime(1970, 1, 1, tzinfo=UTC)

# What some reader takes for the end of a line (str.splitlines), and what RFC 5545 3.1 forbids.
LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class NoSuchHour(ValueError):
    """A local time that the clock of a place jumps over.

    ``zone`` is the place's IANA zone, ``asked`` the local time without a zone, ``first_after`` the
    first local time after the jump, in that zone.
    """

    def __init__(self, asked: datetime, first_after: datetime, zone: str) -> None:
        super().__init__(
            f"The clock in {zone} jumps over {asked:%Y-%m-%d %H:%M}; "
            f"the first hour after is {first_after:%Y-%m-%d %H:%M}."
        )
        self.asked = asked
        self.first_after = first_after
        self.zone = zone


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar; ``start``, ``end`` and ``changed`` are instants, aware.

    ``zone`` is the IANA zone of the place, in which the times are written. ``sequence`` grows with
    every change that matters to those invited (RFC 5545 3.8.7.4), cancelling too. A ``ValueError``
    says which event has a time without zone, an end before its start or an unknown zone.
    """

    uid: str
    title: str
    start: datetime
    end: datetime
    zone: str
    place: str = ""
    url: str = ""
    description: str = ""
    cancelled: bool = False
    sequence: int = 0
    changed: datetime | None = None

    def __post_init__(self) -> None:
        for instant in (self.start, self.end, self.changed):
            if instant is not None and instant.utcoffset() is None:
                raise ValueError(f"The event {self.uid!r} has a time without a zone: {instant}.")
        # Through UTC: two times of one zone are compared by the clock, not by the instant.
        if self.end.astimezone(UTC) < self.start.astimezone(UTC):
            raise ValueError(f"The event {self.uid!r} ends before it starts.")
        zone_named(self.zone)


def zone_named(name: str) -> ZoneInfo:
    """The time zone of an IANA name; raises ``ValueError`` with the name if there is none."""
    try:
        return ZoneInfo(name)
    # A folder or an odd path among the zone files gives an OSError or a plain ValueError.
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"There is no time zone {name!r}.") from error


def local_instant(day: date, time: time, zone: str) -> datetime:
    """The instant, in UTC, of a local time.

    Of an hour that comes twice it is the first, as a calendar file means it (RFC 5545 3.3.5).
    Raises ``NoSuchHour`` if the clock jumps over it, ``ValueError`` if the zone is unknown or the
    instant lies outside the years 1 to 9999.
    """
    place = zone_named(zone)
    asked = datetime.combine(day, time.replace(tzinfo=None, fold=0))
    try:
        instant = asked.replace(tzinfo=place).astimezone(UTC)
        if instant.astimezone(place).replace(tzinfo=None) == asked:
            return instant
    except OverflowError as error:
        raise ValueError(f"{asked} in {zone} is out of reach of the calendar.") from error
    raise NoSuchHour(asked, _first_after(asked, place), zone)


def _first_after(skipped: datetime, place: ZoneInfo) -> datetime:
    """The first local time after the jump that swallowed ``skipped``."""
    # In a jump fold=1 reads the clock as it will be, hence gives an instant before the jump.
    before, after = (_second(skipped.replace(tzinfo=place, fold=fold)) for fold in (1, 0))
    return _change(before, after, place).astimezone(place)


def _change(before: datetime, after: datetime, place: ZoneInfo) -> datetime:
    """The first instant with the offset of ``after``; between the two the clock changes once."""
    offset = _offset(after, place)
    seconds = bisect_left(
        range(int((after - before).total_seconds())),
        x=True,
        key=lambda second: _offset(before + timedelta(seconds=second), place) == offset,
    )
    return before + timedelta(seconds=seconds)


def _offset(instant: datetime, place: ZoneInfo) -> timedelta:
    return instant.astimezone(place).utcoffset() or timedelta(0)


def calendar_bytes(events: Iterable[Event], *, name: str, language: str) -> bytes:
    """A calendar as a file or feed: text/calendar in UTF-8.

    ``name`` is what calendar programs show as its title, ``language`` that of all texts (es, en).
    Fractions of seconds are cut off, line breaks of any kind become line feeds, other control
    characters are left out.
    """
    listed = list(events)
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//GTE//GTE platform//{language.upper()}")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", _text(name, language))
    calendar.add("X-WR-CALNAME", _text(name))
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH))
    calendar.subcomponents = [_component(event, language) for event in listed]
    # Some readers understand only zones that were described before they are used.
    years = [year for one in listed for year in _years(one) if year in DESCRIBED]
    calendar.subcomponents[:0] = [
        _timezone(zone, min(years) - YEARS_BEFORE, max(years) + YEARS_AFTER)
        for zone in sorted(calendar.get_missing_tzids())
    ]
    return bytes(calendar.to_ical())


def _component(event: Event, language: str) -> icalendar.Event:
    component = icalendar.Event()
    component.add("UID", _text(event.uid))
    component.add("DTSTAMP", _second(event.changed or NEVER_CHANGED))
    if event.changed:
        component.add("LAST-MODIFIED", _second(event.changed))
    component.add("SEQUENCE", event.sequence)
    component.add("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED")
    component.add("DTSTART", _local(event.start, event.zone))
    # RFC 5545 3.8.2.2: the end is later than the start, or not written.
    if _second(event.end) > _second(event.start):
        component.add("DTEND", _local(event.end, event.zone))
    component.add("SUMMARY", _text(event.title, language))
    for field, value in (("LOCATION", event.place), ("DESCRIPTION", event.description)):
        if value:
            component.add(field, _text(value, language))
    if event.url:
        component.add("URL", icalendar.vUri("".join(_clean(event.url).split())))
    return component


def _local(instant: datetime, zone: str) -> datetime:
    """The instant on the place's clock; in UTC if that clock shows this time twice.

    Such a local time means the first of the two (RFC 5545 3.3.5), but ical.js reads the second.
    """
    universal = _second(instant)
    if universal.year not in DESCRIBED:
        return universal
    local = universal.astimezone(zone_named(zone))
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return universal if twice else local


def _years(event: Event) -> tuple[int, int]:
    return _second(event.start).year, _second(event.end).year


def _second(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)


@lru_cache(maxsize=256)
def _timezone(zone: str, first_year: int, last_year: int) -> icalendar.Timezone:
    """The VTIMEZONE of a zone, with every clock change between two new years.

    Not icalendar's own: that looks for changes in steps of 64 days, so it loses a clock put back
    for one month, and gives the onset of summer time on the clock after it, where RFC 5545 3.6.5
    wants the clock before (TZOFFSETFROM). A line for each onset, that of DTSTART too, because
    readers in use miss what the standard allows: several in one RDATE, or a DTSTART without any.
    """
    timezone = icalendar.Timezone()
    timezone.add("TZID", zone)
    for kind, onsets in _observances(zone_named(zone), first_year, last_year).items():
        part = icalendar.TimezoneDaylight() if kind.daylight else icalendar.TimezoneStandard()
        part.add("DTSTART", onsets[0])
        for onset in onsets:
            part.add("RDATE", onset)
        part.add("TZNAME", kind.name)
        part.add("TZOFFSETFROM", kind.before)
        part.add("TZOFFSETTO", kind.after)
        timezone.add_component(part)
    return timezone


class _Kind(NamedTuple):
    """What a clock change is from and to."""

    before: timedelta
    after: timedelta
    name: str
    daylight: bool


def _observances(
    place: ZoneInfo, first_year: int, last_year: int
) -> Mapping[_Kind, list[datetime]]:
    """The clock changes of a place, the start for the first, each on the clock before it."""
    found: dict[_Kind, list[datetime]] = {}
    day = datetime(first_year, 1, 1, tzinfo=UTC)
    changes = [day]
    while day.year < last_year:
        following = day + ONE_DAY
        if _offset(day, place) != _offset(following, place):
            changes.append(_change(day, following, place))
        day = following
    before = _offset(changes[0], place)
    for change in changes:
        local = change.astimezone(place)
        after = _offset(change, place)
        kind = _Kind(before, after, local.tzname() or "", daylight=bool(local.dst()))
        found.setdefault(kind, []).append((change + before).replace(tzinfo=None))
        before = after
    return found


class _Text(icalendar.vText):
    r"""A TEXT value, escaped by RFC 5545 3.3.11; icalendar's own makes a line break of ``\N``."""

    def to_ical(self) -> bytes:
        escaped = re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n")
        return escaped.encode()


def _text(value: str, language: str = "") -> _Text:
    return _Text(_clean(value), params={"LANGUAGE": language} if language else {})


def _clean(value: str) -> str:
    return FORBIDDEN.sub("", LINE_BREAK.sub("\n", value))
