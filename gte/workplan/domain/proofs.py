"""What proves a deliverable: adding it as it was seen, and taking it back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.domain import write_log
from gte.common.errors import BadInput, legible
from gte.library.models import Document
from gte.library.uploads import store
from gte.workplan.domain.writing import COORDINATE, check_row, lock
from gte.workplan.enums import DeliverableStatus, ProofKind
from gte.workplan.models import Deliverable, Proof
from gte.workplan.queries.progress import owing_parties, own_party
from gte.workplan.queries.proofs import document_hash, kind_name, record_hash, record_of

# It is tomorrow already in some capital.
A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw: a document of the library, a record of the site by its identifier, or an
    address elsewhere, with the file that holds what it showed on that day.
    """

    kind: str
    title: str = ""
    document: Document | None = None
    record: str = ""
    url: str = ""
    seen_on: datetime.date | None = None
    copy: Path | None = None


@transaction.atomic
def add_proof(*, deliverable: Deliverable, by: User, seen: Seen) -> Proof:
    """Raises BadInput for somebody who neither owes it nor coordinates, for a deliverable that was
    accepted or cancelled, and for something that cannot be seen here.
    """
    deliverable = lock(deliverable)
    party = prover(deliverable, by)
    check_open(deliverable)
    usual = {"title": seen.title, "seen_on": timezone.localdate()}
    taken = TAKEN[seen.kind](seen, by)
    proof = Proof(
        deliverable=deliverable, party=party, kind=seen.kind, added_by=by, **{**usual, **taken}
    )
    check_row(proof)
    check_new(proof)
    proof.save()
    data = {"proof": proof.pk, "kind": str(proof.kind), "sha256": proof.seen_hash}
    write_log(verb="deliverable.proof_added", by=by, target=deliverable.code, data=data)
    return proof


def prover(deliverable: Deliverable, by: User) -> State | None:
    """The party for which somebody proves; None for the coordination."""
    party = own_party(by)
    if party is not None and party in owing_parties(deliverable):
        return party
    if by.has_perm(COORDINATE):
        return None
    raise BadInput(
        _("“%s” is proved by the parties that owe it and by the coordination.") % deliverable
    )


def check_open(deliverable: Deliverable) -> None:
    if deliverable.accepted_on:
        raise BadInput(
            _("“%s” is accepted: what proves it stays. The coordination can return it.")
            % deliverable
        )
    if deliverable.status == DeliverableStatus.CANCELLED:
        raise BadInput(_("“%s” is cancelled: nothing of it is to be proved.") % deliverable)


def check_new(proof: Proof) -> None:
    same = Proof.objects.filter(
        deliverable=proof.deliverable,
        document=proof.document,
        record_code=proof.record_code,
        url=proof.url,
        seen_hash=proof.seen_hash,
        withdrawn_at=None,
    ).first()
    if same is not None:
        raise BadInput(_("“%s” is a proof of this already, as it is now.") % same)


def of_document(seen: Seen, _by: User) -> dict[str, Any]:
    if seen.document is None:
        raise BadInput(_("Choose the document of the library."))
    digest = document_hash(seen.document.versions.light())
    if not digest:
        raise BadInput(
            _(
                "The library holds no file of “%s”, so nobody could tell whether it changed: add "
                "the file to the library, or prove it by its address and a copy."
            )
            % seen.document
        )
    return {"document": seen.document, "seen_hash": digest}


def of_record(seen: Seen, by: User) -> dict[str, Any]:
    record = record_of(seen.record, by) if seen.record else None
    if record is None:
        raise BadInput(
            _(
                "There is no record “%s” on this site. Its identifier stands at the end of its "
                "page's address."
            )
            % legible(seen.record)
        )
    return {
        "record_kind": kind_name(type(record)),
        "record_code": record.code,
        "title": seen.title or str(record)[:250],
        "seen_hash": record_hash(record),
    }


def of_link(seen: Seen, _by: User) -> dict[str, Any]:
    if not seen.url:
        raise BadInput(_("Give the address."))
    if seen.copy is None:
        raise BadInput(_("Send a copy of what you saw at the address: it may change or disappear."))
    if seen.seen_on is None or seen.seen_on > timezone.localdate() + A_DAY:
        raise BadInput(_("Say on which day you saw it; that day is not to come."))
    digest = store.sha256_of(seen.copy)
    store.keep(seen.copy, digest)
    return {"url": seen.url, "seen_on": seen.seen_on, "seen_hash": digest}


TAKEN: dict[str, Any] = {
    ProofKind.DOCUMENT: of_document,
    ProofKind.RECORD: of_record,
    ProofKind.LINK: of_link,
}


@transaction.atomic
def withdraw_proof(*, proof: Proof, by: User) -> Proof:
    """It stays in the history. Raises BadInput as ``add_proof`` does, and for what another added
    for another party.
    """
    deliverable = lock(proof.deliverable)
    party = prover(deliverable, by)
    check_open(deliverable)
    proof.refresh_from_db()
    if party is not None and proof.party_id != party.pk:
        raise BadInput(_("Your party did not add “%s”: ask the coordination.") % proof)
    if proof.withdrawn_at:
        raise BadInput(_("“%s” is withdrawn already.") % proof)
    proof.withdrawn_at = timezone.now()
    proof.save(update_fields=["withdrawn_at"])
    data = {"proof": proof.pk, "title": str(proof)}
    write_log(verb="deliverable.proof_withdrawn", by=by, target=deliverable.code, data=data)
    return proof
