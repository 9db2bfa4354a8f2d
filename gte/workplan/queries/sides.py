"""For which States somebody acts with values of indicators, and which values wait for them."""

from __future__ import annotations

from typing import Any

from gte.alliance.enums import RoleKind
from gte.alliance.models import State
from gte.workplan.queries.indicators import submitted

# Those who bring values and judge those of others, by the State for which they do.
SIDES = (RoleKind.DELEGATE, RoleKind.COORDINATION)


def sides_of(user: Any) -> list[State]:
    """The States for which somebody acts today, as a delegate or as the coordination."""
    return [role.state for role in user.roles_in_force if role.kind in SIDES and role.state]


def may_judge(actual: Any, user: Any) -> bool:
    """Whether somebody of the user's party may approve or return the value."""
    sides = sides_of(user)
    return bool(sides) and actual.stated_for not in sides and actual.stated_by_id != user.pk


def waiting_count(user: Any) -> int:
    """How many values of others wait for the user's party."""
    return sum(may_judge(one, user) for one in submitted(user)) if sides_of(user) else 0
