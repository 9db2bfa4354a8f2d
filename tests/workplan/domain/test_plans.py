"""The plan of a term: drafted from the former one, put to the parties, public once announced."""

import pytest
from django.utils.translation import override

from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.governance.domain.decisions import put_to_parties, withdraw_decision
from gte.governance.models import Decision
from gte.workplan.domain.deliverables import change_deliverable
from gte.workplan.domain.plans import (
    change_plan,
    move,
    propose_plan,
    put_in_plan,
    remove_line,
    take_out_of_plan,
)
from gte.workplan.domain.projects import change_project, propose_project
from gte.workplan.domain.writing import Given
from gte.workplan.models import Deliverable, Project, WorkPlan
from tests.factories.delegations import say
from tests.factories.plans import (
    a_deliverable,
    a_line,
    a_plan,
    a_project,
    a_term,
    both,
    day,
    deliverable_given,
    project_given,
    states,
)

pytestmark = pytest.mark.django_db


def adopt(decision, by, delegations):
    put_to_parties(decision=decision, by=by)
    for head, _alternate in delegations.values():
        say(decision, head, "no_objection")


def public(record):
    return type(record).objects.visible_to(None).filter(pk=record.pk).exists()


def test_one_plan_for_a_term(by):
    plan = a_plan(by)
    with pytest.raises(BadInput, match=str(plan)):
        a_plan(by, name="Otro")
    assert a_plan(by, term=a_term(1), name="Anterior").pk


def test_plan_drafted_from_the_former_one_carries_over_what_is_not_finished(by):
    goes_on, over, gone = (
        a_project(by, "Sigue"),
        a_project(by, "Terminado"),
        a_project(by, "Cancelado"),
    )
    owed = a_deliverable(by, links={"projects": [goes_on]})
    former = a_plan(by, goes_on, over, gone, term=a_term(1))
    for project, status in ((over, "completed"), (gone, "cancelled")):
        change_project(project=project, by=by, given=project_given(project.name, status=status))
    plan = a_plan(by, former=former)
    (line,) = plan.lines.all()
    assert (line.topic, line.objective) == (former.lines.get().topic, "Lo que se busca.")
    assert [entry.project for entry in line.entries.all()] == [goes_on]
    assert list(owed.projects.all()) == [goes_on]
    assert LogEntry.objects.filter(target=plan.code).first().data["carried"] == 1


def test_finished_project_is_not_planned(by):
    project = a_project(by, status="completed")
    with pytest.raises(BadInput, match="no queda nada que planear"):
        a_plan(by, project)


def test_project_stands_in_one_line_and_moves_to_another(by):
    project = a_project(by)
    plan = a_plan(by, project)
    line = plan.lines.get()
    with pytest.raises(BadInput, match="ya está en esta línea"):
        put_in_plan(line=line, project=project, by=by)
    with pytest.raises(BadInput, match="Hay proyectos"):
        remove_line(line=line, by=by)
    entry = put_in_plan(line=a_line(plan, by, 1), project=project, by=by)
    assert [one.line_id for one in plan.entries.all()] == [entry.line_id]
    remove_line(line=line, by=by)
    with pytest.raises(BadInput, match="ya es una línea"):
        a_line(plan, by, 1)


def test_lines_and_projects_change_places(by):
    plan = a_plan(by, a_project(by, "Uno"), a_project(by, "Dos"))
    line = plan.lines.get()
    second = line.entries.last()
    move(row=second, by=by, up=True)
    assert [str(one) for one in line.entries.all()] == ["Dos", "Uno"]
    move(row=line.entries.first(), by=by, up=True)
    other = a_line(plan, by, 1)
    move(row=line, by=by, up=False)
    assert list(plan.lines.all()) == [other, line]


def test_proposed_plan_is_a_decision_whose_text_says_lines_projects_and_dates(by):
    project = a_project(by, is_public=False)
    a_deliverable(by, is_public=False, links={"projects": [project]})
    plan = a_plan(by, project)
    decision = propose_plan(plan=plan, by=by)
    assert decision.matter == "work_plan"
    text = decision.texts.get()
    line = str(plan.lines.get().topic.name_es)
    for said in (line, "Red de liceos", "febrero de 2027", "Catálogo de liceos", "30 de junio"):
        assert said in text.body_es
    assert "Red de liceos (en)" in text.body_en
    assert "February 2027" in text.body_en
    assert "June 30, 2027" in text.body_en or "30 June 2027" in text.body_en
    entry = plan.entries.get()
    assert (entry.planned_start, entry.planned_end) == ("2027-02", "2027-11")


