"""Work plans at the desk: drafted, filled line by line, proposed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.enums import TermScope
from gte.governance.queries.standing import Stand
from gte.governance.views.base import Button, Buttons, CoordinationDesk, DoScreen
from gte.workplan.domain import plans as domain
from gte.workplan.forms.plans import EntryForm, LineForm, NewLineForm, NewPlanForm, PlanForm
from gte.workplan.models import PlanEntry, PlanLine, WorkPlan
from gte.workplan.queries import term_on, today
from gte.workplan.queries.plans import FREE, whole_plans
from gte.workplan.views.blocks import Action, Sheet, paged
from gte.workplan.views.desk_base import (
    Desk,
    RecordForm,
    RowButton,
    found,
    show_rows,
    show_sheet,
)
from gte.workplan.views.history import history_of
from gte.workplan.views.plan_blocks import (
    line_tables,
    page_of,
    plan_actions,
    plan_badge,
    plan_columns,
    plan_facts,
    plan_row,
    stands_by_plan,
)


def find_plan(user: Any, code: str) -> WorkPlan:
    visible = WorkPlan.objects.visible_to(user).values("pk")
    plan: WorkPlan = found(whole_plans().filter(pk__in=visible), code=code)
    return plan


class ListView(Desk):
    """The plans of all terms, the newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        plans = WorkPlan.objects.visible_to(self.me).select_related("term__state", "decision")
        rows, page = paged(plans, request.GET.get("page", "1"))
        stands, columns = stands_by_plan(rows), plan_columns()
        new = (_("Draft a plan"), reverse("desk-work-plan-new"))
        return show_rows(
            request,
            title=_("Work plans"),
            lead=_("One for each coordination: topics, objectives and the projects in each."),
            new=new if self.coordinates else None,
            columns=columns,
            rows=[plan_row(plan, stands.get(plan.pk), columns) for plan in rows],
            page=page,
            empty=_("No plan is drafted yet."),
        )


