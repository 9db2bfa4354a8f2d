"""What waits for the reader's party, for the coordination, and the ledger."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gte.governance.chain import FIRST_PREVIOUS
from gte.governance.models import LedgerEntry
from gte.governance.queries.waiting import (
    Board,
    board,
    next_sittings,
    waiting_for,
    waits_for_coordination,
)
from gte.governance.views.base import Desk
from gte.governance.views.ledger_blocks import ledger_rows

NEWEST = 100


def group(name: str, title: str, items: Any, empty: str) -> dict[str, Any]:
    return {"id": name, "title": title, "items": items, "empty": empty}


class HomeView(Desk):
    def get(self, request: HttpRequest) -> HttpResponse:
        under_way, voice = board(), self.voice
        context = {
            "groups": self.groups(under_way),
            "party": voice.party if voice else None,
            "zone": self.zone,
            "sittings": next_sittings(under_way.now),
        }
        return render(request, "governance/desk/home.html", context)

    def groups(self, under_way: Board) -> list[dict[str, Any]]:
        """What waits for the reader's party, and for the coordination where the reader is of it."""
        voice = self.voice
        groups = []
        if voice:
            mine = waiting_for(voice.party, under_way)
            empty = _("Nothing waits for your party.")
            groups.append(group("mine", _("Waiting for your party"), mine, empty))
        if self.coordinates:
            theirs = waits_for_coordination(under_way)
            empty = _("Nothing waits for the coordination.")
            groups.append(group("coordination", _("Waiting for the coordination"), theirs, empty))
        return groups


class LedgerView(Desk):
    """The newest entries and the head's hash, to be compared with that in an acta."""

    def get(self, request: HttpRequest) -> HttpResponse:
        entries = list(LedgerEntry.objects.order_by("-seq")[:NEWEST])
        context = {
            "title": _("Ledger"),
            "lead": _(
                "Every act is added here and none is ever changed. Each entry carries the hash of "
                "the one before; the newest hash is printed in every acta."
            ),
            "rows": ledger_rows(entries),
            "head": entries[0].hash if entries else FIRST_PREVIOUS,
            "count": entries[0].seq if entries else 0,
            "zone": self.zone,
        }
        return render(request, "governance/desk/ledger.html", context)
