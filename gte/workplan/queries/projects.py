"""Projects with what hangs on them, as their pages ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F, Prefetch

from gte.workplan.models import Dependency, PlanEntry, Project

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gte.common.partial_dates import PartialDate
    from gte.workplan.models import Deliverable


class Spanned(NamedTuple):
    """From when to when, as ``dependencies`` asks for it."""

    begin: PartialDate | None
    end: PartialDate | None


def whole_projects(user: Any) -> QuerySet[Project]:
    """Projects with everything that their page shows of other records."""
    plans = PlanEntry.objects.select_related("plan__decision")
    found: QuerySet[Project] = (
        Project.objects.visible_to(user)
        .select_related("lead", "lead_body", "parent", "approved_by")
        .prefetch_related(
            "participants",
            "observers",
            "counterpart_bodies",
            "topics",
            "mandates",
            Prefetch("entries", plans),
        )
    )
    return found


def projects_at_desk(user: Any) -> QuerySet[Project]:
    """The group's projects by their beginning, undated ones last."""
    own: QuerySet[Project] = Project.objects.visible_to(user).own().select_related("lead")
    return own.order_by(F("start").asc(nulls_last=True), "pk")


def dependencies_of(project: Project) -> tuple[list[Dependency], list[Dependency]]:
    """What it waits for, and what waits for it."""
    rows = Dependency.objects.select_related("before", "after")
    return list(rows.filter(after=project)), list(rows.filter(before=project))


def overdue_deliverables(project: Project) -> list[Deliverable]:
    """What it owes that is certainly due after its end."""
    end = project.end
    owed: Iterable[Deliverable] = project.deliverables.all() if end else ()
    return [one for one in owed if end and one.due and one.due.earliest > end.latest]
