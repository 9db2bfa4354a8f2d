"""What waits: for a party, for the coordination, with who is missing; and acts that ask before."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from gte.common.errors import BadInput
from gte.governance.domain import minutes as minutes_verbs
from gte.governance.domain.consultations import draft_answer, open_consultation
from gte.governance.domain.decisions import put_to_parties, remind, withdraw_decision
from gte.governance.domain.windows import open_silence
from gte.governance.models import LedgerEntry, Minutes
from gte.governance.queries.waiting import waiting_for, waits_for_coordination
from tests.factories import sittings as make
from tests.factories.delegations import MONDAY, adopted, at, drafted, say, wording
from tests.factories.desks import AtDesk
from tests.governance.test_consultations import question

pytestmark = pytest.mark.django_db

WEEK = datetime.timedelta(days=7)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def put(coordinator, delegations):
    decision = drafted(coordinator)
    put_to_parties(decision=decision, by=coordinator)
    return decision


def party_of(delegations, code):
    return delegations[code][0].person.roles.get().state


def words(found):
    return [(one.what, one.note) for one in found]


# --- the coordination -----------------------------------------------------------------------------


def test_coordination_reads_who_has_not_answered(desk, delegations, put):
    say(put, delegations["cl"][0], "no_objection")
    assert "Faltan: Colombia, México, Perú." in desk.opens("desk-governance")


def test_coordination_reads_who_has_not_signed(desk, coordinator, delegations):
    make.signed(coordinator, delegations, but=("mx",))
    page = desk.opens("desk-governance")
    assert "El acta está en firma" in page
    assert "Faltan: México." in page


def test_what_silence_adopted_waits_to_be_announced(coordinator, delegations):
    with at(MONDAY - HOUR):
        authority = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    with at(MONDAY):
        silent = drafted(coordinator)
        open_silence(decision=silent, by=coordinator, expires_at=MONDAY + WEEK, authority=authority)
        assert words(waits_for_coordination())[0][0] == "Corre un silencio"
    with at(MONDAY + WEEK):
        assert words(waits_for_coordination()) == [("Anuncie lo que el silencio adoptó", "")]
        assert waiting_for(party_of(delegations, "pe")) == []


def test_question_whose_answer_was_withdrawn_waits_again(coordinator, delegations):
    made = open_consultation(by=coordinator, question=question(due=10))
    answer = draft_answer(consultation=made, by=coordinator, wording=wording("Respuesta"))
    assert waiting_for(party_of(delegations, "pe")) == []
    withdraw_decision(decision=answer, by=coordinator, reason="Se replantea.")
    (one,) = waiting_for(party_of(delegations, "pe"))
    assert (one.title, one.day) == (str(made), made.due)
    assert str(made) in [one.title for one in waits_for_coordination()]


# --- a party --------------------------------------------------------------------------------------


def test_day_is_said_as_the_day_it_is(delegations, coordinator):
    with at(make.STARTS + WEEK):
        make.circulated(coordinator, days=10)
        page = AtDesk(delegations["pe"][0]).opens("desk-governance")
    until = Minutes.objects.get().comments_until
    assert f"hasta el {until.day} de" in page
    assert "(hora de Lima)" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_database_equally_often(
    rows, coordinator, delegations, django_assert_num_queries
):
    for number in range(rows):
        start = make.STARTS + number * WEEK
        make.agreed(coordinator, ordinal=30 + number, starts_at=start, ends_at=start + 2 * HOUR)
        put_to_parties(decision=drafted(coordinator), by=coordinator)
        asked = question(title=f"Marco {number}", due=10 + number)
        open_consultation(by=coordinator, question=asked)
    party = party_of(delegations, "pe")
    # The clock; decisions, those that supersede them, acts, suspensions; actas, the parties of
    # their days, signatures; closed meetings without acta; questions with contributions and
    # their parties; today's parties.
    with django_assert_num_queries(12):
        found = waiting_for(party)
    assert len(found) == 3 * rows


# --- acts that ask before -------------------------------------------------------------------------


def test_what_cannot_be_undone_is_asked_on_a_page_of_its_own(desk, coordinator, delegations):
    decision = drafted(coordinator)
    address = desk.address("desk-decision-do", decision.code, "put")
    assert f'href="{address}"' in desk.opens("desk-decision", decision.code)
    page = desk.opens("desk-decision-do", decision.code, "put")
    assert "Cada delegado recibe una carta." in page
    assert "Volver" in page
    assert not LedgerEntry.objects.filter(act="decision.put").exists(), "it only asks"
    desk.sends("desk-decision-do", decision.code, "put")
    assert LedgerEntry.objects.filter(act="decision.put").count() == 1


def test_what_can_be_undone_is_not_asked(desk, put):
    desk.opens("desk-decision-do", put.code, "remind", status=405)


def test_signature_before_the_last_day_of_comments_names_the_silent(desk, coordinator, delegations):
    meeting = make.circulated(coordinator)
    version = meeting.minutes.versions.get()
    minutes_verbs.comment_minutes(
        version=version, by=delegations["cl"][0], key="opening", text="Bien."
    )
    page = desk.opens("desk-minutes-do", meeting.code, "agree")
    assert "Estas partes aún no han dicho nada: Colombia, México, Perú." in page


def test_publication_names_what_is_public_and_what_is_not(desk, coordinator, delegations):
    meeting = make.circulated(coordinator)
    texts = {"agenda": {"public": False}}
    minutes_verbs.change_minutes(meeting=meeting, by=coordinator, seen=1, texts=texts)
    until = timezone.localdate() + WEEK
    minutes_verbs.circulate_minutes(meeting=meeting, by=coordinator, until=until)
    minutes_verbs.agree_minutes(meeting=meeting, by=coordinator)
    for head, _alternate in delegations.values():
        make.sign(meeting, head)
    shown, _, kept = desk.opens("desk-minutes-do", meeting.code, "publish").partition("No público")
    assert "Apertura" in shown
    assert "Orden del día" in kept


def test_second_reminder_waits_a_day(
    coordinator, delegations, put, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        remind(decision=put, by=coordinator)
    sent = len(mail.outbox)
    with pytest.raises(BadInput, match="Espere un día"):
        remind(decision=put, by=coordinator)
    assert len(mail.outbox) == sent
    with at(timezone.now() + datetime.timedelta(days=1)):
        remind(decision=put, by=coordinator)
