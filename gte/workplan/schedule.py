"""The projects of the facts as bars of a timeline: a pure function of facts and a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from gte.register.blocks import LATE, MUTED, PROGRESS
from gte.workplan.enums import DeliverableStatus, Light
from gte.workplan.facts import DeliverableRow, Facts, ProjectRow
from gte.workplan.facts.rows import StateRow, TopicRow
from gte.workplan.queries import is_late
from gte.workplan.standing import project_stands
from gte.workplan.timeline.bars import DEEPEST, Bar, Milestone
from gte.workplan.timeline.layout import Timeline, layout
from gte.workplan.words import DELIVERABLE_TONES, LIGHT_TONES, light_badge

# A topic's name and the codes of the projects below it, in their order.
Lines = Sequence[tuple[str, Sequence[str]]]


def lines_by_topic(facts: Facts) -> Lines:
    """The group's projects, those to come too, by the first of their topics in its order."""
    order = {code: topic.order for code, topic in facts.of(TopicRow).items()}
    found: dict[str, list[str]] = {}
    for project in facts.projects.values():
        if project.is_own and not project.parent:
            first = min(project.topics, key=lambda code: order.get(code, 0), default="")
            found.setdefault(first, []).append(project.code)
    topics = sorted(found, key=lambda code: order.get(code, len(order)))
    names = facts.of(TopicRow)
    return [(str(names.get(code) or ""), found[code]) for code in topics]


def bars_of(facts: Facts, lines: Lines, day: datetime.date) -> list[Bar]:
    """A bar for each project of the lines, its parts indented below it."""
    parts: dict[str, list[ProjectRow]] = {}
    for project in facts.projects.values():
        parts.setdefault(project.parent, []).append(project)
    return [
        bar_of(project, facts, day, group=group, level=level)
        for group, codes in lines
        for code in codes
        if code in facts.projects
        for project, level in with_parts(facts.projects[code], parts, 0)
    ]


def timeline_of(facts: Facts, lines: Lines, day: datetime.date) -> Timeline:
    """The projects of the lines on a line of time, which reaches to the day where one goes on."""
    bars = bars_of(facts, lines, day)
    known = [date.latest for bar in bars for date in (bar.begin, bar.end) if date]
    goes_on = any(bar.begin and bar.end is None for bar in bars)
    return layout(bars, day, end=day if goes_on and max(known) < day else None)


def with_parts(
    project: ProjectRow, parts: Mapping[str, Sequence[ProjectRow]], level: int
) -> Iterator[tuple[ProjectRow, int]]:
    """A project and, level by level, what is part of it; the deepest level holds all below."""
    yield project, min(level, DEEPEST)
    for part in parts.get(project.code, ()):
        yield from with_parts(part, parts, level + 1)


def bar_of(project: ProjectRow, facts: Facts, day: datetime.date, *, group: str, level: int) -> Bar:
    stands = project_stands(project, facts, day)
    owed = facts.deliverables_in.get(project.code, ())
    tone = tone_of(stands.light)
    return Bar(
        key=project.code,
        label=str(project),
        url=project.get_absolute_url(),
        level=level,
        group=group,
        begin=project.start,
        end=project.end,
        planned_begin=project.planned_start,
        planned_end=project.planned_end,
        tone=tone,
        status=light_badge(stands).text,
        progress=progress_of(owed),
        lead=", ".join(str(state) for state in facts.named(StateRow, [project.lead])),
        milestones=[milestone_of(item, day) for item in owed],
        depends_on=project.requires,
    )


def tone_of(light: Light | None) -> str:
    """What is at risk runs still: only what is past its date is drawn as late."""
    if light is None:
        return MUTED
    return PROGRESS if light == Light.AT_RISK else LIGHT_TONES[light]


def progress_of(owed: Sequence[DeliverableRow]) -> float | None:
    """Which part of what a project owes was delivered; None where it owes nothing."""
    counted = [item for item in owed if item.status != DeliverableStatus.CANCELLED]
    done = [item for item in counted if item.status == DeliverableStatus.DELIVERED]
    return len(done) / len(counted) if counted else None


def milestone_of(item: DeliverableRow, day: datetime.date) -> Milestone:
    status = DeliverableStatus(item.status)
    return Milestone(
        label=str(item),
        date=item.due,
        url=item.get_absolute_url(),
        tone=LATE if is_late(item, day) else DELIVERABLE_TONES[status],
        done=status == DeliverableStatus.DELIVERED,
    )
