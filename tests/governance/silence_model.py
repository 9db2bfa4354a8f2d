"""What stands of a decision, found by searching: rules 1 to 8 of docs/governance.md a second time.

Nothing is carried from act to act. The acts are cut at each PUT; in each piece, a procedure, the
first act is searched that breaks it, adopts it, withdraws it or comes too late. Slow, to be read
beside the rules; of gte.governance.silence it takes the words (acts, kinds, states) and no rule.
"""

import math
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from gte.governance.silence import Act, Kind, Position, Status

AGREEING = {Kind.NO_OBJECTION, Kind.RESERVATION, Kind.ABSTENTION}
POSITIONS = AGREEING | {Kind.AD_REFERENDUM, Kind.OBJECTION}
FINAL = {Status.ADOPTED, Status.WITHDRAWN}
NEVER = math.inf


@dataclass
class Expected:
    status: Status
    since: datetime | None
    text: str = ""
    parties: frozenset[str] = frozenset()
    positions: dict[str, Position] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    expiry: datetime | None = None
    with_effect: set[int] = field(default_factory=set)


@dataclass
class Procedure:
    """The acts from the PUT with the index ``first`` to before ``stop``: the next PUT, or now.

    Below, ``end`` is the index of the first act that is not looked at any more.
    """

    acts: list[Act]
    first: int
    stop: int
    now: datetime

    @property
    def put(self):
        return self.acts[self.first]

    def at(self, i):
        return self.acts[i].at if i < len(self.acts) else self.now

    def after_put(self, kinds, end):
        return [i for i in range(self.first + 1, end) if self.acts[i].kind in kinds]

    def first_that(self, holds, end):
        return next((i for i in range(self.first + 1, end) if holds(i)), NEVER)

    # --- whose word counts: rules 2 and 6

    def suspended(self, end):
        return {self.acts[i].party for i in self.after_put({Kind.SUSPEND}, end)}

    def speaks(self, i):
        act = self.acts[i]
        is_asked = act.party in self.put.parties and act.party not in self.suspended(i)
        return is_asked and act.text == self.put.text

    def position(self, party, end):
        own = [i for i in self.after_put(POSITIONS, end) if self.acts[i].party == party]
        own = [i for i in own if self.speaks(i)]
        of_its_head = [i for i in own if self.acts[i].head]
        for last in (of_its_head or own)[-1:]:
            return Position(self.acts[last].kind, self.acts[last].head, last)
        return None

    def positions(self, end):
        of_all = {party: self.position(party, end) for party in self.put.parties}
        return {party: position for party, position in of_all.items() if position}

    def takes(self, i):
        position = self.position(self.acts[i].party, i + 1)
        return position is not None and position.index == i

    def amends(self, i):
        """An alternate proposes nothing once its head has answered."""
        act = self.acts[i]
        before = self.position(act.party, i)
        return self.speaks(i) and (act.head or before is None or not before.head)

    # --- consensus: rules 3 and 6

    def agrees(self, i):
        """Whether, after act ``i``, all that are in the way agree, and anybody at all."""
        kinds = {party: position.kind for party, position in self.positions(i + 1).items()}
        agreeing = {party for party, kind in kinds.items() if kind in AGREEING}
        objecting = {party for party, kind in kinds.items() if kind == Kind.OBJECTION}
        undecided = self.put.parties - agreeing - objecting
        return undecided <= self.suspended(i + 1) and not objecting and bool(agreeing)

    def is_held(self, i):
        """Whether an objection is in force after act ``i``."""
        return any(held.kind == Kind.OBJECTION for held in self.positions(i + 1).values())

    # --- silence: rules 4 and 5

    @property
    def is_silence(self):
        return self.put.until is not None

    def expiry(self, end):
        """As the acts before ``end`` set it, if none of them came too late."""
        extensions = [self.acts[i].until for i in self.after_put({Kind.EXTEND}, end)]
        return max(until for until in [self.put.until, *extensions] if until)

    def is_late(self, i):
        return self.at(i) >= self.expiry(i)

    def breaks(self, i):
        if self.acts[i].kind == Kind.AMENDMENT:
            return self.amends(i)
        return self.acts[i].kind == Kind.OBJECTION and self.takes(i)

    # --- what stands

    @property
    def withdrawn(self):
        return self.first_that(lambda i: self.acts[i].kind == Kind.WITHDRAW, self.stop)

    def outcome(self):
        """The status, its instant, and the ``end`` of the acts that counted, but for WITHDRAW."""
        late = self.first_that(self.is_late, self.stop + 1) if self.is_silence else NEVER
        broken = self.first_that(self.breaks, self.stop) if self.is_silence else NEVER
        agreed = NEVER if self.is_silence else self.first_that(self.agrees, self.stop)
        if late <= min(broken, self.withdrawn) and late < NEVER:
            return Status.ADOPTED, self.expiry(late), late
        if agreed < self.withdrawn:
            return Status.ADOPTED, self.at(agreed), agreed + 1
        end = min(broken + 1, self.withdrawn, self.stop)
        if self.withdrawn < NEVER:
            return Status.WITHDRAWN, self.at(self.withdrawn), end
        if broken < NEVER:
            return Status.BROKEN, self.at(broken), end
        if self.is_silence:
            return Status.SILENCE, self.put.at, end
        return self.open_or_held(end)

    def open_or_held(self, end):
        """Held from the first act since which an objection was in force without a pause."""
        is_held = self.is_held(end - 1)
        since = end - 1
        while since > self.first and self.is_held(since - 1) == is_held:
            since -= 1
        return (Status.HELD if is_held else Status.OPEN), self.at(since), end

    def has_effect(self, i, status, end):
        """Of an act after the PUT: whether the rules let it count."""
        act = self.acts[i]
        if act.kind == Kind.WITHDRAW:
            return status == Status.WITHDRAWN and i == self.withdrawn
        if act.kind == Kind.SUSPEND:
            ended = end if status == Status.ADOPTED else self.withdrawn
            return i < ended and act.party in self.put.parties - self.suspended(i)
        if i >= end:
            return False
        if act.kind == Kind.EXTEND:
            return self.is_silence and act.until is not None and act.until > self.expiry(i)
        return self.amends(i) if act.kind == Kind.AMENDMENT else self.takes(i)

    def expected(self):
        status, since, end = self.outcome()
        positions = self.positions(end)
        spoken = {party for party, held in positions.items() if held.kind != Kind.AD_REFERENDUM}
        is_running = status in {Status.OPEN, Status.HELD, Status.SILENCE}
        owing = self.put.parties - spoken - self.suspended(end)
        following = range(self.first + 1, self.stop)
        return Expected(
            status,
            since,
            self.put.text,
            self.put.parties,
            positions,
            owing if is_running else frozenset(),
            self.expiry(end) if self.is_silence else None,
            {self.first, *(i for i in following if self.has_effect(i, status, end))},
        )


def draft(acts):
    """Before any PUT a decision can only be withdrawn."""
    for i, act in enumerate(acts):
        if act.kind == Kind.WITHDRAW:
            return Expected(Status.WITHDRAWN, act.at, with_effect={i})
    return Expected(Status.DRAFT, None)


def expected(acts, now):
    """What the rules say of the acts at ``now``: the last PUT before the decision ended decides."""
    acts = [act for act in acts if act.at <= now]
    cuts = [*(i for i, act in enumerate(acts) if act.kind == Kind.PUT), len(acts)]
    found = draft(acts[: cuts[0]])
    with_effect = found.with_effect
    for first, stop in pairwise(cuts):
        if found.status in FINAL:
            break
        found = Procedure(acts, first, stop, now).expected()
        with_effect |= found.with_effect
    return found, tuple(i for i in range(len(acts)) if i not in with_effect)
