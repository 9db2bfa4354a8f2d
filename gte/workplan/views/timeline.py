"""The timeline of the group's projects, or of one work plan, as a page and as files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from gte.common.errors import BadInput, legible
from gte.governance.views.base import found
from gte.workplan.facts import load_facts
from gte.workplan.models import WorkPlan
from gte.workplan.queries import today
from gte.workplan.queries.plans import lines_of
from gte.workplan.schedule import Lines, lines_by_topic, timeline_of
from gte.workplan.timeline.files import to_png, to_svg
from gte.workplan.timeline.layout import Timeline
from gte.workplan.timeline.table import to_csv

KINDS = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


def lines_of_plan(plan: WorkPlan, user: Any) -> Lines:
    return [
        (str(line), [entry.project.code for entry in line.entries.all()])
        for line in lines_of(plan, user)
    ]


class TimelineView(View):
    """All projects of the group by topic; with a plan's code, those of its lines."""

    def get(self, request: HttpRequest, code: str = "") -> HttpResponse:
        plans: Any = WorkPlan.objects.visible_to(request.user)
        plan: WorkPlan | None = found(plans, code=code) if code else None
        facts, day = load_facts(request.user), today()
        lines = lines_of_plan(plan, request.user) if plan else lines_by_topic(facts)
        timeline = timeline_of(facts, lines, day)
        title = str(plan) if plan else _("Timeline of the projects")
        if kind := request.GET.get("format", ""):
            return file_of(timeline, kind, title, code)
        return render(request, "workplan/timeline.html", page_of(timeline, title, plan))


def page_of(timeline: Timeline, title: str, plan: WorkPlan | None) -> dict[str, Any]:
    address = reverse("plan-timeline", args=[plan.code]) if plan else reverse("timeline")
    files = [{"label": kind.upper(), "url": f"{address}?format={kind}"} for kind in KINDS]
    back = plan.get_absolute_url() if plan else reverse("projects")
    return {
        "timeline": timeline,
        "title": title,
        "files": files,
        "back_url": back,
        "back_label": str(plan) if plan else _("Projects"),
    }


def file_of(timeline: Timeline, kind: str, title: str, code: str) -> HttpResponse:
    """The picture or its table, to keep. Raises BadInput for another kind of file."""
    if kind not in KINDS:
        raise BadInput(
            _("“%(value)s” is not a form of the timeline; it comes as svg, png or csv.")
            % {"value": legible(kind)}
        )
    language = get_language() or "es"
    made: dict[str, Any] = {
        "svg": lambda: to_svg(timeline, language, title),
        "png": lambda: to_png(timeline, language, title),
        "csv": lambda: to_csv(timeline, language),
    }
    response = HttpResponse(made[kind](), content_type=KINDS[kind])
    name = f"gte-{code or 'timeline'}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
