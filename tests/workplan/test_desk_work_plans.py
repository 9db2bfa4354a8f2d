"""Work plans at the desk, through HTTP; and what the lists of the work plan ask."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gte.workplan.domain.deliverables import accept
from gte.workplan.domain.plans import propose_plan
from gte.workplan.models import Deliverable, Mandate, PlanEntry, PlanLine, Project, WorkPlan
from tests.factories.delegations import UTC, at
from tests.factories.plans import (
    a_deliverable,
    a_line,
    a_mandate,
    a_plan,
    a_project,
    a_term,
    a_topic,
    both,
    day,
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


# --- plans ----------------------------------------------------------------------------------------


def test_plan_is_drafted_filled_and_proposed(desk, by):
    project = a_project(by, is_public=False)
    page = desk.sends(
        "desk-work-plan-new", term=a_term().pk, former="", start="2027", **both(name="Plan")
    )
    assert "El plan aún no tiene líneas" in page
    plan = WorkPlan.objects.get()
    page = desk.sends("desk-plan-line-new", plan.code, topic=a_topic().pk)
    line = PlanLine.objects.get()
    page = desk.sends("desk-plan-entry-new", line.pk, project=project.pk)
    assert "aún sin proponer" in page
    desk.answer = desk.client.post(
        desk.address("desk-project-new") + f"?line={line.pk}",
        project_form(**both(name="Otro proyecto")),
    )
    assert desk.answer.status_code == 302
    other = Project.objects.get(code="project-otro-proyecto")
    assert (other.is_public, [entry.line for entry in other.entries.all()]) == (False, [line])
    desk.sends("desk-plan-entry-do", other.entries.get().pk, "up")
    assert [str(one) for one in line.entries.all()] == ["Otro proyecto", "Red de liceos"]
    desk.sends("desk-plan-entry-do", other.entries.get().pk, "remove")
    page = desk.sends("desk-work-plan-do", plan.code, "propose")
    assert "La decisión está redactada." in page
    assert "borrador" in page
    plan.refresh_from_db()
    assert plan.decision.texts.count() == 1
    decision = desk.address("desk-decision", plan.decision.code)
    assert f'<a class="button" href="{decision}">' in " ".join(page.split())
    assert f'href="{decision}"' in desk.opens("desk-plan")


def test_forms_opened_from_a_project_know_it_its_mandates_and_its_topics(desk, by):
    mandate, topic = a_mandate(by), a_topic()
    project = a_project(by, links={"mandates": [mandate], "topics": [topic]})
    chosen = {}
    for name in ("desk-deliverable-new", "desk-indicator-new"):
        query = f"?project={project.code}"
        assert desk.address(name) + query in desk.opens("desk-project", project.code)
        initial = desk.client.get(desk.address(name) + query).context["form"].initial
        chosen[name] = [list(initial["topics"]), list(initial.get("mandates", []))]
    assert chosen["desk-deliverable-new"] == [[topic], [mandate]]
    assert chosen["desk-indicator-new"] == [[topic], []]


def test_buttons_of_a_closed_plan_are_gone_and_its_forms_say_why(desk, by, delegations):
    from gte.governance.domain.decisions import put_to_parties

    plan = a_plan(by, a_project(by))
    put_to_parties(decision=propose_plan(plan=plan, by=by), by=by)
    page = desk.opens("desk-work-plan", plan.code)
    assert desk.address("desk-plan-line-new", plan.code) not in page
    page = desk.opens("desk-plan-line-new", plan.code, status=409)
    assert "con las partes o aprobado" in page
    desk.sends("desk-plan-entry-do", PlanEntry.objects.get().pk, "remove")
    assert PlanEntry.objects.count() == 1


def test_unknown_rows_and_buttons_are_pages_that_say_so(desk, by):
    line = a_line(a_plan(by), by)
    for name, args in (
        ("desk-work-plan", ["no-such-plan"]),
        ("desk-plan-line", [99_999]),
        ("desk-proof-copy", [99_999]),
        ("desk-deliverable", ["no-such-deliverable"]),
    ):
        desk.opens(name, *args, status=404)
    assert (
        desk.client.post(desk.address("desk-plan-line-do", line.pk, "sideways")).status_code == 404
    )
    for query in ("?line=x", "?line=99999999999999999999", "?parent=%00", "?mandate=%00"):
        desk.opens("desk-project-new", query=query)
    for page in ("0", "x", "99"):
        desk.opens("desk-projects", status=400, query=f"?page={page}")


# --- what lists ask -------------------------------------------------------------------------------


def asked_by(desk, name):
    desk.opens(name)
    with CaptureQueriesContext(connection) as asked:
        desk.opens(name)
    return len(asked)


@pytest.mark.parametrize(
    ("name", "budget"),
    [
        ("desk-mandates", 14),
        ("desk-projects", 14),
        ("desk-deliverables", 16),
        ("desk-plans", 18),
        ("desk-plan", 40),
    ],
)
def test_list_asks_the_same_for_one_row_and_for_three(desk, by, name, budget):
    nothing_planned()
    counts = []
    made = 0
    for rows in (1, 3):
        while made < rows:
            late = {"due": day("2026-10"), "links": {"owners": states("cl")}}
            a_mandate(by, f"M{made}", paragraph=str(made))
            a_deliverable(by, f"D{made}", **late)
            propose_plan(plan=a_plan(by, a_project(by, f"P{made}"), term=a_term(made)), by=by)
            made += 1
        counts.append(asked_by(desk, name))
    assert counts[0] == counts[1]
    assert counts[0] <= budget, counts


def test_accepted_deliverable_is_no_longer_waited_for(desk, by, delegations):
    nothing_planned()
    owed = a_deliverable(by, links={"owners": states("pe")})
    reports(owed, delegations["pe"][0], "done")
    proves_by_record(owed, delegations["pe"][0], a_mandate(by).code)
    assert "Aceptar o devolver" in desk.opens("desk-plan")
    accept(deliverable=owed, by=by)
    assert "Aceptar o devolver" not in desk.opens("desk-plan")


# --- lights ---------------------------------------------------------------------------------------


def test_light_of_the_rules_stands_on_the_page_with_its_reason_and_is_kept_by_an_override(desk, by):
    owed = a_deliverable(by, due=day("2026-10"), links={"owners": states("pe")})
    page = desk.opens("desk-deliverable", owed.code)
    assert "Situación según las reglas" in page
    assert "vencid" in page
    desk.sends("desk-deliverable-override", owed.code, light="on_track", reason="Ya llega.")
    assert owed.overrides.get().rule == "past_its_date"
    project = a_project(by, start=day("2026-02"), end=day("2026-10"))
    desk.sends("desk-project-override", project.code, light="on_track", reason="Ya cierra.")
    assert project.overrides.get().rule == "past_its_date"
    page = desk.opens("desk-project", project.code)
    assert "Ya cierra." in page
    assert "Situación según las reglas" in page
