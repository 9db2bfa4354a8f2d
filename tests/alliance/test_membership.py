"""Members are data: who they are on a day follows from dated rows alone."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gte.alliance.models import Membership, Observership, State, Term, in_force
from gte.common.partial_dates import PartialDate
from tests import facts
from tests.factories.rows import make_state

pytestmark = pytest.mark.django_db

MEMBERS = sorted(record["id"] for record in facts.records("members"))
OBSERVERS = sorted(record["id"] for record in facts.records("observers"))
CANDIDATE = "obs-cr"


def day(text):
    return datetime.date.fromisoformat(text)


def parties(on):
    return list(State.objects.parties(day(on)).values_list("code", flat=True))


def join(code, start=None, end=None):
    return Membership.objects.create(state=State.objects.get(code=code), start=start, end=end)


# --- parties --------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["1900-01-01", "2014-10-01", "2026-01-29", "2100-12-31"])
def test_members_of_unknown_dates_are_parties_on_every_day(on):
    """No source gives the day on which their membership began, so none is made up."""
    assert parties(on) == MEMBERS


@pytest.mark.parametrize(
    ("on", "joined"),
    [
        ("2026-12-31", []),
        ("2027-01-01", [CANDIDATE]),
        ("2027-06-01", [CANDIDATE]),
    ],
)
def test_observer_that_joins_is_a_party_from_that_day(on, joined):
    join(CANDIDATE, "2027-01-01")
    assert parties(on) == sorted([*MEMBERS, *joined])


def test_member_that_was_an_observer_is_both_in_turn():
    join(CANDIDATE, "2027-01-01")
    assert CANDIDATE in State.objects.members().values_list("code", flat=True)
    assert CANDIDATE in State.objects.observers().values_list("code", flat=True)


def test_members_and_observers_are_those_of_their_files():
    assert list(State.objects.members().values_list("code", flat=True)) == MEMBERS
    assert list(State.objects.observers().values_list("code", flat=True)) == OBSERVERS


@pytest.mark.parametrize(
    ("on", "is_party"), [("2027-06-29", True), ("2027-06-30", False), ("2027-07-01", False)]
)
def test_member_that_leaves_is_no_party_on_its_last_day(on, is_party):
    Membership.objects.filter(state__code=MEMBERS[0]).update(end="2027-06-30")
    assert (MEMBERS[0] in parties(on)) == is_party


def test_state_that_left_and_came_back_is_one_party_and_one_member():
    join(CANDIDATE, "2027-01-01", "2028-01-01")
    join(CANDIDATE, "2029-01-01")
    assert [CANDIDATE in parties(on) for on in ("2027-05-01", "2028-05-01", "2029-05-01")] == [
        True,
        False,
        True,
    ]
    assert parties("2029-05-01").count(CANDIDATE) == 1
    assert list(State.objects.members().values_list("code", flat=True)).count(CANDIDATE) == 1


def test_state_with_two_rows_in_force_is_one_party():
    join(CANDIDATE, "2027")
    join(CANDIDATE, "2027-01-01")
    assert parties("2027-05-01").count(CANDIDATE) == 1


def test_state_of_no_row_is_neither_party_nor_member_nor_observer():
    make_state("state-zz")
    assert "state-zz" not in parties("2026-01-29")
    assert State.objects.members().filter(code="state-zz").count() == 0
    assert State.objects.observers().filter(code="state-zz").count() == 0


def test_parties_are_asked_for_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        list(State.objects.parties(day("2026-01-29")))


# --- in force -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "on", "runs"),
    [
        (None, None, "2019-07-15", True),
        # Its first day counts, its end day does not.
        ("2019-07-15", None, "2019-07-14", False),
        ("2019-07-15", None, "2019-07-15", True),
        (None, "2019-07-15", "2019-07-14", True),
        (None, "2019-07-15", "2019-07-15", False),
        (None, "2019-07-15", "2019-07-16", False),
        # A partial start begins with its first possible day.
        ("2019-07", None, "2019-06-30", False),
        ("2019-07", None, "2019-07-01", True),
        ("2019", None, "2018-12-31", False),
        ("2019", None, "2019-01-01", True),
        # A partial end lasts to its last possible day.
        (None, "2019-07", "2019-06-30", True),
        (None, "2019-07", "2019-07-01", True),
        (None, "2019-07", "2019-07-31", True),
        (None, "2019-07", "2019-08-01", False),
        (None, "2019", "2019-12-31", True),
        (None, "2019", "2020-01-01", False),
        (None, "2019-12", "2020-01-01", False),
        # Both.
        ("2018", "2019", "2018-01-01", True),
        ("2019-07", "2019-07", "2019-07-15", True),
        ("2019", "2019", "2019-01-01", True),
    ],
)
def test_row_runs_from_its_start_to_its_end(start, end, on, runs):
    join(CANDIDATE, start, end)
    found = Membership.objects.filter(in_force(day(on)), state__code=CANDIDATE)
    assert found.exists() == runs


PARTIAL_DATES = st.dates(day("2015-01-01"), day("2025-12-31")).flatmap(
    lambda one: st.sampled_from([str(one), str(one)[:7], str(one)[:4], None])
)


@given(PARTIAL_DATES, PARTIAL_DATES, st.dates(day("2015-01-01"), day("2025-12-31")))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_row_runs_as_its_earliest_and_latest_days_say(term, start, end, on):
    """The rule in SQL against the same rule over days, in Python."""
    Term.objects.filter(pk=term.pk).update(start_actual=start, end_actual=end)
    began = start is None or PartialDate(start).earliest <= on
    if end is None:
        over = False
    elif PartialDate(end).precision == "day":
        over = PartialDate(end).latest <= on
    else:
        over = PartialDate(end).latest < on
    rows = Term.objects.filter(in_force(on, "start_actual", "end_actual"), pk=term.pk)
    assert rows.exists() == (began and not over)


@pytest.fixture
def term():
    return Term.objects.first()


# --- what the database keeps ----------------------------------------------------------------------


def test_membership_does_not_end_before_it_begins():
    with pytest.raises(IntegrityError, match="membership_ends_after_start"), transaction.atomic():
        join(CANDIDATE, "2027-01-02", "2027-01-01")


@pytest.mark.parametrize(
    ("start", "end"),
    [("2027-01-01", "2027-01-01"), ("2027", "2028"), (None, "2027"), ("2027", None)],
)
def test_membership_may_have_dates_that_follow_or_are_not_known(start, end):
    assert join(CANDIDATE, start, end).pk


def test_state_is_admitted_as_an_observer_once():
    with pytest.raises(IntegrityError), transaction.atomic():
        Observership.objects.create(
            state=State.objects.get(code=CANDIDATE),
            associated_state="none",
            accession_process=False,
        )


def test_observership_knows_how_near_to_an_associated_state_it_is():
    with (
        pytest.raises(IntegrityError, match="observership_associated_known"),
        transaction.atomic(),
    ):
        Observership.objects.filter(state__code=CANDIDATE).update(associated_state="nearly")


def test_no_two_states_share_a_country_code():
    taken = State.objects.get(code=MEMBERS[0]).iso2
    with pytest.raises(IntegrityError), transaction.atomic():
        make_state("state-zz", iso2=taken)


def test_term_is_of_a_known_office():
    with pytest.raises(IntegrityError, match="term_scope_value_known"), transaction.atomic():
        Term.objects.update(term_scope="chair")


# --- terms ----------------------------------------------------------------------------------------


def test_term_that_is_not_over_ends_as_planned(term):
    term.end_planned, term.end_actual = PartialDate("2027-01"), None
    assert term.end == "2027-01"
    term.end_actual = PartialDate("2027-03-01")
    assert term.end == "2027-03-01"


def test_term_that_has_not_begun_begins_as_planned(term):
    term.start_planned, term.start_actual = PartialDate("2027-01"), None
    assert term.start == "2027-01"
    term.start_actual = PartialDate("2027-02-01")
    assert term.start == "2027-02-01"


def test_planned_ends_of_the_record_are_not_said_to_have_happened():
    planned = Term.objects.exclude(end_planned=None)
    expected = {r["id"] for r in facts.records("presidencies") if r["end_is_planned"] == "true"}
    assert {term.code for term in planned} == expected
    assert planned.exclude(end_actual=None).count() == 0


@pytest.mark.parametrize("scope", ["ppt", "gte_coordination", "riap_secretariat"])
def test_terms_of_an_office_are_its_own(scope):
    expected = {r["id"] for r in facts.records("presidencies") if r["scope"] == scope}
    assert set(Term.objects.of(scope).values_list("code", flat=True)) == expected
