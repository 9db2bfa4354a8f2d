"""Meetings through the verbs: series, states, agenda, quorum, outcomes; each refusal's rule."""

import datetime

import pytest
from django.core import mail
from django.utils.translation import override

from gte.alliance.models import Body, Membership, State
from gte.common.errors import BadInput
from gte.governance.domain import agenda as verbs
from gte.governance.domain.meetings import (
    cancel_meeting,
    change_meeting,
    close_meeting,
    convene_meeting,
    open_meeting,
    undo_opening,
)
from gte.governance.domain.outcomes import add_outcome, remove_outcome
from gte.governance.domain.windows import open_silence
from gte.governance.enums import AUTOMATIC, SittingState
from gte.governance.models import AgendaItem, LedgerEntry, Meeting
from gte.governance.queries.meetings import (
    agenda_of,
    former_meeting,
    next_ordinal,
    numbered_title,
    quorum_of,
)
from gte.governance.queries.parties import accredited_on
from tests.factories import sittings as make
from tests.factories.delegations import UTC, adopted, at, drafted
from tests.factories.sittings import HOUR, STARTS

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_in_november():
    with at(NOW), override("en"):
        yield


def acts_on(meeting):
    return list(LedgerEntry.objects.filter(subject=meeting.code).values_list("act", flat=True))


# --- series ---------------------------------------------------------------------------------------


def test_number_follows_the_series_and_a_cancelled_meeting_frees_its_own(coordinator):
    gte = Body.objects.get(code="gte")
    assert next_ordinal(gte, "gte_meeting") == 28
    meeting = make.prepared(coordinator)
    assert next_ordinal(gte, "gte_meeting") == 29
    assert next_ordinal(gte, "coordination") == 1
    with pytest.raises(BadInput, match="has this number in its series already"):
        make.prepared(coordinator, name_es="Otra", name_en="Other")
    cancel_meeting(meeting=meeting, by=coordinator, reason="Sin quórum.")
    assert next_ordinal(gte, "gte_meeting") == 28
    assert make.prepared(coordinator).ordinal == 28


def test_meeting_ends_after_it_begins_and_lies_not_within_itself(coordinator):
    with pytest.raises(BadInput, match="ends after it begins"):
        make.prepared(coordinator, ends_at=STARTS)
    meeting = make.prepared(coordinator)
    with pytest.raises(BadInput, match="within itself"):
        change_meeting(meeting=meeting, by=coordinator, plan=make.plan(within=meeting))


def test_title_says_both_numbers_once(coordinator):
    around = make.prepared(
        coordinator,
        kind="round",
        ordinal=31,
        name_es="Ronda de Grupos Técnicos",
        name_en="Round of Technical Groups",
    )
    meeting = make.prepared(coordinator, within=around)
    assert numbered_title(meeting) == (
        "XXVIII Meeting of the Education Technical Group, within XXXI Round of Technical Groups"
    )
    told = Meeting.objects.get(code="meeting-gte-27-2018")
    assert numbered_title(told).startswith("27th meeting")


def test_former_meeting_is_of_the_same_series_and_was_held(coordinator):
    meeting = make.prepared(coordinator)
    assert former_meeting(meeting).code == "meeting-gte-27-2018"
    later = make.prepared(
        coordinator, ordinal=29, starts_at=STARTS + 48 * HOUR, ends_at=STARTS + 50 * HOUR
    )
    # The 28th is not held yet.
    assert former_meeting(later).code == "meeting-gte-27-2018"


# --- states ---------------------------------------------------------------------------------------


def test_convocation_tells_every_delegate_in_their_language(
    coordinator, delegations, django_capture_on_commit_callbacks
):
    chilean = delegations["cl"][0]
    chilean.language = "en"
    chilean.save()
    meeting = make.prepared(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        convene_meeting(meeting=meeting, by=coordinator)
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert {user.email for pair in delegations.values() for user in pair} <= set(letters)
    assert letters[chilean.email].subject.startswith("Convocation, 3 December 2026, ")
    assert "XXVIII Reunión" in letters[delegations["pe"][0].email].subject
    assert acts_on(meeting) == ["meeting.convened"]
    meeting.sitting.refresh_from_db()
    assert meeting.sitting.state == SittingState.CONVENED


def test_meeting_without_a_place_is_not_convened(coordinator):
    meeting = make.prepared(coordinator, place_es="", place_en="")
    with pytest.raises(BadInput, match="Say where it is held"):
        convene_meeting(meeting=meeting, by=coordinator)
    change_meeting(
        meeting=meeting,
        by=coordinator,
        plan=make.plan(place_es="", place_en="", link="https://sala.example.org/28"),
    )
    convene_meeting(meeting=meeting, by=coordinator)


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        (open_meeting, "is in preparation: it cannot become “in session”"),
        (close_meeting, "is in preparation: it cannot become “closed”"),
    ],
)
def test_states_come_one_after_the_other(coordinator, verb, sentence):
    with pytest.raises(BadInput, match=sentence):
        verb(meeting=make.prepared(coordinator), by=coordinator)


