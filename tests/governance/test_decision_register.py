"""The public register of decisions and the ledger's page: what they say of each and lead to."""

import datetime
import importlib
import json
import re

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.models import State
from gte.governance.domain.consultations import open_consultation
from gte.governance.domain.decisions import change_text, put_to_parties
from gte.governance.domain.positions import Late
from gte.governance.domain.suspensions import suspend_party
from gte.governance.domain.windows import open_silence
from gte.governance.models import Decision, LedgerEntry, Meeting
from gte.governance.queries.standing import stands_of, with_register_status
from tests.factories import sittings as make
from tests.factories.delegations import MONDAY, adopted, at, drafted, say, wording
from tests.factories.desks import AtDesk
from tests.governance.test_consultations import question

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
WEEK = 7 * DAY


def page_of(client, name, *args, language="es", query=""):
    with override(language):
        answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def three(coordinator, delegations):
    """One in force, one superseded, one past its last day; as they stand on the Tuesday."""
    with at(MONDAY - WEEK):
        former = adopted(coordinator, delegations)
        expired = adopted(coordinator, delegations, expires_on=MONDAY.date())
        now = adopted(coordinator, delegations, supersedes=former)
    return {"in_force": now, "superseded": former, "expired": expired}


def hrefs(page):
    return set(re.findall(r'href="(/[^"?#]+)"', page))


# --- the register ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["in_force", "superseded", "expired"])
def test_register_is_narrowed_by_the_status_that_its_rows_say(status, three, client):
    with at(MONDAY + DAY):
        page = page_of(client, "decisions", query=f"?status={status}")
        shown = {key for key, one in three.items() if one.get_absolute_url() in hrefs(page)}
    assert shown == {status}


def test_status_as_a_column_is_what_the_rows_compute(three, coordinator, delegations):
    """Also where a silence ran out that supersedes, and no program has noted it."""
    with at(MONDAY - DAY):
        rule = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
        silent = drafted(coordinator, supersedes=three["in_force"])
        open_silence(decision=silent, by=coordinator, expires_at=MONDAY + WEEK, authority=rule)
    for moment in (MONDAY, MONDAY + DAY, MONDAY + WEEK):
        with at(moment):
            shown = Decision.objects.visible_to(None)
            computed = {one.decision.pk: one.status.value for one in stands_of(list(shown))}
            column = with_register_status(shown, timezone.now())
            assert dict(column.values_list("pk", "register_status")) == computed
    assert computed[three["in_force"].pk] == "superseded"


def test_unknown_status_is_refused_and_a_known_one_may_be_empty(client, three):
    with override("es"):
        address = reverse("decisions")
    assert client.get(f"{address}?status=nonsense").status_code == 400
    assert client.get(f"{address}?status=withdrawn").status_code == 200


@pytest.mark.parametrize(
    ("language", "label", "day"),
    [("es", "Adoptada el", "16 de noviembre de 2026"), ("en", "Adopted on", "16 November 2026")],
)
def test_register_says_when_each_was_adopted(language, label, day, three, client):
    for page in (
        page_of(client, "decisions", language=language),
        page_of(client, "decision", three["in_force"].code, language=language),
    ):
        assert (label in page, day in page) == (True, True)


def test_list_of_the_register_asks_equally_much_however_many(
    coordinator, delegations, client, django_assert_max_num_queries
):
    for _number in range(3):
        adopted(coordinator, delegations)
    with django_assert_max_num_queries(30) as few:
        page_of(client, "decisions", query="?status=in_force")
    for _number in range(6):
        adopted(coordinator, delegations)
    with django_assert_max_num_queries(len(few)):
        page_of(client, "decisions", query="?status=in_force&page=1")


# --- where it comes from --------------------------------------------------------------------------


@pytest.mark.parametrize("written_in", ["es", "en"])
def test_source_is_said_in_the_language_of_the_reader(written_in, coordinator, delegations, client):
    with override(written_in):
        decision = adopted(coordinator, delegations, meeting=make.convened(coordinator))
    assert {decision.source, decision.meeting.source} == {"Ledger of the group"}
    for name, code in (("decision", decision.code), ("meeting", decision.meeting.code)):
        assert "Libro de actuaciones del grupo" in page_of(client, name, code)
        page = page_of(client, name, code, language="en")
        assert ("Ledger of the group" in page, "Libro de" in page) == (True, False)


