"""The desk's screens of this room."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gte.alliance.queries.people import invitations_seen_by
from gte.register.desk import DeskEntry, add_desk_entry


def expired_invitations(user: Any) -> int:
    """Invitations that were not taken up: to be sent again or withdrawn."""
    return (
        invitations_seen_by(user)
        .filter(accepted_at=None, withdrawn_at=None, expires__lte=timezone.now())
        .count()
    )


def add_entries() -> None:
    add_desk_entry(
        DeskEntry(
            url_name="people",
            title=_("People and invitations"),
            lead=_("Who holds which role, who is invited, and whom you may invite."),
            right="alliance.invite",
            waiting=expired_invitations,
        )
    )
