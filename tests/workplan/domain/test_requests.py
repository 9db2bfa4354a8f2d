"""Requests between groups: who may note them, what cannot be, and when one is late."""

import datetime

import pytest
from django.utils.translation import override

from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.workplan.domain.requests import (
    answer_request,
    change_request,
    make_request,
    withdraw_request,
)
from gte.workplan.models import GroupRequest
from gte.workplan.queries.groups import groups_at_desk, is_request_late, open_requests
from tests.factories.delegations import UTC, at
from tests.factories.groups import ASKED, a_body, a_request, answer_given, request_given

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_november():
    with at(NOW), override("en"):
        yield


def verbs_of(request):
    return list(LogEntry.objects.filter(target=request.code).order_by("pk").values_list("verb"))


def test_request_is_noted_changed_and_answered_each_with_one_entry_of_the_log(by):
    request = a_request(by)
    assert request.code == "request-enviar-la-lista-de-perfiles"
    change_request(request=request, by=by, given=request_given(due=None))
    answer_request(request=request, by=by, given=answer_given())
    request.refresh_from_db()
    assert (request.due, request.answer_es, request.is_open) == (None, "Va adjunta.", False)
    assert verbs_of(request) == [("request.made",), ("request.changed",), ("request.answered",)]


def test_two_requests_of_one_title_have_identifiers_of_their_own(by):
    assert a_request(by).code != a_request(by).code


@pytest.mark.parametrize("code", ["gte", "riap"])
def test_request_goes_to_another_group_and_not_to_the_groups_own_bodies(by, code):
    with pytest.raises(BadInput, match="works under it"):
        a_request(by, body=a_body(code))
    assert not GroupRequest.objects.exists()


def test_answer_is_not_needed_before_it_was_asked_for(by):
    with pytest.raises(BadInput, match="before it was asked for"):
        a_request(by, due=ASKED - DAY)
    request = a_request(by, due=ASKED)
    with pytest.raises(BadInput, match="before it was asked for"):
        change_request(request=request, by=by, given=request_given(due=ASKED - DAY))


def test_request_of_a_day_to_come_is_refused(by):
    with pytest.raises(BadInput, match="was not asked for yet"):
        a_request(by, asked_on=NOW.date() + DAY, due=None)


@pytest.mark.parametrize(
    ("answered_on", "said"),
    [(ASKED - DAY, "was asked for"), (NOW.date() + DAY, "still to come")],
)
def test_answer_comes_after_the_question_and_not_after_today(by, answered_on, said):
    request = a_request(by)
    with pytest.raises(BadInput, match=said):
        answer_request(request=request, by=by, given=answer_given(answered_on=answered_on))
    request.refresh_from_db()
    assert request.is_open


def test_what_is_answered_or_withdrawn_is_neither_changed_answered_nor_withdrawn(by):
    answered, withdrawn = a_request(by), a_request(by, "Otra")
    answer_request(request=answered, by=by, given=answer_given())
    withdraw_request(request=withdrawn, by=by, reason="Ya no hace falta.")
    for request, said in ((answered, "was answered on"), (withdrawn, "was withdrawn on")):
        with pytest.raises(BadInput, match=said):
            change_request(request=request, by=by, given=request_given())
        with pytest.raises(BadInput, match=said):
            answer_request(request=request, by=by, given=answer_given())
        with pytest.raises(BadInput, match=said):
            withdraw_request(request=request, by=by, reason="x")


def test_withdrawal_says_why_and_keeps_it(by):
    request = a_request(by)
    with pytest.raises(BadInput, match="Say why"):
        withdraw_request(request=request, by=by, reason=" ")
    withdraw_request(request=request, by=by, reason="Ya no hace falta.")
    request.refresh_from_db()
    assert (request.withdrawn_on, request.withdrawal_reason) == (NOW.date(), "Ya no hace falta.")
    assert LogEntry.objects.get(verb="request.withdrawn").data == {"reason": "Ya no hace falta."}


def test_delegates_note_nothing(by, delegations):
    delegate = delegations["pe"][0]
    request = a_request(by)
    for verb in (
        lambda: make_request(by=delegate, given=request_given()),
        lambda: change_request(request=request, by=delegate, given=request_given()),
        lambda: answer_request(request=request, by=delegate, given=answer_given()),
        lambda: withdraw_request(request=request, by=delegate, reason="x"),
    ):
        with pytest.raises(BadInput, match="Only the coordination"):
            verb()


def test_request_is_late_the_day_after_its_date_and_never_once_it_is_answered(by):
    request = a_request(by, due=NOW.date())
    assert not is_request_late(request, NOW.date())
    assert is_request_late(request, NOW.date() + DAY)
    assert not is_request_late(a_request(by, due=None), NOW.date() + 1000 * DAY)
    answer_request(request=request, by=by, given=answer_given())
    request.refresh_from_db()
    assert not is_request_late(request, NOW.date() + DAY)


def test_open_requests_come_most_urgent_first_undated_last(by):
    names = {"Sin fecha": None, "Tarde": NOW.date() + 9 * DAY, "Pronto": NOW.date()}
    for name, due in names.items():
        a_request(by, name, due=due)
    assert [one.title_es for one in open_requests()] == ["Pronto", "Tarde", "Sin fecha"]


def test_list_of_groups_asks_a_constant_number_of_questions(by, django_assert_num_queries):
    a_request(by)
    with django_assert_num_queries(12):
        groups_at_desk(by)
    for code in ("gtl", "gtg", "ceap"):
        a_request(by, body=a_body(code))
    with django_assert_num_queries(12):
        groups_at_desk(by)


def test_list_of_groups_has_those_of_the_same_level_and_no_body_of_the_group(by):
    codes = {group.body.code for group in groups_at_desk(by)}
    assert {"gtl", "gtg", "gt-smes"} <= codes
    assert not codes & {"gte", "riap", "remcap", "summit"}
    a_request(by, body=a_body("summit"))
    assert "summit" in {group.body.code for group in groups_at_desk(by)}
