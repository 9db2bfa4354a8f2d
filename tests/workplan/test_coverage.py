"""The coverage map: worked out a second time from the files, and its rules one by one."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.alliance.models import Body, State, Term
from gte.common.partial_dates import PartialDate
from gte.governance.models import Meeting
from gte.library.models import Document
from gte.workplan.coverage import Movement, coverage_on, months_between
from gte.workplan.enums import MandateStatus
from gte.workplan.models import Deliverable, Evidence, Mandate, Progress, Project
from tests import facts

TODAY = datetime.datetime.now(datetime.UTC).date()
DAYS = [datetime.date(2026, 1, 29), datetime.date(2019, 1, 1), datetime.date(2014, 1, 1), TODAY]
on_each_day = pytest.mark.parametrize("on", DAYS, ids=str)


def codes(records):
    return [record.code for record in records]


# --- the group's record ---------------------------------------------------------------------------


@on_each_day
@pytest.mark.django_db
def test_mandates_are_those_issued_by_the_day_apart_by_whose_they_are(on):
    coverage = coverage_on(on)
    assert sorted(line.mandate.code for line in coverage.own) == sorted(facts.mandates_on(on))
    assert sorted(line.mandate.code for line in coverage.neighbours) == sorted(
        facts.mandates_on(on, "adjacent")
    )


@on_each_day
@pytest.mark.django_db
def test_mandates_nobody_acts_on_are_those_of_the_files(on):
    expected = {code for code in facts.mandates_on(on) if not facts.actions_for(code, on)}
    coverage = coverage_on(on)
    assert {line.mandate.code for line in coverage.unacted} == expected
    assert {line.mandate.code for line in coverage.acted} == set(facts.mandates_on(on)) - expected


@on_each_day
@pytest.mark.django_db
def test_actions_and_evidence_of_each_mandate_are_those_of_the_files(on):
    coverage = coverage_on(on)
    for line in [*coverage.own, *coverage.neighbours]:
        code = line.mandate.code
        assert sorted(codes(line.actions)) == sorted(facts.actions_for(code, on))
        assert codes(line.evidence) == facts.evidence_of(code, on)
        assert line.status == facts.status_on(code, on)


@on_each_day
@pytest.mark.django_db
def test_actions_without_a_mandate_are_those_of_the_files(on):
    expected = {code for code in facts.own_actions(on) if not facts.mandates_behind(code, on)}
    coverage = coverage_on(on)
    assert {line.action.code for line in coverage.unmandated} == expected
    assert {line.action.code: set(codes(line.mandates)) for line in coverage.actions} == {
        code: facts.mandates_behind(code, on) for code in facts.own_actions(on)
    }


@on_each_day
@pytest.mark.django_db
def test_last_movement_and_idle_months_are_those_of_the_files(on):
    coverage = coverage_on(on)
    for line in [*coverage.own, *coverage.neighbours]:
        found = (line.movement.date, line.movement.idle_months)
        assert (line.mandate.code, *found) == (
            line.mandate.code,
            *facts.moved(line.mandate.code, on),
        )
    for line in coverage.actions:
        code = line.action.code
        found = (line.movement.date, line.movement.idle_months)
        assert (code, *found) == (code, *facts.last_movement([code], on))


@pytest.mark.django_db
def test_known_answers_of_the_day_before_the_handover():
    """Written down by hand from the files, so that one mistake cannot be made twice."""
    coverage = coverage_on(datetime.date(2026, 1, 29))
    assert len(coverage.own) == 16
    assert len(coverage.neighbours) == 3
    assert "mandate-2015-ministers-role" in {line.mandate.code for line in coverage.unacted}
    assert "mandate-2014-create-gte" in {line.mandate.code for line in coverage.acted}


@pytest.mark.django_db
def test_coverage_asks_a_constant_number_of_questions(django_assert_num_queries):
    with django_assert_num_queries(27):
        coverage_on(TODAY)
    for number, term in enumerate(Term.objects.filter(start_actual__lt="2026")[:3]):
        mandate = make(Mandate, f"extra-{number}", addressed_to="gte")
        project = make(Project, f"extra-project-{number}")
        show(mandate, project)
        make(
            Deliverable,
            f"extra-deliverable-{number}",
            term=term,
            mandates=[mandate],
            projects=[project],
        )
    with django_assert_num_queries(27):
        coverage_on(TODAY)


# --- its rules, one by one ------------------------------------------------------------------------

DAY = datetime.date(2026, 1, 29)
NEEDED = {
    Mandate: {"title": "t", "text": "t", "instrument": "i", "kind": "council", "status": "unknown"},
    Project: {"name": "p", "description": "d", "status": "active"},
    Deliverable: {"name": "d", "description": "d", "kind": "commitment", "status": "unknown"},
    Document: {"title": "d", "kind": "report", "institution": "i", "access_checked": "full_text"},
    Meeting: {"name": "m", "kind": "ordinary", "participants": "p", "date_start": "2019-06"},
}


def make(model, code, **given):
    """A record of the group's own with no more than its table demands."""
    body = given.pop("addressed_to", None)
    links = {name: given.pop(name) for name in ("mandates", "projects") if name in given}
    fields = {"source": "a source", "certainty": "documented", "scope": "gte", **NEEDED[model]}
    record = model.objects.create(code=code, scope_basis="stated", **{**fields, **given})
    if body:
        record.addressed_to.set(Body.objects.filter(code=body))
    for name, records in links.items():
        getattr(record, name).set(records)
    return record


