"""How lists, cards and pages say how far a contact point can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.alliance.enums import ContactState
from gte.register.blocks import GOOD, MUTED, PROGRESS, Badge

if TYPE_CHECKING:
    from gte.alliance.models import ContactPoint

CONTACT_TONES = {
    ContactState.CONFIRMED: GOOD,
    ContactState.OLD: PROGRESS,
    ContactState.UNCONFIRMED: MUTED,
    ContactState.WITHDRAWN: MUTED,
}


def contact_badge(contact: ContactPoint) -> Badge:
    state = contact.state_on(timezone.localdate())
    return Badge(str(state.label), CONTACT_TONES[state])


def last_confirmed(contact: ContactPoint) -> str:
    """When its State last confirmed it; empty where it never did."""
    if contact.confirmed_on is None:
        return ""
    day = date_format(contact.confirmed_on, "DATE_FORMAT")
    return _("last confirmed on %(day)s") % {"day": day}
