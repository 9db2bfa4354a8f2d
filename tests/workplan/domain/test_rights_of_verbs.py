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


def calls(coordinator):
    """Each verb with what it needs but the person."""
    project, other = a_project(coordinator), a_project(coordinator, "Otra")
    owed = a_deliverable(coordinator)
    plan = a_plan(coordinator, project)
    line = plan.lines.get()
    entry = line.entries.get()
    report = reports.draft_report(by=coordinator, body=Body.objects.get(code="gan"), as_of=DAY)
    text = {"es": "Un texto.", "en": "A text."}
    paragraph = reports.write_paragraph(report=report, by=coordinator, part="next", texts=text)
    term = Term.objects.exclude(pk=plan.term_id).filter(term_scope="gte_coordination")[0]
    nothing = Given({})
    return {
        "register_mandate": lambda by: mandates.register_mandate(by=by, given=mandate_given("M")),
        "add_project": lambda by: projects.add_project(by=by, given=project_given("P")),
        "change_project": lambda by: projects.change_project(
            project=project, by=by, given=project_given("P")
        ),
        "make_dependent": lambda by: projects.make_dependent(project=project, on=other, by=by),
        "propose_project": lambda by: projects.propose_project(project=project, by=by),
        "add_deliverable": lambda by: deliverables.add_deliverable(
            by=by, given=deliverable_given("D")
        ),
        "change_deliverable": lambda by: deliverables.change_deliverable(
            deliverable=owed, by=by, given=deliverable_given("D")
        ),
        "draft_plan": lambda by: plans.draft_plan(by=by, term=term, given=nothing),
        "change_plan": lambda by: plans.change_plan(plan=plan, by=by, given=nothing),
        "add_line": lambda by: plans.add_line(
            plan=plan, by=by, topic=a_topic(3), objective=nothing
        ),
        "put_in_plan": lambda by: plans.put_in_plan(line=line, project=other, by=by),
        "take_out_of_plan": lambda by: plans.take_out_of_plan(entry=entry, by=by),
        "propose_plan": lambda by: plans.propose_plan(plan=plan, by=by),
        "draft_report": lambda by: reports.draft_report(
            by=by, body=Body.objects.get(code="gre"), as_of=DAY
        ),
        "write_paragraph": lambda by: reports.write_paragraph(
            report=report, by=by, part="next", texts=text
        ),
        "remove_paragraph": lambda by: reports.remove_paragraph(paragraph=paragraph, by=by),
        "clear_report": lambda by: reports.clear_report(report=report, by=by),
        "issue_report": lambda by: reports.issue_report(report=report, by=by),
    }


def test_delegate_calls_none_of_the_coordination_s_verbs(coordinator, delegations):
    delegate = delegations["pe"][0]
    for name, call in calls(coordinator).items():
        with override("en"), pytest.raises(BadInput) as refused:
            call(delegate)
        assert str(refused.value) == "Only the coordination does this; ask it to.", name
