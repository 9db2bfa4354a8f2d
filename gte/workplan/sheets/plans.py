"""Lines of work plans in a workbook, and the projects that stand in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.models import Topic
from gte.register.sheets.description import Column, Fault, Kind, Row
from gte.register.sheets.reading import RowReading
from gte.register.sheets.reviewing import Against
from gte.workplan.domain.plans import add_line, change_line, put_in_plan
from gte.workplan.enums import FINISHED, ProjectStatus
from gte.workplan.forms.plans import LineForm
from gte.workplan.models import PlanEntry, PlanLine, Project, WorkPlan
from gte.workplan.sheets.columns import code_column, from_form, read_only, reference
from gte.workplan.sheets.given import given_of
from gte.workplan.sheets.lists import key_of, line_code
from gte.workplan.sheets.part import Part, PartOf, Rows
from gte.workplan.sheets.projects import name_of
from gte.workplan.sheets.rows import hold, plain_rows


class OfPlans(Part):
    """What stands in a plan changes while nobody is asked about it."""

    def visible(self) -> Any:
        return WorkPlan.objects.visible_to(self.by).values("pk")

    def is_in(self, row: Row, part_of: PartOf) -> bool:
        return bool(row["plan"] == part_of.plan)

    def closed(self, plan: str, key: str) -> Iterator[Fault]:
        if plan in self.lists.closed_plans:
            sentence = _(
                "“%(plan)s” is with the parties or approved, so it stays as they read it. To "
                "change it, withdraw the decision “%(decision)s” or have another supersede it."
            )
            decision = self.lists.closed_plans[plan]
            yield key, sentence % {"plan": self.lists.plans[plan], "decision": decision}


class Lines(OfPlans):
    name = "lines"
    title = gettext_lazy("Lines of work plans")
    pairs = ("objective",)
    fixed = {
        "plan": gettext_lazy("A line stays in its plan. Put the former value back."),
        "topic": gettext_lazy("A line keeps its topic: for another one add a row."),
    }

    def columns(self) -> list[Column]:
        keys = ("objective_es", "objective_en")
        return [
            code_column(),
            reference("plan", gettext_lazy("Work plan"), self.lists.plans, width=36),
            reference("topic", gettext_lazy("Topic"), self.lists.topics, width=36),
            *from_form(LineForm, keys, {}, {}),
        ]

    def rows(self) -> Sequence[Row]:
        hold(PlanLine)
        paths = {
            "plan": "plan__code",
            "topic": "topic__code",
            "objective_es": "objective_es",
            "objective_en": "objective_en",
        }
        found: Any = PlanLine.objects.filter(plan__in=self.visible())
        rows = plain_rows(found.order_by("plan__code", "position", "pk"), paths)
        return [{"code": line_code(row["plan"], pk), **row} for pk, row in rows]

    def faults(self, values: Row, current: Row | None) -> Iterator[Fault]:  # noqa: ARG002
        yield from self.closed(values["plan"], "plan")

    def review(self, all_rows: Mapping[str, Rows]) -> Iterator[Against]:
        rows = all_rows[self.name]
        taken = {}
        for key, row in rows.now.items():
            pair = (row["plan"], row["topic"])
            if pair in taken and key in rows.touched:
                words = {"topic": self.lists.topics[row["topic"]]}
                sentence = _("“%(topic)s” is a line of this plan already.") % words
                yield Against(rows.touched[key], "topic", sentence)
            taken[pair] = key

    def save(self, row: RowReading) -> Any:
        if row.code:
            line = PlanLine.objects.select_related("plan", "topic").get(pk=key_of(row.code))
            objective = given_of(LineForm, PlanLine, row, line)
            return change_line(line=line, by=self.by, objective=objective)
        plan = WorkPlan.objects.get(code=row.values["plan"])
        topic = Topic.objects.get(code=row.values["topic"])
        given = given_of(LineForm, PlanLine, row)
        return add_line(plan=plan, by=self.by, topic=topic, objective=given)


class Entries(OfPlans):
    name = "entries"
    title = gettext_lazy("Projects of work plans")
    fixed = {
        "project": gettext_lazy(
            "A row keeps its project: to put another one into the plan add a row."
        )
    }

    def columns(self) -> list[Column]:
        return [
            code_column(),
            reference("line", gettext_lazy("Line of the work plan"), self.lists.lines),
            reference("project", gettext_lazy("Project"), self.lists.projects),
            read_only("planned_start", gettext_lazy("Planned start"), Kind.PARTIAL_DATE),
            read_only("planned_end", gettext_lazy("Planned end"), Kind.PARTIAL_DATE),
        ]

    def rows(self) -> Sequence[Row]:
        hold(PlanEntry)
        paths = {
            "plan": "plan__code",
            "line": "line",
            "project": "project__code",
            "planned_start": "planned_start",
            "planned_end": "planned_end",
        }
        visible = Project.objects.visible_to(self.by).values("pk")
        found = PlanEntry.objects.filter(project__in=visible, plan__in=self.visible())
        ordered = found.order_by("plan__code", "line__position", "position", "pk")
        return [
            {
                **row,
                "code": line_code(row["plan"], pk),
                "line": line_code(row["plan"], row["line"]),
            }
            for pk, row in plain_rows(ordered, paths)
        ]

    def faults(self, values: Row, current: Row | None) -> Iterator[Fault]:
        plan = plan_of(values["line"])
        if current and plan != plan_of(current["line"]):
            yield "line", _("A project moves within its plan: for another plan add a row.")
        yield from self.closed(plan, "line")

    def review(self, all_rows: Mapping[str, Rows]) -> Iterator[Against]:
        rows, projects = all_rows[self.name], all_rows["projects"].now
        taken = set()
        for key, row in rows.now.items():
            pair = (plan_of(row["line"]), row["project"])
            if key in rows.touched:
                project = projects.get(row["project"], {})
                if sentence := self.against_entry(row, project, twice=pair in taken):
                    yield Against(rows.touched[key], "project", sentence)
            taken.add(pair)

    def against_entry(self, row: Row, project: Row, *, twice: bool) -> str:
        name = {"project": name_of(project) if project else row["project"]}
        if twice:
            return _("“%(project)s” stands in this plan already.") % name
        status = project.get("status")
        if status in FINISHED:
            words = {**name, "status": ProjectStatus(str(status)).label}
            return _("“%(project)s” is %(status)s: nothing of it is left to plan.") % words
        return ""

    def save(self, row: RowReading) -> Any:
        lines = PlanLine.objects.select_related("plan", "topic")
        line = lines.get(pk=key_of(row.values["line"]))
        project = Project.objects.get(code=row.values["project"])
        return put_in_plan(line=line, project=project, by=self.by)


def plan_of(line: str) -> str:
    return line.rpartition(".")[0]
