"""Fields that several forms share: texts in two languages, an instant at a place."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.common.forms import DayInput, check_one_line, check_text
from gte.governance.calendar import NoSuchHour, local_instant
from gte.governance.moments import moment_text, place_name, zone_of


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def line(label: Any, length: int = 250, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, validators=[check_one_line], **options)


LONGEST = 60_000


def text(label: Any, rows: int = 6, length: int = LONGEST, **options: Any) -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, max_length=length, widget=area, validators=[check_text], **options
    )


# What is prepared here lies within; outside, a zone or a margin may leave the calendar's years.
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
OUT_OF_REACH = gettext_lazy("Give a day between 2000 and 2099.")


def day(label: Any, **options: Any) -> forms.DateField:
    checks = [
        MinValueValidator(FIRST_DAY, OUT_OF_REACH),
        MaxValueValidator(LAST_DAY, OUT_OF_REACH),
    ]
    return forms.DateField(label=label, widget=DayInput(), validators=checks, **options)


def hour(label: Any, **options: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=HourInput(), **options)


def zone_choices(zones: Any) -> list[tuple[str, str]]:
    """Zones of capitals by their city, UTC last."""
    named = sorted({zone for zone in zones if zone})
    return [(zone, place_name(zone)) for zone in named] + [("UTC", "UTC")]


def instant_of(date: datetime.date, time: datetime.time, zone: str) -> datetime.datetime:
    """The instant of a local time. Raises ValidationError for an hour that the place skips."""
    try:
        return local_instant(date, time, zone)
    except NoSuchHour as error:
        words = {
            "asked": f"{error.asked:%H:%M}",
            "after": moment_text(error.first_after, zone),
        }
        raise ValidationError(
            _(
                "There is no %(asked)s at this place on that day: the clock is put forward. "
                "The first hour after it is %(after)s."
            )
            % words
        ) from error


def local_initial(moment: datetime.datetime, zone: str, prefix: str) -> dict[str, Any]:
    """Day and hour of an instant at a place, as a form shows them first."""
    local = moment.astimezone(zone_of(zone))
    return {f"{prefix}_day": local.date(), f"{prefix}_hour": local.time()}


class ReasonForm(forms.Form):
    """Why something is done: it is recorded."""

    reason = text(gettext_lazy("Reason"), rows=3, length=2_000)
