"""Addresses of meetings and their minutes."""

from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from gte.governance.views import meetings, minutes, minutes_files, sheet

MEETINGS = pgettext_lazy("address", "desk/meetings/")
NEW = pgettext_lazy("address", "new/")


def under(*parts):
    """An address made of others, each in the reader's language."""
    return format_lazy("{}" * len(parts), *parts)


MEETING = under(MEETINGS, "<slug:code>/")
AGENDA = under(MEETING, pgettext_lazy("address", "agenda/"))
ATTENDANCE = under(MEETING, pgettext_lazy("address", "attendance/"))
OUTCOMES = under(MEETING, pgettext_lazy("address", "outcomes/"))
ACTA = under(MEETING, pgettext_lazy("address", "acta/"))
PUBLIC = under(pgettext_lazy("address", "meetings/"), "<slug:code>/acta.pdf")

meeting_urls = [
    path(MEETINGS, meetings.ListView.as_view(), name="desk-meetings"),
    path(under(MEETINGS, NEW), meetings.NewView.as_view(), name="desk-meeting-new"),
    path(MEETING, meetings.MeetingView.as_view(), name="desk-meeting"),
    path(
        under(MEETING, pgettext_lazy("address", "edit/")),
        meetings.EditView.as_view(),
        name="desk-meeting-edit",
    ),
    path(
        under(MEETING, pgettext_lazy("address", "cancel/")),
        meetings.CancelView.as_view(),
        name="desk-meeting-cancel",
    ),
    path(under(MEETING, "do/<slug:action>/"), meetings.DoView.as_view(), name="desk-meeting-do"),
]
sheet_urls = [
    path(under(AGENDA, NEW), sheet.NewItemView.as_view(), name="desk-item-new"),
    path(under(AGENDA, "<number:pk>/"), sheet.ItemView.as_view(), name="desk-item"),
    path(
        under(AGENDA, "<number:pk>/do/<slug:action>/"),
        sheet.ItemDoView.as_view(),
        name="desk-item-do",
    ),
    path(ATTENDANCE, sheet.AttendanceView.as_view(), name="desk-attendance"),
    path(
        under(ATTENDANCE, pgettext_lazy("address", "delegate/")),
        sheet.DelegateView.as_view(),
        name="desk-attendance-delegate",
    ),
    path(
        under(ATTENDANCE, "<number:pk>/", pgettext_lazy("address", "remove/")),
        sheet.AttendanceRemoveView.as_view(),
        name="desk-attendance-remove",
    ),
    path(under(OUTCOMES, NEW), sheet.OutcomeView.as_view(), name="desk-outcome-new"),
    path(under(OUTCOMES, "<number:pk>/"), sheet.OutcomeEditView.as_view(), name="desk-outcome"),
    path(
        under(OUTCOMES, "<number:pk>/", pgettext_lazy("address", "remove/")),
        sheet.OutcomeRemoveView.as_view(),
        name="desk-outcome-remove",
    ),
]
acta_urls = [
    path(ACTA, minutes.MinutesView.as_view(), name="desk-minutes"),
    path(
        under(ACTA, pgettext_lazy("address", "edit/")),
        minutes.EditView.as_view(),
        name="desk-minutes-edit",
    ),
    path(
        under(ACTA, pgettext_lazy("address", "circulate/")),
        minutes.CirculateView.as_view(),
        name="desk-minutes-circulate",
    ),
    path(
        under(ACTA, pgettext_lazy("address", "sign/")),
        minutes.SignView.as_view(),
        name="desk-minutes-sign",
    ),
    path(
        under(ACTA, pgettext_lazy("address", "comment/"), "<slug:key>/"),
        minutes.CommentView.as_view(),
        name="desk-minutes-comment",
    ),
    path(
        under(ACTA, pgettext_lazy("address", "answer/"), "<number:pk>/"),
        minutes.AnswerView.as_view(),
        name="desk-minutes-answer",
    ),
    path(under(ACTA, "do/<slug:action>/"), minutes.DoView.as_view(), name="desk-minutes-do"),
    path(
        under(MEETING, pgettext_lazy("address", "acta/"), "<lang:language>.<slug:kind>"),
        minutes_files.DeskFileView.as_view(),
        name="desk-minutes-file",
    ),
    path(PUBLIC, minutes_files.PublicFileView.as_view(), name="meeting-acta"),
]
urlpatterns = [*meeting_urls, *sheet_urls, *acta_urls]
