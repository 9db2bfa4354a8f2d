"""What the platform tells people: at once or in the day's letter, as each of them chose.

A notice is kept until a mail server took it: one that is down, or a process that ends between the
act and its letters, loses nothing. The next ``gte send-notices`` sends what was left.
"""

from __future__ import annotations

import datetime
import logging
import smtplib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import override

from gte.alliance.enums import Rhythm
from gte.alliance.models import PendingNotice, User
from gte.common.domain import write_log
from gte.common.models import LogEntry

log = logging.getLogger(__name__)

DIGEST_SENT = "digest.sent"
# Less than a day, so that a run at the same hour is never a minute too early.
A_DAY = datetime.timedelta(hours=20)
# After so long whoever took a notice has ended without sending it.
GIVEN_UP = datetime.timedelta(minutes=15)
# A subject is read in a list: the text holds the whole title.
LONGEST_SUBJECT = 160
# One letter was refused, or cannot be written (an address that no header or domain name takes, a
# subject): the server takes others.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError)
# The right without which nobody gets a kind of notice, by kind: filled by the rooms above.
RIGHTS: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail and the notices that it holds."""

    user: User
    subject: str
    text: str
    notices: tuple[PendingNotice, ...]
    is_digest: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """How many letters were sent, and how many are due and still left, be it by another process."""

    sent: int
    left: int


def require_right(kind: str, right: str) -> None:
    """From now this ``kind`` of notice goes only to who has the ``right`` when it is sent."""
    RIGHTS[kind] = right


def may_be_told(user: User, kind: str) -> bool:
    """Whether a notice of the kind may go to the account now: an open one that wants it, has its
    right, and an address that was confirmed.
    """
    if not user.is_active or not user.wants_notice(kind):
        return False
    right = RIGHTS.get(kind)
    return (right is None or user.has_perm(right)) and has_confirmed_address(user)


def has_confirmed_address(user: User) -> bool:
    own = EmailAddress.objects.filter(user=user, email=user.email, verified=True)
    return bool(own.exists())


def notify(
    users: Iterable[User],
    *,
    kind: str,
    template: str,
    page: tuple[str, list[Any]],
    context: Mapping[str, Any],
    urgent: bool = False,
) -> int:
    """Tells each who wants this ``kind`` of notice, in the own language; to how many it goes.

    ``template`` is that of a mail, its first line the subject; ``page`` the name and arguments of
    the address it leads to. The letters go when the transaction is committed; one that fails is
    logged, takes nothing back, and goes with the next ``gte send-notices``. What is ``urgent``
    does not wait for the day's letter.
    """
    told = [
        kept(user, kind, template, page, context, urgent=urgent)
        for user in users
        if may_be_told(user, kind)
    ]
    at_once = [notice.pk for notice in told if notice.at_once]
    if at_once:
        transaction.on_commit(partial(send_now, at_once), robust=True)
    return len(told)


def kept(
    user: User,
    kind: str,
    template: str,
    page: tuple[str, list[Any]],
    context: Mapping[str, Any],
    *,
    urgent: bool,
) -> PendingNotice:
    """The notice as this reader gets it, until it is sent."""
    at_once = urgent or user.rhythm == Rhythm.AT_ONCE
    subject, text = written(user, template, page, {"at_once": at_once, **context})
    return PendingNotice.objects.create(
        user=user, kind=kind, at_once=at_once, subject=subject, text=text
    )


def written(
    user: User, template: str, page: tuple[str, list[Any]], context: Mapping[str, Any]
) -> tuple[str, str]:
    """Subject and text as this reader gets them."""
    with override(user.language):
        path = reverse(page[0], args=page[1])
        words = {
            "base_url": settings.BASE_URL,
            "path": path,
            "user": user,
            "zone": user.clock_zone,
            **context,
        }
        return parted(render_to_string(f"mail/{template}.txt", words))


def parted(letter: str) -> tuple[str, str]:
    """The first line, short enough for a list of letters, and the rest."""
    subject, _line, text = letter.strip().partition("\n")
    return Truncator(" ".join(subject.split())).chars(LONGEST_SUBJECT), text.strip()


def send_now(keys: list[int]) -> int:
    """Letters of their own, right after the act that they tell of; how many went."""
    return post(own_letters(PendingNotice.objects.filter(pk__in=keys)))


def send_digests() -> Post:
    """What waits: the day's letter of each who chose one, and letters that failed before.

    Nobody gets two letters of the day within twenty hours, however often this is called. A letter
    that fails leaves what it held for the next time, and is logged.
    """
    PendingNotice.objects.filter(user__is_active=False).delete()
    waiting = PendingNotice.objects.order_by().values("user")
    users = User.objects.filter(pk__in=waiting).order_by("pk")
    sent = post(letter for user in users for letter in letters_of(user))
    return Post(sent, letters_due())


def letters_of(user: User) -> Iterator[Letter]:
    yield from own_letters(user.pending_notices.filter(at_once=True))
    if account_of(user) in had_digest():
        return
    of_the_day = take(user.pending_notices.filter(at_once=False))
    if of_the_day:
        yield digest_of(user, of_the_day)


def own_letters(waiting: QuerySet[PendingNotice]) -> Iterator[Letter]:
    """A letter for each, taken just before it is sent: on a slow server the last one is as fresh
    as the first, so that no other process takes it too.
    """
    for key in list(waiting.values_list("pk", flat=True)):
        for notice in take(PendingNotice.objects.filter(pk=key)):
            yield own_letter(notice)


def letters_due() -> int:
    """How many letters should have gone by now, whichever process had begun to send them."""
    own = PendingNotice.objects.filter(at_once=True).count()
    daily = PendingNotice.objects.filter(at_once=False).order_by().values("user").distinct()
    had = had_digest()
    return own + sum(account_of(user) not in had for user in User.objects.filter(pk__in=daily))


def had_digest() -> set[str]:
    """The accounts that had the day's letter."""
    since = timezone.now() - A_DAY
    recent = LogEntry.objects.filter(verb=DIGEST_SENT, at__gt=since)
    return set(recent.values_list("target", flat=True))


