"""Programmes, projects and activities: who leads them, when, with what money and which risks."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gte.alliance.models import Body, Network, State, Topic
from gte.common.models import Figure, Reader, Record, RecordQuerySet, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.governance.models import Decision
from gte.governance.rules import sees_drafts
from gte.mobility.models import MobilityFact
from gte.workplan.enums import BudgetState, PartnerKind, ProjectKind, ProjectStatus


class ProjectQuerySet(RecordQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """What no plan or decision has approved yet, only to those who take part."""
        return self if sees_drafts(user) else self.filter(is_public=True)

    def acting_on(self, mandate: Any) -> Self:
        """Projects that name a mandate, or that one of its deliverables belongs to."""
        return self.filter(Q(mandates=mandate) | Q(deliverables__mandates=mandate)).distinct()


class Project(Record):
    """A project, programme or line of action, the group's or a neighbour's."""

    bilingual_fields = ("name", "description", "note")
    url_name = "project"

    kind = models.CharField(
        _("kind"), max_length=12, choices=ProjectKind.choices, default=ProjectKind.PROJECT
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=pgettext_lazy("project", "part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    name = models.CharField(_("name"), max_length=250)
    description = models.TextField(_("description"))
    mandates = models.ManyToManyField(
        "workplan.Mandate", verbose_name=_("mandates"), blank=True, related_name="projects"
    )
    lead = models.ForeignKey(
        State,
        verbose_name=_("lead party"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_projects",
    )
    participants = models.ManyToManyField(
        State, verbose_name=_("participating parties"), blank=True, related_name="joined_projects"
    )
    observers = models.ManyToManyField(
        State,
        verbose_name=_("Observer States that take part"),
        blank=True,
        related_name="observed_projects",
    )
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

    approved_by = models.ForeignKey(
        Decision,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approved_projects",
    )
    is_public = models.BooleanField(_("shown to everybody"), default=True, editable=False)

    objects: ClassVar[Any] = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints: ClassVar = [
            *record_constraints("project"),
            models.CheckConstraint(
                condition=Q(status__in=ProjectStatus.values), name="project_status_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ProjectKind.values), name="project_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="project_not_in_itself"
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


class Dependency(models.Model):
    """One project can begin only when another has ended."""

    before = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="followers")
    after = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="requirements")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["before", "after"], name="dependency_once"),
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="dependency_not_on_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"


class BudgetItem(models.Model):
    """Money or work in kind for a project over at most a year, from one source."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("purpose",)

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="budget")
    purpose = models.CharField(_("what it pays"), max_length=250)
    state = models.CharField(
        pgettext_lazy("budget", "stage"), max_length=12, choices=BudgetState.choices
    )
    amount = models.DecimalField(
        _("amount"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3)
    in_kind = models.BooleanField(_("in kind"), default=False)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))
    source_state = models.ForeignKey(
        State,
        verbose_name=_("paid by the State"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    source_name = models.CharField(_("paid by somebody else"), max_length=250, blank=True)

    class Meta:
        ordering = ("start", "pk")
        verbose_name = _("budget item")
        verbose_name_plural = _("budget items")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(source_state__isnull=True) ^ Q(source_name=""),
                name="budget_has_one_source",
            ),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="budget_period_in_order"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.amount} {self.currency}"


class Risk(models.Model):
    """What may keep a project from its results, and what is done about it."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("text", "response")

    SCALE: ClassVar = (MinValueValidator(1), MaxValueValidator(3))

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="risks")
    text = models.CharField(_("risk"), max_length=500)
    response = models.CharField(_("what is done about it"), max_length=500, blank=True)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), default=2, validators=SCALE)
    impact = models.PositiveSmallIntegerField(_("impact"), default=2, validators=SCALE)
    owner = models.ForeignKey(
        State,
        verbose_name=_("watched by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_on = models.DateField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 3), impact__range=(1, 3)), name="risk_on_scale"
            )
        ]

    def __str__(self) -> str:
        return self.text