def test_plan_without_projects_is_not_proposed(by):
    with pytest.raises(BadInput, match="nada que aprobar"):
        propose_plan(plan=a_plan(by), by=by)
    assert not Decision.objects.filter(matter="work_plan").exists()


def test_drafted_decision_follows_the_plan_by_versions(by):
    project = a_project(by)
    plan = a_plan(by, project)
    decision = propose_plan(plan=plan, by=by)
    with pytest.raises(BadInput, match="versión 1"):
        propose_plan(plan=plan, by=by)
    change_project(project=project, by=by, given=project_given(end=day("2027-12")))
    assert propose_plan(plan=plan, by=by) == decision
    assert decision.texts.count() == 2
    assert plan.entries.get().planned_end == "2027-12"


def test_plan_that_is_with_the_parties_does_not_change_until_withdrawn(by, delegations):
    project = a_project(by)
    plan = a_plan(by, project)
    decision = propose_plan(plan=plan, by=by)
    put_to_parties(decision=decision, by=by)
    plan.refresh_from_db()
    entry = plan.entries.get()
    for act in (
        lambda: change_plan(plan=plan, by=by, given=Given(both(name="Otro"))),
        lambda: take_out_of_plan(entry=entry, by=by),
        lambda: a_line(plan, by, 1),
        lambda: propose_plan(plan=plan, by=by),
        lambda: move(row=entry, by=by, up=True),
    ):
        with pytest.raises(BadInput, match="con las partes o aprobado"):
            act()
    withdraw_decision(decision=decision, by=by, reason="Falta un tema.")
    a_line(plan, by, 1)
    again = propose_plan(plan=plan, by=by)
    assert again != decision


def test_approved_plan_makes_its_projects_and_what_they_owe_public(by, delegations):
    project = a_project(by, is_public=False)
    part = a_project(by, "Taller", kind="activity", parent=project, is_public=False)
    other = a_project(by, "Otro", is_public=False)
    owed = a_deliverable(by, is_public=False, links={"projects": [part]})
    commitment = a_deliverable(
        by, "Compromiso", kind="commitment", is_public=False, links={"projects": [project]}
    )
    plan = a_plan(by, project)
    records = (plan, project, part, owed, other, commitment)
    decision = propose_plan(plan=plan, by=by)
    assert not any(public(one) for one in records)
    adopt(decision, by, delegations)
    assert [public(one) for one in records] == [True, True, True, True, False, False]


def test_project_approved_by_a_decision_of_its_own(by, delegations):
    project = a_project(by, is_public=False)
    decision = propose_project(project=project, by=by)
    assert decision.matter == "programme"
    with pytest.raises(BadInput, match="espera"):
        propose_project(project=project, by=by)
    adopt(decision, by, delegations)
    assert public(project)
    with pytest.raises(BadInput, match="ya se muestra a todos"):
        propose_project(project=project, by=by)


def test_parties_read_who_owes_what_they_approve(by):
    project = a_project(by, is_public=False)
    a_deliverable(by, is_public=False, links={"projects": [project], "owners": states("cl", "pe")})
    text = propose_plan(plan=a_plan(by, project), by=by).texts.get()
    assert "(plazo: 30 de junio de 2027; a cargo de Chile, Perú)" in text.body_es
    assert "owed by Chile, Peru)" in text.body_en


def test_slippage_is_what_came_after_the_dates_that_the_parties_were_shown(by, delegations):
    project = a_project(by, is_public=False)
    owed = a_deliverable(by, is_public=False, links={"projects": [project]})
    plan = a_plan(by, project)
    adopt(propose_plan(plan=plan, by=by), by, delegations)
    change_project(project=project, by=by, given=project_given(end=day("2028-03")))
    change_deliverable(deliverable=owed, by=by, given=deliverable_given(due=day("2028-02")))
    assert plan.entries.get().planned_end == "2027-11"
    assert Deliverable.objects.get(pk=owed.pk).first_due == "2027-06-30"
    assert Project.objects.get(pk=project.pk).end == "2028-03"


def test_names_of_plans_are_in_the_readers_language(by):
    plan = WorkPlan.objects.get(pk=a_plan(by).pk)
    with override("en"):
        assert str(plan) == "Plan de trabajo 2027 (en)"
