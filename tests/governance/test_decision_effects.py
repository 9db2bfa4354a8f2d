"""What a decision does: bound to the hash that the parties answer to, and said wherever they are
asked.
"""

import datetime
import hashlib
import json

import pytest

from gte.alliance.models import PendingNotice, State
from gte.common.errors import BadInput
from gte.governance import notices
from gte.governance.domain.decisions import change_text, put_to_parties
from gte.governance.domain.windows import extend_silence, open_silence
from gte.governance.effects import text_hash
from gte.governance.models import Decision, DecisionText, LedgerEntry
from gte.governance.queries.standing import standing_of
from gte.governance.silence import Status
from tests.factories import sittings as make
from tests.factories.delegations import MONDAY, adopted, at, drafted, wording
from tests.factories.desks import AtDesk

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
WEEK = 7 * DAY


@pytest.fixture
def rule(coordinator, delegations):
    """A rule of procedure that does everything a decision can do, put to the parties."""
    former = adopted(coordinator, delegations)
    decision = drafted(
        coordinator,
        matter="procedure",
        supersedes=former,
        authorises=("report", "calendar"),
        meeting=make.prepared(coordinator),
        expires_on=datetime.date(2031, 12, 31),
    )
    return put_to_parties(decision=decision, by=coordinator)


def recomputed(text):
    return text_hash(text.title_es, text.title_en, text.body_es, text.body_en, text.effects)


def test_hash_is_of_the_texts_and_a_line_of_the_effects_as_documented(rule):
    text = rule.texts.get()
    line = {
        "authorises": ["calendar", "report"],
        "expires_on": "2031-12-31",
        "matter": "procedure",
        "meeting": rule.meeting.code,
        "supersedes": rule.supersedes.code,
    }
    assert text.effects == json.dumps(line, separators=(",", ":"))
    parts = (text.title_es, text.title_en, text.body_es, text.body_en, text.effects)
    assert text.hash == hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    assert standing_of(rule).text == text.hash == recomputed(text)


@pytest.mark.parametrize(
    "frame",
    [
        {"matter": "report"},
        {"matter": "calendar", "authorises": ("list",)},
        {"matter": "calendar", "expires_on": datetime.date(2031, 1, 1)},
    ],
)
def test_same_words_with_another_effect_are_another_text(frame, coordinator):
    plain, other = drafted(coordinator), drafted(coordinator, **frame)
    assert plain.texts.get().hash != other.texts.get().hash


def test_text_that_says_other_effects_than_the_decision_has_is_not_put(coordinator, delegations):
    decision = drafted(coordinator)
    Decision.objects.filter(pk=decision.pk).update(authorises=["report"])
    with pytest.raises(BadInput, match="nueva versión"):
        put_to_parties(decision=decision, by=coordinator)
    decision.refresh_from_db()
    text = change_text(decision=decision, by=coordinator, wording=wording())
    put_to_parties(decision=decision, by=coordinator)
    assert (standing_of(decision).text, text.number) == (recomputed(text), 2)


def test_version_from_before_is_recomputed_without_effects_and_not_put(coordinator, delegations):
    decision = drafted(coordinator)
    text = decision.texts.get()
    parts = (text.title_es, text.title_en, text.body_es, text.body_en)
    former = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    DecisionText.objects.filter(pk=text.pk).update(effects="", hash=former)
    text.refresh_from_db()
    assert recomputed(text) == former
    with pytest.raises(BadInput, match="nueva versión"):
        put_to_parties(decision=decision, by=coordinator)


@pytest.mark.parametrize(("language", "words"), [("es", "Qué hace"), ("en", "What it does")])
def test_delegate_reads_what_the_decision_does_beside_its_text(language, words, rule, delegations):
    desk = AtDesk(delegations["pe"][0], language)
    page = desk.opens("desk-decision", rule.code)
    beside = page[page.index(words) : page.index(rule.texts.get().hash)]
    said = {
        "es": ("Autoriza el silencio sobre", "informes del grupo", "calendario y sedes"),
        "en": ("Authorises silence on", "reports of the group", "calendar and places"),
    }[language]
    last_day = {"es": "31 de diciembre de 2031", "en": "31 December 2031"}[language]
    former = f"1/2026 {rule.supersedes.title_es if language == 'es' else rule.supersedes.title_en}"
    for one in (*said, last_day, former, desk.address("desk-decision", rule.supersedes.code)):
        assert one in beside
    assert desk.address("desk-meeting", rule.meeting.code) in beside


