"""What the page of a decision says and offers at each step, to each who reads it."""

import datetime

import pytest
from django.utils.translation import override

from gte.alliance.models import PendingNotice
from gte.governance.domain.decisions import change_text, put_to_parties
from gte.governance.domain.positions import Late
from gte.governance.domain.windows import open_silence
from gte.governance.enums import DecisionStatus
from gte.governance.models import Decision, LedgerEntry
from gte.governance.queries.standing import stand_of, standing_of
from gte.governance.silence import Status
from tests.factories.delegations import MONDAY, adopted, at, drafted, say, wording
from tests.factories.desks import AtDesk

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def put(coordinator, delegations):
    decision = drafted(coordinator)
    return put_to_parties(decision=decision, by=coordinator)


@pytest.fixture
def silent(coordinator, delegations):
    """A calendar under silence for a week from Monday."""
    with at(MONDAY - WEEK):
        authority = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    with at(MONDAY):
        decision = drafted(coordinator)
        return open_silence(
            decision=decision, by=coordinator, expires_at=MONDAY + WEEK, authority=authority
        )


OTHER = {"es": "en", "en": "es"}


def part(page, start, end="</section>"):
    """The page from one word on to another."""
    found = page[page.index(start) :]
    return found[: found.index(end)]


def with_side(text, language, **changed):
    """The wording of a version with another title or body in one language."""
    names = ("title_es", "title_en", "body_es", "body_en")
    fields = {name: getattr(text, name) for name in names}
    fields |= {f"{name}_{language}": words for name, words in changed.items()}
    return type(wording())(**fields)


# --- what changed ---------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", ["es", "en"])
@pytest.mark.parametrize("changed", ["es", "en"])
@pytest.mark.parametrize("field", ["title", "body"])
def test_change_of_one_language_is_shown_to_readers_of_either(
    field, changed, reader, put, coordinator, delegations
):
    said = with_side(put.texts.get(), changed, **{field: "Otra cosa."})
    change_text(decision=put, by=coordinator, wording=said)
    put_to_parties(decision=put, by=coordinator)
    page = AtDesk(delegations["pe"][0], reader).opens("desk-decision", put.code)
    changes = part(page, "<details>", "</details>")
    names = {"es": {"es": "Español", "en": "Inglés"}, "en": {"es": "Spanish", "en": "English"}}
    headings = [f"<h3>{names[reader][side]}</h3>" for side in (reader, OTHER[reader])]
    first, second = changes.partition(headings[0])[2].split(headings[1])
    sides = {reader: first, OTHER[reader]: second}
    unchanged = {"es": "sin cambios", "en": "unchanged"}[reader]
    assert ("<ins>" in sides[changed], unchanged in sides[changed]) == (True, False)
    assert ("<ins>" in sides[OTHER[changed]], unchanged in sides[OTHER[changed]]) == (False, True)


# --- after a broken silence -----------------------------------------------------------------------


def test_broken_silence_may_be_put_for_consensus_with_the_same_text(
    silent, coordinator, delegations
):
    with at(MONDAY + HOUR):
        say(silent, delegations["mx"][0], "objection", "Coincide con elecciones.")
        desk = AtDesk(coordinator)
        page = desk.opens("desk-decision", silent.code)
        said = part(page, 'id="positions"')
        assert "en silencio hasta ahora" not in said
        assert said.count("no dijo nada") == len(delegations) - 1
        do = desk.address("desk-decision-do", silent.code, "put")
        assert f'href="{do}"' in page
        page = desk.sends("desk-decision-do", silent.code, "put")
        stands = standing_of(silent)
        assert (stands.status, stands.positions, stands.expiry) == (Status.OPEN, {}, None)
        assert "Coincide con elecciones." not in part(page, 'id="positions"')
        # The parties are asked about this very text now: it is not offered twice.
        assert f'href="{do}"' not in page


# --- no authority for a silence -------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
def test_silence_without_an_authority_leads_to_the_draft_of_one(language, coordinator):
    decision = drafted(coordinator)
    desk = AtDesk(coordinator, language)
    page = desk.opens("desk-decision-silence", decision.code)
    sentence = {"es": "Ninguna decisión vigente autoriza", "en": "No decision in force authorises"}
    assert sentence[language] in page
    assert 'name="expiry_day"' not in page
    link = f"{desk.address('desk-decision-new')}?matter=procedure&authorises=calendar"
    assert f'href="{link}"' in page
    form = desk.opens("desk-decision-new", query="?matter=procedure&authorises=calendar")
    assert '<option value="procedure" selected>' in form
    ticked = part(form, 'value="calendar" id="id_authorises', ">")
    assert "checked" in ticked
    assert form.count(" checked") == 1


def test_silence_on_a_matter_that_is_not_on_the_list_says_so_and_offers_no_draft(coordinator):
    decision = drafted(coordinator, matter="work_plan")
    page = AtDesk(coordinator).opens("desk-decision-silence", decision.code)
    assert "no está en la lista publicada" in page
    assert "matter=procedure" not in page


