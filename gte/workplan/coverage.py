"""The coverage map: what is done about each mandate, and which actions nobody mandated.

Only the group's own work counts as acting on a mandate. An action is a deliverable or commitment
that names the mandate, or a project or meeting that is evidence for it; a document shows that a
mandate exists, not that somebody acts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gte.common.enums import Scope
from gte.common.models import Record
from gte.common.partial_dates import PartialDate
from gte.library.models import Document
from gte.workplan.enums import MandateStatus
from gte.workplan.models import Deliverable, Mandate, Project
from gte.workplan.queries import (
    TRACES,
    deliverables_on,
    existed,
    first_date,
    mandates_on,
    projects_on,
    projects_with_traces,
)

# A project's number -> the dates of what happened in and around it.
ProjectDates = Mapping[int, list[PartialDate | None]]


def months_between(earlier: datetime.date, later: datetime.date) -> int:
    """Whole months from one day to another, 0 when the first is not before the second."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))


@dataclass(frozen=True)
class Movement:
    """The last thing that happened, as far as dated records tell."""

    date: PartialDate | None
    idle_months: int | None

    @classmethod
    def last(cls, dates: Iterable[PartialDate | None], day: datetime.date) -> Movement:
        past = [date for date in dates if date and date.earliest <= day]
        if not past:
            return cls(None, None)
        date = max(past, key=lambda one: (min(one.latest, day), one.earliest))
        return cls(date, months_between(min(date.latest, day), day))


@dataclass(frozen=True)
class MandateLine:
    """A mandate on a day: its status then, who acts on it and when something last moved."""

    mandate: Mandate
    status: MandateStatus
    actions: list[Record]
    evidence: list[Record]
    movement: Movement

    @property
    def is_own(self) -> bool:
        return self.mandate.scope == Scope.GTE


@dataclass(frozen=True)
class ActionLine:
    """A project or deliverable of the group, and the mandates it answers."""

    action: Project | Deliverable
    mandates: list[Mandate]
    movement: Movement


@dataclass(frozen=True)
class Coverage:
    """Both directions of the thread on one day."""

    day: datetime.date
    own: list[MandateLine]
    neighbours: list[MandateLine]
    actions: list[ActionLine]

    @property
    def unacted(self) -> list[MandateLine]:
        return [line for line in self.own if not line.actions]

    @property
    def acted(self) -> list[MandateLine]:
        return [line for line in self.own if line.actions]

    @property
    def unmandated(self) -> list[ActionLine]:
        return [line for line in self.actions if not line.mandates]


def dates_of(record: Any, projects: ProjectDates) -> list[PartialDate | None]:
    """The dates on which a record of the thread says that something happened."""
    if isinstance(record, Project):
        return projects.get(record.pk, [])
    if isinstance(record, Deliverable):
        served = [date for project in record.projects.all() for date in dates_of(project, projects)]
        return [*(document.date for document in record.documents.all()), *served]
    return [first_date(record), getattr(record, "date_end", None)]


def dates_of_projects(user: Any) -> ProjectDates:
    """For each project the dates of what happened in and around it."""
    return {
        project.pk: [
            project.start,
            project.end,
            *(figure.as_of for figure in project.figures.all()),
            *traces_of(project),
        ]
        for project in projects_with_traces(user)
    }


def traces_of(project: Project) -> Iterator[PartialDate | None]:
    """Dates of the group's records around a project.

    Those that name it, and the meetings of the body that leads it on one of its topics.
    """
    topics = {topic.pk for topic in project.topics.all()}
    meetings = project.lead_body.meetings.all() if project.lead_body else ()
    for meeting in meetings:
        if meeting.scope == Scope.GTE and topics & {topic.pk for topic in meeting.topics.all()}:
            yield meeting.date_start
            yield meeting.date_end
    for accessor, fields in TRACES.items():
        for record in getattr(project, accessor).all():
            if record.scope == Scope.GTE:
                yield from (getattr(record, field) for field in fields)


def status_on(mandate: Mandate, day: datetime.date) -> MandateStatus:
    """The mandate's status, or "unknown" when all it rests on came after the day.

    The register holds the status that its sources gave; dated evidence is what ties it to time.
    """
    shown = [row.record for row in mandate.evidence.all()]
    dates = [first_date(record) for record in shown]
    if shown and all(date and date.earliest > day for date in dates):
        return MandateStatus.UNKNOWN
    return MandateStatus(mandate.status)


def mandate_line(mandate: Mandate, day: datetime.date, projects: ProjectDates) -> MandateLine:
    evidence = [row.record for row in mandate.evidence.all()]
    evidence = [record for record in evidence if existed(record, day)]
    deliverables = [item for item in mandate.deliverables.all() if existed(item, day)]
    candidates = [*deliverables, *(item for item in evidence if not isinstance(item, Document))]
    own = mandate.scope == Scope.GTE
    actions = [item for item in candidates if item.scope == Scope.GTE or not own]
    documents = [item for item in evidence if isinstance(item, Document)]
    dates = [date for item in (*actions, *documents) for date in dates_of(item, projects)]
    movement = Movement.last(since(mandate.date, dates), day)
    return MandateLine(mandate, status_on(mandate, day), actions, evidence, movement)


def since(issued: PartialDate | None, dates: list[PartialDate | None]) -> list[PartialDate]:
    """Only what may have happened once the mandate was issued moves it."""
    return [date for date in dates if date and (issued is None or date.latest >= issued.earliest)]


def mandates_of_project(project: Project, day: datetime.date) -> list[Mandate]:
    """The group's mandates that a project answers, through its deliverables or as evidence."""
    found = {row.mandate for row in project.evidence_for.all()}
    for deliverable in project.deliverables.all():
        if existed(deliverable, day):
            found.update(deliverable.mandates.all())
    return own_mandates(found, day)


def own_mandates(mandates: Iterable[Mandate], day: datetime.date) -> list[Mandate]:
    present = [
        mandate for mandate in mandates if mandate.scope == Scope.GTE and existed(mandate, day)
    ]
    return sorted(present, key=lambda mandate: mandate.pk)


def coverage_on(day: datetime.date, user: Any = None) -> Coverage:
    """The coverage map of a day, for a reader; a constant number of queries."""
    projects = dates_of_projects(user)
    lines = [mandate_line(mandate, day, projects) for mandate in mandates_on(day, user)]
    actions = [
        ActionLine(
            project,
            mandates_of_project(project, day),
            Movement.last(dates_of(project, projects), day),
        )
        for project in projects_on(day, user).filter(scope=Scope.GTE)
    ]
    actions += [
        ActionLine(
            deliverable,
            own_mandates(deliverable.mandates.all(), day),
            Movement.last(dates_of(deliverable, projects), day),
        )
        for deliverable in deliverables_on(day, user).filter(scope=Scope.GTE)
    ]
    return Coverage(
        day,
        own=[line for line in lines if line.is_own],
        neighbours=[line for line in lines if not line.is_own],
        actions=actions,
    )
