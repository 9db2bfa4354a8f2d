"""Messages to the group: kept first, then brought to the coordination by mail if it can be."""

from __future__ import annotations

import datetime
import math
import secrets
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext, override

from gte.alliance.enums import RoleKind
from gte.alliance.models import ContactMessage, RoleAssignment, User, in_force
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.common.mail import send_mail

HOUR = datetime.timedelta(hours=1)
PER_SENDER, OVERALL = 5, 60
KEPT_FOR = datetime.timedelta(days=730)
HASHES_KEPT_FOR = datetime.timedelta(days=7)
# Letters and digits that are not taken for each other when read aloud.
REFERENCE_SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ"


class TooManyMessages(BadInput):
    """The limit of an hour is reached; the message says when to try again."""

    def __init__(self, minutes: int) -> None:
        sentence = ngettext(
            "Too many messages came within an hour. Please send this one again in %(minutes)s "
            "minute; what you wrote is still here.",
            "Too many messages came within an hour. Please send this one again in %(minutes)s "
            "minutes; what you wrote is still here.",
            minutes,
        )
        super().__init__(sentence % {"minutes": minutes})
        self.minutes = minutes


def sender_hash(value: str) -> str:
    """A sender as 32 digits that only this installation can make, and nobody can read back."""
    return salted_hmac("gte.contact", value.strip().lower()).hexdigest()[:32] if value else ""


def check_limit(senders: list[str], now: datetime.datetime) -> None:
    """Raises TooManyMessages when this sender, or everybody together, wrote too often."""
    recent = ContactMessage.objects.sent_since(now - HOUR)
    own = ContactMessage.objects.sent_since(now - HOUR, senders=[one for one in senders if one])
    for sent, limit in ((own, PER_SENDER), (recent, OVERALL)):
        times = list(sent.values_list("at", flat=True))
        if len(times) >= limit:
            free = times[len(times) - limit] + HOUR
            raise TooManyMessages(max(1, math.ceil((free - now).total_seconds() / 60)))


def new_reference(now: datetime.datetime) -> str:
    return f"{now:%y%m}-{''.join(secrets.choice(REFERENCE_SIGNS) for _place in range(6))}"


def send_message(
    *, name: str, email: str, topic: str, text: str, language: str, network: str
) -> ContactMessage:
    """Keeps a visitor's message and brings it to the coordination's accounts.

    ``network`` is where it comes from; only a hash of it is kept, for a week. Raises
    TooManyMessages. A mail that fails is logged and takes nothing back: the message waits at the
    desk.
    """
    now = timezone.now()
    hashes = {"network_hash": sender_hash(network), "email_hash": sender_hash(email)}
    with transaction.atomic():
        check_limit(list(hashes.values()), now)
        message = ContactMessage.objects.create(
            reference=new_reference(now),
            at=now,
            name=name,
            email=email,
            topic=topic,
            text=text,
            language=language,
            **hashes,
        )
        write_log(verb="message.sent", by=None, target=message.reference)
        for user in coordination_accounts(timezone.localdate()):
            transaction.on_commit(partial(forward, message, user), robust=True)
    return message


def coordination_accounts(day: datetime.date) -> list[User]:
    """The accounts of those who coordinate the group on a day."""
    held = RoleAssignment.objects.filter(in_force(day), kind=RoleKind.COORDINATION)
    people = held.values("person")
    return list(User.objects.filter(is_active=True, person__in=people).order_by("pk"))


def forward(message: ContactMessage, user: User) -> None:
    """By mail to an account of the coordination; an answer to it goes to the sender."""
    with override(user.language):
        context = {
            "message": message,
            "topic": message.get_topic_display(),
            "path": reverse("message", args=[message.reference]),
        }
    send_mail(
        template="contact_message",
        to=[user.email],
        language=user.language,
        context=context,
        reply_to=[message.email],
    )


@transaction.atomic
def mark_answered(*, message: ContactMessage, by: User) -> None:
    """Somebody answered it, by mail or otherwise."""
    message.answered_at, message.answered_by = timezone.now(), by
    message.save(update_fields=["answered_at", "answered_by"])
    write_log(verb="message.answered", by=by, target=message.reference)


@transaction.atomic
def mark_waiting(*, message: ContactMessage, by: User) -> None:
    """Takes back that it was answered."""
    message.answered_at = message.answered_by = None
    message.save(update_fields=["answered_at", "answered_by"])
    write_log(verb="message.reopened", by=by, target=message.reference)


@transaction.atomic
def tidy_messages(*, now: datetime.datetime) -> int:
    """Removes messages older than two years and, after a week, the hashes of who sent them."""
    removed, _kinds = ContactMessage.objects.filter(at__lt=now - KEPT_FOR).delete()
    stale = ContactMessage.objects.filter(at__lt=now - HASHES_KEPT_FOR)
    stale.exclude(network_hash="", email_hash="").update(network_hash="", email_hash="")
    if removed:
        write_log(verb="message.removed", by=None, data={"messages": removed})
    return removed
