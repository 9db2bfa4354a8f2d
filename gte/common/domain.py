"""Verbs that every room shares: writing to the log, stamping translations, amending a record."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gte.common.enums import Language
from gte.common.errors import BadInput
from gte.common.models import LogEntry

if TYPE_CHECKING:
    from gte.common.models import Bilingual, Record


def write_log(
    *, verb: str, by: Any, target: str = "", data: dict[str, Any] | None = None
) -> LogEntry:
    """Adds the one log line of a verb; call it inside the verb's transaction.

    The newest line's number is also the version of everything published: see ``pagecache``.
    """
    return LogEntry.objects.create(verb=verb, actor=by, target=target, data=data or {})


def text_hash(record: Bilingual, language: str) -> str:
    """16 hex digits over the record's texts in one language."""
    texts = (getattr(record, f"{name}_{language}") or "" for name in record.bilingual_fields)
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:16]


def stamp_texts(record: Bilingual, *, translated: dict[str, str] | None = None) -> None:
    """Refreshes the hashes after a change of text; does not save.

    ``translated`` names the languages whose text now translates the other, as ``{"en": "es"}``:
    the two are then current with each other. Else a side keeps the hash it was translated from.
    """
    record.es_hash, record.en_hash = (
        text_hash(record, lang) for lang in (Language.ES, Language.EN)
    )
    for language, origin in (translated or {}).items():
        setattr(record, f"{language}_from", getattr(record, f"{origin}_hash"))
        if getattr(record, f"{origin}_from"):
            setattr(record, f"{origin}_from", getattr(record, f"{language}_hash"))


@transaction.atomic
def amend_record(
    *,
    record: Record,
    by: Any,
    changes: dict[str, Any],
    translated: dict[str, str] | None = None,
) -> Record:
    """A person corrects fields of a record. The next ``gte load`` keeps what was amended.

    Raises BadInput naming the field that the record does not have, ValidationError for a value
    that the field does not take.
    """
    fields = {
        field.name
        for field in record._meta.concrete_fields
        if field.editable and not field.primary_key and field.name != "code"
    }
    for name, value in changes.items():
        if name not in fields:
            raise BadInput(f"{record.code} has no field {name!r} that could be amended.")
        setattr(record, name, value)
    stamp_texts(record, translated=translated)
    record.full_clean()
    record.save()
    write_log(verb="record.amended", by=by, target=record.code, data={"fields": sorted(changes)})
    return record
