"""Advice: a question comes, parties contribute, the answer is a decision, it is sent."""

import datetime
from http import HTTPStatus

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.models import Body, Membership
from gte.common.errors import BadInput
from gte.common.partial_dates import PartialDate
from gte.governance.domain.consultations import (
    Question,
    archive_answer,
    contribute,
    draft_answer,
    open_consultation,
    send_answer,
)
from gte.governance.domain.decisions import put_to_parties, withdraw_decision
from gte.governance.enums import AdviceState, Matter
from gte.governance.models import Consultation, LedgerEntry
from gte.governance.queries.advice import advice_of, all_advice, all_consultations, asking_bodies
from gte.library.domain import Reason, withdraw_document
from gte.library.models import Document
from tests.factories.delegations import at, say, wording
from tests.factories.desks import AtDesk
from tests.factories.people import make_user, signed_in
from tests.pages import Page

pytestmark = pytest.mark.django_db

A_DAY = datetime.timedelta(days=1)


def question(title="Marco de cualificaciones", due=30, **more):
    today = timezone.localdate()
    given = {
        "asked_by": Body.objects.get(code="gan"),
        "title_es": title,
        "title_en": f"{title} (en)",
        "question_es": "¿Qué propone el grupo?\n\nEn dos páginas.",
        "question_en": "What does the group propose?",
        "asked_on": today,
        "due": today + due * A_DAY,
    }
    return Question(**{**given, **more})


@pytest.fixture
def consultation(coordinator):
    return open_consultation(by=coordinator, question=question())


def advice(consultation):
    return advice_of([all_consultations().get(pk=consultation.pk)])[0]


def heads(delegations):
    return [head for head, _alternate in delegations.values()]


def adopt(decision, coordinator, delegations):
    put_to_parties(decision=decision, by=coordinator)
    for head in heads(delegations):
        say(decision, head, "no_objection")


# --- the verbs ------------------------------------------------------------------------------------


def test_from_the_question_to_the_archived_answer(consultation, coordinator, delegations):
    for code, (head, _alternate) in delegations.items():
        assert advice(consultation).state == AdviceState.OPEN
        contribute(consultation=consultation, by=head, text=f"Aporte de {code}.")
    assert advice(consultation).missing == ()
    decision = draft_answer(consultation=consultation, by=coordinator, wording=wording())
    assert (decision.matter, advice(consultation).state) == (Matter.ADVICE, AdviceState.DRAFTED)
    adopt(decision, coordinator, delegations)
    assert advice(consultation).state == AdviceState.ADOPTED
    document = Document.objects.visible_to(None).first()
    send_answer(consultation=consultation, by=coordinator, document=document)
    assert advice(consultation).state == AdviceState.SENT
    acts = LedgerEntry.objects.filter(subject=consultation.code).order_by("seq")
    assert list(acts.values_list("act", flat=True)) == [
        "consultation.opened",
        *["consultation.contributed"] * len(delegations),
        "consultation.answered",
        "consultation.sent",
    ]


