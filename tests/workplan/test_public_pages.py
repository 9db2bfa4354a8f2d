"""What everybody reads of plans, projects and deliverables; and what nobody else does."""

import datetime
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gte.common.domain import write_log
from gte.common.partial_dates import PartialDate
from gte.governance.domain.decisions import put_to_parties
from gte.governance.models import Decision
from gte.search.models import SearchEntry
from gte.workplan.domain.deliverables import accept, change_deliverable
from gte.workplan.domain.mandates import correct_mandate
from gte.workplan.domain.plans import propose_plan
from gte.workplan.domain.projects import change_project, make_dependent, set_budget
from gte.workplan.domain.writing import Given
from gte.workplan.models import PlanEntry
from tests.factories.delegations import say
from tests.factories.people import make_user, signed_in
from tests.factories.plans import (
    a_deliverable,
    a_mandate,
    a_plan,
    a_project,
    a_term,
    both,
    day,
    deliverable_given,
    mandate_given,
    project_given,
    proves_by_record,
    reports,
    states,
)
from tests.pages import _no_kept_pages, address, get  # noqa: F401 - asked for by itself

pytestmark = pytest.mark.django_db


def page(record, language="es", client=None):
    path = address(record.url_name, record.code, language=language)
    return get(path, client or Client(raise_request_exception=False))


def approve(plan, by, delegations):
    decision = propose_plan(plan=plan, by=by)
    put_to_parties(decision=decision, by=by)
    for head, _alternate in delegations.values():
        say(decision, head, "no_objection")
    return decision


def test_plan_is_read_by_everybody_once_it_is_approved(by, delegations):
    project = a_project(by, is_public=False, lead=states("cl")[0])
    plan = a_plan(by, project)
    assert page(plan).status == 404
    listed = get(address("work-plans", language="es"))
    assert plan.name_es not in listed.main
    decision = approve(plan, by, delegations)
    change_project(
        project=project, by=by, given=project_given(end=day("2028-03"), lead=states("cl")[0])
    )
    shown = page(plan).main
    for said in (
        "aprobado",
        "Lo que se busca.",
        "Red de liceos",
        "febrero de 2027 – marzo de 2028",
        "lidera Chile",
        "aprobado para: febrero de 2027 – noviembre de 2027",
        str(decision),
    ):
        assert said in shown, said
    assert "Red de liceos (en)" in page(plan, "en").main
    listed = get(address("work-plans", language="en"))
    assert [link.text for link, _row in listed.rows] == ["Plan de trabajo 2027 (en)"]
    assert "Aprobado por" in page(project).main


def test_project_page_says_who_takes_part_what_it_costs_and_what_it_waits_for(by):
    chile, peru = states("cl", "pe")
    before, hidden = a_project(by, "Antes"), a_project(by, "Secreto", is_public=False)
    project = a_project(by, lead=chile, parent=hidden, links={"participants": [peru]})
    a_project(by, "Parte oculta", parent=project, is_public=False)
    a_project(by, "Parte", parent=project)
    for other in (before, hidden):
        make_dependent(project=project, on=other, by=by)
    period = {"start": datetime.date(2027, 1, 1), "end": datetime.date(2027, 6, 30)}
    money = {"state": "committed", "amount": Decimal(10), "source_name": "BID", **period}
    for currency in ("USD", "PEN"):
        columns = {**both(purpose="Talleres"), **money, "currency": currency}
        set_budget(project=project, by=by, given=Given(columns))
    shown = page(project)
    for said in ("Chile", "Perú", "Total comprometido: USD 10,00", "Total comprometido: PEN 10,00"):
        assert said in shown.main, said
    sections = {link.text for link in shown.links("//main//ul[contains(@class, 'links')]")}
    assert {"Parte", "Antes"} <= sections
    assert "Secreto" not in shown.main
    assert "Parte oculta" not in shown.main
    assert "Red de liceos" in page(before).main


def test_deliverable_page_says_what_proves_it_and_what_has_changed_since(by, delegations):
    mandate = a_mandate(by)
    owed = a_deliverable(by, links={"owners": states("pe"), "mandates": [mandate]})
    moved = deliverable_given(due=PartialDate("2027-08"))
    change_deliverable(deliverable=owed, by=by, given=moved)
    reports(owed, delegations["pe"][0], "done")
    proves_by_record(owed, delegations["pe"][0], mandate.code)
    accept(deliverable=owed, by=by)
    shown = page(owed).main
    for said in ("aceptado", "Acordado primero para", "30 de junio de 2027", "ficha de este sitio"):
        assert said.lower() in shown.lower(), said
    assert "cambió desde que se vio" not in shown
    correct_mandate(mandate=mandate, by=by, given=mandate_given(text_es="Otra cosa."))
    assert "changed since it was seen" in page(owed, "en").main


def test_proof_that_not_everybody_reads_is_not_named(by, delegations):
    hidden = a_project(by, "Secreto", is_public=False)
    owed = a_deliverable(by, links={"owners": states("pe")})
    proves_by_record(owed, delegations["pe"][0], hidden.code)
    assert "Secreto" not in page(owed).main


def test_who_works_on_a_record_finds_its_desk_page(by):
    records = (a_mandate(by), a_project(by), a_deliverable(by))
    coordinator, nobody = signed_in(by), signed_in(make_user("nobody@example.org"))
    for record in records:
        leads = address(f"desk-{record.url_name}", record.code, language="es")
        assert leads in page(record, client=coordinator).html
        assert leads not in page(record, client=nobody).html
        assert leads not in page(record).html


# --- what lists ask, what search finds ------------------------------------------------------------


def announced(by, number):
    """A plan whose approval everybody reads, without the way there."""
    plan = a_plan(by, a_project(by, f"P{number}"), term=a_term(number), name=f"Plan {number}")
    propose_plan(plan=plan, by=by)
    Decision.objects.filter(work_plan=plan).update(announced_at=timezone.now())
    write_log(verb="test.announced", by=by)
    return plan


def asked_by(path):
    get(path)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as asked:
        assert get(path).status == 200
    return len(asked)


def test_list_of_plans_asks_the_same_for_one_row_and_for_three(by):
    path = address("work-plans", language="en")
    announced(by, 0)
    one = asked_by(path)
    for number in (1, 2):
        announced(by, number)
    assert len(get(path).rows) == 3
    assert asked_by(path) == one <= 5


def test_page_of_a_plan_asks_the_same_for_many_projects_as_for_one(by):
    plan = announced(by, 0)
    path = address("work-plan", plan.code, language="en")
    one = asked_by(path)
    for number in range(3):
        line = plan.lines.get()
        project = a_project(by, f"Q{number}", lead=states("cl")[0])
        PlanEntry.objects.create(plan=plan, line=line, project=project, position=number + 5)
    write_log(verb="test.changed", by=by)
    assert asked_by(path) == one <= 8


def test_search_finds_what_is_approved_and_nothing_before(by, delegations):
    project = a_project(by, "Telescopios escolares", is_public=False)
    owed = a_deliverable(by, is_public=False, links={"projects": [project]})
    plan = a_plan(by, project)
    keys = {plan.code, project.code, owed.code}
    assert not SearchEntry.objects.filter(key__in=keys).exists()
    approve(plan, by, delegations)
    assert set(SearchEntry.objects.filter(key__in=keys).values_list("key", flat=True)) == keys
