"""What the platform tells people: at once or in the day's letter, as each of them chose."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from gte.alliance.enums import Rhythm
from gte.alliance.models import PendingNotice, User
from gte.common.mail import send_mail

log = logging.getLogger(__name__)


def notify(
    users: Iterable[User],
    *,
    kind: str,
    template: str,
    page: tuple[str, list[Any]],
    context: Mapping[str, Any],
) -> int:
    """Tells each who wants this ``kind`` of notice, in the own language; to how many it goes.

    ``template`` is that of a mail, its first line the subject; ``page`` the name and arguments of
    the address it leads to. A letter that fails is logged and takes nothing back.
    """
    told = 0
    for user in users:
        if not user.wants_notice(kind):
            continue
        told += 1
        with override(user.language):
            path = reverse(page[0], args=page[1])
            words = {"base_url": settings.BASE_URL, "path": path, "user": user, **context}
            text = render_to_string(f"mail/{template}.txt", words).strip()
        subject, _line, body = text.partition("\n")
        if user.rhythm == Rhythm.DAILY:
            PendingNotice.objects.create(user=user, subject=subject.strip(), text=body.strip())
        else:
            message = EmailMessage(subject.strip(), body.strip() + "\n", to=[user.email])
            transaction.on_commit(partial(post, message), robust=True)
    return told


def post(message: EmailMessage) -> None:
    message.send(fail_silently=False)


def send_digests() -> int:
    """The day's letters: one for each who has something waiting; how many were sent.

    A letter that fails leaves what it held for the next time, and is logged.
    """
    sent = 0
    waiting = PendingNotice.objects.values_list("user").distinct()
    for user in User.objects.filter(pk__in=waiting, is_active=True).order_by("pk"):
        try:
            with transaction.atomic():
                send_digest(user)
        except OSError:
            log.exception("The day's letter to account %s could not be sent.", user.pk)
        else:
            sent += 1
    return sent


def send_digest(user: User) -> None:
    notices = list(user.pending_notices.select_for_update())
    keys = [notice.pk for notice in notices]
    PendingNotice.objects.filter(pk__in=keys).delete()
    send_mail(
        template="digest",
        to=[user.email],
        language=user.language,
        context={"notices": notices, "count": len(notices)},
    )
