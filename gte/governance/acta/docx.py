"""The acta as a DOCX that people edit, with headings and header rows that programs understand.

It begins with our own small base (``base/*.xml``): python-docx's would be rejected by a strict
reader, for its settings lack the zoom's percentage.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
from django.utils import translation
from django.utils.translation import gettext as _
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips

from gte.common.typesetting import REPLACEMENT, package_file
from gte.governance.acta import printing
from gte.governance.acta.document import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gte.governance.acta.document import Acta, Paragraph, Signature, Table

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "relations.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_relations.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
}
# Between the margins of the base's page, in twentieths of a point.
LINE = 9412
# What XML cannot hold.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What core properties can hold.
LONGEST_PROPERTY = 255
# The earliest that a ZIP can tell.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)

# A paragraph as its runs: text and character style, none for the paragraph's own.
Runs = tuple[tuple[str, str | None], ...]


def render_docx(acta: Acta) -> bytes:
    """The acta as a DOCX; the same acta gives the same bytes.

    Characters that XML cannot hold are written as U+FFFD.
    """
    document = docx.Document(io.BytesIO(base()))
    with translation.override(acta.language):
        set_properties(document, acta)
        write_opening(document, acta)
        for block in acta.blocks:
            if isinstance(block, Section):
                write_section(document, block)
            else:
                write_table(document, block)
        write_signatures(document, acta)
        write_proofs(document, acta)
        write_foot(document, acta)
    saved = io.BytesIO()
    document.save(saved)
    return timeless(saved.getvalue())


@cache
def base() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, file in PARTS.items():
            archive.writestr(name, package_file("gte.governance.acta", "base", file))
    return content.getvalue()


def timeless(content: bytes) -> bytes:
    """The archive without the hour it was made at. Not compressed: compressors differ."""
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(plain, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            new.writestr(entry, old.read(name))
    return plain.getvalue()


def legal(text: str) -> str:
    return ILLEGAL.sub(REPLACEMENT, text)


# --- the document as a whole ----------------------------------------------------------------------


def set_properties(document: Any, acta: Acta) -> None:
    core = document.core_properties
    core.title = legal(printing.full_title(acta))[:LONGEST_PROPERTY]
    core.author = core.last_modified_by = printing.author()
    core.language = acta.language
    core.comments = ""
    core.created = core.modified = datetime.datetime.combine(
        acta.day, datetime.time(), datetime.UTC
    )
    for part in (document.styles.element, document.settings.element):
        for element in part.iter(qn("w:lang"), qn("w:themeFontLang")):
            element.set(qn("w:val"), acta.language)


def write_opening(document: Any, acta: Acta) -> None:
    write(document, "Letterhead", printing.author())
    write(document, "Letterhead below", _("Pacific Alliance"))
    write(document, "Title", acta.title)
    if acta.subtitle:
        write(document, "Subtitle", acta.subtitle)
    if state := printing.state_notice(acta):
        write(document, "State", state)
    for label, value in acta.facts:
        write(document, "Fact", (label, "Label"), ("\t", None), (value, None))


def write_foot(document: Any, acta: Acta) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    (first,) = footer.paragraphs
    fill(first, ((printing.short_title(acta), None),))
    last = footer.add_paragraph(style="footer")
    state = printing.state_notice(acta)
    fill(last, ((state or printing.day_text(acta), "Missing" if state else None), ("\t", None)))
    for piece in re.split(r"(\{pages?\})", printing.page_pattern()):
        if piece.startswith("{"):
            last._p.append(field({"{page}": "PAGE", "{pages}": "NUMPAGES"}[piece]))
        else:
            fill(last, ((piece, None),))


def field(instruction: str) -> Any:
    """A number that the reader's program counts."""
    element, run, text = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    element.set(qn("w:instr"), instruction)
    text.text = "1"
    run.append(text)
    element.append(run)
    return element


# --- texts ----------------------------------------------------------------------------------------


def write(document: Any, style: str, *runs: str | tuple[str, str | None]) -> Any:
    paragraph = document.add_paragraph(style=style)
    fill(paragraph, [(run, None) if isinstance(run, str) else run for run in runs])
    return paragraph