@pytest.mark.parametrize(
    "query", ["?matter=%00&authorises=x", "?meeting=x", "?authorises=work_plan"]
)
def test_draft_of_a_crafted_address_is_the_empty_form(query, coordinator):
    form = AtDesk(coordinator).opens("desk-decision-new", query=query)
    assert " checked" not in form


def test_silence_with_an_authority_shows_its_form(coordinator, delegations):
    adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    page = AtDesk(coordinator).opens("desk-decision-silence", drafted(coordinator).code)
    assert 'name="expiry_day"' in page


# --- an objection that came too late --------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
def test_late_objection_is_offered_after_the_expiry_and_kept_without_effect(
    language, silent, delegations
):
    with at(MONDAY + WEEK + HOUR):
        desk = AtDesk(delegations["pe"][0], language)
        page = desk.opens("desk-decision", silent.code)
        offer = {
            "es": "Registrar una objeción que llegó tarde",
            "en": "Record an objection that came too late",
        }[language]
        form = part(page, "<details>", "</details>")
        assert f"<summary>{offer}</summary>" in form
        assert 'type="radio"' not in page
        sent = {"late": "True", "text_hash": standing_of(silent).text, "seen": "0"}
        page = desk.is_refused("desk-decision", silent.code, words=" ", **sent)
        assert "<details open>" in page
        page = desk.sends("desk-decision", silent.code, words="Llegamos tarde.", **sent)
        late = {"es": "su respuesta se conserva, sin efecto", "en": "kept, without effect"}
        assert late[language] in page
        assert "Llegamos tarde." in part(page, 'id="history"')
        assert "Llegamos tarde." not in part(page, 'id="positions"')
        assert stand_of(silent).status == DecisionStatus.IN_FORCE


def test_late_objection_is_offered_to_parties_asked_under_a_silence_that_adopted(
    silent, coordinator, delegations
):
    offer = "Registrar una objeción que llegó tarde"
    with at(MONDAY + HOUR):
        assert offer not in AtDesk(delegations["pe"][0]).opens("desk-decision", silent.code)
        by_consensus = adopted(coordinator, delegations)
        broken = drafted(coordinator)
        rule = Decision.objects.get(matter="procedure")
        window = {"expires_at": MONDAY + WEEK, "authority": rule}
        open_silence(decision=broken, by=coordinator, **window)
        say(broken, delegations["mx"][0], "objection", "No.")
    with at(MONDAY + WEEK):
        head = AtDesk(delegations["pe"][0])
        assert offer in head.opens("desk-decision", silent.code)
        for other in (by_consensus, broken):
            assert offer not in head.opens("desk-decision", other.code)
        assert offer not in AtDesk(coordinator).opens("desk-decision", silent.code)


def test_words_that_came_late_do_not_stand_for_those_in_time(silent, delegations):
    head, _alternate = delegations["pe"]
    with at(MONDAY + HOUR):
        say(silent, head, "reservation", "A tiempo.")
    with at(MONDAY + WEEK + HOUR):
        with pytest.raises(Late):
            say(silent, head, "reservation", "Tarde.")
        said = part(AtDesk(head).opens("desk-decision", silent.code), 'id="positions"')
        assert ("A tiempo." in said, "Tarde." in said) == (True, False)


# --- head and alternate ---------------------------------------------------------------------------


def test_alternate_reads_above_the_form_that_the_head_has_answered(put, delegations):
    head, alternate = delegations["co"]
    said = "respondió el 23 de noviembre de 2026, 10:00 (hora de Bogotá)"
    with at(MONDAY):
        desk = AtDesk(alternate)
        assert "esa posición prevalece" not in desk.opens("desk-decision", put.code)
        say(put, head, "objection", "No.")
    with at(MONDAY + HOUR):
        page = desk.opens("desk-decision", put.code)
        above, form = part(page, 'id="answer"').split("<form", 1)
        assert f"La jefatura de la delegación, {head.name}, {said}" in above
        assert 'name="kind"' in form
        assert "esa posición prevalece" not in AtDesk(head).opens("desk-decision", put.code)
        seen = LedgerEntry.objects.order_by("-seq").first().seq
        page = desk.sends(
            "desk-decision",
            put.code,
            kind="no_objection",
            text_hash=standing_of(put).text,
            seen=seen,
        )
        assert "lo que dice un suplente se conserva, sin efecto" in page
        assert standing_of(put).positions["co"].kind == "objection"
        assert f"{head.name}" in part(page, 'id="positions"')


def test_position_of_an_alternate_is_said_to_be_one(put, delegations):
    head, alternate = delegations["co"]
    say(put, alternate, "no_objection")
    say(put, delegations["pe"][0], "no_objection")
    said = part(AtDesk(head).opens("desk-decision", put.code), 'id="positions"')
    assert f"{alternate.name}, suplente" in said
    assert said.count("suplente") == 1