def test_every_delegate_and_the_coordination_are_told_of_a_question(
    coordinator, delegations, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        open_consultation(by=coordinator, question=question())
    told = sorted(address for letter in mail.outbox for address in letter.to)
    everybody = [coordinator, *(user for pair in delegations.values() for user in pair)]
    assert told == sorted(user.email for user in everybody)


def test_later_contribution_of_a_party_stands_and_the_former_is_kept(consultation, delegations):
    head, alternate = delegations["cl"]
    contribute(consultation=consultation, by=head, text="Primero.")
    contribute(consultation=consultation, by=alternate, text="Segundo.")
    (said,) = advice(consultation).said
    assert (said.party.code, said.standing.text) == ("cl", "Segundo.")
    assert [one.text for one in said.former] == ["Primero."]
    assert [party.code for party in advice(consultation).missing] == ["co", "mx", "pe"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_contribution_is_refused(consultation, delegations, text):
    with pytest.raises(BadInput, match="Escriba el aporte"):
        contribute(consultation=consultation, by=delegations["cl"][0], text=text)


def test_same_contribution_twice_changes_nothing(consultation, delegations):
    head, alternate = delegations["cl"]
    contribute(consultation=consultation, by=head, text="Lo mismo.")
    with pytest.raises(BadInput, match="ya aportó este mismo texto"):
        contribute(consultation=consultation, by=alternate, text=" Lo mismo. ")
    assert consultation.contributions.count() == 1


def test_contribution_from_a_page_opened_before_the_delegation_contributed(
    consultation, delegations
):
    head, alternate = delegations["cl"]
    made = contribute(consultation=consultation, by=head, text="Uno.", seen=0)
    with pytest.raises(BadInput, match="mientras esta página estaba abierta"):
        contribute(consultation=consultation, by=alternate, text="Dos.", seen=0)
    contribute(consultation=consultation, by=alternate, text="Dos.", seen=made.pk)
    assert consultation.contributions.count() == 2


def test_who_is_no_delegate_cannot_contribute(consultation, coordinator):
    with pytest.raises(BadInput, match="acreditad"):
        contribute(consultation=consultation, by=coordinator, text="Aporte.")


def test_state_that_is_no_party_today_cannot_contribute(consultation, delegations):
    left = PartialDate(timezone.localdate() - 2 * A_DAY)
    Membership.objects.filter(state__code="pe").update(end=left)
    with pytest.raises(BadInput, match="Perú no es parte hoy"):
        contribute(consultation=consultation, by=delegations["pe"][0], text="Aporte.")


def test_contribution_after_the_answer_was_drafted_belongs_to_its_text(
    consultation, coordinator, delegations
):
    decision = draft_answer(consultation=consultation, by=coordinator, wording=wording())
    head = delegations["cl"][0]
    with pytest.raises(BadInput, match=str(decision)):
        contribute(consultation=consultation, by=head, text="Tarde.")
    with pytest.raises(BadInput, match="ya está redactada"):
        draft_answer(consultation=consultation, by=coordinator, wording=wording())


def test_withdrawn_answer_opens_the_question_again(consultation, coordinator, delegations):
    former = draft_answer(consultation=consultation, by=coordinator, wording=wording())
    put_to_parties(decision=former, by=coordinator)
    withdraw_decision(decision=former, by=coordinator, reason="Se replantea.")
    assert advice(consultation).state == AdviceState.OPEN
    contribute(consultation=consultation, by=delegations["cl"][0], text="Otra idea.")
    later = draft_answer(consultation=consultation, by=coordinator, wording=wording("Otra"))
    assert (advice(consultation).answer.decision, later) == (later, later)


def test_answer_is_sent_once_and_only_when_adopted(consultation, coordinator, delegations):
    with pytest.raises(BadInput, match="no está adoptada"):
        send_answer(consultation=consultation, by=coordinator)
    decision = draft_answer(consultation=consultation, by=coordinator, wording=wording())
    with pytest.raises(BadInput, match="no está adoptada"):
        send_answer(consultation=consultation, by=coordinator)
    adopt(decision, coordinator, delegations)
    send_answer(consultation=consultation, by=coordinator)
    with pytest.raises(BadInput, match="ya se envió"):
        send_answer(consultation=consultation, by=coordinator)


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        ({"due": -1}, "vence el día de la pregunta"),
        ({"asked_on": datetime.date(2999, 1, 1), "due": 10**6}, "todavía no ha llegado"),
    ],
)
def test_question_with_dates_that_cannot_be_says_so(coordinator, days, rule):
    if days["due"] == 10**6:
        days = {"asked_on": days["asked_on"], "due": 0}
    with pytest.raises(BadInput, match=rule):
        open_consultation(by=coordinator, question=question(**days))


def test_question_that_is_sent_twice_is_recorded_once(consultation, coordinator):
    with pytest.raises(BadInput, match="ya está registrada"):
        open_consultation(by=coordinator, question=question())
    assert Consultation.objects.count() == 1


def test_list_begins_with_what_is_due_first_and_ends_with_what_was_answered(
    coordinator, delegations
):
    late, soon, done = (
        open_consultation(by=coordinator, question=question(title, due=days))
        for title, days in (("Tarde", 40), ("Pronto", 5), ("Hecha", 1))
    )
    decision = draft_answer(consultation=done, by=coordinator, wording=wording())
    adopt(decision, coordinator, delegations)
    send_answer(consultation=done, by=coordinator)
    assert [one.consultation for one in all_advice()] == [soon, late, done]
    with at(timezone.now() + 6 * A_DAY):
        assert [one.is_late for one in all_advice()] == [True, False, False]


def test_bodies_that_ask_are_those_of_the_record():
    assert {body.code for body in asking_bodies()} == {"council-ministers", "gan", "gre"}


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_equally_often(
    rows, coordinator, delegations, django_assert_num_queries
):
    for number in range(rows):
        made = open_consultation(by=coordinator, question=question(f"Pregunta {number}"))
        contribute(consultation=made, by=delegations["cl"][0], text="Aporte.")
        draft_answer(consultation=made, by=coordinator, wording=wording())
    # Parties; consultations; contributions, their parties, accounts with people; successors of
    # the answers, the acts on them, the suspensions.
    with django_assert_num_queries(9):
        all_advice()


