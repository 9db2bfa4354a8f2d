"""Indicators in a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.register.measures import MEASURES, measures
from gte.register.sheets.description import Column, Fault, Row
from gte.register.sheets.reading import RowReading
from gte.register.sheets.reviewing import Against
from gte.register.sheets.values import same
from gte.workplan.domain.indicators import (
    FIXED,
    add_indicator,
    change_indicator,
    check_above,
    check_definition,
    fixed_text,
    measured_columns,
)
from gte.workplan.enums import RollUpRule, ValueKind
from gte.workplan.forms.indicators import IndicatorForm
from gte.workplan.models import Actual, Indicator
from gte.workplan.sheets.columns import code_column, from_form
from gte.workplan.sheets.given import columns_of, given_of
from gte.workplan.sheets.part import Part, Rows, refused
from gte.workplan.sheets.rows import hold, linked, plain_rows, with_links
from gte.workplan.sheets.trees import Trees

PLAIN = {
    "code": "code",
    "name_es": "name_es",
    "name_en": "name_en",
    "level": "level",
    "value_kind": "value_kind",
    "unit_es": "unit_es",
    "unit_en": "unit_en",
    "rule": "rule",
    "is_ascending": "is_ascending",
    "owner": "owner__code",
    "parent": "parent__code",
    "project": "project__code",
    "measure": "measure",
    "baseline": "baseline",
    "baseline_denominator": "baseline_denominator",
    "baseline_on": "baseline_on",
    "baseline_text_es": "baseline_text_es",
    "baseline_text_en": "baseline_text_en",
    "definition_es": "definition_es",
    "definition_en": "definition_en",
}
ORDER = (*list(PLAIN)[1:12], "topics", *list(PLAIN)[12:])


class Indicators(Part):
    name = "indicators"
    title = gettext_lazy("Indicators")
    pairs = ("definition", "baseline_text")

    def columns(self) -> list[Column]:
        lists = self.lists
        options = {
            "owner": lists.bodies,
            "parent": lists.indicators,
            "project": lists.projects,
            "topics": lists.topics,
            "measure": {one.key: one.label for one in measures()},
        }
        return [code_column(), *from_form(IndicatorForm, ORDER, options, {})]

    def rows(self) -> Sequence[Row]:
        hold(Indicator)
        found: Any = Indicator.objects.visible_to(self.by).order_by("code")
        topics = linked(Indicator.topics, "indicator", "topic", found.order_by().values("pk"))
        values = Actual.objects.order_by().values_list("period__indicator__code").distinct()
        self.with_values = frozenset(code for (code,) in values)
        return with_links(plain_rows(found, PLAIN), {"topics": topics})

    def faults(self, values: Row, current: Row | None) -> Iterator[Fault]:
        indicator = instance_of(values)
        if current is not None:
            yield from self.kept(indicator, values, current)
        if values["parent"] and values["parent"] == values["code"]:
            yield "parent", _("“%s” cannot be counted into itself.") % indicator
        elif sentence := refused(check_definition, indicator):
            yield at_fault(indicator), sentence

    def kept(self, indicator: Indicator, values: Row, current: Row) -> Iterator[Fault]:
        """What stays once there are values, and what the measure says."""
        changed = [key for key in FIXED if not same(values[key], current[key])]
        if values["code"] in self.with_values:
            for key in changed:
                yield key, fixed_text(indicator, [key])
        elif values["measure"] in MEASURES:
            own = measured_columns(values["measure"])
            for key in changed:
                if key in own and not same(values[key], own[key]):
                    sentence = _(
                        "This site counts it: kind, unit, rule and owner are the measure's."
                    )
                    yield key, sentence

    def review(self, all_rows: Mapping[str, Rows]) -> Iterator[Against]:
        rows = all_rows[self.name]
        if not rows.touched:
            return
        trees = Trees(self.lists, all_rows)
        for key, row in rows.touched.items():
            sentence = trees.refusal(key, rows.touched) or self.parent_refuses(rows, row)
            if sentence or (row.values["parent"] and (sentence := trees.nesting(key))):
                yield Against(row, "parent", sentence)

    def parent_refuses(self, rows: Rows, row: RowReading) -> str:
        code = row.values["parent"]
        if not code or code not in rows.now:
            return ""
        above = instance_of(rows.now[code])
        has_values = code in self.with_values
        name = instance_of(row.values)
        return refused(lambda: check_above(name, above, has_values=has_values))

    def save(self, row: RowReading) -> Any:
        if not row.code:
            return add_indicator(by=self.by, given=given_of(IndicatorForm, Indicator, row))
        indicator = Indicator.objects.get(code=row.code)
        given = given_of(IndicatorForm, Indicator, row, indicator)
        return change_indicator(indicator=indicator, by=self.by, given=given)


def instance_of(values: Row) -> Indicator:
    """An indicator that is not saved, as the rules ask for it: with what its measure says."""
    columns = columns_of(IndicatorForm, Indicator, values)
    if values.get("measure") in MEASURES:
        own = measured_columns(values["measure"])
        columns |= {key: value for key, value in own.items() if key != "owner"}
    indicator = Indicator(**columns)
    # Of which one, nobody asks here.
    indicator.parent_id = -1 if values.get("parent") else None
    return indicator


def at_fault(indicator: Any) -> str:
    """The column that a definition fails by, in the order in which it is checked."""
    if indicator.value_kind == ValueKind.QUALITATIVE:
        return "value_kind"
    for key in ("unit_es", "unit_en"):
        if not getattr(indicator, key):
            return key
    if indicator.value_kind == ValueKind.PERCENTAGE and indicator.rule != RollUpRule.RATIO:
        return "rule"
    return "baseline"
