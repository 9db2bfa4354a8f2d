"""The acta through the verbs: drafted, circulated, commented, agreed, signed, published."""

import datetime
from http import HTTPStatus

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from gte.alliance.models import RoleAssignment, User
from gte.common.errors import BadInput
from gte.governance.commitments import open_commitments
from gte.governance.domain import minutes as verbs
from gte.governance.domain.agenda import add_item
from gte.governance.domain.meetings import close_meeting
from gte.governance.enums import MinutesState
from gte.governance.models import Agreement, LedgerEntry, Minutes, MinutesComment
from gte.governance.queries.minutes import (
    circulated_version,
    minutes_state,
    newest_version,
    readable_version,
    signing_of,
)
from gte.governance.queries.waiting import waiting_for
from gte.workplan.facts import load_facts
from gte.workplan.models import Deliverable
from tests.factories import sittings as make
from tests.factories.delegations import UTC, at
from tests.factories.delegations import drafted as draft_decision
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english_in_december():
    with at(NOW), override("en"):
        yield


def head_of(delegations, code):
    return delegations[code][0]


def changed(meeting, by, seen=1, key="opening", **texts):
    given = {"es": "Se abre.", "en": "It opens."} | texts
    return verbs.change_minutes(meeting=meeting, by=by, seen=seen, texts={key: given})


def commented(meeting, by, text="Falta el nombre.", key="opening"):
    version = circulated_version(meeting.minutes)
    return verbs.comment_minutes(version=version, by=by, key=key, text=text)


# --- the draft ------------------------------------------------------------------------------------


def test_acta_is_drafted_once_and_of_a_closed_meeting(coordinator):
    with pytest.raises(BadInput, match="drafted when the meeting is closed"):
        verbs.draft_minutes(meeting=make.opened(coordinator), by=coordinator)
    meeting = make.drafted(coordinator, ordinal=29)
    with pytest.raises(BadInput, match="drafted already"):
        verbs.draft_minutes(meeting=meeting, by=coordinator)
    with pytest.raises(BadInput, match="not drafted yet"):
        verbs.agree_minutes(meeting=make.closed(coordinator, ordinal=30), by=coordinator)


def test_draft_tells_the_meeting_in_both_languages(coordinator):
    meeting = make.drafted(coordinator)
    texts = {one["key"]: one for one in newest_version(meeting.minutes).paragraphs}
    item = meeting.agenda.get(title_es="Plan de trabajo")
    assert list(texts)[:3] == ["opening", "present", "agenda"]
    assert texts["opening"]["es"] == (
        "La XXVIII Reunión del Grupo Técnico de Educación se convocó para el 3 de diciembre de "
        "2026, 10:00 (hora de Bogotá). Lugar: Bogotá, Colombia. Se abrió el 3 de diciembre de "
        "2026, 10:00 (hora de Bogotá). Partes presentes: Chile, Colombia, México, Perú."
    )
    assert texts["opening"]["en"].startswith("The XXVIII Meeting of the Education Technical Group")
    assert texts["closing"]["en"].endswith("on 3 December 2026, 12:00 (time of Bogota).")
    assert [key for key, one in texts.items() if not one["public"]] == ["present"]
    assert "Chile: Jefa cl (jefatura de delegación)" in texts["present"]["es"]
    assert "there was quorum" in texts["present"]["en"]
    assert texts[f"item-{item.pk}"]["en"] == "What was agreed follows."
    assert all(one["es"] and one["en"] for one in texts.values())


def test_change_is_a_version_with_hashes_of_its_own(coordinator):
    meeting = make.drafted(coordinator)
    first = newest_version(meeting.minutes)
    second = changed(meeting, coordinator, es=first.paragraphs[0]["es"])
    assert second.number == 2
    assert (second.es_hash == first.es_hash, second.en_hash == first.en_hash) == (True, False)
    for one in (first, second):
        assert len({one.es_hash, one.en_hash, one.ledger_head}) == 3


def test_change_of_what_somebody_changed_meanwhile_is_refused(coordinator):
    meeting = make.drafted(coordinator)
    changed(meeting, coordinator)
    with pytest.raises(BadInput, match="Version 2 was made while you wrote on version 1"):
        changed(meeting, coordinator, es="Otro.")
    with pytest.raises(BadInput, match="Nothing was changed"):
        changed(meeting, coordinator, seen=2)
    with pytest.raises(BadInput, match="No paragraph may be empty"):
        changed(meeting, coordinator, seen=2, en=" ")


# --- circulated, commented ------------------------------------------------------------------------


