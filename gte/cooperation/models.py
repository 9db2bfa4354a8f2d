"""Cooperation with Observer States and partners, English, and the campaign."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import Body, State, Topic
from gte.common.models import Figure, Record, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.cooperation.enums import (
    CampaignKind,
    CampaignStatus,
    CooperationKind,
    CooperationLevel,
    CooperationStatus,
    EnglishKind,
)
from gte.governance.models import Meeting
from gte.workplan.models import Project


class CooperationAction(Record):
    """Something an Observer State or a partner offered or did, or a rule of that cooperation."""

    bilingual_fields = ("title", "description", "partner", "note")
    title_field = "title"
    url_name = "cooperation-action"

    kind = models.CharField(_("kind"), max_length=24, choices=CooperationKind.choices)
    observer = models.ForeignKey(
        State,
        verbose_name=_("Observer State"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cooperation_actions",
    )
    partner = models.CharField(_("partner that is not a State"), max_length=250, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=CooperationLevel.choices)
    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"))
    start = PartialDateField(_("start"), null=True, blank=True)
    end = PartialDateField(_("end"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=24, choices=CooperationStatus.choices)
    note = models.TextField(_("note"), blank=True)
    counterpart_bodies = models.ManyToManyField(
        Body, verbose_name=_("counterparts"), blank=True, related_name="cooperation_actions"
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="cooperation_actions"
    )
    projects = models.ManyToManyField(
        Project, verbose_name=_("projects"), blank=True, related_name="cooperation_actions"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("cooperation action")
        verbose_name_plural = _("cooperation actions")
        constraints = record_constraints("cooperation")


class CooperationFigure(Figure):
    action = models.ForeignKey(CooperationAction, on_delete=models.CASCADE, related_name="figures")


class EnglishFact(Record):
    """A fact of the cooperation to strengthen English."""

    bilingual_fields = ("title", "description")
    title_field = "title"
    url_name = "english-fact"

    kind = models.CharField(_("kind"), max_length=24, choices=EnglishKind.choices)
    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"))
    date = PartialDateField(_("date"), null=True, blank=True)
    state = models.ForeignKey(
        State,
        verbose_name=_("State"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="english_facts",
    )
    observer = models.ForeignKey(
        State,
        verbose_name=_("Observer State"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="observed_english_facts",
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="english_facts"
    )
    projects = models.ManyToManyField(
        Project, verbose_name=_("projects"), blank=True, related_name="english_facts"
    )
    meetings = models.ManyToManyField(
        Meeting, verbose_name=_("meetings"), blank=True, related_name="english_facts"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("English cooperation fact")
        verbose_name_plural = _("English cooperation")
        constraints = record_constraints("english")


class EnglishFigure(Figure):
    fact = models.ForeignKey(EnglishFact, on_delete=models.CASCADE, related_name="figures")


class CampaignItem(Record):
    """A part of the campaign that revalues technical education, or something to learn from."""

    bilingual_fields = ("title", "description")
    title_field = "title"
    url_name = "campaign-item"

    kind = models.CharField(_("kind"), max_length=24, choices=CampaignKind.choices)
    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"))
    date = PartialDateField(_("date"), null=True, blank=True)
    state = models.ForeignKey(
        State,
        verbose_name=_("State"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="campaign_items",
    )
    status = models.CharField(_("status"), max_length=24, choices=CampaignStatus.choices)
    channels = models.JSONField(_("channels"), default=list, blank=True)
    audience = models.JSONField(_("audience"), default=list, blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="campaign_items"
    )
    projects = models.ManyToManyField(
        Project, verbose_name=_("projects"), blank=True, related_name="campaign_items"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("campaign item")
        verbose_name_plural = _("communication campaign")
        constraints = record_constraints("campaign")


class CampaignFigure(Figure):
    item = models.ForeignKey(CampaignItem, on_delete=models.CASCADE, related_name="figures")
