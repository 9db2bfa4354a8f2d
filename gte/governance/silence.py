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
from dataclasses import dataclass, field, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

SHORTEST_WINDOW = datetime.timedelta(hours=72)
ONE_DAY = datetime.timedelta(days=1)
UTC_OR_NONE = (datetime.UTC, None)


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


POSITIONS = frozenset(
    {Kind.NO_OBJECTION, Kind.RESERVATION, Kind.ABSTENTION, Kind.AD_REFERENDUM, Kind.OBJECTION}
)
# With one of these a party does not stand in the way of consensus.
JOINS = frozenset({Kind.NO_OBJECTION, Kind.RESERVATION, Kind.ABSTENTION})


class Status(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    HELD = "held"
    SILENCE = "silence"
    BROKEN = "broken"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Act:
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

    def __post_init__(self) -> None:
        # Python compares times of one zone by the clock's face, which shows an hour twice when it
        # is put back: what is compared here are instants.
        if self.at.tzinfo not in UTC_OR_NONE:
            object.__setattr__(self, "at", self.at.astimezone(datetime.UTC))
        if self.until is not None and self.until.tzinfo not in UTC_OR_NONE:
            object.__setattr__(self, "until", self.until.astimezone(datetime.UTC))


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
        if self.status not in {Status.OPEN, Status.HELD, Status.SILENCE}:
            return frozenset()
        spoken = {
            party for party, held in self.positions.items() if held.kind != Kind.AD_REFERENDUM
        }
        return self.parties - self.suspended - spoken

    @property
    def is_final(self) -> bool:
        """Whether no act can change it any more."""
        return self.status in {Status.ADOPTED, Status.WITHDRAWN}


def standing(acts: Sequence[Act], now: datetime.datetime) -> Standing:
    """What stands at ``now``, by the acts that were done until then, in the ledger's order.

    Raises ValueError for acts out of order and for a window without an end after its beginning.
    """
    state = Standing()
    for index, act in enumerate(acts):
        if index and act.at < acts[index - 1].at:
            raise ValueError(f"act {index} is earlier than the act before it")
        if act.at > now:
            break
        after = do(run_out(state, act.at), act, index)
        state = after or note_late(run_out(state, act.at), index)
    return run_out(state, now)


def run_out(state: Standing, now: datetime.datetime) -> Standing:
    """A silence that nobody broke is an adoption at its expiry, whoever looks and when."""
    if state.status == Status.SILENCE and state.expiry is not None and now >= state.expiry:
        return replace(state, status=Status.ADOPTED, since=state.expiry)
    return state


def note_late(state: Standing, index: int) -> Standing:
    return replace(state, without_effect=(*state.without_effect, index))


def do(state: Standing, act: Act, index: int) -> Standing | None:
    """What stands after an act; None where it has no effect."""
    if state.is_final:
        return None
    if act.kind == Kind.PUT:
        return put(state, act)
    if act.kind == Kind.WITHDRAW:
        return replace(state, status=Status.WITHDRAWN, since=act.at)
    if act.kind == Kind.EXTEND:
        return extend(state, act)
    if act.kind == Kind.SUSPEND:
        return suspend(state, act)
    if act.kind == Kind.AMENDMENT:
        return amend(state, act, index)
    return take(state, act, index)


def put(state: Standing, act: Act) -> Standing:
    """A procedure begins anew, with nobody's position."""
    if act.until is not None and act.until <= act.at:
        raise ValueError("a window has to end after it begins")
    status = Status.SILENCE if act.until else Status.OPEN
    return Standing(
        status=status,
        since=act.at,
        text=act.text,
        parties=act.parties,
        expiry=act.until,
        without_effect=state.without_effect,
    )


def extend(state: Standing, act: Act) -> Standing | None:
    if state.status != Status.SILENCE or act.until is None or state.expiry is None:
        return None
    return replace(state, expiry=act.until) if act.until > state.expiry else None


def suspend(state: Standing, act: Act) -> Standing | None:
    if act.party not in state.parties or act.party in state.suspended:
        return None
    return settle(replace(state, suspended=state.suspended | {act.party}), act.at)


def may_speak(state: Standing, act: Act) -> bool:
    return (
        state.status in {Status.OPEN, Status.HELD, Status.SILENCE}
        and act.text == state.text
        and act.party in state.parties
        and act.party not in state.suspended
    )


def yields_to_its_head(state: Standing, act: Act) -> bool:
    """Whether an alternate speaks after the head of the same delegation."""
    held = state.positions.get(act.party)
    return held is not None and held.head and not act.head


def amend(state: Standing, act: Act, index: int) -> Standing | None:
    if not may_speak(state, act) or yields_to_its_head(state, act):
        return None
    if state.status == Status.SILENCE:
        return replace(state, status=Status.BROKEN, since=act.at, broken_by=index)
    return state


def take(state: Standing, act: Act, index: int) -> Standing | None:
    """A party's position; what an alternate says after the head of delegation is kept only."""
    if not may_speak(state, act) or yields_to_its_head(state, act):
        return None
    positions = {**state.positions, act.party: Position(act.kind, act.head, index)}
    state = replace(state, positions=positions)
    if state.status == Status.SILENCE:
        if act.kind != Kind.OBJECTION:
            return state
        return replace(state, status=Status.BROKEN, since=act.at, broken_by=index)
    return settle(state, act.at)


def settle(state: Standing, at: datetime.datetime) -> Standing:
    """Under consensus: adopted as soon as nobody is waited for and nobody objects."""
    if state.status not in {Status.OPEN, Status.HELD}:
        return state
    # Of a suspended party an answer that was to come from the capital is awaited no more.
    kinds = [
        held.kind
        for party, held in state.positions.items()
        if party not in state.suspended or held.kind != Kind.AD_REFERENDUM
    ]
    status = Status.HELD if Kind.OBJECTION in kinds else Status.OPEN
    if kinds and not state.waiting and all(kind in JOINS for kind in kinds):
        status = Status.ADOPTED
    return state if status == state.status else replace(state, status=status, since=at)


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
