"""Contact points: their State confirms, corrects or withdraws them, and is reminded once a year."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.alliance.enums import ContactState, RoleKind
from gte.alliance.models import ContactPoint, RoleAssignment, User, in_force
from gte.common.domain import stamp_texts, write_log
from gte.common.errors import BadInput
from gte.common.mail import send_mail
from gte.common.models import LogEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

CONFIRMED, WITHDRAWN, REMINDED = "contact.confirmed", "contact.withdrawn", "contact.reminded"
# What a State may correct when it confirms.
CORRECTABLE = ("institution_es", "institution_en", "office_es", "office_en", "person", "email")


def check_right(contact: ContactPoint, by: User) -> None:
    """Raises PermissionDenied for anybody but a delegate of the contact's State."""
    if not by.has_perm("alliance.confirm_contact", contact):
        raise PermissionDenied(_("A delegate of its State confirms a contact point."))


def locked(contact: ContactPoint) -> ContactPoint:
    """The row as it is now, held until the verb ends: two delegates may answer at once."""
    row: ContactPoint = ContactPoint.objects.select_for_update().get(pk=contact.pk)
    return row


@transaction.atomic
def confirm_contact(*, contact: ContactPoint, by: User, changes: dict[str, str]) -> ContactPoint:
    """Its State says that a contact point holds today, as it is or as corrected by ``changes``.

    Raises PermissionDenied for who may not, BadInput for a field that cannot be corrected here,
    ValidationError for a value that the field does not take.
    """
    check_right(contact, by)
    if unknown := set(changes) - set(CORRECTABLE):
        raise BadInput(_("“%(field)s” is not confirmed here.") % {"field": min(unknown)})
    contact = locked(contact)
    said = {"person": contact.person, "email": contact.email}
    if contact.confirmed_on is None and not contact.is_withdrawn:
        said = {"person": contact.person_as_published, "email": contact.email_as_published}
    before = {name: getattr(contact, name) or "" for name in CORRECTABLE} | said
    for name, value in (said | changes).items():
        setattr(contact, name, value)
    contact.confirmed_on, contact.confirmed_by = timezone.localdate(), by
    contact.is_withdrawn = contact.needs_verification = False
    stamp_texts(contact)
    contact.full_clean()
    contact.save()
    # The log says what changed, not the address itself: it outlives whoever held it.
    corrected = sorted(name for name, value in changes.items() if value != before[name])
    write_log(verb=CONFIRMED, by=by, target=contact.code, data={"corrected": corrected})
    return contact


@transaction.atomic
def withdraw_confirmation(*, contact: ContactPoint, by: User) -> ContactPoint:
    """Its State says that a contact point no longer holds: no person and no address is shown.

    Nothing is forgotten: confirming brings it back. Raises PermissionDenied for who may not.
    """
    check_right(contact, by)
    contact = locked(contact)
    if contact.is_withdrawn:
        return contact
    if contact.confirmed_on is None:
        contact.person, contact.email = contact.person_as_published, contact.email_as_published
    contact.confirmed_on = contact.confirmed_by = None
    contact.is_withdrawn = contact.needs_verification = True
    contact.save()
    write_log(verb=WITHDRAWN, by=by, target=contact.code)
    return contact


def history_of(contact: ContactPoint) -> list[LogEntry]:
    """What was said of a contact point and when, newest first."""
    return list(LogEntry.objects.filter(target=contact.code).select_related("actor__person"))


# --- once a year ----------------------------------------------------------------------------------


def due_contacts(day: datetime.date) -> list[ContactPoint]:
    """What no State vouches for on a day, and nobody was reminded of in its year."""
    reminded = LogEntry.objects.filter(verb=REMINDED, data__year=day.year).values("target")
    waiting = ContactPoint.objects.select_related("state").exclude(code__in=reminded)
    settled = (ContactState.CONFIRMED, ContactState.WITHDRAWN)
    return [contact for contact in waiting if contact.state_on(day) not in settled]


def delegates_of(state_id: int, day: datetime.date) -> list[User]:
    """The accounts of those who speak for a State on a day."""
    held = RoleAssignment.objects.filter(
        in_force(day), kind=RoleKind.DELEGATE, state=state_id
    ).values("person")
    return list(User.objects.filter(is_active=True, person__in=held).order_by("pk"))


def remind_of_contacts(*, day: datetime.date) -> Iterable[tuple[ContactPoint, list[User]]]:
    """Reminds the delegates of each due contact point; yields it with those who were written to.

    One mail for each contact point, delegate and year, however often it is called. Without a
    delegate who has an account nothing is sent and nothing noted, so that a later call may.
    """
    for contact in due_contacts(day):
        if users := delegates_of(contact.state_id, day):
            remind_of_contact(contact=contact, users=users, day=day)
        yield contact, users


def remind_of_contact(*, contact: ContactPoint, users: list[User], day: datetime.date) -> None:
    """Noted only once the mail server took the letters: what fails is sent by the next call."""
    for user in users:
        with override(user.language):
            path = reverse("confirm-contact", args=[contact.code])
        context = {"contact": contact, "path": path}
        send_mail(
            template="contact_reminder", to=[user.email], language=user.language, context=context
        )
    data: dict[str, Any] = {"year": day.year, "accounts": [user.pk for user in users]}
    write_log(verb=REMINDED, by=None, target=contact.code, data=data)
