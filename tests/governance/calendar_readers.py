"""Events, and two programs that read them and share no code with ours: vobject and ical.

Both would look a zone that they know up in their own tables, so the zones are renamed before they
read: what they say then comes from the VTIMEZONE in the file alone.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from vobject import icalendar as vobject_icalendar

from gte.governance.calendar import Event, calendar_bytes

SANTIAGO = "America/Santiago"


def feed(*events, name="GTE", language="es"):
    return calendar_bytes(events, name=name, language=language)


def event(uid="a", start=None, zone=SANTIAGO, length=timedelta(hours=1), **more):
    start = start or datetime(2026, 11, 21, 12, tzinfo=UTC)
    return Event(
        uid=uid, title=more.pop("title", "27"), start=start, end=start + length, zone=zone, **more
    )


@dataclass(frozen=True)
class Reading:
    start: datetime
    end: datetime | None
    title: str
    place: str | None
    description: str | None
    url: str | None
    status: str
    sequence: int
    stamp: datetime


def unfolded(data):
    return data.decode().replace("\r\n ", "")


def with_strange_zones(data):
    return re.sub(r"(?m)^((?:DTSTART;|DTEND;)?TZID[:=])", r"\1x-", unfolded(data))


def with_vobject(data):
    # It keeps the first description of a zone that it ever met.
    vars(vobject_icalendar)["__tzidMap"].clear()
    vobject_icalendar.registerTzid("UTC", vobject_icalendar.utc)
    calendar = vobject.readOne(with_strange_zones(data))
    calendar.validate(raiseException=True)

    def value(event, field):
        return getattr(event, field).value if hasattr(event, field) else None

    return {
        event.uid.value: Reading(
            start=event.dtstart.value.astimezone(UTC),
            end=event.dtend.value.astimezone(UTC) if hasattr(event, "dtend") else None,
            title=event.summary.value,
            place=value(event, "location"),
            description=value(event, "description"),
            url=value(event, "url"),
            status=event.status.value,
            sequence=int(event.sequence.value),
            stamp=event.dtstamp.value.astimezone(UTC),
        )
        for event in getattr(calendar, "vevent_list", [])
    }


def with_ical(data):
    calendar = IcsCalendarStream.calendar_from_ics(with_strange_zones(data))
    return {
        event.uid: Reading(
            start=event.dtstart.astimezone(UTC),
            end=event.dtend.astimezone(UTC) if event.dtend else None,
            title=event.summary,
            place=event.location,
            description=event.description,
            url=str(event.url) if event.url else None,
            status=event.status.value,
            sequence=event.sequence,
            stamp=event.dtstamp.astimezone(UTC),
        )
        for event in calendar.events
    }


both_readers = pytest.mark.parametrize("read", [with_vobject, with_ical])
