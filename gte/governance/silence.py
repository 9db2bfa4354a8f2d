"""What stands of a decision: a pure function of its acts and the clock.

Consensus is the absence of any objection by a party; under a silence procedure whoever says nothing
until an exact instant agrees, and an objection or an amendment breaks it at once (OSCE Rules of
Procedure 2006, IV and annex 1(A); UN General Assembly decision 74/544 for the 72 hours; Council of
the European Union, rules of procedure, article 12(2), for a list of matters). Nothing here knows a
database, a language or what time it is: the rules, numbered, are in docs/governance.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

SHORTEST_WINDOW = datetime.timedelta(hours=72)
ONE_DAY = datetime.timedelta(days=1)


class Kind(StrEnum):
    """What an act does to a decision."""

    PUT = "put"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    SUSPEND = "suspend"
    AMENDMENT = "amendment"
    NO_OBJECTION = "no_objection"
    RESERVATION = "reservation"
    ABSTENTION = "abstention"
    AD_REFERENDUM = "ad_referendum"
    OBJECTION = "objection"


POSITIONS = (
    Kind.NO_OBJECTION,
    Kind.RESERVATION,
    Kind.ABSTENTION,
    Kind.AD_REFERENDUM,
    Kind.OBJECTION,
)
# With one of these a party does not stand in the way of consensus.
JOINS = (Kind.NO_OBJECTION, Kind.RESERVATION, Kind.ABSTENTION)


class Status(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    HELD = "held"
    SILENCE = "silence"
    BROKEN = "broken"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


# Tuples, for membership in them is a comparison of identities: thousands are asked for a list.
HELD_OR_OPEN = (Status.OPEN, Status.HELD)
OPEN = (*HELD_OR_OPEN, Status.SILENCE)
FINAL = (Status.ADOPTED, Status.WITHDRAWN)


class Act(NamedTuple):
    """One act on one decision, at an instant with a zone.

    ``party`` is who it is done for and ``head`` whether by its head of delegation; ``text`` the
    hash that it is about; ``parties`` those asked by PUT; ``until`` the expiry of PUT and EXTEND.
    """

    at: datetime.datetime
    kind: Kind
    party: str = ""
    head: bool = False
    text: str = ""
    parties: frozenset[str] = frozenset()
    until: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """The position that counts for a party, and which act took it."""

    kind: Kind
    head: bool
    index: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at an instant. ``without_effect`` are places in the acts that were given."""

    status: Status = Status.DRAFT
    since: datetime.datetime | None = None
    text: str = ""
    parties: frozenset[str] = frozenset()
    suspended: frozenset[str] = frozenset()
    positions: Mapping[str, Position] = field(default_factory=dict)
    expiry: datetime.datetime | None = None
    broken_by: int | None = None
    without_effect: tuple[int, ...] = ()

    @property
    def waiting(self) -> frozenset[str]:
        """The parties that owe a position, or may still break the silence; of the capital too."""
        if self.status not in OPEN:
            return frozenset()
        spoken = {
            party for party, held in self.positions.items() if held.kind != Kind.AD_REFERENDUM
        }
        return self.parties - self.suspended - spoken

    @property
    def is_final(self) -> bool:
        """Whether no act can change it any more."""
        return self.status in FINAL


def standing(acts: Sequence[Act], now: datetime.datetime) -> Standing:
    """What stands at ``now``, by the acts that were done until then, in the ledger's order.

    Raises ValueError for acts out of order and for a window without an end after its beginning.
    """
    state = Fold()
    now = in_utc(now)
    before = None
    for index, act in enumerate(acts):
        at = in_utc(act.at)
        if before is not None and at < before:
            raise ValueError(f"act {index} is earlier than the act before it")
        if at > now:
            break
        state.run_out(at)
        if not state.do(act, at, index):
            state.without_effect.append(index)
        before = at
    state.run_out(now)
    return state.standing()


def in_utc(moment: datetime.datetime) -> datetime.datetime:
    """The same instant in UTC. A time without a zone stays one: it compares with no instant.

    Python compares times of one zone by the clock's face, which shows an hour twice when it is put
    back: what is compared here are instants.
    """
    if moment.tzinfo is None or moment.tzinfo is datetime.UTC:
        return moment
    return moment.astimezone(datetime.UTC)


