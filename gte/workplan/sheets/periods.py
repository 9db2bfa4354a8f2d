"""Periods of indicators with their targets in a workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.register.sheets.description import Column, Fault, Kind, Row
from gte.register.sheets.reading import RowReading
from gte.register.sheets.reviewing import Against
from gte.register.sheets.values import same
from gte.workplan.domain.periods import Aim, aim_of, check_target, set_periods
from gte.workplan.forms.indicators import PeriodsForm, TargetForm
from gte.workplan.models import Actual, Indicator, IndicatorPeriod
from gte.workplan.refusals import span_text
from gte.workplan.rollup import Span
from gte.workplan.sheets.columns import code_column, column
from gte.workplan.sheets.indicators import instance_of
from gte.workplan.sheets.lists import key_of, line_code
from gte.workplan.sheets.part import Part, Rows, Task, against, refused
from gte.workplan.sheets.rows import hold, plain_rows
from gte.workplan.sheets.trees import Trees

TARGETS = ("target", "target_denominator", "target_text_es", "target_text_en")
DAYS = ("start", "end")


class Periods(Part):
    name = "periods"
    title = gettext_lazy("Periods and targets")
    pairs = ("target_text",)
    fixed = {
        "indicator": gettext_lazy("A period stays with its indicator: for another one add a row.")
    }

    def columns(self) -> list[Column]:
        indicator = Column(
            key="indicator",
            label=gettext_lazy("Indicator"),
            kind=Kind.REFERENCE,
            required=True,
            width=50,
            options=self.lists.indicators,
        )
        fields: Any = {**PeriodsForm.base_fields, **TargetForm.base_fields}
        return [code_column(), indicator, *(column(fields[key], key) for key in (*DAYS, *TARGETS))]

    def rows(self) -> Sequence[Row]:
        hold(IndicatorPeriod)
        visible = Indicator.objects.visible_to(self.by).order_by().values("pk")
        found: Any = IndicatorPeriod.objects.filter(indicator__in=visible)
        paths = {"indicator": "indicator__code", "project": "indicator__project__code"}
        paths |= {key: key for key in (*DAYS, *TARGETS)}
        rows = plain_rows(found.order_by("indicator__code", "start", "pk"), paths)
        self.with_values = frozenset(Actual.objects.order_by().values_list("period", flat=True))
        return [{"code": line_code(row["indicator"], pk), **row} for pk, row in rows]

    def faults(self, values: Row, current: Row | None) -> Iterator[Fault]:
        if values["end"] < values["start"]:
            yield "end", _("The period ends before it begins.")
        if current and key_of(current["code"]) in self.with_values:
            for key in DAYS:
                if not same(values[key], current[key]):
                    yield key, _("The period has values: its days stay.")

    def review(self, all_rows: Mapping[str, Rows]) -> Iterator[Against]:
        rows, indicators = all_rows[self.name], all_rows["indicators"].now
        if not rows.touched:
            return
        for row in rows.touched.values():
            if indicator := indicators.get(row.values["indicator"]):
                aim = aim_of_row(row.values)
                if sentence := refused(check_target, instance_of(indicator), aim):
                    yield against(row, (*TARGETS, "indicator"), sentence)
        yield from in_common(rows)
        trees = Trees(self.lists, all_rows)
        nesting = {code: trees.nesting(code) for code in touched_of(rows) if code in trees.rows}
        for row in rows.touched.values():
            if found := nesting.get(row.values["indicator"]):
                yield against(row, DAYS, found)

    def tasks(self, rows: list[RowReading]) -> Iterator[Task]:
        """One call for all periods of an indicator."""
        by_indicator: dict[str, list[RowReading]] = defaultdict(list)
        for row in rows:
            by_indicator[row.values["indicator"]].append(row)
        for code, own in by_indicator.items():
            yield Task(own[0], partial(self.set, code, own))

    def set(self, code: str, rows: list[RowReading]) -> Any:
        indicator = Indicator.objects.get(code=code)
        aims: dict[Any, Aim] = {one.pk: aim_of(one) for one in indicator.periods.all()}
        for row in rows:
            aims[key_of(row.code) if row.code else f"*{row.number}"] = aim_of_row(row.values)
        return set_periods(indicator=indicator, by=self.by, aims=list(aims.values()))


def touched_of(rows: Rows) -> set[str]:
    return {row.values["indicator"] for row in rows.touched.values()}


def in_common(rows: Rows) -> Iterator[Against]:
    """Periods of one indicator that have days in common, of which the workbook touches one."""
    touched = touched_of(rows)
    by_indicator: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for key, row in rows.now.items():
        if row["indicator"] in touched and row["start"] <= row["end"]:
            by_indicator[row["indicator"]].append((Span(row["start"], row["end"]), key))
    for own in by_indicator.values():
        ordered = sorted(own, key=lambda one: (one[0].first, one[0].last))
        for (one, key), (other, next_key) in pairwise(ordered):
            if one.overlaps(other):
                words = {"one": span_text(one), "other": span_text(other)}
                sentence = _(
                    "The periods %(one)s and %(other)s of this indicator have days in common, "
                    "which would be counted twice."
                )
                for each in (key, next_key):
                    if each in rows.touched:
                        yield against(rows.touched[each], DAYS, sentence % words)


def aim_of_row(values: Row) -> Aim:
    return Aim(
        values["start"],
        values["end"],
        values["target"],
        values["target_denominator"],
        values["target_text_es"] or "",
        values["target_text_en"] or "",
    )
