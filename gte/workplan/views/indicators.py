"""How a number was counted, and adding numbers up where that may be done."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from gte.governance.views.base import found
from gte.workplan.models import Indicator
from gte.workplan.queries.explained import actuals_of, records_of, words_of
from gte.workplan.queries.indicators import Point, names_of, points, structure
from gte.workplan.refusals import day_text, refusal_sentence, span_text
from gte.workplan.rollup import Observation
from gte.workplan.views.indicator_blocks import counted_rows
from gte.workplan.wording import RULES, value_text


class ExplainedView(View):
    """Everything that a period's number was counted from."""

    def get(self, request: HttpRequest, code: str, period: int) -> HttpResponse:
        indicator = found(Indicator.objects.visible_to(request.user), code=code)
        language = get_language() or "es"
        point = next((one for one in points(indicator, language) if one.pk == period), None)
        if point is None:
            raise Http404(_("There is no such period of “%s”.") % indicator)
        return render(request, "workplan/indicators/explained.html", explained(indicator, point))


def explained(indicator: Any, point: Point) -> dict[str, Any]:
    refused = point.refused
    return {
        "title": span_text(point.span),
        "record_title": str(indicator),
        "record_url": indicator.get_absolute_url(),
        "value": value_text(point.amount, indicator.value_kind) or point.text,
        "unit": indicator.unit,
        "rule": str(RULES[indicator.rule]) if indicator.unit else "",
        "as_of": as_of(point),
        "add_url": f"{reverse('indicators-add-up')}?of={point.pk}" if point.amount else "",
        "groups": groups(indicator, point),
        "missing": missing(indicator, point),
        "refused": refusal_sentence(refused, names_of(refused, structure())) if refused else "",
    }


def as_of(point: Point) -> str:
    """Of a stock, the day on which it stands so."""
    day = point.total.day if point.total else None
    return _("As it stood on %s.") % day_text(day) if day else ""


def groups(indicator: Any, point: Point) -> list[dict[str, Any]]:
    """The values behind the number, and those that are not in it with the reason why."""
    if point.text:
        return [group("counted", _("What was said"), "", words_of(point.pk), indicator)]
    if point.total is None or (not point.total.own and not point.total.parts):
        return []
    kinds: list[tuple[str, str, str, tuple[Observation, ...]]] = [
        ("counted", _("Counted"), "", point.total.counted),
        (
            "stale",
            _("Not counted: older"),
            _("Nothing newer was stated of these; what there was on an earlier day is left out."),
            point.total.stale,
        ),
        (
            "passed-over",
            _("Not counted: newer ones stand"),
            _("Of what there is, only the newest counts."),
            point.total.passed_over,
        ),
    ]
    return [
        group(name, title, lead, actuals_of(seen), indicator)
        for name, title, lead, seen in kinds
        if seen
    ]


def group(name: str, title: str, lead: str, actuals: list[Any], indicator: Any) -> dict[str, Any]:
    rows = counted_rows(actuals, records_of(actuals), but=indicator)
    return {"id": name, "title": title, "lead": lead, "rows": rows}


def missing(indicator: Any, point: Point) -> list[dict[str, str]]:
    """The indicators below that say nothing of the period."""
    if point.total is None or point.amount is None:
        return []
    rows = Indicator.objects.filter(code__in=point.total.missing).exclude(pk=indicator.pk)
    return [{"title": str(one), "url": reverse("indicator", args=[one.code])} for one in rows]