# --- over HTTP, by role ---------------------------------------------------------------------------


def address(name, *args, language="es"):
    with override(language):
        return reverse(name, args=args)


def opened(user, name, *args, language="es"):
    path = address(name, *args, language=language)
    return Page(path, signed_in(user).get(path))


def sent(user, name, *args, language="es", **data):
    path = address(name, *args, language=language)
    return signed_in(user).post(path, data)


def test_question_that_is_overdue_says_so_among_what_waits(consultation, coordinator, delegations):
    for user in (coordinator, delegations["cl"][0]):
        badge = "//section//li[contains(., 'Marco')]/span[contains(@class, 'badge')]"
        (now,) = opened(user, "desk-governance").texts(badge)
        assert now.startswith("hasta el ")
        with at(timezone.now() + 32 * A_DAY):
            (later,) = opened(user, "desk-governance").texts(badge)
        assert later == now.replace("hasta el", "venció el")


def test_coordination_records_a_question(coordinator):
    form = opened(coordinator, "desk-consultation-new")
    assert form.texts("//select[@name='asked_by']/option")[1:] == [
        str(body) for body in asking_bodies()
    ]
    answer = sent(
        coordinator,
        "desk-consultation-new",
        asked_by=Body.objects.get(code="gre").pk,
        title_es="Oferta de cooperación",
        title_en="Cooperation offer",
        question_es="¿Se acepta?",
        question_en="Is it accepted?",
        asked_on="2026-11-02",
        due="2026-12-01",
    )
    made = Consultation.objects.get()
    assert answer.url == address("desk-consultation", made.code)
    assert "Oferta de cooperación" in opened(coordinator, "desk-consultations").html
    english = opened(coordinator, "desk-consultation", made.code, language="en")
    assert english.text_of("//h1") == "Cooperation offer"


def test_refused_question_keeps_what_was_typed(coordinator):
    typed = {"title_es": "Oferta", "asked_on": "2026-11-02", "due": "2026-11-01"}
    answer = sent(coordinator, "desk-consultation-new", **typed)
    page = Page("/", answer)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert page.all("//input[@name='title_es']")[0].get("value") == "Oferta"


def test_delegate_contributes_and_sees_who_is_missing(consultation, delegations):
    head = delegations["mx"][0]
    page = opened(head, "desk-consultation", consultation.code)
    assert page.texts("//h2[@id='contribute']") == ["El aporte de México"]
    answer = sent(head, "desk-consultation", consultation.code, text="Una línea.\n\nOtra.", seen=0)
    assert answer.status_code == HTTPStatus.FOUND
    page = opened(head, "desk-consultation", consultation.code)
    contributions = page.text_of("//section[@aria-labelledby='contributions']")
    assert "Aún no: Chile, Colombia, Perú" in contributions
    assert "Una línea." in contributions
    (field,) = page.all("//textarea[@name='text']")
    assert field.text.strip() == "Una línea.\n\nOtra."


def test_delegate_who_sends_the_same_again_is_told(consultation, delegations):
    head = delegations["mx"][0]
    for status in (HTTPStatus.FOUND, HTTPStatus.BAD_REQUEST):
        answer = sent(head, "desk-consultation", consultation.code, text="Aporte.", seen="")
        assert answer.status_code == status
    assert "ya aportó este mismo texto" in answer.content.decode()


def test_delegation_that_contributed_meanwhile_may_send_again(consultation, delegations):
    head, alternate = delegations["mx"]
    contribute(consultation=consultation, by=head, text="De la jefa.")
    answer = sent(alternate, "desk-consultation", consultation.code, text="Del alterno.", seen=0)
    page = Page("/", answer)
    assert "mientras esta página estaba abierta" in page.html
    (seen,) = page.all("//input[@name='seen']")
    again = {"text": "Del alterno.", "seen": seen.get("value")}
    assert sent(alternate, "desk-consultation", consultation.code, **again).status_code == 302


def test_delegate_is_offered_no_work_of_the_coordination(consultation, delegations):
    head = delegations["pe"][0]
    assert "Registrar una pregunta" not in opened(head, "desk-consultations").html
    assert not opened(head, "desk-consultation", consultation.code).all(
        "//section[contains(@class, 'actions')]"
    )
    for name in ("desk-consultation-answer", "desk-consultation-sent"):
        assert sent(head, name, consultation.code).status_code == HTTPStatus.FORBIDDEN


