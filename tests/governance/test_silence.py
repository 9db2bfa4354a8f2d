"""What stands of a decision is what a second, slower reading of the rules finds, in any history."""

from collections import Counter

import pytest
from hypothesis import Phase, event, example, find, given, settings
from hypothesis import strategies as st

from gte.governance.silence import Act, Kind, Status, standing
from tests.governance.silence_histories import (
    MINUTE,
    START,
    acts_of,
    broken_silences,
    histories,
    instants_of,
    steps_after,
)
from tests.governance.silence_model import FINAL, expected

PATIENT = settings(deadline=None)
SEARCH = settings(
    PATIENT, max_examples=7000, derandomize=True, database=None, phases=[Phase.generate]
)
RENEWING = {Kind.PUT, Kind.WITHDRAW}


def facts(found):
    """All that stands, but for which acts had no effect."""
    return (
        found.status,
        found.since,
        found.text,
        found.parties,
        found.positions,
        found.waiting,
        found.expiry,
    )


def after(acts, gap, steps):
    """The acts of ``steps``, done some minutes after the last of ``acts``."""
    start = acts[-1].at if acts else START
    text = next((act.text for act in reversed(acts) if act.kind == Kind.PUT), "")
    return acts_of(steps, start + gap * MINUTE, text)


# --- the model ------------------------------------------------------------------------------------


@settings(PATIENT, max_examples=1000)
@given(histories())
def test_standing_is_what_the_model_finds(acts):
    for now in instants_of(acts):
        found = standing(acts, now)
        model, without_effect = expected(acts, now)
        assert facts(found) == facts(model)
        assert found.without_effect == without_effect
    event(f"in the end {found.status}")


def ways(acts, now):
    """What a history shows at an instant: its state and how it came to that."""
    found = standing(acts, now)
    yield found.status
    if found.status in {Status.ADOPTED, Status.WITHDRAWN} and found.text:
        yield f"{found.status} {'with' if found.expiry else 'without'} expiry"
    if found.status == Status.BROKEN:
        yield f"broken by {acts[found.broken_by].kind}"
    by_suspension = found.suspended and any(
        act.kind == Kind.SUSPEND and act.at == found.since for act in acts
    )
    if found.status == Status.ADOPTED and not found.expiry and by_suspension:
        yield "adopted at a suspension"
    if found.expiry and found.expiry != found.since and found.expiry in {act.at for act in acts}:
        yield "an act at the expiry"
    for i in found.without_effect:
        yield f"without effect: {acts[i].kind}"


WANTED = {
    *Status,
    *(f"{status} {how} expiry" for status in FINAL for how in ("with", "without")),
    *(f"broken by {kind}" for kind in (Kind.OBJECTION, Kind.AMENDMENT)),
    *(f"without effect: {kind}" for kind in Kind),
    "adopted at a suspension",
    "an act at the expiry",
}


def test_histories_reach_every_state_in_every_way():
    """The comparison is worth as much as what it compared: each of these, and not by one chance.

    What Hypothesis draws depends on the modules that were loaded before, seed or no seed: so they
    are drawn until every way was seen twice, and there are many more than that takes.
    """
    seen = Counter()

    def all_twice(acts):
        seen.update({way for now in instants_of(acts) for way in ways(acts, now)})
        return all(seen[way] > 1 for way in WANTED)

    find(histories(), all_twice, settings=SEARCH)
    assert set(seen) == WANTED


# --- time -----------------------------------------------------------------------------------------


@PATIENT
@given(histories(), st.randoms(use_true_random=False))
def test_answer_does_not_depend_on_who_asked_before(acts, random):
    instants = instants_of(acts)
    answers = {now: standing(list(acts), now) for now in instants}
    kept = tuple(acts)
    random.shuffle(instants)
    for now in instants:
        assert standing(kept, now) == answers[now]
    assert kept == tuple(acts)


@PATIENT
@given(histories(max_size=8), st.integers(0, 3), steps_after(max_size=4))
def test_later_acts_do_not_change_what_stood(acts, gap, steps):
    more = after(acts, gap, steps)
    first = min((act.at for act in more), default=None)
    for now in instants_of(acts):
        if first is None or now < first:
            assert standing(acts + more, now) == standing(acts, now)


