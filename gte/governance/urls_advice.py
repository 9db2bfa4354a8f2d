"""Addresses of advice and of calendars."""

from django.urls import path, register_converter
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from gte.governance.views import calendars, consultations

CONSULTATIONS = pgettext_lazy("address", "desk/advice/")
CONSULTATION = format_lazy("{}<slug:code>/", CONSULTATIONS)
MEETING = format_lazy("{}<slug:code>/", pgettext_lazy("address", "meetings/"))

urlpatterns = [
    path(CONSULTATIONS, consultations.ListView.as_view(), name="desk-consultations"),
    path(
        format_lazy("{}{}", CONSULTATIONS, pgettext_lazy("address", "new/")),
        consultations.NewView.as_view(),
        name="desk-consultation-new",
    ),
    path(CONSULTATION, consultations.ConsultationView.as_view(), name="desk-consultation"),
    path(
        format_lazy("{}{}", CONSULTATION, pgettext_lazy("address", "answer/")),
        consultations.AnswerView.as_view(),
        name="desk-consultation-answer",
    ),
    path(
        format_lazy("{}{}", CONSULTATION, pgettext_lazy("address", "sent/")),
        consultations.SentView.as_view(),
        name="desk-consultation-sent",
    ),
    path(
        format_lazy("{}{}", CONSULTATION, pgettext_lazy("address", "archive/")),
        consultations.ArchiveView.as_view(),
        name="desk-consultation-archive",
    ),
    path(
        pgettext_lazy("address", "desk/calendar/"),
        calendars.CalendarView.as_view(),
        name="desk-calendar",
    ),
    path(
        format_lazy("{}{}", MEETING, pgettext_lazy("address", "calendar.ics")),
        calendars.MeetingView.as_view(),
        name="meeting-calendar",
    ),
]


class SecretConverter:
    """A secret in an address, as ``secrets.token_urlsafe`` writes one."""

    regex = "[A-Za-z0-9_-]{20,64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SecretConverter, "secret")

# Outside the languages: the feed is in that of its person, wherever it is read.
feed_urls = [
    path("calendar/<secret:key>.ics", calendars.FeedView.as_view(), name="calendar-feed"),
]