@pytest.mark.parametrize("hidden", [True, False])
def test_public_page_says_what_it_does_and_leads_to_nothing_that_is_hidden(
    hidden, coordinator, delegations, client
):
    former = adopted(coordinator, delegations)
    meeting = (make.prepared if hidden else make.convened)(coordinator)
    last_day = datetime.date(2031, 12, 31)
    decision = adopted(
        coordinator, delegations, supersedes=former, meeting=meeting, expires_on=last_day
    )
    Decision.objects.filter(pk=former.pk).update(announced_at=None if hidden else MONDAY)
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "31 de diciembre de 2031" in page
    assert (former.code in page, meeting.code in page) == (True, True)
    assert (f'"{former.get_absolute_url()}"' in page) != hidden
    assert (f'"{meeting.get_absolute_url()}"' in page) != hidden


@pytest.mark.parametrize("expiry", [None, MONDAY + WEEK])
@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "es",
            [
                "- Autoriza el silencio sobre: informes del grupo; calendario",
                "- Reemplaza a: 1/2026 Calendario 2027",
                "- Vigente hasta: 31 de diciembre de 2031",
            ],
        ),
        (
            "en",
            [
                "- Authorises silence on: reports of the group; calendar",
                "- Supersedes: 1/2026 Calendario 2027 (en)",
                "- In force until: 31 December 2031",
            ],
        ),
    ],
)
def test_letter_that_asks_says_what_it_does(language, lines, expiry, rule, delegations):
    reader = delegations["mx"][0]
    reader.language = language
    reader.save()
    PendingNotice.objects.all().delete()
    notices.tell_put(rule, State.objects.filter(code="mx"), expiry)
    letter = PendingNotice.objects.get(user=reader)
    assert [line for line in lines if line not in letter.text] == []


def test_last_day_that_is_past_is_refused_when_drafted_and_when_put(coordinator, delegations):
    with at(MONDAY):
        with pytest.raises(BadInput, match="22 de noviembre de 2026"):
            drafted(coordinator, expires_on=(MONDAY - DAY).date())
        decision = drafted(coordinator, expires_on=MONDAY.date())
    with at(MONDAY + DAY):
        with pytest.raises(BadInput, match="23 de noviembre de 2026"):
            put_to_parties(decision=decision, by=coordinator)
        assert standing_of(decision).status == Status.DRAFT
    with at(MONDAY):
        put_to_parties(decision=decision, by=coordinator)


def test_silence_that_ends_after_the_last_day_is_refused(coordinator, delegations):
    with at(MONDAY - WEEK):
        rule = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    with at(MONDAY):
        decision = drafted(coordinator, expires_on=(MONDAY + WEEK).date())
        window = {"decision": decision, "by": coordinator}
        with pytest.raises(BadInput, match="antes de"):
            open_silence(expires_at=MONDAY + WEEK + DAY, authority=rule, **window)
        open_silence(expires_at=MONDAY + WEEK, authority=rule, **window)
        with pytest.raises(BadInput, match="antes de"):
            extend_silence(expires_at=MONDAY + WEEK + DAY, reason="Feriado.", **window)


def test_form_refuses_a_last_day_that_is_past_and_keeps_what_was_typed(coordinator):
    fields = {"title_es": "Sede", "title_en": "Place", "body_es": "Lima.", "body_en": "Lima."}
    page = AtDesk(coordinator).is_refused(
        "desk-decision-new", matter="calendar", expires_on="2020-01-01", **fields
    )
    assert "1 de enero de 2020" in page
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("bound", [True, False])
def test_hash_of_a_version_from_before_is_not_said_to_hold_the_effects(
    bound, coordinator, delegations, client
):
    decision = adopted(coordinator, delegations)
    if not bound:
        DecisionText.objects.filter(decision=decision).update(effects="")
    for page in (
        AtDesk(delegations["pe"][0]).opens("desk-decision", decision.code),
        client.get(decision.get_absolute_url()).content.decode(),
    ):
        assert ("SHA-256 del texto y de lo que hace:" in page) == bound
        assert ("SHA-256 del texto:" in page) != bound