# --- amendments and days --------------------------------------------------------------------------


def test_amendment_proposed_is_in_the_table_until_the_text_is_put_anew(
    put, coordinator, delegations
):
    say(put, delegations["mx"][0], "amendment", "Que sea en junio.")
    desk = AtDesk(delegations["pe"][0])
    said = part(desk.opens("desk-decision", put.code), 'id="positions"')
    assert ("Que sea en junio." in said, said.count("enmienda propuesta")) == (True, 1)
    change_text(decision=put, by=coordinator, wording=wording(body="En junio."))
    put_to_parties(decision=put, by=coordinator)
    said = part(desk.opens("desk-decision", put.code), 'id="positions"')
    assert ("Que sea en junio." in said, "enmienda propuesta" in said) == (False, False)


@pytest.mark.parametrize(("language", "day"), [("es", "1 de diciembre de 2027"), ("en", "1 Dec")])
def test_day_of_the_capital_is_a_date_of_the_readers_language(language, day, put, delegations):
    say(put, delegations["cl"][0], "ad_referendum", by_date=datetime.date(2027, 12, 1))
    page = AtDesk(delegations["pe"][0], language).opens("desk-decision", put.code)
    said = part(page, 'id="positions"')
    assert (day in said, "2027-12-01" in said) == (True, False)


@pytest.mark.parametrize("language", ["es", "en"])
def test_sentences_say_instants_on_the_clock_of_the_capital(language, silent, delegations):
    with at(MONDAY + HOUR), override(language):
        say(silent, delegations["mx"][0], "objection", "No.")
        with pytest.raises(Late) as late:
            say(silent, delegations["pe"][0], "no_objection")
    said = {
        "es": "23 de noviembre de 2026, 11:00 (hora de Lima)",
        "en": "23 November 2026, 11:00 (time of Lima)",
    }[language]
    assert said in str(late.value)


# --- letters --------------------------------------------------------------------------------------


def letters_to(user):
    return list(PendingNotice.objects.filter(user=user).order_by("pk"))


def everybody(coordinator, delegations):
    return {coordinator.pk, *(user.pk for pair in delegations.values() for user in pair)}


@pytest.mark.parametrize("first", [0, 1])
def test_everybody_is_told_of_an_amendment_and_of_an_objection_withdrawn(
    first, put, coordinator, delegations
):
    speaker = delegations["cl"][first]
    for kind, words, subject in (
        ("amendment", "Que sea en junio.", "Enmienda propuesta por Chile"),
        ("objection", "No.", "Objeción de Chile"),
        ("ad_referendum", "", "Objeción retirada por Chile"),
    ):
        PendingNotice.objects.all().delete()
        more = {"by_date": datetime.date(2027, 12, 1)} if kind == "ad_referendum" else {}
        say(put, speaker, kind, words, **more)
        told = PendingNotice.objects.filter(subject__startswith=subject)
        assert {one.user_id for one in told} == everybody(coordinator, delegations)
        (letter,) = letters_to(delegations["pe"][0])
        assert words in letter.text
        named = f"En palabras de {speaker.name}, suplente de su delegación:" in letter.text
        assert named == (first == 1 and bool(words))
    assert "Su posición es ahora: ad referéndum." in letter.text


def test_answer_that_withdraws_no_objection_tells_nobody(put, delegations):
    PendingNotice.objects.all().delete()
    say(put, delegations["cl"][0], "abstention")
    say(put, delegations["cl"][0], "no_objection")
    assert not PendingNotice.objects.exists()


def test_letter_of_a_version_put_anew_names_it_and_says_that_positions_do_not_count(
    put, silent, coordinator, delegations
):
    reader = delegations["pe"][0]
    change_text(decision=put, by=coordinator, wording=wording(body="En junio."))
    PendingNotice.objects.all().delete()
    put_to_parties(decision=put, by=coordinator)
    (letter,) = letters_to(reader)
    assert letter.subject == "Por responder, versión 2: Calendario 2027"
    assert "lo que las partes dijeron antes no cuenta" in letter.text
    with at(MONDAY + HOUR):
        say(silent, delegations["mx"][0], "objection", "No.")
        PendingNotice.objects.all().delete()
        authority = Decision.objects.get(matter="procedure")
        open_silence(decision=silent, by=coordinator, expires_at=MONDAY + WEEK, authority=authority)
        (letter,) = letters_to(reader)
        assert "versión 1: Calendario 2027" in letter.subject
        assert "lo que las partes dijeron antes no cuenta" in letter.text
        PendingNotice.objects.all().delete()
        put_to_parties(decision=drafted(coordinator), by=coordinator)
        (letter,) = letters_to(reader)
        assert letter.subject == "Por responder: Calendario 2027"
        assert "no cuenta" not in letter.text
