"""Who is asked, who may speak for a party, and what waits for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from gte.alliance.enums import DelegateRank, RoleKind
from gte.alliance.models import Membership, RoleAssignment, State, User, in_force, today
from gte.governance.enums import AttendanceRole
from gte.governance.models import AgendaItem, LedgerEntry, Meeting


@dataclass(frozen=True, slots=True)
class Voice:
    """For which party somebody speaks, and as what."""

    party: State
    rank: str

    @property
    def is_head(self) -> bool:
        return self.rank == DelegateRank.HEAD


def voice_of(user: Any) -> Voice | None:
    """The party for which the user is accredited today; the head's rank before an alternate's."""
    if not getattr(user, "is_authenticated", False):
        return None
    roles = [role for role in user.roles_in_force if role.kind == RoleKind.DELEGATE]
    roles.sort(key=lambda role: role.rank != DelegateRank.HEAD)
    return Voice(roles[0].state, roles[0].rank) if roles else None


def parties_on(day: datetime.date) -> list[State]:
    """The parties in force on a day, in the order of their identifiers."""
    return list(State.objects.parties(day).order_by("code"))


def parties_on_days(days: Iterable[datetime.date]) -> dict[datetime.date, list[State]]:
    """The parties in force on each of several days: one question for all."""
    named = {f"on_{at}": day for at, day in enumerate(sorted(set(days)))}
    if not named:
        return {}
    held = {
        name: Exists(Membership.objects.filter(in_force(day), state=OuterRef("pk")))
        for name, day in named.items()
    }
    states = list(State.objects.annotate(**held).order_by("code"))
    return {day: [state for state in states if getattr(state, name)] for name, day in named.items()}


def delegates_of(
    parties: Iterable[State], day: datetime.date | None = None
) -> dict[int, list[User]]:
    """The accounts of the accredited delegates of each party, heads first, by the party's key."""
    states = list(parties)
    roles = (
        RoleAssignment.objects.filter(
            in_force(day or today()),
            kind=RoleKind.DELEGATE,
            state__in=states,
            person__user__is_active=True,
        )
        .select_related("person__user")
        .order_by("-rank", "pk")
    )
    found: dict[int, list[User]] = {state.pk: [] for state in states}
    for role in roles:
        if role.state_id is not None:
            found[role.state_id].append(role.person.user)
    return found


@dataclass(frozen=True, slots=True)
class Accredited:
    """Somebody accredited for a party; ``key`` names the account."""

    key: str
    state: State
    name: str
    role: str


def accredited_on(day: datetime.date) -> list[Accredited]:
    """Whom the parties of a day have accredited then, by party, heads first."""
    roles = (
        RoleAssignment.objects.filter(
            in_force(day),
            kind=RoleKind.DELEGATE,
            state__in=parties_on(day),
            person__user__is_active=True,
        )
        .select_related("person__user", "state")
        .order_by("state__code", "-rank", "pk")
    )
    found: dict[str, Accredited] = {}
    for role in roles:
        is_head = role.rank == DelegateRank.HEAD
        attends = AttendanceRole.HEAD if is_head else AttendanceRole.DELEGATE
        user = role.person.user
        if role.state is not None:
            one = Accredited(str(user.pk), role.state, user.name, attends.value)
            found.setdefault(one.key, one)
    return list(found.values())


def coordination_of(day: datetime.date | None = None) -> list[User]:
    """The accounts of those who coordinate the group."""
    held = RoleAssignment.objects.filter(in_force(day or today()), kind=RoleKind.COORDINATION)
    return list(User.objects.filter(is_active=True, person__in=held.values("person")))


def invited_to(meeting: Meeting) -> list[tuple[User, list[AgendaItem]]]:
    """The accounts of the delegates of Observer States that are invited to items of a meeting, each
    with these items in the order of the agenda.
    """
    items = list(meeting.agenda.filter(observers__isnull=False).distinct())
    states = {item.pk: set(item.observers.values_list("pk", flat=True)) for item in items}
    roles = RoleAssignment.objects.filter(
        in_force(today()),
        kind=RoleKind.OBSERVER_DELEGATE,
        state__in=set().union(*states.values()),
        person__user__is_active=True,
    )
    held: dict[User, set[int]] = {}
    for role in roles.select_related("person__user").order_by("pk"):
        if role.state_id is not None:
            held.setdefault(role.person.user, set()).add(role.state_id)
    return [
        (user, [item for item in items if states[item.pk] & spoken_for])
        for user, spoken_for in held.items()
    ]


def newest_entry(code: str, party: State) -> LedgerEntry | None:
    """The newest thing that a party said to a decision."""
    said = LedgerEntry.objects.filter(subject=code, party=party.code)
    return said.filter(act__startswith="position.").order_by("-seq").first()
