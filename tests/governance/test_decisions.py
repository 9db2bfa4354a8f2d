"""Decisions through the verbs: what is recorded, who is told, what is refused with which rule."""

import datetime

import pytest
from django.core import mail

from gte.alliance.models import State
from gte.common.errors import BadInput
from gte.governance.domain.decisions import (
    change_text,
    put_to_parties,
    settle,
    withdraw_decision,
)
from gte.governance.domain.positions import Answer, Late, take_position
from gte.governance.domain.suspensions import suspend_party
from gte.governance.domain.windows import extend_silence, open_silence
from gte.governance.enums import DecisionStatus
from gte.governance.models import Decision, LedgerEntry
from gte.governance.queries.standing import stand_of, standing_of
from gte.governance.silence import Status
from tests.factories.delegations import MONDAY, adopted, at, drafted, say, wording
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def authority(coordinator, delegations):
    with at(MONDAY - WEEK):
        return adopted(
            coordinator, delegations, matter="procedure", authorises=("calendar", "report")
        )


@pytest.fixture
def silent(coordinator, delegations, authority):
    """A calendar under silence for a week from Monday."""
    with at(MONDAY):
        decision = drafted(coordinator)
        return open_silence(
            decision=decision, by=coordinator, expires_at=MONDAY + WEEK, authority=authority
        )