def test_circulation_tells_every_delegate_and_needs_a_day_to_come(
    coordinator, delegations, django_capture_on_commit_callbacks
):
    meeting = make.drafted(coordinator)
    yesterday = NOW.date() - datetime.timedelta(days=1)
    with pytest.raises(BadInput, match="is past"):
        verbs.circulate_minutes(meeting=meeting, by=coordinator, until=yesterday)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        verbs.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())
    written = {letter.to[0] for letter in mail.outbox}
    assert {user.email for pair in delegations.values() for user in pair} <= written
    with pytest.raises(BadInput, match="is circulated already"):
        verbs.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())


def test_parties_read_what_was_circulated_and_the_coordination_the_newest(coordinator):
    meeting = make.circulated(coordinator)
    changed(meeting, coordinator)
    minutes = meeting.minutes
    assert readable_version(minutes, coordinates=False).number == 1
    assert readable_version(minutes, coordinates=True).number == 2


def test_comment_is_of_a_delegate_on_a_paragraph_of_the_newest_version(coordinator, delegations):
    meeting = make.circulated(coordinator)
    peru = head_of(delegations, "pe")
    assert commented(meeting, peru).party.code == "pe"
    with pytest.raises(BadInput):
        commented(meeting, coordinator)
    with pytest.raises(BadInput, match="no such paragraph"):
        commented(meeting, peru, key="nowhere")
    with pytest.raises(BadInput, match="Write the comment"):
        commented(meeting, peru, text=" ")
    former = circulated_version(meeting.minutes)
    changed(meeting, coordinator)
    verbs.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())
    with pytest.raises(BadInput, match="There is a newer version"):
        verbs.comment_minutes(version=former, by=peru, key="opening", text="Tarde.")


def test_comments_end_with_their_last_day_anywhere_in_the_bloc(coordinator, delegations):
    meeting = make.circulated(coordinator, days=1)
    with at(datetime.datetime(2026, 12, 6, 11, tzinfo=UTC)):
        commented(meeting, head_of(delegations, "mx"))
    with (
        at(datetime.datetime(2026, 12, 6, 12, tzinfo=UTC)),
        pytest.raises(BadInput, match="Comments were taken until"),
    ):
        commented(meeting, head_of(delegations, "mx"))


def test_agreed_text_takes_no_comments(coordinator, delegations):
    meeting = make.agreed(coordinator)
    with pytest.raises(BadInput, match="is agreed and is being signed"):
        commented(meeting, head_of(delegations, "mx"))


def test_comments_are_answered_before_the_text_is_agreed(coordinator, delegations):
    meeting = make.circulated(coordinator)
    comment = commented(meeting, head_of(delegations, "co"))
    with pytest.raises(BadInput, match="Comments without an answer: 1"):
        verbs.agree_minutes(meeting=meeting, by=coordinator)
    with pytest.raises(BadInput, match="Write what became of the comment"):
        verbs.answer_comment(comment=comment, by=coordinator, answer="")
    verbs.answer_comment(comment=comment, by=coordinator, answer="Recogido.")
    verbs.agree_minutes(meeting=meeting, by=coordinator)
    assert minutes_state(Minutes.objects.get()) == MinutesState.FOR_SIGNATURE
    with pytest.raises(BadInput, match="is agreed already"):
        verbs.agree_minutes(meeting=meeting, by=coordinator)


def test_version_that_nobody_has_read_is_not_agreed(coordinator):
    meeting = make.circulated(coordinator)
    changed(meeting, coordinator)
    with pytest.raises(BadInput, match="Version 2 was not circulated"):
        verbs.agree_minutes(meeting=meeting, by=coordinator)


# --- signed ---------------------------------------------------------------------------------------


def test_signature_is_of_an_accredited_delegate_under_the_agreed_text(coordinator, delegations):
    meeting = make.circulated(coordinator)
    chile = head_of(delegations, "cl")
    with pytest.raises(BadInput, match="no agreed text"):
        make.sign(meeting, chile)
    verbs.agree_minutes(meeting=meeting, by=coordinator)
    with pytest.raises(BadInput):
        make.sign(meeting, coordinator)
    with pytest.raises(BadInput, match="signatures do not carry over"):
        verbs.sign_minutes(meeting=meeting, by=chile, hashes={"es": "0" * 64})
    with pytest.raises(BadInput, match="Choose the language"):
        verbs.sign_minutes(meeting=meeting, by=chile, hashes={})
    make.sign(meeting, chile, "es")
    with pytest.raises(BadInput, match="has signed the text in this language already"):
        make.sign(meeting, delegations["cl"][1], "es")