def test_source_that_was_written_in_spanish_becomes_the_one_name(coordinator):
    decision, meeting = drafted(coordinator), make.prepared(coordinator)
    for model in (Decision, Meeting):
        model.objects.update(source="Libro de actuaciones del grupo")
    move = importlib.import_module("gte.governance.migrations.0006_one_name_of_the_ledger")
    move.keep_one_name(apps, None)
    for record in (decision, meeting):
        record.refresh_from_db()
        assert record.source == "Ledger of the group"


# --- history and ledger ---------------------------------------------------------------------------


def entries_in(page):
    """The entries of a page, each as plain text."""
    block = page[page.index('id="history"') :].partition("</section>")[0]
    items = block.split("<li>")[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", item.split("</li>")[0]).split()) for item in items]


def test_history_says_which_version_each_position_was_on_and_what_had_no_effect(
    coordinator, delegations
):
    head, alternate = delegations["pe"]
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    say(decision, head, "no_objection")
    change_text(decision=decision, by=coordinator, wording=wording(body="En junio."))
    say(decision, head, "abstention")
    put_to_parties(decision=decision, by=coordinator)
    say(decision, head, "objection", "No.")
    with pytest.raises(Late, match="sin efecto"):
        say(decision, alternate, "no_objection", "Sí.")
    said = entries_in(AtDesk(head).opens("desk-decision", decision.code))
    assert [re.search(r"versión (\d)", one).group(1) for one in said] == list("11121222")
    assert ["sin efecto" in one for one in said] == [False] * 7 + [True]
    assert [f"{alternate.name}, suplente" in one for one in said] == [False] * 7 + [True]


@pytest.mark.parametrize("language", ["es", "en"])
def test_ledger_leads_to_each_subject_and_names_it_and_who_acted(
    language, coordinator, delegations
):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    say(decision, delegations["pe"][1], "abstention")
    meeting = make.convened(coordinator)
    asked = open_consultation(by=coordinator, question=question())
    suspend_party(party=State.objects.get(code="cl"), by=coordinator, reason="Prueba.")
    desk = AtDesk(delegations["mx"][0], language)
    page = desk.opens("desk-ledger")
    said = entries_in(page)
    assert len(said) == LedgerEntry.objects.count()
    subjects = {
        "desk-decision": decision,
        "desk-meeting": meeting,
        "desk-consultation": asked,
    }
    for name, record in subjects.items():
        record.refresh_from_db()
        with override(language):
            assert f'<a href="{desk.address(name, record.code)}">{record}</a>' in page
        assert record.code in page
    assert f'<a href="{desk.address("desk-parties")}">' in page
    for entry, shown in zip(LedgerEntry.objects.order_by("-seq"), said, strict=True):
        assert json.loads(entry.body)["by"] in shown
    assert f"{delegations['pe'][1].name}, {'suplente' if language == 'es' else 'alternate'}" in page


def test_ledger_page_asks_equally_much_however_many(
    coordinator, delegations, django_assert_max_num_queries
):
    desk = AtDesk(coordinator)
    drafted(coordinator)
    with django_assert_max_num_queries(20) as few:
        desk.opens("desk-ledger")
    for _number in range(20):
        drafted(coordinator)
    with django_assert_max_num_queries(len(few)):
        desk.opens("desk-ledger")


@pytest.mark.parametrize("field", ["supersedes", "authority"])
def test_decisions_to_choose_from_show_their_numbers(field, coordinator, delegations):
    rule = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    desk = AtDesk(coordinator)
    if field == "supersedes":
        page = desk.opens("desk-decision-new")
    else:
        page = desk.opens("desk-decision-silence", drafted(coordinator).code)
    choice = page[page.index(f'<select name="{field}"') :].split("</select>")[0]
    assert f">{rule.number or 1}/{rule.year or timezone.now().year} {rule}</option>" in choice
