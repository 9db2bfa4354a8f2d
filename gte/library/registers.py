"""The register of documents."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import Body, Topic
from gte.alliance.registers import language_name
from gte.library.enums import AccessChecked, AddressKind, DocumentKind
from gte.library.models import Document
from gte.register.blocks import Detail, Item, fact, facts, texts
from gte.register.fields import CERTAINTY_FACET, SCOPE_FACET, TOPIC_FACET, date_text, link_all
from gte.register.registers import Cell, Facet, Register, add_register, add_section


@add_register
class DocumentRegister(Register):
    model = Document
    list_url_name = "documents"
    path = pgettext_lazy("address", "documents/")
    title = gettext_lazy("Documents")
    lead = gettext_lazy("What was declared, decided, studied and reported, and where to read it.")
    kind_label = gettext_lazy("Document")
    columns = (gettext_lazy("Document"), gettext_lazy("Kind"), gettext_lazy("Date"))
    fields = ("title", "institution", "kind", "date")
    facets = (
        Facet("kind", gettext_lazy("Kind"), "kind", DocumentKind),
        TOPIC_FACET,
        SCOPE_FACET,
        CERTAINTY_FACET,
    )

    def search_languages(self, record: Document, titles: dict[str, str]) -> list[str]:
        return list(record.languages)

    def summary_of(self, record: Document) -> str:
        return record.institution

    def cells(self, record: Document) -> list[Cell]:
        return [Cell(str(DocumentKind(record.kind).label)), Cell(date_text(record.date))]

    def meta_of(self, record: Document) -> str:
        return date_text(record.date)

    def detail(self, record: Document) -> Detail:
        return Detail(
            lead=record.description,
            facts=facts(
                fact(_("Kind"), str(DocumentKind(record.kind).label)),
                fact(_("Date"), date_text(record.date)),
                fact(_("Institution"), record.institution),
                fact(_("Languages"), *(language_name(code) for code in record.languages)),
                fact(_("Read it at"), address_item(record)),
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


def address_item(record: Document) -> Item:
    """Where the document can be read, or that nobody gave an address."""
    if not record.url:
        return Item(_("no address published"))
    note = str(AddressKind(record.url_kind).label) if record.url_kind else ""
    return Item(record.url, record.url, note=note, external=True)


add_section(Topic, "documents", gettext_lazy("Documents"), lambda topic: topic.documents.all())
add_section(Body, "documents", gettext_lazy("Documents"), lambda body: body.documents.all())
