"""What an acta asserts and what proves it: hours from the ledger, its head, every act in it."""

import datetime
import json
from hashlib import sha256

import pytest
from django.utils.translation import override

from gte.common.errors import BadInput
from gte.governance.acta.build import acta_of
from gte.governance.acta.printing import proofs
from gte.governance.chain import verify
from gte.governance.domain import agenda
from gte.governance.domain import minutes as verbs
from gte.governance.domain.meetings import close_meeting, open_meeting
from gte.governance.models import LedgerEntry, Minutes
from gte.governance.queries.minutes import circulated_version, newest_version
from tests.factories import sittings as make
from tests.factories.delegations import UTC, at
from tests.factories.desks import AtDesk
from tests.factories.sittings import HOUR, STARTS

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_in_december():
    with at(NOW), override("en"):
        yield


def texts(meeting, language="en"):
    return {one["key"]: one[language] for one in newest_version(meeting.minutes).paragraphs}


def acts_on(meeting):
    return list(LedgerEntry.objects.filter(subject=meeting.code).values_list("act", flat=True))


# --- the head of the ledger -----------------------------------------------------------------------


def test_signed_acta_prints_the_head_of_its_last_signature(coordinator, delegations):
    meeting = make.signed(coordinator, delegations, but=("mx",))
    minutes = Minutes.objects.get()
    at_its_making = minutes.agreed.ledger_head
    assert acta_of(minutes, minutes.agreed, "es").ledger_head == at_its_making
    make.sign(meeting, delegations["mx"][0])
    minutes = Minutes.objects.get()
    last = LedgerEntry.objects.get(hash=minutes.final_head)
    assert (last.act, last.party) == ("minutes.signed", "mx")
    assert last == LedgerEntry.objects.last()
    verbs.publish_minutes(meeting=meeting, by=coordinator)
    for public in (False, True):
        for language in ("es", "en"):
            printed = acta_of(minutes, minutes.agreed, language, public=public)
            assert printed.ledger_head == last.hash
    with override("en"):
        assert "up to the last signature" in proofs(printed)[1].meaning
    former = minutes.versions.last()
    if former != minutes.agreed:
        assert acta_of(minutes, former, "es").ledger_head == former.ledger_head


def test_cut_signatures_show_by_the_head_that_the_signed_acta_prints(coordinator, delegations):
    make.signed(coordinator, delegations)
    minutes = Minutes.objects.get()
    rows = list(LedgerEntry.objects.rows())
    assert verify(rows, sought=minutes.final_head).found == len(rows)
    cut = rows[:-1]
    assert verify(cut, sought=minutes.final_head).found is None
    # By the head of its making nobody would have seen it.
    assert verify(cut, sought=minutes.agreed.ledger_head).found is not None


# --- hours ----------------------------------------------------------------------------------------


def test_acta_tells_the_hours_of_the_ledger_not_those_of_the_plan(coordinator):
    meeting = make.convened(coordinator)
    with at(STARTS + datetime.timedelta(minutes=17)):
        open_meeting(meeting=meeting, by=coordinator)
        make.everybody_is_there(meeting, coordinator)
    with at(STARTS + 3 * HOUR):
        meeting = close_meeting(meeting=meeting, by=coordinator)
    verbs.draft_minutes(meeting=meeting, by=coordinator)
    assert "was convened for 3 December 2026, 10:00 (time of Bogota)." in texts(meeting)["opening"]
    assert "It was opened on 3 December 2026, 10:17 (time of Bogota)." in texts(meeting)["opening"]
    assert texts(meeting)["closing"] == (
        "The meeting was closed on 3 December 2026, 13:00 (time of Bogota)."
    )


