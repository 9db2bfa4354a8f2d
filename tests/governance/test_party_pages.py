"""Parties at the desk: who speaks for each, what asks it, and a suspension with its reason."""

import pytest
from django.core import mail

from gte.alliance.models import State
from gte.common.errors import BadInput
from gte.governance.domain.decisions import put_to_parties
from gte.governance.domain.suspensions import suspend_party
from gte.governance.enums import DecisionStatus
from gte.governance.models import LedgerEntry
from gte.governance.queries.standing import stand_of
from tests.factories.delegations import drafted, say
from tests.factories.desks import AtDesk

pytestmark = pytest.mark.django_db

WHY = "Consejo de Ministros, 18 de noviembre de 2026."


@pytest.fixture
def delegate(delegations):
    return AtDesk(delegations["mx"][0], language="en")


@pytest.fixture
def put(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    return decision


def test_page_names_who_may_answer_for_each_party(desk, delegations, coordinator):
    page = desk.opens("desk-parties")
    for pair in delegations.values():
        for person in pair:
            assert person.name in page
    assert "nadie está acreditado" not in page
    assert "Suspender" not in page, "nothing is asked, so nothing can be suspended"


def test_party_without_delegate_stands_out(desk, delegations):
    for person in delegations["pe"]:
        person.is_active = False
        person.save()
    assert desk.opens("desk-parties").count("nadie está acreditado") == 1


def test_suspension_with_its_reason_is_told_and_no_longer_waited_for(
    desk, delegate, delegations, put
):
    for code in ("cl", "co", "mx"):
        say(put, delegations[code][0], "no_objection")
    assert desk.address("desk-party-suspend", "pe") in desk.opens("desk-parties")
    page = desk.sends("desk-party-suspend", "pe", reason=WHY)
    assert "Perú ya no participa en 1 procedimiento abierto." in page
    assert stand_of(put).status == DecisionStatus.IN_FORCE
    told = {address for letter in mail.outbox if WHY in letter.body for address in letter.to}
    assert {person.email for pair in delegations.values() for person in pair} <= told
    page = delegate.opens("desk-decision", put.code)
    assert WHY in page, "the decision's history says why a party was not waited for"


def test_suspension_without_reason_is_refused(desk, put):
    page = desk.is_refused("desk-party-suspend", "pe", reason=" ")
    assert "Suspender a una parte: Perú" in page
    assert not LedgerEntry.objects.filter(act="party.suspended").exists()


def test_suspension_that_would_change_nothing_is_refused(desk, coordinator, delegations, put):
    peru = State.objects.get(code="pe")
    suspend_party(party=peru, by=coordinator, reason=WHY)
    page = desk.is_refused("desk-party-suspend", "pe", reason=WHY)
    assert "no cambiaría nada" in page
    with pytest.raises(BadInput, match="Perú"):
        suspend_party(party=peru, by=coordinator, reason=WHY)
    assert LedgerEntry.objects.filter(act="party.suspended").count() == 1
    assert "suspendida" in desk.opens("desk-parties")


def test_delegate_reads_and_does_not_suspend(delegate, put):
    page = delegate.opens("desk-parties")
    assert "Calendario 2027 (en)" in page
    assert "Suspend" not in page
    delegate.opens("desk-party-suspend", "pe", status=403)


def test_state_that_is_no_party_cannot_be_suspended(desk):
    desk.opens("desk-party-suspend", "ca", status=404)