def test_party_that_joined_after_the_meeting_does_not_sign(coordinator, delegations):
    meeting = make.agreed(coordinator)
    stranger = make.observer()
    role = RoleAssignment.objects.get(person__user=head_of(delegations, "pe"))
    role.state = stranger
    role.save()
    with pytest.raises(BadInput, match="was not a party on the day of the meeting"):
        make.sign(meeting, User.objects.get(pk=head_of(delegations, "pe").pk))


def test_both_languages_are_needed(coordinator, delegations):
    meeting = make.signed(coordinator, delegations, but=("pe",))
    make.sign(meeting, head_of(delegations, "pe"), "es")
    minutes = Minutes.objects.get()
    assert [party.code for party in signing_of(minutes).missing] == ["pe"]
    assert minutes.signed_at is None
    make.sign(meeting, delegations["pe"][1], "en")
    assert Minutes.objects.get().signed_at == NOW


def test_signed_by_three_of_four_it_is_not_published_and_the_fourth_is_named(
    coordinator, delegations
):
    meeting = make.signed(coordinator, delegations, but=("mx",))
    with pytest.raises(BadInput, match="Missing: Mexico"):
        verbs.publish_minutes(meeting=meeting, by=coordinator)
    with override("es"), pytest.raises(BadInput, match="México"):
        verbs.publish_minutes(meeting=meeting, by=coordinator)


def test_signatures_do_not_carry_over_to_another_version(coordinator, delegations):
    meeting = make.signed(coordinator, delegations, but=("mx",))
    first = newest_version(meeting.minutes)
    # In English alone: the Spanish text and its hash stay as they were.
    changed(meeting, coordinator, es=first.paragraphs[0]["es"])
    verbs.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())
    verbs.agree_minutes(meeting=meeting, by=coordinator)
    minutes = Minutes.objects.get()
    assert minutes.agreed.es_hash == first.es_hash
    assert signing_of(minutes).signatures == {}
    with pytest.raises(BadInput, match="signatures do not carry over"):
        verbs.sign_minutes(
            meeting=meeting, by=head_of(delegations, "mx"), hashes={"en": first.en_hash}
        )


def test_signed_acta_does_not_change(coordinator, delegations):
    meeting = make.circulated(coordinator)
    comment = commented(meeting, head_of(delegations, "cl"))
    verbs.answer_comment(comment=comment, by=coordinator, answer="Sí.")
    verbs.agree_minutes(meeting=meeting, by=coordinator)
    for head, _alternate in delegations.values():
        make.sign(meeting, head)
    for verb in (
        lambda: changed(meeting, coordinator),
        lambda: verbs.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date()),
        lambda: commented(meeting, head_of(delegations, "cl")),
        lambda: verbs.answer_comment(comment=comment, by=coordinator, answer="No."),
        lambda: verbs.agree_minutes(meeting=meeting, by=coordinator),
    ):
        with pytest.raises(BadInput, match="Every party has signed this acta"):
            verb()
    assert MinutesComment.objects.get().answer == "Sí."


def test_last_signature_makes_its_commitments_deliverables(coordinator, delegations):
    meeting = make.signed(coordinator, delegations, but=("mx",))
    assert not Deliverable.objects.filter(source=meeting.code).exists()
    make.sign(meeting, head_of(delegations, "mx"))
    made = Deliverable.objects.get(source=meeting.code)
    assert (made.due, made.name_es, made.name_en) == (
        "2027-03",
        "Elaborar el marco",
        "Elaborar el marco (en)",
    )
    assert meeting.outcomes.get().deliverable == made.code


def test_waits_for_those_who_have_not_signed(coordinator, delegations):
    make.signed(coordinator, delegations, but=("mx",))
    waiting = {
        code: [one.what for one in waiting_for(head.person.roles.get().state)]
        for code, (head, _alternate) in delegations.items()
    }
    assert waiting["mx"] == ["Sign the acta"]
    assert waiting["cl"] == []


# --- published ------------------------------------------------------------------------------------


def test_publication_adds_the_agreements_to_the_record_once(coordinator, delegations):
    meeting = make.signed(coordinator, delegations)
    verbs.publish_minutes(meeting=meeting, by=coordinator)
    assert list(Agreement.objects.filter(meeting=meeting).values_list("text_es", "text_en")) == [
        ("Elaborar el marco", "Elaborar el marco (en)")
    ]
    assert minutes_state(Minutes.objects.get()) == MinutesState.PUBLISHED
    with pytest.raises(BadInput, match="is published already"):
        verbs.publish_minutes(meeting=meeting, by=coordinator)


