"""Mandates and projects: what hangs together, what waits for what, what it costs."""

import datetime
from decimal import Decimal

import pytest

from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.workplan.domain.mandates import correct_mandate, register_mandate
from gte.workplan.domain.projects import (
    change_project,
    close_risk,
    free_dependency,
    make_dependent,
    note_risk,
    set_budget,
)
from gte.workplan.domain.writing import Given
from gte.workplan.models import Mandate, Project
from tests.factories.plans import (
    a_deliverable,
    a_mandate,
    a_project,
    both,
    day,
    mandate_given,
    project_given,
    states,
)

pytestmark = pytest.mark.django_db


# --- mandates -------------------------------------------------------------------------------------


def test_mandate_is_the_groups_own_with_an_identifier_and_current_in_both_languages(by):
    mandate = a_mandate(by)
    assert mandate.code == "mandate-crear-una-red-de-liceos"
    assert (mandate.scope, mandate.certainty) == ("gte", "documented")
    assert mandate.en_from == mandate.es_hash
    assert [body.code for body in mandate.addressed_to.all()] == ["gte"]
    assert LogEntry.objects.get(target=mandate.code).verb == "mandate.registered"


def test_same_mandate_of_the_same_paragraph_is_registered_once(by):
    mandate = a_mandate(by)
    with pytest.raises(BadInput, match=mandate.code):
        register_mandate(by=by, given=mandate_given())
    other = register_mandate(by=by, given=mandate_given(paragraph="13"))
    assert other.code == f"{mandate.code}-2"
    with pytest.raises(BadInput, match=mandate.code):
        correct_mandate(mandate=other, by=by, given=mandate_given())


def test_corrected_mandate_with_a_text_in_one_language_only_is_not_said_to_be_translated(by):
    mandate = a_mandate(by)
    correct_mandate(mandate=mandate, by=by, given=mandate_given(place_es="Lima", place_en=""))
    mandate.refresh_from_db()
    assert mandate.is_stale_in("en")


# --- the tree -------------------------------------------------------------------------------------


def test_project_outside_of_a_plan_is_public_where_the_coordination_says_so(by):
    shown, hidden = a_project(by), a_project(by, "Reservado", is_public=False)
    visible = Project.objects.visible_to(None)
    assert (shown in visible, hidden in visible) == (True, False)
    assert hidden in Project.objects.visible_to(by)


def test_project_cannot_be_a_part_of_its_own_part(by):
    programme = a_project(by, "Programa")
    middle = a_project(by, "Proyecto", parent=programme)
    last = a_project(by, "Sub", parent=middle)
    with pytest.raises(BadInput, match="«Programa» → «Sub» → «Proyecto» → «Programa»"):
        change_project(project=programme, by=by, given=project_given("Programa", parent=last))
    with pytest.raises(BadInput, match="parte de sí mismo"):
        change_project(project=last, by=by, given=project_given("Sub", parent=last))


def test_activity_belongs_to_something_and_has_no_parts(by):
    with pytest.raises(BadInput, match="Una actividad pertenece"):
        a_project(by, "Taller", kind="activity")
    project = a_project(by)
    activity = a_project(by, "Taller", kind="activity", parent=project)
    with pytest.raises(BadInput, match="Taller"):
        a_project(by, "Otra", kind="activity", parent=activity)
    programme = a_project(by, "Programa", kind="programme")
    with pytest.raises(BadInput, match="no tiene partes"):
        change_project(
            project=project, by=by, given=project_given(kind="activity", parent=programme)
        )


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [
        ("2027-03", "2027-02", True),
        ("2027-03-02", "2027-03-01", True),
        # Not certain: the year has days after March.
        ("2027-03", "2027", False),
        ("2027-03-31", "2027-03", False),
    ],
)
def test_end_before_start_is_refused_where_it_is_certain(by, start, end, refused):
    if refused:
        with pytest.raises(BadInput, match="antes de comenzar"):
            a_project(by, start=day(start), end=day(end))
    else:
        assert a_project(by, start=day(start), end=day(end)).pk


def test_start_is_not_moved_behind_what_the_project_owes(by):
    project = a_project(by)
    a_deliverable(by, due=day("2027-04"), links={"projects": [project]})
    with pytest.raises(BadInput) as refused:
        change_project(project=project, by=by, given=project_given(start=day("2027-05")))
    for said in ("Catálogo de liceos", "abril de 2027", "Red de liceos", "mayo de 2027"):
        assert said in str(refused.value)


# --- what waits for what --------------------------------------------------------------------------


def test_circle_of_dependencies_is_refused_with_its_projects_in_order(by):
    one, two, three = (a_project(by, name) for name in ("Uno", "Dos", "Tres"))
    make_dependent(project=two, on=one, by=by)
    last = make_dependent(project=three, on=two, by=by)
    with pytest.raises(BadInput) as refused:
        make_dependent(project=one, on=three, by=by)
    assert "«Uno» → «Tres» → «Dos» → «Uno»" in str(refused.value)
    free_dependency(dependency=last, by=by)
    assert make_dependent(project=one, on=three, by=by).pk


def test_project_does_not_wait_for_itself_or_twice_for_another(by):
    one, two = a_project(by, "Uno"), a_project(by, "Dos")
    with pytest.raises(BadInput, match="Uno» → «Uno"):
        make_dependent(project=one, on=one, by=by)
    make_dependent(project=two, on=one, by=by)
    with pytest.raises(BadInput, match="ya espera"):
        make_dependent(project=two, on=one, by=by)


# --- money and risks ------------------------------------------------------------------------------

MONEY = {
    "state": "planned",
    "amount": Decimal(1000),
    "currency": "USD",
    "start": datetime.date(2027, 1, 1),
    "end": datetime.date(2027, 12, 31),
    "source_name": "BID",
}


def money(**said):
    return Given({**both(purpose="Talleres"), **MONEY, **said})


def test_budget_item_is_set_and_changed(by):
    project = a_project(by)
    item = set_budget(project=project, by=by, given=money())
    set_budget(project=project, by=by, given=money(amount=Decimal(500)), item=item)
    assert [one.amount for one in project.budget.all()] == [Decimal(500)]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"currency": "XYZ"}, "XYZ"),
        ({"currency": "usd"}, "ISO 4217"),
        ({"amount": Decimal(-1)}, "menor que cero"),
        ({"source_name": ""}, "quién paga"),
        ({"end": datetime.date(2026, 12, 31)}, "antes de comenzar"),
        ({"end": datetime.date(2028, 1, 2)}, "un año"),
    ],
)
def test_budget_that_cannot_be_is_refused(by, said, sentence):
    with pytest.raises(BadInput, match=sentence):
        set_budget(project=a_project(by), by=by, given=money(**said))


def test_budget_has_one_source(by):
    (chile,) = states("cl")
    project = a_project(by)
    with pytest.raises(BadInput, match="quién paga"):
        set_budget(project=project, by=by, given=money(source_state=chile))
    assert set_budget(project=project, by=by, given=money(source_state=chile, source_name="")).pk


def test_risk_is_noted_and_closed_once(by):
    given = Given({**both(text="Sin sala", response="Pedirla"), "likelihood": 3, "impact": 2})
    risk = note_risk(project=a_project(by), by=by, given=given)
    assert close_risk(risk=risk, by=by).closed_on
    with pytest.raises(BadInput, match="Sin sala"):
        close_risk(risk=risk, by=by)


def test_nothing_of_what_was_refused_is_kept(by):
    before = Mandate.objects.count()
    with pytest.raises(BadInput):
        register_mandate(by=by, given=mandate_given(kind="no such kind"))
    assert Mandate.objects.count() == before
