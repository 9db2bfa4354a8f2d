"""Calendars over HTTP: a meeting's file and the personal feed, read by two programs."""

from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.models import Body, RoleAssignment, User
from gte.common.models import LogEntry
from gte.common.partial_dates import PartialDate
from gte.governance.calendar import local_instant
from gte.governance.domain.calendars import close_calendar, renew_calendar
from gte.governance.domain.meetings import (
    Plan,
    cancel_meeting,
    change_meeting,
    convene_meeting,
    prepare_meeting,
)
from gte.governance.domain.windows import extend_silence, open_silence
from gte.governance.enums import MeetingKind, Modality
from tests.factories.delegations import MONDAY, adopted, at, drafted, say
from tests.factories.people import make_user, signed_in
from tests.governance.calendar_readers import both_readers, unfolded
from tests.governance.test_calendar import LIMA, NINE, SUNDAYS
from tests.pages import Page

pytestmark = pytest.mark.django_db

LINK = "https://video.example.org/sala"
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
# Nine in the morning in the four capitals on the day before and the first day of each change.
DAYS = {sunday + timedelta(days=days) for sunday in SUNDAYS for days in (-1, 0)}
AROUND = [(day, zone, instant) for day, zone, instant in NINE.values() if day in DAYS]


def plan(start, zone=LIMA, *, place="Lima", link=LINK, **more):
    given = {
        "kind": MeetingKind.GTE_MEETING,
        "body": Body.objects.get(code="gte"),
        "ordinal": None,
        "name_es": "Reunión del grupo",
        "name_en": "Meeting of the group",
        "starts_at": start,
        "ends_at": start + HOUR,
        "time_zone": zone,
        "modality": Modality.HYBRID,
        "place_es": place,
        "place_en": f"{place} (en)" if place else "",
        "link": link,
        "convocation_es": "Se convoca.",
        "convocation_en": "You are convened.",
    }
    return Plan(**{**given, **more})


def convened(by, start, zone=LIMA, **more):
    meeting = prepare_meeting(by=by, plan=plan(start, zone, **more))
    return convene_meeting(meeting=meeting, by=by)


def file_of(meeting, client=None, language="es"):
    with override(language):
        path = reverse("meeting-calendar", args=[meeting.code])
    return (client or Client()).get(path)


def feed_of(user):
    """As a calendar program asks for it: without cookies."""
    user.refresh_from_db()
    return Client().get(reverse("calendar-feed", args=[user.calendar_key]))


def with_address(user):
    return renew_calendar(by=user)


def text_of(answer):
    assert answer.status_code == HTTPStatus.OK
    return unfolded(answer.content)


# --- the right hour -------------------------------------------------------------------------------


@both_readers
def test_convened_meetings_have_the_same_instants_in_both_readers(read, coordinator):
    expected = {}
    for day, zone, instant in AROUND:
        meeting = convened(coordinator, local_instant(day, time(9), zone), zone)
        expected[f"{meeting.code}@localhost"] = (instant, instant + HOUR)
    readings = read(feed_of(with_address(coordinator)).content)
    found = {
        uid.replace("127.0.0.1", "localhost"): (one.start, one.end) for uid, one in readings.items()
    }
    assert (len(expected), found) == (48, expected)


@both_readers
def test_file_of_one_meeting_is_read_by_both(read, coordinator):
    meeting = convened(coordinator, MONDAY)
    (one,) = read(file_of(meeting).content).values()
    assert (one.start, one.end, one.title) == (MONDAY, MONDAY + HOUR, "Reunión del grupo")
    assert (one.place, one.status, one.sequence) == ("Lima", "CONFIRMED", 0)


# --- one meeting ----------------------------------------------------------------------------------


def test_file_is_of_its_language_and_leads_to_the_public_page(coordinator):
    meeting = convened(coordinator, MONDAY)
    text = text_of(file_of(meeting, language="en"))
    assert "SUMMARY;LANGUAGE=en:Meeting of the group\r\n" in text
    with override("en"):
        assert f"{reverse('meeting', args=[meeting.code])}\r\n" in text


