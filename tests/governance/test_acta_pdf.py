"""The acta as PDF: accessible, whole, legible, and the same every time."""

import dataclasses
import io
import re

import pikepdf
import pypdfium2
import pytest
from django.utils.translation import gettext, override

from gte.governance.acta.document import Paragraph, Section, Table
from gte.governance.acta.pdf import breakable, render_pdf
from tests.governance.actas import (
    ARABIC,
    AWKWARD,
    HEBREW,
    LONG_WORD,
    SENTENCE,
    acta_of_may_2018,
    awkward_acta,
    texts_of,
)
from tests.pdfs import broken_rules, children, opened, page_texts

LANGUAGES = ("es", "en")
# The margins at the sides, in points.
MARGIN = 22 / 25.4 * 72


@pytest.fixture(scope="session")
def pdfs():
    return {language: render_pdf(acta_of_may_2018(language)) for language in LANGUAGES}


@pytest.fixture(scope="session")
def awkward_pdf():
    return render_pdf(awkward_acta())


def bare(text):
    return re.sub(r"\s", "", text.replace("’", "'"))


def told(pdf):
    """All that the pages say without their feet, without spaces."""
    pages = [bare(text) for text in page_texts(pdf)]
    pattern = re.compile(rf"(?:Página|Page)\d+(?:de|of){len(pages)}$")
    assert all(pattern.search(text) for text in pages)
    foot = ""
    if len(pages) > 1:
        bodies = [pattern.sub("", text) for text in pages]
        while all(body.endswith(bodies[0][-len(foot) - 1 :]) for body in bodies):
            foot = bodies[0][-len(foot) - 1 :]
        assert foot
        pages = [body.removesuffix(foot) for body in bodies]
    return "".join(pages)


# --- for people who listen ------------------------------------------------------------------------


@pytest.mark.external
@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_is_accessible(language, pdfs):
    assert broken_rules(pdfs[language]) == set()


@pytest.mark.external
def test_pdf_of_an_awkward_acta_is_accessible(awkward_pdf):
    assert broken_rules(awkward_pdf) == set()


def without_language(pdf):
    del pdf.Root.Lang


def without_structure(pdf):
    del pdf.Root.StructTreeRoot


def without_title(pdf):
    del pdf.Root.Metadata


def with_skipped_heading(pdf):
    children(pdf.Root.StructTreeRoot, "/H1")[0].S = pikepdf.Name("/H3")


PLANTED = {
    without_language: "PDFUA1-TEXT-LANGUAGE-001",
    without_structure: "PDFUA1-STRUCT-TREE-ROOT-001",
    without_title: "PDFUA1-METADATA-TITLE-001",
    with_skipped_heading: "PDFUA1-HEADING-NESTING-001",
}


@pytest.mark.external
@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_validator_catches_a_planted_error(plant, pdfs):
    with opened(pdfs["en"]) as pdf:
        plant(pdf)
        planted = io.BytesIO()
        pdf.save(planted)
    assert PLANTED[plant] in broken_rules(planted.getvalue())


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_tells_its_title_language_and_day(language, pdfs):
    acta = acta_of_may_2018(language)
    with opened(pdfs[language]) as pdf:
        assert str(pdf.docinfo.Title) == f"{acta.title}, {acta.subtitle}"
        assert str(pdf.docinfo.CreationDate) == "D:20180523000000Z"
        assert str(pdf.Root.Lang) == language
        with pdf.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
            assert metadata["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"


@pytest.mark.parametrize("language", LANGUAGES)
def test_outline_is_the_blocks_then_signatures_and_proofs(language, pdfs):
    with override(language):
        last = [gettext("Signatures"), gettext("What proves this text")]
    expected = [block.title for block in acta_of_may_2018(language).blocks] + last
    with opened(pdfs[language]) as pdf:
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root] == expected
        assert len(children(pdf.Root.StructTreeRoot, "/H1")) == len(expected)


def test_tables_have_header_cells(pdfs):
    acta = acta_of_may_2018("es")
    tables = [block for block in acta.blocks if isinstance(block, Table) and block.rows]
    expected = [(len(table.columns), len(table.rows)) for table in tables]
    expected.append((4, len(acta.signatures)))
    with opened(pdfs["es"]) as pdf:
        found = [
            (
                len(children(children(table, "/THead")[0], "/TH")),
                len(children(children(table, "/TBody")[0], "/TR")),
            )
            for table in children(pdf.Root.StructTreeRoot, "/Table")
        ]
    assert found == expected