def show(mandate, record):
    """Makes a record evidence for a mandate."""
    name = record._meta.model_name
    return Evidence.objects.create(mandate=mandate, position=1, **{name: record})


def line_of(mandate, day=DAY):
    coverage = coverage_on(day)
    (line,) = [
        line for line in [*coverage.own, *coverage.neighbours] if line.mandate.code == mandate.code
    ]
    return line


def action_of(record, day=DAY):
    (line,) = [line for line in coverage_on(day).actions if line.action.code == record.code]
    return line


@pytest.fixture
def mandate(db):
    return make(Mandate, "the-mandate", date="2018-05-23")


def test_mandate_without_anything_is_acted_on_by_nobody(mandate):
    line = line_of(mandate)
    assert line.actions == []
    assert line.movement == Movement(None, None)
    assert mandate.code in [line.mandate.code for line in coverage_on(DAY).unacted]


def test_own_project_that_is_evidence_acts_on_it(mandate):
    project = make(Project, "the-project", start="2019")
    show(mandate, project)
    assert codes(line_of(mandate).actions) == [project.code]
    assert codes(action_of(project).mandates) == [mandate.code]


def test_own_meeting_that_is_evidence_acts_on_it(mandate):
    meeting = make(Meeting, "the-meeting", date_start="2019-06")
    show(mandate, meeting)
    assert codes(line_of(mandate).actions) == [meeting.code]


@pytest.mark.parametrize("scope", ["adjacent", "national"])
def test_work_of_others_does_not_act_on_the_groups_mandate_yet_is_its_evidence(mandate, scope):
    project = make(Project, "the-project", start="2019", scope=scope)
    show(mandate, project)
    line = line_of(mandate)
    assert line.actions == []
    assert codes(line.evidence) == [project.code]
    assert line.movement == Movement(None, None)


def test_document_is_evidence_and_a_movement_but_no_action(mandate):
    document = make(Document, "the-document", date="2020-03")
    show(mandate, document)
    line = line_of(mandate)
    assert line.actions == []
    assert codes(line.evidence) == [document.code]
    assert line.movement == Movement(PartialDate("2020-03"), 69)