def test_consensus_adopts_with_the_last_party_and_numbers_only_then(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    heads = [head for head, _alternate in delegations.values()]
    for head in heads[:-1]:
        say(decision, head, "no_objection")
    decision.refresh_from_db()
    assert (standing_of(decision).status, decision.number) == (Status.OPEN, None)
    say(decision, heads[-1], "reservation", "Sin perjuicio de la ley nacional.")
    decision.refresh_from_db()
    assert (stand_of(decision).status, decision.number) == (DecisionStatus.IN_FORCE, 1)


def test_silence_adopts_at_its_expiry_though_no_program_ran(silent):
    with at(MONDAY + WEEK - datetime.timedelta(microseconds=1)):
        assert standing_of(silent).status == Status.SILENCE
    with at(MONDAY + WEEK):
        stand = stand_of(silent)
        assert (stand.status, stand.standing.since) == (DecisionStatus.IN_FORCE, MONDAY + WEEK)
        # Nobody noted it yet; the number that it will have is known all the same.
        assert (silent.number, stand.label) == (None, "2/2026")
        settle()
    silent.refresh_from_db()
    assert (silent.number, silent.adopted_at, silent.announced_at) == (2, MONDAY + WEEK, None)


def test_numbers_follow_adoption_whenever_they_are_noted(
    silent, coordinator, delegations, authority
):
    with at(MONDAY + WEEK + HOUR):
        later = adopted(coordinator, delegations)
    silent.refresh_from_db()
    assert (silent.number, later.number) == (2, 3)


def test_objection_breaks_the_silence_at_once_and_everybody_is_told(
    silent, delegations, django_capture_on_commit_callbacks
):
    head, _alternate = delegations["mx"]
    with at(MONDAY + HOUR), django_capture_on_commit_callbacks(execute=True):
        say(silent, head, "objection", "La fecha coincide con elecciones.")
        assert standing_of(silent).status == Status.BROKEN
    letters = [
        letter for letter in mail.outbox if "objet" in letter.body or "rompió" in letter.body
    ]
    assert len(letters) == 2 * len(delegations) + 1
    assert all("La fecha coincide con elecciones." in letter.body for letter in letters)


def test_withdrawing_the_objection_does_not_revive_the_silence(silent, delegations):
    head, _alternate = delegations["mx"]
    with at(MONDAY + HOUR):
        say(silent, head, "objection", "No.")
        with pytest.raises(Late, match="se rompió"):
            say(silent, head, "no_objection")
        assert standing_of(silent).status == Status.BROKEN


def test_late_objection_is_kept_without_effect(silent, delegations):
    head, _alternate = delegations["pe"]
    with at(MONDAY + WEEK + HOUR):
        with pytest.raises(Late, match="se adoptó"):
            say(silent, head, "objection", "Llegamos tarde.")
        assert stand_of(silent).status == DecisionStatus.IN_FORCE
    kept = LedgerEntry.objects.get(subject=silent.code, act="position.objection")
    assert (kept.party, "Llegamos tarde." in kept.body) == ("pe", True)


def test_change_of_text_is_a_version_to_which_positions_do_not_carry(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    head, _alternate = delegations["cl"]
    say(decision, head, "no_objection")
    former = standing_of(decision).text
    change_text(decision=decision, by=coordinator, wording=wording(body="Otro texto."))
    put_to_parties(decision=decision, by=coordinator)
    assert standing_of(decision).positions == {}
    with pytest.raises(BadInput, match="versión más nueva"):
        take_position(decision=decision, by=head, answer=Answer("no_objection", former))


def test_text_cannot_change_while_a_silence_runs(silent, coordinator):
    with at(MONDAY + HOUR), pytest.raises(BadInput, match="enmienda"):
        change_text(decision=silent, by=coordinator, wording=wording(body="Otro."))


def test_objection_needs_its_reason(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    with pytest.raises(BadInput, match="motivo"):
        say(decision, delegations["cl"][0], "objection", "  ")
    assert not LedgerEntry.objects.filter(act="position.objection").exists()


def test_who_is_not_accredited_cannot_answer(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    with pytest.raises(BadInput, match="acreditad"):
        say(decision, coordinator, "no_objection")


def test_head_prevails_over_alternate_and_both_are_kept(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    head, alternate = delegations["co"]
    say(decision, alternate, "no_objection")
    say(decision, head, "objection", "No de esta forma.")
    with pytest.raises(Late, match=f"jefatura de la delegación, {head.name}, respondió"):
        say(decision, alternate, "no_objection")
    assert standing_of(decision).positions["co"].kind == "objection"
    assert LedgerEntry.objects.filter(subject=decision.code, party="co").count() == 3


def test_answer_from_a_page_opened_before_the_delegation_answered_is_asked_again(
    coordinator, delegations
):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    seen = LedgerEntry.objects.count()
    head, _alternate = delegations["co"]
    say(decision, head, "no_objection", seen=seen)
    with pytest.raises(BadInput, match="mientras"):
        say(decision, head, "objection", "No.", seen=seen)


@pytest.mark.parametrize(
    ("matter", "hours", "rule"),
    [
        ("work_plan", 24 * 7, "lista publicada"),
        ("publication", 24 * 7, "no autoriza"),
        ("calendar", 71, "72 horas"),
    ],
)
def test_window_that_may_not_be_opened_says_the_rule(
    matter, hours, rule, coordinator, delegations, authority
):
    with at(MONDAY):
        decision = drafted(coordinator, matter=matter)
        with pytest.raises(BadInput, match=rule):
            open_silence(
                decision=decision,
                by=coordinator,
                expires_at=MONDAY + hours * HOUR,
                authority=authority,
            )
        assert standing_of(decision).status == Status.DRAFT


def test_window_needs_a_working_day_in_each_capital(coordinator, delegations, authority):
    # Thursday 24 December 2026 in the evening to Monday morning: Christmas and a week-end.
    thursday = datetime.datetime(2026, 12, 24, 20, tzinfo=datetime.UTC)
    with at(thursday):
        decision = drafted(coordinator)
        with pytest.raises(BadInput, match="día hábil"):
            open_silence(
                decision=decision,
                by=coordinator,
                expires_at=thursday + 90 * HOUR,
                authority=authority,
            )


def test_window_needs_a_delegate_of_every_party(coordinator, delegations, authority):
    for user in delegations["pe"]:
        user.is_active = False
        user.save()
    with at(MONDAY):
        decision = drafted(coordinator)
        with pytest.raises(BadInput, match="Perú"):
            open_silence(
                decision=decision,
                by=coordinator,
                expires_at=MONDAY + WEEK,
                authority=authority,
            )


def test_extension_is_recorded_with_its_reason(silent, coordinator):
    with at(MONDAY + HOUR):
        extend_silence(
            decision=silent,
            by=coordinator,
            expires_at=MONDAY + 2 * WEEK,
            reason="Feriado regional.",
        )
    with at(MONDAY + WEEK + HOUR):
        assert standing_of(silent).status == Status.SILENCE
    entry = LedgerEntry.objects.get(act="decision.extended")
    assert "Feriado regional." in entry.body


def test_suspended_party_keeps_its_position_and_is_not_waited_for(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    for code in ("cl", "co", "mx"):
        say(decision, delegations[code][0], "no_objection")
    suspend_party(party=State.objects.get(code="pe"), by=coordinator, reason="Prueba.")
    assert stand_of(decision).status == DecisionStatus.IN_FORCE


def test_withdrawn_decision_takes_no_answer(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    text = standing_of(decision).text
    withdraw_decision(decision=decision, by=coordinator, reason="Se replantea.")
    with pytest.raises(Late, match="se retiró"):
        take_position(
            decision=decision,
            by=delegations["cl"][0],
            answer=Answer("no_objection", text),
        )


def test_superseding_decision_ends_the_former_when_it_is_adopted(coordinator, delegations):
    former = adopted(coordinator, delegations)
    with pytest.raises(BadInput, match="no está vigente"):
        drafted(coordinator, supersedes=drafted(coordinator))
    assert stand_of(former).status == DecisionStatus.IN_FORCE
    adopted(coordinator, delegations, supersedes=former)
    assert stand_of(former).status == DecisionStatus.SUPERSEDED


def test_public_reads_adopted_decisions_only(coordinator, delegations, silent):
    shown = adopted(coordinator, delegations)
    visible = set(Decision.objects.visible_to(None))
    assert shown in visible
    assert silent not in visible
    student = make_user("estudiante@example.org", "student")
    assert silent not in Decision.objects.visible_to(student)
