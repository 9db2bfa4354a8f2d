"""Observer States that are invited to an item: their delegates are told, of what is public."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.domain.notices import send_digests
from gte.alliance.enums import Notice, Rhythm
from gte.alliance.models import PendingNotice, RoleAssignment, User
from gte.common.partial_dates import PartialDate
from gte.governance.domain.agenda import add_item
from gte.governance.domain.meetings import cancel_meeting, change_meeting, convene_meeting
from tests.factories import sittings as make
from tests.factories.people import make_role, make_user

pytestmark = pytest.mark.django_db

LINK = "https://video.example.org/sala"


def invited_delegate(email, language="es", state=None):
    user = make_user(email, "observer_delegate", state=state or make.observer())
    user.language, user.time_zone = language, "America/Bogota"
    user.save()
    return user


def invite(meeting, by, title, *users):
    """An item to which the States of these people are invited."""
    states = [user.person.roles.get().state for user in users]
    return add_item(meeting=meeting, by=by, item=make.an_item(title, observers=states))


@pytest.fixture
def guests():
    """Two of one State, one of them reading English, and one of a State that is not invited."""
    other = make.State.objects.observers().order_by("code")[1]
    return {
        "es": invited_delegate("es@example.org"),
        "en": invited_delegate("en@example.org", "en"),
        "other": invited_delegate("other@example.org", state=other),
    }


@pytest.fixture
def meeting(coordinator, delegations, guests):
    """In preparation: an item to which one State is invited, and one without anybody."""
    made = make.prepared(coordinator, link=LINK, convocation_es="Se convoca.", convocation_en="C.")
    invite(made, coordinator, "Cooperación", guests["es"])
    add_item(meeting=made, by=coordinator, item=make.an_item("Asuntos internos"))
    return made


def letters_to(user):
    return [letter for letter in mail.outbox if letter.to == [user.email]]


def path_of(name, meeting, language):
    with override(language):
        return reverse(name, args=[meeting.code])


def test_convocation_invites_the_delegates_of_invited_observers(
    meeting, coordinator, delegations, guests, committed
):
    with committed():
        convene_meeting(meeting=meeting, by=coordinator)
    (letter,) = letters_to(guests["es"])
    assert letter.subject.startswith("Invitación, ")
    assert "(hora de Bogotá)" in letter.body
    assert "Bogotá, Colombia" in letter.body
    assert LINK in letter.body
    assert "- Cooperación\n" in letter.body
    for name in ("meeting", "meeting-calendar"):
        path = path_of(name, meeting, "es")
        assert f"{path}\n" in letter.body
        assert Client().get(path).status_code == 200
    (letter,) = letters_to(guests["en"])
    assert letter.subject.startswith("Invitation, ")
    assert "- Cooperación (en)\n" in letter.body
    assert path_of("meeting", meeting, "en") in letter.body
    # What is of those who take part alone, and who is not invited.
    for hidden in ("Asuntos internos", "/desk/", "/escritorio/", "Se convoca"):
        assert not any(
            hidden in one.body for key in ("es", "en") for one in letters_to(guests[key])
        )
    assert letters_to(guests["other"]) == []
    assert not any("Cooperación" in one.body for one in letters_to(delegations["cl"][0]))


def test_who_was_invited_is_told_of_a_change_and_of_the_end(
    meeting, coordinator, guests, committed
):
    meeting = convene_meeting(meeting=meeting, by=coordinator)
    PendingNotice.objects.all().delete()
    later = make.STARTS + 3 * make.HOUR
    with committed():
        changed = make.plan(starts_at=later, ends_at=later + make.HOUR, link=LINK)
        meeting = change_meeting(meeting=meeting, by=coordinator, plan=changed)
        cancel_meeting(meeting=meeting, by=coordinator, reason="Sin quórum.")
    change, end = letters_to(guests["es"])
    assert change.subject.startswith("Cambio, ")
    assert "Motivo: Sin quórum." in end.body
    assert end.body.count("Sin quórum.") == 1
    for letter in (change, end):
        assert f"{path_of('meeting', meeting, 'es')}\n" in letter.body
        assert "/escritorio/" not in letter.body
        assert "su Estado" in letter.body
    assert len(letters_to(guests["en"])) == 2
    assert letters_to(guests["other"]) == []


def test_invited_delegate_may_refuse_wait_or_be_one_no_more(
    meeting, coordinator, guests, committed
):
    User.objects.filter(pk=guests["es"].pk).update(refused_notices=[Notice.INVITED])
    User.objects.filter(pk=guests["en"].pk).update(rhythm=Rhythm.DAILY)
    with committed():
        convene_meeting(meeting=meeting, by=coordinator)
    assert letters_to(guests["es"]) == letters_to(guests["en"]) == []
    assert PendingNotice.objects.get().user == guests["en"]
    yesterday = PartialDate(timezone.localdate() - timedelta(days=1))
    RoleAssignment.objects.filter(person=guests["en"].person).update(end=yesterday)
    assert send_digests().sent == 0
    assert not PendingNotice.objects.exists()


def test_who_takes_part_and_is_invited_gets_one_letter(meeting, coordinator, committed):
    make_role(coordinator.person, "observer_delegate", state=make.observer())
    with committed():
        convene_meeting(meeting=meeting, by=coordinator)
    (letter,) = letters_to(coordinator)
    assert letter.subject.startswith("Convocatoria, ")
