"""The secret address of somebody's calendar: made, renewed, closed."""

from __future__ import annotations

import secrets

from django.db import transaction

from gte.alliance.models import User
from gte.common.domain import write_log


@transaction.atomic
def renew_calendar(*, by: User) -> User:
    """A new address for the own calendar; the one before stops working."""
    by.calendar_key = secrets.token_urlsafe(32)
    by.save(update_fields=["calendar_key"])
    # The log says that there is an address, never which.
    write_log(verb="calendar.address_made", by=by, target=f"account-{by.pk}")
    return by


@transaction.atomic
def close_calendar(*, by: User) -> User:
    """No address leads to the own calendar any more."""
    by.calendar_key = ""
    by.save(update_fields=["calendar_key"])
    write_log(verb="calendar.address_closed", by=by, target=f"account-{by.pk}")
    return by
