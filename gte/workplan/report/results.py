"""The report's part on results: what each indicator came to, beside what was aimed at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gte.register.blocks import GOOD, MUTED
from gte.workplan.enums import ValueKind
from gte.workplan.facts import IndicatorRow
from gte.workplan.facts.rows import BodyRow, StateRow, side
from gte.workplan.refusals import refusal_sentence, span_text
from gte.workplan.report.document import (
    Block,
    Cell,
    Counted,
    Figures,
    Made,
    Paragraph,
    Part,
    RecordLink,
    Rolled,
    Table,
)
from gte.workplan.report.parts import Material, links
from gte.workplan.results import Result, results_of
from gte.workplan.wording import progress_text, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def results_part(material: Material) -> Part:
    found = results_of(material.facts.of(IndicatorRow))
    own = [one for one in found if one.row.is_own]
    neighbours = [one for one in found if not one.row.is_own]
    blocks: list[Block] = own_blocks(own, material) if own else [nothing_yet()]
    if neighbours:
        caption = _("Figures of neighbouring bodies, not counted as the group's")
        blocks.append(result_table("neighbours-results", caption, neighbours, material))
    return Part("results", _("Results"), blocks)


def nothing_yet() -> Paragraph:
    return Paragraph(_("No indicator of the group has a period that had begun on this date."))


def own_blocks(own: Sequence[Result], material: Material) -> list[Block]:
    return [
        Paragraph(_("Each indicator in its last period that has begun. Unknown is not zero.")),
        Figures(figures(own)),
        result_table("results", _("What was reached, beside what was aimed at"), own, material),
    ]


def figures(results: Sequence[Result]) -> list[Counted]:
    def those(key: str, label: str, found: list[Result], tone: str = "") -> Counted:
        return Counted(key, label, links(one.row for one in found), tone)

    judged = [one for one in results if one.is_judged]
    known = [one for one in results if one.is_known]
    reached = [one for one in judged if one.is_reached]
    short = [one for one in judged if not one.is_reached]
    return [
        those("indicators", _("indicators"), list(results)),
        those("indicators-reached", _("reached their target"), reached, "good"),
        those("indicators-short", _("have not reached it"), short),
        those(
            "indicators-unjudged",
            _("without a target in numbers"),
            [one for one in known if not one.is_judged],
        ),
        those(
            "indicators-unknown",
            _("without a value"),
            [one for one in results if not one.is_known],
        ),
    ]


def result_table(key: str, caption: str, results: Sequence[Result], material: Material) -> Table:
    columns = [
        _("Indicator"),
        _("Period"),
        _("Target"),
        pgettext("of an indicator", "Value"),
        _("Of the way"),
        _("Counted from"),
    ]
    rows = Made(partial(result_cells, material), results)
    rolled = Made(rolled_figure, results)
    return Table(caption, columns, rows, _("None on this date."), key, rolled)


def result_cells(material: Material, result: Result) -> list[Cell]:
    kind = result.row.value_kind
    aim = result.row.period[5 + (side() == "en")] or value_text(result.target, kind)
    return [
        Cell(records=[RecordLink.to(result.row, name_of(result.row))]),
        Cell(span_text(result.span)),
        Cell(aim or _("no target")),
        Cell(found_text(result, material), tone=tone_of(result)),
        Cell(progress_text(result.progress)),
        Cell(records=[counted_from(result)] if result.is_known else []),
    ]


def name_of(row: IndicatorRow) -> str:
    unit = row.text("unit")
    return f"{row} ({unit})" if unit else str(row)


def tone_of(result: Result) -> str:
    if result.is_reached:
        return GOOD
    return "" if result.is_known else MUTED


def found_text(result: Result, material: Material) -> str:
    """The value with its parts; why there is none where it cannot be counted."""
    row = result.row
    if row.value_kind == ValueKind.QUALITATIVE:
        return result.words or _("nothing yet")
    if result.refused:
        return refusal_sentence(result.refused, names_in(material))
    if result.total is None or result.amount is None:
        return _("nothing yet")
    parts = "; ".join(division_texts(result))
    value = value_text(result.amount, row.value_kind)
    return f"{value} ({parts})" if parts else value


def division_texts(result: Result) -> list[str]:
    """Each way in which a value is broken down, as words, in the order of its categories."""
    if result.total is None:
        return []
    english = side() == "en"
    dimensions: dict[str, str] = {}
    categories: dict[tuple[str, str], str] = {}
    for row in (result.row, *result.below):
        for code, name_es, name_en, category, category_es, category_en in row.dimensions:
            dimensions.setdefault(code, name_en if english else name_es)
            categories.setdefault((code, category), category_en if english else category_es)
    found = result.total.breakdown
    kind = result.row.value_kind
    return [
        "{}: {}".format(
            name,
            ", ".join(
                f"{label} {value_text(found[code][one], kind)}"
                for (of, one), label in categories.items()
                if of == code and one in found[code]
            ),
        )
        for code, name in dimensions.items()
        if code in found
    ]


def names_in(material: Material) -> dict[str, str]:
    """What indicators, States and bodies are called, by their codes."""
    kinds = (IndicatorRow, StateRow, BodyRow)
    return {code: str(row) for kind in kinds for code, row in material.facts.of(kind).items()}


def counted_from(result: Result) -> RecordLink:
    """Where a reader finds the values behind the number, one by one."""
    count = len(result.total.counted) if result.total else 1
    title = ngettext("%(count)s value", "%(count)s values", count) % {"count": count}
    where = reverse("indicator-explained", args=[result.row.code, result.row.period[0]])
    return RecordLink(result.row.code, title, where)


def rolled_figure(result: Result) -> Rolled:
    row = result.row
    text = result.words or value_text(result.amount, row.value_kind) or _("nothing yet")
    return Rolled(
        key=f"result-{row.code}",
        label=f"{name_of(row)}, {span_text(result.span)}",
        value=result.value,
        text=_("cannot be counted") if result.refused else text,
        records=links(result.below),
        measure=row.measure or f"rollup.{row.rule}",
        arguments={"indicator": row.code, "start": row.period[1], "end": row.period[2]},
    )
