"""Random histories of one decision, in an alphabet so small that everything meets everything."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from gte.governance.silence import Act, Kind

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

TEXTS = ["text-1", "text-2"]
UNKNOWN_TEXT = "text-0"
# "dia" joined too late to be asked.
PARTIES = ["ara", "boa", "coa", "dia"]
ASKED = [PARTIES[:2], PARTIES[:2], PARTIES[:3], PARTIES[:1], []]

# Each as often as it stands here: agreement has to come about as well as its end.
AGREEING = [*[Kind.NO_OBJECTION] * 4, *[Kind.RESERVATION, Kind.ABSTENTION, Kind.AD_REFERENDUM] * 2]
ARGUING = [*[Kind.OBJECTION, Kind.NO_OBJECTION] * 3, Kind.AD_REFERENDUM, Kind.AMENDMENT]
MOODS = [
    AGREEING,
    [*AGREEING, *[Kind.SUSPEND] * 6],
    [*ARGUING, Kind.EXTEND],
    [*AGREEING, *ARGUING, *[Kind.SUSPEND, Kind.EXTEND, Kind.PUT] * 2, Kind.WITHDRAW],
    [*Kind],
]
# From an act to its expiry, with the past and without an end.
MINUTES = st.sampled_from([*[None] * 6, -1, 0, 1, 2, 3, 4, 5, 6, 7])


class Step(NamedTuple):
    """An act before its instant is known; each kind takes of it what it needs."""

    gap: int
    kind: Kind
    party: str
    head: bool
    text: str  # nothing for the one that was put last
    asked: list[str]
    minutes: int | None

    def act(self, at, text):
        until = None if self.minutes is None else at + self.minutes * MINUTE
        if self.kind == Kind.PUT:
            until = until and max(until, at + MINUTE)
            asked = frozenset(self.asked)
            return Act(at, self.kind, text=self.text or TEXTS[0], parties=asked, until=until)
        if self.kind == Kind.EXTEND:
            return Act(at, self.kind, until=until)
        if self.kind == Kind.WITHDRAW:
            return Act(at, self.kind)
        if self.kind == Kind.SUSPEND:
            return Act(at, self.kind, self.party)
        return Act(at, self.kind, self.party, self.head, self.text or text)


def steps(kinds, texts, minutes):
    return st.builds(
        Step,
        st.sampled_from([0, 0, 1, 1, 2]),
        st.sampled_from(kinds),
        st.sampled_from([*PARTIES[:2] * 3, *PARTIES]),
        st.booleans(),
        st.sampled_from(texts),
        st.sampled_from(ASKED),
        minutes,
    )


def acts_of(drawn, at=START, text=UNKNOWN_TEXT):
    """The acts in the ledger's order; ``text`` is the one that was put last before."""
    acts = []
    for step in drawn:
        at += step.gap * MINUTE
        act = step.act(at, text)
        text = act.text if act.kind == Kind.PUT else text
        acts.append(act)
    return acts


def steps_after(min_size=0, max_size=12):
    texts = [*[""] * 12, *TEXTS, UNKNOWN_TEXT]
    # Left alone, lists are mostly too short for anything to come about.
    sizes = st.sampled_from([min_size, max_size // 2])
    return st.tuples(st.sampled_from(MOODS), sizes).flatmap(
        lambda drawn: st.lists(
            steps(drawn[0], texts, MINUTES), min_size=drawn[1], max_size=max_size
        )
    )


def histories(max_size=12):
    """Acts of which most are about what the first of them put."""
    put = steps([Kind.PUT], TEXTS, MINUTES)
    drawn = st.tuples(st.sampled_from([1, 1, 1, 0]), put, steps_after(max_size=max_size))
    return drawn.map(lambda drawn: acts_of([drawn[1]] * drawn[0] + drawn[2]))


def broken_silences():
    """Two parties are asked and one objects in time, whatever happens between."""
    begin = Step(0, Kind.PUT, "", False, "", PARTIES[:2], 7)
    objection = Step(0, Kind.OBJECTION, PARTIES[0], True, "", [], None)
    return steps_after(max_size=5).map(lambda between: acts_of([begin, *between, objection]))


def instants_of(acts):
    """Before, at and after each act and each expiry; long before and long after all."""
    marks = {START, *(act.at for act in acts), *(act.until for act in acts if act.until)}
    near = {mark + shift * MINUTE / 2 for mark in marks for shift in (-1, 0, 1)}
    return sorted(near | {START - 60 * MINUTE, max(marks) + 60 * MINUTE})
