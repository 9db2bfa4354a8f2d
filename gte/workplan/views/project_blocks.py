"""A project as its page at the desk prints it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gte.register.blocks import Badge, Item, fact, facts
from gte.register.fields import link, link_all, span_text
from gte.workplan.dependencies import too_early
from gte.workplan.enums import BudgetState, ProjectKind, ProjectStatus
from gte.workplan.models import BudgetItem, Dependency, Project, Risk
from gte.workplan.money import money, totals
from gte.workplan.queries.projects import Spanned, overdue_deliverables
from gte.workplan.registers import ProjectRegister
from gte.workplan.views.blocks import Action, Row, Table, at_once, badge_cell, cell, to

SCALE = {1: "low", 2: "middling", 3: "high"}


def page_of(project: Project) -> str:
    return reverse("desk-project", args=[project.code])


def status_badge(project: Project) -> Badge:
    return ProjectRegister().status_of(project)


def badges_of(project: Project) -> list[Badge]:
    hidden = [] if project.is_public else [Badge(_("not public"), "muted")]
    return [status_badge(project), *hidden]


def project_row(project: Project, columns: tuple[str, ...]) -> Row:
    kind = str(ProjectKind(project.kind).label)
    if not project.is_public:
        kind = _("%(kind)s, not public") % {"kind": kind}
    cells = [
        cell(project, page_of(project), note=kind),
        cell(span_text(project.start, project.end)),
        cell(project.lead or ""),
        badge_cell(status_badge(project)),
    ]
    return Row(str(project), cells, labels=columns)


def project_columns() -> tuple[str, ...]:
    return (_("Project"), _("Dates"), _("Lead party"), _("Status"))


def projects_table(
    projects: Iterable[Project],
    *,
    empty: str,
    name: str = "projects",
    title: str = "",
    actions: Iterable[Action] = (),
) -> Table:
    columns = project_columns()
    rows = [project_row(one, columns) for one in projects]
    return Table(name, title or _("Projects"), columns, rows, empty, actions=list(actions))


def project_facts(project: Project) -> list[Any]:
    return facts(
        fact(pgettext("project", "Part of"), desk_link(project.parent)),
        fact(_("Dates"), span_text(project.start, project.end)),
        fact(_("Lead party"), link(project.lead)),
        fact(_("Participating parties"), *link_all(project.participants.all())),
        fact(_("Observer States that take part"), *link_all(project.observers.all())),
        fact(_("Body that leads it"), link(project.lead_body)),
        fact(_("Other groups that share it"), *link_all(project.counterpart_bodies.all())),
        fact(_("Mandates it answers"), *(mandate_link(one) for one in project.mandates.all())),
        fact(_("Topics"), *link_all(project.topics.all())),
        fact(_("Approved by"), *(decision_link(one) for one in deciding(project))),
        fact(_("Note"), project.note),
    )


def desk_link(project: Project | None) -> Item | None:
    return Item(str(project), page_of(project)) if project else None


def mandate_link(mandate: Any) -> Item:
    return Item(str(mandate), reverse("desk-mandate", args=[mandate.code]))


def decision_link(decision: Any) -> Item:
    return Item(str(decision), reverse("desk-decision", args=[decision.code]))


def deciding(project: Project) -> list[Any]:
    """The decision of its own and those of the plans in which it stands, drafted ones too."""
    plans = [entry.plan.decision for entry in project.entries.all() if entry.plan.decision]
    return list(dict.fromkeys([*([project.approved_by] if project.approved_by else []), *plans]))


# --- what waits for what --------------------------------------------------------------------------


def dependencies_table(
    project: Project, before: list[Dependency], after: list[Dependency], *, may_edit: bool
) -> Table:
    columns = (_("Project"), _("Dates"), _("What it is to this one"))
    rows = [
        dependency_row(one, one.before, _("must end before this begins"), columns, may_edit)
        for one in before
    ]
    rows += [
        dependency_row(one, one.after, _("begins when this has ended"), columns, may_edit)
        for one in after
    ]
    new = to("desk-project-depend", project.code, label=_("Make it wait for another"))
    return Table(
        "dependencies",
        _("What it waits for, and what waits for it"),
        columns,
        rows,
        _("It waits for no other project, and none waits for it."),
        actions=[new] if may_edit else [],
    )


def dependency_row(
    dependency: Dependency, other: Project, words: str, columns: Any, may_edit: Any
) -> Row:
    cells = [
        cell(other, page_of(other)),
        cell(span_text(other.start, other.end)),
        cell(words),
    ]
    drop = at_once("desk-dependency-remove", dependency.pk, label=_("Remove"))
    return Row(str(other), cells, [drop] if may_edit else [], columns)


def warnings_of(project: Project, before: list[Dependency], after: list[Dependency]) -> list[str]:
    """What is allowed and worth a look: a follower too early, something due after the end."""
    found = [*before, *after]
    projects = {one.pk: one for row in found for one in (row.before, row.after)}
    spans = {key: Spanned(one.start, one.end) for key, one in projects.items()}
    edges = [(row.after_id, row.before_id) for row in found]
    sentences = [early_sentence(pair, projects) for pair in too_early(spans, edges)]
    return [*sentences, *(overdue_sentence(one, project) for one in overdue_deliverables(project))]


def early_sentence(pair: Any, projects: dict[int, Project]) -> str:
    return ngettext(
        "“%(follower)s” begins %(days)s day before “%(before)s” ends.",
        "“%(follower)s” begins %(days)s days before “%(before)s” ends.",
        pair.days,
    ) % {
        "follower": projects[pair.follower],
        "before": projects[pair.predecessor],
        "days": pair.days,
    }


def overdue_sentence(deliverable: Any, project: Project) -> str:
    return _("“%(deliverable)s” is due (%(due)s) after “%(project)s” ends (%(end)s).") % {
        "deliverable": deliverable,
        "due": deliverable.due.display(),
        "project": project,
        "end": project.end.display() if project.end else "",
    }


# --- money ----------------------------------------------------------------------------------------


def budget_table(project: Project, items: list[BudgetItem], *, may_edit: bool) -> Table:
    columns = (
        _("What it pays"),
        _("Amount"),
        pgettext("budget", "Stage"),
        _("Period"),
        _("Paid by"),
    )
    new = to("desk-budget-new", project.code, label=_("Add a budget item"))
    return Table(
        "budget",
        _("Budget"),
        columns,
        [budget_row(one, columns, may_edit=may_edit) for one in items],
        _("No money is planned for it."),
        notes=totals(items),
        actions=[new] if may_edit else [],
    )


def budget_row(item: BudgetItem, columns: tuple[str, ...], *, may_edit: bool) -> Row:
    days = (date_format(item.start, "DATE_FORMAT"), date_format(item.end, "DATE_FORMAT"))
    cells = [
        cell(item.purpose),
        cell(money(item.amount, item.currency), note=_("in kind") if item.in_kind else ""),
        cell(BudgetState(item.state).label),
        cell(" – ".join(days)),
        cell(item.source_state or item.source_name),
    ]
    actions = [
        to("desk-budget", item.pk, label=_("Edit")),
        at_once("desk-budget-remove", item.pk, label=_("Remove")),
    ]
    return Row(item.purpose, cells, actions if may_edit else [], columns)


# --- risks ----------------------------------------------------------------------------------------


def risks_table(project: Project, risks: list[Risk], *, may_edit: bool) -> Table:
    columns = (_("Risk"), _("Likelihood"), _("Impact"), _("What is done about it"), _("Watched by"))
    new = to("desk-risk-new", project.code, label=_("Note a risk"))
    return Table(
        "risks",
        _("Risks"),
        columns,
        [risk_row(one, columns, may_edit=may_edit) for one in risks],
        _("No risk is noted."),
        actions=[new] if may_edit else [],
    )


def risk_row(risk: Risk, columns: tuple[str, ...], *, may_edit: bool) -> Row:
    closed = ""
    if risk.closed_on:
        closed = _("closed on %s") % date_format(risk.closed_on, "DATE_FORMAT")
    cells = [
        cell(risk.text, note=closed),
        cell(pgettext("scale", SCALE[risk.likelihood])),
        cell(pgettext("scale", SCALE[risk.impact])),
        cell(risk.response or _("nothing yet")),
        cell(risk.owner or ""),
    ]
    actions = [
        to("desk-risk", risk.pk, label=_("Edit")),
        at_once("desk-risk-close", risk.pk, label=pgettext("risk", "Close")),
    ]
    return Row(risk.text, cells, actions if may_edit and not risk.closed_on else [], columns)


def is_over(project: Project) -> bool:
    return project.status in (ProjectStatus.COMPLETED, ProjectStatus.CANCELLED)
