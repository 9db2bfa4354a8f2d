"""What depends on what: the order it allows, the circle it may hide, and who begins too early.

Pure: keys are any hashable values, an edge ``(follower, predecessor)`` says that the follower
depends on the predecessor. It reads nothing but what it is given.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from gte.common.partial_dates import PartialDate

Key = TypeVar("Key", bound=Hashable)


class Cycle(Exception):
    """Things that wait for each other.

    ``keys`` are in the order of the circle: the first depends on the second, and so on; the last
    depends on the first. None is named twice.
    """

    def __init__(self, keys: Sequence[Hashable]) -> None:
        self.keys = tuple(keys)
        super().__init__(" depends on ".join(str(key) for key in (*self.keys, self.keys[0])))


class Dated(Protocol):
    """Anything from a day to a day, each known to the day, the month, the year or not at all."""

    @property
    def begin(self) -> PartialDate | None: ...
    @property
    def end(self) -> PartialDate | None: ...


@dataclass(frozen=True)
class TooEarly(Generic[Key]):
    """A follower that begins ``days`` (at least) before what it depends on ends."""

    follower: Key
    predecessor: Key
    days: int


def order(keys: Iterable[Key], edges: Iterable[tuple[Key, Key]]) -> list[Key]:
    """The keys with each after all that it depends on, otherwise in the order given.

    Edges that name none of the keys at either end are left out: what is not seen orders nothing.
    Keys given twice stand once. Raises Cycle when things wait for each other, also one for itself.
    Kahn's algorithm with the earliest given of what is free; O((keys + edges) log keys).
    """
    place = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    waits_for, followers = linked(place, edges)
    missing = {key: len(predecessors) for key, predecessors in waits_for.items()}
    free = [(place[key], key) for key, number in missing.items() if not number]
    heapq.heapify(free)
    found: list[Key] = []
    while free:
        _number, key = heapq.heappop(free)
        found.append(key)
        for follower in followers[key]:
            missing[follower] -= 1
            if not missing[follower]:
                heapq.heappush(free, (place[follower], follower))
    if len(found) < len(place):
        done = set(found)
        left = [key for key in place if key not in done]
        around: list[Key] = circle(left, waits_for)
        raise Cycle(around)
    return found


def linked(
    place: Mapping[Key, int], edges: Iterable[tuple[Key, Key]]
) -> tuple[dict[Key, list[Key]], dict[Key, list[Key]]]:
    """By key: what it depends on, and what depends on it; each pair once."""
    waits_for: dict[Key, list[Key]] = {key: [] for key in place}
    followers: dict[Key, list[Key]] = {key: [] for key in place}
    for follower, predecessor in dict.fromkeys(edges):
        if follower in place and predecessor in place:
            waits_for[follower].append(predecessor)
            followers[predecessor].append(follower)
    return waits_for, followers


def circle(left: Sequence[Key], waits_for: Mapping[Key, Sequence[Key]]) -> list[Key]:
    """A circle among keys of which each waits for another of them."""
    among = set(left)
    seen: dict[Key, int] = {}
    path: list[Key] = []
    key = left[0]
    while key not in seen:
        seen[key] = len(path)
        path.append(key)
        key = next(one for one in waits_for[key] if one in among)
    return path[seen[key] :]


def days_early(follower: Dated, predecessor: Dated) -> int:
    """By how many days at least the one begins before the other ends; 0 where that is not certain.

    A month or a year counts by what it leaves no doubt about: the follower begins on the last day
    its date can mean, the predecessor ends on the first. The day of the end itself is not early.
    """
    if follower.begin is None or predecessor.end is None:
        return 0
    return max(0, (predecessor.end.earliest - follower.begin.latest).days)


def too_early(items: Mapping[Key, Dated], edges: Iterable[tuple[Key, Key]]) -> list[TooEarly[Key]]:
    """The pairs, in the order of the edges, whose follower certainly begins before the other ends.

    Edges that name something else than the items are left out. See ``days_early``.
    """
    found = []
    for follower, predecessor in dict.fromkeys(edges):
        if follower in items and predecessor in items:
            days = days_early(items[follower], items[predecessor])
            if days:
                found.append(TooEarly(follower, predecessor, days))
    return found
