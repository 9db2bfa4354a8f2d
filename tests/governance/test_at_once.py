"""Several people at the same instant, by threads and real commits; nobody to run a program."""

import datetime
import threading

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from gte.alliance.models import State, today
from gte.common.errors import BadInput
from gte.governance.chain import Chain, verify
from gte.governance.domain.decisions import put_to_parties, settle
from gte.governance.domain.positions import Answer, take_position
from gte.governance.models import Decision, LedgerEntry, Meeting
from gte.governance.queries.standing import standing_of
from gte.governance.silence import Status
from tests.factories import sittings
from tests.factories.delegations import drafted, first_party
from tests.factories.people import make_user


def people():
    """As the fixtures make them, in a database of the test's own."""
    coordinator = make_user("coordina@example.org", "coordination", state=first_party())
    found = {}
    for state in State.objects.parties(today()).order_by("code"):
        found[state.code] = tuple(
            make_user(f"{rank}@{state.code}.example.org", "delegate", state=state, rank=rank)
            for rank in ("head", "alternate")
        )
    return coordinator, found


def together(*works):
    """Runs all at once, each in a thread with its own connection; what each raised, if anything."""
    start, outcomes = threading.Barrier(len(works)), {}

    def run(place, work):
        start.wait()
        try:
            work()
        except BadInput as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    return outcomes


def answering(decision, user, kind, words=""):
    text = standing_of(decision).text

    def work():
        answer = Answer(kind, text, words=words, seen=0)
        take_position(decision=decision, by=user, answer=answer)

    return work


@pytest.mark.parametrize("_round", range(4))
def test_head_and_alternate_at_once_leave_the_heads_position(own_database, _round):
    coordinator, delegations = people()
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    head, alternate = delegations["co"]
    together(
        answering(decision, head, "objection", "No de esta forma."),
        answering(decision, alternate, "no_objection"),
    )
    held = standing_of(decision).positions["co"]
    assert (held.kind, held.head) == ("objection", True)
    assert isinstance(verify(LedgerEntry.objects.rows()), Chain)


def test_all_parties_at_once_adopt_it_once_with_one_number(own_database):
    coordinator, delegations = people()
    decisions = [drafted(coordinator) for _number in range(3)]
    for decision in decisions:
        put_to_parties(decision=decision, by=coordinator)
    works = [
        answering(decision, head, "no_objection")
        for decision in decisions
        for head, _alternate in delegations.values()
    ]
    assert together(*works) == {}
    numbers = sorted(Decision.objects.values_list("number", flat=True))
    assert numbers == [1, 2, 3]
    assert LedgerEntry.objects.filter(act="decision.adopted").count() == 3
    assert isinstance(verify(LedgerEntry.objects.rows()), Chain)


def test_noting_adoptions_from_several_programs_numbers_each_once(own_database):
    coordinator, delegations = people()
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    for head, _alternate in delegations.values():
        answering(decision, head, "no_objection")()
    together(*[settle for _program in range(4)])
    assert LedgerEntry.objects.filter(act="decision.adopted").count() == 1
    assert standing_of(decision).status == Status.ADOPTED
    assert standing_of(decision, timezone.now() + datetime.timedelta(days=1)).since is not None


def test_meeting_that_two_prepare_at_once_is_there_once(own_database):
    coordinator, _delegations = people()
    outcomes = together(*[lambda: sittings.prepared(coordinator)] * 3)
    assert Meeting.objects.filter(sitting__isnull=False).count() == 1
    assert len(outcomes) == 2, "who came second reads that the number is taken"
