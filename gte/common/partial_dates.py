"""Dates that keep the precision their source gave: a year, a month or a day.

A partial date is the ISO 8601 text ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. As text it sorts by its
earliest possible day, so ``stored <= "2026-01-29"`` in SQL means "began on or before that day".
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
FORMATS = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT", "year": "Y"}


class PartialDate(str):
    """A valid partial date. Raises ValueError with a sentence for anything else."""

    __slots__ = ()

    def __new__(cls, text: str | datetime.date) -> PartialDate:
        self = super().__new__(cls, str(text))
        match = PATTERN.fullmatch(self)
        if not match:
            raise ValueError(f"{text!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            datetime.date(year, month, day)
        except ValueError as error:
            raise ValueError(f"{text!r} is not a date of the calendar: {error}") from error
        return self

    @property
    def precision(self) -> str:
        return {4: "year", 7: "month", 10: "day"}[len(self)]

    @property
    def earliest(self) -> datetime.date:
        """The first day it can mean."""
        return days_of(str(self))[0]

    @property
    def latest(self) -> datetime.date:
        """The last day it can mean."""
        return days_of(str(self))[1]

    def display(self) -> str:
        """In the active language, with exactly the precision that is known."""
        return displayed(self, get_language())


@lru_cache(maxsize=16_384)
def days_of(text: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a partial date can mean: asked of the same few many times."""
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    first = datetime.date(year, month, day)
    if len(parts) == 3:
        return first, first
    month = 12 if len(parts) == 1 else month
    return first, datetime.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def displayed(date: PartialDate, _language: str | None) -> str:
    """The same few dates are printed again and again, and finding their format is slow."""
    return date_format(date.earliest, FORMATS[date.precision])


if TYPE_CHECKING:
    # Generic for the type checker only: at run time Django's fields take no parameters.
    TextColumn = models.CharField[Any, Any]
else:
    TextColumn = models.CharField


class PartialDateField(TextColumn):
    """Stores a :class:`PartialDate`; NULL is "not known"."""

    description = _("A date known to the year, the month or the day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_args: Any) -> PartialDate | None:
        return None if value is None else str.__new__(PartialDate, value)

    def to_python(self, value: Any) -> PartialDate | None:
        if value in (None, ""):
            return None
        try:
            return PartialDate(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str | None:
        cleaned = self.to_python(value)
        return None if cleaned is None else str(cleaned)