def state_of(meeting):
    return Meeting.objects.get(pk=meeting.pk).sitting.state


@pytest.mark.parametrize(
    ("moment", "is_opened"),
    [
        # Midnight of 3 December in Bogotá is 05:00 in UTC.
        (datetime.datetime(2026, 12, 3, 4, 59, tzinfo=UTC), False),
        (datetime.datetime(2026, 12, 3, 5, tzinfo=UTC), True),
    ],
)
def test_meeting_is_not_opened_before_its_day_at_its_place(coordinator, moment, is_opened):
    meeting = make.convened(coordinator)
    with at(moment):
        if is_opened:
            open_meeting(meeting=meeting, by=coordinator)
        else:
            with pytest.raises(BadInput, match="is convened for 3 December 2026: it is not opened"):
                open_meeting(meeting=meeting, by=coordinator)
    assert state_of(meeting) == (SittingState.OPEN if is_opened else SittingState.CONVENED)


def test_opening_without_quorum_is_undone_and_the_meeting_held_another_day(coordinator):
    meeting = make.opened(coordinator)
    with pytest.raises(BadInput, match="Without quorum"):
        close_meeting(meeting=meeting, by=coordinator)
    with pytest.raises(BadInput, match="its convocation does not change any more"):
        change_meeting(meeting=meeting, by=coordinator, plan=make.plan())
    undo_opening(meeting=meeting, by=coordinator)
    assert state_of(meeting) == SittingState.CONVENED
    with pytest.raises(BadInput, match="was convened already"):
        convene_meeting(meeting=meeting, by=coordinator)
    with pytest.raises(BadInput, match="no opening to undo"):
        undo_opening(meeting=meeting, by=coordinator)
    later = make.plan(starts_at=STARTS + 24 * HOUR, ends_at=STARTS + 26 * HOUR)
    change_meeting(meeting=meeting, by=coordinator, plan=later)
    with at(STARTS + 24 * HOUR):
        open_meeting(meeting=meeting, by=coordinator)
        make.everybody_is_there(meeting, coordinator)
        close_meeting(meeting=meeting, by=coordinator)
    assert [act for act in acts_on(meeting) if act.startswith("meeting.")] == [
        "meeting.convened",
        "meeting.opened",
        "meeting.unopened",
        "meeting.changed",
        "meeting.opened",
        "meeting.closed",
    ]


def test_opening_is_not_undone_over_what_was_agreed(coordinator):
    meeting = make.opened(coordinator)
    one = add_outcome(meeting=meeting, by=coordinator, said=make.commitment())
    with pytest.raises(BadInput, match="Remove the agreements and commitments"):
        undo_opening(meeting=meeting, by=coordinator)
    remove_outcome(outcome=one, by=coordinator)
    undo_opening(meeting=meeting, by=coordinator)


def test_open_meeting_is_cancelled_with_a_reason_that_the_convened_read(
    coordinator, delegations, django_capture_on_commit_callbacks
):
    meeting = make.opened(coordinator)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        cancel_meeting(meeting=meeting, by=coordinator, reason="Sin quórum.")
    assert state_of(meeting) == SittingState.CANCELLED
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "Sin quórum." in letters[delegations["pe"][0].email]


def test_closed_meeting_is_neither_cancelled_nor_taken_back(coordinator):
    meeting = make.closed(coordinator)
    with pytest.raises(BadInput, match="is closed: it cannot become “cancelled”"):
        cancel_meeting(meeting=meeting, by=coordinator, reason="Tarde.")
    with pytest.raises(BadInput, match="no opening to undo"):
        undo_opening(meeting=meeting, by=coordinator)


def test_cancelling_needs_a_reason_that_the_convened_read(
    coordinator, delegations, django_capture_on_commit_callbacks
):
    meeting = make.convened(coordinator)
    with pytest.raises(BadInput, match="Say why"):
        cancel_meeting(meeting=meeting, by=coordinator, reason="  ")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        cancel_meeting(meeting=meeting, by=coordinator, reason="Huelga de transporte.")
    letters = {letter.to[0]: letter for letter in mail.outbox}
    heads = {user.email for pair in delegations.values() for user in pair}
    assert heads <= set(letters)
    assert all("Huelga de transporte." in letter.body for letter in letters.values())


