"""A report at the desk: drafted, written, refused with a sentence, cleared, issued."""

import pytest

from gte.alliance.models import Body
from gte.governance.domain.decisions import put_to_parties
from gte.governance.models import Decision
from gte.workplan.models import ProgressReport, ReportParagraph
from gte.workplan.queries import today
from tests.factories.delegations import say
from tests.factories.desks import AtDesk
from tests.factories.plans import a_deliverable, proves_by_record
from tests.pages import address, get

pytestmark = pytest.mark.django_db
SAID = {
    "es": ("Emitir el informe", "está emitido"),
    "en": ("Issue the report", "is issued"),
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_report_goes_from_draft_to_issue_on_the_screens(coordinator, delegations, language):
    button, issued = SAID[language]
    desk = AtDesk(coordinator, language)
    gan = Body.objects.get(code="gan")
    desk.sends("desk-report-new", body=gan.pk, as_of="2026-01-29")
    report = ProgressReport.objects.get()
    desk.sends("desk-paragraph-new", report.code, part="requests", text_es="Uno.", text_en="One.")
    assert "Uno." in desk.opens("desk-report", report.code)
    desk.sends("desk-report-clear", report.code)
    decision = Decision.objects.get()
    assert desk.address("desk-decision", decision.code) in desk.opens("desk-plan")
    put_to_parties(decision=decision, by=coordinator)
    for head, _alternate in delegations.values():
        say(decision, head, "no_objection")
    assert f"{button}: " in desk.opens("desk-plan")
    assert f"{button}: " in desk.opens("desk-report-do", report.code, "issue")
    assert issued in desk.sends("desk-report-do", report.code, "issue")
    report.refresh_from_db()
    assert report.issued_at


def test_deliverable_that_was_proved_is_not_said_to_rest_on_nothing(coordinator):
    desk = AtDesk(coordinator, "en")
    owed = a_deliverable(coordinator)
    desk.sends("desk-report-new", body=Body.objects.get(code="gan").pk, as_of=str(today()))
    report = ProgressReport.objects.get()
    before = desk.opens("progress-report-text", report.code).count("no statement registered")
    proves_by_record(owed, coordinator, "mandate-2018-internships")
    page = desk.opens("progress-report-text", report.code)
    assert "1 proof added" in page
    assert page.count("no statement registered") < before


def test_clearance_that_is_refused_says_why_on_the_reports_page(coordinator):
    desk = AtDesk(coordinator, "en")
    gan = Body.objects.get(code="gan")
    desk.sends("desk-report-new", body=gan.pk, as_of="2026-01-29")
    report = ProgressReport.objects.get()
    desk.sends("desk-paragraph-new", report.code, part="next", text_es="Solo uno.", text_en="")
    page = desk.sends("desk-report-clear", report.code)
    assert "has no text in one of the languages" in page
    assert not Decision.objects.exists()
    row = ReportParagraph.objects.get()
    desk.sends("desk-paragraph", row.pk, part="next", text_es="Solo uno.", text_en="Only one.")
    desk.sends("desk-report-clear", report.code)
    assert Decision.objects.count() == 1


def test_delegate_reads_a_draft_and_changes_nothing(coordinator, delegations):
    desk = AtDesk(coordinator, "en")
    gan = Body.objects.get(code="gan")
    desk.sends("desk-report-new", body=gan.pk, as_of="2026-01-29")
    report = ProgressReport.objects.get()
    (head, _alternate), *_others = delegations.values()
    page = AtDesk(head, "en").opens("desk-report", report.code)
    assert "Read the report" in page
    assert "Freeze it" not in page


def test_register_without_an_issued_report_says_so_and_offers_no_other_list():
    page = get(address("progress-reports", language="en"))
    assert "There is nothing in this register yet." in page.text_of("//main")
    searched = get(address("progress-reports", language="en") + "?q=nothing")
    assert "No record fits these choices." in searched.text_of("//main")
