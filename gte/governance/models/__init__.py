"""What the room keeps: meetings, decisions and their texts, minutes, advice, the ledger."""

from gte.governance.models.meetings import Agreement, Meeting

__all__ = ["Agreement", "Meeting"]