@PATIENT
@given(histories(), st.integers(0, 30))
def test_nothing_changes_between_acts_but_at_an_expiry(acts, minutes):
    now = START + minutes * MINUTE
    former = max((act.at for act in acts if act.at <= now), default=START - MINUTE)
    then, found = standing(acts, former), standing(acts, now)
    if found != then:
        assert (then.status, found.status) == (Status.SILENCE, Status.ADOPTED)
        assert former < then.expiry == found.since <= now


# --- what ends, and what begins anew --------------------------------------------------------------


@PATIENT
@given(histories())
def test_procedure_put_anew_owes_nothing_to_the_former(acts):
    """From a PUT that has an effect on, all is as if it had been the first act."""
    last = instants_of(acts)[-1]
    late = standing(acts, last).without_effect
    puts = [i for i, act in enumerate(acts) if act.kind == Kind.PUT and i not in late]
    for i in puts[-1:]:
        begun = acts[i:]
        for now in instants_of(begun):
            if now >= begun[0].at:
                whole, alone = standing(acts, now), standing(begun, now)
                shifted = {p: (held.kind, held.index - i) for p, held in whole.positions.items()}
                own = {p: (held.kind, held.index) for p, held in alone.positions.items()}
                assert (shifted, facts(whole)[:4]) == (own, facts(alone)[:4])
                assert (whole.waiting, whole.expiry) == (alone.waiting, alone.expiry)


def until_it_is(acts, *statuses):
    """The acts to the first after which the decision is in one of these states, or None."""
    for i, act in enumerate(acts):
        if standing(acts[: i + 1], act.at).status in statuses:
            return acts[: i + 1]
    return None


@PATIENT
@given(broken_silences(), steps_after(min_size=1))
def test_broken_silence_is_changed_by_a_put_or_a_withdrawal_only(acts, steps):
    if former := until_it_is(acts, Status.BROKEN):
        event("broken")
        broken = standing(former, former[-1].at)
        more = [act for act in after(former, 0, steps) if act.kind not in RENEWING]
        for now in instants_of(former + more):
            if now >= former[-1].at:
                assert facts(standing(former + more, now)) == facts(broken)


@PATIENT
@given(histories(), st.integers(0, 3), steps_after(min_size=1))
def test_end_is_the_end(acts, gap, steps):
    if former := until_it_is(acts, *FINAL):
        more = after(former, gap, steps)
        ended = standing(former, former[-1].at)
        event(f"{ended.status} at the last act")
        found = standing(former + more, more[-1].at + 60 * MINUTE)
        assert ended.is_final
        assert facts(found) == facts(ended)
        late = range(len(former), len(former + more))
        assert found.without_effect == (*ended.without_effect, *late)


@example([], 0)
@PATIENT
@given(histories(), st.integers(0, 30))
def test_parts_of_the_answer_fit_together(acts, minutes):
    found = standing(acts, START + minutes * MINUTE)
    assert found.positions.keys() <= found.parties
    assert found.waiting <= found.parties - found.suspended
    assert (found.broken_by is not None) <= (found.status in {Status.BROKEN, Status.WITHDRAWN})
    assert list(found.without_effect) == sorted(set(found.without_effect))
    assert (found.since is None) == (found.status == Status.DRAFT)
    for party, held in found.positions.items():
        act = acts[held.index]
        assert (act.party, act.kind, act.head, act.text) == (
            party,
            held.kind,
            held.head,
            found.text,
        )
        assert held.index not in found.without_effect


# --- acts that no ledger holds --------------------------------------------------------------------


def test_acts_out_of_order_are_refused():
    acts = [Act(START, Kind.WITHDRAW), Act(START - MINUTE, Kind.WITHDRAW)]
    with pytest.raises(ValueError, match="act 1 is earlier than the act before it"):
        standing(acts, START)


@pytest.mark.parametrize("until", [START, START - MINUTE])
def test_window_that_ends_before_it_begins_is_refused(until):
    with pytest.raises(ValueError, match="end"):
        standing([Act(START, Kind.PUT, text="text", until=until)], START)
