"""The acta at the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gte.governance.models import Meeting
from gte.governance.views.base import Desk, found


class MinutesView(Desk):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = found(Meeting.objects.filter(sitting__isnull=False), code=code)
        return render(request, "governance/desk/minutes.html", {"meeting": meeting})
