"""Parts of an indicator's page with components of their own, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gte.register.blocks import Panel
from gte.workplan.charts import Step, chart_of
from gte.workplan.enums import ValueKind
from gte.workplan.models import Category, Indicator
from gte.workplan.queries.indicators import Point, Structure, names_of, plain_amount, structure
from gte.workplan.refusals import refusal_sentence, span_text
from gte.workplan.rollup import Amount, LeftOut, Total
from gte.workplan.wording import progress_text, value_text

HUNDRED = 100.0


def series_panel(indicator: Indicator, points: Sequence[Point]) -> Panel:
    """Periods with target, value and how far that is; the chart beside them says the same."""
    known = structure() if any(point.refused for point in points) else None
    return Panel(
        "workplan/indicators/series.html",
        {
            "rows": [series_row(indicator, point, known) for point in points],
            "chart": chart_of(
                [step_of(indicator, point) for point in points], baseline_of(indicator)
            ),
            "name": str(indicator),
            "unit": indicator.unit,
        },
    )


def series_row(indicator: Indicator, point: Point, known: Structure | None) -> dict[str, Any]:
    refused = ""
    if point.refused and known:
        refused = refusal_sentence(point.refused, names_of(point.refused, known))
    missing = len(point.total.missing) if point.total and point.amount else 0
    kind = indicator.value_kind
    return {
        "period": span_text(point.span),
        "target": value_text(point.target, kind) or point.target_text,
        "actual": value_text(point.amount, kind) or point.text,
        "progress": progress_text(point.progress),
        "missing": missing,
        "refused": refused,
        "url": reverse("indicator-explained", args=[indicator.code, point.pk]),
    }


def baseline_of(indicator: Indicator) -> float | None:
    return drawn(
        plain_amount(indicator.baseline, indicator.baseline_denominator), indicator.value_kind
    )


def drawn(amount: Amount | None, kind: str) -> float | None:
    """A value's height; of a percentage in hundredths."""
    value = amount.value if amount else None
    if value is None:
        return None
    return float(value) * (HUNDRED if kind == ValueKind.PERCENTAGE else 1.0)


def step_of(indicator: Indicator, point: Point) -> Step:
    kind = indicator.value_kind
    text = value_text(point.amount, kind).partition(" (")[0]
    label = span_text(point.span)
    return Step(
        label=label if len(label) <= 4 else point.span.first.strftime("%m.%Y"),
        actual=drawn(point.amount, kind),
        target=drawn(point.target, kind),
        text=text,
    )


def division_panel(indicator: Any, points: Sequence[Point]) -> Panel | None:
    """The newest value by its disaggregations, and those that cannot be given for all."""
    valued = [point for point in points if point.total and point.amount]
    if not valued or valued[-1].total is None:
        return None
    total = valued[-1].total
    names = names_of_dimensions(total)
    if not names:
        return None
    return Panel(
        "workplan/indicators/divisions.html",
        {
            "period": span_text(total.span),
            "dimensions": [
                division(total, code, names, indicator.value_kind)
                for code in in_order(total.breakdown, names)
            ],
            "left_out": [
                left_out_sentence(names.get(code, code), why)
                for code, why in total.left_out.items()
            ],
        },
    )


def division(total: Total, code: str, names: dict[str, str], kind: str) -> dict[str, Any]:
    amounts = {f"{code}/{category}": amount for category, amount in total.breakdown[code].items()}
    rows = [
        {"name": names.get(key, key.partition("/")[2]), "value": value_text(amounts[key], kind)}
        for key in in_order(amounts, names)
    ]
    return {"name": names.get(code, code), "rows": rows}


def in_order(codes: Iterable[str], names: dict[str, str]) -> list[str]:
    """In the order in which the indicator has them, not that in which a value was kept."""
    places = {code: place for place, code in enumerate(names)}
    return sorted(codes, key=lambda code: places.get(code, len(places)))


def left_out_sentence(name: str, why: LeftOut) -> str:
    words = {"name": name}
    if why is LeftOut.FAULTY:
        return _("“%(name)s” is left out: in a value its categories do not give the total.") % words
    if why is LeftOut.NOT_GIVEN:
        return _("“%(name)s” is left out: not every value was stated by it.") % words
    return (
        _("“%(name)s” is left out: the same is in one category here and in another there.") % words
    )


def names_of_dimensions(total: Total) -> dict[str, str]:
    """Names of the dimensions and categories that a total is given in: one statement."""
    codes = {*total.breakdown, *total.left_out}
    if not codes:
        return {}
    leaves = [leaf.key for leaf in total.leaves]
    found: dict[str, str] = {}
    rows = (
        Category.objects.filter(dimension__indicator__code__in=leaves, dimension__code__in=codes)
        .select_related("dimension")
        .order_by("dimension__position", "dimension", "position", "pk")
    )
    for one in rows:
        found[one.dimension.code] = str(one.dimension)
        found[f"{one.dimension.code}/{one.code}"] = str(one)
    return found
