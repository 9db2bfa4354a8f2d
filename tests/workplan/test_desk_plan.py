"""The work plan's screens at the desk, through HTTP: who sees what, what comes back."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gte.workplan.domain.mandates import correct_mandate
from gte.workplan.domain.projects import make_dependent, set_budget
from gte.workplan.domain.writing import Given
from gte.workplan.models import Deliverable, Mandate, Project, Proof
from tests.factories.delegations import UTC, at
from tests.factories.desks import AtDesk
from tests.factories.people import make_user
from tests.factories.plans import (
    a_deliverable,
    a_mandate,
    a_plan,
    a_project,
    both,
    day,
    mandate_given,
    proves_by_record,
    reports,
    states,
)

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_november():
    with at(NOW):
        yield


def nothing_planned():
    """The record's own work out of the way: pages begin empty."""
    Deliverable.objects.update(scope="adjacent")
    Project.objects.update(scope="adjacent")
    Mandate.objects.update(scope="adjacent")


def project_form(**said):
    return {
        **both(name="Red de liceos", description="Qué hace."),
        "kind": "project",
        "status": "planned",
        "start": "2027-02",
        "end": "2027-11",
    } | said


def deliverable_form(**said):
    return {
        **both(name="Catálogo de liceos", description="Qué se entrega."),
        "kind": "deliverable",
        "due": "2027-06-30",
    } | said


# --- home -----------------------------------------------------------------------------------------


def test_home_of_an_empty_plan_says_so_and_leads_on(desk, delegate):
    nothing_planned()
    page = desk.opens("desk-plan")
    assert "Nada espera a la coordinación." in page
    assert desk.address("desk-mandate-new") in page
    page = delegate.opens("desk-plan")
    assert "Your party owes no deliverable." in page
    assert delegate.address("desk-mandate-new") not in page


def test_delegate_sees_what_the_own_party_owes_most_urgent_first(delegate, by, delegations):
    nothing_planned()
    for name, due, owners in (
        ("Tarde", "2027-09", ["pe"]),
        ("Vencido", "2026-10", ["pe", "cl"]),
        ("De todos", "2027-01", []),
        ("De Chile", "2026-12", ["cl"]),
        ("Hecho", "2026-12", ["pe", "cl"]),
    ):
        made = a_deliverable(by, name, due=day(due), links={"owners": states(*owners)})
    reports(made, delegations["pe"][0], "done")
    page = delegate.opens("desk-plan")
    found = [name for name in ("Vencido", "De todos", "Tarde") if f"{name} (en)" in page]
    assert found == sorted(found, key=lambda name: page.index(f"{name} (en)"))
    assert len(found) == 3
    assert "De Chile (en)" not in page
    assert "Hecho (en)" not in page
    assert "overdue since" in page


def test_coordination_sees_what_it_has_to_move(desk, by, delegations):
    nothing_planned()
    a_mandate(by, "Nadie responde")
    answered = a_mandate(by, "Respondido", paragraph="13")
    done = a_deliverable(by, "Listo", links={"owners": states("pe"), "mandates": [answered]})
    reports(done, delegations["pe"][0], "done")
    late = {"due": day("2026-10"), "links": {"owners": states("cl")}}
    a_deliverable(by, "Callado", **late)
    spoken = a_deliverable(by, "Hablado", **late)
    reports(spoken, delegations["cl"][0], "under_way", 10)
    a_plan(by)
    page = desk.opens("desk-plan")
    for said in (
        "Responder al mandato: Nadie responde",
        "Aceptar o devolver: Listo",
        "Vencido y sin noticia: Callado",
        "Sin noticia de: Chile.",
        "Proponer el plan: Plan de trabajo 2027",
    ):
        assert said in page
    for silent in ("mandato: Respondido", "Hablado"):
        assert silent not in page
    assert "1 " in desk.opens("desk")


# --- mandates -------------------------------------------------------------------------------------


