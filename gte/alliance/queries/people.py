"""Who is who: roles in force and invitations, as far as the asker may see them."""

from __future__ import annotations

from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from gte.alliance.enums import Reach, RoleKind
from gte.alliance.models import (
    Institution,
    Invitation,
    Network,
    NetworkMember,
    Person,
    RoleAssignment,
    State,
    User,
    in_force,
    today,
)
from gte.alliance.rules import GIVES

LINKS = ("state", "network", "institution")


def has_second_factor(user: User) -> bool:
    """Whether an app or a passkey is set up; recovery codes alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user.pk, type__in=kinds).exists())


def sees_everybody(user: User) -> bool:
    return user.is_superuser or user.holds(RoleKind.ADMINISTRATOR, RoleKind.COORDINATION)


def own_states(user: User) -> list[int]:
    """The States for which the user is a delegate."""
    roles = [role for role in user.roles_in_force if role.kind == RoleKind.DELEGATE]
    return [role.state_id for role in roles if role.state_id]


def networks_of(states: list[int]) -> QuerySet[Any]:
    return NetworkMember.objects.filter(state__in=states).values("network")


def within_reach(user: User) -> Q:
    """Roles and invitations that the user may know of: all, or those of the own State."""
    if sees_everybody(user):
        return Q()
    states = own_states(user)
    return Q(state__in=states) | Q(institution__state__in=states)


def roles_seen_by(user: User) -> QuerySet[RoleAssignment]:
    """Roles in force, by person."""
    return (
        RoleAssignment.objects.filter(within_reach(user), in_force(today()))
        .select_related("person__user", *LINKS)
        .order_by("person__name", "kind", "pk")
    )


def invitations_seen_by(user: User) -> QuerySet[Invitation]:
    """The newest first; besides those within reach, those that the user sent."""
    reach = Q() if sees_everybody(user) else within_reach(user) | Q(invited_by=user)
    found = Invitation.objects.filter(reach)
    return found.select_related("invited_by__person", "accepted_by", *LINKS)


def states_for(kind: str) -> QuerySet[State]:
    """The States for which a role of this kind can be held: parties, or observers."""
    if kind == RoleKind.OBSERVER_DELEGATE:
        return cast("QuerySet[State]", State.objects.observers())
    return cast("QuerySet[State]", State.objects.parties(today()))


def kinds_given_by(user: User) -> list[RoleKind]:
    """The kinds of role to which the user may invite somebody, in their usual order."""
    given = {kind for role in user.roles_in_force for kind in GIVES.get(role.kind, {})}
    return [kind for kind in RoleKind if kind in given or user.is_superuser]


def gives_anywhere(user: User) -> bool:
    reaches = [reach for role in user.roles_in_force for reach in GIVES.get(role.kind, {}).values()]
    return user.is_superuser or Reach.ANYWHERE in reaches


def places_given_by(user: User) -> dict[str, QuerySet[Any]]:
    """What the user may give a role for: States, networks, institutions."""
    if gives_anywhere(user):
        return {
            "state": State.objects.order_by("name"),
            "network": Network.objects.order_by("name"),
            "institution": Institution.objects.select_related("state").order_by("name"),
        }
    states = own_states(user)
    return {
        "state": State.objects.filter(pk__in=states),
        "network": Network.objects.filter(pk__in=networks_of(states)).order_by("name"),
        "institution": Institution.objects.filter(state__in=states).order_by("name"),
    }


def administrators() -> list[User]:
    """Who answers for the accounts: administrators in force, and without any the superusers."""
    roles = RoleAssignment.objects.filter(in_force(today()), kind=RoleKind.ADMINISTRATOR)
    active = User.objects.filter(is_active=True)
    holders = list(active.filter(person__in=roles.values("person")))
    return holders or list(active.filter(is_superuser=True))


def demo_people() -> QuerySet[Person]:
    return (
        Person.objects.filter(is_synthetic=True, user__isnull=False)
        .select_related("user")
        .order_by("pk")
    )
