"""Indicators: what is measured, in which parts, over which periods, and what was found."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gte.alliance.models import Body, State, Topic
from gte.common.models import Reader, Record, RecordQuerySet, record_constraints
from gte.governance.rules import sees_drafts
from gte.library.models import Document
from gte.workplan.enums import ActualState, IndicatorLevel, RollUpRule, ValueKind
from gte.workplan.models.projects import Project

VALUE: dict[str, Any] = {"max_digits": 20, "decimal_places": 4, "null": True, "blank": True}


class IndicatorQuerySet(RecordQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Those of what is not approved yet, only to those who take part."""
        if sees_drafts(user):
            return self
        return self.filter(Q(project__isnull=True) | Q(project__is_public=True))


class Indicator(Record):
    """A simple and reliable means to measure a result. Its rule says how values come together."""

    bilingual_fields = ("name", "definition", "unit", "baseline_text")
    url_name = "indicator"

    name = models.CharField(_("name"), max_length=250)
    definition = models.TextField(_("definition"), blank=True)
    level = models.CharField(_("level"), max_length=12, choices=IndicatorLevel.choices)
    value_kind = models.CharField(_("kind of value"), max_length=12, choices=ValueKind.choices)
    # Empty where values are words.
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    rule = models.CharField(_("roll-up rule"), max_length=12, choices=RollUpRule.choices)
    is_ascending = models.BooleanField(_("more is better"), default=True)
    owner = models.ForeignKey(
        Body,
        verbose_name=_("whose figure it is"),
        on_delete=models.PROTECT,
        related_name="indicators",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=pgettext_lazy("indicator", "counted into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indicators",
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="indicators"
    )
    # The name of a registered measure, empty where people state the actuals.
    measure = models.CharField(_("measured by"), max_length=60, blank=True)
    baseline = models.DecimalField(_("baseline"), **VALUE)
    baseline_denominator = models.DecimalField(_("out of"), **VALUE)
    baseline_text = models.TextField(_("baseline in words"), blank=True)
    baseline_on = models.DateField(_("baseline as of"), null=True, blank=True)

    objects: ClassVar[Any] = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints: ClassVar = [
            *record_constraints("indicator"),
            models.CheckConstraint(
                condition=Q(rule__in=RollUpRule.values), name="indicator_rule_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="indicator_not_in_itself",
            ),
        ]


class Dimension(models.Model):
    """A way in which an indicator is broken down, as by sex or by country."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("name",)

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="dimensions")
    code = models.SlugField(_("identifier"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("disaggregation")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "code"], name="dimension_once")
        ]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """One part of a disaggregation: the categories of a dimension leave nobody out."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("name",)

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="categories")
    code = models.SlugField(_("identifier"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("category of a disaggregation")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dimension", "code"], name="category_once")
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorPeriod(models.Model):
    """From which day to which day something is measured, and what should be reached."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("target_text",)

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="periods")
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    target = models.DecimalField(_("target"), **VALUE)
    target_denominator = models.DecimalField(_("out of"), **VALUE)
    target_text = models.TextField(_("target in words"), blank=True)

    class Meta:
        ordering = ("start", "pk")
        verbose_name = _("period of an indicator")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "start", "end"], name="period_once"),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")), name="indicator_period_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start} - {self.end}"


class Actual(models.Model):
    """A value found for a period, of one party or of the whole. Rows are only ever added.

    ``breakdown`` is ``{dimension: {category: [numerator, denominator or null, members]}}`` with the
    values as texts; ``members`` holds identifiers where distinct members are counted; ``records``
    the identifiers of the records that the platform counted. In words, there is no value.
    """

    bilingual_fields: ClassVar[tuple[str, ...]] = ("text",)

    period = models.ForeignKey(IndicatorPeriod, on_delete=models.CASCADE, related_name="actuals")
    party = models.ForeignKey(
        State,
        verbose_name=_("party"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    value = models.DecimalField(_("value"), **VALUE)
    denominator = models.DecimalField(_("out of"), **VALUE)
    text = models.TextField(_("value in words"), blank=True)
    members = models.JSONField(default=list, blank=True)
    breakdown = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ActualState.choices)
    document = models.ForeignKey(
        Document,
        verbose_name=_("evidence"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    url = models.URLField(_("address of the evidence"), max_length=600, blank=True)
    note = models.TextField(_("note"), blank=True)
    stated_at = models.DateTimeField(auto_now_add=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stated_for = models.ForeignKey(
        State, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_for = models.ForeignKey(
        State, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_note = models.TextField(_("note of the review"), blank=True)
    # Counted by the platform: with which measure, and what it counted.
    measure = models.CharField(max_length=60, blank=True)
    records = models.JSONField(default=list, blank=True)
    arguments = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("actual value")
        verbose_name_plural = _("actual values")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ActualState.values), name="actual_state_known"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_for__isnull=True)
                | Q(stated_for__isnull=True)
                | ~Q(reviewed_for=F("stated_for")),
                name="actual_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | (Q(text_es__isnull=False) & ~Q(text_es="")),
                name="actual_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.text if self.value is None else f"{self.value.normalize():f}"
