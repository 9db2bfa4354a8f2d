"""Meetings at the desk: list, run sheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gte.governance.models import Meeting
from gte.governance.queries.meetings import sittings
from gte.governance.views.base import Desk, found


class ListView(Desk):
    """Every meeting prepared here, the newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"sittings": sittings(), "zone": self.zone}
        return render(request, "governance/desk/meetings.html", context)


class MeetingView(Desk):
    """The meeting's run sheet."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = found(Meeting.objects.filter(sitting__isnull=False), code=code)
        return render(request, "governance/desk/meeting.html", {"meeting": meeting})
