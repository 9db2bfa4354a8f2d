"""What is taken and what is not, by the content of files made for the purpose."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from gte.library.uploads.formats import FORMATS
from gte.library.uploads.names import LONGEST, clean_name
from gte.library.uploads.refused import Refused
from gte.library.uploads.runner import inspect, make_picture
from gte.library.uploads.sentences import SENTENCES, sentence_for
from tests.library import making

JAVASCRIPT = b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
LAUNCH = b"/OpenAction<</S/Launch/F(setup.exe)>>"
EMBEDDED = b"/Names<</EmbeddedFiles<</Names[]>>>>"
MEDIA = b"/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>]"


def found_in(tmp_path, name, data):
    path = tmp_path / "given"
    path.write_bytes(data)
    return inspect(path, name)


def reason_for(tmp_path, name, data):
    with pytest.raises(Refused) as refused:
        found_in(tmp_path, name, data)
    for language in ("es", "en"):
        with override(language):
            assert name[-80:] in sentence_for(refused.value, name)
    return refused.value


GOOD = {
    "pdf": ("acta.pdf", lambda: making.pdf("Educación técnica")),
    "docx": ("acta.docx", lambda: making.docx("Educación técnica")),
    "odt": ("acta.odt", lambda: making.odt("Educación técnica")),
    "xlsx": ("acta.XLSX", lambda: making.xlsx("Educación técnica")),
    "pptx": ("acta.pptx", lambda: making.pptx("Educación técnica")),
    "csv": ("acta.csv", "tema;n\nEducación técnica;3\n".encode),
    "txt": ("acta.txt", lambda: "Educación técnica".encode("cp1252")),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_file_is_taken_and_its_text_read(tmp_path, name):
    given_name, make = GOOD[name]
    found = found_in(tmp_path, given_name, make())
    assert found.format is FORMATS[name]
    assert "Educación técnica" in "\n".join(found.texts)


@pytest.mark.parametrize(("name", "kind"), [("foto.png", "PNG"), ("foto.JPG", "JPEG")])
def test_picture_is_taken_without_a_text(tmp_path, name, kind):
    found = found_in(tmp_path, name, making.picture(kind))
    assert (found.format.label, found.has_text, found.pages) == (kind, False, 1)
    assert found.content == {"sizes": [[90, 50]]}


def test_text_of_a_pdf_is_kept_by_page(tmp_path):
    found = found_in(tmp_path, "a.pdf", making.pdf("uno", "dos", "tres"))
    assert ([text.strip() for text in found.texts], found.pages) == (["uno", "dos", "tres"], 3)


def test_docx_keeps_headings_paragraphs_and_tables_in_order(tmp_path):
    data = making.docx("Texto", heading="Plan", rows=[["a", "b"], ["1", "2"]])
    assert found_in(tmp_path, "a.docx", data).content["blocks"] == [
        {"kind": "heading", "level": 1, "text": "Plan"},
        {"kind": "paragraph", "text": "Texto"},
        {"kind": "table", "rows": [["a", "b"], ["1", "2"]]},
    ]


def test_odt_keeps_headings_paragraphs_and_tables_in_order(tmp_path):
    blocks = found_in(tmp_path, "a.odt", making.odt("Texto")).content["blocks"]
    assert [block["kind"] for block in blocks] == ["heading", "paragraph", "table"]
    assert blocks[2]["rows"] == [["a", "b"]]


def test_csv_is_read_as_a_table_whatever_parts_its_cells(tmp_path):
    for mark in ",;\t":
        data = f"a{mark}b\n1{mark}2\n".encode()
        (table,) = found_in(tmp_path, "a.csv", data).content["blocks"]
        assert table["rows"] == [["a", "b"], ["1", "2"]]


def test_encoding_of_a_text_is_noticed(tmp_path):
    for encoding, name in (("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252")):
        found = found_in(tmp_path, "a.txt", "año".encode(encoding))
        assert (found.texts, found.content["encoding"]) == (["año"], name)


def test_scan_is_taken_without_a_text(tmp_path):
    assert not found_in(tmp_path, "scan.pdf", making.pdf_with()).has_text


BAD = {
    "empty": ("a.pdf", lambda: b""),
    "lies": ("a.pdf", lambda: making.docx("x")),
    "lies, other way": ("a.docx", lambda: making.pdf("x")),
    "lies, text": ("a.pdf", lambda: b"just words"),
    "lies, picture": ("a.png", lambda: making.picture("JPEG")),
    "ending": ("a.exe", lambda: making.pdf("x")),
    "ending, none": ("acta", lambda: making.pdf("x")),
    "ending, turned round": ("acta\u202efdp.exe", lambda: making.pdf("x")),
    "type, program": ("a.pdf", lambda: b"MZ" + b"\x00" * 300),
    "type, page": ("a.txt", lambda: b" <!DOCTYPE html><script>alert(1)</script>"),
    "type, drawing": ("a.txt", lambda: b"<svg onload='alert(1)'/>"),
    "type, archive": ("a.docx", lambda: making.archive({"a.txt": b"x"})),
    "compound": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "two, pdf and zip": ("a.pdf", lambda: making.pdf("x") + making.archive({"a": b"x"})),
    "two, png and zip": ("a.png", lambda: making.picture("PNG") + making.archive({"a": b"x"})),
    "two, jpeg and page": ("a.jpg", lambda: making.picture("JPEG") + b"<script>1</script>"),
    "binary": ("a.txt", lambda: b"words\x00words"),
    "encoding": ("a.txt", lambda: b"\x81\x8d\x8f words"),
    "broken": ("a.docx", lambda: making.docx("x")[:9000]),
    "broken, pdf": ("a.pdf", lambda: b"%PDF-1.4\n" + b"[" * 200_000),
    "broken, picture": ("a.png", lambda: making.picture("PNG")[:60]),
    "bomb, zip": ("a.docx", making.zip_bomb),
    "bomb, entries": (
        "a.docx",
        lambda: making.archive({f"{number}.xml": b"" for number in range(6000)}),
    ),
    "bomb, pdf packed twice": ("a.pdf", lambda: making.pdf_bomb(2)),
    "encrypted, pdf": ("a.pdf", lambda: making.pdf("x", encrypt="secret")),
    "encrypted, zip": ("a.docx", lambda: making.encrypted_archive(making.docx("x"))),
    "encrypted, odt": ("a.odt", lambda: making.odt("x", b"<a:encryption-data/>")),
    "macros": (
        "a.docx",
        lambda: making.with_entries(making.docx("x"), {"word/vbaProject.bin": b"x"}),
    ),
    "macros, odt": ("a.odt", lambda: making.with_entries(making.odt("x"), {"Basic/a.xml": b"x"})),
    "nested": ("a.docx", lambda: making.with_entries(making.docx("x"), {"word/a.zip": b"PK"})),
    "entities": (
        "a.odt",
        lambda: making.with_entries(
            making.odt("x"),
            {"content.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'},
        ),
    ),
    "entities, UTF-16": (
        "a.odt",
        lambda: making.with_entries(
            making.odt("x"),
            {"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")},
        ),
    ),
    "javascript": ("a.pdf", lambda: making.pdf_with(JAVASCRIPT)),
    "launch": ("a.pdf", lambda: making.pdf_with(LAUNCH)),
    "embedded": ("a.pdf", lambda: making.pdf_with(EMBEDDED)),
    "media": ("a.pdf", lambda: making.pdf_with(b"", MEDIA)),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_file_is_refused_with_a_sentence_that_names_it(tmp_path, case):
    name, make = BAD[case]
    assert reason_for(tmp_path, name, make()).reason == case.split(",")[0]


def test_pdf_whose_page_unpacks_without_end_harms_nobody(tmp_path):
    assert reason_for(tmp_path, "a.pdf", making.pdf_bomb(1)).reason == "bomb"


def test_javascript_hidden_in_a_packed_object_is_found(tmp_path):
    import io

    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(making.pdf_with(JAVASCRIPT))) as made:
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in out.getvalue()
    assert reason_for(tmp_path, "a.pdf", out.getvalue()).reason == "javascript"


def test_file_that_lies_is_told_both_types(tmp_path):
    refused = reason_for(tmp_path, "acta.pdf", making.docx("x"))
    with override("en"):
        sentence = sentence_for(refused, "acta.pdf")
    assert "PDF" in sentence
    assert "Word (DOCX)" in sentence


def test_every_reason_has_a_sentence_in_both_languages():
    for reason, sentence in SENTENCES.items():
        with override("es"):
            spanish = str(sentence)
        with override("en"):
            assert str(sentence) != spanish, reason


def test_page_is_pictured_in_the_asked_width(tmp_path):
    from PIL import Image

    source, to = tmp_path / "a.pdf", tmp_path / "page.webp"
    source.write_bytes(making.pdf("uno", "dos"))
    make_picture(source, FORMATS["pdf"], 2, 640, to)
    with Image.open(to) as made:
        assert (made.format, made.width) == ("WEBP", 640)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


@given(st.text(max_size=400))
def test_name_is_harmless_whatever_was_typed(name):
    made = clean_name(name, "pdf")
    assert made.endswith(".pdf")
    assert 4 < len(made) <= LONGEST
    assert not set(made) & set('/\\<>:"|?*\r\n\t\0\u202e\u2066\u200f')
    assert clean_name(made, "pdf") == made


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("C:\\planes\\acta 3.pdf", "acta 3.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("acta\u202efdp.pdf", "acta fdp.pdf"),
        ("Acta número 3.PDF", "Acta número 3.pdf"),
        ("...", "document.pdf"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_name_is_cleaned_as_expected(given_name, name):
    assert clean_name(given_name, "pdf") == name
