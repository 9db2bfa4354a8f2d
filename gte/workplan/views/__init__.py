"""The coverage map and the progress report as pages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views import View

from gte.common.enums import Certainty, Scope
from gte.common.errors import BadInput, Busy, legible
from gte.register.blocks import LATE, PROGRESS, Fact, Item
from gte.register.fields import date_text
from gte.workplan.coverage import ActionLine, Coverage, MandateLine, Movement, coverage_on
from gte.workplan.enums import ProjectStatus
from gte.workplan.facts import DeliverableRow, ProjectRow, Row
from gte.workplan.models import Deliverable, Project
from gte.workplan.queries import today
from gte.workplan.report.build import build_report, read_day
from gte.workplan.report.docx import render_docx
from gte.workplan.report.html import render_html_file
from gte.workplan.report.pdf import render_pdf
from gte.workplan.words import MANDATE_TONES, PROJECT_TONES, deliverable_badge

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest

    from gte.workplan.report.document import Report


T = TypeVar("T")


def day_of(request: HttpRequest) -> datetime.date:
    """The day that the address asks for, today without one."""
    text = request.GET.get("as-of", "")
    return read_day(text) if text else today()


def idle_text(movement: Movement) -> str:
    if movement.idle_months is None:
        return _("no dated movement")
    return ngettext("%(count)s month ago", "%(count)s months ago", movement.idle_months) % {
        "count": movement.idle_months
    }


def marks(record: Row) -> dict[str, str]:
    """Whose work a record is and how sure, as values and in words."""
    return {
        "scope": record.scope,
        "scope_label": str(Scope(record.scope).label),
        "certainty": record.certainty,
        "certainty_label": str(Certainty(record.certainty).label),
    }


def mandate_row(line: MandateLine) -> dict[str, Any]:
    return {
        "title": str(line.mandate),
        "url": line.mandate.get_absolute_url(),
        "status": str(line.status.label),
        "tone": MANDATE_TONES[line.status],
        "issued": date_text(line.mandate.date),
        "actions": [
            {"title": str(action), "url": action.get_absolute_url()} for action in line.actions
        ],
        "last_movement": line.movement.date.display() if line.movement.date else "",
        "idle": idle_text(line.movement),
        "acted": bool(line.actions),
        **marks(line.mandate),
    }


def standing_of(action: ProjectRow | DeliverableRow, day: datetime.date) -> tuple[str, str, str]:
    """The kind of an action, its status in words and the status's tone."""
    if isinstance(action, DeliverableRow):
        badge = deliverable_badge(action, day)
        return str(Deliverable._meta.verbose_name), badge.text, badge.tone
    status = ProjectStatus(action.status)
    tone = PROJECT_TONES.get(status, PROGRESS)
    return str(Project._meta.verbose_name), str(status.label), tone


def action_row(line: ActionLine, day: datetime.date) -> dict[str, Any]:
    kind, status, tone = standing_of(line.action, day)
    return {
        "title": str(line.action),
        "url": line.action.get_absolute_url(),
        "kind_label": kind,
        "status": status,
        "tone": tone,
        "last_movement": line.movement.date.display() if line.movement.date else "",
        "idle": idle_text(line.movement),
        **marks(line.action),
    }


def summary(coverage: Coverage) -> list[dict[str, Any]]:
    return [
        {"value": len(coverage.own), "label": _("mandates to the group"), "url": "#mandates"},
        {"value": len(coverage.acted), "label": _("with some action"), "url": "#mandates"},
        {
            "value": len(coverage.unacted),
            "label": _("without any action"),
            "url": "#unacted",
            "tone": LATE,
        },
        {
            "value": len(coverage.unmandated),
            "label": _("actions without a mandate"),
            "url": "#actions",
        },
    ]


def evidence_facts(lines: list[MandateLine]) -> list[Fact]:
    """Each mandate that left traces, with the meetings, documents and projects that show them."""
    return [
        Fact(
            str(line.mandate),
            [Item(str(row), row.get_absolute_url()) for row in line.evidence],
        )
        for line in lines
        if line.evidence
    ]


class CoverageView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        coverage = coverage_on(day_of(request), request.user)
        context = {
            "as_of": coverage.day.isoformat(),
            "as_of_label": date_format(coverage.day, "DATE_FORMAT"),
            "summary": summary(coverage),
            "mandates": [mandate_row(line) for line in coverage.own],
            "neighbour_mandates": [mandate_row(line) for line in coverage.neighbours],
            "evidence": evidence_facts([*coverage.own, *coverage.neighbours]),
            "unacted": [mandate_row(line) for line in coverage.unacted],
            "actions_without_mandate": [
                action_row(line, coverage.day) for line in coverage.unmandated
            ],
        }
        return render(request, "workplan/coverage.html", context)


class ReportView(View):
    """The report as a page, or as the file that ``?format=`` names."""

    def get(self, request: HttpRequest, body: str) -> HttpResponse:
        day, shape = day_of(request), shape_of(request)
        report = build_report(body=body, as_of=day, language=get_language() or "es")
        if shape in FILES:
            return report_file(report, shape, request)
        context = report_context(report, f"{reverse('report', args=[body])}?as-of={day}", "&")
        return render(request, "workplan/report.html", {**context, "as_of": day.isoformat()})


def shape_of(request: HttpRequest) -> str:
    """A page, or one of the FILES. Raises BadInput for anything else."""
    shape = request.GET.get("format", "page")
    if shape not in {"page", *FILES}:
        raise BadInput(
            _("“%(value)s” is not a form of the report; it comes as page, pdf, docx or html.")
            % {"value": legible(shape)}
        )
    return shape


def report_context(report: Report, address: str, sign: str) -> dict[str, Any]:
    """What the report's page prints; ``sign`` joins a parameter to its address."""
    files = {kind: f"{address}{sign}format={kind}" for kind in FILES}
    return {"report": report, "files": files, "contents": contents_of(report)}


def contents_of(report: Report) -> list[dict[str, str]]:
    """The headings of the report's page, its annexes with them."""
    parts = [
        {"id": part.id, "title": f"{number}. {part.title}"}
        for number, part in enumerate(report.parts, 1)
    ]
    return [
        *parts,
        {"id": "sources", "title": _("Annex A. Figures and the records they were counted from")},
        {"id": "method", "title": _("Annex B. How this report counts")},
    ]


# Typesetting takes about a second of a processor, and anybody may ask for any day: one reader at a
# time gets it, one more waits, and the worker's other threads stay free for pages.
TYPESETTER = threading.Lock()
PLACES = threading.BoundedSemaphore(2)


def typeset_in_turn(report: T, render: Callable[[T], bytes]) -> bytes:
    """Raises Busy when one report is being made and another waits."""
    if not PLACES.acquire(blocking=False):
        raise Busy(_("The report is being made for other readers just now."))
    try:
        with TYPESETTER:
            return render(report)
    finally:
        PLACES.release()


# How each form of file is made, and what it is.
FILES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


def report_file(report: Report, shape: str, request: HttpRequest) -> HttpResponse:
    """The report to keep; in HTML its records are links to where the reader found this site."""
    response = HttpResponse(file_content(report, shape, request), content_type=FILES[shape])
    name = f"gte-{report.body}-{report.as_of}.{shape}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def file_content(report: Report, shape: str, request: HttpRequest) -> bytes | str:
    if shape == "pdf":
        return typeset_in_turn(report, render_pdf)
    if shape == "docx":
        return render_docx(report)
    site = settings.BASE_URL if settings.BASE_URL_IS_SET else request.build_absolute_uri("/")[:-1]
    return render_html_file(report, site)
