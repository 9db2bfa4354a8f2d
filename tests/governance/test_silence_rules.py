"""Consensus and silence (docs/governance.md): an example for each edge of the rules."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gte.governance.silence import Act, Kind, Status, standing

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
EXPIRY = 10
LONG_AFTER = 1000
TWO = frozenset({"ara", "boa"})


def minute(number):
    return NOON + timedelta(minutes=number)


def put(at=0, until=None, text="text", parties=TWO):
    expiry = None if until is None else minute(until)
    return Act(minute(at), Kind.PUT, text=text, parties=parties, until=expiry)


def silence(at=0):
    return put(at, until=at + EXPIRY)


def says(at, party, kind, head=True, text="text"):
    return Act(minute(at), kind, party=party, head=head, text=text)


def agrees(at, party, head=True, text="text"):
    return says(at, party, Kind.NO_OBJECTION, head, text)


def objects(at, party, head=True, text="text"):
    return says(at, party, Kind.OBJECTION, head, text)


def awaits_the_capital(at, party):
    return says(at, party, Kind.AD_REFERENDUM)


def amends(at, party, head=True, text="text"):
    return says(at, party, Kind.AMENDMENT, head, text)


def suspends(at, party):
    return Act(minute(at), Kind.SUSPEND, party=party)


def extends(at, until):
    return Act(minute(at), Kind.EXTEND, until=None if until is None else minute(until))


def withdraws(at):
    return Act(minute(at), Kind.WITHDRAW)


def at_end(*acts):
    return standing(acts, minute(LONG_AFTER))


def outcome(*acts):
    """The status in the end and the minute since which it stands."""
    found = at_end(*acts)
    return found.status, (found.since - NOON) / timedelta(minutes=1)


def kinds(found):
    return {party: held.kind for party, held in found.positions.items()}


# --- put ------------------------------------------------------------------------------------------


def test_decision_is_a_draft_before_any_put():
    assert standing([], NOON).status == Status.DRAFT
    assert standing([put(1)], NOON).status == Status.DRAFT


def test_acts_before_any_put_have_no_effect():
    found = at_end(agrees(0, "ara"), amends(1, "ara"), suspends(2, "ara"), extends(3, 9))
    assert (found.status, found.without_effect) == (Status.DRAFT, (0, 1, 2, 3))


def test_act_stands_at_its_instant():
    assert standing([put()], NOON).status == Status.OPEN
    assert standing([put()], NOON - timedelta(microseconds=1)).status == Status.DRAFT


def test_positions_do_not_carry_over_to_a_text_put_anew():
    found = at_end(put(), agrees(1, "ara"), put(2, text="other"), agrees(3, "boa", text="other"))
    assert (found.status, kinds(found)) == (Status.OPEN, {"boa": Kind.NO_OBJECTION})
    assert found.waiting == {"ara"}


def test_positions_do_not_carry_over_to_the_same_text_put_again():
    found = at_end(put(), agrees(1, "ara"), put(2), agrees(3, "boa"))
    assert (found.status, kinds(found)) == (Status.OPEN, {"boa": Kind.NO_OBJECTION})


def test_head_of_a_former_procedure_does_not_silence_an_alternate():
    found = at_end(put(), agrees(1, "ara"), put(2), objects(3, "ara", head=False))
    assert found.status == Status.HELD


def test_put_anew_asks_a_party_that_was_suspended_in_the_former_procedure():
    found = at_end(put(), suspends(1, "ara"), put(2), agrees(3, "boa"))
    assert (found.status, found.waiting) == (Status.OPEN, {"ara"})


def test_put_anew_ends_a_window_that_is_open():
    assert outcome(silence(), put(5)) == (Status.OPEN, 5)


def test_put_at_the_expiry_comes_too_late():
    assert outcome(silence(), put(EXPIRY, text="other")) == (Status.ADOPTED, EXPIRY)


def test_put_after_a_broken_silence_begins_a_new_procedure():
    assert outcome(silence(), objects(1, "ara"), silence(2)) == (Status.ADOPTED, 2 + EXPIRY)


# --- one voice ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "position",
    [agrees(1, "ara", text="older"), agrees(1, "stranger"), agrees(1, "")],
    ids=["on another text", "of a party not asked", "of nobody"],
)
def test_position_that_is_not_asked_for_has_no_effect(position):
    found = at_end(put(), position)
    assert (found.positions, found.without_effect, found.waiting) == ({}, (1,), TWO)


def test_alternate_does_not_override_its_head():
    found = at_end(put(), agrees(1, "ara", head=True), objects(2, "ara", head=False))
    assert (kinds(found), found.without_effect) == ({"ara": Kind.NO_OBJECTION}, (2,))


def test_head_overrides_its_alternate():
    found = at_end(put(), objects(1, "ara", head=False), agrees(2, "ara", head=True))
    assert (kinds(found), found.without_effect) == ({"ara": Kind.NO_OBJECTION}, ())


@pytest.mark.parametrize("head", [True, False])
def test_last_position_of_the_same_rank_counts(head):
    found = at_end(put(), objects(1, "ara", head=head), agrees(2, "ara", head=head))
    assert kinds(found) == {"ara": Kind.NO_OBJECTION}


def test_head_on_an_older_text_leaves_its_alternate_the_voice():
    found = at_end(put(), agrees(1, "ara", text="older"), objects(2, "ara", head=False))
    assert (kinds(found), found.without_effect) == ({"ara": Kind.OBJECTION}, (1,))


# --- consensus ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.NO_OBJECTION, Kind.RESERVATION, Kind.ABSTENTION])
def test_consensus_is_adopted_at_the_last_position_awaited(kind):
    assert outcome(put(), agrees(1, "ara"), says(3, "boa", kind)) == (Status.ADOPTED, 3)


def test_consensus_waits_for_every_party_asked():
    found = at_end(put(), agrees(1, "ara"))
    assert (found.status, found.waiting) == (Status.OPEN, {"boa"})


def test_nobody_asked_adopts_nothing():
    assert outcome(put(parties=frozenset())) == (Status.OPEN, 0)


def test_capital_that_has_to_answer_holds_a_consensus_open():
    found = at_end(put(), agrees(1, "ara"), awaits_the_capital(2, "boa"))
    assert (found.status, found.waiting) == (Status.OPEN, {"boa"})


def test_objection_holds_a_consensus_from_the_first():
    acts = put(), objects(1, "ara"), objects(2, "boa"), agrees(3, "ara")
    assert outcome(*acts) == (Status.HELD, 1)


def test_objection_that_is_replaced_opens_a_consensus_again():
    acts = put(), objects(1, "ara"), awaits_the_capital(2, "ara")
    assert outcome(*acts) == (Status.OPEN, 2)


def test_objection_that_is_replaced_last_adopts():
    acts = put(), objects(1, "ara"), agrees(2, "boa"), agrees(3, "ara")
    assert outcome(*acts) == (Status.ADOPTED, 3)


def test_amendment_does_not_change_a_consensus():
    acts = put(), amends(1, "ara"), agrees(2, "ara"), agrees(3, "boa")
    assert (*outcome(*acts), at_end(*acts).without_effect) == (Status.ADOPTED, 3, ())


def test_objection_after_adoption_has_no_effect():
    acts = put(), agrees(1, "ara"), agrees(2, "boa"), objects(2, "ara")
    assert (*outcome(*acts), at_end(*acts).without_effect) == (Status.ADOPTED, 2, (3,))


# --- silence --------------------------------------------------------------------------------------


def test_silence_adopts_at_the_expiry_though_nobody_looked():
    last = minute(EXPIRY) - timedelta(microseconds=1)
    assert standing([silence()], last).status == Status.SILENCE
    assert standing([silence()], minute(EXPIRY)).status == Status.ADOPTED
    assert outcome(silence()) == (Status.ADOPTED, EXPIRY)


def test_silence_does_not_end_when_all_have_agreed():
    acts = silence(), agrees(1, "ara"), agrees(2, "boa")
    assert standing(acts, minute(3)).status == Status.SILENCE
    assert outcome(*acts) == (Status.ADOPTED, EXPIRY)


@pytest.mark.parametrize("act", [objects, amends])
@pytest.mark.parametrize("head", [True, False])
def test_objection_or_amendment_breaks_a_silence_at_once(act, head):
    acts = silence(), act(4, "ara", head)
    assert standing(acts, minute(4)).status == Status.BROKEN
    assert (*outcome(*acts), at_end(*acts).broken_by) == (Status.BROKEN, 4, 1)


def test_objection_in_the_last_instant_breaks_a_silence():
    last = minute(EXPIRY) - timedelta(microseconds=1)
    objection = Act(last, Kind.OBJECTION, party="ara", text="text")
    assert at_end(silence(), objection).status == Status.BROKEN


@pytest.mark.parametrize("act", [objects, amends])
def test_objection_at_the_expiry_comes_too_late(act):
    found = at_end(silence(), act(EXPIRY, "ara"))
    assert (found.status, found.positions, found.without_effect) == (Status.ADOPTED, {}, (1,))


@pytest.mark.parametrize("act", [objects, amends])
@pytest.mark.parametrize(
    "who", [{"party": "stranger"}, {"party": "ara", "text": "older"}], ids=["stranger", "text"]
)
def test_objection_by_a_stranger_or_to_another_text_does_not_break_a_silence(act, who):
    found = at_end(silence(), act(1, **who))
    assert (found.status, found.without_effect) == (Status.ADOPTED, (1,))


def test_withdrawn_objection_does_not_revive_a_silence():
    found = at_end(silence(), objects(1, "ara"), agrees(2, "ara"))
    assert (found.status, kinds(found)) == (Status.BROKEN, {"ara": Kind.OBJECTION})
    assert (found.without_effect, found.waiting) == ((2,), frozenset())


def test_alternate_does_not_break_a_silence_that_its_head_kept():
    found = at_end(silence(), agrees(1, "ara", head=True), objects(2, "ara", head=False))
    assert (found.status, found.without_effect) == (Status.ADOPTED, (2,))


def test_amendment_by_an_alternate_does_not_break_a_silence_that_its_head_kept():
    found = at_end(silence(), agrees(1, "ara", head=True), amends(2, "ara", head=False))
    assert (found.status, found.without_effect) == (Status.ADOPTED, (2,))


def test_amendment_by_a_head_breaks_a_silence_that_it_kept():
    found = at_end(silence(), agrees(1, "ara", head=True), amends(2, "ara", head=True))
    assert found.status == Status.BROKEN


def test_head_does_not_mend_a_silence_that_its_alternate_broke():
    assert outcome(silence(), objects(1, "ara", head=False), agrees(2, "ara")) == (Status.BROKEN, 1)


def test_capital_that_has_to_answer_does_not_stop_the_clock():
    acts = silence(), awaits_the_capital(1, "ara")
    assert standing(acts, minute(2)).waiting == TWO
    assert outcome(*acts) == (Status.ADOPTED, EXPIRY)


SANTIAGO = ZoneInfo("America/Santiago")


def evening(minutes, again=False):
    """Past 23:00 on the day when the clock goes from 24:00 back to 23:00: that hour or the next."""
    return datetime(2026, 4, 4, 23, minutes, fold=int(again), tzinfo=SANTIAGO)


def test_clock_put_back_does_not_lengthen_a_window():
    window = Act(evening(0), Kind.PUT, text="text", parties=TWO, until=evening(30))
    objection = Act(evening(15, again=True), Kind.OBJECTION, party="ara", text="text")
    assert standing([window], evening(15, again=True)).status == Status.ADOPTED
    assert standing([window, objection], objection.at).without_effect == (1,)


def test_acts_of_an_hour_that_comes_twice_are_in_the_order_of_their_instants():
    window = Act(evening(0), Kind.PUT, text="text", parties=TWO, until=evening(30))
    extension = Act(evening(20), Kind.EXTEND, until=evening(15, again=True))
    objection = Act(evening(10, again=True), Kind.OBJECTION, party="ara", text="text")
    found = standing([window, extension, objection], evening(59, again=True))
    assert (found.status, found.without_effect) == (Status.BROKEN, ())


# --- extension ------------------------------------------------------------------------------------


def test_extension_moves_the_expiry():
    acts = silence(), extends(9, 20)
    assert standing(acts, minute(EXPIRY)).status == Status.SILENCE
    assert (*outcome(*acts), at_end(*acts).expiry) == (Status.ADOPTED, 20, minute(20))
    assert standing(acts, minute(10)).since == NOON


def test_objection_between_the_old_and_the_new_expiry_breaks_a_silence():
    assert outcome(silence(), extends(9, 20), objects(15, "ara")) == (Status.BROKEN, 15)


@pytest.mark.parametrize("until", [EXPIRY, EXPIRY - 1, 0, None])
def test_extension_that_is_not_later_has_no_effect(until):
    acts = silence(), extends(1, until)
    assert (*outcome(*acts), at_end(*acts).without_effect) == (Status.ADOPTED, EXPIRY, (1,))


def test_extension_at_the_expiry_comes_too_late():
    acts = silence(), extends(EXPIRY, 20)
    assert (*outcome(*acts), at_end(*acts).without_effect) == (Status.ADOPTED, EXPIRY, (1,))


def test_extension_makes_no_window_of_a_consensus():
    found = at_end(put(), extends(1, 20))
    assert (found.status, found.expiry, found.without_effect) == (Status.OPEN, None, (1,))


def test_extension_does_not_revive_a_broken_silence():
    found = at_end(silence(), objects(1, "ara"), extends(2, 20))
    assert (found.status, found.expiry) == (Status.BROKEN, minute(EXPIRY))


# --- suspension -----------------------------------------------------------------------------------


def test_suspended_party_keeps_its_position():
    found = at_end(put(), objects(1, "ara"), suspends(2, "ara"), agrees(3, "boa"))
    assert (found.status, kinds(found)["ara"]) == (Status.HELD, Kind.OBJECTION)


def test_suspended_party_takes_no_other_position():
    found = at_end(put(), objects(1, "ara"), suspends(2, "ara"), agrees(3, "ara"))
    assert (kinds(found), found.without_effect) == ({"ara": Kind.OBJECTION}, (3,))


@pytest.mark.parametrize("act", [objects, amends])
def test_suspended_party_does_not_break_a_silence(act):
    assert outcome(silence(), suspends(1, "ara"), act(2, "ara")) == (Status.ADOPTED, EXPIRY)


def test_suspended_party_without_a_position_is_not_waited_for():
    assert outcome(put(), suspends(1, "ara"), agrees(2, "boa")) == (Status.ADOPTED, 2)


def test_suspension_of_the_last_that_was_waited_for_adopts():
    assert outcome(put(), agrees(1, "boa"), suspends(2, "ara")) == (Status.ADOPTED, 2)


def test_suspended_party_that_awaited_its_capital_is_not_in_the_way():
    acts = put(), awaits_the_capital(1, "ara"), agrees(2, "boa"), suspends(3, "ara")
    assert outcome(*acts) == (Status.ADOPTED, 3)
    assert kinds(at_end(*acts))["ara"] == Kind.AD_REFERENDUM


def test_suspension_of_all_adopts_nothing():
    assert at_end(put(), suspends(1, "ara"), suspends(2, "boa")).status == Status.OPEN


def test_suspension_of_a_party_that_was_not_asked_has_no_effect():
    assert at_end(put(), suspends(1, "stranger")).without_effect == (1,)


# --- withdrawal -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    [[], [put()], [put(), objects(0, "ara")], [silence()], [silence(), objects(0, "ara")]],
    ids=["draft", "open", "held", "silence", "broken"],
)
def test_withdrawal_ends_a_decision_for_good(before):
    found = at_end(*before, withdraws(1), put(2), agrees(3, "ara"), withdraws(4))
    assert (found.status, found.since) == (Status.WITHDRAWN, minute(1))
    assert found.without_effect == tuple(range(len(before) + 1, len(before) + 4))


def test_withdrawal_at_the_expiry_comes_too_late():
    assert outcome(silence(), withdraws(EXPIRY)) == (Status.ADOPTED, EXPIRY)


def test_withdrawal_after_adoption_has_no_effect():
    acts = put(), agrees(1, "ara"), agrees(2, "boa"), withdraws(3)
    assert (*outcome(*acts), at_end(*acts).without_effect) == (Status.ADOPTED, 2, (3,))