def test_deliverable_that_names_it_acts_on_it_and_so_does_not_its_project(mandate):
    project = make(Project, "the-project", start="2019-03-01")
    deliverable = make(Deliverable, "the-deliverable", mandates=[mandate], projects=[project])
    line = line_of(mandate)
    assert codes(line.actions) == [deliverable.code]
    assert line.movement.date == "2019-03-01"
    # Seen from the other side, the project answers the mandate through its deliverable.
    assert codes(action_of(project).mandates) == [mandate.code]
    assert codes(action_of(deliverable).mandates) == [mandate.code]


def test_neighbours_mandate_is_acted_on_by_neighbours(mandate):
    theirs = make(Mandate, "their-mandate", scope="adjacent")
    project = make(Project, "the-project", scope="adjacent")
    show(theirs, project)
    line = line_of(theirs)
    assert not line.is_own
    assert codes(line.actions) == [project.code]


def test_own_project_that_answers_only_a_neighbours_mandate_has_none_of_the_group(db):
    theirs = make(Mandate, "their-mandate", scope="adjacent")
    project = make(Project, "the-project")
    show(theirs, project)
    assert action_of(project).mandates == []
    assert project.code in [line.action.code for line in coverage_on(DAY).unmandated]


def test_deliverable_answers_the_mandates_of_the_projects_it_belongs_to(mandate):
    named = make(Project, "naming", status="planned")
    named.mandates.set([mandate])
    shown = make(Project, "shown")
    show(mandate, shown)
    theirs = make(Project, "theirs", scope="adjacent")
    theirs.mandates.set([mandate])
    for number, project in enumerate([named, shown]):
        item = make(Deliverable, f"owed-{number}", projects=[project])
        assert codes(action_of(item).mandates) == [mandate.code]
    alone = make(Deliverable, "of-another-group", projects=[theirs])
    assert action_of(alone).mandates == []


def test_what_is_planned_moves_a_mandate_only_once_somebody_said_so(mandate, django_user_model):
    project = make(Project, "planned", status="planned", start="2018-09")
    project.mandates.set([mandate])
    assert line_of(mandate).movement == Movement(None, None)
    item = make(Deliverable, "owed", projects=[project])
    Progress.objects.create(
        deliverable=item,
        party=State.objects.get(code="cl"),
        state="under_way",
        by=django_user_model.objects.create(email="who@example.org"),
    )
    Progress.objects.update(at=datetime.datetime(2018, 10, 3, 12, tzinfo=datetime.UTC))
    assert line_of(mandate).movement.date == PartialDate("2018-10-03")


def test_work_of_others_is_not_an_action_without_a_mandate(db):
    project = make(Project, "the-project", scope="adjacent")
    assert project.code not in [line.action.code for line in coverage_on(DAY).actions]


def test_undated_project_counts_and_its_movement_is_unknown(mandate):
    project = make(Project, "the-project")
    show(mandate, project)
    line = line_of(mandate)
    assert codes(line.actions) == [project.code]
    assert line.movement == Movement(None, None)


def test_undated_mandate_is_kept(db):
    assert line_of(make(Mandate, "undated")).mandate.date is None


def test_what_begins_after_the_day_is_not_in_the_picture(mandate):
    project = make(Project, "the-project", start="2026-01-30")
    show(mandate, project)
    assert line_of(mandate).actions == []
    assert codes(line_of(mandate, DAY + datetime.timedelta(days=1)).actions) == [project.code]


def test_partial_date_enters_on_its_first_possible_day(mandate):
    project = make(Project, "the-project", start="2019")
    show(mandate, project)
    assert line_of(mandate, datetime.date(2018, 12, 31)).actions == []
    assert codes(line_of(mandate, datetime.date(2019, 1, 1)).actions) == [project.code]


def test_deliverable_enters_with_its_term(mandate):
    term = Term.objects.create(
        code="the-term",
        source="s",
        certainty="documented",
        scope="gte",
        scope_basis="stated",
        term_scope="gte_coordination",
        state=State.objects.members().first(),
        start_actual="2026-01-30",
    )
    deliverable = make(Deliverable, "the-deliverable", mandates=[mandate], term=term)
    assert line_of(mandate).actions == []
    assert codes(line_of(mandate, datetime.date(2026, 1, 30)).actions) == [deliverable.code]


