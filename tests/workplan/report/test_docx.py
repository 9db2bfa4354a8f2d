"""The report as DOCX: rules that programs for the blind rest on, every text, LibreOffice."""

import dataclasses
import io

import docx
import pytest
from django.utils.translation import gettext, override

from gte.workplan.report.document import Figures, Point, Points, Table
from gte.workplan.report.docx import render_docx
from gte.workplan.report.printing import entries_by_part
from tests.docx_files import (
    CORE,
    DOCUMENT,
    NAMESPACES,
    RELATIONS,
    SETTINGS,
    STYLES,
    broken_rules,
    found,
    libreoffice_pdf,
    planted,
    printed_text,
    squeeze,
    text_of,
    tree,
)
from tests.pdfs import children, opened

ANNEXES = (
    "Annex A. Figures and the records they were counted from",
    "Annex B. How this report counts",
)


@pytest.fixture(scope="session")
def real_files(real_reports):
    return {language: render_docx(report) for language, report in real_reports.items()}


@pytest.fixture
def real_file(real_report, real_files):
    return real_files[real_report.language]


@pytest.fixture
def _own_address(settings):
    settings.BASE_URL, settings.BASE_URL_IS_SET = "https://gte.example", True


def headings_of(report):
    with override(report.language):
        annexes = [gettext(title) for title in ANNEXES]
    return [f"{at}. {part.title}" for at, part in enumerate(report.parts, start=1)] + annexes


def opened_docx(content):
    return docx.Document(io.BytesIO(content))


# --- rules ----------------------------------------------------------------------------------------

# What breaks each rule: the part, what it says, and what it would say wrongly.
PLANTED = {
    "has_title": (CORE, rb"<dc:title>.*?</dc:title>", b"<dc:title> </dc:title>"),
    "has_language": (STYLES, rb'<w:lang w:val="en"', b"<w:lang"),
    "has_headings_in_order": (DOCUMENT, rb'w:val="Heading1"', b'w:val="Heading2"'),
    "has_header_rows": (DOCUMENT, rb"<w:tblHeader/>", b""),
    "has_named_tables": (DOCUMENT, rb"<w:tblCaption [^>]*/>", b""),
    "has_zoom": (SETTINGS, rb' w:percent="100"', b' w:val="bestFit"'),
    "has_known_styles": (DOCUMENT, rb'w:val="Label"', b'w:val="Lable"'),
    "has_whole_links": (DOCUMENT, rb'w:anchor="figure1"', b'w:anchor="nowhere"'),
}


def test_docx_keeps_the_rules(real_file):
    assert broken_rules(real_file) == set()


@pytest.mark.usefixtures("_own_address")
def test_docx_of_any_text_keeps_the_rules(make_report):
    awkward = 'a\tb\nc & <d> "e" \x07 \ue000 🎉 ]]> {page}'
    for report in (make_report(), make_report(text=awkward, language="es"), make_report(parts=[])):
        assert broken_rules(render_docx(report)) == set()


@pytest.mark.parametrize("rule", list(PLANTED))
def test_rule_catches_a_planted_error(rule, real_files):
    assert rule in broken_rules(planted(real_files["en"], *PLANTED[rule]))


def test_headings_are_the_numbered_parts_and_the_annexes(real_report, real_file):
    paragraphs = opened_docx(real_file).paragraphs
    told = [one.text for one in paragraphs if one.style.name == "Heading 1"]
    assert told == headings_of(real_report)
    assert [one.text for one in paragraphs if one.style.name == "Title"] == [real_report.title]


def test_tables_have_one_header_row_each(real_report, real_file):
    blocks = [block for part in real_report.parts for block in part.blocks]
    expected = [
        len(block.figures) if isinstance(block, Figures) else len(block.columns)
        for block in blocks
        if isinstance(block, Figures) or (isinstance(block, Table) and block.rows)
    ] + [3 for _group in entries_by_part(real_report)]
    tables = found(real_file, DOCUMENT, "//w:tbl")
    headers = [one.xpath("w:tr[w:trPr/w:tblHeader]", namespaces=NAMESPACES) for one in tables]
    assert [len(rows) for rows in headers] == [1] * len(expected)
    assert [len(row.xpath("w:tc", namespaces=NAMESPACES)) for (row,) in headers] == expected


def test_properties_tell_title_author_language_and_day(real_report, real_file):
    core = opened_docx(real_file).core_properties
    day = {"es": "29 de enero de 2026", "en": "29 January 2026"}[real_report.language]
    assert core.title == f"{real_report.title}: {real_report.subtitle}, {day}"
    assert (core.author, core.language) == (real_report.subtitle, real_report.language)
    assert core.created.date() == real_report.as_of


# --- what it says ---------------------------------------------------------------------------------


def texts_of(report):
    """Everything that a report says, as its blocks have it."""
    yield from (report.title, report.subtitle, report.notice, *report.method)
    for label, value in report.heading:
        yield f"{label} {value}"
    for block in (block for part in report.parts for block in part.blocks):
        if isinstance(block, Figures):
            yield " ".join(one.label for one in block.figures)
            yield " ".join(str(one.value) for one in block.figures)
        elif isinstance(block, Points):
            for point in block.points:
                records = "; ".join(one.title for one in point.records)
                yield f"{point.title} {point.text} {records}".strip()
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield " ".join(filter(None, [cell.text, *(one.title for one in cell.records)]))
        else:
            yield block.text


