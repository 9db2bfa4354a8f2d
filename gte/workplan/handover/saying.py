"""Small ways of saying what a guide says: instants, hashes, States."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from gte.common.partial_dates import PartialDate
from gte.governance.moments import moment_text
from gte.register.fields import span_text
from gte.workplan.facts.rows import StateRow
from gte.workplan.handover.contents import Contents

# Of a hash the guide prints so many signs; its files have the whole.
SHOWN = 12


def instant_text(text: str) -> str:
    """An instant of a pack, in UTC, in the reader's language."""
    return moment_text(datetime.datetime.fromisoformat(text), "UTC") if text else ""


def day_of_instant(text: str) -> str:
    return PartialDate(text[:10]).display() if text else ""


def short(hexadecimal: str) -> str:
    return f"{hexadecimal[:SHOWN]}…" if hexadecimal else ""


def states_text(codes: Iterable[str], contents: Contents) -> str:
    return ", ".join(str(one) for one in contents.facts.named(StateRow, codes))


def days_text(start: PartialDate, end: PartialDate | None) -> str:
    """The days of a meeting: one without an end is of one day."""
    return span_text(start, end or start)
