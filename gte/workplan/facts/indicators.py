"""Reads what was measured: each indicator's last period that had begun on a day, and its values.

Of 2,000 indicators over 20 periods a report needs one period each: the others are not read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from gte.workplan.enums import ActualState
from gte.workplan.facts import rows
from gte.workplan.facts.loading import Extra, Kind, Named, as_text, grouped, untranslated
from gte.workplan.models import Actual, Category, Indicator, IndicatorPeriod


def indicators_on(day: datetime.date) -> Kind:
    """How indicators are read for a day."""
    return Kind(
        rows.IndicatorRow,
        Indicator.objects.visible_to,
        {
            "owner": "owner__code",
            "rule": "rule",
            "value_kind": "value_kind",
            "unit_es": "unit_es",
            "unit_en": "unit_en",
            "level": "level",
            "is_ascending": "is_ascending",
            "measure": "measure",
            "parent": "parent__code",
            "project": "project__code",
            "baseline": "baseline",
            "baseline_denominator": "baseline_denominator",
        },
        {"topics": "topics"},
        partial(around_indicators, day),
        title="name",
    )


def around_indicators(day: datetime.date) -> Extra:
    periods = periods_on(day)
    return {
        "period": {row[1]: texts((row[0], *row[2:])) for row in periods},
        "values": grouped(values_in(periods, day)),
        "dimensions": dimensions(),
    }


def texts(values: Any) -> tuple[str, ...]:
    return tuple(str(as_text(value)) for value in values)


def begun_last(day: datetime.date) -> Any:
    """The last period of each indicator that had begun on a day."""
    periods = untranslated(IndicatorPeriod.objects.all())
    begun = periods.filter(indicator=OuterRef("pk"), start__lte=day).order_by("-start", "-pk")
    # One look for each indicator, not for each of its periods.
    indicators = untranslated(Indicator.objects.order_by())
    return periods.filter(pk__in=indicators.values(last=Subquery(begun.values("pk")[:1])))


def periods_on(day: datetime.date) -> list[tuple[Any, ...]]:
    columns = ("target", "target_denominator", "target_text_es", "target_text_en")
    found = begun_last(day).order_by("pk")
    return list(found.values_list("pk", "indicator", "start", "end", *columns))


def values_in(
    periods: list[tuple[Any, ...]], day: datetime.date
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The newest approved value of each of these periods and party; of indicators that are counted
    into others, all that a period of those may hold.

    Of a period that had not ended on the day counts what was stated by then.
    """
    known = Q(period__end__lte=day) | Q(stated_at__lt=end_of(day))
    first = min((row[2] for row in periods), default=day)
    asked = Q(period__start__gte=first)
    if (day - first).days > LONG:
        inside = Q(period__indicator__parent__isnull=False)
        asked &= Q(period__in=begun_last(day).values("pk")) | inside
    approved = untranslated(Actual.objects.filter(known, asked, state=ActualState.APPROVED))
    newest = {(row[0], row[2]): row for row in approved.order_by("pk").values_list(*VALUES)}
    yield from ((row[1], value_of(row[2:])) for row in newest.values())


def end_of(day: datetime.date) -> datetime.datetime:
    """The instant at which a day is over here. SQLite would ask Python for each row's own day."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    return timezone.make_aware(midnight)


# Where a period began longer ago, the database tells the last ones from those in between; else
# those in between are so few that reading them costs less.
LONG = 800


VALUES = (
    "period",
    "period__indicator",
    "party__code",
    "period__start",
    "period__end",
    "value",
    "denominator",
    "members",
    "breakdown",
    "text_es",
    "text_en",
    "records",
)


def value_of(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A value as a row of the facts has it: see ``IndicatorRow``."""
    party, start, end, value, out_of, members, breakdown, text_es, text_en, records = row
    return (
        *texts((start, end, party, value, out_of)),
        tuple(members),
        breakdown,
        *texts((text_es, text_en)),
        tuple(records),
    )


def dimensions() -> Named:
    """Dimensions and categories of each indicator, with their names."""
    columns = (
        "dimension__indicator",
        *(f"dimension__{name}" for name in ("code", "name_es", "name_en")),
        *("code", "name_es", "name_en"),
    )
    found = untranslated(Category.objects.order_by("dimension__position", "position", "pk"))
    return grouped((row[0], texts(row[1:])) for row in found.values_list(*columns))
