"""The desk's screens of this room."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gte.alliance.enums import ContactState, RoleKind
from gte.alliance.models import ContactMessage, ContactPoint, today
from gte.alliance.queries.people import invitations_seen_by
from gte.register.desk import DeskEntry, add_desk_entry


def expired_invitations(user: Any) -> int:
    """Invitations that were not taken up: to be sent again or withdrawn."""
    return (
        invitations_seen_by(user)
        .filter(accepted_at=None, withdrawn_at=None, expires__lte=timezone.now())
        .count()
    )


def unconfirmed_contacts(user: Any) -> int:
    """The contact points of the delegate's States that nobody vouches for today."""
    states = {role.state_id for role in user.roles_in_force if role.kind == RoleKind.DELEGATE}
    waiting = (ContactState.UNCONFIRMED, ContactState.OLD)
    contacts = ContactPoint.objects.filter(state__in=states)
    return sum(contact.state_on(today()) in waiting for contact in contacts)


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
    add_desk_entry(
        DeskEntry(
            url_name="contacts-desk",
            title=_("Contact points"),
            lead=_(
                "What visitors read of the States' offices: each State's delegates confirm, "
                "correct or withdraw it."
            ),
            right="alliance.see_contacts",
            waiting=unconfirmed_contacts,
        )
    )
    add_desk_entry(
        DeskEntry(
            url_name="messages",
            title=_("Messages to the group"),
            lead=_("What visitors wrote through the contact form."),
            right="alliance.read_messages",
            waiting=lambda _user: ContactMessage.objects.waiting().count(),
        )
    )