def test_mandate_is_registered_and_what_was_typed_comes_back_with_the_error(desk):
    form = {
        **both(title="Red", text="Se pide."),
        "kind": "council",
        "instrument_es": "Declaración de Lima",
        "instrument_en": "Lima Declaration",
        "date": "ayer",
        "status": "in_progress",
        "source": "https://example.org/declaration",
        "place_es": "Lima",
    }
    page = desk.is_refused("desk-mandate-new", **form)
    assert "«ayer» no es una fecha" in page
    assert "Escríbalo en ambos idiomas o en ninguno." in page
    assert 'value="Declaración de Lima"' in page
    page = desk.sends("desk-mandate-new", **form | {"date": "2026-07", "place_en": "Lima"})
    assert "«Red» queda registrado." in page
    assert "julio de 2026" in page
    assert Mandate.objects.get(code="mandate-red").source == "https://example.org/declaration"


def test_mandates_page_has_what_answers_it_and_carries_it_along(desk, delegate, by):
    mandate = a_mandate(by)
    a_deliverable(by, links={"mandates": [mandate]})
    page = desk.opens("desk-mandate", mandate.code)
    assert "Catálogo de liceos" in page
    assert f"{desk.address('desk-project-new')}?mandate={mandate.code}" in page
    page = desk.opens("desk-project-new", query=f"?mandate={mandate.code}")
    assert f'value="{mandate.pk}"' in page.split("checked")[0][-200:] + page.split("checked")[1]
    page = delegate.opens("desk-mandate", mandate.code)
    assert "Catálogo de liceos (en)" in page
    assert delegate.address("desk-project-new") not in page


def test_corrected_mandate_says_so_in_its_history(desk, by):
    mandate = a_mandate(by)
    form = {
        **both(title="Otra red", text="Se pide.", instrument="Declaración"),
        "kind": "council",
        "status": "fulfilled",
        "source": "Acta",
    }
    page = desk.sends("desk-mandate-edit", mandate.code, **form)
    assert "Otra red" in page
    assert "Corregido" in page


# --- projects -------------------------------------------------------------------------------------


def test_project_is_planned_for_a_mandate_and_hidden_until_it_is_approved(desk, delegate, by):
    mandate = a_mandate(by)
    desk.sends("desk-project-new", **project_form(mandates=[mandate.pk]))
    project = Project.objects.get(code="project-red-de-liceos")
    assert (project.is_public, list(project.mandates.all())) == (False, [mandate])
    page = delegate.opens("desk-project", project.code)
    assert "not public" in page
    visitor = AtDesk(make_user("nobody@example.org"), "en")
    visitor.opens("project", project.code, status=404)


def test_refusals_of_a_project_stand_on_its_form(desk):
    page = desk.is_refused("desk-project-new", **project_form(end="2027-01"))
    assert "Termina (enero de 2027) antes de comenzar (febrero de 2027)." in page
    assert 'value="Red de liceos"' in page
    page = desk.is_refused("desk-project-new", **project_form(kind="activity"))
    assert "Una actividad pertenece a un proyecto o programa: diga a cuál." in page
    assert not Project.objects.filter(code="project-red-de-liceos").exists()


def test_project_page_has_parts_dependencies_money_risks_and_warnings(desk, by):
    first = a_project(by, "Primero", start=day("2027-01-01"), end=day("2027-05-10"))
    project = a_project(by, start=day("2027-05-01"), end=day("2027-11"), parent=first)
    a_deliverable(by, due=day("2028-01"), links={"projects": [project]})
    make_dependent(project=project, on=first, by=by)
    for amount, currency, in_kind in ((1000, "USD", False), (500, "USD", False), (9, "USD", True)):
        columns = {
            "state": "planned",
            "amount": amount,
            "currency": currency,
            "in_kind": in_kind,
            "start": datetime.date(2027, 1, 1),
            "end": datetime.date(2027, 12, 31),
            "source_name": "BID",
        }
        set_budget(project=project, by=by, given=Given({**both(purpose="Talleres"), **columns}))
    columns = both(purpose="Viajes") | columns | {"currency": "CLP", "in_kind": False}
    set_budget(project=project, by=by, given=Given(columns))
    page = desk.opens("desk-project", project.code)
    for said in (
        "«Red de liceos» comienza 9 días antes de que termine «Primero».",
        "«Catálogo de liceos» vence (enero de 2028) después de que termine «Red de liceos»",
        "Total previsto: USD 1 500,00",
        "Total previsto, en especie: USD 9,00",
        "Total previsto: CLP 9,00",
        "debe terminar antes de que este comience",
    ):
        assert said in page, said
    assert "comienza cuando este haya terminado" in desk.opens("desk-project", first.code)


