"""The section of a pack on documents and the files that the library holds of them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.library.enums import DocumentKind, FileFormat
from gte.register.fields import date_text
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.listings import (
    Column,
    Kind,
    Listing,
    Section,
    add_section,
    number_of,
    record_columns,
)
from gte.workplan.handover.saying import short
from gte.workplan.report.document import (
    Cell,
    Counted,
    Figures,
    Paragraph,
    Part,
    RecordLink,
    Table,
)
from gte.workplan.report.parts import links


def documents_part(contents: Contents) -> Part:
    found = contents.gathered.documents
    held = [one for one in found if one.files]
    rows = [
        [
            Cell(records=[RecordLink.to(one)]),
            Cell(date_text(one.date)),
            Cell(", ".join(f"{file.language} {file.format.upper()}" for file in one.files)),
            Cell(", ".join(short(file.sha256) for file in one.files)),
        ]
        for one in held
    ]
    columns = [_("Document"), _("Date"), _("Files"), "SHA-256"]
    said = _(
        "The pack lists every document with its address, and every file that the library holds "
        "with its whole SHA-256; the files themselves stay in the library."
    )
    empty = _("The library holds no file of a document of this time.")
    return Part(
        "documents",
        _("Documents and files"),
        [
            Paragraph(said),
            Figures(
                [
                    Counted("documents", _("documents of the group"), links(found)),
                    Counted("documents-held", _("with a file held here"), links(held), "good"),
                ]
            ),
            Table(_("Documents with a file held here"), columns, rows, empty=empty),
        ],
    )


DOCUMENTS = Listing(
    "documents",
    gettext_lazy("The group's documents dated up to the day, and undated ones."),
    (
        *record_columns(),
        Column("date", gettext_lazy("when it was published"), Kind.DAY),
        Column("kind", gettext_lazy("what it is"), Kind.CODE, DocumentKind, "document_kind"),
        Column("institution_es", gettext_lazy("who published it, in Spanish")),
        Column("institution_en", gettext_lazy("who published it, in English")),
        Column("address", gettext_lazy("where it was published")),
        Column(
            "files",
            gettext_lazy("how many files the library holds of it"),
            Kind.NUMBER,
            read=number_of("files"),
        ),
    ),
    lambda contents: contents.gathered.documents,
)
FILES = Listing(
    "files",
    gettext_lazy("The files that the library holds of these documents."),
    (
        Column("document", gettext_lazy("permanent identifier of the document"), Kind.CODE),
        Column("language", gettext_lazy("language of the file"), Kind.CODE),
        Column("version", gettext_lazy("number of the version"), Kind.NUMBER, read="number"),
        Column("format", gettext_lazy("format of the file"), Kind.CODE, FileFormat),
        Column("name", gettext_lazy("name of the file")),
        Column("bytes", gettext_lazy("how many bytes it has"), Kind.NUMBER, read="size"),
        Column("sha256", gettext_lazy("SHA-256 of the file"), Kind.HASH),
        Column("added_on", gettext_lazy("when it was added to the library"), Kind.DAY),
    ),
    lambda contents: [file for one in contents.gathered.documents for file in one.files],
)

add_section(100, Section(documents_part, (DOCUMENTS, FILES)))
