"""The register of work plans."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.register.blocks import GOOD, MUTED, Badge, Detail, Panel, fact, facts
from gte.register.fields import link, span_text
from gte.register.registers import Cell, Register, add_register
from gte.workplan.models import WorkPlan
from gte.workplan.queries.plans import lines_of


@add_register
class WorkPlanRegister(Register):
    """Plans that the parties have approved."""

    model = WorkPlan
    list_url_name = "work-plans"
    path = pgettext_lazy("address", "work-plans/")
    title = gettext_lazy("Work plans")
    lead = gettext_lazy("What each coordination set out to do, as the parties approved it.")
    kind_label = gettext_lazy("Work plan")
    columns = (gettext_lazy("Work plan"), gettext_lazy("Dates"), gettext_lazy("Approval"))
    fields = (
        "name",
        "start",
        "end",
        "decision__announced_at",
        "term__term_scope",
        "term__start_planned",
        "term__start_actual",
        "term__end_planned",
        "term__end_actual",
        "term__state__name",
    )
    select = ("term__state", "decision")
    detail_select = ("term__state", "decision", "former__decision")
    search_select = ("term__state", "decision")
    desk_url_name = "desk-work-plan"
    desk_right = "governance.take_part"

    def summary_of(self, record: WorkPlan) -> str:
        return str(record.term)

    def status_of(self, record: WorkPlan) -> Badge:
        decision = record.decision
        if decision and decision.announced_at:
            return Badge(_("approved"), GOOD)
        return Badge(_("not public"), MUTED)

    def cells(self, record: WorkPlan) -> list[Cell]:
        badge = self.status_of(record)
        return [Cell(span_text(record.start, record.end)), Cell(badge.text, badge.tone)]

    def meta_of(self, record: WorkPlan) -> str:
        return span_text(record.start, record.end)

    def detail(self, record: WorkPlan) -> Detail:
        decision, former = record.decision, record.former
        is_announced = decision is not None and decision.announced_at is not None
        shown = former if former and former.decision and former.decision.announced_at else None
        return Detail(
            lead=record.aim,
            badges=[self.status_of(record)],
            facts=facts(
                fact(_("Term"), link(record.term)),
                fact(_("Dates"), span_text(record.start, record.end)),
                fact(_("Approved by"), link(decision) if is_announced else None),
                fact(_("Drafted from"), link(shown)),
            ),
            first_panels=[
                Panel(
                    "workplan/panels/lines.html",
                    {
                        "lines": line_rows(record),
                        "timeline_url": reverse("plan-timeline", args=[record.code]),
                    },
                )
            ],
        )


def line_rows(plan: WorkPlan) -> list[dict[str, Any]]:
    """Lines with their objectives and the projects that everybody reads."""
    return [
        {
            "id": f"line-{number}",
            "topic": str(line.topic),
            "url": line.topic.get_absolute_url(),
            "objective": line.objective,
            "projects": [project_line(entry) for entry in line.entries.all()],
        }
        for number, line in enumerate(lines_of(plan), 1)
    ]


def project_line(entry: Any) -> dict[str, Any]:
    project = entry.project
    now = span_text(project.start, project.end)
    planned = span_text(entry.planned_start, entry.planned_end)
    has_plan = entry.planned_start or entry.planned_end
    return {
        "title": str(project),
        "url": project.get_absolute_url(),
        "lead": str(project.lead) if project.lead else "",
        "dates": now,
        "planned": planned if has_plan and planned != now else "",
    }
