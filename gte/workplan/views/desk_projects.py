"""Projects at the desk: the tree, dates, dependencies, money and risks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.models import Body
from gte.governance.views.base import Button, Buttons, CoordinationDesk, DoScreen
from gte.workplan.domain import projects as domain
from gte.workplan.domain.plans import check_open, put_in_plan
from gte.workplan.enums import ProjectKind, ProjectStatus
from gte.workplan.forms.projects import DependencyForm, NewProjectForm, ProjectForm
from gte.workplan.models import Dependency, Mandate, PlanLine, Project
from gte.workplan.queries.projects import dependencies_of, projects_at_desk, whole_projects
from gte.workplan.views.blocks import Action, Sheet, at_once, paged, to
from gte.workplan.views.deliverable_blocks import deliverables_table, override_notice
from gte.workplan.views.desk_base import (
    Desk,
    RecordForm,
    RowButton,
    asked_codes,
    found,
    show_rows,
    show_sheet,
)
from gte.workplan.views.desk_overrides import OverrideScreen, RestoreButton
from gte.workplan.views.history import history_of
from gte.workplan.views.light_blocks import light_facts
from gte.workplan.views.project_blocks import (
    badges_of,
    budget_table,
    dependencies_table,
    page_of,
    project_columns,
    project_facts,
    project_row,
    projects_table,
    risks_table,
    warnings_of,
)


def find_project(user: Any, code: str) -> Project:
    project: Project = found(whole_projects(user), code=code)
    return project


class ListView(Desk):
    """The group's projects, programmes and activities, by their beginning."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows, page = paged(projects_at_desk(self.me), request.GET.get("page", "1"))
        columns = project_columns()
        new = (_("Plan a project"), reverse("desk-project-new"))
        return show_rows(
            request,
            title=_("Projects"),
            lead=_("Programmes, projects and activities of the group, planned ones too."),
            new=new if self.coordinates else None,
            columns=columns,
            rows=[project_row(one, columns) for one in rows],
            page=page,
            empty=_("No project is planned yet."),
            workbook=True,
        )


