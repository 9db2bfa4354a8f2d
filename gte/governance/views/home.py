"""What waits for the reader's party, for the coordination, and the ledger."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.governance.domain.ledger import head
from gte.governance.models import LedgerEntry
from gte.governance.panels import act_label
from gte.governance.queries.standing import instant
from gte.governance.queries.waiting import next_sittings, waiting_for, waits_for_coordination
from gte.governance.views.base import Desk

NEWEST = 100


class HomeView(Desk):
    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        voice = self.voice
        groups = []
        if voice:
            groups.append(
                {
                    "id": "mine",
                    "title": _("Waiting for your party"),
                    "items": waiting_for(voice.party, now),
                    "empty": _("Nothing waits for your party."),
                }
            )
        if self.coordinates:
            groups.append(
                {
                    "id": "coordination",
                    "title": _("Waiting for the coordination"),
                    "items": waits_for_coordination(now),
                    "empty": _("Nothing waits for the coordination."),
                }
            )
        context = {
            "groups": groups,
            "party": voice.party if voice else None,
            "zone": self.zone,
            "sittings": next_sittings(now),
        }
        return render(request, "governance/desk/home.html", context)


class LedgerView(Desk):
    """The newest entries and the head's hash, to be compared with that in an acta."""

    def get(self, request: HttpRequest) -> HttpResponse:
        entries = list(LedgerEntry.objects.order_by("-seq")[:NEWEST])
        rows = [
            {
                "seq": entry.seq,
                "at": instant(entry.at),
                "act": act_label(entry.act),
                "party": entry.party.upper(),
                "words": entry.subject,
                "hash": entry.hash,
            }
            for entry in entries
        ]
        context = {
            "rows": rows,
            "head": head(),
            "count": entries[0].seq if entries else 0,
            "zone": self.zone,
        }
        return render(request, "governance/desk/ledger.html", context)