def test_coordination_contributes_for_nobody(consultation, coordinator):
    assert not opened(coordinator, "desk-consultation", consultation.code).all("//textarea")
    answer = sent(coordinator, "desk-consultation", consultation.code, text="Aporte.", seen="")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "acreditad" in answer.content.decode()


def test_answer_begins_as_the_contributions_and_may_not_stay_so(
    consultation, coordinator, delegations
):
    contribute(consultation=consultation, by=delegations["mx"][0], text="Sí, en dos páginas.")
    page = opened(coordinator, "desk-consultation-answer", consultation.code)
    raw = page.all("//textarea[@name='body_es']")[0].text.lstrip("\n")
    assert raw == "México:\nSí, en dos páginas."
    assert "Mexico" in page.all("//textarea[@name='body_en']")[0].text
    title = {"title_es": "Respuesta", "title_en": "Answer", "body_en": "We propose a frame."}
    name = "desk-consultation-answer"
    refused = sent(coordinator, name, consultation.code, body_es=raw, **title)
    assert "tal como llegaron" in refused.content.decode()
    taken = sent(coordinator, name, consultation.code, body_es="Proponemos un marco.", **title)
    consultation.refresh_from_db()
    assert taken.url == address("desk-decision", consultation.decision.code)


def test_answer_is_noted_as_sent_with_its_document(consultation, coordinator, delegations):
    decision = draft_answer(consultation=consultation, by=coordinator, wording=wording())
    adopt(decision, coordinator, delegations)
    page = opened(coordinator, "desk-consultation", consultation.code)
    assert page.texts("//section[contains(@class, 'actions')]//a") == ["Anotar que se envió"]
    document = Document.objects.visible_to(None).order_by("pk").first()
    sent(coordinator, "desk-consultation-sent", consultation.code, document=document.pk)
    page = opened(coordinator, "desk-consultation", consultation.code)
    answer = page.text_of("//section[@aria-labelledby='answer']")
    assert str(document) in answer
    assert "1/" in answer
    assert not page.all("//section[contains(@class, 'actions')]")


def test_withdrawn_document_is_no_archive(consultation, coordinator, delegations):
    document = Document.objects.order_by("pk").first()
    reason = Reason("Se publicó por error.", "Published by mistake.")
    withdraw_document(document=document, by=coordinator, reason=reason)
    decision = draft_answer(consultation=consultation, by=coordinator, wording=wording())
    adopt(decision, coordinator, delegations)
    answer = sent(coordinator, "desk-consultation-sent", consultation.code, document=document.pk)
    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_advice_is_not_for_others(consultation):
    student = make_user("estudiante@example.org", "student")
    path = address("desk-consultation", consultation.code)
    assert signed_in(student).get(path).status_code == HTTPStatus.FORBIDDEN


def test_empty_list_says_so(coordinator):
    assert "Nadie ha pedido" in opened(coordinator, "desk-consultations").html


def test_unknown_consultation_is_not_found(coordinator):
    path = address("desk-consultation", "consultation-1999-001")
    assert signed_in(coordinator).get(path).status_code == HTTPStatus.NOT_FOUND


def test_answer_that_was_sent_is_archived_later_and_once(consultation, coordinator, delegations):
    document = Document.objects.visible_to(coordinator).first()
    with pytest.raises(BadInput, match="aún no se envió"):
        archive_answer(consultation=consultation, by=coordinator, document=document)
    decision = draft_answer(consultation=consultation, by=coordinator, wording=wording())
    adopt(decision, coordinator, delegations)
    send_answer(consultation=consultation, by=coordinator)
    desk = AtDesk(coordinator)
    link = desk.address("desk-consultation-archive", consultation.code)
    assert link in desk.opens("desk-consultation", consultation.code)
    page = desk.sends("desk-consultation-archive", consultation.code, document=document.pk)
    consultation.refresh_from_db()
    assert consultation.document == document
    assert str(document) in page
    assert link not in page
    with pytest.raises(BadInput, match="ya está archivada como"):
        archive_answer(consultation=consultation, by=coordinator, document=document)


def test_draft_of_the_answer_names_who_has_not_contributed(consultation, coordinator, delegations):
    contribute(consultation=consultation, by=delegations["cl"][0], text="Aporte.")
    page = AtDesk(coordinator).opens("desk-consultation-answer", consultation.code)
    assert "no han dicho nada: Colombia, México, Perú." in page
