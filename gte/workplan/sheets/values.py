"""Approved values of indicators in a workbook, to be read.

A value is stated with its evidence and approved by another party: both are done on the site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.register.sheets.description import Column, Kind, Row
from gte.workplan.enums import ActualState
from gte.workplan.models import Actual, Indicator
from gte.workplan.sheets.columns import code_column, read_only
from gte.workplan.sheets.lists import line_code
from gte.workplan.sheets.part import Part
from gte.workplan.sheets.rows import plain_rows

PLAIN = {
    "indicator": "period__indicator__code",
    "project": "period__indicator__project__code",
    "period": "period",
    "start": "period__start",
    "end": "period__end",
    "party": "party__code",
    "value": "value",
    "denominator": "denominator",
    "text_es": "text_es",
    "text_en": "text_en",
    "parts": "breakdown",
    "document": "document__code",
    "url": "url",
    "approved": "reviewed_at",
}


class Values(Part):
    name = "values"
    title = gettext_lazy("Approved values")
    may_add = False

    def columns(self) -> list[Column]:
        indicators, states = self.lists.indicators, self.lists.states
        return [
            code_column(),
            read_only(
                "indicator", gettext_lazy("Indicator"), Kind.REFERENCE, options=indicators, width=50
            ),
            read_only("start", gettext_lazy("From"), Kind.DAY),
            read_only("end", gettext_lazy("Until"), Kind.DAY),
            read_only("party", gettext_lazy("Party"), Kind.REFERENCE, options=states),
            read_only("value", gettext_lazy("Value"), Kind.DECIMAL),
            read_only("denominator", pgettext_lazy("value", "Out of"), Kind.DECIMAL),
            read_only("text_es", gettext_lazy("Value in words, in Spanish"), Kind.LONG_TEXT),
            read_only("text_en", gettext_lazy("Value in words, in English"), Kind.LONG_TEXT),
            read_only("parts", gettext_lazy("Disaggregation"), Kind.LONG_TEXT),
            read_only("evidence", gettext_lazy("Evidence"), width=36),
            read_only("approved", gettext_lazy("Approved on"), Kind.DAY),
        ]

    def rows(self) -> Sequence[Row]:
        """Of each period and party the newest, which is the one that counts."""
        visible = Indicator.objects.visible_to(self.by).order_by().values("pk")
        found: Any = Actual.objects.filter(
            period__indicator__in=visible, state=ActualState.APPROVED
        )
        newest: dict[tuple[int, str | None], Row] = {}
        for pk, row in plain_rows(found.order_by("pk"), PLAIN):
            newest[row["period"], row["party"]] = shown(pk, row)
        return sorted(newest.values(), key=lambda row: (row["indicator"], row["start"]))


def shown(pk: int, row: Mapping[str, Any]) -> dict[str, Any]:
    approved = row["approved"]
    return {
        **row,
        "code": line_code(row["indicator"], pk),
        "parts": parts_text(row["parts"] or {}) or None,
        "evidence": row["document"] or row["url"],
        "approved": timezone.localtime(approved).date() if approved else None,
    }


def parts_text(breakdown: Mapping[str, Mapping[str, Any]]) -> str:
    """Each way of breaking it down on its line: ``sex: women 3, men 2``."""
    return "\n".join(
        f"{dimension}: " + ", ".join(f"{name} {amount(part)}" for name, part in parts.items())
        for dimension, parts in breakdown.items()
    )


def amount(part: Any) -> str:
    value, out_of, *_members = part
    return f"{value}/{out_of}" if out_of else str(value)