def test_virtual_link_is_for_participants_only(coordinator, delegations):
    meeting = convened(coordinator, MONDAY, place="")
    student = make_user("estudiante@example.org", "student")
    for reader in (Client(), signed_in(student)):
        text = text_of(file_of(meeting, reader))
        assert LINK not in text
        assert "LOCATION;LANGUAGE=es:" in text
    delegate = signed_in(delegations["co"][1])
    assert text_of(file_of(meeting, delegate)).count(LINK) == 2
    # What a participant was given is not kept for the visitor who comes after.
    assert LINK not in text_of(file_of(meeting))


def test_meeting_that_is_not_convened_has_no_file(coordinator):
    meeting = prepare_meeting(by=coordinator, plan=plan(MONDAY))
    for client in (Client(), signed_in(coordinator)):
        assert file_of(meeting, client).status_code == HTTPStatus.NOT_FOUND
    cancel_meeting(meeting=meeting, by=coordinator, reason="Se canceló antes.")
    assert file_of(meeting).status_code == HTTPStatus.NOT_FOUND


def test_pages_of_a_convened_meeting_lead_to_its_file(coordinator):
    meeting = prepare_meeting(by=coordinator, plan=plan(MONDAY))
    reader = signed_in(coordinator)
    file = reverse("meeting-calendar", args=[meeting.code])
    page = reverse("desk-meeting", args=[meeting.code])
    assert file not in reader.get(page).content.decode()
    convene_meeting(meeting=meeting, by=coordinator)
    meeting.refresh_from_db()
    assert file in reader.get(page).content.decode()
    public = Client().get(meeting.get_absolute_url()).content.decode()
    assert file in public
    assert "10:00–11:00 (hora de Lima)" in public


def test_file_says_what_it_is_and_is_not_kept(coordinator):
    answer = file_of(convened(coordinator, MONDAY))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert "ETag" not in answer


@both_readers
def test_changed_and_cancelled_meetings_say_so_with_a_higher_number(read, coordinator):
    meeting = convened(coordinator, MONDAY)
    change_meeting(meeting=meeting, by=coordinator, plan=plan(MONDAY + HOUR))
    (one,) = read(file_of(meeting).content).values()
    assert (one.start, one.sequence, one.status) == (MONDAY + HOUR, 1, "CONFIRMED")
    cancel_meeting(meeting=meeting, by=coordinator, reason="Sin quórum.")
    (one,) = read(file_of(meeting).content).values()
    assert (one.sequence, one.status) == (2, "CANCELLED")


def test_file_and_feed_name_a_meeting_alike(coordinator):
    meeting = convened(coordinator, MONDAY)

    def name(answer):
        return next(line for line in text_of(answer).split("\r\n") if line.startswith("UID"))

    assert name(file_of(meeting)) == name(feed_of(with_address(coordinator)))


# --- the personal feed ----------------------------------------------------------------------------


def test_feed_is_in_the_language_of_its_person(coordinator):
    convened(coordinator, MONDAY)
    with_address(coordinator)
    assert "SUMMARY;LANGUAGE=es:Reunión del grupo" in text_of(feed_of(coordinator))
    User.objects.filter(pk=coordinator.pk).update(language="en")
    answer = feed_of(coordinator)
    assert "SUMMARY;LANGUAGE=en:Meeting of the group" in text_of(answer)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (answer["Cache-Control"], "ETag" in answer) == ("private, no-cache", False)
    with override("en"):
        assert reverse("desk-meeting", args=["x"]).removesuffix("x/") in text_of(answer)


def test_unknown_and_renewed_addresses_are_not_found(coordinator):
    former = with_address(coordinator).calendar_key
    assert feed_of(coordinator).status_code == HTTPStatus.OK
    assert with_address(coordinator).calendar_key != former
    strange = ("x" * 43, "%20", "%00", f"{'x' * 42}%00", "%C3%B1" * 43, "x" * 5000)
    for key in (former, *strange):
        assert Client().get(f"/calendar/{key}.ics").status_code == HTTPStatus.NOT_FOUND
    assert feed_of(coordinator).status_code == HTTPStatus.OK
    later = coordinator.calendar_key
    close_calendar(by=coordinator)
    closed = Client().get(reverse("calendar-feed", args=[later]))
    assert closed.status_code == HTTPStatus.NOT_FOUND


def test_nobody_without_an_address_is_found_by_an_empty_one(coordinator):
    assert Client().get("/calendar/.ics").status_code == HTTPStatus.NOT_FOUND


