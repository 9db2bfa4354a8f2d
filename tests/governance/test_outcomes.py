"""Agreements and commitments: noted, changed, numbered; the acta says exactly what they say."""

import datetime

import pytest
from django.utils.translation import override

from gte.alliance.models import State
from gte.common.errors import BadInput
from gte.common.partial_dates import PartialDate
from gte.governance.domain import minutes as acta
from gte.governance.domain.outcomes import add_outcome, change_outcome, remove_outcome
from gte.governance.models import Agreement, LedgerEntry, Minutes, Outcome
from gte.governance.queries.minutes import circulated_version, newest_version, signing_of
from gte.workplan.models import Deliverable
from tests.factories import sittings as make
from tests.factories.delegations import UTC, at
from tests.factories.desks import AtDesk

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_in_december():
    with at(NOW), override("en"):
        yield


def paragraphs(meeting):
    return {one["key"]: one for one in newest_version(meeting.minutes).paragraphs}


def party(code):
    return State.objects.get(code=code)


def with_three(by):
    """A meeting in session: an item with a commitment, another without an item, an agreement."""
    meeting = make.opened(by)
    make.everybody_is_there(meeting, by)
    with make.on_its_day(meeting, meeting.sitting.starts_at):
        item = make.add_item(meeting=meeting, by=by, item=make.an_item())
    silence = meeting.agenda.get(kind="silence")
    for said in (
        make.commitment("Suelto"),
        make.commitment("Elaborar el marco", owners=(party("mx"),), item=item),
        # Nothing went by silence, so that item is not printed.
        make.agreement("Bajo nada", item=silence),
    ):
        add_outcome(meeting=meeting, by=by, said=said)
    return meeting


def closed_with_three(by):
    meeting = make.ends(with_three(by), by)
    acta.draft_minutes(meeting=meeting, by=by)
    return meeting


# --- numbers and refusals -------------------------------------------------------------------------


def test_numbers_have_no_gap_after_one_is_taken_out(coordinator):
    meeting = with_three(coordinator)
    remove_outcome(outcome=meeting.outcomes.get(number=1), by=coordinator)
    assert list(meeting.outcomes.values_list("number", "text_es")) == [
        (1, "Elaborar el marco"),
        (2, "Bajo nada"),
    ]
    one = add_outcome(meeting=meeting, by=coordinator, said=make.agreement())
    assert one.number == 3


@pytest.mark.parametrize("due", ["2026-12-02", "2026-11", "2025"])
def test_commitment_is_not_due_before_the_meeting(coordinator, due):
    meeting = make.opened(coordinator)
    with pytest.raises(BadInput, match="before the meeting of 3 December 2026"):
        add_outcome(meeting=meeting, by=coordinator, said=make.commitment(due=due))


@pytest.mark.parametrize("due", ["2026-12-03", "2026-12", "2026"])
def test_commitment_may_be_due_in_the_days_of_the_meeting(coordinator, due):
    meeting = make.opened(coordinator)
    add_outcome(meeting=meeting, by=coordinator, said=make.commitment(due=due))


def test_agreement_with_owners_or_a_date_is_refused_not_cut(coordinator):
    meeting = make.opened(coordinator)
    for more in ({"owners": (party("mx"),)}, {"due": PartialDate("2027")}):
        with pytest.raises(BadInput, match="Nobody owes an agreement"):
            add_outcome(meeting=meeting, by=coordinator, said=make.agreement(**more))
    desk = AtDesk(coordinator, "en")
    form = {"kind": "agreement", "text_es": "Sí.", "text_en": "Yes.", "due": "2027"}
    page = desk.is_refused("desk-outcome-new", meeting.code, **form)
    assert "Of a commitment only" in page
    assert 'href="#id_due"' in page
    assert not Outcome.objects.exists()


def test_outcome_is_under_an_item_of_its_own_meeting(coordinator):
    other = make.prepared(coordinator, ordinal=29)
    meeting = make.opened(coordinator)
    said = make.commitment(item=other.agenda.first())
    with pytest.raises(BadInput, match="on the agenda of another meeting"):
        add_outcome(meeting=meeting, by=coordinator, said=said)


# --- in the acta ----------------------------------------------------------------------------------


