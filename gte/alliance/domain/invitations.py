"""Verbs of invitations: sent, withdrawn, renewed, accepted; and of the roles they give."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.enums import InvitationState, Notice, RoleKind
from gte.alliance.models import Invitation, Person, RoleAssignment, User, today
from gte.alliance.models.invitations import token_hash
from gte.alliance.queries.people import states_for
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.common.mail import send_mail
from gte.common.partial_dates import PartialDate

# The address that a secret makes, in a language: addresses are the views' knowledge.
Link = Callable[[str, str], str]
OPEN_FOR = datetime.timedelta(days=14)
# What an invitation hands on to the role.
ROLE_FIELDS = ("kind", "rank", "state", "network", "institution", "start", "end")


@dataclass(frozen=True)
class Sent:
    """An invitation and its link's secret, which exists here and in the letter only."""

    invitation: Invitation
    token: str


def new_token(invitation: Invitation) -> str:
    """Gives the invitation a secret, 14 days from now; what was sent before is void."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = token_hash(token)
    invitation.expires = timezone.now() + OPEN_FOR
    return token


def send_letter(invitation: Invitation, link: str) -> None:
    send_mail(
        template="invitation",
        to=[invitation.email],
        language=invitation.language,
        reply_to=[invitation.invited_by.email],
        context={
            "invitation": invitation,
            "inviter": invitation.invited_by.name,
            "link": link,
            "days": OPEN_FOR.days,
        },
    )


def demand_right(by: User, role: Any) -> None:
    if not by.has_perm("alliance.invite", role):
        raise BadInput(
            _("Your role may not give the role “%(role)s”. Nothing was changed.")
            % {"role": role.label}
        )


def demand_state(invitation: Invitation) -> None:
    state = invitation.state
    if state and not states_for(invitation.kind).filter(pk=state.pk).exists():
        raise BadInput(
            _("%(state)s is not a State for which the role “%(role)s” is held.")
            % {"state": state, "role": invitation.get_kind_display()}
        )


@transaction.atomic
def invite_person(*, by: User, link: Link, role: dict[str, Any], **who: str) -> Sent:
    """Asks ``who`` (email, name, language) to take a ``role`` (kind, rank, what for, dates).

    Raises BadInput when ``by`` may not give it or the address already has an open invitation to it.
    """
    who["email"] = who["email"].strip().lower()
    invitation = Invitation(invited_by=by, **who, **role)
    demand_right(by, invitation)
    demand_state(invitation)
    same = {name: role.get(name) for name in ("kind", "state", "network", "institution")}
    if Invitation.objects.open().filter(email=who["email"], **same).exists():
        raise BadInput(
            _("%(email)s already has an open invitation to this role; renew that one.") % who
        )
    token = new_token(invitation)
    invitation.save()
    write_log(verb="invitation.sent", by=by, target=f"invitation-{invitation.pk}")
    send_letter(invitation, link(token, invitation.language))
    return Sent(invitation, token)


def demand_status(invitation: Invitation, *allowed: InvitationState) -> None:
    if invitation.status not in allowed:
        raise BadInput(
            _("The invitation of %(name)s is %(status)s. Nothing was changed.")
            % {"name": invitation.name, "status": invitation.status.label}
        )


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: User, link: Link) -> Sent:
    """Sends it again with a new link and 14 more days; the old link no longer works."""
    demand_right(by, invitation)
    demand_status(invitation, InvitationState.OPEN, InvitationState.EXPIRED)
    token = new_token(invitation)
    invitation.save(update_fields=["token_hash", "expires"])
    write_log(verb="invitation.renewed", by=by, target=f"invitation-{invitation.pk}")
    send_letter(invitation, link(token, invitation.language))
    return Sent(invitation, token)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """Its link no longer works. Who was invited in error can be invited anew."""
    demand_right(by, invitation)
    demand_status(invitation, InvitationState.OPEN, InvitationState.EXPIRED)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    write_log(verb="invitation.withdrawn", by=by, target=f"invitation-{invitation.pk}")


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, by: User | None, name: str = "", password: str = ""
) -> User:
    """Gives the role to the account ``by`` of that address, or to a new one with ``password``.

    The link came by mail to the address, so the address is verified. Raises BadInput when the
    invitation is no longer open or another account is signed in.
    """
    # Two clicks at once: the second waits here and then finds it accepted.
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    demand_status(invitation, InvitationState.OPEN)
    if by is not None and by.email != invitation.email:
        raise BadInput(
            _("The invitation is for %(email)s, and another account is signed in.")
            % {"email": invitation.email}
        )
    user = by or make_account(invitation, name, password)
    if user.person is None:
        user.person = Person.objects.create(name=name or invitation.name)
        user.save(update_fields=["person"])
    RoleAssignment.objects.create(
        person=user.person, **{field: getattr(invitation, field) for field in ROLE_FIELDS}
    )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    write_log(verb="invitation.accepted", by=user, target=f"invitation-{invitation.pk}")
    tell_inviter(invitation)
    return user


def make_account(invitation: Invitation, name: str, password: str) -> User:
    if User.objects.filter(email=invitation.email).exists():
        raise BadInput(
            _("There is already an account of %(email)s. Sign in, then open the link again.")
            % {"email": invitation.email}
        )
    person = Person.objects.create(name=name)
    user = User.objects.create_user(
        invitation.email, password, person=person, language=invitation.language
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def tell_inviter(invitation: Invitation) -> None:
    inviter = invitation.invited_by
    if inviter.is_active and inviter.wants_notice(Notice.INVITATIONS):
        send_mail(
            template="invitation_accepted",
            to=[inviter.email],
            language=inviter.language,
            context={"invitation": invitation, "name": invitation.name},
        )


@transaction.atomic
def end_role(*, role: RoleAssignment, by: User) -> None:
    """The role ends today; what was done in it stays. Undone by inviting the person anew."""
    demand_right(by, role)
    if role.person_id == by.person_id and role.kind == RoleKind.ADMINISTRATOR:
        raise BadInput(_("Nobody ends the own role of administrator: ask another administrator."))
    role.end = PartialDate(today().isoformat())
    if role.start and str(role.start) > str(role.end):
        role.start = role.end
    role.save(update_fields=["start", "end"])
    write_log(verb="role.ended", by=by, target=f"role-{role.pk}")
