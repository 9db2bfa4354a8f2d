"""The acta as a DOCX that people edit, with headings and header rows that programs understand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from gte.governance.acta import printing
from gte.governance.acta.document import Section
from gte.register.docx.markup import heading, paragraph, run, table
from gte.register.docx.package import Foot, Said, make_docx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gte.governance.acta.document import Acta, Paragraph, Signature, Table
    from gte.register.docx.markup import Cell

TABLE = "ActaTable"


def render_docx(acta: Acta) -> bytes:
    """The acta as a DOCX; the same acta gives the same bytes.

    Characters that XML cannot hold are written as U+FFFD.
    """
    with translation.override(acta.language):
        state = printing.state_notice(acta)
        return make_docx(
            body(acta),
            said=Said(printing.full_title(acta), printing.author(), acta.language, acta.day),
            foot=Foot(
                printing.short_title(acta),
                state or printing.day_text(acta),
                printing.page_pattern(),
                "Missing" if state else None,
            ),
        )


def body(acta: Acta) -> Iterator[str]:
    yield from opening(acta)
    for block in acta.blocks:
        yield from section(block) if isinstance(block, Section) else table_block(block)
    yield from signatures(acta)
    yield from proofs(acta)


def opening(acta: Acta) -> Iterator[str]:
    yield paragraph("Letterhead", run(printing.author()))
    yield paragraph("LetterheadBelow", run(_("Pacific Alliance")))
    yield paragraph("Title", run(acta.title))
    if acta.subtitle:
        yield paragraph("Subtitle", run(acta.subtitle))
    if state := printing.state_notice(acta):
        yield paragraph("State", run(state))
    for label, value in acta.facts:
        yield paragraph("Fact", run(label, "Label"), run("\t"), run(value))


def titled(title: str) -> Iterator[str]:
    if title:
        yield heading(title)


def section(block: Section) -> Iterator[str]:
    yield from titled(block.title)
    yield from map(text_paragraph, block.paragraphs)


def text_paragraph(text: Paragraph) -> str:
    if text.number:
        runs = run(text.number, "Label"), run("\t"), run(text.text)
        return paragraph("NumberedParagraph", *runs)
    return paragraph("Normal", run(text.text))


def proofs(acta: Acta) -> Iterator[str]:
    known = printing.proofs(acta)
    if known:
        yield heading(printing.proofs_title())
    for proof in known:
        yield paragraph("Proof", run(proof.label, "Emphasised"))
        yield paragraph("Proof", run(proof.value, "Hash"))
        yield paragraph("Normal", run(proof.meaning))


# --- tables ---------------------------------------------------------------------------------------


def plain(text: str) -> Cell:
    return (run(text),)


def table_block(block: Table) -> Iterator[str]:
    yield from titled(block.title)
    if not block.rows:
        yield paragraph("Normal", run(block.empty))
        return
    yield table(
        TABLE,
        block.title,
        list(map(plain, block.columns)),
        [list(map(plain, row)) for row in block.rows],
        printing.column_widths(block),
        whole=printing.is_short(block),
    )


def signatures(acta: Acta) -> Iterator[str]:
    title = printing.signatures_title()
    yield heading(title)
    if not acta.signatures:
        yield paragraph("Normal", run(printing.no_signatures()))
        return
    yield table(
        TABLE,
        title,
        list(map(plain, printing.signature_columns())),
        [list(signature_cells(one)) for one in acta.signatures],
        printing.SIGNATURE_WIDTHS,
        whole=len(acta.signatures) <= printing.SHORT_ROWS,
    )


def signature_cells(signature: Signature) -> Iterator[Cell]:
    signer = run(printing.signer(signature), "Emphasised" if signature.person else "Missing")
    yield plain(signature.party)
    yield (signer, run(signature.rank, "Label")) if signature.rank else (signer,)
    yield plain(signature.day)
    yield (run(signature.text_hash, "SmallHash"),)
