"""The light of a deliverable or project: the first rule that applies, and the trend.

A pure function of the facts and a day. Every light names the rule that gave it and what the rule
saw, so that two readers of one record never see two colours; people depart from it only by a
signed override, which stands beside the rule's own light.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from gte.common.partial_dates import PartialDate
from gte.workplan.enums import (
    CLOSED,
    FINISHED,
    DeliverableStatus,
    Light,
    PartyProgress,
    ProjectStatus,
)
from gte.workplan.facts import DeliverableRow, Facts, ProjectRow
from gte.workplan.queries import is_late

# A deliverable without a party at work this long before its date is at risk.
NEAR = datetime.timedelta(days=60)
# Work that nobody has said anything about for this long is at risk.
SILENT = datetime.timedelta(days=180)
TREND = datetime.timedelta(days=30)


class Rule(StrEnum):
    """Why a light is what it is; the words are in ``gte.workplan.words``."""

    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    PAST_ITS_DATE = "past_its_date"
    PARTS_LATE = "parts_late"
    WAITS_FOR_LATE = "waits_for_late"
    NOT_BEGUN = "not_begun"
    NOBODY_AT_WORK = "nobody_at_work"
    DATE_MOVED = "date_moved"
    SILENT = "silent"
    IN_TIME = "in_time"
    NOTHING_KNOWN = "nothing_known"


class Trend(StrEnum):
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


LIGHTS: dict[Rule, Light | None] = {
    Rule.DELIVERED: Light.MET,
    Rule.ACCEPTED: Light.MET,
    Rule.COMPLETED: Light.MET,
    Rule.CANCELLED: None,
    Rule.PAST_ITS_DATE: Light.LATE,
    Rule.PARTS_LATE: Light.AT_RISK,
    Rule.WAITS_FOR_LATE: Light.AT_RISK,
    Rule.NOT_BEGUN: Light.AT_RISK,
    Rule.NOBODY_AT_WORK: Light.AT_RISK,
    Rule.DATE_MOVED: Light.AT_RISK,
    Rule.SILENT: Light.AT_RISK,
    Rule.IN_TIME: Light.ON_TRACK,
    Rule.NOTHING_KNOWN: Light.UNKNOWN,
}
# From worst to best; "nothing is known" is neither better nor worse than anything.
SCALE = (Light.LATE, Light.AT_RISK, Light.ON_TRACK, Light.MET)


@dataclass(frozen=True, slots=True)
class Stands:
    """A light, the rule that fired, what it saw (codes of records, or days), and the trend."""

    rule: Rule
    days: int = 0
    because: tuple[str, ...] = ()
    trend: Trend = Trend.SAME

    @property
    def light(self) -> Light | None:
        """None for what was cancelled: it is neither good nor bad."""
        return LIGHTS[self.rule]


def days_after(date: PartialDate | None, day: datetime.date) -> int:
    """Whole days by which a date has passed entirely; 0 where it has not."""
    return max(0, (day - date.latest).days) if date else 0


def said_by(item: DeliverableRow, day: datetime.date) -> dict[str, tuple[str, datetime.date]]:
    """The last that each party had said by a day: its progress, and when."""
    said = {}
    for party, state, _percent, at in item.progress:
        on = datetime.date.fromisoformat(at)
        if on <= day:
            said[party] = (state, on)
    return said


def as_of(item: DeliverableRow, day: datetime.date) -> DeliverableRow:
    """The deliverable as the parties' words had it on a day.

    What the parties said carries a day, what sources say does not: without words of parties the
    status is the one registered now.
    """
    if item.accepted_on > day.isoformat():
        item = replace(item, accepted_on="")
    if item.status == DeliverableStatus.DELIVERED and not done_by(item, day) >= done_by(item):
        return replace(item, status=DeliverableStatus.IN_PROGRESS.value, accepted_on="")
    return item


def done_by(item: DeliverableRow, day: datetime.date = datetime.date.max) -> set[str]:
    """The parties whose last word by a day was that they are done."""
    said = said_by(item, day)
    return {party for party, (state, _on) in said.items() if state == PartyProgress.DONE}


def deliverable_stands(item: DeliverableRow, facts: Facts, day: datetime.date) -> Stands:
    """How a deliverable stands on a day, with the trend against thirty days before."""
    return with_trend(deliverable_rule, item, facts, day)


def project_stands(project: ProjectRow, facts: Facts, day: datetime.date) -> Stands:
    """How a project stands on a day, with the trend against thirty days before."""
    return with_trend(project_rule, project, facts, day)


def with_trend(
    rule: Callable[[Any, Facts, datetime.date], Stands], row: Any, facts: Facts, day: datetime.date
) -> Stands:
    now, before = rule(row, facts, day), rule(row, facts, day - TREND)
    return replace(now, trend=trend_between(before.light, now.light))


def trend_between(before: Light | None, now: Light | None) -> Trend:
    if before not in SCALE or now not in SCALE or before == now:
        return Trend.SAME
    return Trend.BETTER if SCALE.index(now) > SCALE.index(before) else Trend.WORSE


def deliverable_rule(item: DeliverableRow, facts: Facts, day: datetime.date) -> Stands:
    item = as_of(item, day)
    if item.status == DeliverableStatus.CANCELLED:
        return Stands(Rule.CANCELLED)
    if item.status == DeliverableStatus.DELIVERED:
        return Stands(Rule.ACCEPTED if item.accepted_on else Rule.DELIVERED)
    if is_late(item, day):
        return Stands(Rule.PAST_ITS_DATE, days_after(item.due, day))
    waits_for = [
        code
        for project in facts.named(ProjectRow, item.projects)
        for code in late_requirements(project, facts, day)
    ]
    if waits_for:
        return Stands(Rule.WAITS_FOR_LATE, because=tuple(dict.fromkeys(waits_for)))
    return open_rule(item, day)


def open_rule(item: DeliverableRow, day: datetime.date) -> Stands:
    """Of what is owed and not late."""
    said = said_by(item, day)
    at_work = [party for party, (state, _on) in said.items() if state != PartyProgress.NOT_STARTED]
    near = item.due is not None and item.due.latest - NEAR <= day
    has_begun = at_work or item.status == DeliverableStatus.PARTIALLY_DELIVERED
    if near and item.due and not has_begun:
        return Stands(Rule.NOBODY_AT_WORK, (item.due.latest - day).days)
    if item.due and item.first_due and item.due.earliest > item.first_due.latest:
        return Stands(Rule.DATE_MOVED, (item.due.latest - item.first_due.latest).days)
    last = max((on for _state, on in said.values()), default=None)
    if last is not None and day - last > SILENT:
        return Stands(Rule.SILENT, (day - last).days)
    if item.due is None and not said:
        return Stands(Rule.NOTHING_KNOWN)
    return Stands(Rule.IN_TIME)


WAITING = (ProjectStatus.PLANNED, ProjectStatus.MANDATED)


def is_overdue(project: ProjectRow, day: datetime.date) -> bool:
    """Its end has passed entirely and it goes on."""
    return project.end is not None and project.end.latest < day and project.status not in FINISHED


def late_requirements(project: ProjectRow, facts: Facts, day: datetime.date) -> Iterable[str]:
    """The projects that it waits for and that are past their end."""
    required = facts.named(ProjectRow, project.requires)
    return [one.code for one in required if is_overdue(one, day)]


def project_rule(project: ProjectRow, facts: Facts, day: datetime.date) -> Stands:
    if project.status == ProjectStatus.CANCELLED:
        return Stands(Rule.CANCELLED)
    if project.status == ProjectStatus.COMPLETED:
        return Stands(Rule.COMPLETED)
    if is_overdue(project, day):
        return Stands(Rule.PAST_ITS_DATE, days_after(project.end, day))
    late = [
        item.code
        for item in facts.deliverables_in.get(project.code, ())
        if is_late(as_of(item, day), day)
    ]
    if late:
        return Stands(Rule.PARTS_LATE, because=tuple(late))
    waits_for = tuple(late_requirements(project, facts, day))
    if waits_for:
        return Stands(Rule.WAITS_FOR_LATE, because=waits_for)
    return running_rule(project, facts, day)


def running_rule(project: ProjectRow, facts: Facts, day: datetime.date) -> Stands:
    """Of a project that is neither over nor held up by something late."""
    if project.start and project.start.latest < day and project.status in WAITING:
        return Stands(Rule.NOT_BEGUN, days_after(project.start, day))
    if project.end and project.planned_end and project.end.earliest > project.planned_end.latest:
        return Stands(Rule.DATE_MOVED, (project.end.latest - project.planned_end.latest).days)
    owed = [
        item for item in facts.deliverables_in.get(project.code, ()) if item.status not in CLOSED
    ]
    if project.end is None and not owed:
        return Stands(Rule.NOTHING_KNOWN)
    return Stands(Rule.IN_TIME)
