"""The work plan of a term: lines by topic, and the projects that stand in each."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gte.alliance.models import Body, Term, Topic
from gte.common.models import Reader, Record, RecordQuerySet, record_constraints
from gte.common.partial_dates import PartialDateField
from gte.governance.models import Decision
from gte.governance.rules import sees_drafts
from gte.library.models import Document
from gte.workplan.models.projects import Project


class WorkPlanQuerySet(RecordQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Plans whose approval is announced to everybody; drafts to those who take part."""
        return self if sees_drafts(user) else self.filter(decision__announced_at__isnull=False)


class WorkPlan(Record):
    """What a coordination sets out to do in its term. Whether it is approved, its decision says."""

    bilingual_fields = ("name", "aim")
    url_name = "work-plan"

    name = models.CharField(_("name"), max_length=250)
    aim = models.TextField(_("aim"), blank=True)
    term = models.OneToOneField(
        Term, verbose_name=_("term"), on_delete=models.PROTECT, related_name="work_plan"
    )
    start = PartialDateField(_("start"), null=True, blank=True)
    end = PartialDateField(_("end"), null=True, blank=True)
    former = models.ForeignKey(
        "self",
        verbose_name=_("drafted from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    decision = models.OneToOneField(
        Decision,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="work_plan",
    )

    objects: ClassVar[Any] = WorkPlanQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        constraints = record_constraints("workplan")


class PlanLine(models.Model):
    """A topic of the plan, and what it should achieve there."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("objective",)

    plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="lines")
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="plan_lines"
    )
    position = models.PositiveSmallIntegerField()
    objective = models.TextField(_("objective"), blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("line of a work plan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "topic"], name="plan_line_once")
        ]

    def __str__(self) -> str:
        return str(self.topic)


class PlanEntry(models.Model):
    """A project in a line of a plan, with the dates that the parties were shown."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="entries")
    line = models.ForeignKey(PlanLine, on_delete=models.CASCADE, related_name="entries")
    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="entries"
    )
    position = models.PositiveSmallIntegerField()
    # As they stood when the plan was put to the parties: what came later is slippage.
    planned_start = PartialDateField(_("planned start"), null=True, blank=True)
    planned_end = PartialDateField(_("planned end"), null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("project of a work plan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "project"], name="plan_entry_once")
        ]

    def __str__(self) -> str:
        return str(self.project)


class GroupRequest(models.Model):
    """Something that the group asks of another technical group, or that one asks of it."""

    bilingual_fields: ClassVar[tuple[str, ...]] = ("title", "answer")

    code = models.SlugField(_("identifier"), max_length=100, unique=True)
    body = models.ForeignKey(
        Body, verbose_name=_("other group"), on_delete=models.PROTECT, related_name="requests"
    )
    is_ours = models.BooleanField(_("asked by us"))
    title = models.CharField(_("what is asked"), max_length=300)
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
    )
    asked_on = models.DateField(_("asked on"))
    due = models.DateField(pgettext_lazy("request", "needed by"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.TextField(_("why it was withdrawn"), blank=True)
    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("due", "pk")
        verbose_name = _("request between groups")
        verbose_name_plural = _("requests between groups")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=F("asked_on")),
                name="request_due_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
                name="request_answered_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="request_answered_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for its answer."""
        return self.answered_on is None and self.withdrawn_on is None
