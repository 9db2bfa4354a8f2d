"""Other groups at the desk, through HTTP, in both languages."""

import datetime

import pytest

from gte.workplan.desk import waiting_count
from gte.workplan.domain.requests import answer_request
from gte.workplan.models import Deliverable, GroupRequest, Mandate, Project
from tests.factories.delegations import UTC, at
from tests.factories.groups import a_body, a_request, answer_given, work_of_a_neighbour
from tests.factories.plans import a_deliverable, a_project, day

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=UTC)
FORM = {
    "is_ours": "ours",
    "title_es": "Enviar la lista",
    "title_en": "Send the list",
    "asked_on": "2026-11-02",
    "due": "2026-11-20",
}


@pytest.fixture(autouse=True)
def _in_november():
    with at(NOW):
        yield


def form(**said):
    return {**FORM, "body": a_body().pk, **said}


def test_empty_list_says_so_and_leads_on_for_the_coordination_alone(desk, delegate):
    page = desk.opens("desk-groups")
    assert "Ninguna solicitud espera respuesta." in page
    assert desk.address("desk-request-new") in page
    page = delegate.opens("desk-groups")
    assert "No request waits for an answer." in page
    assert delegate.address("desk-request-new") not in page
    assert "Labour Technical Group" in page


def test_request_is_noted_answered_and_both_stay_on_the_groups_page(desk, delegate):
    page = desk.opens("desk-request-new", query="?group=gtl")
    assert f'value="{a_body().pk}" selected' in page
    page = desk.sends("desk-request-new", **form())
    assert "«Enviar la lista» queda anotada." in page
    request = GroupRequest.objects.get()
    assert "vencida" in page
    said = {"answer_es": "Va adjunta.", "answer_en": "Attached.", "answered_on": "2026-11-24"}
    page = desk.sends("desk-request-answer", request.code, **said)
    assert "Va adjunta." in page
    assert desk.address("desk-request-edit", request.code) not in page
    page = delegate.opens("desk-group", "gtl")
    assert "Send the list" in page
    assert "answered" in page
    history = page.split('id="history"')[1]
    assert "Answer noted" in history
    assert "Send the list" in history


def test_refusals_come_back_to_the_form_with_what_was_typed(desk):
    page = desk.is_refused("desk-request-new", **form(due="2026-11-01"))
    assert "antes de que se pidiera" in page
    assert 'value="Enviar la lista"' in page
    desk.is_refused("desk-request-new", **form(body=a_body("gte").pk))
    desk.is_refused("desk-request-new", **form(title_en=""))
    assert not GroupRequest.objects.exists()


def test_answered_request_shows_why_it_is_not_changed_in_place_of_a_form(desk, by):
    request = a_request(by)
    answer_request(request=request, by=by, given=answer_given())
    for name in ("edit", "answer", "withdraw"):
        page = desk.opens(f"desk-request-{name}", request.code, status=409)
        assert "se respondió el" in page


def test_request_is_changed_and_withdrawn_with_its_reason(desk, by):
    request = a_request(by)
    desk.opens("desk-request-edit", request.code)
    page = desk.sends("desk-request-edit", request.code, **form(due="2027-01-15", is_ours="theirs"))
    assert "15 de enero de 2027" in page
    request.refresh_from_db()
    assert not request.is_ours
    page = desk.sends("desk-request-withdraw", request.code, reason="Ya no hace falta.")
    assert "retirada" in page
    assert "Ya no hace falta." in page


def test_delegate_reads_and_is_kept_from_every_form(delegate, by):
    request = a_request(by)
    delegate.opens("desk-request", request.code)
    for name in ("edit", "answer", "withdraw"):
        delegate.opens(f"desk-request-{name}", request.code, status=403)
    delegate.opens("desk-request-new", status=403)


def test_what_is_shared_and_what_is_not_counted_stand_apart(desk, by, delegations):
    shared = a_project(by, links={"counterpart_bodies": [a_body()]})
    a_deliverable(by, due=day("2027-05"), links={"projects": [shared]})
    hidden = a_project(by, "Reservado", is_public=False, links={"counterpart_bodies": [a_body()]})
    work_of_a_neighbour(by, delegations["pe"][0])
    page = desk.opens("desk-group", "gtl")
    parts = page.split('<h2 id="')
    (ours,) = [one for one in parts if one.startswith("shared")]
    (dates,) = [one for one in parts if one.startswith("dates")]
    (theirs,) = [one for one in parts if one.startswith("adjacent")]
    assert str(shared) in ours
    assert str(hidden) in ours
    assert "Catálogo de liceos" in dates
    assert "mayo de 2027" in dates
    for name in ("Vecino", "Mandato vecino", "Jóvenes contratados"):
        assert name in theirs
        assert name not in ours + dates
    assert "no está en ninguna cifra del grupo" in theirs
    assert "no está en ninguna cifra del grupo" not in ours
    page = desk.opens("desk-project-new", query="?group=gtl")
    assert "checked" in page.split("Otros grupos que lo comparten")[1].split("Temas")[0]


def test_group_without_anything_has_an_empty_page_and_the_group_itself_none(desk):
    page = desk.opens("desk-group", "gt-smes")
    for said in (
        "No se le ha pedido nada, ni ha pedido nada.",
        "Ningún proyecto del grupo se comparte con él.",
        "Los proyectos compartidos no deben ningún entregable.",
        "No hay ningún resultado propio registrado.",
    ):
        assert said in page
    desk.opens("desk-group", "gte", status=404)


def test_what_waits_is_on_the_first_page_of_the_plan(desk, delegate, by):
    Deliverable.objects.update(scope="adjacent")
    Project.objects.update(scope="adjacent")
    Mandate.objects.update(scope="adjacent")
    past, ahead = datetime.date(2026, 11, 10), datetime.date(2026, 12, 1)
    a_request(by, "Nuestra tarde", due=past)
    a_request(by, "Nuestra a tiempo", due=ahead)
    a_request(by, "Suya", due=ahead, is_ours=False)
    page = desk.opens("desk-plan")
    assert "Volver a pedir: Nuestra tarde" in page
    assert "Responder a la solicitud: Suya" in page
    assert "Nuestra a tiempo" not in page
    assert desk.address("desk-groups") in page
    assert waiting_count(by) == 1
    assert "Suya" not in delegate.opens("desk-plan")