class ProjectView(Desk):
    """Everything about a project."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return show_sheet(request, self.sheet(find_project(self.me, code)))

    def sheet(self, project: Project) -> Sheet:
        before, after = dependencies_of(project)
        may_edit = self.coordinates
        return Sheet(
            title=str(project),
            overline=str(ProjectKind(project.kind).label),
            back=Action(reverse("desk-projects"), _("Projects")),
            public_url=project.get_absolute_url() if project.is_public else "",
            lead=project.description,
            badges=badges_of(project),
            facts=[*light_facts(project, self.me), *project_facts(project)],
            notices=[
                *override_notice(project, self.zone),
                *warnings_of(project, before, after),
            ],
            actions=project_actions(project) if may_edit else [],
            tables=[
                self.owed(project),
                self.parts(project),
                dependencies_table(project, before, after, may_edit=may_edit),
                budget_table(
                    project, list(project.budget.select_related("source_state")), may_edit=may_edit
                ),
                risks_table(
                    project, list(project.risks.select_related("owner")), may_edit=may_edit
                ),
            ],
            history=history_of(project.code, self.zone),
        )

    def owed(self, project: Project) -> Any:
        owed = project.deliverables.visible_to(self.me).prefetch_related("owners")
        new = to(
            "desk-deliverable-new", label=_("Plan a deliverable"), query=f"?project={project.code}"
        )
        empty = _("It owes no deliverable yet.")
        return deliverables_table(owed, empty=empty, actions=[new] if self.coordinates else [])

    def parts(self, project: Project) -> Any:
        parts = project.parts.visible_to(self.me).select_related("lead")
        new = to("desk-project-new", label=_("Plan a part of it"), query=f"?parent={project.code}")
        may_have = self.coordinates and project.kind != ProjectKind.ACTIVITY
        return projects_table(
            parts,
            empty=_("It has no parts."),
            name="parts",
            title=_("Parts"),
            actions=[new] if may_have else [],
        )


def project_actions(project: Project) -> list[Action]:
    found = [to("desk-project-edit", project.code, label=_("Edit"))]
    if not project.is_public:
        label = _("Draft a decision that approves it")
        found.append(to("desk-project-do", project.code, "propose", label=label))
    measure = f"?project={project.code}"
    found.append(to("desk-indicator-new", label=_("Measure it by an indicator"), query=measure))
    label = _("Set the status against the rule")
    found.append(to("desk-project-override", project.code, label=label))
    if any(one.ended_at is None for one in project.overrides.all()):
        label = _("Leave the status to the rule")
        found.append(at_once("desk-project-restore", project.code, label=label))
    return found


class NewView(RecordForm):
    """The address may name the mandate it answers, what it is a part of, the groups that share it,
    or its line in a plan.
    """

    title = gettext_lazy("Plan a project")
    button = gettext_lazy("Plan the project")

    def find(self, **which: Any) -> PlanLine | None:
        key = self.request.GET.get("line", "")
        lines = PlanLine.objects.select_related("plan", "topic")
        line: PlanLine | None = lines.filter(pk=key).first() if key.isdecimal() else None
        return line

    def check(self, line: PlanLine | None) -> None:
        if line is not None:
            check_open(line.plan)

    def headline(self, line: PlanLine | None) -> str:
        return str(self.title)

    def introduction(self, line: PlanLine | None) -> str:
        if line is None:
            return _("A programme, a project or an activity of the group.")
        return _("It goes into “%(line)s” of “%(plan)s”.") % {"line": line, "plan": line.plan}

    def form(self, line: PlanLine | None, sent: Any = None) -> ProjectForm:
        parent = Project.objects.filter(code__in=asked_codes(self.request, "parent")).first()
        mandates = Mandate.objects.filter(code__in=asked_codes(self.request, "mandate"))
        initial = {
            "parent": parent.pk if parent else None,
            "kind": kind_within(parent),
            "mandates": [one.pk for one in mandates],
            "counterpart_bodies": [one.pk for one in self.sharing()],
            "topics": [line.topic_id] if line else [one.pk for one in topics_of(mandates)],
            "status": ProjectStatus.PLANNED,
        }
        return (ProjectForm if line else NewProjectForm)(sent, initial=initial)

    def sharing(self) -> Any:
        """The other groups that the address names."""
        return Body.objects.filter(code__in=asked_codes(self.request, "group"))

    def act(self, line: PlanLine | None, form: ProjectForm) -> Project:
        is_public = bool(form.cleaned_data.get("is_public"))
        with transaction.atomic():
            made = domain.add_project(by=self.me, given=form.given, is_public=is_public)
            if line is not None:
                put_in_plan(line=line, project=made, by=self.me)
        return made

    def said(self, line: PlanLine | None, made: Project) -> str:
        return _("“%s” is planned. Add what it owes, its money and its risks.") % made

    def back(self, line: PlanLine | None) -> str:
        if line is not None:
            return reverse("desk-work-plan", args=[line.plan.code])
        return reverse("desk-projects")

    def after(self, line: PlanLine | None, made: Project) -> str:
        return page_of(made)


def kind_within(parent: Project | None) -> str:
    is_project = parent is not None and parent.kind == ProjectKind.PROJECT
    return (ProjectKind.ACTIVITY if is_project else ProjectKind.PROJECT).value


def topics_of(mandates: Any) -> list[Any]:
    return list({topic.pk: topic for one in mandates for topic in one.topics.all()}.values())


class OfProject(CoordinationDesk):
    """A screen about one project, that leads back to its page."""

    def find(self, **which: Any) -> Project:
        return find_project(self.me, which["code"])

    def back(self, project: Project) -> str:
        return page_of(project)


class EditView(OfProject, RecordForm):
    title = gettext_lazy("Change")
    button = gettext_lazy("Save the project")
    sentence = gettext_lazy("The project is changed.")

    def form(self, project: Project, sent: Any = None) -> ProjectForm:
        return ProjectForm(sent, project=project, initial=ProjectForm.initial_of(project))

    def act(self, project: Project, form: ProjectForm) -> None:
        domain.change_project(project=project, by=self.me, given=form.given)


class DependView(OfProject, RecordForm):
    title = gettext_lazy("What it waits for")
    lead = gettext_lazy("It can begin only when the other has ended.")
    button = gettext_lazy("Make it wait")
    sentence = gettext_lazy("The dependency is noted.")

    def form(self, project: Project, sent: Any = None) -> DependencyForm:
        return DependencyForm(sent, project=project)

    def act(self, project: Project, form: DependencyForm) -> None:
        domain.make_dependent(project=project, on=form.cleaned_data["on"], by=self.me)


class FreeView(RowButton):
    sentence = gettext_lazy("The dependency is removed.")

    def find(self, **which: Any) -> Dependency:
        rows = Dependency.objects.select_related("before", "after")
        row: Dependency = found(rows, pk=which["key"])
        return row

    def act(self, row: Dependency, **which: Any) -> None:
        domain.free_dependency(dependency=row, by=self.me)

    def back(self, row: Dependency) -> str:
        return page_of(row.after)


class OverrideView(OfProject, OverrideScreen):
    pass


class RestoreView(OfProject, RestoreButton):
    pass


class DoView(OfProject, DoScreen):
    """A button of the project's page."""

    subject = "project"
    buttons: Buttons = {
        "propose": Button(
            domain.propose_project,
            gettext_lazy("The decision is drafted. Put it to the parties from its page."),
            gettext_lazy("Draft a decision that approves it"),
            gettext_lazy(
                "Its text tells the project with its dates and what it owes, in both languages. "
                "Everybody reads the project once the parties have approved it."
            ),
        ),
    }
