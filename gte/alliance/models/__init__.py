"""States, terms, bodies, institutions, networks and people of the Alliance's education work."""

from gte.alliance.models.bodies import (
    Body,
    ContactPoint,
    GroupFunction,
    Network,
    NetworkMember,
)
from gte.alliance.models.invitations import Invitation
from gte.alliance.models.messages import ContactMessage, PendingNotice
from gte.alliance.models.people import (
    ROLE_HELD_FOR,
    Person,
    RoleAssignment,
    User,
)
from gte.alliance.models.states import (
    Institution,
    Membership,
    Observership,
    ResponsibleOffice,
    State,
    Term,
    Topic,
    in_force,
    today,
)

__all__ = [
    "ROLE_HELD_FOR",
    "Body",
    "ContactMessage",
    "ContactPoint",
    "GroupFunction",
    "Institution",
    "Invitation",
    "Membership",
    "Network",
    "NetworkMember",
    "Observership",
    "PendingNotice",
    "Person",
    "ResponsibleOffice",
    "RoleAssignment",
    "State",
    "Term",
    "Topic",
    "User",
    "in_force",
    "today",
]
