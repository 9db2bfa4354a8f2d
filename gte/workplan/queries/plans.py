"""Which plans and projects are closed to changes, and what hangs on a decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q

from gte.governance.enums import DecisionStatus
from gte.governance.queries.standing import stand_of
from gte.workplan.models import Deliverable, PlanEntry, PlanLine, Project, WorkPlan

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gte.governance.models import Decision

# Not with the parties any more, or never approved by them.
FREE = frozenset(
    {
        DecisionStatus.DRAFT,
        DecisionStatus.BROKEN,
        DecisionStatus.WITHDRAWN,
        DecisionStatus.SUPERSEDED,
    }
)


def is_closed(decision: Decision | None, *, drafts: bool = False) -> bool:
    """Whether the parties are asked about what the decision approves, or have approved it.

    With ``drafts`` also where the decision is drafted and nobody was asked yet.
    """
    if decision is None:
        return False
    status = stand_of(decision).status
    return status not in FREE or (drafts and status == DecisionStatus.DRAFT)


def with_parts(projects: Iterable[Project]) -> list[Project]:
    """Projects and all that are parts of them, level by level."""
    found = {project.pk: project for project in projects}
    newest = list(found)
    while newest:
        parts = Project.objects.filter(parent__in=newest).exclude(pk__in=found)
        level = {part.pk: part for part in parts}
        found |= level
        newest = list(level)
    return list(found.values())


def approved_projects(decision: Decision) -> list[Project]:
    """What a decision approves: projects by themselves, or those of a plan, with their parts."""
    by_plan = Q(entries__plan__decision=decision)
    return with_parts(Project.objects.filter(Q(approved_by=decision) | by_plan).distinct())


def whole_plans() -> QuerySet[WorkPlan]:
    """Plans with lines, entries and projects: a constant number of questions."""
    entries = PlanEntry.objects.select_related("project__lead").order_by("position", "pk")
    lines = PlanLine.objects.select_related("topic").order_by("position", "pk")
    plans: QuerySet[WorkPlan] = WorkPlan.objects.select_related(
        "term__state", "decision", "former"
    ).prefetch_related(Prefetch("lines", lines.prefetch_related(Prefetch("entries", entries))))
    return plans


def unplanned_deliverables(projects: Iterable[Project]) -> QuerySet[Deliverable]:
    """Deliverables of projects that are not shown to everybody yet.

    Commitments are left out: the acta that tells them decides when they are shown.
    """
    found: QuerySet[Deliverable] = Deliverable.objects.filter(
        projects__in=list(projects), is_public=False
    ).distinct()
    return found


def lines_of(plan: WorkPlan, user: Any = None) -> QuerySet[PlanLine]:
    """The lines of a plan with the projects in them that somebody may read."""
    shown = PlanEntry.objects.filter(project__in=Project.objects.visible_to(user))
    entries = Prefetch("entries", shown.select_related("project__lead"))
    lines: QuerySet[PlanLine] = plan.lines.select_related("topic").prefetch_related(entries)
    return lines
