"""Programmes, projects and activities: how they hang together, what they cost, what threatens."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from babel import Locale
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.models import User
from gte.common.domain import write_log
from gte.common.errors import BadInput, legible
from gte.governance.domain.decisions import Frame, Wording, draft_decision
from gte.governance.domain.ledger import wait_for_turn
from gte.governance.enums import Matter
from gte.governance.models import Decision
from gte.workplan.dependencies import Cycle, order
from gte.workplan.domain.texts import project_wording
from gte.workplan.domain.writing import (
    Given,
    check_coordinates,
    check_span,
    lock,
    new_record,
    quoted,
    write,
    write_row,
)
from gte.workplan.enums import ProjectKind
from gte.workplan.models import BudgetItem, Dependency, Project, Risk
from gte.workplan.numbers import check_kept
from gte.workplan.queries.plans import is_closed

# ISO 4217, with what was a currency once.
CURRENCIES = frozenset(Locale("en").currencies)
LONGEST_PERIOD = datetime.timedelta(days=366)


@transaction.atomic
def add_project(*, by: User, given: Given, is_public: bool = False) -> Project:
    """A project that everybody reads at once, or those who take part until it is approved.

    Raises BadInput for an end before its start, and for a place in the tree that it cannot have.
    """
    check_coordinates(by)
    check_project(None, given)
    project = new_record(Project, "project", given, is_public=is_public)
    write(project, given)
    data = {"public": is_public}
    write_log(verb="project.added", by=by, target=project.code, data=data)
    return project


@transaction.atomic
def change_project(*, project: Project, by: User, given: Given) -> Project:
    """Raises BadInput as ``add_project`` does, and where a deliverable would be due before it."""
    check_coordinates(by)
    # One after the other: two at once could close a circle of parts that neither sees.
    wait_for_turn()
    project = lock(project)
    check_project(project, given)
    write(project, given)
    data = {"fields": sorted(given.columns)}
    write_log(verb="project.changed", by=by, target=project.code, data=data)
    return project


def check_project(project: Project | None, given: Given) -> None:
    said = given.columns
    check_span(said.get("start"), said.get("end"))
    kind, parent = said.get("kind", ProjectKind.PROJECT), said.get("parent")
    check_parent(project, kind, parent)
    if project is not None:
        check_parts(project, kind)
        moved = said.get("start") != project.start
        for deliverable in project.deliverables.all() if moved else ():
            check_not_due_before(deliverable.name, deliverable.due, project, said.get("start"))


def check_parent(project: Project | None, kind: str, parent: Project | None) -> None:
    """Raises BadInput for an activity of nothing, a part of an activity, and a circle of parts."""
    if parent is None:
        if kind == ProjectKind.ACTIVITY:
            raise BadInput(_("An activity belongs to a project or programme: say to which."))
        return
    if parent.kind == ProjectKind.ACTIVITY:
        raise BadInput(
            _("“%(name)s” is an activity: nothing is a part of it. Choose a project or programme.")
            % {"name": parent}
        )
    if kind == ProjectKind.PROGRAMME and parent.kind != ProjectKind.PROGRAMME:
        raise BadInput(
            _("A programme is no part of a project: “%(name)s” is one.") % {"name": parent}
        )
    if project is not None:
        check_no_circle(project, parent)


def check_no_circle(project: Project, parent: Project) -> None:
    above: list[Project] = []
    one: Project | None = parent
    while one is not None and one not in above:
        above.append(one)
        if one.pk == project.pk:
            names = " → ".join(quoted(step) for step in [project, *above])
            raise BadInput(_("A project cannot be a part of itself: %s.") % names)
        one = one.parent


def check_parts(project: Project, kind: str) -> None:
    part = project.parts.first()
    if part is not None and kind == ProjectKind.ACTIVITY:
        raise BadInput(
            _("An activity has no parts, and “%(part)s” is a part of this one.") % {"part": part}
        )


def check_not_due_before(name: Any, due: Any, project: Project, start: Any) -> None:
    """Raises BadInput for a deliverable that is certainly due before its project begins."""
    if due and start and due.latest < start.earliest:
        raise BadInput(
            _("“%(deliverable)s” is due (%(due)s) before “%(project)s” begins (%(start)s).")
            % {
                "deliverable": name,
                "due": due.display(),
                "project": project,
                "start": start.display(),
            }
        )


# --- what waits for what --------------------------------------------------------------------------


@transaction.atomic
def make_dependent(*, project: Project, on: Project, by: User) -> Dependency:
    """The project begins when the other has ended. Raises BadInput where they wait in a circle."""
    check_coordinates(by)
    # One after the other: two at once could close a circle that neither sees.
    wait_for_turn()
    rows = list(Dependency.objects.order_by("pk"))
    if any((row.before_id, row.after_id) == (on.pk, project.pk) for row in rows):
        raise BadInput(_("“%(after)s” waits for “%(before)s” already.") % names(on, project))
    edges = [*((row.after_id, row.before_id) for row in rows), (project.pk, on.pk)]
    try:
        order(sorted({key for edge in edges for key in edge}), edges)
    except Cycle as cycle:
        raise BadInput(circle_sentence(cycle)) from cycle
    made = Dependency.objects.create(before=on, after=project)
    data = {"on": on.code}
    write_log(verb="project.made_dependent", by=by, target=project.code, data=data)
    return made


def names(before: Project, after: Project) -> dict[str, Project]:
    return {"before": before, "after": after}


def circle_sentence(cycle: Cycle) -> str:
    keys = [int(str(key)) for key in (*cycle.keys, cycle.keys[0])]
    found = Project.objects.in_bulk(keys)
    return circle_text([found[key] for key in keys])


def circle_text(around: Iterable[Any]) -> str:
    """What waits for each other, the first named again at the end."""
    shown = " → ".join(quoted(one) for one in around)
    return _("They would wait for each other in a circle: %s.") % shown


@transaction.atomic
def free_dependency(*, dependency: Dependency, by: User) -> None:
    check_coordinates(by)
    target, data = dependency.after.code, {"from": dependency.before.code}
    dependency.delete()
    write_log(verb="project.freed", by=by, target=target, data=data)


# --- money and risks ------------------------------------------------------------------------------


@transaction.atomic
def set_budget(
    *, project: Project, by: User, given: Given, item: BudgetItem | None = None
) -> BudgetItem:
    """A new item of the budget, or another content of one. Raises BadInput as it says why."""
    check_coordinates(by)
    check_budget(given.columns)
    row = write_row(lock(item) if item else BudgetItem(project=project), given)
    data = {"item": row.pk, "amount": str(row.amount), "currency": row.currency}
    write_log(verb="project.budget_set", by=by, target=project.code, data=data)
    return row


def check_budget(said: Any) -> None:
    """One source, a currency of ISO 4217, a year at most."""
    check_payer(said)
    if said["currency"] not in CURRENCIES:
        raise BadInput(
            _("“%(code)s” is no currency of ISO 4217: write three letters, as USD or CLP.")
            % {"code": legible(said["currency"])}
        )
    if said["amount"] < 0:
        raise BadInput(_("An amount is not less than nothing."))
    check_kept(said["amount"])
    check_year(said)


def check_payer(said: Any) -> None:
    if bool(said.get("source_state")) == bool(said.get("source_name")):
        raise BadInput(_("Say who pays: a State or somebody else, one of the two."))


def check_year(said: Any) -> None:
    if said["end"] < said["start"]:
        raise BadInput(_("The period ends before it begins."))
    if said["end"] - said["start"] >= LONGEST_PERIOD:
        raise BadInput(_("An item covers one year at most: make one for each year."))


@transaction.atomic
def drop_budget(*, item: BudgetItem, by: User) -> None:
    check_coordinates(by)
    target, data = item.project.code, {"item": item.pk, "was": str(item)}
    item.delete()
    write_log(verb="project.budget_dropped", by=by, target=target, data=data)


@transaction.atomic
def note_risk(*, project: Project, by: User, given: Given, risk: Risk | None = None) -> Risk:
    """A new risk, or what is known of one now."""
    check_coordinates(by)
    row = write_row(lock(risk) if risk else Risk(project=project), given)
    write_log(verb="project.risk_noted", by=by, target=project.code, data={"risk": row.pk})
    return row


@transaction.atomic
def close_risk(*, risk: Risk, by: User) -> Risk:
    """Raises BadInput for one that is closed."""
    check_coordinates(by)
    risk = lock(risk)
    if risk.closed_on:
        raise BadInput(_("The risk “%s” is closed already.") % risk)
    risk.closed_on = timezone.localdate()
    risk.save(update_fields=["closed_on"])
    write_log(verb="project.risk_closed", by=by, target=risk.project.code, data={"risk": risk.pk})
    return risk


# --- approval -------------------------------------------------------------------------------------


@transaction.atomic
def propose_project(*, project: Project, by: User) -> Decision:
    """Drafts the decision that approves a project by itself, outside of a plan.

    Raises BadInput for one that everybody reads already, or that waits for its decision.
    """
    check_coordinates(by)
    project = lock(project)
    if project.is_public:
        raise BadInput(_("“%s” is shown to everybody already.") % project)
    if project.approved_by and is_closed(project.approved_by, drafts=True):
        raise BadInput(
            _("“%(project)s” waits for its decision, “%(decision)s”.")
            % {"project": project, "decision": project.approved_by}
        )
    wording: Wording = project_wording(project)
    frame = Frame(matter=Matter.PROGRAMME)
    project.approved_by = draft_decision(by=by, frame=frame, wording=wording)
    project.save()
    data = {"decision": project.approved_by.code}
    write_log(verb="project.proposed", by=by, target=project.code, data=data)
    return project.approved_by
