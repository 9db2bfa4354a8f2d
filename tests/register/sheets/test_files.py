"""Whatever somebody sends is answered with a sentence, and takes little memory."""

import io
import tracemalloc
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gte.register.sheets import book, package
from gte.register.sheets.refusals import Refusal
from tests.register.sheets.making import (
    column_of,
    edited,
    read,
    rows,
    said,
    tab_of,
    with_parts,
    written,
    zipped,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
TYPES = "[Content_Types].xml"
OURS = written(rows(2), "en")


def refusal(data):
    """The one sentence that is said of a file."""
    reading = read(data, rows(2))
    (sentence,) = reading.problems
    assert reading.to_save == []
    return sentence


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"code;title\r\n1;a\r\n", "This is a plain text, such as CSV"),
        ("código\n".encode("utf-16"), "This is a plain text, such as CSV"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "This is no workbook (XLSX)."),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "This is no workbook (XLSX)."),
        (COMPOUND, "This is an old Excel workbook (XLS)."),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "The workbook has a password."),
        (b"PK\x03\x04 and nothing more", "The workbook is damaged."),
        (zipped({"mimetype": MIMETYPE}), "This is an OpenDocument spreadsheet (ODS)."),
        (zipped({"a.txt": "a"}), "This is no workbook (XLSX)."),
        (zipped({TYPES: "", "word/document.xml": ""}), "This is no workbook (XLSX)."),
        (zipped({TYPES: "", "xl/workbook.bin": ""}), "This is a binary Excel workbook (XLSB)."),
        (zipped({TYPES: "", "xl/vbaProject.bin": ""}), "The workbook holds macros."),
        (zipped({TYPES: "", "xl/workbook.xml": ""}), "The workbook is damaged."),
        (OURS[: len(OURS) // 2], "The workbook is damaged."),
    ],
    # By its sentence: the bytes hold the time at which they were made.
    ids=lambda given: given if isinstance(given, str) else "file",
)
def test_what_is_no_workbook_is_named(data, words):
    assert refusal(data).startswith(words)


def test_file_of_100_mb_is_refused_unread():
    file = io.BytesIO(b"PK\x03\x04" + bytes(100_000_000))
    with pytest.raises(Refusal, match="20 MB"):
        package.Package(file)


def test_encrypted_parts_are_refused():
    broken = bytearray(OURS)
    place = broken.find(b"PK\x01\x02")
    while place >= 0:
        broken[place + 8] |= 1
        place = broken.find(b"PK\x01\x02", place + 4)
    assert refusal(bytes(broken)).startswith("The workbook has a password.")


# --- more than it seems ---------------------------------------------------------------------------


def peak_of(data):
    tracemalloc.start()
    try:
        sentence = refusal(data)
        return sentence, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def with_sheet(content):
    return with_parts(OURS, sheet2=lambda _old: content)


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def test_zip_bomb_is_refused_before_it_unpacks():
    bomb = with_sheet(SHEET + " " * 160_000_000)
    assert len(bomb) < 1_000_000
    sentence, peak = peak_of(bomb)
    assert sentence == ("The workbook unpacks to more than 150 MB. Send fewer rows at a time.")
    assert peak < 20_000_000


def test_size_that_the_archive_lies_about_does_not_help():
    bomb = bytearray(with_sheet(SHEET + " " * 30_000_000))
    size = (30_000_000 + len(SHEET)).to_bytes(4, "little")
    assert bomb.count(size) == 2
    lying = bytes(bomb).replace(size, (100).to_bytes(4, "little"))
    sentence, peak = peak_of(lying)
    assert sentence.startswith("The workbook is damaged.")
    assert peak < 20_000_000


def test_millions_of_empty_cells_in_one_row_take_no_memory(monkeypatch):
    monkeypatch.setattr(package, "TAGS", 100_000)
    sentence, peak = peak_of(with_sheet(SHEET + "<row>" + '<c r="A1"/>' * 200_000))
    assert sentence.startswith("The workbook holds far too many cells.")
    assert peak < 20_000_000


def test_entities_are_refused():
    laughs = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>' + SHEET + "&c;"
    assert refusal(with_sheet(laughs)).startswith("The workbook defines XML entities")
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + laughs).encode("utf-16")
    with zipfile.ZipFile(io.BytesIO(OURS)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert refusal(zipped({**parts, "xl/worksheets/sheet2.xml": wide})).startswith(
        "The workbook defines XML entities"
    )


@pytest.mark.parametrize(
    "row",
    [
        '<row r="99999999999"><c r="A1"><v>1</v></c></row>',
        '<row r="-1"><c r="A1"><v>1</v></c></row>',
        '<row r="x"/>',
        '<row r="3"><c r="ZZZZ3"><v>1</v></c></row>',
        '<row r="3"><c r="XFE3"><v>1</v></c></row>',
        '<row r="3"><c r="A3" t="s"><v>123456</v></c></row>',
        '<row r="3"><c r="A3" t="s"><v>x</v></c></row>',
        '<row r="3"><c r="A3"><v>one</v></c></row>',
        '<row r="3"><c r="A3" s="x"><v>1</v></c></row>',
        "<row>",
    ],
)
def test_sheets_that_are_broken_inside_are_refused(row):
    broken = with_parts(OURS, sheet2=lambda old: old.replace("</sheetData>", f"{row}</sheetData>"))
    assert refusal(broken).startswith("The workbook is damaged.")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, len(OURS) - 1), st.binary(min_size=1, max_size=40))
