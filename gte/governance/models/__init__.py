"""What the room keeps: meetings, decisions and their texts, minutes, advice, the ledger."""

from gte.governance.models.decisions import Consultation, Contribution, Decision, DecisionText
from gte.governance.models.ledger import LedgerEntry
from gte.governance.models.meetings import Agreement, Meeting
from gte.governance.models.sittings import (
    AgendaItem,
    Attendance,
    Minutes,
    MinutesComment,
    MinutesVersion,
    Outcome,
    Sitting,
)

__all__ = [
    "AgendaItem",
    "Agreement",
    "Attendance",
    "Consultation",
    "Contribution",
    "Decision",
    "DecisionText",
    "LedgerEntry",
    "Meeting",
    "Minutes",
    "MinutesComment",
    "MinutesVersion",
    "Outcome",
    "Sitting",
]