def test_change_of_hour_is_told_and_counted_once_it_is_convened(coordinator, delegations):
    meeting = make.prepared(coordinator)
    change_meeting(meeting=meeting, by=coordinator, plan=make.plan(ends_at=STARTS + HOUR))
    meeting.sitting.refresh_from_db()
    assert (meeting.sitting.sequence, acts_on(meeting)) == (0, [])
    convene_meeting(meeting=meeting, by=coordinator)
    change_meeting(meeting=meeting, by=coordinator, plan=make.plan(ends_at=STARTS + 3 * HOUR))
    meeting.sitting.refresh_from_db()
    assert meeting.sitting.sequence == 1
    assert acts_on(meeting) == ["meeting.convened", "meeting.changed"]


def test_what_was_not_convened_is_nobody_elses(coordinator):
    meeting = make.prepared(coordinator)
    everybodys = Meeting.objects.visible_to(None)
    assert not everybodys.filter(pk=meeting.pk).exists()
    cancel_meeting(meeting=meeting, by=coordinator, reason="Error.")
    assert not everybodys.filter(pk=meeting.pk).exists()
    assert everybodys.filter(pk=make.convened(coordinator).pk).exists()
    assert everybodys.filter(code="meeting-gte-27-2018").exists()


# --- quorum ---------------------------------------------------------------------------------------


def test_quorum_is_of_the_parties_in_force_that_day(coordinator):
    meeting = make.opened(coordinator)
    make.everybody_is_there(meeting, coordinator, but=("pe",))
    quorum = quorum_of(meeting)
    assert [party.code for party in quorum.missing] == ["pe"]
    with pytest.raises(BadInput, match="Not noted as present: Peru"):
        close_meeting(meeting=meeting, by=coordinator)
    # An adviser alone does not make a party present.
    peru = State.objects.get(code="pe")
    verbs.note_attendance(meeting=meeting, by=coordinator, state=peru, name="Ana", role="adviser")
    assert not quorum_of(meeting).is_reached
    verbs.note_attendance(meeting=meeting, by=coordinator, state=peru, name="Ana", role="delegate")
    assert quorum_of(meeting).is_reached
    assert close_meeting(meeting=meeting, by=coordinator).sitting.state == SittingState.CLOSED


def test_party_that_left_before_the_day_is_not_waited_for(coordinator):
    meeting = make.opened(coordinator)
    Membership.objects.filter(state__code="pe").update(end=datetime.date(2026, 11, 30))
    make.everybody_is_there(meeting, coordinator)
    quorum = quorum_of(meeting)
    assert quorum.is_reached
    assert "pe" not in {party.code for party in quorum.present}


def test_who_is_no_party_attends_as_observer_and_a_party_does_not(coordinator):
    meeting = make.convened(coordinator)
    chile = State.objects.get(code="cl")
    say = {"meeting": meeting, "by": coordinator, "name": "Ana"}
    with pytest.raises(BadInput, match="is a party on that day"):
        verbs.note_attendance(state=chile, role="observer", **say)
    with pytest.raises(BadInput, match="is no party on that day"):
        verbs.note_attendance(state=make.observer(), role="delegate", **say)
    verbs.note_attendance(state=make.observer(), role="observer", **say)
    with pytest.raises(BadInput, match="Write the person's name"):
        verbs.note_attendance(state=chile, role="head", **(say | {"name": " "}))


def test_nobody_is_noted_before_it_is_convened(coordinator):
    with pytest.raises(BadInput, match="once the meeting is convened"):
        make.everybody_is_there(make.prepared(coordinator), coordinator)


def test_accredited_delegates_are_offered_with_their_rank(coordinator, delegations):
    found = accredited_on(make.convened(coordinator).sitting.day)
    assert {one.state.code for one in found} == set(delegations)
    assert {(one.key, one.role) for one in found} == {
        (str(user.pk), role)
        for pair in delegations.values()
        for user, role in zip(pair, ("head", "delegate"), strict=True)
    }


# --- agenda ---------------------------------------------------------------------------------------


def test_items_have_hours_and_what_is_after_the_end_says_so(coordinator):
    meeting = make.prepared(coordinator)
    for title, minutes in (("A", 60), ("B", 50), ("C", 20)):
        item = make.an_item(title, minutes=minutes)
        verbs.add_item(meeting=meeting, by=coordinator, item=item)
    points = agenda_of(meeting, NOW)
    first = points[0]
    assert (first.item.kind, first.begins) == ("former_acta", STARTS)
    assert [line.code for line in first.lines] == ["meeting-gte-27-2018"]
    # Open commitments of the record come by themselves; they take ten minutes too.
    assert [(point.number, point.is_over_time) for point in points] == [
        (1, False),
        (2, False),
        (3, False),
        (4, True),
        (5, True),
    ]


