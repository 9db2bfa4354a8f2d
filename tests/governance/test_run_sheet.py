"""The run sheet: who is there and in what order, ways through the page, what is late."""

import datetime

import pytest
from django.utils.translation import override

from gte.alliance.models import State
from gte.common.errors import BadInput
from gte.governance.domain.agenda import note_attendance
from gte.governance.models import Attendance, Meeting
from gte.governance.queries.meetings import agenda_of, delegations_of
from gte.workplan.models import Deliverable
from tests.factories import sittings as make
from tests.factories.delegations import UTC, at
from tests.factories.desks import AtDesk
from tests.factories.sittings import HOUR, STARTS

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_in_november():
    with at(NOW), override("en"):
        yield


def party(code):
    return State.objects.get(code=code)


# --- who is there ---------------------------------------------------------------------------------


def test_delegation_has_one_head(coordinator):
    meeting = make.convened(coordinator)
    say = {"meeting": meeting, "by": coordinator, "state": party("cl")}
    note_attendance(name="Ana", role="head", **say)
    note_attendance(name="Ana", role="head", **say)
    with pytest.raises(BadInput, match="Ana is noted as head of delegation of Chile"):
        note_attendance(name="Rosa", role="head", **say)
    note_attendance(name="Ana", role="delegate", **say)
    note_attendance(name="Rosa", role="head", **say)
    note_attendance(name="Luz", role="head", **(say | {"state": party("pe")}))
    assert Attendance.objects.filter(role="head").count() == 2


def test_parties_come_first_then_observers_each_with_its_head_first(coordinator):
    meeting = make.convened(coordinator)
    stranger = State.objects.exclude(observership__isnull=False).exclude(
        pk__in=State.objects.parties(NOW.date())
    )
    observer = make.observer()
    people = [(observer, "Grace", "observer"), (party("pe"), "Luz", "delegate")]
    people += [(party("pe"), "Rosa", "head"), (party("cl"), "Ana", "adviser")]
    people += [(one, "Otto", "observer") for one in stranger[:1]]
    for state, name, role in people:
        note_attendance(meeting=meeting, by=coordinator, state=state, name=name, role=role)
    found = delegations_of(meeting)
    assert [state.code for state, _rows in found] == [
        "cl",
        "pe",
        observer.code,
        *(one.code for one in stranger[:1]),
    ]
    assert [row.name for row in found[1][1]] == ["Rosa", "Luz"]
    page = AtDesk(coordinator, "en").opens("desk-meeting", meeting.code)
    shown = page.partition('class="delegations"')[2]
    places = [shown.index(name) for name in ("Ana", "Rosa", "Luz", "Grace")]
    assert places == sorted(places)


# --- the page -------------------------------------------------------------------------------------


def test_sheet_leads_to_its_parts(coordinator):
    page = AtDesk(coordinator, "en").opens("desk-meeting", make.prepared(coordinator).code)
    for part in ("agenda", "attendance", "outcomes", "history"):
        assert page.count(f'href="#{part}"') == 1
        assert page.count(f'id="{part}"') == 1


def test_agreement_is_added_at_an_item_in_session_alone(coordinator, delegations):
    meeting = make.convened(coordinator)
    item = make.add_item(meeting=meeting, by=coordinator, item=make.an_item())
    with at(STARTS):
        desk = AtDesk(coordinator, "en")
        query = f"?kind=agreement&item={item.pk}"
        address = desk.address("desk-outcome-new", meeting.code) + query
        assert address not in desk.opens("desk-meeting", meeting.code)
        page = desk.sends("desk-meeting-do", meeting.code, "open")
        assert f'href="{address}"' in page
        delegate = AtDesk(delegations["pe"][0], "en")
        assert address not in delegate.opens("desk-meeting", meeting.code)
        page = desk.opens("desk-outcome-new", meeting.code, query=query)
        assert f'<option value="{item.pk}" selected>' in page


def test_outcome_leads_to_the_acta_and_to_what_became_of_it(coordinator, delegations):
    meeting = make.drafted(coordinator)
    desk, delegate = AtDesk(coordinator, "en"), AtDesk(delegations["pe"][0], "en")
    told = f"{desk.address('desk-minutes', meeting.code)}#paragraph-{make.told_in(meeting)}"
    assert told in desk.opens("desk-meeting", meeting.code)
    # The parties have no version of it yet.
    assert told not in delegate.opens("desk-meeting", meeting.code)
    other = make.signed(coordinator, delegations, ordinal=29)
    made = Deliverable.objects.get(source=other.code)
    with override("en"):
        address = made.get_absolute_url()
    assert f'href="{address}"' in delegate.opens("desk-meeting", other.code)
    assert f'id="paragraph-{make.told_in(other)}"' in delegate.opens("desk-minutes", other.code)


# --- what is late ---------------------------------------------------------------------------------


def lateness(meeting, now):
    return {
        line.code: line.is_late
        for point in agenda_of(Meeting.objects.get(pk=meeting.pk), now)
        if point.item.kind == "commitments"
        for line in point.lines
    }


def test_commitment_due_before_a_meeting_to_come_is_not_late_yet(coordinator):
    meeting = make.convened(coordinator)
    code = lateness(meeting, NOW).popitem()[0]
    Deliverable.objects.filter(code=code).update(due="2026-11-30")
    assert lateness(meeting, NOW)[code] is False
    assert lateness(meeting, STARTS - 24 * HOUR)[code] is True
    # By the day of the meeting, also when it is looked at later.
    Deliverable.objects.filter(code=code).update(due="2026-12-10")
    assert lateness(meeting, STARTS + 24 * 30 * HOUR)[code] is False
