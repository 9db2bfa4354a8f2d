"""What other rooms do when a decision becomes public: a registry, for governance knows no other.

Called in the transaction that notes the announcement, after the decision is saved.
"""

from __future__ import annotations

from collections.abc import Callable

from gte.governance.models import Decision

LISTENERS: list[Callable[[Decision], None]] = []


def when_announced(listener: Callable[[Decision], None]) -> None:
    LISTENERS.append(listener)


def tell_announced(decision: Decision) -> None:
    for listener in LISTENERS:
        listener(decision)
