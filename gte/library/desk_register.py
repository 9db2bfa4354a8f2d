"""The list of documents as the librarian sees it: withdrawn ones too, and which files there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Case, CharField, Prefetch, QuerySet, Value, When
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.common.models import Reader
from gte.library.enums import DocumentKind, DocumentState, Holding
from gte.library.languages import language_name
from gte.library.models import Document, DocumentVersion
from gte.library.queries import current_of, narrowable
from gte.library.registers import DocumentRegister
from gte.register.blocks import GOOD, LATE, MUTED
from gte.register.fields import TOPIC_FACET, date_text
from gte.register.registers import Cell, Facet


class DeskRegister(DocumentRegister):
    """Not among the public registers: nothing links to it but the desk."""

    list_url_name = "desk-library"
    columns: ClassVar[Sequence[Any]] = (
        gettext_lazy("Document"),
        pgettext_lazy("document", "State"),
        gettext_lazy("Files"),
        gettext_lazy("Date"),
    )
    fields: ClassVar[Sequence[Any]] = ("title", "institution", "kind", "date", "withdrawn_at")
    facets: ClassVar[Sequence[Any]] = (
        Facet("state", pgettext_lazy("document", "State"), "state", DocumentState),
        Facet("holding", gettext_lazy("Where it is kept"), "holding", Holding),
        Facet("kind", gettext_lazy("Kind"), "kind", DocumentKind),
        TOPIC_FACET,
    )
    prefetch: ClassVar[Sequence[Any]] = (
        Prefetch(
            "versions",
            queryset=DocumentVersion.objects.only(
                "document_id", "language", "number", "withdrawn_at"
            ),
        ),
    )

    def records(self, user: Reader) -> QuerySet[Any]:  # noqa: ARG002 - the desk shows all
        return Document.objects.all()

    def narrowable(self, records: QuerySet[Any]) -> QuerySet[Any]:
        withdrawn = Value(DocumentState.WITHDRAWN.value)
        return narrowable(records).annotate(
            state=Case(
                When(withdrawn_at__isnull=False, then=withdrawn),
                default=Value(DocumentState.OPEN.value),
                output_field=CharField(),
            )
        )

    def ways_of(self, record: Document) -> str:  # noqa: ARG002 - the desk names the files
        return ""

    def cells(self, record: Document) -> list[Cell]:
        state = DocumentState.WITHDRAWN if record.is_withdrawn else DocumentState.OPEN
        held = current_of(list(record.versions.all()))
        files = ", ".join(language_name(code) for code in held)
        return [
            Cell(str(state.label), LATE if record.is_withdrawn else GOOD),
            Cell(files) if files else Cell(str(Holding.LINK.label), MUTED),
            Cell(date_text(record.date)),
        ]
