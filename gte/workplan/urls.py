from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from gte.workplan import views
from gte.workplan.views import coverage, reports, timeline

TIMELINE = pgettext_lazy("address", "timeline/")

urlpatterns = [
    path(TIMELINE, timeline.TimelineView.as_view(), name="timeline"),
    path(
        format_lazy("{}<slug:code>/", TIMELINE),
        timeline.TimelineView.as_view(),
        name="plan-timeline",
    ),
    path(pgettext_lazy("address", "coverage/"), coverage.CoverageView.as_view(), name="coverage"),
    path(
        pgettext_lazy("address", "issued-reports/<slug:code>/text/"),
        reports.ReportTextView.as_view(),
        name="progress-report-text",
    ),
    path(
        pgettext_lazy("address", "issued-reports/<slug:code>/text/<slug:key>/"),
        reports.ReportTextListView.as_view(),
        name="progress-report-list",
    ),
    path(
        pgettext_lazy("address", "reports/<slug:body>/<slug:key>/"),
        views.ReportListView.as_view(),
        name="report-list",
    ),
    path(
        pgettext_lazy("address", "reports/<slug:body>/"), views.ReportView.as_view(), name="report"
    ),
]
