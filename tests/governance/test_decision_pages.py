"""Decisions through HTTP: what each role sees, sends and is refused, in both languages."""

import datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from gte.governance.domain.decisions import put_to_parties
from gte.governance.enums import DecisionStatus
from gte.governance.models import Decision, LedgerEntry
from gte.governance.queries.standing import stand_of, standing_of
from tests.factories.delegations import MONDAY, adopted, at, drafted, say, wording
from tests.factories.people import make_user, signed_in

pytestmark = pytest.mark.django_db

WEEK = datetime.timedelta(days=7)


def path(name, *args, language="es"):
    with override(language):
        return reverse(name, args=args)


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def coordination(coordinator):
    return signed_in(coordinator)


@pytest.fixture
def head(delegations):
    return signed_in(delegations["pe"][0])


@pytest.fixture
def put(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    return decision


def position(decision, kind, **more):
    return {"kind": kind, "text_hash": standing_of(decision).text, "seen": "0", **more}


def test_coordination_drafts_and_puts_a_decision_through_the_pages(coordination, delegations):
    fields = {
        "matter": "calendar",
        "title_es": "Sede de 2027",
        "title_en": "Place of 2027",
        "body_es": "Lima.\r\nEn mayo.",
        "body_en": "Lima.\nIn May.",
    }
    answer = coordination.post(path("desk-decision-new"), fields, follow=True)
    decision = Decision.objects.get(title_es="Sede de 2027")
    assert "Aún no se ha consultado a nadie" in answer.content.decode()
    # Line ends of another browser do not make another text.
    assert decision.texts.get().body_es == "Lima.\nEn mayo."
    coordination.post(path("desk-decision-do", decision.code, "put"))
    assert standing_of(decision).parties == frozenset(delegations)


@pytest.mark.parametrize("language", ["es", "en"])
def test_delegate_sees_what_waits_and_answers_in_the_own_language(language, put, head, delegations):
    home = text_of(head, path("desk-governance", language=language))
    address = path("desk-decision", put.code, language=language)
    assert address in home
    assert {"es": "Dar su posición", "en": "Give your position"}[language] in home
    answer = head.post(address, position(put, "no_objection"), follow=True)
    recorded = {"es": "quedó registrada", "en": "is recorded"}[language]
    assert recorded in answer.content.decode()
    assert standing_of(put).positions["pe"].kind == "no_objection"
    assert address not in text_of(head, path("desk-governance", language=language))


def test_objection_without_its_reason_comes_back_with_what_was_chosen(put, head):
    answer = head.post(path("desk-decision", put.code), position(put, "objection"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "necesita su motivo" in page
    assert 'value="objection"' in page
    assert not LedgerEntry.objects.filter(act="position.objection").exists()


def test_answer_to_a_text_that_was_replaced_is_refused_with_the_rule(put, head, coordination):
    sent = position(put, "no_objection")
    fields = wording(body="Otro texto.")
    names = ("title_es", "title_en", "body_es", "body_en")
    coordination.post(
        path("desk-decision-text", put.code), {name: getattr(fields, name) for name in names}
    )
    coordination.post(path("desk-decision-do", put.code, "put"))
    answer = head.post(path("desk-decision", put.code), sent)
    assert (answer.status_code, "no se trasladan" in answer.content.decode()) == (400, True)


def test_second_of_two_browsers_is_shown_that_the_delegation_answered(put, delegations):
    first, second = (signed_in(delegations["pe"][0]) for _browser in "ab")
    address = path("desk-decision", put.code)
    # Both open the page; once the first has answered, the other's page is old.
    assert second.post(address, position(put, "no_objection")).status_code == 302
    answer = first.post(address, position(put, "objection", words="No."))
    assert (answer.status_code, "mientras esta página" in answer.content.decode()) == (400, True)
    assert standing_of(put).positions["pe"].kind == "no_objection"


def test_late_answer_is_kept_and_said_to_be_without_effect(coordinator, delegations, head):
    from gte.governance.domain.windows import open_silence

    with at(MONDAY - WEEK):
        authority = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    with at(MONDAY):
        silent = drafted(coordinator)
        open_silence(decision=silent, by=coordinator, expires_at=MONDAY + WEEK, authority=authority)
        sent = position(silent, "objection", words="Tarde.")
    with at(MONDAY + WEEK):
        head.force_login(delegations["pe"][0], backend="django.contrib.auth.backends.ModelBackend")
        answer = head.post(path("desk-decision", silent.code), sent, follow=True)
    assert "sin efecto" in answer.content.decode()
    with at(MONDAY + WEEK):
        assert stand_of(silent).status == DecisionStatus.IN_FORCE


def test_delegate_of_a_state_that_was_no_party_is_told_so(put):
    from gte.alliance.models import State

    stranger = make_user("otra@example.org", "delegate", state=State.objects.observers().first())
    client = signed_in(stranger)
    answer = client.post(path("desk-decision", put.code), position(put, "no_objection"))
    assert (answer.status_code, "no es parte" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "veto", "text_hash": "x"},
        {"kind": "no_objection", "text_hash": ""},
        {"kind": "no_objection", "text_hash": "a" * 65},
        {"kind": "ad_referendum", "text_hash": "x", "by_date": "2018-13-45"},
        {"kind": "no_objection", "text_hash": "x", "seen": "many"},
        {"kind": "objection", "text_hash": "x", "words": "\x00"},
        {"kind": "no_objection", "text_hash": "x", "seen": "9" * 40},
        {},
    ],
)
def test_crafted_answer_is_a_sentence_and_never_an_act(fields, put, head):
    before = LedgerEntry.objects.count()
    answer = head.post(path("desk-decision", put.code), fields)
    assert (answer.status_code, LedgerEntry.objects.count()) == (400, before)


def test_silence_that_begins_in_an_hour_that_does_not_exist_says_so(coordination, coordinator):
    decision = drafted(coordinator)
    fields = {"expiry_day": "2027-09-05", "expiry_hour": "00:30", "zone": "America/Santiago"}
    answer = coordination.post(path("desk-decision-silence", decision.code), fields)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "el reloj se adelanta" in page


def test_unknown_action_of_a_decision_is_not_found(coordination, put):
    assert coordination.post(path("desk-decision-do", put.code, "adopt")).status_code == 404


def test_public_register_shows_the_adopted_text_and_the_draft_to_nobody(
    coordinator, delegations, client
):
    shown = adopted(coordinator, delegations)
    hidden = drafted(coordinator)
    page = text_of(client, path("decision", shown.code))
    assert "El grupo se reúne en mayo y en octubre." in page
    assert "1/2026" in page
    assert shown.code in text_of(client, path("decisions"))
    assert client.get(path("decision", hidden.code)).status_code == 404
    assert hidden.code not in text_of(client, path("decisions"))


def test_reservation_is_annexed_to_the_adopted_text(coordinator, delegations, client):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    for code, (first, _alternate) in delegations.items():
        if code == "pe":
            say(decision, first, "reservation", "Sujeto a presupuesto.")
        else:
            say(decision, first, "no_objection")
    assert "Sujeto a presupuesto." in text_of(client, path("decision", decision.code))


@pytest.mark.parametrize("status", ["", "silence", "no-such-status"])
def test_list_of_decisions_takes_any_status(status, head, put):
    assert "Decisiones" in text_of(head, f"{path('desk-decisions')}?status={status}")


@pytest.mark.parametrize("page", ["0", "x", "99"])
def test_list_of_decisions_refuses_a_page_that_is_none(page, head, put):
    assert head.get(f"{path('desk-decisions')}?page={page}").status_code == 400


def test_list_of_decisions_asks_at_most_eight_questions_however_many(
    head, coordinator, django_assert_max_num_queries
):
    for _number in range(30):
        drafted(coordinator)
    head.get(path("desk-decisions"))
    with django_assert_max_num_queries(8 + SIGNED_IN):
        head.get(path("desk-decisions"))


# Who is signed in, and the roles in force: asked on every page of the desk.
SIGNED_IN = 6
