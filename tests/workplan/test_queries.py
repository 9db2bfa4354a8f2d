"""How time enters the answers: what has begun, what is due, what is late, whose term it is."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.alliance.enums import TermScope
from gte.alliance.models import Term
from gte.common.partial_dates import PartialDate
from gte.governance.models import Meeting
from gte.library.models import Document
from gte.workplan.facts import (
    DocumentRow,
    MandateRow,
    MeetingRow,
    ProjectRow,
    existed,
    load_facts,
)
from gte.workplan.models import Deliverable, Mandate, Project
from gte.workplan.queries import (
    begun,
    is_due,
    is_late,
    next_term,
    term_on,
)
from tests import facts

DAYS = [
    datetime.date(2026, 1, 29),
    datetime.date(2026, 1, 30),
    datetime.date(2019, 6, 30),
    datetime.date(2014, 1, 1),
    datetime.date(2010, 1, 1),
    datetime.date(2040, 1, 1),
]
on_each_day = pytest.mark.parametrize("on", DAYS, ids=str)


def partial(text):
    return text and PartialDate(text)


def known(kind, on):
    return sorted(record["id"] for record in facts.records(kind) if facts.there(record["id"], on))


@on_each_day
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["mandates", "projects", "deliverables"])
def test_records_of_a_day_are_those_dated_up_to_it_and_the_undated(kind, on):
    rows = getattr(load_facts(), kind).values()
    assert sorted(row.code for row in rows if existed(row, on)) == known(kind, on)


@on_each_day
@pytest.mark.django_db
def test_sql_and_python_agree_on_what_has_begun(on):
    kinds = ((Project, ProjectRow, "start"), (Mandate, MandateRow, "date"))
    kinds += ((Document, DocumentRow, "date"), (Meeting, MeetingRow, "date_start"))
    read = load_facts()
    for model, row, name in kinds:
        by_sql = {record.code for record in model.objects.filter(begun(on, name))}
        assert by_sql == {one.code for one in read.of(row).values() if existed(one, on)}


# --- due and late ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "day", "passed"),
    [
        (None, "2099-01-01", False),
        ("2019-06-30", "2019-06-30", False),
        ("2019-06-30", "2019-07-01", True),
        ("2019-06", "2019-06-30", False),
        ("2019-06", "2019-07-01", True),
        ("2019", "2019-12-31", False),
        ("2019", "2020-01-01", True),
        ("2020-02", "2020-02-29", False),
        ("2020-02", "2020-03-01", True),
        ("2026-12", "2026-01-29", False),
    ],
)
def test_due_means_that_the_date_has_passed_entirely(due, day, passed):
    day = facts.day(day)
    item = Deliverable(due=partial(due), status="in_progress")
    assert is_due(item, day) is passed
    assert is_late(item, day) is passed


@pytest.mark.parametrize(
    ("status", "late"),
    [
        ("delivered", False),
        ("partially_delivered", True),
        ("in_progress", True),
        ("unknown", True),
    ],
)
def test_late_means_passed_and_not_delivered(status, late):
    item = Deliverable(due=partial("2019"), status=status)
    assert is_late(item, facts.day("2020-01-01")) is late


@given(
    st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31)),
    st.sampled_from([4, 7, 10]),
    st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31)),
    st.sampled_from(["delivered", "partially_delivered", "in_progress", "unknown"]),
)
def test_what_is_late_is_due_and_stays_late(due, length, day, status):
    text = due.isoformat()[:length]
    item = Deliverable(due=PartialDate(text), status=status)
    assert is_due(item, day) == (facts.last_day(text) < day)
    if is_late(item, day):
        assert is_due(item, day)
        assert is_late(item, day + datetime.timedelta(days=1))
        assert status != "delivered"


# --- terms ----------------------------------------------------------------------------------------


def in_office(scope, on):
    """By the files: the term that began last of those that have begun and not ended."""
    running = [
        term
        for term in facts.records("presidencies")
        if term["scope"] == scope
        and facts.known_by(term["start"], on)
        and (term["end"] is None or facts.last_day(term["end"]) > on)
    ]
    return max(running, key=lambda term: term["start"] or "")["id"] if running else None


@on_each_day
@pytest.mark.django_db
@pytest.mark.parametrize("scope", TermScope.values)
def test_term_of_a_day_is_that_of_the_files(scope, on):
    term = term_on(scope, on)
    assert (term.code if term else None) == in_office(scope, on)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "holder"),
    [
        ("2026-01-29", "gte-co-2025"),
        # Handed over on the 30th: the new term runs from that day, the old one no longer.
        ("2026-01-30", "gte-mx-2026"),
        ("2020-12-10", "gte-cl-2019"),
        ("2020-12-11", "gte-co-2020"),
        # A term no longer runs on its last day, and nobody is known to have followed.
        ("2022-01-25", "gte-co-2020"),
        ("2022-01-26", None),
        ("2023-06-01", None),
        ("2010-01-01", None),
    ],
)
def test_coordination_changes_on_the_day_of_the_handover(on, holder):
    term = term_on(TermScope.GTE_COORDINATION, facts.day(on))
    assert (term.code if term else None) == holder


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "following"),
    [
        ("2026-01-29", "gte-mx-2026"),
        ("2026-01-30", None),
        ("2023-06-01", "gte-cl-2024"),
        ("2010-01-01", "gte-cl-2016"),
    ],
)
def test_next_term_is_the_first_to_begin_after_the_day(on, following):
    term = next_term(TermScope.GTE_COORDINATION, facts.day(on))
    assert (term.code if term else None) == following


@pytest.mark.django_db
def test_term_known_to_the_month_runs_through_its_last_month():
    assert term_on(TermScope.GTE_COORDINATION, facts.day("2018-06-29")).code == "gte-co-2017"


@pytest.mark.django_db
def test_open_term_is_followed_by_the_one_that_begins_later():
    """Two terms that overlap by a gap in what is known: the one that began last holds."""
    first = Term.objects.get(code="gte-co-2025")
    Term.objects.filter(pk=first.pk).update(end_actual=None, end_planned=None)
    scope = TermScope.GTE_COORDINATION
    assert term_on(scope, facts.day("2026-02-15")).code == "gte-mx-2026"


@pytest.fixture
def planned_term(db):
    """A term that is only planned, with a deliverable promised for it."""
    term = Term.objects.create(
        code="gte-next",
        source="a plan",
        certainty="documented",
        scope="gte",
        scope_basis="derived",
        term_scope=TermScope.GTE_COORDINATION,
        state=Term.objects.get(code="gte-co-2025").state,
        start_planned="2027-01-31",
    )
    Deliverable.objects.create(
        code="promised",
        source="a plan",
        certainty="documented",
        scope="gte",
        scope_basis="derived",
        kind="deliverable",
        name="n",
        description="d",
        status="unknown",
        term=term,
    )
    return term


def test_planned_term_has_not_begun_before_its_planned_day(planned_term):
    day = facts.day("2026-01-30")
    assert term_on(TermScope.GTE_COORDINATION, day).code == "gte-mx-2026"
    assert next_term(TermScope.GTE_COORDINATION, day) == planned_term
    assert not existed(load_facts().deliverables["promised"], day)


def test_planned_term_begins_on_its_planned_day(planned_term):
    day = facts.day("2027-01-31")
    assert term_on(TermScope.GTE_COORDINATION, day) == planned_term
    assert next_term(TermScope.GTE_COORDINATION, day) is None
    assert existed(load_facts().deliverables["promised"], day)


def test_term_that_began_late_counts_from_the_day_it_began(planned_term):
    Term.objects.filter(pk=planned_term.pk).update(start_actual="2027-03-01")
    scope = TermScope.GTE_COORDINATION
    assert term_on(scope, facts.day("2027-02-15")) is None
    assert next_term(scope, facts.day("2027-02-15")) == planned_term
    assert term_on(scope, facts.day("2027-03-01")) == planned_term
