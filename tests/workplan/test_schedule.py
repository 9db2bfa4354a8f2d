"""The timeline of the record: every project of the group stands on it, with its dates and parts."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from gte.governance.domain.decisions import put_to_parties
from gte.workplan.domain.plans import propose_plan
from gte.workplan.facts import load_facts
from gte.workplan.models import Dependency, Project
from gte.workplan.schedule import bars_of, lines_by_topic, timeline_of
from tests import facts
from tests.factories.delegations import say
from tests.factories.plans import a_plan, a_project, a_term, day

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 20)


def bars():
    read = load_facts()
    return {bar.key: bar for bar in bars_of(read, lines_by_topic(read), DAY)}


def test_every_project_of_the_group_stands_on_it_once():
    own = {record["id"] for record in facts.own("projects")}
    read = load_facts()
    found = [bar.key for bar in bars_of(read, lines_by_topic(read), DAY)]
    assert sorted(found) == sorted(own)


def test_bars_have_the_dates_of_the_files_and_the_deliverables_as_milestones():
    drawn = bars()
    for record in facts.own("projects"):
        bar = drawn[record["id"]]
        assert (bar.begin, bar.end) == (record["start"], record["end"])
        owed = [item for item in facts.own("deliverables") if record["id"] in item["project_ids"]]
        assert len(bar.milestones) == len(owed)


def test_part_stands_below_its_project_and_what_it_requires_is_named(coordinator):
    whole, part, before = (a_project(coordinator, name) for name in ("Todo", "Parte", "Antes"))
    Project.objects.filter(pk=part.pk).update(parent=whole)
    Dependency.objects.create(before=before, after=part)
    Project.objects.update(is_public=True)
    drawn = bars()
    keys = list(drawn)
    assert keys.index(part.code) == keys.index(whole.code) + 1
    assert (drawn[whole.code].level, drawn[part.code].level) == (0, 1)
    assert drawn[part.code].depends_on == (before.code,)


def agreed(plan, by, delegations):
    decision = propose_plan(plan=plan, by=by)
    put_to_parties(decision=decision, by=by)
    for head, _alternate in delegations.values():
        say(decision, head, "no_objection")
    return plan


def test_dates_of_a_plan_that_is_not_approved_are_on_nobodys_timeline(coordinator, delegations):
    project = a_project(coordinator)
    plan = a_plan(coordinator, project, term=a_term(1))
    propose_plan(plan=plan, by=coordinator)
    assert (bars()[project.code].planned_begin, bars()[project.code].planned_end) == (None, None)
    plan = a_plan(coordinator, project, term=a_term(0))
    agreed(plan, coordinator, delegations)
    assert bars()[project.code].planned_end == project.end == "2027-11"


def test_dates_are_those_of_the_newest_approved_plan(coordinator, delegations):
    project = a_project(coordinator)
    first = agreed(a_plan(coordinator, project, term=a_term(2)), coordinator, delegations)
    project.end = day("2028-03")
    project.save()
    second = a_plan(coordinator, former=first, term=a_term(1))
    assert bars()[project.code].planned_end == "2027-11", "drafting takes nothing away"
    agreed(second, coordinator, delegations)
    assert bars()[project.code].planned_end == "2028-03"


def test_line_reaches_to_today_where_something_goes_on():
    timeline = timeline_of(read := load_facts(), lines_by_topic(read), DAY)
    assert timeline.today_x is not None


@pytest.mark.parametrize("kind", ["svg", "png", "csv"])
def test_picture_and_table_are_files_to_keep(kind):
    with override("es"):
        answer = Client().get(reverse("timeline"), {"format": kind})
    assert answer.status_code == 200
    assert f"gte-timeline.{kind}" in answer["Content-Disposition"]
    begins = {"svg": b"<svg", "png": b"\x89PNG", "csv": b""}[kind]
    assert begins in answer.content[:200]


def test_other_kind_of_file_is_refused_by_name():
    with override("en"):
        answer = Client().get(reverse("timeline"), {"format": "docx"})
    assert answer.status_code == 400
    assert "docx" in answer.content.decode()
