"""The May 2018 meeting, as the record tells it, played on the working screens by its people.

The record's own 27th meeting is put out of its series, so that it can be held here once more. What
was agreed then for the coming coordination is read from the record.
"""

import datetime
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from gte.governance.models import LedgerEntry, Meeting, Minutes
from gte.workplan.models import Deliverable
from tests.factories.delegations import UTC, at, delegations  # noqa: F401 - a fixture
from tests.factories.desks import AtDesk
from tests.factories.people import make_user
from tests.facts import records

pytestmark = pytest.mark.django_db

TOLD = "meeting-gte-27-2018"
COMMITMENTS = "commitment-2018-"
SPRING = datetime.datetime(2018, 5, 7, 15, tzinfo=UTC)
DAY = datetime.datetime(2018, 5, 22, 14, tzinfo=UTC)
NAMES = {
    "cl": "Marcela Soto",
    "co": "Andrés Rojas",
    "mx": "Lorena Díaz",
    "pe": "Rosa Huamán",
}


@pytest.fixture
def people(delegations):  # noqa: F811 - the fixture
    """The coordination, and the four heads of delegation: two read Spanish, two English."""
    found = {"coordination": make_user("coordina@example.org", "coordination")}
    for place, (code, (head, _alternate)) in enumerate(delegations.items()):
        head.person.name = NAMES[code]
        head.language = "es" if place % 2 else "en"
        head.person.save()
        head.save()
        found[code] = head
    return found


@pytest.fixture
def commitments():
    found = [one for one in records("deliverables") if one["id"].startswith(COMMITMENTS)]
    assert len(found) >= 5
    # They are agreed here anew.
    Deliverable.objects.filter(code__startswith=COMMITMENTS).update(status="delivered")
    return found


def told():
    (found,) = [one for one in records("meetings") if one["id"] == TOLD]
    return found


def round_form():
    return {
        "kind": "round",
        "body": Meeting.objects.get(code=TOLD).body_id,
        "ordinal": 30,
        "name_es": "XXX Ronda de Grupos Técnicos",
        "name_en": "XXX Round of Technical Groups",
        **hours("2018-05-21", "2018-05-25"),
    }


def hours(day, last):
    return {
        "day": day,
        "begin": "09:00",
        "end_day": last,
        "end": "17:00",
        "zone": "America/Mexico_City",
        "modality": "in_person",
        "place_es": told()["place"]["es"],
        "place_en": told()["place"]["en"],
    }


def proposed(page, name):
    (value,) = re.findall(rf'name="{name}" value="([^"]*)"', page)
    return value


def letters():
    found = {letter.to[0]: letter for letter in mail.outbox}
    mail.outbox.clear()
    return found


def prepare(desk, within):
    """The 27th meeting, by the form; its identifier."""
    form = {
        **round_form(),
        "kind": "gte_meeting",
        "ordinal": 27,
        "name_es": "XXVII Reunión del Grupo Técnico de Educación",
        "name_en": "XXVII Meeting of the Education Technical Group",
        **hours("2018-05-22", "2018-05-23"),
        "within": within.pk,
        "convocation_es": "Se convoca a las delegaciones.",
        "convocation_en": "The delegations are convened.",
    }
    page = desk.sends("desk-meeting-new", **form)
    assert "XXVII Reunión del Grupo Técnico de Educación, en la XXX Ronda" in page
    return Meeting.objects.get(ordinal=27, kind="gte_meeting").code


def hold(desk, meeting, people, commitments):
    """Open, everybody there, the commitments for the coming coordination, close."""
    code = meeting.code
    page = desk.sends("desk-meeting-do", code, "open")
    assert "Aún sin quórum" in page
    desk.sends(
        "desk-item-new",
        code,
        title_es="Mandatos para la coordinación de México",
        title_en="Mandates for Mexico's coordination",
        minutes=90,
    )
    item = meeting.agenda.get(title_en__startswith="Mandates")
    for head in (people[state] for state in NAMES):
        page = desk.sends("desk-attendance-delegate", code, delegate=head.pk)
    assert "Están todas las partes: Chile, Colombia, México, Perú." in page
    mexico = people["mx"].person.roles.get().state
    for one in commitments:
        page = desk.sends(
            "desk-outcome-new",
            code,
            kind="commitment",
            item=item.pk,
            text_es=one["description"]["es"],
            text_en=one["description"]["en"],
            owners=[mexico.pk],
            due=str(one["due"]),
        )
    assert page.count("julio de 2019") == len(commitments)
    assert "cerrada" in desk.sends("desk-meeting-do", code, "close")


