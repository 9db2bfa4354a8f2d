"""A meeting as it is prepared and held here: convocation, agenda, attendance, outcomes."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import State
from gte.common.partial_dates import PartialDateField
from gte.governance.enums import (
    AgendaKind,
    AttendanceRole,
    OutcomeKind,
    SittingState,
)
from gte.governance.models.decisions import Decision
from gte.governance.models.meetings import Meeting
from gte.library.models import Document


class Sitting(models.Model):
    """What a meeting that is prepared here has besides its record. Times are instants in UTC."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("convocation",)

    meeting = models.OneToOneField(
        Meeting, primary_key=True, on_delete=models.CASCADE, related_name="sitting"
    )
    state = models.CharField(
        _("state"), max_length=12, choices=SittingState.choices, default=SittingState.DRAFT
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone of the place"), max_length=60)
    link = models.URLField(_("virtual link"), max_length=500, blank=True)
    within = models.ForeignKey(
        Meeting,
        verbose_name=_("within"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sittings_within",
    )
    convocation = models.TextField(_("convocation"), blank=True)
    convened_at = models.DateTimeField(null=True, blank=True)
    # For calendars: how often time or place changed since it was convened, and when last.
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-starts_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="sitting_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SittingState.values), name="sitting_state_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def day(self) -> datetime.date:
        """The day on which it begins, in UTC: the parties in force on it make the quorum."""
        return self.starts_at.astimezone(datetime.UTC).date()


class AgendaItem(models.Model):
    """One item of a meeting's agenda, and afterwards what was said under it."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("title", "summary")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(
        _("kind"), max_length=12, choices=AgendaKind.choices, default=AgendaKind.DISCUSSION
    )
    title = models.CharField(_("title"), max_length=250)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    summary = models.TextField(_("what was said"), blank=True)
    decision = models.ForeignKey(
        Decision,
        verbose_name=_("decision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agenda_items",
    )
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="agenda_items"
    )
    observers = models.ManyToManyField(
        State, verbose_name=_("observers invited"), blank=True, related_name="agenda_items"
    )

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "kind"],
                condition=~Q(kind__in=[AgendaKind.DISCUSSION, AgendaKind.DECISION]),
                name="agenda_automatic_item_once",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Somebody who was there, for whom and as what."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="attendance")
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=12, choices=AttendanceRole.choices)

    class Meta:
        ordering = ("state__code", "role", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "state", "name"], name="attendance_person_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Outcome(models.Model):
    """An agreement or a commitment made in a meeting. A commitment of nobody named is of all."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("text",)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="outcomes")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="outcomes"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=OutcomeKind.choices)
    text = models.TextField(_("text"))
    owners = models.ManyToManyField(
        State, verbose_name=_("of"), blank=True, related_name="commitments"
    )
    due = PartialDateField(_("due"), null=True, blank=True)
    # The record that the work plan made of it once the acta was signed.
    deliverable = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="outcome_number_once"),
            models.CheckConstraint(
                condition=~Q(kind=OutcomeKind.COMMITMENT) | Q(due__isnull=False),
                name="commitment_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Minutes(models.Model):
    """The acta of a meeting: versions that are only added, and which of them is to be signed."""

    meeting = models.OneToOneField(
        Meeting, primary_key=True, on_delete=models.CASCADE, related_name="minutes"
    )
    comments_until = models.DateField(_("comments until"), null=True, blank=True)
    agreed = models.ForeignKey(
        "governance.MinutesVersion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Noted with the last signature; which signatures there are stands in the ledger.
    signed_at = models.DateTimeField(null=True, blank=True)
    # The head of the ledger as of the last signature: the signed copy prints it.
    final_head = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("acta")
        verbose_name_plural = _("actas")

    def __str__(self) -> str:
        return str(self.meeting)


class MinutesVersion(models.Model):
    """The whole text at one time: ``paragraphs`` as [{key, heading, es, en, public}]."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    paragraphs = models.JSONField()
    es_hash = models.CharField(max_length=64)
    en_hash = models.CharField(max_length=64)
    ledger_head = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    circulated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.number}"


class MinutesComment(models.Model):
    """What a party says to one paragraph of a circulated version, and what was answered."""

    version = models.ForeignKey(MinutesVersion, on_delete=models.CASCADE, related_name="comments")
    key = models.CharField(max_length=40)
    party = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text
