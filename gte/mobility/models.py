"""What is known of internships, placements and academic mobility."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import State, Topic
from gte.common.models import Figure, Record, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.mobility.enums import MobilityKind


class MobilityFact(Record):
    """A rule, figure, milestone or gap of mobility: the group's, a neighbour's or a country's."""

    bilingual_fields = ("title", "description")
    title_field = "title"
    url_name = "mobility-fact"

    kind = models.CharField(_("kind"), max_length=24, choices=MobilityKind.choices)
    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"))
    date = PartialDateField(_("date"), null=True, blank=True)
    state = models.ForeignKey(
        State,
        verbose_name=_("State"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mobility_facts",
    )
    eligible_fields = models.JSONField(_("eligible fields"), default=list, blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="mobility_facts"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("mobility fact")
        verbose_name_plural = _("mobility facts")
        constraints = record_constraints("mobility")


class MobilityFigure(Figure):
    fact = models.ForeignKey(MobilityFact, on_delete=models.CASCADE, related_name="figures")
