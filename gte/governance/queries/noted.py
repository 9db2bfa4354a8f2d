"""What is noted of a meeting, as the ledger writes it; and its hash."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from gte.governance.chain import canonical
from gte.governance.models import Meeting, Outcome


def outcome_facts(outcome: Outcome) -> dict[str, Any]:
    """All that an agreement or commitment says; "item" is its position on the agenda."""
    texts: Any = outcome
    return {
        "number": outcome.number,
        "kind": str(outcome.kind),
        "es": texts.text_es,
        "en": texts.text_en,
        "owners": sorted(one.code for one in outcome.owners.all()),
        "due": str(outcome.due or ""),
        "item": outcome.item.position if outcome.item else None,
    }


def noted_hash(meeting: Meeting) -> str:
    """SHA-256 of attendance and outcomes as canonical JSON; the format is in docs/governance.md."""
    people = meeting.attendance.values_list("state__code", "name", "role")
    outcomes = meeting.outcomes.select_related("item").prefetch_related("owners")
    noted = {
        "attendance": sorted(map(list, people)),
        "outcomes": [outcome_facts(one) for one in outcomes.order_by("number")],
    }
    return sha256(canonical(noted).encode()).hexdigest()
