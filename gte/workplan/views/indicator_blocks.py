"""Values as pages show them: what was found, by whom, with which evidence, from which records."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gte.governance.moments import moment_text
from gte.register.measures import MEASURES
from gte.workplan.queries.indicators import amount_of
from gte.workplan.refusals import day_text, span_text
from gte.workplan.rollup import Span
from gte.workplan.wording import value_text

LONGEST = 60


def value_of(actual: Any) -> str:
    """A stored value in words."""
    if actual.value is None:
        return str(actual.text)
    indicator = actual.period.indicator
    amount = amount_of(indicator.rule, actual.value, actual.denominator, actual.members)
    return value_text(amount, indicator.value_kind)


def parts_of(actual: Any) -> list[str]:
    """What the value is made of, a line for each disaggregation: “Sex: Women 20, Men 10”.

    Asks nothing where the indicator's dimensions and their categories are fetched before.
    """
    if not actual.breakdown:
        return []
    found = []
    for dimension in actual.period.indicator.dimensions.all():
        stored = actual.breakdown.get(dimension.code, {})
        parts = [
            f"{one} {part_text(actual.period.indicator, stored[one.code])}"
            for one in dimension.categories.all()
            if one.code in stored
        ]
        if parts:
            found.append(f"{dimension}: {', '.join(parts)}")
    return found


def part_text(indicator: Any, stored: Any) -> str:
    value, out_of, members = stored
    denominator = None if out_of is None else Decimal(out_of)
    amount = amount_of(indicator.rule, Decimal(value), denominator, members)
    return value_text(amount, indicator.value_kind)


def evidence_of(actual: Any) -> dict[str, Any]:
    """Where the proof is; a measured value has its records."""
    if actual.document:
        url = actual.document.get_absolute_url()
        return {"text": str(actual.document), "url": url, "external": False}
    if actual.url:
        shown = actual.url if len(actual.url) <= LONGEST else f"{actual.url[:LONGEST]}…"
        return {"text": shown, "url": actual.url, "external": True}
    return {}


def day_of(moment: datetime.datetime) -> str:
    return day_text(moment.astimezone(datetime.UTC).date())


def stated_text(actual: Any) -> str:
    """Who brought a value and when: parties, no people's names."""
    if actual.measure:
        measure = MEASURES.get(actual.measure)
        return _("counted by this site as “%(measure)s”, %(when)s") % {
            "measure": measure.label if measure else actual.measure,
            "when": moment_text(actual.stated_at, "UTC"),
        }
    who = actual.stated_for or _("the coordination")
    return _("stated by %(party)s, %(day)s") % {"party": who, "day": day_of(actual.stated_at)}


def reviewed_text(actual: Any) -> str:
    if not actual.reviewed_at or not actual.reviewed_for:
        return ""
    return _("judged by %(party)s, %(day)s") % {
        "party": actual.reviewed_for,
        "day": day_of(actual.reviewed_at),
    }


def counted_rows(
    actuals: Iterable[Any], records: Mapping[str, Any], but: Any = None
) -> list[dict[str, Any]]:
    """Values behind a number; those of ``but`` do not say again of which indicator they are."""
    return [counted_row(actual, records, but) for actual in actuals]


def counted_row(actual: Any, records: Mapping[str, Any], but: Any) -> dict[str, Any]:
    period = actual.period
    indicator = period.indicator
    is_other = but is None or indicator.pk != but.pk
    return {
        "title": str(indicator),
        "url": indicator.get_absolute_url() if is_other else "",
        "period": span_text(Span(period.start, period.end)),
        "party": str(actual.party) if actual.party else "",
        "value": value_of(actual),
        "evidence": evidence_of(actual),
        "note": actual.note,
        "stated": stated_text(actual),
        "approved": reviewed_text(actual),
        "records": [record_link(code, records.get(code)) for code in actual.records],
    }


def record_link(code: str, record: Any) -> dict[str, str]:
    """A record that was counted; one that is not shown any more, by its permanent address."""
    if record is None:
        return {"title": code, "url": reverse("permanent", args=[code])}
    return {"title": str(record), "url": record.get_absolute_url()}