@transaction.atomic
def take(waiting: QuerySet[PendingNotice]) -> list[PendingNotice]:
    """Those of them that nobody else is sending; what their reader refuses by now, or may not read
    any more, goes unsent.
    """
    now = timezone.now()
    free = Q(taken_at=None) | Q(taken_at__lt=now - GIVEN_UP)
    found = list(waiting.filter(free).select_for_update(of=("self",)).select_related("user"))
    refused = [one.pk for one in found if not may_be_told(one.user, one.kind)]
    PendingNotice.objects.filter(pk__in=refused).delete()
    taken = [one for one in found if one.pk not in refused]
    for one in taken:
        one.taken_at = now
    PendingNotice.objects.filter(pk__in=[one.pk for one in taken]).update(taken_at=now)
    return taken


def own_letter(notice: PendingNotice) -> Letter:
    return Letter(notice.user, notice.subject, notice.text, (notice,))


def digest_of(user: User, notices: list[PendingNotice]) -> Letter:
    with override(user.language):
        words = {"notices": notices, "count": len(notices), "base_url": settings.BASE_URL}
        subject, text = parted(render_to_string("mail/digest.txt", words))
    return Letter(user, subject, text, tuple(notices), is_digest=True)


def account_of(user: User) -> str:
    return f"account-{user.pk}"


def post(letters: Iterable[Letter]) -> int:
    """Sends letters by one connection as they come; how many went. Of what fails nothing is lost
    and nothing is raised.
    """
    sent = 0
    connection = get_connection(fail_silently=False)
    try:
        for letter in letters:
            sent += send(letter, connection)
    except OSError:
        log.exception("The mail server takes no letters; they are kept for the next time.")
    finally:
        close(connection)
    return sent


def send(letter: Letter, connection: Any) -> bool:
    """Whether the server took it; what it did not take is free again. Raises OSError."""
    is_sent = False
    try:
        connection.open()
        is_sent = hand_over(letter, connection)
    finally:
        if not is_sent:
            give_back(letter)
    return is_sent


def hand_over(letter: Letter, connection: Any) -> bool:
    """Whether the server took it. Raises OSError where it would take no other either."""
    message = EmailMessage(
        letter.subject,
        letter.text + "\n",
        to=[letter.user.email],
        connection=connection,
        headers={"Auto-Submitted": "auto-generated", "Content-Language": letter.user.language},
    )
    try:
        message.send(fail_silently=False)
    except REFUSALS:
        log.exception("A letter to account %s was refused.", letter.user.pk)
        return False
    note_sent(letter)
    return True


@transaction.atomic
def note_sent(letter: Letter) -> None:
    keys = [notice.pk for notice in letter.notices]
    PendingNotice.objects.filter(pk__in=keys).delete()
    if letter.is_digest:
        write_log(
            verb=DIGEST_SENT, by=None, target=account_of(letter.user), data={"notices": len(keys)}
        )


def give_back(letter: Letter) -> None:
    """It may be taken again at once, but for what another process has taken since."""
    for notice in letter.notices:
        own = PendingNotice.objects.filter(pk=notice.pk, taken_at=notice.taken_at)
        own.update(taken_at=None)


def close(connection: Any) -> None:
    try:
        connection.close()
    except OSError:
        log.exception("The mail server did not end the conversation.")
