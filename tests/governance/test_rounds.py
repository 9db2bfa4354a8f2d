"""The round that a meeting lies within is named to everybody once everybody may know of it."""

import pytest
from django.test import Client
from django.urls import reverse

from gte.governance.acta.build import acta_of
from gte.governance.domain.meetings import convene_meeting
from gte.governance.queries.meetings import numbered_title
from tests.factories import sittings as make
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

NAME = "Ronda reservada"


@pytest.fixture
def around(coordinator):
    """A round in preparation."""
    names = {"name_es": NAME, "name_en": f"{NAME} (en)"}
    return make.prepared(coordinator, kind="round", ordinal=31, **names)


def file_of(meeting, client):
    answer = client.get(reverse("meeting-calendar", args=[meeting.code]))
    return answer.content.decode().replace("\r\n ", "")


def test_calendar_file_names_the_round_once_it_is_convened(coordinator, delegations, around):
    meeting = make.convened(coordinator, within=around)
    delegate = signed_in(delegations["co"][0])
    assert NAME not in file_of(meeting, Client())
    assert NAME in file_of(meeting, delegate)
    convene_meeting(meeting=around, by=coordinator)
    assert NAME in file_of(meeting, Client())


def test_public_acta_names_the_round_once_it_is_convened(coordinator, delegations, around):
    meeting = make.agreed(coordinator, within=around)
    meeting.minutes.refresh_from_db()
    version = meeting.minutes.agreed
    whole, public = (acta_of(meeting.minutes, version, "es", public=one) for one in (False, True))
    assert NAME in whole.subtitle
    assert public.subtitle == ""
    convene_meeting(meeting=around, by=coordinator)
    public = acta_of(meeting.minutes, version, "es", public=True)
    assert public.subtitle == whole.subtitle


def test_title_for_who_takes_part_names_the_round(coordinator, around):
    meeting = make.prepared(coordinator, within=around)
    assert NAME in numbered_title(meeting)
    assert NAME not in numbered_title(meeting, for_all=True)
