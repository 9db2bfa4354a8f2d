from django.urls import path
from django.utils.translation import pgettext_lazy

from gte.workplan import views
from gte.workplan.views import reports

urlpatterns = [
    path(pgettext_lazy("address", "coverage/"), views.CoverageView.as_view(), name="coverage"),
    path(
        pgettext_lazy("address", "reports/issued/<slug:code>/text/"),
        reports.ReportTextView.as_view(),
        name="progress-report-text",
    ),
    path(
        pgettext_lazy("address", "reports/<slug:body>/"), views.ReportView.as_view(), name="report"
    ),
]
