"""What other rooms keep of the commitments made here: a registry, for governance knows no other.

The work plan registers its keeper when it is ready; governance asks it to keep what an acta commits
the parties to, and what of that is open on the day of the next meeting.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from gte.governance.models import Outcome


@dataclass(frozen=True, slots=True)
class OpenCommitment:
    """A commitment that is not fulfilled: its text in the active language, who owes it, by when.

    ``owners`` are names of States; none means all parties. ``due`` is as the reader reads it.
    """

    code: str
    title: str
    url: str
    owners: tuple[str, ...] = ()
    due: str = ""
    is_late: bool = False


class Keeper(Protocol):
    def keep(self, outcome: Outcome) -> str:
        """Keeps a commitment of a signed acta; the code of the record that was made of it."""

    def publish(self, codes: Iterable[str]) -> None:
        """Shows everybody what was made of commitments, now that the acta publishes them."""

    def address(self, code: str) -> str:
        """Where the record that was made of a commitment is read."""

    def open_on(self, day: datetime.date) -> list[OpenCommitment]:
        """The commitments that are not fulfilled, oldest first."""


KEEPERS: list[Keeper] = []


def add_keeper(keeper: Keeper) -> None:
    KEEPERS.append(keeper)


def keep_commitment(outcome: Outcome) -> str:
    """The code of the record; empty where no room keeps commitments."""
    return next(iter([keeper.keep(outcome) for keeper in KEEPERS]), "")


def address_of(code: str) -> str:
    """Where what was made of a commitment is read; empty where no room keeps commitments."""
    return next(iter([keeper.address(code) for keeper in KEEPERS]), "")


def open_commitments(day: datetime.date) -> list[OpenCommitment]:
    return [one for keeper in KEEPERS for one in keeper.open_on(day)]


def publish_commitments(codes: Iterable[str]) -> None:
    for keeper in KEEPERS:
        keeper.publish(codes)
