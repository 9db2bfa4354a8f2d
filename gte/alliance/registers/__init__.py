"""What the lists and pages of the alliance's records say."""

from gte.alliance.registers import bodies, states
from gte.alliance.registers.states import STATE_FACET, language_name

__all__ = ["STATE_FACET", "bodies", "language_name", "states"]