def test_dependency_budget_and_risk_by_their_forms(desk, by):
    one, two = a_project(by, "Uno"), a_project(by, "Dos")
    desk.sends("desk-project-depend", two.code, on=one.pk)
    page = desk.is_refused("desk-project-depend", one.code, on=two.pk)
    assert "«Uno» → «Dos» → «Uno»" in page
    desk.sends("desk-dependency-remove", two.requirements.get().pk)
    money = {
        **both(purpose="Talleres"),
        "state": "planned",
        "amount": "10",
        "currency": "PEN",
        "start": "2027-01-01",
        "end": "2028-06-01",
        "source_name": "BID",
    }
    page = desk.is_refused("desk-budget-new", one.code, **money)
    assert "Una partida abarca a lo sumo un año" in page
    desk.sends("desk-budget-new", one.code, **money | {"end": "2027-06-01"})
    item = one.budget.get()
    page = desk.opens("desk-budget", item.pk)
    assert 'value="Talleres"' in page
    desk.sends("desk-budget-remove", item.pk)
    risk = {**both(text="Sin sala"), "likelihood": "3", "impact": "1"}
    page = desk.sends("desk-risk-new", one.code, **risk)
    assert "Sin sala" in page
    page = desk.sends("desk-risk-close", one.risks.get().pk)
    assert "cerrado el 24 de noviembre de 2026" in page


# --- deliverables ---------------------------------------------------------------------------------


def test_deliverable_due_before_its_project_is_refused_on_the_form(desk, by):
    project = a_project(by)
    page = desk.is_refused(
        "desk-deliverable-new", **deliverable_form(due="2027-01-15", projects=[project.pk])
    )
    assert "«Catálogo de liceos» vence (15 de enero de 2027) antes de que comience" in page
    assert 'value="2027-01-15"' in page


def test_progress_by_a_delegate_for_the_own_party(delegate, by):
    owed = a_deliverable(by, links={"owners": states("pe", "cl")})
    page = delegate.opens("desk-deliverable-progress", owed.code)
    assert "You report for Peru." in page
    (peru, chile) = (*states("pe"), *states("cl"))
    page = delegate.is_refused(
        "desk-deliverable-progress", owed.code, party=peru.pk, state="done", percent="50"
    )
    assert "Done is 100 per cent" in page
    assert 'value="50"' in page
    delegate.is_refused("desk-deliverable-progress", owed.code, party=chile.pk, state="done")
    page = delegate.sends(
        "desk-deliverable-progress", owed.code, party=peru.pk, state="done", note="Listo."
    )
    assert "done, 100 %" in page
    assert "no word yet" in page
    assert "partially delivered" in page


