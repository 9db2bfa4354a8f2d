"""The register of documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from gte.alliance.models import Body, Topic
from gte.common.enums import Language
from gte.common.models import Reader
from gte.library import panels
from gte.library.enums import (
    AccessChecked,
    AddressKind,
    DocumentKind,
    DocumentLanguage,
    Holding,
    Licence,
)
from gte.library.languages import language_name
from gte.library.models import Document, DocumentVersion
from gte.library.queries import narrowable, own_first, texts_of, use_of
from gte.library.ways import ways_html
from gte.register.blocks import LATE, Badge, Detail, Item, Panel, fact, facts, texts
from gte.register.fields import CERTAINTY_FACET, SCOPE_FACET, TOPIC_FACET, date_text, link_all
from gte.register.registers import Cell, Facet, Register, add_register, add_section


@add_register
class DocumentRegister(Register):
    model = Document
    list_url_name = "documents"
    path = pgettext_lazy("address", "documents/")
    title = gettext_lazy("Documents")
    lead = gettext_lazy(
        "What was declared, decided, studied and reported, and where to read it. "
        "The group's own documents come first."
    )
    kind_label = gettext_lazy("Document")
    columns: ClassVar[Sequence[Any]] = (
        gettext_lazy("Document"),
        gettext_lazy("Kind"),
        gettext_lazy("Date"),
    )
    fields: ClassVar[Sequence[Any]] = ("title", "institution", "kind", "date", "languages", "url")
    facets: ClassVar[Sequence[Any]] = (
        Facet("kind", gettext_lazy("Kind"), "kind", DocumentKind),
        TOPIC_FACET,
        Facet("language", gettext_lazy("Language"), "in_language", DocumentLanguage),
        Facet("holding", gettext_lazy("Where it is kept"), "holding", Holding),
        Facet("year", gettext_lazy("Year"), "year"),
        SCOPE_FACET,
        CERTAINTY_FACET,
    )

    # Into a list, which costs a row far less than a queryset that stands for it.
    prefetch: ClassVar[Sequence[Any]] = (
        Prefetch("versions", DocumentVersion.objects.light(), to_attr="fetched_versions"),
    )
    detail_prefetch: ClassVar[Sequence[Any]] = (
        Prefetch("versions", DocumentVersion.objects.light()),
    )

    def records(self, user: Reader) -> QuerySet[Any]:
        return own_first(self.model.objects.visible_to(user))

    def narrowable(self, records: QuerySet[Any]) -> QuerySet[Any]:
        return narrowable(records)

    def page_records(self, user: Reader) -> QuerySet[Any]:
        """A withdrawn document keeps its page."""
        return Document.objects.all()

    def search_texts(self, record: Document) -> dict[str, str]:
        """With what its current files say; a file in a third language counts for both."""
        said, found = super().search_texts(record), texts_of(record)
        others = [text for language, text in found.items() if language not in Language.values]
        return {
            language: "\n".join([said[language], found.get(language, ""), *others]).strip()
            for language in Language.values
        }

    def search_languages(self, record: Document, titles: dict[str, str]) -> list[str]:
        return list(record.languages)

    def status_of(self, record: Document) -> Badge | None:
        return Badge(pgettext("document", "withdrawn"), LATE) if record.is_withdrawn else None

    def summary_of(self, record: Document) -> str:
        return record.institution

    def ways_of(self, record: Document) -> str:
        return ways_html(record, record.fetched_versions)  # type: ignore[attr-defined]

    def cells(self, record: Document) -> list[Cell]:
        return [Cell(str(DocumentKind(record.kind).label)), Cell(date_text(record.date))]

    def meta_of(self, record: Document) -> str:
        return date_text(record.date)

    def detail(self, record: Document) -> Detail:
        versions = list(record.versions.all())
        status = self.status_of(record)
        return Detail(
            lead=record.description,
            badges=[status] if status else (),
            first_panels=first_panels(record, versions),
            last_panels=last_panels(record, versions),
            styles=("css/components/library.css",),
            scripts=("js/behaviours/copy.js",),
            facts=facts(
                fact(_("Kind"), str(DocumentKind(record.kind).label)),
                fact(_("Date"), date_text(record.date)),
                fact(_("Publisher"), record.institution),
                fact(_("Languages"), *(language_name(code) for code in record.languages)),
                fact(_("Licence"), licence_item(record)),
                fact(
                    _("Read it at"), None if versions and not record.url else address_item(record)
                ),
                fact(_("How far it was read"), str(AccessChecked(record.access_checked).label)),
                fact(
                    _("Title"),
                    _("given by the register, not by the document")
                    if record.title_is_descriptive
                    else None,
                ),
                fact(_("Bodies"), *link_all(record.bodies.all())),
                fact(_("Topics"), *link_all(record.topics.all())),
            ),
            texts=texts((_("Note"), record.note)),
        )


def first_panels(record: Document, versions: list[DocumentVersion]) -> list[Panel]:
    """What a reader came for: the files, the original, or why there are none any more."""
    if record.is_withdrawn:
        return [panels.tombstone_panel(record)]
    return [panels.editions_panel(record, versions)]


def last_panels(record: Document, versions: list[DocumentVersion]) -> list[Panel]:
    history = [panels.history_panel(record, versions)] if versions else []
    return [*history, panels.citation_panel(record, use_of(record))]


def licence_item(record: Document) -> Item:
    label = str(Licence(record.licence).label)
    return Item(label, record.licence_url, external=bool(record.licence_url))


def address_item(record: Document) -> Item:
    """Where the document can be read, or that nobody gave an address."""
    if not record.url:
        return Item(_("no address published"))
    note = str(AddressKind(record.url_kind).label) if record.url_kind else ""
    return Item(record.url, record.url, note=note, external=True)


add_section(
    Topic, "documents", gettext_lazy("Documents"), lambda topic: topic.documents.visible_to(None)
)
add_section(
    Body, "documents", gettext_lazy("Documents"), lambda body: body.documents.visible_to(None)
)
