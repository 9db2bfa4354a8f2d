"""The PDF: accessible, whole, traceable, and the same every time."""

import dataclasses
import io
import re

import pikepdf
import pytest
from django.utils.translation import gettext, override

from gte.workplan.report.document import Points, Table
from gte.workplan.report.pdf import render_pdf
from gte.workplan.report.printing import entries_by_part
from tests.pdfs import broken_rules, children, opened, page_texts, squeeze
from tests.workplan.report.conftest import link

XMP = {"pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/"}


@pytest.fixture(scope="session")
def real_pdfs(real_reports):
    return {language: render_pdf(report) for language, report in real_reports.items()}


@pytest.fixture
def real_pdf(real_report, real_pdfs):
    return real_pdfs[real_report.language]


def annex_title(language):
    with override(language):
        return gettext("Annex A. Figures and the records they were counted from")


# --- for people who listen ------------------------------------------------------------------------


@pytest.mark.external
def test_pdf_is_accessible(real_pdf):
    assert broken_rules(real_pdf) == set()


@pytest.mark.external
def test_pdf_of_any_text_is_accessible(make_report):
    parts = [*make_report().parts, *make_report(parts=[]).parts]
    for report in (make_report(), make_report(parts=[]), make_report(parts=parts, language="es")):
        assert broken_rules(render_pdf(report)) == set()


def without_language(pdf):
    del pdf.Root.Lang


def without_structure(pdf):
    del pdf.Root.StructTreeRoot


def without_title(pdf):
    del pdf.Root.Metadata


def without_order(pdf):
    del pdf.pages[0].Tabs


def with_unnamed_link(pdf):
    del pdf.pages[0].Annots[0].Contents


def with_skipped_heading(pdf):
    children(pdf.Root.StructTreeRoot, "/H1")[0].S = pikepdf.Name("/H3")


PLANTED = {
    without_language: "PDFUA1-TEXT-LANGUAGE-001",
    without_structure: "PDFUA1-STRUCT-TREE-ROOT-001",
    without_title: "PDFUA1-METADATA-TITLE-001",
    without_order: "PDFUA1-PAGE-TABS-001",
    with_unnamed_link: "PDFUA1-LINK-CONTENTS-001",
    with_skipped_heading: "PDFUA1-HEADING-NESTING-001",
}


@pytest.mark.external
@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_validator_catches_a_planted_error(plant, real_pdfs):
    with opened(real_pdfs["en"]) as pdf:
        plant(pdf)
        planted = io.BytesIO()
        pdf.save(planted)
    assert PLANTED[plant] in broken_rules(planted.getvalue())


def test_pdf_tells_its_title_author_language_and_standards(real_report, real_pdf):
    day = {"es": "29 de enero de 2026", "en": "29 January 2026"}[real_report.language]
    with opened(real_pdf) as pdf:
        assert str(pdf.docinfo.Title) == f"{real_report.title}: {real_report.subtitle}, {day}"
        assert str(pdf.docinfo.Author) == real_report.subtitle
        assert str(pdf.docinfo.CreationDate) == "D:20260129000000Z"
        assert str(pdf.Root.Lang) == real_report.language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata[f"{{{XMP['pdfuaid']}}}part"] == "1"
            assert metadata[f"{{{XMP['pdfaid']}}}part"] == "3"
            assert metadata[f"{{{XMP['pdfaid']}}}conformance"] == "A"


def test_pdf_outline_is_the_numbered_parts_and_the_annexes(real_report, real_pdf):
    expected = [f"{at}. {part.title}" for at, part in enumerate(real_report.parts, start=1)]
    expected += [annex_title(real_report.language)]
    with opened(real_pdf) as pdf:
        with pdf.open_outline() as outline:
            titles = [one.title for one in outline.root]
        headings = children(pdf.Root.StructTreeRoot, "/H1")
    assert titles[:-1] == expected
    assert len(headings) == len(titles)


def test_pdf_tables_have_header_cells(real_report, real_pdf):
    tables = [
        block
        for part in real_report.parts
        for block in part.blocks
        if isinstance(block, Table) and block.rows
    ]
    expected = [
        (1, len(real_report.heading), 1),
        *((1, len(table.columns), len(table.rows)) for table in tables),
        *((1, 3, len(group.entries)) for group in entries_by_part(real_report)),
    ]
    with opened(real_pdf) as pdf:
        found = [
            (
                len(children(table, "/THead")),
                len(children(table, "/TH")),
                len(children(children(table, "/TBody")[0], "/TR")),
            )
            for table in children(pdf.Root.StructTreeRoot, "/Table")
        ]
    assert found == expected


# --- what it says ---------------------------------------------------------------------------------


