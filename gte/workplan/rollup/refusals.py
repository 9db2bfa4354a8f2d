"""Why something is refused: a reason that a program reads, and the things concerned."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gte.workplan.rollup.values import Span


class Reason(StrEnum):
    """Why; docs/indicators.md has a row for each, with what its ``Refused`` or ``Fault`` names."""

    # of one value
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    OF_NONE = "of_none"
    OTHER_AMOUNT = "other_amount"
    NO_DENOMINATOR = "no_denominator"
    NO_MEMBERS = "no_members"
    NOT_EXACT = "not_exact"
    BACKWARDS = "backwards"

    # of a tree
    DUPLICATE_KEY = "duplicate_key"
    NO_UNIT = "no_unit"
    NO_OWNER = "no_owner"
    UNKNOWN_CHILD = "unknown_child"
    CYCLE = "cycle"
    TWO_PARENTS = "two_parents"
    OTHER_RULE = "other_rule"

    # of a tree, of observations and of published figures
    OTHER_UNIT = "other_unit"
    OTHER_OWNER = "other_owner"

    # of observations
    UNKNOWN_INDICATOR = "unknown_indicator"
    OWN_AND_CHILDREN = "own_and_children"
    PARTLY_IN_SPAN = "partly_in_span"
    OVERLAP = "overlap"
    WHOLE_AND_PART = "whole_and_part"

    # of published figures
    NOTHING_TO_ADD = "nothing_to_add"
    NOT_A_FLOW = "not_a_flow"

    # of a breakdown and of shares
    NO_CATEGORIES = "no_categories"
    IN_TWO_CATEGORIES = "in_two_categories"
    DOES_NOT_ADD_UP = "does_not_add_up"


class Refused(ValueError):
    """What was asked would count something twice, or add what cannot be added.

    ``keys`` are the indicators (or figures) concerned, ``part`` the part, ``spans`` the periods;
    ``found`` and ``expected`` the unit, owner or rule that is there and the one that should be.
    What a reason does not concern is empty. Its text is for a log: sentences are made elsewhere.
    """

    def __init__(
        self,
        reason: Reason,
        *keys: str,
        part: str = "",
        spans: Iterable[Span] = (),
        found: str = "",
        expected: str = "",
    ) -> None:
        super().__init__(reason, *keys)
        self.reason = reason
        self.keys = keys
        self.part = part
        self.spans = tuple(spans)
        self.found = found
        self.expected = expected

    def __str__(self) -> str:
        instead = f"{self.found!r} instead of {self.expected!r}" if self.found else ""
        named = [", ".join(self.keys), self.part, " / ".join(map(str, self.spans)), instead]
        return "; ".join([f"{self.reason.value}: {named[0]}", *filter(None, named[1:])])