def test_agreement_whose_paragraph_is_not_public_is_not_published(coordinator, delegations):
    meeting = make.circulated(coordinator)
    texts = {make.told_in(meeting): {"public": False}}
    verbs.change_minutes(meeting=meeting, by=coordinator, seen=1, texts=texts)
    verbs.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())
    verbs.agree_minutes(meeting=meeting, by=coordinator)
    for head, _alternate in delegations.values():
        make.sign(meeting, head)
    verbs.publish_minutes(meeting=meeting, by=coordinator)
    assert not Agreement.objects.filter(meeting=meeting).exists()


def seen_by_everybody(code):
    """Where anybody could meet a deliverable: its list, page and report."""
    client = Client()
    shown = client.get(reverse("deliverables")).content.decode()
    found = client.get(reverse("search"), {"q": "Elaborar el marco"}).content.decode()
    return {
        "list": f"/{code}/" in shown,
        "page": client.get(reverse("deliverable", args=[code])).status_code == HTTPStatus.OK,
        "search": f"/{code}/" in found,
        "report": code in load_facts().deliverables,
    }


def test_commitment_is_everybodys_once_its_acta_is_published(coordinator, delegations):
    meeting = make.signed(coordinator, delegations)
    code = Deliverable.objects.get(source=meeting.code).code
    assert set(seen_by_everybody(code).values()) == {False}
    reader = signed_in(head_of(delegations, "mx"))
    page = reader.get(reverse("deliverable", args=[code])).content.decode()
    assert "not public" in page
    verbs.publish_minutes(meeting=meeting, by=coordinator)
    assert set(seen_by_everybody(code).values()) == {True}


def test_commitment_of_a_paragraph_that_is_not_public_stays_with_the_parties(
    coordinator, delegations
):
    meeting = make.circulated(coordinator)
    texts = {make.told_in(meeting): {"public": False}}
    verbs.change_minutes(meeting=meeting, by=coordinator, seen=1, texts=texts)
    verbs.circulate_minutes(meeting=meeting, by=coordinator, until=NOW.date())
    verbs.agree_minutes(meeting=meeting, by=coordinator)
    for head, _alternate in delegations.values():
        make.sign(meeting, head)
    verbs.publish_minutes(meeting=meeting, by=coordinator)
    code = Deliverable.objects.get(source=meeting.code).code
    assert set(seen_by_everybody(code).values()) == {False}
    assert code in {one.code for one in open_commitments(NOW.date())}, "it comes back all the same"


def test_draft_names_no_link_and_keeps_back_what_not_everybody_may_know_of(coordinator):
    link = "https://video.example.org/sala"
    meeting = make.opened(coordinator, link=link, place_es="", place_en="", modality="online")
    make.everybody_is_there(meeting, coordinator)
    secret = draft_decision(coordinator)
    hidden = make.an_item("Texto en consulta", decision=secret)
    items = {
        name: add_item(meeting=meeting, by=coordinator, item=item)
        for name, item in (("hidden", hidden), ("plain", make.an_item()))
    }
    meeting = close_meeting(meeting=meeting, by=coordinator)
    verbs.draft_minutes(meeting=meeting, by=coordinator)
    paragraphs = newest_version(meeting.minutes).paragraphs
    assert link not in str(paragraphs)
    public = {one["key"]: one["public"] for one in paragraphs}
    assert public[f"item-{items['plain'].pk}"]
    assert not public[f"item-{items['hidden'].pk}"]
    assert not public["present"]


def test_every_act_is_in_the_ledger_with_the_hashes(coordinator, delegations):
    meeting = make.signed(coordinator, delegations)
    verbs.publish_minutes(meeting=meeting, by=coordinator)
    acts = list(LedgerEntry.objects.filter(subject=meeting.code).values_list("act", "party"))
    assert acts == [
        ("meeting.convened", ""),
        ("meeting.opened", ""),
        ("agenda.added", ""),
        ("meeting.closed", ""),
        ("minutes.circulated", ""),
        ("minutes.agreed", ""),
        *(("minutes.signed", code) for code in sorted(delegations) for _language in "ab"),
        ("minutes.published", ""),
    ]
    hashes = set(
        LedgerEntry.objects.filter(act="minutes.signed").values_list("text_hash", flat=True)
    )
    assert hashes == set(make.hashes_of(meeting).values())