def test_first_page_carries_the_requests_and_the_headline_figures(real_report, real_pdf):
    first, second = page_texts(real_pdf)[:2]
    requests = real_report.parts[0]
    (points,) = (block for block in requests.blocks if isinstance(block, Points))
    told = [real_report.title, real_report.notice, f"1. {requests.title}"]
    told += [value for pair in real_report.heading for value in pair]
    for at, point in enumerate(points.points, start=1):
        told += [f"{at} {point.title}", point.text, *(record.title for record in point.records)]
    told += [f"{figure.value} {figure.label}" for figure in requests.figures]
    assert [text for text in told if squeeze(text) not in first] == []
    assert f"2. {squeeze(real_report.parts[1].title)}" in second


def test_every_figure_is_in_the_annex_with_the_records_it_counts(real_report, real_pdf):
    texts = page_texts(real_pdf)
    title = annex_title(real_report.language)
    start = next(at for at, text in enumerate(texts) if text.startswith(title))
    annex = " ".join(texts[start:])
    for group in entries_by_part(real_report):
        assert squeeze(f"{group.number}. {group.title}") in annex
        for entry in group.entries:
            line = squeeze(f"{entry.figure.label} {entry.figure.value} ")
            rest = annex.partition(line)[2]
            assert rest, line
            if entry.listed_in or not entry.figure.records:
                continue
            for record in entry.figure.records:
                name = squeeze(f"{record.title} {record.code}")
                _skipped, name, rest = rest.partition(name)
                assert name, f"{entry.figure.key} does not list {record.code}"
            annex = rest


def test_method_is_the_last_thing_said(real_report, real_pdf):
    last = page_texts(real_pdf)[-1]
    assert [text for text in real_report.method if squeeze(text) not in last] == []


def test_every_page_tells_its_number_and_the_day(real_report, real_pdf):
    texts = page_texts(real_pdf)
    day = {"es": "29 de enero de 2026", "en": "29 January 2026"}[real_report.language]
    for number, text in enumerate(texts, start=1):
        footer = text[-len(real_report.title) - 50 :]
        assert f"{real_report.title} {day}" in footer
        assert re.search(rf"\b{number}\b.*\b{len(texts)}$", footer)


def test_pdf_says_so_where_there_is_nothing(make_report):
    text = " ".join(page_texts(render_pdf(make_report())))
    assert "Empty: Nothing there." in text
    assert "No risk at all." in text
    assert "of none 0 No record." in text


def test_text_is_never_taken_for_markup(make_report):
    text = '*a* _b_ $c$ #panic("d") `e` <f> @g // h \\ "i" ~ [j]'
    assert " ".join(page_texts(render_pdf(make_report(text=text)))).count(squeeze(text)) > 10


def test_characters_without_a_font_are_replaced(make_report):
    pdf = render_pdf(make_report(text="Corea 한국 \x07 \ue000 🎉 ok"))
    assert "Corea �� � � � ok" in " ".join(page_texts(pdf)).replace("\x00", "")


@pytest.mark.parametrize(
    "sign",
    [
        "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}",
        "\N{THUMBS UP SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
        "\N{THAI CHARACTER KO KAI}\N{THAI CHARACTER MAITAIKHU}",
        "e\N{COMBINING ENCLOSING KEYCAP}",
    ],
)
def test_sign_of_several_characters_without_a_font_does_not_stop_the_report(make_report, sign):
    text = " ".join(page_texts(render_pdf(make_report(text=f"before {sign} after"))))
    assert "before" in text
    assert "after" in text


def test_long_request_goes_on_over_the_page(make_report):
    name = "and a name that needs several lines " * 9
    records = [link(number, f"A record with number {number} {name}") for number in range(40)]
    report = make_report()
    part = report.parts[0]
    point = dataclasses.replace(part.blocks[0].points[0], records=records)
    asks = dataclasses.replace(part.blocks[0], points=[point])
    texts = page_texts(render_pdf(make_report(parts=[dataclasses.replace(part, blocks=[asks])])))
    assert "with number 39 " in " ".join(texts)
    assert "with number 39 " not in texts[0]


# --- where it leads -------------------------------------------------------------------------------


def addresses(pdf):
    with opened(pdf) as document:
        return {
            str(annotation.A.URI)
            for one in document.pages
            for annotation in one.get("/Annots", [])
            if "/A" in annotation and "/URI" in annotation.A
        }


def test_records_are_links_where_the_site_has_an_address(make_report, settings):
    settings.BASE_URL, settings.BASE_URL_IS_SET = "https://gte.example", True
    expected = {f"https://gte.example/en/records/{number}/" for number in range(3)}
    assert addresses(render_pdf(make_report())) == expected


def test_records_are_plain_text_where_the_site_has_no_address(make_report, settings):
    settings.BASE_URL_IS_SET = False
    assert addresses(render_pdf(make_report())) == set()


# --- the same every time --------------------------------------------------------------------------


def test_same_report_gives_the_same_bytes(real_report, real_pdf):
    with override("en" if real_report.language == "es" else "es"):
        assert render_pdf(real_report) == real_pdf


def test_another_report_gives_other_bytes(make_report):
    assert render_pdf(make_report()) != render_pdf(make_report(title="Another report"))
