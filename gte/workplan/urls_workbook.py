"""Addresses of the plan's workbook."""

from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from gte.workplan.views import desk_workbook

WORKBOOK = pgettext_lazy("address", "desk/plan/workbook/")


def below(part):
    return format_lazy("{}{}", WORKBOOK, part)


urlpatterns = [
    path(WORKBOOK, desk_workbook.WorkbookView.as_view(), name="desk-workbook"),
    path(
        below(pgettext_lazy("address", "file/")),
        desk_workbook.FileView.as_view(),
        name="desk-workbook-file",
    ),
    path(
        below(pgettext_lazy("address", "save/")),
        desk_workbook.SaveView.as_view(),
        name="desk-workbook-save",
    ),
    path(
        below(pgettext_lazy("address", "corrected/")),
        desk_workbook.CorrectedView.as_view(),
        name="desk-workbook-corrected",
    ),
]