def test_hour_of_another_day_is_left_to_the_coordination_and_not_agreed_open(coordinator):
    meeting = make.opened(coordinator)
    make.everybody_is_there(meeting, coordinator)
    # The day after: when it ended nobody noted.
    meeting = close_meeting(meeting=meeting, by=coordinator)
    verbs.draft_minutes(meeting=meeting, by=coordinator)
    assert texts(meeting, "es")["closing"] == "La reunión se cerró el […]."
    assert "[…]" not in texts(meeting)["opening"]
    verbs.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())
    with pytest.raises(BadInput, match="Complete the paragraph “Closing”"):
        verbs.agree_minutes(meeting=meeting, by=coordinator)
    said = {"closing": {"es": "Se cerró a las 12:30.", "en": "It was closed at 12:30."}}
    verbs.change_minutes(meeting=meeting, by=coordinator, seen=1, texts=said)
    verbs.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())
    verbs.agree_minutes(meeting=meeting, by=coordinator)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Taller de evaluación", "El Taller de evaluación se convocó"),
        ("XL Ronda de Grupos", "La XL Ronda de Grupos se convocó"),
        ("Diálogos", "La reunión «XL Diálogos» se convocó"),
    ],
)
def test_opening_begins_with_the_article_of_the_name(coordinator, name, begins):
    ordinal = 40 if "Taller" not in name else None
    meeting = make.drafted(
        coordinator, kind="workshop", ordinal=ordinal, name_es=name, name_en=name
    )
    assert texts(meeting, "es")["opening"].startswith(begins)


def test_opening_names_the_round_around_it(coordinator):
    around = make.convened(
        coordinator, kind="round", ordinal=31, name_es="XXXI Ronda", name_en="XXXI Round"
    )
    meeting = make.drafted(coordinator, within=around)
    assert (
        "Grupo Técnico de Educación, en la XXXI Ronda, se convocó"
        in texts(meeting, "es")["opening"]
    )
    assert "Education Technical Group, within XXXI Round, was" in texts(meeting)["opening"]


# --- acts -----------------------------------------------------------------------------------------


def test_changes_of_the_agenda_are_acts_once_it_is_convened(coordinator):
    unheard = make.prepared(coordinator, ordinal=29)
    agenda.add_item(meeting=unheard, by=coordinator, item=make.an_item())
    assert acts_on(unheard) == []
    meeting = make.convened(coordinator)
    say = {"by": coordinator}
    first, second = (
        agenda.add_item(meeting=meeting, item=make.an_item(title), **say) for title in ("A", "B")
    )
    agenda.change_item(item=first, said=make.an_item("A", minutes=45), **say)
    # What was said under it is the acta's.
    noted = make.an_item("A", minutes=45, summary_es="Se habló.", summary_en="It was discussed.")
    agenda.change_item(item=first, said=noted, **say)
    agenda.move_item(item=second, up=True, **say)
    agenda.move_item(item=second, up=True, **say)
    agenda.remove_item(item=second, **say)
    assert acts_on(meeting) == [
        "meeting.convened",
        "agenda.added",
        "agenda.added",
        "agenda.changed",
        "agenda.moved",
        "agenda.removed",
    ]
    removed = LedgerEntry.objects.get(act="agenda.removed")
    assert json.loads(removed.body)["title"] == {"es": "B", "en": "B (en)"}
    page = AtDesk(coordinator, "es").opens("desk-meeting", meeting.code)
    history = page.partition('id="history"')[2]
    assert "Punto retirado del orden del día" in history
    assert '<p class="words">B</p>' in history


def test_comments_and_answers_are_acts(coordinator, delegations):
    meeting = make.circulated(coordinator)
    peru = delegations["pe"][0]
    version = circulated_version(meeting.minutes)
    comment = verbs.comment_minutes(version=version, by=peru, key="opening", text="Falta\nalgo.")
    verbs.answer_comment(comment=comment, by=coordinator, answer="Se agrega.")
    said, answered = LedgerEntry.objects.filter(act__startswith="minutes.").order_by("seq")[1:]
    assert (said.act, said.party, said.rank) == ("minutes.commented", "pe", "head")
    assert json.loads(said.body)["words"] == "Falta\nalgo."
    assert (answered.act, answered.party) == ("minutes.answered", "")
    assert json.loads(answered.body)["words"] == "Se agrega."


def test_closing_notes_who_was_there_and_the_hash_of_what_was_noted(coordinator):
    meeting = make.closed(coordinator)
    body = json.loads(LedgerEntry.objects.get(act="meeting.closed").body)
    assert body["present"] == ["cl", "co", "mx", "pe"]
    item = meeting.agenda.get(title_es="Plan de trabajo")
    noted = {
        "attendance": [[code, f"Jefa {code}", "head"] for code in body["present"]],
        "outcomes": [
            {
                "number": 1,
                "kind": "commitment",
                "es": "Elaborar el marco",
                "en": "Elaborar el marco (en)",
                "owners": [],
                "due": "2027-03",
                "item": item.position,
            }
        ],
    }
    text = json.dumps(noted, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert body["noted"] == sha256(text.encode()).hexdigest()