def test_outcome_is_a_paragraph_under_its_item_in_its_own_words(coordinator):
    meeting = closed_with_three(coordinator)
    loose, under, lost = meeting.outcomes.all()
    keys = list(paragraphs(meeting))
    place = keys.index(f"item-{under.item_id}")
    assert keys[place:] == [
        f"item-{under.item_id}",
        f"outcome-{under.pk}",
        f"outcome-{loose.pk}",
        f"outcome-{lost.pk}",
        "closing",
    ]
    said = paragraphs(meeting)[f"outcome-{under.pk}"]
    assert said == {
        "key": f"outcome-{under.pk}",
        "title_es": "Compromiso 2 (México, vence marzo de 2027)",
        "title_en": "Commitment 2 (Mexico, due March 2027)",
        "es": "Elaborar el marco",
        "en": "Elaborar el marco (en)",
        "public": True,
    }
    assert paragraphs(meeting)[f"outcome-{lost.pk}"]["title_en"] == "Agreement 3"


def test_words_of_an_outcome_are_not_written_in_the_acta(coordinator):
    meeting = make.drafted(coordinator)
    for said in ({"es": "Otro."}, {"title_en": "Agreement 7", "public": True}):
        with pytest.raises(BadInput, match="changed on their own page"):
            acta.change_minutes(
                meeting=meeting, by=coordinator, seen=1, texts={make.told_in(meeting): said}
            )


def test_change_after_the_draft_is_the_next_version_with_that_paragraph_anew(coordinator):
    meeting = closed_with_three(coordinator)
    outcome = meeting.outcomes.get(number=2)
    before = paragraphs(meeting)
    hidden = {f"outcome-{outcome.pk}": {"public": False}}
    acta.change_minutes(meeting=meeting, by=coordinator, seen=1, texts=hidden)
    said = make.commitment("Elaborar el plan", due="2027-06", owners=(party("cl"), party("pe")))
    change_outcome(outcome=outcome, by=coordinator, said=said)
    version = newest_version(meeting.minutes)
    assert version.number == 3
    now = paragraphs(meeting)
    differing = {key for key in before if now[key] != before[key]}
    assert differing == {f"outcome-{outcome.pk}"}
    told = now[f"outcome-{outcome.pk}"]
    assert told["title_en"] == "Commitment 2 (Chile, Peru, due June 2027)"
    assert (told["es"], told["public"]) == ("Elaborar el plan", False)
    # It is under no item now: it stands before the closing, in the order of the numbers.
    assert list(now)[-4:-1] == [f"outcome-{one.pk}" for one in meeting.outcomes.all()]
    entry = LedgerEntry.objects.get(act="outcome.changed")
    assert '"es":"Elaborar el plan"' in entry.body
    with pytest.raises(BadInput, match="Nothing was changed"):
        change_outcome(outcome=outcome, by=coordinator, said=said)
    assert newest_version(meeting.minutes).number == 3


def test_signed_text_is_what_becomes_the_deliverable(coordinator, delegations):
    meeting = make.signed(coordinator, delegations, but=("mx",))
    said = make.commitment("Elaborar el plan", due="2027-06", owners=(party("cl"),))
    change_outcome(outcome=meeting.outcomes.get(), by=coordinator, said=said)
    minutes = Minutes.objects.get()
    assert (minutes.agreed, signing_of(minutes).signatures) == (None, {})
    acta.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())
    acta.agree_minutes(meeting=meeting, by=coordinator)
    for head, _alternate in delegations.values():
        make.sign(meeting, head)
    made = Deliverable.objects.get(source=meeting.code)
    told = {one["key"]: one for one in Minutes.objects.get().agreed.paragraphs}
    told = told[make.told_in(meeting)]
    assert (made.description_es, made.description_en) == (told["es"], told["en"])
    assert (made.due, [one.code for one in made.owners.all()]) == ("2027-06", ["cl"])
    assert told["title_en"] == "Commitment 1 (Chile, due June 2027)"


def test_text_that_does_not_say_what_was_noted_is_not_agreed(coordinator):
    meeting = make.circulated(coordinator)
    # Past the verbs.
    meeting.outcomes.update(text_es="Otra cosa")
    with pytest.raises(BadInput, match="noted otherwise meanwhile"):
        acta.agree_minutes(meeting=meeting, by=coordinator)
    acta.change_minutes(meeting=meeting, by=coordinator, seen=1, texts={})
    assert paragraphs(meeting)[make.told_in(meeting)]["es"] == "Otra cosa"


def test_outcome_of_a_signed_acta_does_not_change(coordinator, delegations):
    meeting = make.signed(coordinator, delegations)
    outcome = meeting.outcomes.get()
    with pytest.raises(BadInput, match="Every party has signed this acta"):
        change_outcome(outcome=outcome, by=coordinator, said=make.commitment("Otro"))
    page = AtDesk(coordinator, "en").opens("desk-outcome", meeting.code, outcome.pk, status=409)
    assert "Every party has signed this acta" in page


