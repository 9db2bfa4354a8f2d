"""The acta as DOCX: rules that programs for the blind rest on, every text, the same every time."""

import io
import zipfile

import docx
import pytest
from django.utils.translation import override

from gte.governance.acta.document import Table
from gte.governance.acta.docx import render_docx
from gte.register.docx.markup import LINE
from gte.register.docx.package import base
from tests.docx_files import (
    CORE,
    DOCUMENT,
    NAMESPACES,
    SETTINGS,
    STYLES,
    broken_rules,
    footer_name,
    found,
    has_zoom,
    planted,
    squeeze,
    text_of,
    tree,
)
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

LANGUAGES = ("es", "en")


@pytest.fixture(scope="session")
def files():
    return {language: render_docx(acta_of_may_2018(language)) for language in LANGUAGES}


@pytest.fixture(scope="session")
def awkward_file():
    return render_docx(awkward_acta())


# What breaks each rule: the part, what it says, and what it would say wrongly.
PLANTED = {
    "has_title": (CORE, rb"<dc:title>.*?</dc:title>", b"<dc:title> </dc:title>"),
    "has_language": (STYLES, rb'<w:lang w:val="en"', b"<w:lang"),
    "has_headings_in_order": (DOCUMENT, rb'w:val="Heading1"', b'w:val="Heading2"'),
    "has_header_rows": (DOCUMENT, rb"<w:tblHeader/>", b""),
    "has_named_tables": (DOCUMENT, rb"<w:tblCaption [^>]*/>", b""),
    "has_zoom": (SETTINGS, rb' w:percent="100"', b' w:val="bestFit"'),
    "has_known_styles": (DOCUMENT, rb'w:val="Label"', b'w:val="Lable"'),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_docx_keeps_the_rules(language, files):
    assert broken_rules(files[language]) == set()


def test_docx_of_an_awkward_acta_keeps_the_rules(awkward_file):
    assert broken_rules(awkward_file) == set()


@pytest.mark.parametrize("rule", list(PLANTED))
def test_rule_catches_a_planted_error(rule, files):
    assert rule in broken_rules(planted(files["en"], *PLANTED[rule]))


def test_rule_of_headings_catches_a_skipped_level(files):
    content = io.BytesIO()
    document = docx.Document(io.BytesIO(files["en"]))
    document.styles.add_style("heading 3", 1)
    document.add_heading("Too deep", level=3)
    document.save(content)
    assert "has_headings_in_order" in broken_rules(content.getvalue())


def test_base_has_what_every_reader_asks_for():
    with zipfile.ZipFile(io.BytesIO(base())) as archive:
        assert archive.testzip() is None
    assert has_zoom(base())


# --- what it says ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_lxml_finds_every_text(language, files):
    text = text_of(tree(files[language], DOCUMENT))
    expected = [acta_of_may_2018(language).state, *texts_of(acta_of_may_2018(language))]
    assert [one for one in expected if squeeze(one) not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_python_docx_finds_every_text(language, files):
    acta = acta_of_may_2018(language)
    document = docx.Document(io.BytesIO(files[language]))
    texts = [one.text for one in document.paragraphs]
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings[:-2] == [block.title for block in acta.blocks]
    assert [f"{label}\t{value}" for label, value in acta.facts] == [
        one.text for one in document.paragraphs if one.style.name == "Fact"
    ]
    assert {acta.title, acta.subtitle, acta.state, acta.text_hash, acta.ledger_head} <= set(texts)
    tables = [block for block in acta.blocks if isinstance(block, Table) and block.rows]
    read = [[[cell.text for cell in row.cells] for row in one.rows] for one in document.tables]
    assert read[:-1] == [[list(one.columns), *map(list, one.rows)] for one in tables]
    not_signed = {"es": "Sin firma", "en": "Not signed"}[language]
    assert read[-1][1:] == [
        [
            one.party,
            f"{one.person}\n{one.rank}" if one.person else not_signed,
            one.day,
            one.text_hash,
        ]
        for one in acta.signatures
    ]


@pytest.mark.parametrize("signers", [3, 4])
def test_foot_tells_state_and_page(signers):
    acta = acta_of_may_2018("es", signers=signers)
    content = render_docx(acta)
    foot = tree(content, footer_name(content))
    second = acta.state if signers == 3 else "23 de mayo de 2018"
    assert text_of(foot) == f"{acta.title} {second} Página 1 de 1"
    assert foot.xpath("//w:fldSimple/@w:instr", namespaces=NAMESPACES) == ["PAGE", "NUMPAGES"]
    assert (acta.state in text_of(tree(content, DOCUMENT))) == (signers == 3)


def test_awkward_acta_is_whole(awkward_file):
    text = text_of(tree(awkward_file, DOCUMENT))
    expected = [AWKWARD[0], AWKWARD[1], HEBREW, ARABIC, f"Before {LONG_WORD} after", "Nada."]
    expected += ["Bell � null � escape � form � unit � end", "한국 and 日本 and \ue000 and � close"]
    expected += ["First line second line after a tab", SENTENCE * 120]
    expected += [f"2.{at} {SENTENCE * (at % 7 + 3)}" for at in range(1, 46)]
    assert [one for one in expected if squeeze(one) not in text] == []


def test_properties_tell_title_language_and_day(files):
    acta = acta_of_may_2018("en")
    core = docx.Document(io.BytesIO(files["en"])).core_properties
    assert core.title == f"{acta.title}, {acta.subtitle}"
    assert (core.language, core.author) == ("en", "Education Technical Group")
    assert core.created == core.modified
    assert core.created.date() == acta.day


def test_tables_fill_the_line_and_repeat_their_header(files):
    for one in found(files["es"], DOCUMENT, "//w:tbl"):
        widths = [int(width) for width in one.xpath("w:tblGrid/*/@w:w", namespaces=NAMESPACES)]
        assert sum(widths) == pytest.approx(LINE, abs=5)
        assert len(one.xpath("w:tr/w:trPr/w:tblHeader", namespaces=NAMESPACES)) == 1


# --- the same every time --------------------------------------------------------------------------


def test_same_acta_gives_the_same_bytes(files):
    with override("en"):
        assert render_docx(acta_of_may_2018("es")) == files["es"]


def test_archive_tells_no_hour(files):
    with zipfile.ZipFile(io.BytesIO(files["es"])) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_another_signature_gives_other_bytes(files):
    assert render_docx(acta_of_may_2018("es", signers=4)) != files["es"]
