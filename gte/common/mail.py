"""Mail: one text per language, from a template, sent when the change that causes it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override


def send_mail(
    *,
    template: str,
    to: Sequence[str],
    language: str,
    context: dict[str, Any],
    reply_to: Sequence[str] = (),
) -> None:
    """Sends ``mail/<template>.txt`` in ``language`` after the transaction has been committed.

    The template's first line is the subject, the rest after a blank line the text. Give it only
    addresses of accounts, invitations or messages: never those that the initial record publishes.
    """
    with override(language):
        text = render_to_string(f"mail/{template}.txt", {"base_url": settings.BASE_URL, **context})
    subject, _, body = text.strip().partition("\n")
    message = EmailMessage(subject.strip(), body.strip() + "\n", to=to, reply_to=reply_to)
    transaction.on_commit(lambda: message.send(fail_silently=False), robust=True)