def test_each_outcome_is_public_by_its_own_paragraph(coordinator, delegations):
    meeting = closed_with_three(coordinator)
    shown = meeting.outcomes.get(number=3)
    hidden = {
        f"outcome-{one.pk}": {"public": False} for one in meeting.outcomes.exclude(pk=shown.pk)
    }
    acta.change_minutes(meeting=meeting, by=coordinator, seen=1, texts=hidden)
    acta.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())
    acta.agree_minutes(meeting=meeting, by=coordinator)
    for head, _alternate in delegations.values():
        make.sign(meeting, head)
    acta.publish_minutes(meeting=meeting, by=coordinator)
    assert list(Agreement.objects.filter(meeting=meeting).values_list("text_es")) == [
        ("Bajo nada",)
    ]
    assert not Deliverable.objects.filter(source=meeting.code, is_public=True).exists()


def test_comment_on_an_outcome_stays_with_its_paragraph(coordinator, delegations):
    meeting = make.circulated(coordinator)
    key, peru = make.told_in(meeting), delegations["pe"][0]
    version = circulated_version(meeting.minutes)
    acta.comment_minutes(version=version, by=peru, key=key, text="¿Quién coordina?")
    change_outcome(
        outcome=meeting.outcomes.get(), by=coordinator, said=make.commitment(due="2027-05")
    )
    page = AtDesk(coordinator, "en").opens("desk-minutes", meeting.code)
    told = page.partition(f'id="paragraph-{key}"')[2].partition('id="paragraph-')[0]
    assert "¿Quién coordina?" in told
    # What changed is in its heading: who owes it, and by when.
    assert "<ins>May</ins>" in told or "May" in told.partition("What changed")[2]


# --- its pages ------------------------------------------------------------------------------------


def outcome_form(**said):
    return {
        "kind": "commitment",
        "text_es": "Elaborar el marco",
        "text_en": "Elaborar el marco (en)",
        "due": "2027-03",
    } | said


def test_outcome_is_changed_in_session_and_from_the_acta(coordinator, delegations):
    meeting = with_three(coordinator)
    desk = AtDesk(coordinator, "en")
    outcome = meeting.outcomes.get(number=2)
    address = desk.address("desk-outcome", meeting.code, outcome.pk)
    assert address in desk.opens("desk-meeting", meeting.code)
    page = desk.opens("desk-outcome", meeting.code, outcome.pk)
    assert "Elaborar el marco</textarea>" in page
    assert 'value="2027-03"' in page
    mexico = party("mx").pk
    page = desk.sends(
        "desk-outcome", meeting.code, outcome.pk, **outcome_form(due="2027-04", owners=[mexico])
    )
    assert "April 2027" in page
    meeting = make.ends(meeting, coordinator)
    acta.draft_minutes(meeting=meeting, by=coordinator)
    page = desk.opens("desk-minutes-edit", meeting.code)
    assert address in page
    assert "Elaborar el marco" in page
    assert f'name="outcome-{outcome.pk}-es"' not in page
    assert f'name="outcome-{outcome.pk}-public"' in page
    page = desk.sends("desk-outcome", meeting.code, outcome.pk, **outcome_form(due="2027-05"))
    assert "Commitment 2 (all parties, due May 2027)" in page
    assert newest_version(meeting.minutes).number == 2
    page = desk.is_refused("desk-outcome", meeting.code, outcome.pk, **outcome_form(due="2020"))
    assert "before the meeting of 3 December 2026" in page
    head = AtDesk(delegations["cl"][0], "en")
    assert address not in head.opens("desk-meeting", meeting.code)


def test_who_edits_the_acta_learns_that_an_outcome_changed_meanwhile(coordinator):
    meeting = make.drafted(coordinator)
    desk = AtDesk(coordinator, "en")
    form = {"seen": 1}
    for one in paragraphs(meeting).values():
        form[f"{one['key']}-public"] = "on"
        if not one["key"].startswith("outcome-"):
            form |= {f"{one['key']}-es": one["es"], f"{one['key']}-en": one["en"]}
    change_outcome(
        outcome=meeting.outcomes.get(), by=coordinator, said=make.commitment("Otro plan")
    )
    page = desk.is_refused("desk-minutes-edit", meeting.code, **(form | {"opening-es": "Mío."}))
    assert "Version 2 was made while you wrote on version 1" in page
    assert "Mío.</textarea>" in page
    assert page.count("Changed meanwhile by somebody else:") == 2
    assert "Otro plan" in page
