"""Indicators and values as the desk shows them, with what the reader may do with each."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gte.governance.queries.parties import voice_of
from gte.register.blocks import GOOD, LATE, PROGRESS
from gte.register.measures import MEASURES
from gte.workplan.enums import ActualState, IndicatorLevel, RollUpRule, ValueKind
from gte.workplan.models import Actual
from gte.workplan.queries.indicators import Point, names_of, points, structure
from gte.workplan.queries.sides import may_judge
from gte.workplan.refusals import refusal_sentence, span_text
from gte.workplan.rollup import Span
from gte.workplan.views.indicator_blocks import (
    evidence_of,
    parts_of,
    reviewed_text,
    stated_text,
    value_of,
)
from gte.workplan.wording import RULES, progress_text, value_text

TONES = {
    ActualState.SUBMITTED: PROGRESS,
    ActualState.APPROVED: GOOD,
    ActualState.RETURNED: LATE,
}


def span_of(period: Any) -> str:
    return span_text(Span(period.start, period.end))


def waiting_row(actual: Any, user: Any) -> dict[str, Any]:
    """A value that waits, with its buttons for those who may judge it."""
    indicator = actual.period.indicator
    return {
        "title": str(indicator),
        "url": reverse("desk-indicator", args=[indicator.code]),
        "period": span_of(actual.period),
        **actual_row(actual, user),
    }


def actual_row(actual: Any, user: Any) -> dict[str, Any]:
    judges = may_judge(actual, user) and not actual.measure
    state = ActualState(actual.state)
    waits = state == ActualState.SUBMITTED
    return {
        "value": value_of(actual),
        "parts": parts_of(actual),
        "party": str(actual.party) if actual.party else _("of the whole"),
        "state": _("counted by this site") if actual.measure else str(state.label),
        "tone": TONES[state],
        "evidence": evidence_of(actual),
        "note": actual.note,
        "stated": stated_text(actual),
        "reviewed": reviewed_text(actual),
        "reason": actual.review_note,
        "approve": reverse("desk-actual-approve", args=[actual.pk]) if judges and waits else "",
        "return": (
            reverse("desk-actual-return", args=[actual.pk])
            if judges and state != ActualState.RETURNED
            else ""
        ),
    }


def desk_row(indicator: Any, point: Point | None) -> dict[str, Any]:
    kind = indicator.value_kind
    value = value_text(point.amount, kind) if point else ""
    return {
        "title": str(indicator),
        "url": reverse("desk-indicator", args=[indicator.code]),
        "level": str(IndicatorLevel(indicator.level).label),
        "period": span_text(point.span) if point else "",
        "target": value_text(point.target, kind) if point else "",
        "value": value or (_("cannot be counted") if point and point.refused else ""),
        "progress": progress_text(point.progress) if point else "",
        "hidden": indicator.project is not None and not indicator.project.is_public,
    }


# --- the page -------------------------------------------------------------------------------------


def desk_page(indicator: Any, user: Any, *, coordinates: bool) -> dict[str, Any]:
    measure = MEASURES.get(indicator.measure)
    in_words = indicator.value_kind == ValueKind.QUALITATIVE
    return {
        "indicator": indicator,
        "level": str(IndicatorLevel(indicator.level).label),
        "rule": "" if in_words else str(RollUpRule(indicator.rule).label),
        "rule_words": "" if in_words else str(RULES[indicator.rule]),
        "measure": str(measure.label) if measure else "",
        "public": indicator.get_absolute_url(),
        "actions": actions(indicator, in_words=in_words) if coordinates else [],
        "periods": periods(indicator, user, coordinates=coordinates),
        "dimensions": dimensions(indicator, coordinates=coordinates),
    }


def actions(indicator: Any, *, in_words: bool) -> list[dict[str, Any]]:
    code = [indicator.code]
    found: list[dict[str, Any]] = [
        {"label": _("Add periods"), "url": reverse("desk-indicator-periods", args=code)},
        {
            "label": _("Change the indicator"),
            "url": reverse("desk-indicator-edit", args=code),
            "quiet": True,
        },
    ]
    if not in_words and not indicator.measure:
        url = reverse("desk-indicator-dimension", args=code)
        found.append({"label": _("Add a disaggregation"), "url": url, "quiet": True})
    return found


def dimensions(indicator: Any, *, coordinates: bool) -> list[dict[str, Any]]:
    return [
        {
            "name": str(one),
            "categories": ", ".join(str(category) for category in one.categories.all()),
            "remove": (
                reverse("desk-indicator-dimension-remove", args=[indicator.code, one.code])
                if coordinates
                else ""
            ),
        }
        for one in indicator.dimensions.prefetch_related("categories")
    ]


def periods(indicator: Any, user: Any, *, coordinates: bool) -> list[dict[str, Any]]:
    """Each period with its total, what was stated of it, and what the user may do."""
    actuals: dict[int, list[Any]] = {}
    rows = (
        Actual.objects.filter(period__indicator=indicator)
        .select_related("period__indicator", "party", "stated_for", "reviewed_for", "document")
        .prefetch_related("period__indicator__dimensions__categories")
    )
    for actual in rows.order_by("-pk"):
        actuals.setdefault(actual.period_id, []).append(actual_row(actual, user))
    states = may_state(indicator, user, coordinates=coordinates)
    return [
        {
            **period_row(indicator, point, actuals.get(point.pk, [])),
            **(coordination_ways(indicator, point) if coordinates else {}),
            "state": way("desk-actual-new", indicator, point)
            if states and has_begun(point)
            else "",
        }
        for point in points(indicator, get_language() or "es")
    ]


def way(name: str, indicator: Any, point: Point) -> str:
    return reverse(name, args=[indicator.code, point.pk])


def coordination_ways(indicator: Any, point: Point) -> dict[str, str]:
    """What the coordination may do with a period, as addresses."""
    ways = {
        "change": way("desk-indicator-target", indicator, point),
        "remove": way("desk-indicator-period-remove", indicator, point),
    }
    if indicator.measure and has_begun(point):
        ways["measure"] = way("desk-indicator-measure", indicator, point)
    return ways


def has_begun(point: Point) -> bool:
    return point.span.first <= timezone.now().date()


def may_state(indicator: Any, user: Any, *, coordinates: bool) -> bool:
    """Whether the user brings values of it, of the own party or of the whole."""
    has_parts = structure(is_whole=True).children.get(indicator.pk)
    if indicator.measure or has_parts:
        return False
    return coordinates or voice_of(user) is not None


def period_row(indicator: Any, point: Point, own: list[dict[str, Any]]) -> dict[str, Any]:
    kind = indicator.value_kind
    refused = point.refused
    return {
        "period": span_text(point.span),
        "target": value_text(point.target, kind) or point.target_text,
        "value": value_text(point.amount, kind) or point.text,
        "progress": progress_text(point.progress),
        "explained": reverse("indicator-explained", args=[indicator.code, point.pk]),
        "refused": refusal_sentence(refused, names_of(refused, structure())) if refused else "",
        "actuals": own,
        "begun": has_begun(point),
    }
