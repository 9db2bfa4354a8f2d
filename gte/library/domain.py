"""Verbs of the library. Who may use them is decided at the edge: ``library.manage_documents``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.models import Body, Topic
from gte.common.domain import amend_record, stamp_texts, write_log
from gte.common.enums import Certainty, ScopeBasis
from gte.common.errors import BadInput
from gte.library.models import Document, DocumentVersion
from gte.library.queries import PAGE_BREAK, versions_with
from gte.library.uploads import store
from gte.library.uploads.drafts import Draft
from gte.register.codes import free_code


class AlreadyStored(BadInput):
    """The very same file is in the library; ``versions`` are where."""

    def __init__(self, versions: list[DocumentVersion]) -> None:
        self.versions = versions
        titles = "; ".join(dict.fromkeys(str(version.document) for version in versions))
        super().__init__(
            _("This very file is already in the library: %(titles)s.") % {"titles": titles}
        )


@dataclass(frozen=True)
class Upload:
    """A file to be stored, with what changed since the version before, in both languages."""

    file: Draft
    note_es: str = ""
    note_en: str = ""


@dataclass(frozen=True)
class Reason:
    """Why something is taken back, in both languages."""

    es: str
    en: str

    def __post_init__(self) -> None:
        if not self.es.strip() or not self.en.strip():
            raise BadInput(_("Say why, in Spanish and in English."))


@dataclass(frozen=True)
class Links:
    """The records that a document is about."""

    topics: Iterable[Topic] = ()
    bodies: Iterable[Body] = ()


@dataclass(frozen=True)
class NewDocument:
    """What is known of a document that somebody adds: columns, links, files by language."""

    fields: Mapping[str, Any]
    links: Links = field(default_factory=Links)
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    # The languages whose text translates the other, as {"en": "es"}.
    translated: dict[str, str] | None = None


@transaction.atomic
def add_document(*, by: Any, document: NewDocument, again: bool = False) -> Document:
    """Adds a document with its files. Raises AlreadyStored for a file that the library has, unless
    it is meant to be there ``again``, and ValidationError for a value that a column does not take.
    """
    made = Document(
        certainty=Certainty.DOCUMENTED,
        scope_basis=ScopeBasis.STATED,
        **document.fields,
    )
    made.code = free_code("doc", document.fields["title_en"] or document.fields["title_es"])
    stamp_texts(made, translated=document.translated)
    made.full_clean()
    made.save()
    made.topics.set(document.links.topics)
    made.bodies.set(document.links.bodies)
    for language, upload in document.uploads.items():
        store_version(document=made, language=language, upload=upload, by=by, again=again)
    made.save()  # once more, so that what listens finds the texts
    write_log(
        verb="document.added", by=by, target=made.code, data={"files": sorted(document.uploads)}
    )
    return made


@transaction.atomic
def amend_document(
    *,
    document: Document,
    by: Any,
    changes: dict[str, Any],
    links: Links,
    translated: dict[str, str] | None = None,
) -> Document:
    """A person corrects a document and what it is linked with; see ``amend_record``."""
    document.topics.set(links.topics)
    document.bodies.set(links.bodies)
    amend_record(record=document, by=by, changes=changes, translated=translated)
    return document


@transaction.atomic
def add_version(
    *, document: Document, language: str, upload: Upload, by: Any, again: bool = False
) -> DocumentVersion:
    """Stores a file as the document's current version in a language.

    Raises BadInput for a withdrawn document, AlreadyStored for a file that the library has.
    """
    document = lock(document)
    if document.is_withdrawn:
        raise BadInput(_("“%(title)s” is withdrawn: restore it first.") % {"title": document})
    version = store_version(document=document, language=language, upload=upload, by=by, again=again)
    if language not in document.languages:
        document.languages = [*document.languages, language]
    document.save()  # last, so that what listens finds the text
    data = {"language": language, "number": version.number, "sha256": version.sha256}
    write_log(verb="document.version_added", by=by, target=document.code, data=data)
    return version


def lock(document: Document) -> Document:
    """The document as it is now, for this transaction alone."""
    locked: Document = Document.objects.select_for_update().get(pk=document.pk)
    return locked


def store_version(
    *, document: Document, language: str, upload: Upload, by: Any, again: bool
) -> DocumentVersion:
    file = upload.file
    same = [one for one in versions_with(file.sha256) if not one.is_withdrawn]
    if same and not again:
        raise AlreadyStored(same)
    last = document.versions.filter(language=language).aggregate(last=Max("number"))["last"]
    store.keep(file.path, file.sha256)
    version = DocumentVersion(
        document=document,
        language=language,
        number=(last or 0) + 1,
        sha256=file.sha256,
        format=file.inspection.format.name,
        name=file.name,
        size=file.size,
        pages=file.inspection.pages,
        text=PAGE_BREAK.join(file.inspection.texts),
        content=file.inspection.content,
        note_es=upload.note_es,
        note_en=upload.note_en,
        uploaded_by=by,
    )
    version.full_clean()
    version.save(force_insert=True)
    transaction.on_commit(file.discard)
    return version


@transaction.atomic
def withdraw_document(*, document: Document, by: Any, reason: Reason) -> Document:
    """Takes a document back: its page stays and says why, its files are closed.

    Raises BadInput for one that is withdrawn already.
    """
    document = lock(document)
    if document.is_withdrawn:
        raise BadInput(_("“%(title)s” is already withdrawn.") % {"title": document})
    note_withdrawal(document, by, reason)
    document.save()
    write_log(verb="document.withdrawn", by=by, target=document.code)
    return document


@transaction.atomic
def restore_document(*, document: Document, by: Any) -> Document:
    """Opens a withdrawn document again. Raises BadInput for one that is not withdrawn."""
    document = lock(document)
    if not document.is_withdrawn:
        raise BadInput(_("“%(title)s” is not withdrawn.") % {"title": document})
    document.withdrawn_at = document.withdrawn_by = None
    document.withdrawn_reason_es = document.withdrawn_reason_en = ""
    document.save()
    write_log(verb="document.restored", by=by, target=document.code)
    return document


@transaction.atomic
def withdraw_version(*, version: DocumentVersion, by: Any, reason: Reason) -> DocumentVersion:
    """Takes one file back; the one before becomes current. Its number is never given again.

    Raises BadInput for one that is withdrawn already.
    """
    document = lock(version.document)
    version.refresh_from_db()
    if version.is_withdrawn:
        raise BadInput(_("This version is already withdrawn."))
    note_withdrawal(version, by, reason)
    version.save(update_fields=DocumentVersion.WITHDRAWAL)
    document.save()
    data = {"language": version.language, "number": version.number}
    write_log(verb="document.version_withdrawn", by=by, target=document.code, data=data)
    return version


def note_withdrawal(row: Document | DocumentVersion, by: Any, reason: Reason) -> None:
    row.withdrawn_at = timezone.now()
    row.withdrawn_by = by
    row.withdrawn_reason_es = reason.es.strip()
    row.withdrawn_reason_en = reason.en.strip()
