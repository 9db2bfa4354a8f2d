"""The progress report as a page and as files."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from gte.common.errors import BadInput, Busy, legible
from gte.workplan.queries import today
from gte.workplan.report.build import build_report, read_day
from gte.workplan.report.html import render_html_file
from gte.workplan.report.pdf import render_pdf
from gte.workplan.views.report_lists import lists_on, show_list

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest

    from gte.workplan.report.document import Report
    from gte.workplan.report.lists import Beginning


def day_of(request: HttpRequest) -> datetime.date:
    """The day that the address asks for, today without one."""
    text = request.GET.get("as-of", "")
    return read_day(text) if text else today()


class ReportListView(View):
    """A list of the report, whole, page by page."""

    def get(self, request: HttpRequest, body: str, key: str) -> HttpResponse:
        day = day_of(request)
        report = build_report(body=body, as_of=day, language=get_language() or "es")
        address = f"{reverse('report', args=[body])}?as-of={day}"
        back = {"back_url": address, "back_label": report.title}
        return show_list(request, report, key, back)


class ReportView(View):
    """The report as a page, or as the file that ``?format=`` names."""

    def get(self, request: HttpRequest, body: str) -> HttpResponse:
        day, shape = day_of(request), shape_of(request)
        report = build_report(body=body, as_of=day, language=get_language() or "es")
        if shape in FILES:
            return report_file(report, shape, request)
        address = f"{reverse('report', args=[body])}?as-of={day}"
        context = report_context(report, address, "&", lists_on(body, day))
        return render(request, "workplan/report.html", {**context, "as_of": day.isoformat()})


def shape_of(request: HttpRequest) -> str:
    """A page, or one of the FILES. Raises BadInput for anything else."""
    shape = request.GET.get("format", "page")
    if shape not in {"page", *FILES}:
        raise BadInput(
            _("“%(value)s” is not a form of the report; it comes as page, pdf or html.")
            % {"value": legible(shape)}
        )
    return shape


def report_context(report: Report, address: str, sign: str, cut: Beginning) -> dict[str, Any]:
    """What the report's page prints; ``sign`` joins a parameter to its address."""
    files = {kind: f"{address}{sign}format={kind}" for kind in FILES}
    return {"report": report, "files": files, "contents": contents_of(report), "cut": cut}


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


def typeset_in_turn(report: Report) -> bytes:
    """Raises Busy when one report is being made and another waits."""
    if not PLACES.acquire(blocking=False):
        raise Busy(_("The report is being made for other readers just now."))
    try:
        with TYPESETTER:
            return render_pdf(report)
    finally:
        PLACES.release()


# How each form of file is made, and what it is.
FILES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


def report_file(report: Report, shape: str, request: HttpRequest) -> HttpResponse:
    """The report to keep; its records are links to where the reader found this site."""
    site = settings.BASE_URL if settings.BASE_URL_IS_SET else request.build_absolute_uri("/")[:-1]
    content = typeset_in_turn(report) if shape == "pdf" else render_html_file(report, site)
    response = HttpResponse(content, content_type=FILES[shape])
    name = f"gte-{report.body}-{report.as_of}.{shape}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
