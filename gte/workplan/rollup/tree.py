"""Trees of indicators in which every leaf is counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from gte.workplan.rollup.refusals import Reason, Refused
from gte.workplan.rollup.rules import Rule


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured: its rule, its unit, who states it, and the keys that it is made of."""

    key: str
    rule: Rule
    unit: str
    owner: str
    children: tuple[str, ...] = ()


class Tree(Mapping[str, Indicator]):
    """Indicators by key, in one or several trees. What could count a thing twice is not built.

    Refused: DUPLICATE_KEY (key), NO_UNIT and NO_OWNER (key), UNKNOWN_CHILD (parent, child), CYCLE
    (its keys in a row, beginning at the smallest), TWO_PARENTS (child and both parents; one parent
    twice if it names the child twice), OTHER_RULE, OTHER_UNIT, OTHER_OWNER (child, parent).
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._indicators: dict[str, Indicator] = {}
        for indicator in indicators:
            self._take(indicator)
        self._check_children_known()
        self._order = self._sorted()
        self._parents = self._single_parents()
        for child, parent in self._parents.items():
            check_alike(self[child], self[parent])

    def __getitem__(self, key: str) -> Indicator:
        return self._indicators[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._indicators)

    def __len__(self) -> int:
        return len(self._indicators)

    @property
    def order(self) -> tuple[str, ...]:
        """All keys, each after its children."""
        return self._order

    def parent(self, key: str) -> str | None:
        """The key of the one that counts this one, if any does."""
        return self._parents.get(key)

    def under(self, key: str) -> tuple[str, ...]:
        """The key and all below it, each after its children. Refused as UNKNOWN_INDICATOR."""
        if key not in self._indicators:
            raise Refused(Reason.UNKNOWN_INDICATOR, key)
        found = [key]
        for one in found:  # grows while it is read: no depth is too deep
            found.extend(self._indicators[one].children)
        return tuple(reversed(found))

    def _take(self, indicator: Indicator) -> None:
        key = indicator.key
        if key in self._indicators:
            raise Refused(Reason.DUPLICATE_KEY, key)
        if not indicator.unit.strip():
            raise Refused(Reason.NO_UNIT, key)
        if not indicator.owner.strip():
            raise Refused(Reason.NO_OWNER, key)
        self._indicators[key] = indicator

    def _check_children_known(self) -> None:
        for key, indicator in self._indicators.items():
            for child in indicator.children:
                if child not in self._indicators:
                    raise Refused(Reason.UNKNOWN_CHILD, key, child)

    def _sorted(self) -> tuple[str, ...]:
        graph = {key: indicator.children for key, indicator in self._indicators.items()}
        try:
            return tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            raise Refused(Reason.CYCLE, *from_smallest(error.args[1][:-1])) from error

    def _single_parents(self) -> dict[str, str]:
        parents: dict[str, str] = {}
        for key, indicator in self._indicators.items():
            for child in indicator.children:
                if child in parents:
                    raise Refused(Reason.TWO_PARENTS, child, *sorted([parents[child], key]))
                parents[child] = key
        return parents


def from_smallest(cycle: list[str]) -> list[str]:
    """The same cycle, from parent to child, however it was found."""
    parents_first = cycle[::-1]
    start = parents_first.index(min(parents_first))
    return parents_first[start:] + parents_first[:start]


def check_alike(child: Indicator, parent: Indicator) -> None:
    for reason, found, expected in (
        (Reason.OTHER_RULE, child.rule, parent.rule),
        (Reason.OTHER_UNIT, child.unit, parent.unit),
        (Reason.OTHER_OWNER, child.owner, parent.owner),
    ):
        if found != expected:
            raise Refused(reason, child.key, parent.key, found=found, expected=expected)
