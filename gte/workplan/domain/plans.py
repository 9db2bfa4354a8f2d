"""The work plan of a term: drafted, filled with lines and projects, put to the parties."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gte.alliance.models import Term, Topic, User
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.governance.domain.decisions import Frame, change_text, draft_decision
from gte.governance.domain.ledger import wait_for_turn
from gte.governance.enums import DecisionStatus, Matter
from gte.governance.models import Decision
from gte.governance.queries.standing import stand_of
from gte.workplan.domain.texts import plan_wording
from gte.workplan.domain.writing import (
    Given,
    check_coordinates,
    check_row,
    check_span,
    lock,
    new_record,
    write,
)
from gte.workplan.enums import FINISHED, DeliverableKind, ProjectStatus
from gte.workplan.models import Deliverable, PlanEntry, PlanLine, Project, WorkPlan
from gte.workplan.queries.plans import (
    approved_projects,
    is_closed,
    unplanned_deliverables,
    whole_plans,
)


@transaction.atomic
def draft_plan(*, by: User, term: Term, given: Given, former: WorkPlan | None = None) -> WorkPlan:
    """The plan of a term, from nothing or from a former one: lines with their objectives and the
    projects that are not finished are carried over; what they owe stays with them.

    Raises BadInput for a term that has a plan.
    """
    check_coordinates(by)
    wait_for_turn()
    if same := WorkPlan.objects.filter(term=term).first():
        raise BadInput(
            _("The term “%(term)s” has a plan already: “%(plan)s”.") % {"term": term, "plan": same}
        )
    check_span(given.columns.get("start"), given.columns.get("end"))
    plan = new_record(WorkPlan, "plan", given, term=term, former=former)
    write(plan, given)
    carried = carry_over(former, plan) if former else 0
    data = {"former": former.code if former else "", "carried": carried}
    write_log(verb="plan.drafted", by=by, target=plan.code, data=data)
    return plan


def carry_over(former: WorkPlan, plan: WorkPlan) -> int:
    """Copies the lines and the projects that go on; how many projects there are of these."""
    carried = 0
    for line in former.lines.all():
        copy = PlanLine(plan=plan, topic=line.topic, position=line.position)
        for name in ("objective_es", "objective_en"):
            setattr(copy, name, getattr(line, name))
        copy.save()
        for entry in line.entries.exclude(project__status__in=FINISHED):
            carried += 1
            PlanEntry.objects.create(
                plan=plan, line=copy, project=entry.project, position=entry.position
            )
    return carried


def open_plan(plan: WorkPlan, by: User) -> WorkPlan:
    """The plan for this transaction alone. Raises BadInput for others than the coordination, and
    while or once the parties decide.
    """
    check_coordinates(by)
    plan = lock(plan)
    check_open(plan)
    return plan


def check_open(plan: WorkPlan) -> None:
    """Raises BadInput for a plan that the parties are asked about or have approved."""
    if is_closed(plan.decision):
        raise BadInput(
            _(
                "“%(plan)s” is with the parties or approved, so it stays as they read it. To "
                "change it, withdraw the decision “%(decision)s” or have another supersede it."
            )
            % {"plan": plan, "decision": plan.decision}
        )


@transaction.atomic
def change_plan(*, plan: WorkPlan, by: User, given: Given) -> WorkPlan:
    """Name, aim and dates. Raises BadInput for a plan that is closed."""
    plan = open_plan(plan, by)
    check_span(given.columns.get("start"), given.columns.get("end"))
    write(plan, given)
    write_log(verb="plan.changed", by=by, target=plan.code)
    return plan


# --- lines ----------------------------------------------------------------------------------------


@transaction.atomic
def add_line(*, plan: WorkPlan, by: User, topic: Topic, objective: Given) -> PlanLine:
    """A topic of the plan. Raises BadInput for one that it has."""
    plan = open_plan(plan, by)
    if plan.lines.filter(topic=topic).exists():
        raise BadInput(_("“%(topic)s” is a line of this plan already.") % {"topic": topic})
    line = PlanLine(plan=plan, topic=topic, position=next_position(plan.lines))
    say(line, objective)
    write_log(verb="plan.line_added", by=by, target=plan.code, data={"topic": topic.code})
    return line


@transaction.atomic
def change_line(*, line: PlanLine, by: User, objective: Given) -> PlanLine:
    plan = open_plan(line.plan, by)
    say(line, objective)
    write_log(verb="plan.line_changed", by=by, target=plan.code, data={"topic": line.topic.code})
    return line


@transaction.atomic
def remove_line(*, line: PlanLine, by: User) -> None:
    """Raises BadInput for a line with projects: they would leave the plan unseen."""
    plan = open_plan(line.plan, by)
    if line.entries.exists():
        raise BadInput(
            _("Projects stand in “%(line)s”: take them out or put them elsewhere first.")
            % {"line": line}
        )
    topic = line.topic.code
    line.delete()
    write_log(verb="plan.line_removed", by=by, target=plan.code, data={"topic": topic})


def say(line: PlanLine, objective: Given) -> None:
    for name, value in objective.columns.items():
        setattr(line, name, value)
    check_row(line)
    line.save()


# --- projects of a line ---------------------------------------------------------------------------


@transaction.atomic
def put_in_plan(*, line: PlanLine, project: Project, by: User) -> PlanEntry:
    """A project in a line; from another line of the plan it moves here.

    Raises BadInput for one that stands there, and for one that is finished.
    """
    plan = open_plan(line.plan, by)
    if project.status in FINISHED:
        raise BadInput(
            _("“%(project)s” is %(status)s: nothing of it is left to plan.")
            % {"project": project, "status": ProjectStatus(project.status).label}
        )
    entry = plan.entries.filter(project=project).first()
    if entry and entry.line_id == line.pk:
        raise BadInput(_("“%(project)s” stands in this line already.") % {"project": project})
    entry = entry or PlanEntry(plan=plan, project=project)
    entry.line, entry.position = line, next_position(line.entries)
    entry.save()
    data = {"project": project.code, "topic": line.topic.code}
    write_log(verb="plan.project_put", by=by, target=plan.code, data=data)
    return entry


@transaction.atomic
def take_out_of_plan(*, entry: PlanEntry, by: User) -> None:
    """The project itself stays."""
    plan = open_plan(entry.plan, by)
    data = {"project": entry.project.code}
    entry.delete()
    write_log(verb="plan.project_taken_out", by=by, target=plan.code, data=data)


def next_position(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def move(*, row: PlanLine | PlanEntry, by: User, up: bool) -> None:
    """Changes places with the neighbour above or below; at the end nothing happens."""
    plan = open_plan(row.plan, by)
    siblings: Any = plan.lines if isinstance(row, PlanLine) else row.line.entries
    ordered = list(siblings.order_by("position", "pk"))
    at = [one.pk for one in ordered].index(row.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(ordered):
        return
    ordered[at], ordered[to] = ordered[to], ordered[at]
    for position, one in enumerate(ordered, 1):
        one.position = position
        one.save(update_fields=["position"])
    write_log(verb="plan.reordered", by=by, target=plan.code)


# --- approval -------------------------------------------------------------------------------------


@transaction.atomic
def propose_plan(*, plan: WorkPlan, by: User) -> Decision:
    """Drafts the decision that approves the plan, or the next version of its text while nobody was
    asked, and notes in the plan the dates that its text shows.

    Raises BadInput for a plan without projects, one that is closed, and one that did not change
    since its text was drafted.
    """
    plan = whole_plans().get(pk=open_plan(plan, by).pk)
    if not plan.entries.exists():
        raise BadInput(_("No project stands in “%s” yet: there is nothing to approve.") % plan)
    wording = plan_wording(plan)
    decision = plan.decision
    if decision and stand_of(decision).status == DecisionStatus.DRAFT:
        change_text(decision=decision, by=by, wording=wording)
    else:
        decision = draft_decision(by=by, frame=Frame(matter=Matter.WORK_PLAN), wording=wording)
    plan.decision = decision
    plan.save()
    for entry in plan.entries.select_related("project"):
        entry.planned_start, entry.planned_end = entry.project.start, entry.project.end
        entry.save(update_fields=["planned_start", "planned_end"])
    data = {"decision": decision.code}
    write_log(verb="plan.proposed", by=by, target=plan.code, data=data)
    return decision


def publish_approved(decision: Decision) -> None:
    """What governance calls when a decision becomes public: so does what it approves."""
    projects = approved_projects(decision)
    deliverables = list(
        unplanned_deliverables(projects).exclude(kind=DeliverableKind.COMMITMENT)
        if projects
        else ()
    )
    hidden = [project for project in projects if not project.is_public]
    records: list[Project | Deliverable] = [*hidden, *deliverables]
    for one in records:
        one.is_public = True
        one.save(update_fields=["is_public"])
        write_log(verb="record.published", by=None, target=one.code, data={"by": decision.code})
    plan = WorkPlan.objects.filter(decision=decision).first()
    if plan is not None:
        plan.save()  # so that search finds it from now on
