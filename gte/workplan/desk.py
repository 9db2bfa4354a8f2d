"""The work plan's entry at the desk, and what waits there for an account."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from gte.register.desk import DeskEntry, add_desk_entry
from gte.workplan.queries.groups import open_requests
from gte.workplan.queries.handover import packs_waiting
from gte.workplan.queries.progress import own_party
from gte.workplan.queries.waiting import owed, to_accept

COORDINATE = "governance.coordinate"


def waiting_count(user: Any) -> int:
    """What the own party owes; for the coordination what it has to accept and to answer."""
    party = own_party(user)
    mine = len(owed(party, user)) + len(packs_waiting(party)) if party else 0
    if not user.has_perm(COORDINATE):
        return mine
    return mine + len(to_accept(user)) + open_requests().filter(is_ours=False).count()


def add_entry() -> None:
    add_desk_entry(
        DeskEntry(
            url_name="desk-plan",
            title=gettext_lazy("Work plan"),
            lead=gettext_lazy(
                "Mandates, plans, projects and deliverables: what your party owes, and how far."
            ),
            right="governance.take_part",
            waiting=waiting_count,
        )
    )
