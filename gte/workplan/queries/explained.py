"""What a number was counted from: the values behind a total, their evidence and their records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gte.register.measures import MEASURES
from gte.workplan.enums import ActualState
from gte.workplan.models import Actual
from gte.workplan.rollup import Observation

BESIDE = ("period__indicator", "party", "stated_for", "reviewed_for", "document")


def actuals_of(observations: Iterable[Observation]) -> list[Any]:
    """The rows that observations were made of, in their order: one statement."""
    keys = [int(one.source) for one in observations]
    rows = Actual.objects.filter(pk__in=keys).select_related(*BESIDE).in_bulk()
    return [rows[key] for key in keys]


def words_of(period: int) -> list[Any]:
    """The approved value in words that stands for a period, if there is one."""
    rows = Actual.objects.filter(period=period, state=ActualState.APPROVED)
    return list(rows.select_related(*BESIDE).order_by("-pk")[:1])


def records_of(actuals: Iterable[Any]) -> dict[str, Any]:
    """The records that measured values counted, by identifier: one statement for each measure.

    A record that is shown to the public no more is left out; its identifier stays in the value.
    """
    codes: dict[str, set[str]] = {}
    for actual in actuals:
        if actual.measure in MEASURES:
            codes.setdefault(actual.measure, set()).update(actual.records)
    found: dict[str, Any] = {}
    for key, wanted in codes.items():
        model: Any = MEASURES[key].records(None, None, None, None).model
        rows = model.objects.visible_to(None).filter(code__in=wanted)
        found |= {row.code: row for row in rows}
    return found
