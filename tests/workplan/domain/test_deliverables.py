"""Deliverables: owed, reported party by party, proved, accepted, returned."""

import datetime
import hashlib

import pytest

from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.governance.models import LedgerEntry
from gte.library.models import Document, DocumentVersion
from gte.library.uploads import store
from gte.workplan.domain.deliverables import (
    accept,
    cancel,
    change_deliverable,
    resume,
    return_for_revision,
)
from gte.workplan.domain.mandates import correct_mandate
from gte.workplan.domain.overrides import end_override, override_status
from gte.workplan.domain.projects import change_project
from gte.workplan.domain.proofs import Seen, add_proof, withdraw_proof
from gte.workplan.enums import DELIVERABLE_MOVES, DeliverableStatus
from gte.workplan.models import Deliverable
from gte.workplan.queries.proofs import proofs_changed
from tests.factories.plans import (
    a_deliverable,
    a_mandate,
    a_project,
    day,
    deliverable_given,
    mandate_given,
    project_given,
    proves_by_record,
    reports,
    states,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def heads(delegations):
    return {code: head for code, (head, _alternate) in delegations.items()}


@pytest.fixture
def owed(by, heads):
    """Something that Chile and Peru owe."""
    return a_deliverable(by, links={"owners": states("cl", "pe")})


def status(deliverable):
    return Deliverable.objects.get(pk=deliverable.pk).status


# --- dates ----------------------------------------------------------------------------------------


def test_deliverable_due_before_its_project_starts_is_refused_with_both_dates(by):
    project = a_project(by, start=day("2027-03"))
    with pytest.raises(BadInput) as refused:
        a_deliverable(by, due=day("2027-02-28"), links={"projects": [project]})
    for said in ("Catálogo de liceos", "28 de febrero de 2027", "Red de liceos", "marzo de 2027"):
        assert said in str(refused.value)
    # Some day of the month may be on or after the start; a date that is not known is not before.
    for due in (day("2027-03"), day("2027"), None):
        assert a_deliverable(by, f"D {due}", due=due, links={"projects": [project]}).pk


def test_what_the_record_has_against_the_rule_is_corrected_elsewhere_and_not_moved(by):
    """Records from before the rules: their name can be corrected, a wrong date not made anew."""
    project = a_project(by, start=day("2027-03"))
    owed = a_deliverable(by, links={"projects": [project]})
    Deliverable.objects.filter(pk=owed.pk).update(due="2026-05")
    owed.refresh_from_db()
    given = deliverable_given("Otro nombre", due=day("2026-05"), links={"projects": [project]})
    change_deliverable(deliverable=owed, by=by, given=given)
    assert Deliverable.objects.get(pk=owed.pk).name_es == "Otro nombre"
    change_project(project=project, by=by, given=project_given("Otra red", start=day("2027-03")))
    for refused in (
        lambda: change_deliverable(
            deliverable=owed,
            by=by,
            given=deliverable_given(due=day("2026-06"), links={"projects": [project]}),
        ),
        lambda: change_project(project=project, by=by, given=project_given(start=day("2027-04"))),
    ):
        with pytest.raises(BadInput, match="antes de que comience"):
            refused()


def test_changed_date_keeps_the_first_one(by, owed):
    for due in ("2027-08", "2027-09"):
        change_deliverable(deliverable=owed, by=by, given=deliverable_given(due=day(due)))
    owed.refresh_from_db()
    assert (owed.first_due, owed.due) == ("2027-06-30", "2027-09")
    newest = LogEntry.objects.filter(target=owed.code).first()
    assert newest.data["due"] == ["2027-08", "2027-09"]


def test_what_a_hidden_project_owes_is_not_shown(by):
    hidden = a_project(by, is_public=False)
    with pytest.raises(BadInput, match="Red de liceos"):
        a_deliverable(by, links={"projects": [hidden]})
    made = a_deliverable(by, is_public=False, links={"projects": [hidden]})
    assert made not in Deliverable.objects.visible_to(None)


# --- progress -------------------------------------------------------------------------------------


def test_delivered_when_every_party_that_owes_it_is_done(owed, heads):
    reports(owed, heads["cl"], "under_way", 40)
    assert status(owed) == "in_progress"
    reports(owed, heads["cl"], "done")
    assert status(owed) == "partially_delivered"
    reports(owed, heads["pe"], "done", 100)
    assert status(owed) == "delivered"
    said = [(one.party.code, one.state, one.percent) for one in owed.progress.order_by("pk")]
    assert said == [("cl", "under_way", 40), ("cl", "done", 100), ("pe", "done", 100)]


def test_done_at_once_from_planned_by_one_of_two_is_partly_delivered(owed, heads):
    reports(owed, heads["pe"], "done")
    assert status(owed) == "partially_delivered"
    reports(owed, heads["pe"], "under_way", 90)
    assert status(owed) == "in_progress"


def test_without_owners_all_parties_in_force_owe_it(by, heads):
    owed = a_deliverable(by)
    for head in list(heads.values())[:-1]:
        reports(owed, head, "done")
    assert status(owed) == "partially_delivered"
    reports(owed, list(heads.values())[-1], "done")
    assert status(owed) == "delivered"


@pytest.mark.parametrize(
    ("state", "percent", "sentence"),
    [
        ("done", 80, "Hecho es 100"),
        ("under_way", 100, "Con 100 por ciento"),
        ("not_started", 100, "Con 100 por ciento"),
        ("not_started", 5, "0 por ciento"),
        ("under_way", 101, "percent"),
        ("perhaps", None, "state"),
    ],
)
def test_progress_that_contradicts_itself_is_refused(owed, heads, state, percent, sentence):
    with pytest.raises(BadInput, match=sentence):
        reports(owed, heads["cl"], state, percent)
    assert not owed.progress.exists()


def test_delegate_reports_for_the_own_party_only(owed, heads):
    (peru,) = states("pe")
    with pytest.raises(BadInput, match="Perú"):
        reports(owed, heads["cl"], "done", party=peru)
    with pytest.raises(BadInput, match="México no debe"):
        reports(owed, heads["mx"], "done")


def test_coordination_notes_for_a_party_and_the_log_says_so(owed, by):
    (peru,) = states("pe")
    with pytest.raises(BadInput, match="por qué parte"):
        reports(owed, by, "done")
    reports(owed, by, "done", party=peru)
    entry = LogEntry.objects.filter(target=owed.code).first()
    assert (entry.actor, entry.data["party"], entry.data["noted_by"]) == (by, "pe", "coordination")


# --- proofs ---------------------------------------------------------------------------------------


def done(deliverable, heads):
    for owner in deliverable.owners.all():
        reports(deliverable, heads[owner.code], "done")
    deliverable.refresh_from_db()
    return deliverable


def a_document(sha256="a" * 64, code=None):
    found = Document.objects.visible_to(None)
    document = found.get(code=code) if code else found.filter(versions=None).first()
    last = document.versions.filter(language="es").count()
    DocumentVersion.objects.create(
        document=document,
        language="es",
        number=last + 1,
        sha256=sha256,
        format="pdf",
        name="a.pdf",
        size=3,
    )
    return document


def test_accepted_with_a_proof_and_public_as_such(owed, by, heads):
    done(owed, heads)
    with pytest.raises(BadInput, match="Nada prueba"):
        accept(deliverable=owed, by=by)
    proof = proves_by_record(owed, heads["cl"], a_mandate(by).code)
    assert (proof.party.code, proof.record_kind) == ("cl", "workplan.mandate")
    accept(deliverable=owed, by=by)
    owed.refresh_from_db()
    assert (owed.status, bool(owed.accepted_on)) == ("delivered", True)
    with pytest.raises(BadInput, match="ya está aceptado"):
        accept(deliverable=owed, by=by)
    with pytest.raises(BadInput, match="aceptado"):
        withdraw_proof(proof=proof, by=heads["cl"])


def test_accepting_is_the_coordinations(owed, by, heads):
    done(owed, heads)
    proves_by_record(owed, heads["cl"], a_mandate(by).code)
    for act in (accept, lambda **said: cancel(**said, reason="Porque sí.")):
        with pytest.raises(BadInput, match="Solo la coordinación"):
            act(deliverable=owed, by=heads["cl"])


def test_what_is_not_done_by_all_is_not_accepted(owed, by, heads):
    reports(owed, heads["cl"], "done")
    proves_by_record(owed, heads["cl"], a_mandate(by).code)
    with pytest.raises(BadInput, match="entregado en parte"):
        accept(deliverable=owed, by=by)


def test_record_that_changed_since_it_was_seen_proves_nothing_and_is_named(owed, by, heads):
    mandate = a_mandate(by)
    proof = proves_by_record(owed, heads["pe"], mandate.code)
    assert proofs_changed(owed.proofs.all()) == set()
    correct_mandate(mandate=mandate, by=by, given=mandate_given(text_es="Otra cosa."))
    assert proofs_changed(owed.proofs.all()) == {proof.pk}
    done(owed, heads)
    with pytest.raises(BadInput, match="Crear una red de liceos"):
        accept(deliverable=owed, by=by)
    proves_by_record(owed, heads["pe"], mandate.code)
    assert accept(deliverable=owed, by=by).accepted_on


def test_document_proves_by_its_file_until_another_supersedes_it(owed, heads):
    document = a_document()
    proof = add_proof(deliverable=owed, by=heads["cl"], seen=Seen("document", document=document))
    assert proof.seen_hash == "a" * 64
    assert proofs_changed([proof]) == set()
    a_document("b" * 64, document.code)
    assert proofs_changed([proof]) == {proof.pk}


def test_document_without_a_file_cannot_prove(owed, heads):
    document = Document.objects.visible_to(None).filter(versions=None).first()
    with pytest.raises(BadInput, match="no tiene ningún archivo"):
        add_proof(deliverable=owed, by=heads["cl"], seen=Seen("document", document=document))


def test_address_proves_by_the_copy_that_was_sent(owed, heads, tmp_path, settings):
    settings.LIBRARY_DIR = tmp_path / "library"
    copy = tmp_path / "copy.html"
    copy.write_bytes(b"<p>seen</p>")
    seen = Seen("link", url="https://example.org/", seen_on=datetime.date(2026, 11, 1), copy=copy)
    proof = add_proof(deliverable=owed, by=heads["cl"], seen=seen)
    assert proof.seen_hash == hashlib.sha256(b"<p>seen</p>").hexdigest()
    assert store.path_of(proof.seen_hash).read_bytes() == b"<p>seen</p>"
    with pytest.raises(BadInput, match="copia"):
        add_proof(deliverable=owed, by=heads["cl"], seen=Seen("link", url="https://example.org/"))


@pytest.mark.parametrize("code", ["", "no-such-record", "x" * 300, "' or 1=1"])
def test_record_that_is_not_there_cannot_prove(owed, heads, code):
    with pytest.raises(BadInput, match="No hay ninguna ficha"):
        proves_by_record(owed, heads["cl"], code)


def test_proof_is_added_by_who_owes_it_or_coordinates_and_withdrawn_by_the_same(owed, by, heads):
    code = a_mandate(by).code
    with pytest.raises(BadInput, match="las partes que lo deben"):
        proves_by_record(owed, heads["mx"], code)
    proof = proves_by_record(owed, heads["cl"], code)
    with pytest.raises(BadInput, match="ya es una prueba"):
        proves_by_record(owed, heads["pe"], code)
    with pytest.raises(BadInput, match="Su parte no agregó"):
        withdraw_proof(proof=proof, by=heads["pe"])
    withdraw_proof(proof=proof, by=by)
    done(owed, heads)
    with pytest.raises(BadInput, match="Nada prueba"):
        accept(deliverable=owed, by=by)


# --- back and forth -------------------------------------------------------------------------------


def test_returned_for_revision_is_in_progress_and_no_longer_accepted(owed, by, heads):
    done(owed, heads)
    proves_by_record(owed, heads["cl"], a_mandate(by).code)
    accept(deliverable=owed, by=by)
    with pytest.raises(BadInput, match="por qué"):
        return_for_revision(deliverable=owed, by=by, reason="  ")
    return_for_revision(deliverable=owed, by=by, reason="Falta un capítulo.")
    owed.refresh_from_db()
    assert (owed.status, owed.accepted_on) == ("in_progress", None)
    assert LogEntry.objects.filter(target=owed.code).first().data["reason"] == "Falta un capítulo."


def test_cancelled_is_owed_by_nobody_until_it_is_taken_up_again(owed, by, heads):
    cancel(deliverable=owed, by=by, reason="El mandato cambió.")
    with pytest.raises(BadInput, match="cancelado"):
        reports(owed, heads["cl"], "done")
    resume(deliverable=owed, by=by, reason="Se retoma.")
    assert status(owed) == "planned"


def test_delivered_is_not_cancelled(owed, by, heads):
    done(owed, heads)
    with pytest.raises(BadInput, match="no puede pasar a"):
        cancel(deliverable=owed, by=by, reason="Tarde.")


def test_every_status_has_its_moves():
    assert set(DELIVERABLE_MOVES) == set(DeliverableStatus)


# --- overrides ------------------------------------------------------------------------------------


def test_override_is_signed_in_the_ledger_until_it_is_ended(owed, by, heads):
    with pytest.raises(BadInput, match="Solo la coordinación"):
        override_status(record=owed, by=heads["cl"], light="met", reason="Sí.")
    with pytest.raises(BadInput, match="por qué"):
        override_status(record=owed, by=by, light="met", reason=" ")
    first = override_status(record=owed, by=by, light="late", reason="Se sabe.", rule="no_word")
    second = override_status(record=owed, by=by, light="at_risk", reason="Menos.")
    first.refresh_from_db()
    assert first.ended_at
    entry = LedgerEntry.objects.get(hash=second.entry)
    assert (entry.act, entry.subject) == ("status.overridden", owed.code)
    end_override(record=owed, by=by)
    assert not owed.overrides.filter(ended_at=None).exists()
    assert LedgerEntry.objects.order_by("-seq").first().act == "status.restored"
    with pytest.raises(BadInput, match="Catálogo"):
        end_override(record=owed, by=by)


def test_project_has_overrides_of_its_own(by):
    project = a_project(by)
    made = override_status(record=project, by=by, light="at_risk", reason="Sin sala.")
    assert (made.project, made.deliverable) == (project, None)