# --- what it says ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_says_all_that_the_acta_says(language, pdfs):
    text = told(pdfs[language])
    assert [one for one in texts_of(acta_of_may_2018(language)) if bare(one) not in text] == []


def test_spanish_pdf_has_no_english_words(pdfs):
    text = told(pdfs["es"])
    assert "Firmas" in text
    assert "PerúSinfirma" in text
    assert re.search("Sign|Hash|ledger", text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_state_stands_on_each_page_until_all_have_signed(language, pdfs):
    acta = acta_of_may_2018(language, signers=4)
    open_pages, signed_pages = page_texts(pdfs[language]), page_texts(render_pdf(acta))
    assert all(acta.state in text for text in open_pages)
    assert not any(acta.state in text for text in signed_pages)


def test_every_page_tells_its_number(pdfs):
    for language, words in (("es", "Página {} de {}"), ("en", "Page {} of {}")):
        texts = page_texts(pdfs[language])
        assert len(texts) == 2
        for number, text in enumerate(texts, start=1):
            assert text.endswith(words.format(number, len(texts)))


def test_awkward_acta_is_whole(awkward_pdf):
    text = told(awkward_pdf)
    expected = [AWKWARD[0], f"Before {LONG_WORD} after", "Nada.", "First line second line after a"]
    expected += [f"2.{at} {SENTENCE * (at % 7 + 3)}" for at in range(1, 46)]
    expected += [f"{at} {SENTENCE * (at % 4 + 1)} {LONG_WORD}" for at in range(1, 30)]
    expected.append(awkward_acta().text_hash)
    assert [one for one in expected if bare(one) not in text] == []
    # Its header stands on the next page too.
    assert bare(SENTENCE * 120) in text.replace("Celda", "")
    assert HEBREW in text or HEBREW[::-1] in text
    assert len(page_texts(awkward_pdf)) > 9


def test_run_of_signs_without_a_space_is_printed_whole():
    run = "".join(f"{at}/" for at in range(11_000))
    assert len(run) > 50_000
    blocks = (Section("", (Paragraph(f"Before {run} after"), Paragraph(run, "1.1"))),)
    acta = dataclasses.replace(acta_of_may_2018("en"), blocks=blocks)
    text = told(render_pdf(acta)).replace("\u200b", "")
    assert bare(f"Before {run} after 1.1 {run}") in text
    assert acta.blocks == blocks, "what is signed has no places to break"


def test_long_runs_alone_have_places_to_break():
    short = "x" * 59
    assert breakable(f"{short} {short}\n{short}") == f"{short} {short}\n{short}"
    run = "ñandú\u0301-" * 50
    pieces = breakable(f"a {run} b").removeprefix("a ").removesuffix(" b").split("\u200b")
    assert "".join(pieces) == run
    assert {len(piece) for piece in pieces[:-1]} <= {20, 21}
    assert not any(piece.startswith("\u0301") for piece in pieces)


def test_characters_without_a_font_are_replaced(awkward_pdf):
    text = " ".join(page_texts(awkward_pdf))
    assert "Emoji � and �� between" in text
    assert "�� and �� and � and � close" in text
    assert ARABIC[0] in text


def test_awkward_acta_leaves_no_margin(awkward_pdf):
    document = pypdfium2.PdfDocument(awkward_pdf)
    for one in document:
        width = one.get_width()
        page = one.get_textpage()
        boxes = [page.get_charbox(at) for at in range(page.count_chars())]
        assert min(box[0] for box in boxes if box[2] > box[0]) > MARGIN - 3
        assert max(box[2] for box in boxes) < width - MARGIN + 3
    document.close()


@pytest.mark.parametrize("lines", range(14, 24))
def test_heading_of_a_table_stays_with_its_first_row(lines):
    rows = tuple((f"row {at}", SENTENCE * 4) for at in range(12))
    blocks = (
        Section("", tuple(Paragraph("Line") for _line in range(lines))),
        Table("Heading", ("No.", "Text"), rows, ""),
    )
    texts = page_texts(render_pdf(dataclasses.replace(acta_of_may_2018("en"), blocks=blocks)))
    (text,) = (text for text in texts if "Heading No. Text" in text)
    assert "row 0" in text.partition("Heading")[2]


# --- the same every time --------------------------------------------------------------------------


def test_same_acta_gives_the_same_bytes(pdfs):
    with override("en"):
        assert render_pdf(acta_of_may_2018("es")) == pdfs["es"]


def test_another_signature_gives_other_bytes(pdfs):
    assert render_pdf(acta_of_may_2018("es", signers=4)) != pdfs["es"]
