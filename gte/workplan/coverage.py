"""The coverage map: what is done about each mandate, and which actions nobody mandated.

Only the group's own work counts as acting on a mandate. An action is a deliverable or commitment
that names the mandate, or a project or meeting that is evidence for it; a document shows that a
mandate exists, not that somebody acts.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from gte.common.partial_dates import PartialDate
from gte.workplan.enums import MandateStatus, ProjectStatus
from gte.workplan.facts import (
    DeliverableRow,
    DocumentRow,
    Facts,
    MandateRow,
    ProjectRow,
    Row,
    existed,
    load_facts,
)

Dates = list[PartialDate | None]
# A project's code -> the dates of what happened in and around it.
ProjectDates = Mapping[str, Dates]


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

    mandate: MandateRow
    status: MandateStatus
    actions: list[Row]
    evidence: list[Row]
    movement: Movement

    @property
    def is_own(self) -> bool:
        return self.mandate.is_own


@dataclass(frozen=True)
class ActionLine:
    """A project or deliverable of the group, and the mandates it answers.

    Of thousands of actions a page prints a few: the movement is computed when it is read.
    """

    action: ProjectRow | DeliverableRow
    mandates: list[MandateRow]
    dates: Callable[[], Dates] = field(repr=False, compare=False)
    day: datetime.date

    @property
    def movement(self) -> Movement:
        return Movement.last(self.dates(), self.day)


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


def dates_of(row: Row, facts: Facts, projects: ProjectDates) -> Dates:
    """The dates on which a row of the thread says that something happened."""
    if isinstance(row, ProjectRow):
        return projects.get(row.code, [])
    if isinstance(row, DeliverableRow):
        documents = facts.named(DocumentRow, row.documents)
        said = [PartialDate(day) for *_words, day in row.progress]
        served = [date for code in row.projects for date in projects.get(code, [])]
        return [*(document.date for document in documents), *said, *served]
    return [row.first_date, getattr(row, "date_end", None)]


def dates_of_projects(facts: Facts) -> ProjectDates:
    """For each project the dates of what happened in and around it."""
    return {
        project.code: [
            *began_and_ended(project),
            *(PartialDate(day) for day in said_in(project, facts)),
            *(PartialDate(day) for day in project.figures),
            *around(project, facts),
        ]
        for project in facts.projects.values()
    }


def began_and_ended(project: ProjectRow) -> Dates:
    """What is only planned has not happened, whatever its dates."""
    return [] if project.status == ProjectStatus.PLANNED else [project.start, project.end]


def said_in(project: ProjectRow, facts: Facts) -> Iterator[str]:
    """The days on which parties told how far they are with what the project owes."""
    for item in facts.deliverables_in.get(project.code, ()):
        yield from (day for *_words, day in item.progress)


def around(project: ProjectRow, facts: Facts) -> Iterator[PartialDate | None]:
    """Dates of the group's records around a project.

    Those that name it, and the meetings of the body that leads it on one of its topics.
    """
    topics = set(project.topics)
    for meeting in facts.meetings_of.get(project.body_code, ()):
        if topics & set(meeting.topics):
            yield meeting.date_start
            yield meeting.date_end
    for trace in facts.traces_of.get(project.code, ()):
        yield from (PartialDate(date) for date in trace.dates)


def status_on(mandate: MandateRow, facts: Facts, day: datetime.date) -> MandateStatus:
    """The mandate's status, or "unknown" when all it rests on came after the day.

    The register holds the status that its sources gave; dated evidence is what ties it to time.
    """
    dates = [row.first_date for row in facts.evidence_of(mandate)]
    if dates and all(date and date.earliest > day for date in dates):
        return MandateStatus.UNKNOWN
    return MandateStatus(mandate.status)


def acting_on(mandate: MandateRow, evidence: list[Row], facts: Facts, day: Any) -> list[Row]:
    """What acts on a mandate: who names it, and what is evidence for it and no document."""
    candidates: list[Row] = [
        *facts.deliverables_for.get(mandate.code, ()),
        *facts.projects_for.get(mandate.code, ()),
    ]
    candidates = [row for row in candidates if existed(row, day)]
    candidates += [row for row in evidence if not isinstance(row, DocumentRow)]
    unique = {(row.kind, row.code): row for row in candidates}.values()
    return [row for row in unique if row.is_own or not mandate.is_own]


def mandate_line(
    mandate: MandateRow, facts: Facts, day: datetime.date, projects: ProjectDates
) -> MandateLine:
    evidence = [row for row in facts.evidence_of(mandate) if existed(row, day)]
    actions = acting_on(mandate, evidence, facts, day)
    documents = [row for row in evidence if isinstance(row, DocumentRow)]
    dates = [date for row in (*actions, *documents) for date in dates_of(row, facts, projects)]
    movement = Movement.last(since(mandate.date, dates), day)
    return MandateLine(mandate, status_on(mandate, facts, day), actions, evidence, movement)


def since(issued: PartialDate | None, dates: Dates) -> list[PartialDate]:
    """Only what may have happened once the mandate was issued moves it."""
    return [date for date in dates if date and (issued is None or date.latest >= issued.earliest)]


class Answering:
    """Which of the group's mandates of a day its actions answer, in the order of the register."""

    def __init__(self, facts: Facts, day: datetime.date) -> None:
        self.facts, self.day = facts, day
        known = facts.mandates.items()
        self.own = {code: one for code, one in known if one.is_own and existed(one, day)}
        self.places = {code: place for place, code in enumerate(self.own)}

    def of_project(self, project: ProjectRow) -> list[MandateRow]:
        """One of the group's: named, as evidence or through a deliverable."""
        found = set(self.through[project.code])
        for deliverable in self.facts.deliverables_in.get(project.code, ()):
            if existed(deliverable, self.day):
                found.update(deliverable.mandates)
        return self.in_order(found)

    def of_deliverable(self, item: DeliverableRow) -> list[MandateRow]:
        """Named, or by a project it belongs to."""
        found = set(item.mandates)
        for code in item.projects:
            found |= self.through.get(code, set())
        return self.in_order(found)

    @cached_property
    def through(self) -> dict[str, set[str]]:
        """What each of the group's projects hands on to its deliverables."""
        shown = self.facts.mandates_showing
        return {
            project.code: {*project.mandates, *(one.code for one in shown.get(project.code, ()))}
            for project in self.facts.projects.values()
            if project.is_own and existed(project, self.day)
        }

    def in_order(self, codes: set[str]) -> list[MandateRow]:
        known = sorted(codes & self.own.keys(), key=self.places.__getitem__)
        return [self.own[code] for code in known]


