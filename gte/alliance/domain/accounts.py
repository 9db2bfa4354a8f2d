"""Verbs of somebody's own account: profile, own data, the wish to be erased."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.enums import Notice, Rhythm
from gte.alliance.models import Invitation, User
from gte.alliance.queries.people import administrators
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.common.mail import send_mail
from gte.common.models import LogEntry


@transaction.atomic
def change_profile(
    *,
    user: User,
    name: str,
    language: str,
    time_zone: str,
    notices: list[str],
    rhythm: str = Rhythm.AT_ONCE,
) -> None:
    """Saves what the person says about themselves; ``notices`` are those they want."""
    if user.person:
        user.person.name = name
        user.person.save(update_fields=["name"])
    user.language, user.time_zone, user.rhythm = language, time_zone, rhythm
    user.refused_notices = [kind for kind in Notice.values if kind not in notices]
    user.save(update_fields=["language", "time_zone", "rhythm", "refused_notices"])
    write_log(verb="profile.changed", by=user, target=f"account-{user.pk}")


@transaction.atomic
def ask_for_erasure(*, user: User, reason: str) -> None:
    """Tells the administrators, who decide by the law of the person's country; erases nothing."""
    write_log(verb="erasure.asked", by=user, target=f"account-{user.pk}", data={"reason": reason})
    for administrator in administrators():
        send_mail(
            template="erasure_asked",
            to=[administrator.email],
            language=administrator.language,
            reply_to=[user.email],
            context={"name": user.name, "email": user.email, "reason": reason},
        )


@transaction.atomic
def remove_second_factor(*, user: User, by: User) -> None:
    """For who lost phone and recovery codes: ends every session too, and tells the person.

    ``by`` has made sure, by a way other than mail, that it is really them.
    """
    if not by.has_perm("alliance.manage_accounts"):
        raise BadInput(_("Only administrators remove somebody's second step. Nothing was changed."))
    if user == by:
        raise BadInput(_("Your own second step is under “My profile”. Nothing was changed."))
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    write_log(verb="second_factor.removed", by=by, target=f"account-{user.pk}")
    send_mail(
        template="second_factor_removed",
        to=[user.email],
        language=user.language,
        reply_to=[by.email],
        context={"name": user.name, "administrator": by.name},
    )


def rows(found: Any, *fields: str) -> list[dict[str, Any]]:
    return [dict(row) for row in found.order_by("pk").values(*fields)]


def own_data(user: User) -> dict[str, Any]:
    """Everything kept about the person, without what would open the account to whoever reads it."""
    roles = user.person.roles.all() if user.person else []
    sent = Invitation.objects.filter(invited_by=user)
    received = Invitation.objects.filter(email=user.email)
    return {
        "account": {
            "name": user.name,
            "email": user.email,
            "language": user.language,
            "time_zone": user.time_zone,
            "joined": user.date_joined,
            "last_login": user.last_login,
            "refused_notices": user.refused_notices,
            "letters": user.rhythm,
            # That there is one; its address would open it to whoever reads this file.
            "calendar_address": bool(user.calendar_key),
            "made_up": bool(user.person and user.person.is_synthetic),
        },
        "roles": [{"role": role.label, "start": role.start, "end": role.end} for role in roles],
        "addresses": rows(EmailAddress.objects.filter(user=user), "email", "verified", "primary"),
        "second_factors": rows(
            Authenticator.objects.filter(user=user), "type", "created_at", "last_used_at"
        ),
        "sessions": rows(UserSession.objects.filter(user=user), "ip", "user_agent", "created_at"),
        "invitations_sent": rows(sent, "email", "name", "kind", "created", "accepted_at"),
        "invitations_received": rows(received, "kind", "created", "expires", "accepted_at"),
        "notices_waiting": rows(user.pending_notices.all(), "at", "subject", "text"),
        "what_i_did": rows(LogEntry.objects.filter(actor=user), "at", "verb", "target"),
    }
