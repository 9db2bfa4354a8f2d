"""Mandates and what shows what came of them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import Body, Topic
from gte.common.models import Record, RecordQuerySet, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.governance.models import Meeting
from gte.library.models import Document
from gte.workplan.enums import MandateKind, MandateStatus
from gte.workplan.models.projects import Project


class MandateQuerySet(RecordQuerySet):
    def acted_on_by(self, project: Project) -> Self:
        """Mandates that a project answers: named, as their evidence or through a deliverable."""
        return self.filter(
            Q(projects=project) | Q(evidence__project=project) | Q(deliverables__projects=project)
        ).distinct()

    def shown_by(self, record: Meeting | Document) -> Self:
        """Mandates for which a meeting or document is evidence."""
        return self.filter(**{f"evidence__{record._meta.model_name}": record})


class Mandate(Record):
    """A request or direction for action, from a declaration, a council or the group itself."""

    bilingual_fields = ("title", "text", "place", "instrument", "status_evidence", "note")
    title_field = "title"
    url_name = "mandate"

    kind = models.CharField(_("kind"), max_length=24, choices=MandateKind.choices)
    title = models.CharField(_("title"), max_length=250)
    text = models.TextField(_("what is asked"))
    date = PartialDateField(_("date"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    instrument = models.CharField(_("document"), max_length=300)
    paragraph = models.CharField(_("paragraph"), max_length=40, blank=True)
    addressed_to = models.ManyToManyField(
        Body, verbose_name=_("addressed to"), related_name="mandates"
    )
    status = models.CharField(_("status"), max_length=24, choices=MandateStatus.choices)
    status_evidence = models.TextField(_("what the status rests on"), blank=True)
    note = models.TextField(_("note"), blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="mandates"
    )

    objects: ClassVar[Any] = MandateQuerySet.as_manager()

    class Meta:
        ordering = ("-date", "pk")
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints: ClassVar = [
            *record_constraints("mandate"),
            models.CheckConstraint(
                condition=Q(status__in=MandateStatus.values), name="mandate_status_known"
            ),
        ]


class Evidence(models.Model):
    """A record that shows what came of a mandate: one meeting, document or project."""

    KINDS: ClassVar[tuple[str, ...]] = ("meeting", "document", "project")

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_for"
    )
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_for"
    )
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_for"
    )

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, document__isnull=True, project__isnull=True)
                | Q(meeting__isnull=True, document__isnull=False, project__isnull=True)
                | Q(meeting__isnull=True, document__isnull=True, project__isnull=False),
                name="evidence_is_one_record",
            )
        ]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def record(self) -> Record:
        return next(filter(None, (getattr(self, kind) for kind in self.KINDS)))
