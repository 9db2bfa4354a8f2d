"""Who may do what in governance."""

from __future__ import annotations

from typing import Any

import rules

from gte.alliance.enums import RoleKind
from gte.alliance.rules import is_delegate, is_observer_delegate, runs_the_platform

DECIDES = (RoleKind.DELEGATE, RoleKind.COORDINATION, RoleKind.ADMINISTRATOR)


def sees_drafts(user: Any) -> bool:
    """Whether somebody reads what is not adopted, agreed or convened yet."""
    if user is None or not user.is_authenticated or user.awaits_second_factor:
        return False
    return bool(user.is_superuser or user.holds(*DECIDES))


rules.add_perm("governance.take_part", runs_the_platform | is_delegate)
rules.add_perm("governance.coordinate", runs_the_platform)
rules.add_perm("governance.speak", is_delegate)
rules.add_perm("governance.be_invited", is_observer_delegate)