def test_items_move_but_never_before_those_of_every_agenda(coordinator):
    meeting = make.prepared(coordinator)
    items = [
        verbs.add_item(meeting=meeting, by=coordinator, item=make.an_item(title))
        for title in ("A", "B", "C")
    ]
    verbs.move_item(item=items[2], by=coordinator, up=True)
    verbs.move_item(item=items[0], by=coordinator, up=True)
    own = [one.title_es for one in meeting.agenda.all() if one.kind not in AUTOMATIC]
    assert own == ["A", "C", "B"]
    first = meeting.agenda.get(kind="former_acta")
    with pytest.raises(BadInput, match="keeps its place"):
        verbs.move_item(item=first, by=coordinator, up=False)
    with pytest.raises(BadInput, match="is on every agenda"):
        verbs.remove_item(item=first, by=coordinator)


def test_what_was_said_is_in_both_languages_or_in_neither(coordinator):
    meeting = make.opened(coordinator)
    with pytest.raises(BadInput, match="in both languages, or in neither"):
        verbs.add_item(meeting=meeting, by=coordinator, item=make.an_item(summary_es="Se habló."))


def test_silence_that_ran_out_is_on_the_agenda_and_announced_with_its_end(coordinator, delegations):
    authority = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    decision = drafted(coordinator)
    open_silence(
        decision=decision, by=coordinator, expires_at=NOW + 144 * HOUR, authority=authority
    )
    meeting = make.opened(coordinator)
    make.everybody_is_there(meeting, coordinator)
    with at(STARTS):
        point = next(one for one in agenda_of(meeting, STARTS) if one.item.kind == "silence")
        assert point.lines == (decision,)
        close_meeting(meeting=meeting, by=coordinator)
    decision.refresh_from_db()
    assert decision.announced_at == STARTS
    # What it said by itself is written down, in both languages.
    item = meeting.agenda.get(kind="silence")
    assert item.summary_es == f"{decision.number}/2026: Calendario 2027"
    assert item.summary_en == f"{decision.number}/2026: Calendario 2027 (en)"


def test_closing_writes_down_what_came_by_itself(coordinator):
    meeting = make.closed(coordinator)
    former, commitments = (meeting.agenda.get(kind=kind) for kind in ("former_acta", "commitments"))
    told = Meeting.objects.get(code="meeting-gte-27-2018")
    assert told.name_es in former.summary_es
    assert told.name_en in former.summary_en
    assert "todas las partes" in commitments.summary_es
    assert "all parties" in commitments.summary_en


# --- outcomes -------------------------------------------------------------------------------------


def test_outcomes_are_noted_in_session_alone(coordinator):
    meeting = make.convened(coordinator)
    with pytest.raises(BadInput, match="while the meeting is in session"):
        add_outcome(meeting=meeting, by=coordinator, said=make.commitment())


def test_commitment_needs_a_date_and_owners_that_are_parties(coordinator):
    meeting = make.opened(coordinator)
    with pytest.raises(BadInput, match="needs the date"):
        add_outcome(meeting=meeting, by=coordinator, said=make.commitment(due=None))
    stranger = make.observer()
    with pytest.raises(BadInput, match="Only parties own commitments"):
        add_outcome(meeting=meeting, by=coordinator, said=make.commitment(owners=(stranger,)))
    one = add_outcome(meeting=meeting, by=coordinator, said=make.commitment(due="2027"))
    assert (one.number, one.due.precision) == (1, "year")


def test_nothing_is_edited_once_it_is_closed(coordinator):
    meeting = make.closed(coordinator)
    item = meeting.agenda.exclude(kind__in=AUTOMATIC).get()
    say = {"by": coordinator}
    for verb in (
        lambda: verbs.add_item(meeting=meeting, item=make.an_item(), **say),
        lambda: verbs.change_item(item=item, said=make.an_item(), **say),
        lambda: verbs.move_item(item=item, up=True, **say),
        lambda: verbs.remove_item(item=item, **say),
        lambda: make.everybody_is_there(meeting, coordinator),
        lambda: verbs.remove_attendance(row=meeting.attendance.first(), **say),
        lambda: add_outcome(meeting=meeting, said=make.commitment(), **say),
        lambda: remove_outcome(outcome=meeting.outcomes.get(), **say),
    ):
        with pytest.raises(BadInput, match="is closed: what was noted does not change"):
            verb()


def test_item_that_was_taken_off_meanwhile_does_not_come_back(coordinator):
    meeting = make.prepared(coordinator)
    item = verbs.add_item(meeting=meeting, by=coordinator, item=make.an_item())
    stale = AgendaItem.objects.get(pk=item.pk)
    verbs.remove_item(item=item, by=coordinator)
    for verb in (
        lambda: verbs.change_item(item=stale, by=coordinator, said=make.an_item("Otro")),
        lambda: verbs.move_item(item=stale, by=coordinator, up=True),
        lambda: verbs.remove_item(item=stale, by=coordinator),
    ):
        with pytest.raises(BadInput, match="Plan de trabajo"):
            verb()
    assert not meeting.agenda.filter(pk=stale.pk).exists()