class PlanView(Desk):
    """The plan with its lines and projects."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        plan = find_plan(self.me, code)
        return show_sheet(request, self.sheet(plan, stands_by_plan([plan]).get(plan.pk)))

    def sheet(self, plan: WorkPlan, stand: Stand | None) -> Sheet:
        is_open = stand is None or stand.status in FREE
        may_edit = self.coordinates and is_open
        return Sheet(
            title=str(plan),
            overline=_("Work plan"),
            back=Action(reverse("desk-plans"), _("Work plans")),
            lead=plan.aim,
            badges=[plan_badge(stand)],
            facts=plan_facts(plan),
            notices=[] if plan.lines.all() else [_("The plan has no line yet: add its topics.")],
            actions=plan_actions(plan, stand, is_open=is_open) if self.coordinates else [],
            tables=line_tables(plan, may_edit=may_edit),
            history=history_of(plan.code, self.zone),
        )


class NewView(RecordForm):
    title = gettext_lazy("Draft a plan")
    lead = gettext_lazy("Nobody else decides on it until you propose it.")
    button = gettext_lazy("Draft the plan")

    def form(self, about: None, sent: Any = None) -> NewPlanForm:
        term = term_on(TermScope.GTE_COORDINATION, today())
        former = WorkPlan.objects.first()
        initial = {"term": term.pk if term else None, "former": former.pk if former else None}
        return NewPlanForm(sent, initial=initial)

    def act(self, about: None, form: NewPlanForm) -> WorkPlan:
        data = form.cleaned_data
        return domain.draft_plan(
            by=self.me, term=data["term"], given=form.given, former=data["former"]
        )

    def said(self, about: None, made: WorkPlan) -> str:
        return _("“%s” is drafted. Add lines and projects, then propose it.") % made

    def back(self, about: None) -> str:
        return reverse("desk-plans")

    def after(self, about: None, made: WorkPlan) -> str:
        return page_of(made)


class OfPlan(CoordinationDesk):
    """A screen about one plan, that leads back to its page."""

    def find(self, **which: Any) -> WorkPlan:
        return find_plan(self.me, which["code"])

    def check(self, plan: WorkPlan) -> None:
        domain.check_open(plan)

    def back(self, plan: WorkPlan) -> str:
        return page_of(plan)


class EditView(OfPlan, RecordForm):
    title = gettext_lazy("Change")
    button = gettext_lazy("Save the plan")
    sentence = gettext_lazy("The plan is changed.")

    def form(self, plan: WorkPlan, sent: Any = None) -> PlanForm:
        return PlanForm(sent, initial=PlanForm.initial_of(plan))

    def act(self, plan: WorkPlan, form: PlanForm) -> None:
        domain.change_plan(plan=plan, by=self.me, given=form.given)


class NewLineView(OfPlan, RecordForm):
    title = gettext_lazy("Add a line")
    button = gettext_lazy("Add the line")
    sentence = gettext_lazy("The line is added.")

    def form(self, plan: WorkPlan, sent: Any = None) -> NewLineForm:
        return NewLineForm(sent, plan=plan)

    def act(self, plan: WorkPlan, form: NewLineForm) -> None:
        topic = form.cleaned_data["topic"]
        domain.add_line(plan=plan, by=self.me, topic=topic, objective=form.given)


class OfLine(CoordinationDesk):
    def find(self, **which: Any) -> PlanLine:
        lines = PlanLine.objects.select_related("plan__decision", "topic")
        line: PlanLine = found(lines, pk=which["key"])
        return line

    def check(self, line: PlanLine) -> None:
        domain.check_open(line.plan)

    def back(self, line: PlanLine) -> str:
        return page_of(line.plan)


class LineView(OfLine, RecordForm):
    title = gettext_lazy("Objective")
    button = gettext_lazy("Save the objective")
    sentence = gettext_lazy("The objective is saved.")

    def form(self, line: PlanLine, sent: Any = None) -> LineForm:
        return LineForm(sent, initial=LineForm.initial_of(line))

    def act(self, line: PlanLine, form: LineForm) -> None:
        domain.change_line(line=line, by=self.me, objective=form.given)


class NewEntryView(OfLine, RecordForm):
    title = gettext_lazy("Put a project in")
    button = gettext_lazy("Put it in")
    sentence = gettext_lazy("The project stands in the plan.")

    def form(self, line: PlanLine, sent: Any = None) -> EntryForm:
        return EntryForm(sent, line=line)

    def act(self, line: PlanLine, form: EntryForm) -> None:
        domain.put_in_plan(line=line, project=form.cleaned_data["project"], by=self.me)


class LineDoView(OfLine, RowButton):
    """Up, down, remove."""

    sentence = gettext_lazy("The plan is changed.")

    def act(self, row: PlanLine, **which: Any) -> None:
        if which["action"] == "remove":
            domain.remove_line(line=row, by=self.me)
        else:
            domain.move(row=row, by=self.me, up=is_up(which["action"]))


def is_up(action: str) -> bool:
    if action not in {"up", "down"}:
        raise Http404
    return action == "up"


class EntryDoView(RowButton):
    """Up, down, out of the plan."""

    sentence = gettext_lazy("The plan is changed.")

    def find(self, **which: Any) -> PlanEntry:
        entries = PlanEntry.objects.select_related("plan__decision", "line__topic", "project")
        entry: PlanEntry = found(entries, pk=which["key"])
        return entry

    def act(self, row: PlanEntry, **which: Any) -> None:
        if which["action"] == "remove":
            domain.take_out_of_plan(entry=row, by=self.me)
        else:
            domain.move(row=row, by=self.me, up=is_up(which["action"]))

    def back(self, row: PlanEntry) -> str:
        return page_of(row.plan)


class DoView(OfPlan, DoScreen):
    """A button of the plan's page."""

    subject = "plan"
    buttons: Buttons = {
        "propose": Button(
            domain.propose_plan,
            gettext_lazy("The decision is drafted. Put it to the parties from its page."),
            gettext_lazy("Propose the plan"),
            gettext_lazy(
                "A decision is drafted whose text tells lines, projects, deliverables and dates in "
                "both languages; these dates are what slippage is counted from. Nobody is asked "
                "before you put the decision to the parties. Once they approve it the plan and "
                "what stands in it are public."
            ),
        ),
    }
