"""Deliverables and commitments, how far each party is with them, and what proves it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import State, Term, Topic
from gte.common.models import Reader, Record, RecordQuerySet, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.governance.rules import sees_drafts
from gte.library.models import Document
from gte.workplan.enums import (
    DeliverableKind,
    DeliverableStatus,
    Light,
    PartyProgress,
    ProofKind,
)
from gte.workplan.models.projects import Project
from gte.workplan.models.thread import Mandate


class DeliverableQuerySet(RecordQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """A commitment that its acta does not publish, only to those who take part."""
        return self if sees_drafts(user) else self.filter(is_public=True)


class Deliverable(Record):
    """Something owed: a product of a term's work or a commitment handed to it."""

    bilingual_fields = ("name", "description", "status_evidence")
    url_name = "deliverable"

    kind = models.CharField(_("kind"), max_length=12, choices=DeliverableKind.choices)
    name = models.CharField(_("name"), max_length=250)
    description = models.TextField(_("description"))
    coordinated_by = models.ForeignKey(
        State,
        verbose_name=_("coordinating State"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coordinated_deliverables",
    )
    term = models.ForeignKey(
        Term,
        verbose_name=_("term"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deliverables",
    )
    due = PartialDateField(_("due"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=24, choices=DeliverableStatus.choices)
    status_evidence = models.TextField(_("what the status rests on"), blank=True)
    owners = models.ManyToManyField(
        State, verbose_name=_("owed by"), blank=True, related_name="owned_deliverables"
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="deliverables"
    )
    mandates = models.ManyToManyField(
        Mandate, verbose_name=_("mandates"), blank=True, related_name="deliverables"
    )
    projects = models.ManyToManyField(
        Project, verbose_name=_("projects"), blank=True, related_name="deliverables"
    )
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="deliverables"
    )
    # The first day that was agreed; ``due`` may have moved since.
    first_due = PartialDateField(_("first due"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    is_public = models.BooleanField(_("shown to everybody"), default=True, editable=False)

    objects: ClassVar[Any] = DeliverableQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("deliverable or commitment")
        verbose_name_plural = _("deliverables and commitments")
        constraints: ClassVar = [
            *record_constraints("deliverable"),
            models.CheckConstraint(
                condition=Q(status__in=DeliverableStatus.values), name="deliverable_status_known"
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(status=DeliverableStatus.DELIVERED),
                name="deliverable_accepted_once_delivered",
            ),
        ]


class Progress(models.Model):
    """How far one party says that it is. Rows are only ever added: the newest of a party stands."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="progress")
    party = models.ForeignKey(State, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("progress"), max_length=12, choices=PartyProgress.choices)
    percent = models.PositiveSmallIntegerField(
        _("per cent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("progress of a party")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=PartyProgress.values), name="progress_state_known"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
                name="progress_percent_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_state_display()}"


class Proof(models.Model):
    """What shows that a deliverable is there: a document, a record or an address, as it was seen.

    ``seen_hash`` is SHA-256 of what was seen, in hexadecimal: of the document's current file, of
    the record's texts, or of the copy that somebody sent of the address.
    """

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="proofs")
    party = models.ForeignKey(
        State, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ProofKind.choices)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="proof_of"
    )
    record_kind = models.CharField(max_length=40, blank=True)
    record_code = models.CharField(_("record"), max_length=100, blank=True)
    url = models.URLField(_("address"), max_length=600, blank=True)
    title = models.CharField(_("title"), max_length=250, blank=True)
    seen_on = models.DateField(_("seen on"))
    seen_hash = models.CharField(_("SHA-256 of what was seen"), max_length=64, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("proof of a deliverable")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=ProofKind.DOCUMENT, document__isnull=False, url="", record_code="")
                | (Q(kind=ProofKind.RECORD, document__isnull=True, url="") & ~Q(record_code=""))
                | (
                    Q(kind=ProofKind.LINK, document__isnull=True, record_code="")
                    & ~Q(url="")
                    & ~Q(seen_hash="")
                ),
                name="proof_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.record_code or str(self.document)


class StatusOverride(models.Model):
    """A light that somebody sets against the rule, signed and with a reason, until it is ended."""

    deliverable = models.ForeignKey(
        Deliverable, null=True, blank=True, on_delete=models.CASCADE, related_name="overrides"
    )
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.CASCADE, related_name="overrides"
    )
    light = models.CharField(_("status"), max_length=12, choices=Light.choices)
    rule = models.CharField(max_length=40)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The entry of the ledger that holds it.
    entry = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("signed override of a status")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deliverable__isnull=True) ^ Q(project__isnull=True),
                name="override_of_one_record",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_light_display()}: {self.reason}"
