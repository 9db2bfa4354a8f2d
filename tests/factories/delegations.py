"""Delegations of the parties in force, the coordination, and a clock to turn. Fixtures."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from gte.alliance.models import State, today
from gte.governance.domain.decisions import Frame, Wording, draft_decision, put_to_parties
from gte.governance.domain.positions import Answer, take_position
from gte.governance.queries.standing import standing_of
from tests.factories.people import make_user

UTC = datetime.UTC
# A Monday without a holiday in any of the four capitals in the week that follows.
MONDAY = datetime.datetime(2026, 11, 23, 15, tzinfo=UTC)


def at(moment):
    """The clock stands at an instant (UTC) inside the block."""
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def coordinator(db):
    return make_user("coordina@example.org", "coordination", state=first_party())


def first_party():
    return State.objects.parties(today()).order_by("code").first()


@pytest.fixture
def delegations(db):
    """``{"cl": (head, alternate), …}``: the accounts of the parties' delegates."""
    found = {}
    for state in State.objects.parties(today()).order_by("code"):
        found[state.code] = tuple(
            make_user(f"{rank}@{state.code}.example.org", "delegate", state=state, rank=rank)
            for rank in ("head", "alternate")
        )
    return found


def wording(title="Calendario 2027", body="El grupo se reúne en mayo y en octubre."):
    return Wording(title, f"{title} (en)", body, f"{body} (en)")


def drafted(by, matter="calendar", **frame):
    return draft_decision(by=by, frame=Frame(matter=matter, **frame), wording=wording())


def say(decision, user, kind, words="", **more):
    answer = Answer(kind=kind, text_hash=standing_of(decision).text, words=words, **more)
    return take_position(decision=decision, by=user, answer=answer)


def adopted(by, delegations, **frame):
    """A decision that all parties have agreed to."""
    decision = drafted(by, **frame)
    put_to_parties(decision=decision, by=by)
    for head, _alternate in delegations.values():
        say(decision, head, "no_objection")
    decision.refresh_from_db()
    return decision


def local(day, hour, zone):
    return datetime.datetime.combine(day, hour, ZoneInfo(zone))
