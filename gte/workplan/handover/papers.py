"""The section of a pack on documents and the files that the library holds of them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.library.enums import DocumentKind, FileFormat
from gte.register.fields import date_text
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.listings import (
    IDENTIFIER,
    TITLES,
    Column,
    Kind,
    Listing,
    ListingRow,
    Section,
    add_section,
)
from gte.workplan.handover.rows import (
    LibraryRow,
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


def document_rows(contents: Contents) -> list[ListingRow]:
    return [
        (
            one.code,
            one.title_es,
            one.title_en,
            one.date or "",
            one.document_kind,
            one.institution_es,
            one.institution_en,
            one.address,
            len(one.files),
        )
        for one in contents.gathered.documents
    ]


def file_rows(contents: Contents) -> list[ListingRow]:
    return [
        file_row(one, at) for one in contents.gathered.documents for at in range(len(one.files))
    ]


def file_row(document: LibraryRow, at: int) -> ListingRow:
    file = document.files[at]
    return (
        document.code,
        file.language,
        file.number,
        file.format,
        file.name,
        file.size,
        file.sha256,
        file.added_on,
    )


DOCUMENTS = Listing(
    "documents",
    gettext_lazy("The group's documents dated up to the day, and undated ones."),
    (
        IDENTIFIER,
        *TITLES,
        Column("date", gettext_lazy("when it was published"), Kind.DAY),
        Column("kind", gettext_lazy("what it is"), Kind.CODE, DocumentKind),
        Column("institution_es", gettext_lazy("who published it, in Spanish")),
        Column("institution_en", gettext_lazy("who published it, in English")),
        Column("address", gettext_lazy("where it was published")),
        Column("files", gettext_lazy("how many files the library holds of it"), Kind.NUMBER),
    ),
    document_rows,
)
FILES = Listing(
    "files",
    gettext_lazy("The files that the library holds of these documents."),
    (
        Column("document", gettext_lazy("permanent identifier of the document"), Kind.CODE),
        Column("language", gettext_lazy("language of the file"), Kind.CODE),
        Column("version", gettext_lazy("number of the version"), Kind.NUMBER),
        Column("format", gettext_lazy("format of the file"), Kind.CODE, FileFormat),
        Column("name", gettext_lazy("name of the file")),
        Column("bytes", gettext_lazy("how many bytes it has"), Kind.NUMBER),
        Column("sha256", gettext_lazy("SHA-256 of the file"), Kind.HASH),
        Column("added_on", gettext_lazy("when it was added to the library"), Kind.DAY),
    ),
    file_rows,
)

add_section(100, Section(documents_part, (DOCUMENTS, FILES)))
