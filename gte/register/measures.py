"""Measures: what the platform counts by itself, so that an indicator need not be typed in.

A room registers what it can count when Django starts. Every measure counts records that everybody
can read and that are the group's own, and gives their identifiers with the number: whoever reads
the number can follow it. Adjacent and national work is left out here, not in each room.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.common.errors import BadInput, legible
from gte.common.models import Reader, RecordQuerySet
from gte.common.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are asked about, both ends in it; an end that is not given is open."""

    start: datetime.date | None = None
    end: datetime.date | None = None

    def holds(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether all days from ``first`` to ``last`` are in it."""
        begins = self.start is None or self.start <= first
        return begins and (self.end is None or last <= self.end)


# (country, first day, last day, reader) -> records; see ``Measure``.
Records = Callable[..., RecordQuerySet]


@dataclass(frozen=True)
class Measure:
    """Something that can be counted in the register.

    ``records(country, start, end, reader)`` gives the records to count, whatever their scope.
    With ``date`` (a column) they are events: counted is what certainly happened in the period.
    Without, they are counted as they stand today, and only for a period that today is in. ``rule``
    is how such values come together (``gte.workplan.enums.RollUpRule``), ``owner`` the code of the
    body whose figure it is. ``by_country``: whether it can be asked for one country.
    """

    key: str
    label: Any
    unit: Any
    rule: str
    owner: str
    records: Records
    date: str = ""
    by_country: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure found: the number, the records behind it, what was asked and when."""

    key: str
    value: Decimal
    records: tuple[str, ...]
    at: datetime.datetime
    country: str | None = None
    period: Period = field(default_factory=Period)

    @property
    def arguments(self) -> dict[str, str]:
        """What was asked, so that the same can be asked again: only what was given."""
        start, end = self.period.start, self.period.end
        given = {"country": self.country, "start": start, "end": end}
        return {name: str(value) for name, value in given.items() if value}


MEASURES: dict[str, Measure] = {}


def add_measure(measure: Measure) -> Measure:
    """Makes a measure known by its key. ValueError where the key is another's."""
    if MEASURES.setdefault(measure.key, measure) is not measure:
        raise ValueError(f"There are two measures {measure.key!r}.")
    return measure


def measures() -> list[Measure]:
    """All measures, by key."""
    return [MEASURES[key] for key in sorted(MEASURES)]


def measure_of(key: str) -> Measure:
    """Raises BadInput for a key that no room has registered."""
    if key not in MEASURES:
        raise BadInput(_("This site has no measure “%s”.") % legible(key))
    return MEASURES[key]


def measured(
    key: str,
    country: str | None = None,
    start: datetime.date | None = None,
    end: datetime.date | None = None,
    reader: Reader = None,
) -> Measured:
    """Counts now. ``country`` is a State's code; without one, all are counted.

    Raises BadInput for an unknown key, a country where records have none, days in the wrong order,
    and for a period without today where the register only knows how things stand today.
    """
    measure, period = measure_of(key), Period(start, end)
    check_asked(measure, country, period)
    found = measure.records(country, start, end, reader).own()
    codes = happened(found, measure.date, period) if measure.date else all_codes(found)
    return Measured(key, Decimal(len(codes)), codes, timezone.now(), country, period)


def check_asked(measure: Measure, country: str | None, period: Period) -> None:
    if country and not measure.by_country:
        raise BadInput(_("“%s” cannot be counted for one country alone.") % measure.label)
    if period.start and period.end and period.end < period.start:
        raise BadInput(_("The period ends before it begins."))
    today = timezone.now().date()
    if not measure.date and not period.holds(today, today):
        raise BadInput(
            _(
                "The register knows how many “%(measure)s” there are today (%(today)s), not since "
                "when: it counts them only for a period that today is in."
            )
            % {"measure": measure.label, "today": date_format(today, "DATE_FORMAT")}
        )


def all_codes(found: QuerySet[Any]) -> tuple[str, ...]:
    return tuple(sorted(set(found.order_by().values_list("code", flat=True))))


def happened(found: QuerySet[Any], column: str, period: Period) -> tuple[str, ...]:
    """What certainly happened in the period: of 2018 is only what lies in it with all of 2018.

    Undated records are counted where the period is open on both sides.
    """
    dated: Iterable[tuple[str, Any]] = found.order_by().values_list("code", column)
    is_open = period.start is None and period.end is None
    return tuple(
        sorted({code for code, date in dated if is_open or (date and period.holds(*days_of(date)))})
    )


def days_of(date: Any) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a date can mean; of an instant, its day in UTC."""
    if isinstance(date, PartialDate):
        return date.earliest, date.latest
    if isinstance(date, datetime.datetime):
        date = date.astimezone(datetime.UTC).date()
    return date, date