def test_delivered_takes_no_progress_and_the_page_says_why(delegate, by, delegations):
    owed = a_deliverable(by, links={"owners": states("pe")})
    reports(owed, delegations["pe"][0], "done")
    page = delegate.opens("desk-deliverable-progress", owed.code, status=409)
    assert "Until the coordination returns it" in page


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("page.html", b"<!DOCTYPE html><p>seen</p>", ""),
        ("page.pdf", b"%PDF-1.7 seen", ""),
        ("page.exe", b"MZ\x90\x00", "A copy is a PDF"),
        ("page.pdf", b"not a pdf", "A copy is a PDF"),
        ("page.pdf", b"", "empty"),
    ],
)
def test_address_with_a_copy_of_what_was_seen(
    delegate, by, tmp_path, settings, name, content, sentence
):
    settings.LIBRARY_DIR = tmp_path
    owed = a_deliverable(by, links={"owners": states("pe")})
    form = {"kind": "link", "url": "https://example.org/a", "seen_on": "2026-11-20"}
    data = form | {"copy": SimpleUploadedFile(name, content)}
    if sentence:
        page = delegate.is_refused("desk-deliverable-proof", owed.code, **data)
        assert sentence in page
        assert "https://example.org/a" in page
        assert not Proof.objects.exists()
        return
    page = delegate.sends("desk-deliverable-proof", owed.code, **data)
    assert "a copy is kept" in page
    proof = owed.proofs.get()
    answer = delegate.client.get(delegate.address("desk-proof-copy", proof.pk))
    assert b"".join(answer.streaming_content) == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_each_kind_of_proof_needs_its_own(delegate, by):
    owed = a_deliverable(by, links={"owners": states("pe")})
    for kind, wrong in (("document", 1), ("record", 1), ("link", 2)):
        page = delegate.is_refused("desk-deliverable-proof", owed.code, kind=kind, seen_on="")
        assert page.count("Needed for this kind of proof.") >= wrong


def test_record_is_found_by_the_address_of_its_page(delegate, by):
    mandate = a_mandate(by)
    owed = a_deliverable(by, links={"owners": states("pe")})
    address = f"https://example.org{delegate.address('mandate', mandate.code)}?x=1#y"
    page = delegate.sends("desk-deliverable-proof", owed.code, kind="record", record=address)
    assert "as it was seen" in page
    correct_mandate(mandate=mandate, by=by, given=mandate_given(text_es="Otra cosa."))
    assert "changed since it was seen" in delegate.opens("desk-deliverable", owed.code)
    delegate.sends("desk-proof-withdraw", owed.proofs.get().pk)
    assert owed.proofs.get().withdrawn_at


def test_party_that_owes_nothing_gets_no_form_of_a_proof(delegate, by):
    owed = a_deliverable(by, links={"owners": states("cl")})
    page = delegate.opens("desk-deliverable-proof", owed.code, status=409)
    assert "proved by the parties that owe it" in page
    page = delegate.opens("desk-deliverable", owed.code)
    assert delegate.address("desk-deliverable-proof", owed.code) not in page


def test_coordination_accepts_returns_cancels_and_overrides(desk, by, delegations):
    owed = a_deliverable(by, links={"owners": states("pe")})
    reports(owed, delegations["pe"][0], "done")
    page = desk.sends("desk-deliverable-do", owed.code, "accept")
    assert "Nada prueba aún" in page
    proves_by_record(owed, delegations["pe"][0], a_mandate(by).code)
    assert "Cuenta como entregado" in desk.opens("desk-deliverable-do", owed.code, "accept")
    page = desk.sends("desk-deliverable-do", owed.code, "accept")
    assert "queda aceptado" in page
    page = desk.sends("desk-deliverable-return", owed.code, reason="Falta el anexo.")
    assert "Falta el anexo." in page
    page = desk.sends("desk-deliverable-override", owed.code, light="at_risk", reason="Sin sala.")
    assert "Fijada en «en riesgo»" in page
    ledger = desk.opens("desk-ledger")
    assert "Situación fijada contra la regla" in ledger
    assert desk.address("deliverable", owed.code) in ledger
    page = desk.sends("desk-deliverable-restore", owed.code)
    assert "Fijada en" not in page
    desk.is_refused("desk-deliverable-cancel", owed.code, reason=" ")
    page = desk.sends("desk-deliverable-cancel", owed.code, reason="Cambió el mandato.")
    assert "cancelado" in page
    desk.sends("desk-deliverable-resume", owed.code, reason="Vuelve.")
    assert Deliverable.objects.get(pk=owed.pk).status == "planned"


def test_hidden_deliverable_is_read_by_those_who_take_part_only(desk, delegate, by):
    owed = a_deliverable(by, is_public=False)
    assert "Only those who take part" in delegate.opens("desk-deliverable", owed.code)
    visitor = AtDesk(make_user("nobody@example.org"), "en")
    visitor.opens("deliverable", owed.code, status=404)
    visitor.opens("desk-deliverable", owed.code, status=403)