def fill(paragraph: Any, runs: Iterable[tuple[str, str | None]]) -> None:
    for text, style in runs:
        paragraph.add_run(legal(text), style=style)


def write_heading(document: Any, title: str) -> None:
    if title:
        document.add_heading(legal(title), level=1)


def write_section(document: Any, section: Section) -> None:
    write_heading(document, section.title)
    for paragraph in section.paragraphs:
        write_paragraph(document, paragraph)


def write_paragraph(document: Any, paragraph: Paragraph) -> None:
    if paragraph.number:
        runs = (paragraph.number, "Label"), ("\t", None), (paragraph.text, None)
        write(document, "Numbered paragraph", *runs)
    else:
        write(document, "Normal", paragraph.text)


def write_proofs(document: Any, acta: Acta) -> None:
    proofs = printing.proofs(acta)
    if proofs:
        write_heading(document, printing.proofs_title())
    for proof in proofs:
        write(document, "Proof", (proof.label, "Emphasised"))
        write(document, "Proof", (proof.value, "Hash"))
        write(document, "Normal", proof.meaning)


# --- tables ---------------------------------------------------------------------------------------


def write_table(document: Any, table: Table) -> None:
    write_heading(document, table.title)
    if not table.rows:
        write(document, "Normal", table.empty)
        return
    rows = [[(((cell, None),),) for cell in row] for row in table.rows]
    widths = printing.column_widths(table)
    made = add_table(document, table.title, table.columns, widths, rows)
    keep_rows(made, whole=printing.is_short(table))


def write_signatures(document: Any, acta: Acta) -> None:
    title = printing.signatures_title()
    write_heading(document, title)
    if not acta.signatures:
        write(document, "Normal", printing.no_signatures())
        return
    columns, widths = printing.signature_columns(), printing.SIGNATURE_WIDTHS
    rows = [list(signature_cells(one)) for one in acta.signatures]
    made = add_table(document, title, columns, widths, rows)
    keep_rows(made, whole=len(rows) <= printing.SHORT_ROWS)


def signature_cells(signature: Signature) -> Iterator[tuple[Runs, ...]]:
    """Each cell as its paragraphs."""
    signer = printing.signer(signature), "Emphasised" if signature.person else "Missing"
    yield (((signature.party, None),),)
    yield ((signer,), ((signature.rank, "Label"),)) if signature.rank else ((signer,),)
    yield (((signature.day, None),),)
    yield (((signature.text_hash, "Small hash"),),)


def add_table(
    document: Any,
    title: str,
    columns: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[tuple[Runs, ...]]],
) -> Any:
    """A table whose first row is its header, on every page that it reaches."""
    table = document.add_table(1 + len(rows), len(columns), style="Acta table")
    table.autofit = False
    exact = [round(LINE * width / sum(widths)) for width in widths]
    describe(table, title, sum(exact))
    for column, width in zip(table.columns, exact, strict=True):
        column.width = Twips(width)
    names = [(((name, None),),) for name in columns]
    for at, (row, cells) in enumerate(zip(table.rows, [names, *rows], strict=True)):
        for cell, width, paragraphs in zip(row.cells, exact, cells, strict=True):
            cell.width = Twips(width)
            fill_cell(cell, paragraphs, "Table text" if at else "Table head")
    return table


def fill_cell(cell: Any, paragraphs: tuple[Runs, ...], style: str) -> None:
    for at, runs in enumerate(paragraphs):
        paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
        paragraph.style = style
        fill(paragraph, runs)


def describe(table: Any, title: str, width: int) -> None:
    """The table's width, and its name for who cannot see it."""
    properties = table._tbl.tblPr
    size = properties.find(qn("w:tblW"))
    size.set(qn("w:type"), "dxa")
    size.set(qn("w:w"), str(width))
    if title:
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), legal(title))
        properties.append(caption)


def keep_rows(table: Any, *, whole: bool) -> None:
    """Repeats the header on each page and keeps rows in one piece, or the whole table."""
    rows = list(table.rows)
    for at, row in enumerate(rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))
        if whole and at + 1 < len(rows):
            for paragraph in (one for cell in row.cells for one in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = True
