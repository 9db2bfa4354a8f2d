"""What waits for the reader's party, for the coordination, and the ledger."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gte.governance.chain import FIRST_PREVIOUS
from gte.governance.models import LedgerEntry
from gte.governance.queries.standing import clock
from gte.governance.queries.waiting import next_sittings, waiting_for, waits_for_coordination
from gte.governance.views.base import Desk
from gte.governance.views.ledger_blocks import ledger_rows

NEWEST = 100


def group(name: str, title: str, items: Any, empty: str) -> dict[str, Any]:
    return {"id": name, "title": title, "items": items, "empty": empty}


class HomeView(Desk):
    def get(self, request: HttpRequest) -> HttpResponse:
        voice = self.voice
        context = {
            "groups": self.groups(clock()),
            "party": voice.party if voice else None,
            "zone": self.zone,
            "sittings": next_sittings(clock()),
        }
        return render(request, "governance/desk/home.html", context)

    def groups(self, now: datetime.datetime) -> list[dict[str, Any]]:
        """What waits for the reader's party, and for the coordination where the reader is of it."""
        voice = self.voice
        groups = []
        if voice:
            mine = waiting_for(voice.party, now)
            empty = _("Nothing waits for your party.")
            groups.append(group("mine", _("Waiting for your party"), mine, empty))
        if self.coordinates:
            theirs = waits_for_coordination(now)
            empty = _("Nothing waits for the coordination.")
            groups.append(group("coordination", _("Waiting for the coordination"), theirs, empty))
        return groups


class LedgerView(Desk):
    """The newest entries and the head's hash, to be compared with that in an acta."""

    def get(self, request: HttpRequest) -> HttpResponse:
        entries = list(LedgerEntry.objects.order_by("-seq")[:NEWEST])
        context = {
            "rows": ledger_rows(entries),
            "head": entries[0].hash if entries else FIRST_PREVIOUS,
            "count": entries[0].seq if entries else 0,
            "zone": self.zone,
        }
        return render(request, "governance/desk/ledger.html", context)
