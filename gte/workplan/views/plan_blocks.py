"""A plan as its page at the desk prints it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gte.governance.enums import DecisionStatus
from gte.governance.queries.standing import Stand, stands_of
from gte.governance.registers.decisions import badge_of
from gte.register.blocks import Badge, Item, fact, facts
from gte.register.fields import link, span_text
from gte.workplan.models import PlanEntry, PlanLine, WorkPlan
from gte.workplan.views.blocks import Action, Row, Table, at_once, badge_cell, cell, to
from gte.workplan.views.project_blocks import decision_link, status_badge
from gte.workplan.views.project_blocks import page_of as project_page


def page_of(plan: WorkPlan) -> str:
    return reverse("desk-work-plan", args=[plan.code])


def stands_by_plan(plans: list[WorkPlan]) -> dict[int, Stand]:
    """What stands of the decisions of plans, by the plan's key."""
    decided = [plan for plan in plans if plan.decision]
    stands = stands_of([plan.decision for plan in decided if plan.decision]) if decided else []
    return {plan.pk: stand for plan, stand in zip(decided, stands, strict=True)}


def plan_badge(stand: Stand | None) -> Badge:
    """Approved where its decision is in force; else what its decision says."""
    if stand is None:
        return Badge(_("in preparation"), "muted")
    if stand.status == DecisionStatus.IN_FORCE:
        return Badge(_("approved"), "good")
    return badge_of(stand.status)


def plan_columns() -> tuple[str, ...]:
    return (_("Work plan"), _("Term"), _("Dates"), _("Approval"))


def plan_row(plan: WorkPlan, stand: Stand | None, columns: tuple[str, ...]) -> Row:
    cells = [
        cell(plan, page_of(plan)),
        cell(plan.term),
        cell(span_text(plan.start, plan.end)),
        badge_cell(plan_badge(stand)),
    ]
    return Row(str(plan), cells, labels=columns)


def plan_facts(plan: WorkPlan) -> list[Any]:
    former = plan.former
    return facts(
        fact(_("Term"), link(plan.term)),
        fact(_("Dates"), span_text(plan.start, plan.end)),
        fact(_("Drafted from"), Item(str(former), page_of(former)) if former else None),
        fact(_("Decision"), decision_link(plan.decision) if plan.decision else None),
    )


def awaits_putting(stand: Stand | None) -> bool:
    """Its decision is drafted, and nobody was asked yet."""
    return stand is not None and stand.status == DecisionStatus.DRAFT


def plan_actions(plan: WorkPlan, stand: Stand | None, *, is_open: bool) -> list[Action]:
    if not is_open:
        return []
    propose = "desk-work-plan-do", plan.code, "propose"
    if awaits_putting(stand) and plan.decision:
        found = [
            to("desk-decision", plan.decision.code, label=_("To the decision"), quiet=False),
            to(*propose, label=_("Propose the plan again")),
        ]
    else:
        found = [to(*propose, label=_("Propose the plan"), quiet=False)]
    return [
        *found,
        to("desk-plan-line-new", plan.code, label=_("Add a line")),
        to("desk-work-plan-edit", plan.code, label=_("Edit")),
    ]


def line_tables(plan: WorkPlan, *, may_edit: bool) -> list[Table]:
    lines = list(plan.lines.all())
    return [
        line_table(number, line, len(lines), may_edit=may_edit)
        for number, line in enumerate(lines, 1)
    ]


def line_table(number: int, line: PlanLine, count: int, *, may_edit: bool) -> Table:
    columns = (_("Project"), _("Dates"), _("Dates in the plan"), _("Status"))
    entries = list(line.entries.all())
    return Table(
        f"line-{line.pk}",
        f"{number}. {line.topic}",
        columns,
        [
            entry_row(entry, at, len(entries), columns, may_edit=may_edit)
            for at, entry in enumerate(entries, 1)
        ],
        _("No project stands in this line."),
        intro=line.objective,
        actions=line_actions(line, number, count) if may_edit else [],
    )


def line_actions(line: PlanLine, number: int, count: int) -> list[Action]:
    found = [
        to("desk-plan-entry-new", line.pk, label=_("Put a project in")),
        to("desk-project-new", label=_("Plan a new project here"), query=f"?line={line.pk}"),
        to("desk-plan-line", line.pk, label=_("Edit the objective")),
    ]
    if number > 1:
        found.append(at_once("desk-plan-line-do", line.pk, "up", label=_("Up")))
    if number < count:
        found.append(at_once("desk-plan-line-do", line.pk, "down", label=_("Down")))
    found.append(at_once("desk-plan-line-do", line.pk, "remove", label=_("Remove the line")))
    return found


def entry_row(
    entry: PlanEntry, at: int, count: int, columns: tuple[str, ...], *, may_edit: bool
) -> Row:
    project = entry.project
    shown = entry.planned_start or entry.planned_end
    planned = span_text(entry.planned_start, entry.planned_end) if shown else _("not proposed yet")
    lead = _("led by %s") % project.lead if project.lead else ""
    cells = [
        cell(project, project_page(project), note=lead),
        cell(span_text(project.start, project.end)),
        cell(planned),
        badge_cell(status_badge(project)),
    ]
    return Row(str(project), cells, entry_actions(entry, at, count) if may_edit else [], columns)


def entry_actions(entry: PlanEntry, at: int, count: int) -> list[Action]:
    found = []
    if at > 1:
        found.append(at_once("desk-plan-entry-do", entry.pk, "up", label=_("Up")))
    if at < count:
        found.append(at_once("desk-plan-entry-do", entry.pk, "down", label=_("Down")))
    found.append(at_once("desk-plan-entry-do", entry.pk, "remove", label=_("Take out")))
    return found
