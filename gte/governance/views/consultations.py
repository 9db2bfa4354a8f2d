"""Advice at the desk: questions, contributions, answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gte.governance.models import Consultation
from gte.governance.views.base import Desk, found


class ListView(Desk):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"consultations": Consultation.objects.select_related("asked_by")}
        return render(request, "governance/desk/consultations.html", context)


class ConsultationView(Desk):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        consultation = found(Consultation.objects.all(), code=code)
        context = {"consultation": consultation}
        return render(request, "governance/desk/consultation.html", context)
