"""The thread: mandate, project, deliverable, evidence."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gte.alliance.models import Body, Network, State, Term, Topic
from gte.common.models import Figure, Reader, Record, RecordQuerySet, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.governance.models import Meeting
from gte.governance.rules import sees_drafts
from gte.library.models import Document
from gte.mobility.models import MobilityFact
from gte.workplan.enums import (
    DeliverableKind,
    DeliverableStatus,
    MandateKind,
    MandateStatus,
    PartnerKind,
    ProjectStatus,
)


class MandateQuerySet(RecordQuerySet):
    def acted_on_by(self, project: Project) -> Self:
        """Mandates that a project answers: as their evidence or through a deliverable."""
        return self.filter(
            Q(evidence__project=project) | Q(deliverables__projects=project)
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


class Project(Record):
    """A project, programme or line of action, the group's or a neighbour's."""

    bilingual_fields = ("name", "description", "note")
    url_name = "project"

    name = models.CharField(_("name"), max_length=250)
    description = models.TextField(_("description"))
    lead_body = models.ForeignKey(
        Body,
        verbose_name=_("led by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_projects",
    )
    counterpart_bodies = models.ManyToManyField(
        Body, verbose_name=_("counterparts"), blank=True, related_name="counterpart_projects"
    )
    start = PartialDateField(_("start"), null=True, blank=True)
    end = PartialDateField(_("end"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=24, choices=ProjectStatus.choices)
    note = models.TextField(_("note"), blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="projects"
    )
    networks = models.ManyToManyField(
        Network, verbose_name=_("networks"), blank=True, related_name="projects"
    )
    mobility_facts = models.ManyToManyField(
        MobilityFact, verbose_name=_("mobility facts"), blank=True, related_name="projects"
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints: ClassVar = [
            *record_constraints("project"),
            models.CheckConstraint(
                condition=Q(status__in=ProjectStatus.values), name="project_status_known"
            ),
        ]


class ProjectPartner(models.Model):
    """Somebody a project works with who is not a party."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("name",)
    is_shown_with_record: ClassVar[bool] = True

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=28, choices=PartnerKind.choices)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name


class ProjectFigure(Figure):
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="figures")


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
