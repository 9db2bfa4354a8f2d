"""What waits in governance for an account, as its desk counts it."""

from __future__ import annotations

from typing import Any

from gte.governance.queries.parties import voice_of
from gte.governance.queries.waiting import waiting_for


def waiting_count(user: Any) -> int:
    voice = voice_of(user)
    return len(waiting_for(voice.party)) if voice else 0