def test_damage_anywhere_ends_in_sentences(place, damage):
    reading = read(OURS[:place] + damage + OURS[place + len(damage) :], rows(2))
    assert all(isinstance(one, str) for one in reading.problems)
    assert sum(reading.counts.values()) in {0, 2, 3, 4}


# --- sheets, columns, rows ------------------------------------------------------------------------


def test_rows_beyond_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(book, "MOST_ROWS", 2)
    assert read(OURS, rows(2)).problems == []
    reading = read(written(rows(3)), rows(3))
    assert reading.problems == ["The sheet “Work plan” has more than 2 rows. Send fewer at a time."]


def test_cells_beyond_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(book, "MOST_CELLS", 20)
    assert refusal(OURS).startswith("The workbook holds more than 20 filled cells.")


def test_formatted_rows_without_content_are_no_rows():
    def change(workbook):
        tab_of(workbook)["B90000"].font = openpyxl.styles.Font(bold=True)

    assert read(edited(OURS, change), rows(2)).counts["unchanged"] == 2


def test_missing_sheet_is_named():
    assert refusal(edited(OURS, lambda workbook: workbook.remove(tab_of(workbook)))) == (
        "The sheet “Work plan” is missing, or its hidden first row is. Download the workbook and "
        "put your rows into it."
    )


def test_sheet_that_is_there_twice_is_named():
    def change(workbook):
        workbook.copy_worksheet(tab_of(workbook)).title = "Copy"

    assert refusal(edited(OURS, change)) == (
        "The sheet “Work plan” is there twice, as “Work plan” and “Copy”. Delete one."
    )


@pytest.mark.parametrize("key", ["title", "code"])
def test_missing_column_that_is_needed_is_named(key):
    def change(workbook):
        tab = tab_of(workbook)
        tab.delete_cols(column_of(tab, key))

    assert f"has no column “{key.capitalize()}”" in refusal(edited(OURS, change))


def test_missing_column_that_is_not_needed_changes_nothing():
    def change(workbook):
        tab = tab_of(workbook)
        tab.delete_cols(column_of(tab, "budget"))

    reading = read(edited(OURS, change), rows(2))
    assert reading.notes == [
        "The sheet “Work plan” has no column “Budget”: what the site says there stays."
    ]
    assert reading.counts["unchanged"] == 2


def test_column_that_is_there_twice_is_named():
    def change(workbook):
        tab_of(workbook)["T1"] = "plan/title"

    assert refusal(edited(OURS, change)) == (
        "The sheet “Work plan” has the column “Title” twice, in B and T. Delete one."
    )


def test_columns_and_sheets_of_somebodys_own_are_left_alone_and_named():
    def change(workbook):
        tab_of(workbook)["T4"] = "my note"
        workbook.create_sheet("Ideas")["A1"] = "an idea"

    reading = read(edited(OURS, change), rows(2))
    assert reading.notes == [
        "The column T of the sheet “Work plan” is none of this site's: it is not read.",
        "The sheet “Ideas” is none of this site's: it is not read.",
    ]
    assert reading.counts["unchanged"] == 2


def test_empty_rows_in_between_are_passed_over():
    data = edited(OURS, lambda workbook: tab_of(workbook).insert_rows(4, amount=3))
    assert read(data, rows(2)).counts["unchanged"] == 2


def test_merged_cells_are_refused_row_by_row():
    data = edited(written(rows(4)), lambda workbook: tab_of(workbook).merge_cells("B4:C5"))
    reading = read(data, rows(4))
    assert said(reading) == [
        (
            "Sheet “Work plan”, row 4: it lies in merged cells (B4:C5). Separate them and fill "
            "in each row."
        ),
        (
            "Sheet “Work plan”, row 5: it lies in merged cells (B4:C5). Separate them and fill "
            "in each row."
        ),
    ]
    assert reading.counts["unchanged"] == 2


def test_prefixes_rich_text_and_written_out_days_are_understood():
    """What other programs write: ``x:`` before every name, texts in several fonts, ISO days."""
    rich = (
        '<c r="B3" t="inlineStr"><is><r><t>Línea </t></r><r><rPr><b/></rPr><t>1</t></r>'
        "<rPh><t>no</t></rPh></is></c>"
    )

    def change(old):
        import re

        new = re.sub(r'<c r="B3".*?</c>', rich, old)
        new = re.sub(r'<c r="G3".*?</c>', '<c r="G3" t="d"><v>2026-03-31T00:00:00</v></c>', new)
        prefixed = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", new)
        return prefixed.replace("xmlns=", "xmlns:x=").replace("<?x:xml", "<?xml")

    reading = read(with_parts(OURS, sheet2=change), rows(2))
    assert reading.problems == []
    assert reading.counts["unchanged"] == 2