def test_every_text_is_in_it(real_report, real_file):
    text = text_of(tree(real_file, DOCUMENT))
    assert [one for one in texts_of(real_report) if squeeze(one) not in text] == []


def test_annex_lists_each_figure_with_the_records_it_counts(real_report, real_file):
    groups = entries_by_part(real_report)
    tables = opened_docx(real_file).tables[-len(groups) :]
    for group, table in zip(groups, tables, strict=True):
        for entry, row in zip(group.entries, table.rows[1:], strict=True):
            label, value, records = (cell.text for cell in row.cells)
            assert (label, value) == (entry.figure.label, entry.figure.text)
            listed = [f"{one.title}  {one.code}" for one in entry.figure.records]
            assert entry.listed_in or not listed or records.split("\n") == listed


def test_docx_says_so_where_there_is_nothing(make_report):
    text = text_of(tree(render_docx(make_report()), DOCUMENT))
    assert "Empty: Nothing there." in text
    assert "No risk at all." in text
    assert "of none 0 No record." in text


def test_document_without_figures_or_method_has_no_annexes(make_report):
    report = make_report()
    part = dataclasses.replace(report.parts[0], blocks=[report.parts[0].blocks[1]])
    guide = dataclasses.replace(report, parts=[part], method=[])
    told = [one.text for one in opened_docx(render_docx(guide)).paragraphs]
    assert told[-2:] == ["1. Plain text.", "Plain text."]


def test_each_numbered_list_begins_anew(make_report):
    asks = Points([Point("One", "First."), Point("Two", "Second.")], "", numbered=True)
    part = make_report().parts[0]
    content = render_docx(make_report(parts=[dataclasses.replace(part, blocks=[asks, asks])]))
    lists = found(content, DOCUMENT, "//w:numPr/w:numId/@w:val")
    assert lists == ["1", "1", "2", "2"]
    begins = found(content, "word/numbering.xml", "//w:num/w:lvlOverride/w:startOverride/@w:val")
    assert begins == ["1", "1"]


def test_figure_leads_to_its_entry_in_the_annex(real_file):
    document = tree(real_file, DOCUMENT)
    figure = document.xpath("(//w:hyperlink[@w:anchor])[1]", namespaces=NAMESPACES)[0]
    anchor = figure.get(f"{{{NAMESPACES['w']}}}anchor")
    place = f"//w:p[w:bookmarkStart/@w:name='{anchor}']/ancestor::w:tr/w:tc[2]"
    (value,) = document.xpath(place, namespaces=NAMESPACES)
    assert text_of(value) == text_of(figure)


@pytest.mark.usefixtures("_own_address")
def test_records_are_links_where_the_site_has_an_address(make_report):
    content = render_docx(make_report())
    path = "//rel:Relationship[contains(@Type, '/hyperlink')]"
    targets = {one.get("Id"): one.get("Target") for one in found(content, RELATIONS, path)}
    linked = {
        targets[one.get(f"{{{NAMESPACES['r']}}}id")]: text_of(one)
        for one in found(content, DOCUMENT, "//w:hyperlink[@r:id]")
    }
    assert linked == {
        f"https://gte.example/en/records/{number}/": "Plain text." for number in range(3)
    }


def test_records_are_plain_text_where_the_site_has_no_address(make_report, settings):
    settings.BASE_URL_IS_SET = False
    content = render_docx(make_report())
    assert found(content, DOCUMENT, "//w:hyperlink[@r:id]") == []


# --- as LibreOffice reads it ----------------------------------------------------------------------


def header_cells(pdf):
    with opened(pdf) as document:
        return len(children(document.Root.StructTreeRoot, "/TH"))


@pytest.mark.external
def test_libreoffice_prints_every_heading_figure_and_header(
    real_report, real_file, require_tool, tmp_path
):
    pdf = libreoffice_pdf(require_tool, tmp_path, real_file)
    text = printed_text(pdf)
    told = [*headings_of(real_report), *(one.label for one in real_report.figures)]
    assert [one for one in told if squeeze(one.replace("’", "'")) not in text] == []
    with opened(pdf) as document:
        assert len(children(document.Root.StructTreeRoot, "/H1")) == len(headings_of(real_report))
        assert str(document.Root.Lang).startswith(real_report.language)
    tables = found(real_file, DOCUMENT, "//w:tbl/w:tr[1]")
    assert header_cells(pdf) == sum(len(row.xpath("w:tc", namespaces=NAMESPACES)) for row in tables)


@pytest.mark.external
def test_libreoffice_misses_a_header_that_was_planted_out(real_files, require_tool, tmp_path):
    wrong = planted(real_files["en"], DOCUMENT, rb"<w:tblHeader/>", b"")
    cells = len(found(real_files["en"], DOCUMENT, "//w:tr[w:trPr/w:tblHeader]/w:tc"))
    lost = len(found(real_files["en"], DOCUMENT, "(//w:tbl)[1]/w:tr[1]/w:tc"))
    assert header_cells(libreoffice_pdf(require_tool, tmp_path, wrong)) == cells - lost


# --- the same every time --------------------------------------------------------------------------


def test_same_report_gives_the_same_bytes(real_report, real_file):
    with override("en" if real_report.language == "es" else "es"):
        assert render_docx(real_report) == real_file


def test_another_report_gives_other_bytes(make_report):
    assert render_docx(make_report()) != render_docx(make_report(title="Another report"))