def test_log_holds_no_address(coordinator):
    key = with_address(coordinator).calendar_key
    entry = LogEntry.objects.filter(verb="calendar.address_made").get()
    assert key not in f"{entry.target} {entry.data}"


@both_readers
def test_who_takes_part_no_more_has_an_empty_calendar(read, coordinator, delegations):
    convened(coordinator, MONDAY)
    delegate, alternate = delegations["mx"]
    for user in (delegate, alternate):
        with_address(user)
        assert len(read(feed_of(user).content)) == 1
    User.objects.filter(pk=delegate.pk).update(is_active=False)
    yesterday = PartialDate(timezone.localdate() - timedelta(days=1))
    RoleAssignment.objects.filter(person=alternate.person).update(end=yesterday)
    for user in (delegate, alternate):
        assert read(feed_of(User.objects.get(pk=user.pk)).content) == {}


@both_readers
def test_end_of_a_running_silence_is_in_the_feed(read, coordinator, delegations):
    with at(MONDAY - WEEK):
        authority = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    head = with_address(delegations["cl"][0])
    with at(MONDAY):
        decision = drafted(coordinator)
        open_silence(
            decision=decision, by=coordinator, expires_at=MONDAY + WEEK, authority=authority
        )
        (one,) = read(feed_of(head).content).values()
        assert (one.start, one.end) == (MONDAY + WEEK - HOUR / 2, MONDAY + WEEK)
        assert (one.title, one.sequence) == ("Termina el silencio: Calendario 2027", 0)
        assert "Su parte todavía no ha respondido." in one.description
    with at(MONDAY + HOUR):
        say(decision, head, "no_objection")
        extend_silence(
            decision=decision, by=coordinator, expires_at=MONDAY + 2 * WEEK, reason="Feriado."
        )
        (one,) = read(feed_of(head).content).values()
        assert (one.end, one.sequence, one.stamp) == (MONDAY + 2 * WEEK, 1, MONDAY + HOUR)
        assert "Su parte todavía no ha respondido." not in one.description
    with at(MONDAY + 2 * WEEK):
        assert read(feed_of(head).content) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_feed_asks_the_database_equally_often(rows, coordinator, django_assert_num_queries):
    for number in range(rows):
        convened(coordinator, MONDAY + number * WEEK)
    with_address(coordinator)
    path = reverse("calendar-feed", args=[coordinator.calendar_key])
    # The account, its roles; meetings with their rounds; open decisions, the suspensions.
    with django_assert_num_queries(5):
        Client().get(path)


# --- the screen -----------------------------------------------------------------------------------


def calendar_page(user, language="es"):
    with override(language):
        path = reverse("desk-calendar")
    return Page(path, signed_in(user).get(path))


def press(user, **data):
    with override("es"):
        return signed_in(user).post(reverse("desk-calendar"), data)


def test_address_is_made_renewed_and_closed_on_its_page(delegations):
    user = delegations["pe"][0]
    assert not calendar_page(user).all("//code[@id='feed']")
    press(user, do="renew")
    first = calendar_page(user).text_of("//code[@id='feed']")
    user.refresh_from_db()
    assert first.endswith(f"/calendar/{user.calendar_key}.ics")
    assert len(user.calendar_key) == 43
    press(user, do="renew")
    page = calendar_page(user)
    assert page.text_of("//code[@id='feed']") != first
    assert page.all("//a[starts-with(@href, 'webcal://')]")
    press(user, do="close")
    assert not calendar_page(user).all("//code[@id='feed']")


def test_desk_leads_to_the_calendar(delegations):
    with override("es"):
        path = reverse("desk-governance")
    page = Page(path, signed_in(delegations["cl"][0]).get(path))
    assert "Mi calendario" in [link.text for link in page.links()]


def test_own_data_says_that_there_is_an_address_and_not_which(coordinator):
    key = with_address(coordinator).calendar_key
    with override("es"):
        answer = signed_in(coordinator).get(reverse("own-data"))
    assert answer.json()["account"]["calendar_address"] is True
    assert key not in answer.content.decode()


def test_meeting_at_an_hour_of_universal_time_is_read(coordinator):
    start = datetime(2027, 3, 1, 15, tzinfo=UTC)
    meeting = convened(coordinator, start, "UTC")
    assert "DTSTART:20270301T150000Z" in text_of(file_of(meeting))
