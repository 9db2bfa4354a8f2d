"""Other groups as pages at the desk print them: requests, what is shared, neighbours' results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gte.alliance.models import Body
from gte.register.blocks import Badge, Item, fact, facts
from gte.register.fields import date_text, link, span_text
from gte.register.registers import REGISTERS
from gte.workplan.models import Deliverable, GroupRequest, Project
from gte.workplan.queries import is_late, today
from gte.workplan.queries.groups import Adjacent, Group, is_request_late, late_requests
from gte.workplan.registers import DeliverableRegister
from gte.workplan.views.blocks import Action, Row, Table, badge_cell, cell, to
from gte.workplan.views.project_blocks import page_of as page_of_project
from gte.workplan.views.project_blocks import status_badge


def page_of(request: GroupRequest) -> str:
    return reverse("desk-request", args=[request.code])


def page_of_group(body: Body) -> str:
    return reverse("desk-group", args=[body.code])


def day_text(day: Any) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


# --- requests -------------------------------------------------------------------------------------


def request_badge(request: GroupRequest) -> Badge:
    """Where it stands; that it is late is computed from its date and the clock."""
    if request.withdrawn_on:
        return Badge(pgettext("request", "withdrawn"), "muted")
    if request.answered_on:
        return Badge(pgettext("request", "answered"), "good")
    if is_request_late(request, today()):
        return Badge(pgettext("request", "late"), "late")
    return Badge(pgettext("request", "open"), "progress")


def direction(request: GroupRequest) -> str:
    if request.is_ours:
        return _("the group asks %s") % request.body.short_name
    return _("%s asks the group") % request.body.short_name


def requests_table(
    requests: Iterable[GroupRequest],
    *,
    title: str,
    empty: str,
    name: str = "requests",
    actions: Iterable[Action] = (),
) -> Table:
    columns = (
        _("What is asked"),
        pgettext("request", "Who asks"),
        pgettext("request", "Needed by"),
        _("Status"),
    )
    rows = [request_row(one, columns) for one in requests]
    return Table(name, title, columns, rows, empty, actions=list(actions))


def request_row(request: GroupRequest, columns: tuple[str, ...]) -> Row:
    project = str(request.project) if request.project else ""
    cells = [
        cell(request, page_of(request), note=project),
        cell(direction(request)),
        cell(day_text(request.due) or _("no date set")),
        badge_cell(request_badge(request)),
    ]
    return Row(str(request), cells, labels=columns)


def request_facts(request: GroupRequest) -> list[Any]:
    project, document = request.project, request.document
    return facts(
        fact(_("The other group"), Item(str(request.body), page_of_group(request.body))),
        fact(pgettext("request", "Who asks"), direction(request)),
        fact(_("Asked on"), day_text(request.asked_on)),
        fact(pgettext("request", "Needed by"), day_text(request.due) or _("no date set")),
        fact(_("Project"), Item(str(project), page_of_project(project)) if project else None),
        fact(_("Document"), link(document)),
        fact(_("Answered on"), day_text(request.answered_on)),
        fact(_("Answer"), request.answer),
        fact(_("Withdrawn on"), day_text(request.withdrawn_on)),
        fact(_("Why it was withdrawn"), request.withdrawal_reason),
    )


def request_actions(request: GroupRequest) -> list[Action]:
    if not request.is_open:
        return []
    label = _("Note the answer")
    return [
        to("desk-request-answer", request.code, label=label, quiet=False),
        to("desk-request-edit", request.code, label=_("Edit")),
        to("desk-request-withdraw", request.code, label=pgettext("request", "Withdraw")),
    ]


# --- groups ---------------------------------------------------------------------------------------


def groups_table(groups: Iterable[Group]) -> Table:
    columns = (
        _("Group"),
        _("Open requests"),
        pgettext("request", "Needed by"),
        _("Shared projects"),
        _("Its own work, not counted"),
    )
    rows = [group_row(one, columns) for one in groups]
    return Table("groups", _("Groups"), columns, rows, _("No other group is registered."))


def group_row(group: Group, columns: tuple[str, ...]) -> Row:
    body = group.body
    cells = [
        cell(body, page_of_group(body), note=body.acronym),
        cell(open_words(group)),
        nearest(group),
        cell(group.shared or _("none")),
        cell(group.adjacent or _("none")),
    ]
    return Row(str(body), cells, labels=columns)


def open_words(group: Group) -> str:
    """How many wait in each direction."""
    said = []
    if ours := len(group.ours):
        said.append(ngettext("%s of ours", "%s of ours", ours) % ours)
    if theirs := len(group.theirs):
        said.append(ngettext("%s of theirs", "%s of theirs", theirs) % theirs)
    return ", ".join(said) or pgettext("request", "none")


def nearest(group: Group) -> list[Item]:
    """The first day by which an answer is needed; late where that is past."""
    days = [one.due for one in group.requests if one.due]
    if not days:
        return []
    is_past = bool(late_requests(group.requests))
    return cell(day_text(min(days)), note=pgettext("request", "late") if is_past else "")


# --- what is shared -------------------------------------------------------------------------------


def shared_table(projects: Iterable[Project], actions: Iterable[Action] = ()) -> Table:
    columns = (_("Project"), _("Dates"), _("Led by"), _("Status"))
    rows = [shared_row(one, columns) for one in projects]
    return Table(
        "shared",
        _("Shared projects"),
        columns,
        rows,
        _("No project of the group is shared with it."),
        intro=_("Projects of the group in which it has a part. They count as the group's."),
        actions=list(actions),
    )


def shared_row(project: Project, columns: tuple[str, ...]) -> Row:
    cells = [
        cell(project, page_of_project(project)),
        cell(span_text(project.start, project.end) or _("no date set")),
        cell(project.lead or project.lead_body or ""),
        badge_cell(status_badge(project)),
    ]
    return Row(str(project), cells, labels=columns)


def dates_table(owed: Iterable[Deliverable]) -> Table:
    columns = (_("Deliverable"), _("Due"), _("Project"), _("Status"))
    return Table(
        "dates",
        _("Dates of shared projects"),
        columns,
        [date_row(one, columns) for one in owed],
        _("The shared projects owe no deliverable."),
    )


def date_row(owed: Deliverable, columns: tuple[str, ...]) -> Row:
    due = date_text(owed.due) if owed.due else _("no date set")
    names = ", ".join(str(one) for one in owed.projects.all())
    cells = [
        cell(owed, reverse("desk-deliverable", args=[owed.code])),
        cell(due, note=_("overdue") if is_late(owed, today()) else ""),
        cell(names),
        badge_cell(DeliverableRegister().status_of(owed)),
    ]
    return Row(str(owed), cells, labels=columns)


# --- what neighbours did themselves ---------------------------------------------------------------


def not_counted() -> str:
    return _(
        "Work of a neighbouring body. It is shown so that one knows of it, and it is in no figure "
        "of the group: no report, indicator, total or map counts it."
    )


def adjacent_table(adjacent: Adjacent) -> Table:
    columns = (_("What"), _("Kind"), _("Dates"), _("Status"))
    rows = [adjacent_row(one, columns) for one in adjacent.records]
    empty = _("No result of its own is registered.")
    title = _("Its own results and mandates, not counted as the group's")
    return Table("adjacent", title, columns, rows, empty, intro=not_counted() if rows else "")


def adjacent_row(record: Any, columns: tuple[str, ...]) -> Row:
    register = REGISTERS[type(record)]
    status = register.status_of(record)
    cells = [
        cell(record, record.get_absolute_url()),
        cell(register.kind_label),
        cell(register.meta_of(record)),
        badge_cell(status) if status else [],
    ]
    return Row(str(record), cells, labels=columns)
