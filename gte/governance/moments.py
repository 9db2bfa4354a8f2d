"""Instants as people read them: in their zone, with the zone's name, never without one."""

from __future__ import annotations

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    return ZoneInfo(name or "UTC")


def place_name(zone: str) -> str:
    """The city that a zone is called after, in the reader's language."""
    return city_of(zone or "UTC", get_language() or "es")


@lru_cache(maxsize=256)
def city_of(zone: str, language: str) -> str:
    return get_timezone_location(zone_of(zone), locale=language, return_city=True)


def moment_text(moment: datetime.datetime, zone: str) -> str:
    """As in "3 December 2026, 18:00 (time of Bogota)"; in UTC where no zone is known."""
    local = moment.astimezone(zone_of(zone))
    words = {
        "day": date_format(local, "DATE_FORMAT"),
        "hour": f"{local:%H:%M}",
        "place": place_name(zone),
    }
    if not zone or zone == "UTC":
        return _("%(day)s, %(hour)s UTC") % words
    return _("%(day)s, %(hour)s (time of %(place)s)") % words


def span_text(begin: datetime.datetime, end: datetime.datetime, zone: str) -> str:
    """As in "3 December 2026, 09:00-13:00 (time of Bogota)", with a dash; on one clock."""
    begins, ends = begin.astimezone(zone_of(zone)), end.astimezone(zone_of(zone))
    if begins.date() != ends.date():
        words = {"begin": moment_text(begins, zone), "end": moment_text(ends, zone)}
        return _("%(begin)s, until %(end)s") % words
    words = {
        "day": date_format(begins, "DATE_FORMAT"),
        "begin": f"{begins:%H:%M}",
        "end": f"{ends:%H:%M}",
        "place": place_name(zone),
    }
    if not zone or zone == "UTC":
        return _("%(day)s, %(begin)s–%(end)s UTC") % words
    return _("%(day)s, %(begin)s–%(end)s (time of %(place)s)") % words