def test_mandate_after_the_day_does_not_stand_behind_an_action(db):
    later = make(Mandate, "later", date="2026-01-30")
    deliverable = make(Deliverable, "the-deliverable", mandates=[later])
    assert action_of(deliverable).mandates == []
    assert codes(action_of(deliverable, datetime.date(2026, 1, 30)).mandates) == [later.code]


@pytest.mark.parametrize(
    ("date", "moves"),
    [
        ("2018-05-22", False),
        ("2018-04", False),
        ("2017", False),
        ("2018-05-23", True),
        # Known to the month or the year, it may have happened after the mandate.
        ("2018-05", True),
        ("2018", True),
    ],
)
def test_what_was_over_before_the_mandate_does_not_move_it(mandate, date, moves):
    show(mandate, make(Meeting, "the-meeting", date_start=date))
    assert line_of(mandate).movement.date == (date if moves else None)


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ([], MandateStatus.FULFILLED),
        (["2026-01-30"], MandateStatus.UNKNOWN),
        (["2026-02", "2027"], MandateStatus.UNKNOWN),
        (["2026"], MandateStatus.FULFILLED),
        (["2026-01-29"], MandateStatus.FULFILLED),
        (["2019", "2027"], MandateStatus.FULFILLED),
        (["2027", None], MandateStatus.FULFILLED),
    ],
)
def test_status_is_unknown_when_all_it_rests_on_came_later(mandate, dates, status):
    Mandate.objects.filter(pk=mandate.pk).update(status=MandateStatus.FULFILLED)
    for number, date in enumerate(dates):
        project = make(Project, f"the-project-{number}", start=date)
        Evidence.objects.create(mandate=mandate, project=project, position=number)
    assert line_of(mandate).status == status


# --- time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], (None, None)),
        ([None], (None, None)),
        (["2026-01-30"], (None, None)),
        (["2025-01-29"], ("2025-01-29", 12)),
        (["2025-01-30"], ("2025-01-30", 11)),
        # Known to the month, it may have happened on the month's last day.
        (["2025-12"], ("2025-12", 0)),
        # Known to a year that still runs, it may have happened today.
        (["2026", "2025-12-31"], ("2026", 0)),
        (["2024", "2024-11-05"], ("2024", 12)),
        (["2025-06", "2025-06-30"], ("2025-06-30", 6)),
        ([None, "2019", "2027"], ("2019", 72)),
    ],
)
def test_last_movement_is_the_latest_that_may_have_happened(dates, expected):
    dates = [date and PartialDate(date) for date in dates]
    movement = Movement.last(dates, DAY)
    assert (movement.date, movement.idle_months) == expected


any_day = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))


@given(any_day, any_day)
def test_months_between_counts_how_often_the_day_came_round(earlier, later):
    if later < earlier:
        assert months_between(earlier, later) == 0
    else:
        assert months_between(earlier, later) == facts.whole_months(earlier, later)


@given(any_day, any_day, any_day)
def test_months_between_never_falls_as_time_passes(first, second, third):
    first, second, third = sorted([first, second, third])
    assert months_between(first, second) <= months_between(first, third)
    assert months_between(first, third) >= months_between(second, third)


@given(any_day)
def test_months_between_a_day_and_itself_is_none(day):
    assert months_between(day, day) == 0


@given(st.lists(st.one_of(st.none(), any_day.map(PartialDate)), max_size=6), any_day)
def test_movement_is_never_after_the_day_and_idle_time_never_negative(dates, day):
    movement = Movement.last(dates, day)
    if movement.date is None:
        assert all(date is None or date.earliest > day for date in dates)
        assert movement.idle_months is None
    else:
        assert movement.date.earliest <= day
        assert movement.idle_months >= 0
