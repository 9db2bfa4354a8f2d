"""What the room keeps: meetings, decisions and their texts, minutes, advice, the ledger."""

from gte.governance.models.ledger import LedgerEntry
from gte.governance.models.meetings import Agreement, Meeting

__all__ = ["Agreement", "LedgerEntry", "Meeting"]
