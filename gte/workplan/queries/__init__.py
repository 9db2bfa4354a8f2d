"""Named questions to the thread, and the rules by which time enters the answers."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from gte.alliance.models import Term
from gte.workplan.enums import CLOSED
from gte.workplan.models import Deliverable, Mandate, Project

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gte.common.partial_dates import PartialDate


def today() -> datetime.date:
    return timezone.now().date()


def begun(day: datetime.date, path: str) -> Q:
    """Rows whose date is not known or may be on or before the day."""
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__lte": day.isoformat()})


def term_begun(day: datetime.date, prefix: str = "") -> Q:
    """Terms, or rows of terms, that had begun by a day: as it happened, or else as planned."""
    actual, planned = f"{prefix}start_actual", f"{prefix}start_planned"
    return Q(**{f"{actual}__lte": day.isoformat()}) | (
        Q(**{f"{actual}__isnull": True}) & begun(day, planned)
    )


# Where rooms above keep dated records that name a project: accessor -> date fields.
TRACES: dict[str, tuple[str, ...]] = {}


def add_trace(accessor: str, *fields: str) -> None:
    """Lets a room's records move the projects they name, by the dates in ``fields``."""
    TRACES[accessor] = fields


def projects_with_traces(user: Any) -> QuerySet[Project]:
    """All projects, with what tells when something last happened to each."""
    projects: QuerySet[Project] = Project.objects.visible_to(user)
    return projects.prefetch_related("figures", "topics", "lead_body__meetings__topics", *TRACES)


def mandates_on(day: datetime.date, user: Any) -> QuerySet[Mandate]:
    """The mandates issued by a day, oldest first, those without a date last."""
    return (
        Mandate.objects.visible_to(user)
        .filter(begun(day, "date"))
        .prefetch_related(
            "addressed_to",
            "evidence__meeting",
            "evidence__document",
            "evidence__project",
            Prefetch(
                "deliverables",
                Deliverable.objects.visible_to(user).prefetch_related(
                    "term", "documents", "projects"
                ),
            ),
        )
        .order_by("date", "pk")
    )


def deliverables_on(day: datetime.date, user: Any) -> QuerySet[Deliverable]:
    """The deliverables of terms that had begun by a day, and those of no term."""
    return (
        Deliverable.objects.visible_to(user)
        .filter(term_begun(day, "term__"))
        .select_related("term__state", "coordinated_by")
        .prefetch_related("documents", "projects", "mandates")
        .order_by("term__start_actual", "pk")
    )


def projects_on(day: datetime.date, user: Any) -> QuerySet[Project]:
    """The projects begun by a day, and those whose beginning is not known."""
    return (
        Project.objects.visible_to(user)
        .filter(begun(day, "start"))
        .prefetch_related(
            Prefetch(
                "deliverables",
                Deliverable.objects.visible_to(user).prefetch_related("mandates", "term"),
            ),
            "evidence_for__mandate",
        )
        .order_by("pk")
    )


def existed(record: Any, day: datetime.date) -> bool:
    """Whether a record of the thread is part of the picture on a day."""
    if isinstance(record, Deliverable):
        start = record.term.start if record.term else None
        return start is None or start.earliest <= day
    start = first_date(record)
    return start is None or start.earliest <= day


def first_date(record: Any) -> PartialDate | None:
    """The date on which a meeting, document or project begins to show something."""
    for name in ("date_start", "date", "start"):
        if hasattr(record, name):
            date: PartialDate | None = getattr(record, name)
            return date
    return None


def is_late(deliverable: Deliverable, day: datetime.date) -> bool:
    """Its date has passed entirely and it is still owed. Without a date nothing is late."""
    return is_due(deliverable, day) and deliverable.status not in CLOSED


def is_due(deliverable: Deliverable, day: datetime.date) -> bool:
    """It has a date, and the date has passed entirely."""
    due: PartialDate | None = deliverable.due
    return due is not None and due.latest < day


def term_on(scope: str, day: datetime.date) -> Term | None:
    """The term in force on a day: the last to begin of those that run."""
    terms = Term.objects.of(scope).select_related("state").filter(term_begun(day))
    running = [term for term in terms if term.end is None or term.end.latest > day]
    return max(running, key=lambda term: term.start or "", default=None)


def next_term(scope: str, day: datetime.date) -> Term | None:
    """The first term registered to begin after a day."""
    later = Term.objects.of(scope).select_related("state").exclude(term_begun(day))
    return min(later, key=lambda term: term.start or "", default=None)
