"""Verbs that only the coordination may call refuse everybody else, whichever screen calls them."""

import datetime

import pytest
from django.utils.translation import override

from gte.alliance.models import Body, Term
from gte.common.errors import BadInput
from gte.workplan.domain import deliverables, mandates, plans, projects, reports
from gte.workplan.domain.writing import Given
from tests.factories.plans import (
    a_deliverable,
    a_plan,
    a_project,
    a_topic,
    deliverable_given,
    mandate_given,
    project_given,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 1, 29)


TEXTS = {"es": "Un texto.", "en": "A text."}
NOTHING = Given({})


def of_projects(coordinator):
    project, other = a_project(coordinator), a_project(coordinator, "Otra")
    owed = a_deliverable(coordinator)
    yield mandates.register_mandate, {"given": mandate_given("M")}
    yield projects.add_project, {"given": project_given("P")}
    yield projects.change_project, {"project": project, "given": project_given("P")}
    yield projects.make_dependent, {"project": project, "on": other}
    yield projects.propose_project, {"project": project}
    yield deliverables.add_deliverable, {"given": deliverable_given("D")}
    yield deliverables.change_deliverable, {"deliverable": owed, "given": deliverable_given("D")}


def of_plans(coordinator):
    plan = a_plan(coordinator, a_project(coordinator))
    line = plan.lines.get()
    term = Term.objects.exclude(pk=plan.term_id).filter(term_scope="gte_coordination")[0]
    yield plans.draft_plan, {"term": term, "given": NOTHING}
    yield plans.change_plan, {"plan": plan, "given": NOTHING}
    yield plans.add_line, {"plan": plan, "topic": a_topic(3), "objective": NOTHING}
    yield plans.put_in_plan, {"line": line, "project": a_project(coordinator, "Otra")}
    yield plans.take_out_of_plan, {"entry": line.entries.get()}
    yield plans.propose_plan, {"plan": plan}


def of_reports(coordinator):
    gan, gre = (Body.objects.get(code=code) for code in ("gan", "gre"))
    report = reports.draft_report(by=coordinator, body=gan, as_of=DAY)
    written = {"report": report, "part": "next", "texts": TEXTS}
    paragraph = reports.write_paragraph(by=coordinator, **written)
    yield reports.draft_report, {"body": gre, "as_of": DAY}
    yield reports.write_paragraph, written
    yield reports.remove_paragraph, {"paragraph": paragraph}
    yield reports.clear_report, {"report": report}
    yield reports.issue_report, {"report": report}


@pytest.mark.parametrize("calls", [of_projects, of_plans, of_reports])
def test_delegate_calls_none_of_the_coordination_s_verbs(coordinator, delegations, calls):
    delegate = delegations["pe"][0]
    for verb, given in calls(coordinator):
        with override("en"), pytest.raises(BadInput) as refused:
            verb(by=delegate, **given)
        assert str(refused.value) == "Only the coordination does this; ask it to.", verb.__name__
