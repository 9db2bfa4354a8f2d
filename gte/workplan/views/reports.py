"""The whole text of a report: as it would be now while it is drafted, as it was issued for good."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from gte.governance.views.base import found
from gte.workplan.domain.reports import printed
from gte.workplan.models import ProgressReport
from gte.workplan.queries.plans import is_closed
from gte.workplan.queries.reports import report_as_frozen
from gte.workplan.report.build import facts_for
from gte.workplan.report.document import Report
from gte.workplan.views import FILES, report_context, report_file, shape_of
from gte.workplan.views.report_lists import lists_of_issued, show_list


def text_of_report(report: ProgressReport, language: str) -> Report:
    """From the kept versions once the parties are asked, from the record of now before."""
    if report.issued_at:
        day = date_format(report.issued_at, "DATE_FORMAT")
        notice = _("Cleared by the parties and issued on %(day)s.") % {"day": day}
        return report_as_frozen(report, language, notice)
    if is_closed(report.decision):
        notice = _("Frozen: the parties are asked to clear it. It is not issued.")
        return report_as_frozen(report, language, notice)
    notice = _("Draft: its figures are those of the record now, and nothing is cleared.")
    return printed(report, facts_for(report.as_of), language, notice)


def find_report(request: HttpRequest, code: str) -> ProgressReport:
    reports: Any = ProgressReport.objects.visible_to(request.user)
    record: ProgressReport = found(reports.select_related("body", "decision"), code=code)
    return record


class ReportTextListView(View):
    """A list of the report's text, whole, page by page."""

    def get(self, request: HttpRequest, code: str, key: str) -> HttpResponse:
        record = find_report(request, code)
        report = text_of_report(record, get_language() or "es")
        address = reverse("progress-report-text", args=[code])
        return show_list(request, report, key, {"back_url": address, "back_label": str(record)})


class ReportTextView(View):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        record = find_report(request, code)
        shape = shape_of(request)
        report = text_of_report(record, get_language() or "es")
        if shape in FILES:
            return report_file(report, shape, request)
        address = reverse("progress-report-text", args=[code])
        context = report_context(report, address, "?", lists_of_issued(code))
        back = {"back_url": back_of(record), "back_label": str(record)}
        return render(request, "workplan/report.html", {**context, **back})


def back_of(report: ProgressReport) -> str:
    if report.issued_at:
        return report.get_absolute_url()
    return reverse("desk-report", args=[report.code])