def agree_the_acta(coordination, desks, people, code):
    """Drafted, circulated, commented by Peru, answered, circulated anew, put to signature."""
    coordination.sends("desk-minutes-do", code, "draft")
    assert "La coordinación está escribiendo el borrador" in desks["co"].opens("desk-minutes", code)
    coordination.sends("desk-minutes-circulate", code, until="2018-06-01")
    assert {people[state].email for state in NAMES} <= set(letters())
    desks["pe"].sends(
        "desk-minutes-comment", code, "closing", version=1, text="Falta agradecer al anfitrión."
    )
    page = coordination.sends("desk-minutes-do", code, "agree")
    assert "Comentarios sin respuesta: 1" in page
    minutes = Minutes.objects.get(meeting__code=code)
    remark = minutes.versions.get().comments.get()
    coordination.sends("desk-minutes-answer", code, remark.pk, answer="Se agrega.")
    edited = {"seen": 1}
    for one in minutes.versions.get().paragraphs:
        thanks = {"es": "\nSe agradece a México.", "en": "\nMexico is thanked."}
        for language in ("es", "en") if not one["key"].startswith("outcome-") else ():
            more = thanks[language] if one["key"] == "closing" else ""
            edited[f"{one['key']}-{language}"] = one[language] + more
        edited[f"{one['key']}-public"] = "on" if one["key"] != "present" else ""
    coordination.sends("desk-minutes-edit", code, **edited)
    coordination.sends("desk-minutes-circulate", code, until="2018-06-01")
    assert "Se agradece a México." in desks["pe"].opens("desk-minutes", code)
    letters()
    coordination.sends("desk-minutes-do", code, "agree")
    assert {people[state].email for state in NAMES} <= set(letters())


def sign_and_publish(coordination, desks, code):
    version = Minutes.objects.get(meeting__code=code).agreed
    hashes = {"es_hash": version.es_hash, "en_hash": version.en_hash}
    for place, desk in enumerate(desks.values()):
        if place == 3:
            page = coordination.sends("desk-minutes-do", code, "publish")
            assert "Falta: Perú." in page
        assert version.es_hash in desk.opens("desk-minutes", code)
        desk.sends("desk-minutes-sign", code, es="on", en="on", **hashes)
    assert "firmada por todas las partes" in coordination.opens("desk-minutes", code)
    coordination.sends("desk-minutes-do", code, "publish")


def check_the_public_page(client, code):
    """Everybody reads the public part, in both languages, and downloads it."""
    for language, shown, hidden in (
        ("es", "Se agradece a México.", "Presentes"),
        ("en", "Mexico is thanked.", "Present"),
    ):
        with override(language):
            page = client.get(reverse("meeting", args=[code])).content.decode()
            assert shown in page
            assert f"<h3>{hidden}</h3>" not in page
            file = client.get(reverse("meeting-acta", args=[code]))
        assert file.headers["Content-Type"] == "application/pdf"
        assert file.content.startswith(b"%PDF")


def check_the_next_meeting(people, commitments):
    """The 28th: its number from the series; the former acta first, then what was committed."""
    coordination = AtDesk(people["coordination"])
    page = coordination.opens("desk-meeting-new")
    names = {name: proposed(page, name) for name in ("ordinal", "name_es", "name_en")}
    assert names == {
        "ordinal": "28",
        "name_es": "XXVIII Reunión del Grupo Técnico de Educación",
        "name_en": "XXVIII Meeting of the Education Technical Group",
    }
    form = {**round_form(), "kind": "gte_meeting", **names, **hours("2018-09-04", "2018-09-05")}
    coordination.sends("desk-meeting-new", **form)
    code = Meeting.objects.get(ordinal=28).code
    coordination.sends("desk-meeting-do", code, "convene")
    for language, former, name, owner, due in (
        ("es", "XXVII Reunión del", "Aprobación del acta anterior", "México", "julio de 2019"),
        ("en", "XXVII Meeting of", "Approval of the former acta", "Mexico", "July 2019"),
    ):
        page = AtDesk(people["co"], language).opens("desk-meeting", code)
        _before, first, rest = page.partition(name)
        assert first
        assert former in rest.partition('id="item-2"')[0]
        for one in commitments:
            _before, found, told_of_it = rest.partition(one["description"][language])
            assert found
            assert f"{owner} · " in told_of_it[:120]
            assert due in told_of_it[:120]


def test_meeting_of_may_2018(people, commitments, client):
    Meeting.objects.filter(code=TOLD).update(kind="forum", ordinal=None)
    with at(SPRING):
        coordination = AtDesk(people["coordination"])
        coordination.sends("desk-meeting-new", **round_form())
        code = prepare(coordination, Meeting.objects.get(kind="round", ordinal=30))
        public = coordination.address("meeting", code)
        assert client.get(public).status_code == 404
        mail.outbox.clear()
        coordination.sends("desk-meeting-do", code, "convene")
        assert client.get(public).status_code == 200
    convened = letters()
    assert {people[state].email for state in NAMES} <= set(convened)
    assert convened[people["cl"].email].subject.startswith("Convocation, 22 May 2018, ")
    assert convened[people["co"].email].subject.startswith("Convocatoria, 22 de mayo de 2018, ")

    with at(DAY):
        hold(AtDesk(people["coordination"]), Meeting.objects.get(code=code), people, commitments)
        english = AtDesk(people["cl"], "en").opens("desk-meeting", code)
        assert all(one["description"]["en"] in english for one in commitments)
        assert "Add a commitment" not in english

    with at(DAY + datetime.timedelta(days=3)):
        coordination = AtDesk(people["coordination"])
        desks = {state: AtDesk(people[state], people[state].language) for state in NAMES}
        agree_the_acta(coordination, desks, people, code)
        sign_and_publish(coordination, desks, code)
        check_the_public_page(client, code)

    with at(DAY + datetime.timedelta(days=60)):
        check_the_next_meeting(people, commitments)
    acts = set(LedgerEntry.objects.filter(subject=code).values_list("act", flat=True))
    assert {"meeting.convened", "minutes.signed", "minutes.published"} <= acts
