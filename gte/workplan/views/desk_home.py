"""The first page of the work plan at the desk: what waits for whoever looks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gte.workplan.queries.handover import packs_to_accept
from gte.workplan.queries.waiting import owed, waits_for_coordination
from gte.workplan.views.blocks import Action, to
from gte.workplan.views.desk_base import Desk


class HomeView(Desk):
    def get(self, request: HttpRequest) -> HttpResponse:
        voice = self.voice
        context = {
            "groups": self.groups(),
            "party": voice.party if voice else None,
            "zone": self.zone,
            "actions": new_things() if self.coordinates else [],
            "registers": registers(coordinates=self.coordinates),
        }
        return render(request, "workplan/desk/home.html", context)

    def groups(self) -> list[dict[str, Any]]:
        groups = []
        if self.voice:
            party = self.voice.party
            items = [*packs_to_accept(party), *owed(party, self.me)]
            groups.append(
                {
                    "id": "mine",
                    "title": _("What your party owes"),
                    "items": items,
                    "empty": _("Your party owes no deliverable."),
                }
            )
        if self.coordinates:
            items = waits_for_coordination(self.me)
            empty = _("Nothing waits for the coordination.")
            title = _("Waiting for the coordination")
            groups.append({"id": "coordination", "title": title, "items": items, "empty": empty})
        return groups


def new_things() -> list[Action]:
    return [
        to("desk-mandate-new", label=_("Register a mandate")),
        to("desk-project-new", label=_("Plan a project")),
        to("desk-deliverable-new", label=_("Plan a deliverable")),
        to("desk-report-new", label=_("Draft a report")),
    ]


def registers(*, coordinates: bool) -> list[dict[str, Any]]:
    """Where everything of the work is, by what one comes for."""
    groups = (
        (
            _("The work"),
            ("desk-mandates", _("Mandates")),
            ("desk-plans", _("Work plans")),
            ("desk-projects", _("Projects")),
            ("desk-deliverables", _("Deliverables and commitments")),
            ("desk-indicators", _("Indicators")),
        ),
        (
            _("At a glance"),
            ("timeline", _("Timeline of the projects")),
            ("coverage", _("Coverage map")),
            ("country-sheets", _("Country sheets")),
            ("desk-groups", _("Other groups")),
        ),
        (
            _("What goes out"),
            ("desk-reports", _("Reports")),
            ("desk-handovers", _("Handover")),
            ("desk-workbook", _("Workbook of the work plan")),
            *([("desk-iati", _("File for IATI"))] if coordinates else []),
        ),
    )
    return [
        {
            "title": title,
            "items": [{"url": reverse(name), "label": label} for name, label in pages],
        }
        for title, *pages in groups
    ]
