"""What proofs show now, against what was seen."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from gte.common.enums import Language
from gte.common.models import Reader, Record
from gte.library.models import Document, DocumentVersion
from gte.library.queries import current_of
from gte.register.registers import REGISTERS
from gte.workplan.enums import ProofKind
from gte.workplan.models import Proof

SEPARATOR = "\x1f"


def record_hash(record: Record) -> str:
    """SHA-256 over the texts of a record, Spanish before English, joined by U+001F."""
    texts = [
        getattr(record, f"{name}_{language}") or ""
        for language in Language.values
        for name in record.bilingual_fields
    ]
    return hashlib.sha256(SEPARATOR.join(texts).encode()).hexdigest()


def document_hash(versions: Iterable[DocumentVersion]) -> str:
    """SHA-256 of the document's current file; of several languages, of their hashes in lines.

    Empty where the library holds no file.
    """
    held = current_of(list(versions))
    if len(held) < 2:
        return next((one.sha256 for one in held.values()), "")
    lines = "\n".join(f"{language} {one.sha256}" for language, one in sorted(held.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def kind_name(model: type[Record]) -> str:
    return model._meta.label_lower


def record_of(code: str, user: Reader) -> Record | None:
    """The record of any kind that has an identifier, as far as the reader may see it."""
    for register in REGISTERS.values():
        record: Record | None = register.page_records(user).filter(code=code).first()
        if record is not None:
            return record
    return None


def records_shown(proofs: Iterable[Proof], *, public: bool = False) -> dict[str, Record]:
    """The records that proofs lead to, by identifier: one question for each kind among them.

    With ``public`` those alone that everybody reads.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for proof in proofs:
        if proof.kind == ProofKind.RECORD:
            wanted[proof.record_kind].add(proof.record_code)
    models: dict[str, Any] = {kind_name(model): model for model in REGISTERS}
    return {
        record.code: record
        for kind, codes in wanted.items()
        if kind in models
        for record in found_among(models[kind], codes, public=public)
    }


def found_among(model: Any, codes: set[str], *, public: bool) -> Any:
    records = model.objects.visible_to(None) if public else model.objects.all()
    return records.filter(code__in=codes)


def hashes_now(proofs: Iterable[Proof]) -> dict[int, str]:
    """What each proof's hash would be if it were seen now; of what is gone, the empty text.

    Of an address nobody knows: its copy stays what it was.
    """
    proofs = list(proofs)
    records = records_shown(proofs)
    versions: dict[int, list[DocumentVersion]] = defaultdict(list)
    documents = [one.document_id for one in proofs if one.document_id is not None]
    if documents:
        open_ones = Document.objects.filter(pk__in=documents, withdrawn_at=None).values("pk")
        for version in DocumentVersion.objects.filter(document__in=open_ones).light():
            versions[version.document_id].append(version)
    found: dict[int, str] = {}
    for proof in proofs:
        if proof.kind == ProofKind.LINK:
            found[proof.pk] = proof.seen_hash
        elif proof.kind == ProofKind.DOCUMENT:
            found[proof.pk] = document_hash(versions[proof.document_id or 0])
        else:
            record = records.get(proof.record_code)
            found[proof.pk] = record_hash(record) if record else ""
    return found


def proofs_changed(proofs: Iterable[Proof]) -> set[int]:
    """The keys of proofs whose document or record is not what it was when it was seen.

    A constant number of questions: one for the files, one for each kind of record among them.
    """
    proofs = list(proofs)
    now = hashes_now(proofs)
    return {proof.pk for proof in proofs if now[proof.pk] != proof.seen_hash}