def action_lines(facts: Facts, day: datetime.date, projects: ProjectDates) -> Iterator[ActionLine]:
    """The group's projects, then its deliverables, with the mandates that each answers."""
    answering = Answering(facts, day)
    for project in facts.projects.values():
        if project.is_own and existed(project, day):
            dates = partial(dates_of, project, facts, projects)
            yield ActionLine(project, answering.of_project(project), dates, day)
    for item in facts.deliverables.values():
        if item.is_own and existed(item, day):
            dates = partial(dates_of, item, facts, projects)
            yield ActionLine(item, answering.of_deliverable(item), dates, day)


def covered(facts: Facts, day: datetime.date) -> Coverage:
    """The coverage map of a day from the facts: a pure function, oldest mandates first."""
    projects = dates_of_projects(facts)
    mandates = [one for one in facts.mandates.values() if existed(one, day)]
    mandates.sort(key=lambda one: (one.date is None, one.date or ""))
    lines = [mandate_line(mandate, facts, day, projects) for mandate in mandates]
    return Coverage(
        day,
        own=[line for line in lines if line.is_own],
        neighbours=[line for line in lines if not line.is_own],
        actions=list(action_lines(facts, day, projects)),
    )


def coverage_on(day: datetime.date, user: Any = None) -> Coverage:
    """The coverage map of a day, for a reader; a constant number of queries."""
    return covered(load_facts(user), day)
