"""Decisions and the exact texts that they put to the parties. What stands is not kept here."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import Body, State
from gte.common.models import Reader, Record, RecordQuerySet, record_constraints
from gte.governance.enums import Matter
from gte.governance.models.meetings import Meeting
from gte.governance.rules import sees_drafts


class DecisionQuerySet(RecordQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Adopted and announced decisions to everybody; the rest to those who decide."""
        return self if sees_drafts(user) else self.filter(announced_at__isnull=False)

    def light(self) -> Self:
        """What lists need: they read every decision to count what stands of each."""
        return self.only(
            "code", "title", "matter", "expires_on", "year", "number", "announced_at", "supersedes"
        )

    def unnumbered(self) -> Self:
        """Those whose adoption was not noted yet: of them alone the ledger must be asked."""
        return self.filter(number=None, withdrawn_at=None)


class Decision(Record):
    """A matter that the parties decide. Number and dates are notes of what the ledger says."""

    bilingual_fields = ("title",)
    title_field = "title"
    url_name = "decision"

    title = models.CharField(_("title"), max_length=250)
    matter = models.CharField(_("matter"), max_length=16, choices=Matter.choices)
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    authorises = models.JSONField(
        _("matters that may go by silence on its authority"), default=list, blank=True
    )
    expires_on = models.DateField(_("in force until"), null=True, blank=True)
    # Noted when somebody acts after the adoption or the end; right without it, see queries.
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    adopted_at = models.DateTimeField(_("adopted"), null=True, blank=True)
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects: ClassVar[Any] = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints: ClassVar = [
            *record_constraints("decision"),
            models.UniqueConstraint(fields=["year", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, year__isnull=True, adopted_at__isnull=True)
                | Q(number__gte=1, year__isnull=False, adopted_at__isnull=False),
                name="decision_number_with_adoption",
            ),
            models.CheckConstraint(
                condition=Q(matter__in=Matter.values), name="decision_matter_known"
            ),
        ]


class DecisionText(models.Model):
    """One version of a decision's text, in both languages. Never changed: a change is a version."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField(_("version"))
    title_es = models.CharField(max_length=250)
    title_en = models.CharField(max_length=250)
    body_es = models.TextField()
    body_en = models.TextField()
    # What the decision does, as it is hashed with the texts; empty where it was not bound yet.
    effects = models.TextField(blank=True)
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("decision", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "number"], name="decision_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision.code} {self.number}"


class Consultation(models.Model):
    """A question that a body above puts to the group, and the advice that was given."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("title", "question")

    code = models.SlugField(_("identifier"), max_length=100, unique=True)
    asked_by = models.ForeignKey(
        Body, verbose_name=_("who asks"), on_delete=models.PROTECT, related_name="consultations"
    )
    title = models.CharField(_("title"), max_length=250)
    question = models.TextField(_("question"))
    asked_on = models.DateField(_("received"))
    due = models.DateField(_("answer due"))
    decision = models.OneToOneField(
        Decision,
        verbose_name=_("answer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="consultation",
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    document = models.ForeignKey(
        "library.Document",
        verbose_name=_("archived as"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("due", "pk")
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")

    def __str__(self) -> str:
        return self.title


class Contribution(models.Model):
    """What a party says to a consultation; a later one of the same party stands instead."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="contributions"
    )
    party = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("contribution"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.text
