"""The register of indicators: what is measured, how far it came, and from which records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Prefetch
from django.db.models.signals import post_save
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from gte.alliance.models import Topic
from gte.register.blocks import MUTED, Badge, Detail, Fact, Item, fact, facts
from gte.register.fields import TOPIC_FACET, link, link_all
from gte.register.measures import MEASURES
from gte.register.registers import Cell, Facet, Register, add_register, add_section
from gte.register.searching import IS_PAUSED, connect, index_where
from gte.workplan.enums import IndicatorLevel, RollUpRule, ValueKind
from gte.workplan.models import Indicator, Project
from gte.workplan.panels import division_panel, series_panel
from gte.workplan.queries.indicators import Point, current_points, plain_amount, points
from gte.workplan.refusals import day_text, span_text
from gte.workplan.wording import LEVELS, RULES, progress_text, value_text


@add_register
class IndicatorRegister(Register):
    model = Indicator
    list_url_name = "indicators"
    path = pgettext_lazy("address", "indicators/")
    title = gettext_lazy("Indicators")
    lead = gettext_lazy(
        "What the group measures, what it set out to reach and what was found. Every number leads "
        "to the values and records that it was counted from."
    )
    kind_label = gettext_lazy("Indicator")
    columns: ClassVar[Sequence[Any]] = (
        gettext_lazy("Indicator"),
        gettext_lazy("Level"),
        gettext_lazy("Period"),
        gettext_lazy("Target"),
        gettext_lazy("Value"),
        gettext_lazy("Of the way"),
    )
    fields: ClassVar[Sequence[Any]] = (
        "name",
        "unit",
        "level",
        "value_kind",
        "baseline",
        "baseline_denominator",
    )
    facets: ClassVar[Sequence[Any]] = (
        TOPIC_FACET,
        Facet("level", gettext_lazy("Level"), "level", IndicatorLevel),
        Facet("project", gettext_lazy("Project"), "project__code", label_path="project__name"),
    )
    detail_select: ClassVar[Sequence[Any]] = ("owner", "parent__project", "project")
    detail_prefetch: ClassVar[Sequence[Any]] = (
        "topics",
        Prefetch("parts", Indicator.objects.visible_to(None)),
    )

    def records(self, user: Any) -> Any:
        """The list is of what is public, whoever reads it; the rest is at the desk."""
        return Indicator.objects.visible_to(None)

    def page_records(self, user: Any) -> Any:
        return Indicator.objects.visible_to(user)

    def ready(self, records: list[Any]) -> list[Any]:
        found = current_points(records, get_language() or "es")
        for record in records:
            record.point = found.get(record.pk)
        return records

    def summary_of(self, record: Indicator) -> str:
        return record.unit

    def cells(self, record: Any) -> list[Cell]:
        level, point = str(IndicatorLevel(record.level).label), record.point
        if point is None:
            return [Cell(level), Cell(_("no period yet"), MUTED), Cell(""), Cell(""), Cell("")]
        kind = record.value_kind
        return [
            Cell(level),
            Cell(span_text(point.span)),
            Cell(value_text(point.target, kind)),
            Cell(*found_text(point, kind)),
            Cell(progress_text(point.progress)),
        ]

    def detail(self, record: Any) -> Detail:
        found = points(record, get_language() or "es")
        division = division_panel(record, found)
        return Detail(
            lead=record.definition,
            badges=[
                Badge(str(IndicatorLevel(record.level).label)),
                *([] if record.measure else [Badge(_("stated by the parties"), MUTED)]),
                *([Badge(_("counted by this site"))] if record.measure else []),
            ],
            facts=indicator_facts(record),
            first_panels=[series_panel(record, found)],
            last_panels=[division] if division else [],
            styles=("css/components/indicators.css",),
        )


def found_text(point: Point, kind: str) -> tuple[str, str]:
    """What a list says of a period's value, and its tone."""
    if kind == ValueKind.QUALITATIVE:
        return str(ValueKind.QUALITATIVE.label), MUTED
    if point.refused:
        return _("cannot be counted"), MUTED
    if point.amount is None:
        return _("nothing yet"), MUTED
    return value_text(point.amount, kind), ""


def indicator_facts(record: Any) -> list[Fact]:
    measure = MEASURES.get(record.measure)
    above = record.parent
    if above and above.project and not above.project.is_public:
        above = None
    return facts(
        fact(
            _("Level"),
            Item(str(IndicatorLevel(record.level).label), note=str(LEVELS[record.level])),
        ),
        fact(_("Unit"), record.unit),
        fact(
            _("Roll-up rule"),
            Item(str(RollUpRule(record.rule).label), note=str(RULES[record.rule]))
            if record.unit
            else None,
        ),
        fact(_("Baseline"), baseline_item(record)),
        fact(_("Direction"), _("more is better") if record.is_ascending else _("less is better")),
        fact(_("Counted by this site as"), str(measure.label) if measure else None),
        fact(_("Whose figure it is"), link(record.owner)),
        fact(_("Project"), link(record.project)),
        fact(_("Counted into"), link(above)),
        fact(_("Counted from"), *link_all(record.parts.all())),
        fact(_("Topics"), *link_all(record.topics.all())),
    )


def baseline_item(record: Any) -> Item | None:
    value = plain_amount(record.baseline, record.baseline_denominator)
    text = value_text(value, record.value_kind) or record.baseline_text
    if not text:
        return None
    return Item(text, note=day_text(record.baseline_on) if record.baseline_on else "")


def project_saved(instance: Any, *, raw: bool = False, **_more: Any) -> None:
    """A project that is approved makes its indicators public: from then on they are found."""
    if not raw and not IS_PAUSED.get() and instance.indicators.exists():
        index_where(IndicatorRegister(), project=instance.pk)


connect(post_save, project_saved, Project)

for _ground in (Topic, Project):
    add_section(
        _ground,
        "indicators",
        gettext_lazy("Indicators"),
        lambda record: record.indicators.visible_to(None),
    )
