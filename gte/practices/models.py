"""Good practices and the characteristics and criteria by which they are systematized."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import State, Topic
from gte.common.enums import Certainty
from gte.common.models import Figure, Record, record_constraints
from gte.practices.enums import (
    CriterionKind,
    EducationLevel,
    EvidenceKind,
    InstitutionKind,
    ResultKind,
    Sector,
)


class Criterion(Record):
    """One of the five characteristics or the three systematization criteria."""

    bilingual_fields = ("name", "definition")
    url_name = "criterion"

    kind = models.CharField(_("kind"), max_length=28, choices=CriterionKind.choices)
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=200)
    definition = models.TextField(_("definition"))
    # The labels of an ordinal scale from ``scale_min`` upwards, as a list of {es, en}.
    scale_min = models.PositiveSmallIntegerField()
    scale_labels = models.JSONField(_("scale"))
    indicators = models.JSONField(_("indicators"))
    indicators_certainty = models.CharField(
        _("certainty of scale, indicators and questions"),
        max_length=12,
        choices=Certainty.choices,
    )

    class Meta:
        ordering = ("order",)
        verbose_name = _("criterion of good practices")
        verbose_name_plural = _("criteria of good practices")
        constraints = record_constraints("criterion")


class Question(models.Model):
    """What to ask of a practice under a criterion, and the evidence that answers it."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("text", "evidence")
    is_shown_with_record: ClassVar[bool] = True

    code = models.SlugField(max_length=40, unique=True)
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("question"))
    evidence = models.CharField(_("evidence"), max_length=300)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text


class Practice(Record):
    """A good practice in technical education, as its source describes it."""

    bilingual_fields = ("title", "institution", "problem", "methodology", "results_summary")
    title_field = "title"
    url_name = "practice"

    state = models.ForeignKey(
        State, verbose_name=_("State"), on_delete=models.PROTECT, related_name="practices"
    )
    title = models.CharField(_("title"), max_length=250)
    institution = models.CharField(_("institution"), max_length=250)
    institution_kind = models.CharField(
        _("kind of institution"), max_length=24, choices=InstitutionKind.choices
    )
    level = models.CharField(_("level"), max_length=24, choices=EducationLevel.choices)
    sector = models.CharField(_("sector"), max_length=24, choices=Sector.choices)
    # "2012-", "2014-2016", "2023" or "1990s-", as the source allows.
    period = models.CharField(_("period"), max_length=16)
    problem = models.TextField(_("problem"))
    methodology = models.TextField(_("methodology"))
    results_summary = models.TextField(_("results"))
    in_official_repository = models.BooleanField(_("in the group's repository"), default=False)
    evidence_kind = models.CharField(_("evidence"), max_length=28, choices=EvidenceKind.choices)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="practices"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        constraints = record_constraints("practice")


class PracticeFigure(Figure):
    """A published result of a practice, or a figure of the context it works in."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="figures")
    kind = models.CharField(max_length=8, choices=ResultKind.choices)
