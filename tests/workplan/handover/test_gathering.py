"""What is read for a pack: as things stood at the end of its day, drafts too."""

import datetime

import pytest

from gte.alliance.models import RoleAssignment, State, Term
from gte.governance.domain.windows import open_silence
from gte.governance.models import Meeting
from gte.library.enums import FileFormat
from gte.library.models import Document, DocumentVersion
from gte.workplan.handover.build import contents_of, next_of
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.gathering import gather
from gte.workplan.models import Deliverable, PlanEntry
from tests.factories.delegations import MONDAY, adopted, at, drafted
from tests.factories.plans import a_deliverable, a_plan, a_project, day
from tests.governance.test_feeds import convened

pytestmark = pytest.mark.django_db
TERM = "gte-mx-2026"
ONE_DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(days=7)


def gathered(on):
    term = Term.objects.get(code=TERM)
    return gather(term, next_of(term), on)


def on_monday():
    return gathered(MONDAY.date())


# --- decisions ------------------------------------------------------------------------------------


def test_decision_stands_as_it_did_at_the_end_of_the_day(coordinator, delegations):
    with at(MONDAY):
        authority = adopted(coordinator, delegations, matter="procedure", authorises=["calendar"])
        silent = drafted(coordinator)
        open_silence(decision=silent, by=coordinator, expires_at=MONDAY + WEEK, authority=authority)
    with at(MONDAY + 2 * WEEK):
        then = {one.code: one for one in gathered((MONDAY + ONE_DAY).date()).decisions}
        now = {one.code: one for one in gathered((MONDAY + 2 * WEEK).date()).decisions}
        before = gathered((MONDAY - ONE_DAY).date()).decisions
    assert before == []
    assert then[authority.code].status == "in_force"
    assert (then[silent.code].status, then[silent.code].expiry) == (
        "silence",
        "2026-11-30T15:00:00Z",
    )
    assert set(then[silent.code].waiting) == set(delegations)
    assert (now[silent.code].status, now[silent.code].expiry) == ("in_force", "")


def test_draft_of_a_decision_is_handed_over_by_nobody(coordinator):
    with at(MONDAY):
        drafted(coordinator)
        assert on_monday().decisions == []


# --- meetings -------------------------------------------------------------------------------------


def test_meeting_to_come_is_known_from_the_day_on_which_it_was_prepared(coordinator):
    with at(MONDAY):
        meeting = convened(coordinator, MONDAY + 3 * WEEK)
    with at(MONDAY + WEEK):
        assert [one.code for one in on_monday().coming] == [meeting.code]
        assert gathered((MONDAY - ONE_DAY).date()).coming == []
    row = on_monday_row(meeting)
    assert (row.state, row.starts_at) == ("convened", "2026-12-14T15:00:00Z")


def on_monday_row(meeting):
    with at(MONDAY):
        (row,) = (one for one in on_monday().coming if one.code == meeting.code)
    return row


def test_meeting_of_the_record_counts_as_known_from_when_the_record_was_loaded():
    assert Meeting.objects.filter(date_start__gt="2018-06-30").exists()
    term = Term.objects.get(code="gte-co-2017")
    assert gather(term, next_of(term), datetime.date(2018, 6, 30)).coming == []


# --- people, plan, files --------------------------------------------------------------------------


def test_accreditations_are_those_in_force_on_the_day(delegations):
    head = delegations["pe"][0]
    RoleAssignment.objects.filter(person=head.person).update(start="2026-11-01", end="2026-12-01")
    with at(MONDAY):
        made = Contents(on_monday())
        assert [(one.state, one.end) for one in made.ending] == [("pe", "2026-12-01")]
        assert len(gathered(datetime.date(2026, 10, 31)).accreditations) == 7
        assert len(on_monday().accreditations) == 8


def test_what_is_not_published_is_in_the_pack(coordinator):
    with at(MONDAY):
        hidden = a_deliverable(coordinator, is_public=False)
        owed = {one.code for one in Contents(on_monday()).owed}
        assert hidden.code in owed
        assert not Deliverable.objects.visible_to(None).filter(code=hidden.code).exists()


def test_plan_is_that_of_the_term_with_the_dates_that_the_parties_were_shown(coordinator):
    with at(MONDAY):
        project = a_project(coordinator, start=day("2026-02"), end=day("2026-10"))
        plan = a_plan(coordinator, project, term=Term.objects.get(code=TERM))
        PlanEntry.objects.update(planned_start="2026-02", planned_end="2026-06")
        made = Contents(on_monday())
        (one,) = (one for one in made.planned if one.is_in_plan)
    assert made.gathered.plan.code == plan.code
    assert (one.project.code, one.slip) == (project.code, 123)


def test_files_are_listed_with_their_hashes_and_those_taken_back_are_not():
    document = Document.objects.own().exclude(date=None).order_by("date").first()
    for number in (1, 2):
        DocumentVersion.objects.create(
            document=document,
            language="es",
            number=number,
            sha256=str(number) * 64,
            format=FileFormat.PDF,
            name="a.pdf",
            size=number,
        )
    DocumentVersion.objects.filter(number=1).update(
        withdrawn_at=MONDAY, withdrawn_reason_es="Error.", withdrawn_reason_en="Mistake."
    )
    with at(MONDAY):
        (row,) = (one for one in on_monday().documents if one.code == document.code)
    assert [(file.number, file.sha256) for file in row.files] == [(2, "2" * 64)]


def test_observer_whose_last_contact_is_told_has_an_action_by_the_day():
    term = Term.objects.get(code="gte-co-2017")
    made = contents_of(term, datetime.date(2017, 6, 30))
    contacts = {one.code: one for one in made.gathered.more["observers"]}
    assert "obs-ca" in contacts
    assert State.objects.observers().count() > len(contacts)


def test_gathering_asks_a_constant_number_of_questions(coordinator, django_assert_max_num_queries):
    with at(MONDAY):
        for name in ("Uno", "Dos", "Tres"):
            a_deliverable(coordinator, name)
            convened(coordinator, MONDAY + WEEK)
        with django_assert_max_num_queries(75):
            on_monday()
