"""Who may do what, by the roles in force today: predicates with names, composed into rights.

``user.has_perm("alliance.invite")`` asks them, in views, templates and verbs alike.
"""

from __future__ import annotations

from typing import Any

import rules

from gte.alliance.enums import DelegateRank, Reach, RoleKind


@rules.predicate
def is_administrator(user: Any) -> bool:
    return bool(user.is_authenticated and user.holds(RoleKind.ADMINISTRATOR))


@rules.predicate
def is_coordination(user: Any) -> bool:
    return bool(user.is_authenticated and user.holds(RoleKind.COORDINATION))


@rules.predicate
def is_delegate(user: Any) -> bool:
    return bool(user.is_authenticated and user.holds(RoleKind.DELEGATE))


@rules.predicate
def is_observer_delegate(user: Any) -> bool:
    return bool(user.is_authenticated and user.holds(RoleKind.OBSERVER_DELEGATE))


@rules.predicate
def is_editor(user: Any) -> bool:
    return bool(user.is_authenticated and user.holds(RoleKind.EDITOR))


@rules.predicate
def is_communications(user: Any) -> bool:
    return bool(user.is_authenticated and user.holds(RoleKind.COMMUNICATIONS))


@rules.predicate
def is_of_the_contacts_state(user: Any, contact: Any) -> bool:
    """A delegate of the State whose contact point it is; without one, of any State."""
    return bool(user.is_authenticated) and any(
        role.kind == RoleKind.DELEGATE and (contact is None or role.state_id == contact.state_id)
        for role in user.roles_in_force
    )


# Who invites whom, and ends whose role: for each role in force, the roles it may give and how far.
# What is not written here is nobody's to give.
EVERY_KIND = dict.fromkeys(RoleKind, Reach.ANYWHERE)
GIVES: dict[str, dict[RoleKind, Reach]] = {
    RoleKind.ADMINISTRATOR: EVERY_KIND,
    RoleKind.COORDINATION: {
        kind: reach for kind, reach in EVERY_KIND.items() if kind != RoleKind.ADMINISTRATOR
    },
    # A national team builds itself up: everybody of its own State but its head.
    RoleKind.DELEGATE: {
        RoleKind.DELEGATE: Reach.OWN_STATE_ALTERNATE,
        RoleKind.COMMUNICATIONS: Reach.OWN_STATE,
        RoleKind.EVALUATOR: Reach.OWN_STATE,
        RoleKind.SPECIALIST: Reach.OWN_STATE,
        RoleKind.INSTITUTION: Reach.OWN_STATE,
        RoleKind.STUDENT: Reach.OWN_STATE,
    },
}


def is_of_state(role: Any, state_id: int) -> bool:
    """Whether a role or invitation is held for a State: itself, its institution, its network."""
    if role.network_id:
        return bool(role.network.members.filter(state_id=state_id).exists())
    if role.institution_id:
        return bool(role.institution.state_id == state_id)
    return bool(role.state_id == state_id)


def reaches(reach: Reach | None, giver: Any, role: Any) -> bool:
    if reach is None or reach == Reach.ANYWHERE:
        return reach is not None
    if reach == Reach.OWN_STATE_ALTERNATE and role.rank != DelegateRank.ALTERNATE:
        return False
    return is_of_state(role, giver.state_id)


@rules.predicate
def may_give(user: Any, role: Any) -> bool:
    """Whether the user may invite to this role, or end it; without a role, to any at all."""
    if not user.is_authenticated:
        return False
    givers = [held for held in user.roles_in_force if held.kind in GIVES]
    if role is None:
        return bool(givers)
    return any(reaches(GIVES[giver.kind].get(RoleKind(role.kind)), giver, role) for giver in givers)


runs_the_platform = is_administrator | is_coordination

rules.add_perm("alliance.invite", may_give)
rules.add_perm("portal.enter_desk", rules.is_authenticated)
rules.add_perm("alliance.manage_accounts", is_administrator)
rules.add_perm("alliance.confirm_contact", is_of_the_contacts_state)
rules.add_perm("alliance.see_contacts", runs_the_platform | is_delegate)
rules.add_perm("alliance.read_messages", runs_the_platform)
rules.add_perm("library.manage_documents", runs_the_platform | is_editor)
rules.add_perm("portal.edit_pages", runs_the_platform | is_editor | is_communications)
rules.add_perm("portal.publish_pages", runs_the_platform | is_editor)
