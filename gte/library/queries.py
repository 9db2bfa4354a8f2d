"""Named questions about documents and their files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Substr

from gte.common.enums import Language, Scope
from gte.common.models import LogEntry
from gte.library.enums import DocumentLanguage, Holding, UseKind
from gte.library.models import Document, DocumentCount, DocumentVersion

PAGE_BREAK = "\f"


def in_force() -> QuerySet[DocumentVersion]:
    """Versions that readers may open: of documents that stand, and not taken back themselves."""
    return DocumentVersion.objects.filter(withdrawn_at=None, document__withdrawn_at=None)


def narrowable(documents: QuerySet[Any]) -> QuerySet[Any]:
    """Documents with what lists are narrowed by: ``holding``, ``in_language`` and ``year``."""
    held = DocumentVersion.objects.filter(document=OuterRef("pk"), withdrawn_at=None)
    has = {code: Q(languages_text__contains=f'"{code}"') for code in Language.values}
    narrowed: QuerySet[Any] = documents.annotate(
        languages_text=Cast("languages", CharField()),
        holding=Case(
            When(Exists(held), then=Value(Holding.HELD.value)),
            When(~Q(url=""), then=Value(Holding.LINK.value)),
            default=Value(Holding.NONE.value),
            output_field=CharField(),
        ),
        in_language=Case(
            When(has["es"] & has["en"], then=Value(DocumentLanguage.BOTH.value)),
            When(has["es"], then=Value(DocumentLanguage.ES.value)),
            When(has["en"], then=Value(DocumentLanguage.EN.value)),
            default=Value(DocumentLanguage.OTHER.value),
            output_field=CharField(),
        ),
        year=Substr("date", 1, 4, output_field=CharField()),
    )
    return narrowed


def own_first(documents: QuerySet[Any]) -> QuerySet[Any]:
    """The group's own documents before its neighbours', each newest first, undated ones last."""
    own = Case(When(scope=Scope.GTE, then=Value(0)), default=Value(1))
    return documents.order_by(own, F("date").desc(nulls_last=True), "pk")


def current_of(versions: list[DocumentVersion]) -> dict[str, DocumentVersion]:
    """The newest version of each language that was not taken back."""
    found: dict[str, DocumentVersion] = {}
    for version in sorted(versions, key=lambda one: -one.number):
        if not version.is_withdrawn:
            found.setdefault(version.language, version)
    return dict(sorted(found.items(), key=lambda pair: language_order(pair[0])))


def language_order(language: str) -> tuple[int, str]:
    """The two languages of publication first, then the others by letter."""
    first = list(Language.values)
    return (first.index(language) if language in first else len(first), language)


def texts_of(document: Document) -> dict[str, str]:
    """What the current files say, by language; for the search. Nothing of a withdrawn document."""
    if document.is_withdrawn:
        return {}
    rows = document.versions.filter(withdrawn_at=None).order_by("number")
    texts = dict(rows.values_list("language", "text"))
    return {language: text.replace(PAGE_BREAK, "\n") for language, text in texts.items() if text}


def versions_with(sha256: str) -> list[DocumentVersion]:
    """Everywhere that this very file is already stored."""
    found = DocumentVersion.objects.filter(sha256=sha256).select_related("document")
    return list(found.light().order_by("pk"))


def version_of(code: str, language: str, number: int | None) -> DocumentVersion | None:
    """A version by its number, withdrawn or not; without a number the current one, and where all
    were taken back, the last that was.
    """
    found = DocumentVersion.objects.filter(document__code=code, language=language)
    found = found.select_related("document")
    if number is not None:
        return found.filter(number=number).first()
    return found.filter(withdrawn_at=None).first() or found.first()


@dataclass(frozen=True)
class Use:
    """How often a document was viewed and downloaded since it has been counted."""

    views: int = 0
    downloads: int = 0
    since: date | None = None


def use_of(document: Document) -> Use:
    totals = DocumentCount.objects.filter(document=document).aggregate(
        views=Sum("number", filter=Q(kind=UseKind.VIEW), default=0),
        downloads=Sum("number", filter=Q(kind=UseKind.DOWNLOAD), default=0),
        since=Min("day"),
    )
    return Use(**totals)


def last_change(code: str) -> int:
    """The number of the newest log line about a record; 0 for one that nobody touched."""
    return LogEntry.objects.filter(target=code).values_list("pk", flat=True).first() or 0
