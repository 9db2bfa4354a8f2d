"""Who may do what, by the roles in force today: predicates with names, composed into rights.

``user.has_perm("alliance.invite")`` asks them, in views, templates and verbs alike.
"""

from __future__ import annotations

from typing import Any

import rules

from gte.alliance.enums import RoleKind


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


runs_the_platform = is_administrator | is_coordination

rules.add_perm("alliance.invite", runs_the_platform | is_delegate)
rules.add_perm("alliance.manage_accounts", is_administrator)
rules.add_perm("alliance.confirm_contact", is_of_the_contacts_state)
rules.add_perm("alliance.see_contacts", runs_the_platform | is_delegate)
rules.add_perm("alliance.read_messages", runs_the_platform)
rules.add_perm("library.manage_documents", runs_the_platform | is_editor)
rules.add_perm("portal.edit_pages", runs_the_platform | is_editor | is_communications)
rules.add_perm("portal.publish_pages", runs_the_platform | is_editor)