class Fold:
    """A standing while the acts are read: mutable, as thousands of histories are read for a list.

    Each verb tells whether its act has an effect.
    """

    __slots__ = (
        "broken_by",
        "expiry",
        "parties",
        "positions",
        "since",
        "status",
        "suspended",
        "text",
        "without_effect",
    )

    def __init__(self) -> None:
        self.status = Status.DRAFT
        self.since: datetime.datetime | None = None
        self.without_effect: list[int] = []
        self.begin("", frozenset(), None)

    def begin(self, text: str, parties: frozenset[str], expiry: datetime.datetime | None) -> None:
        """A procedure anew, with nobody's position."""
        self.text, self.parties, self.expiry = text, parties, expiry
        self.suspended: set[str] = set()
        self.positions: dict[str, tuple[Kind, bool, int]] = {}
        self.broken_by: int | None = None

    def standing(self) -> Standing:
        return Standing(
            status=self.status,
            since=self.since,
            text=self.text,
            parties=self.parties,
            suspended=frozenset(self.suspended),
            positions={party: Position(*held) for party, held in self.positions.items()},
            expiry=self.expiry,
            broken_by=self.broken_by,
            without_effect=tuple(self.without_effect),
        )

    def become(self, status: Status, at: datetime.datetime) -> None:
        if status is not self.status:
            self.status, self.since = status, at

    def run_out(self, now: datetime.datetime) -> None:
        """A silence that nobody broke is an adoption at its expiry, whoever looks and when."""
        if self.status is Status.SILENCE and self.expiry is not None and now >= self.expiry:
            self.become(Status.ADOPTED, self.expiry)

    def do(self, act: Act, at: datetime.datetime, index: int) -> bool:
        if self.status in FINAL:
            return False
        kind = act.kind
        if kind in POSITIONS:
            return self.take(act, at, index)
        if kind is Kind.PUT:
            return self.put(act, at)
        if kind is Kind.AMENDMENT:
            return self.amend(act, at, index)
        if kind is Kind.EXTEND:
            return self.extend(act)
        if kind is Kind.SUSPEND:
            return self.suspend(act, at)
        self.become(Status.WITHDRAWN, at)
        return True

    def put(self, act: Act, at: datetime.datetime) -> bool:
        until = None if act.until is None else in_utc(act.until)
        if until is not None and until <= at:
            raise ValueError("a window has to end after it begins")
        self.begin(act.text, act.parties, until)
        self.status = Status.OPEN if until is None else Status.SILENCE
        self.since = at
        return True

    def extend(self, act: Act) -> bool:
        if self.status is not Status.SILENCE or act.until is None or self.expiry is None:
            return False
        until = in_utc(act.until)
        if until <= self.expiry:
            return False
        self.expiry = until
        return True

    def suspend(self, act: Act, at: datetime.datetime) -> bool:
        if act.party not in self.parties or act.party in self.suspended:
            return False
        self.suspended.add(act.party)
        self.settle(at)
        return True

    def hears(self, act: Act) -> bool:
        """Whether a party's word counts: asked, not suspended, on this text, while it is open; an
        alternate's not after that of the head of the same delegation.
        """
        if self.status not in OPEN or act.text != self.text or act.party not in self.parties:
            return False
        held = self.positions.get(act.party)
        yields = held is not None and held[1] and not act.head
        return not yields and act.party not in self.suspended

    def amend(self, act: Act, at: datetime.datetime, index: int) -> bool:
        if not self.hears(act):
            return False
        if self.status is Status.SILENCE:
            self.stop(at, index)
        return True

    def take(self, act: Act, at: datetime.datetime, index: int) -> bool:
        if not self.hears(act):
            return False
        self.positions[act.party] = (act.kind, act.head, index)
        if self.status is not Status.SILENCE:
            self.settle(at)
        elif act.kind is Kind.OBJECTION:
            self.stop(at, index)
        return True

    def stop(self, at: datetime.datetime, index: int) -> None:
        """The silence is broken at once and for good."""
        self.become(Status.BROKEN, at)
        self.broken_by = index

    def settle(self, at: datetime.datetime) -> None:
        """Under consensus: adopted as soon as nobody is waited for and nobody objects."""
        if self.status not in HELD_OR_OPEN:
            return
        joined = []
        for party, (kind, _head, _index) in self.positions.items():
            if kind is Kind.OBJECTION:
                self.become(Status.HELD, at)
                return
            # Of a suspended party an answer that was to come from the capital is awaited no more.
            if kind in JOINS:
                joined.append(party)
        adopted = joined and self.parties <= self.suspended.union(joined)
        self.become(Status.ADOPTED if adopted else Status.OPEN, at)


# --- windows of silence ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WindowFault:
    """Why a window may not be opened: it is too short, or has no working day for ``party``."""

    too_short: bool = False
    party: str = ""


def window_fault(
    start: datetime.datetime,
    expiry: datetime.datetime,
    zones: Mapping[str, str],
    is_working_day: Callable[[str, datetime.date], bool],
) -> WindowFault | None:
    """The first rule that a window breaks, or None.

    ``zones`` gives the time zone of each party's capital (IANA), in which a whole working day, from
    midnight to midnight, has to lie within the window.
    """
    # In UTC: within one zone Python subtracts what the clock shows, changes of the clock or not.
    if expiry.astimezone(datetime.UTC) - start.astimezone(datetime.UTC) < SHORTEST_WINDOW:
        return WindowFault(too_short=True)
    for party, zone in sorted(zones.items()):
        if not any(is_working_day(party, day) for day in whole_days(start, expiry, zone)):
            return WindowFault(party=party)
    return None


def whole_days(
    start: datetime.datetime, end: datetime.datetime, zone: str
) -> Iterable[datetime.date]:
    """The calendar days of a zone that lie in the window from their first instant to their last."""
    local = ZoneInfo(zone)
    day = start.astimezone(local).date()
    while first_instant(day + ONE_DAY, local) <= end:
        if first_instant(day, local) >= start:
            yield day
        day += ONE_DAY


def first_instant(day: datetime.date, zone: ZoneInfo) -> datetime.datetime:
    """When a day begins; where the clock jumps over midnight, at one o'clock."""
    midnight = datetime.datetime.combine(day, datetime.time(), zone)
    # Going through UTC moves an hour that does not exist to the instant after the jump.
    return midnight.astimezone(datetime.UTC)
