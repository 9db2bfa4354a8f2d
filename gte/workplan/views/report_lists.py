"""One list of a report as pages of its own, where the report prints only how it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from gte.register.paging import page_number, page_position
from gte.workplan.report.lists import KEY, WHOLE, Beginning, lists_of, page_of
from gte.workplan.report.printing import full_title

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest, HttpResponse

    from gte.workplan.report.document import Report

PAGE_SIZE = 50


def lists_on(body: str, day: datetime.date) -> Beginning:
    """Where the lists of a report of the record of now are."""
    return Beginning(f"{reverse('report-list', args=[body, KEY])}?as-of={day}")


def lists_of_issued(code: str) -> Beginning:
    """Where the lists of a report that goes to a body are."""
    return Beginning(reverse("progress-report-list", args=[code, KEY]))


def show_list(request: HttpRequest, report: Report, key: str, back: dict[str, Any]) -> HttpResponse:
    """A page of a list of a report. Raises Http404 for a list that this report does not have."""
    table = lists_of(report).get(key)
    if table is None:
        raise Http404
    query = f"as-of={report.as_of}&" if "as-of" in request.GET else ""
    page = page_position(
        number=page_number(request.GET.get("page", "1")),
        total=len(table.rows),
        size=PAGE_SIZE,
        url=lambda at: f"?{query}page={at}",
    )
    shown = page_of(table, page["first"], page["last"])
    context = {"table": shown, "page": page, "title": full_title(report), "cut": WHOLE, **back}
    return render(request, "workplan/report_list.html", context)
