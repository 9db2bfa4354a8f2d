"""What a workbook offers to whoever opens it, read by openpyxl."""

import io
from datetime import date

import openpyxl
import pytest
from django.utils.translation import override

from gte.common.errors import BadInput
from gte.register.sheets import writing
from gte.register.sheets.description import Column, Kind, Sheet
from gte.register.sheets.writing import corrected_copy, write_workbook
from tests.register.sheets.making import (
    COLUMNS,
    NASTY,
    ROW,
    column_of,
    read,
    rows,
    tab_of,
    with_cells,
    written,
)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize(
    ("language", "tabs", "heading"),
    [
        ("es", ["Cómo usarlo", "Plan de trabajo", "Listas"], "Título *"),
        ("en", ["How to use", "Work plan", "Lists"], "Title *"),
    ],
)
def test_sheets_and_headings_are_in_the_language_asked_for(language, tabs, heading):
    workbook = opened(written(rows(1), language))
    assert workbook.sheetnames == tabs
    assert tab_of(workbook)["B2"].value == heading
    assert workbook.properties.title == tabs[1]
    assert {one.name: one.value for one in workbook.custom_doc_props.props} == {
        "Language": language
    }


def test_keys_and_versions_are_hidden_and_headings_stay_in_sight():
    tab = tab_of(opened(written(rows(2))))
    version = tab.cell(1, column_of(tab, "!version"))
    assert tab.row_dimensions[1].hidden
    assert tab.column_dimensions[version.column_letter].hidden
    assert tab.freeze_panes == "B3"
    assert tab.auto_filter.ref == "A2:L4"
    assert tab.print_title_rows == "$2:$2"
    assert tab.page_setup.orientation == "landscape"
    assert (tab.page_setup.fitToWidth, tab.page_setup.fitToHeight) == (None, 0)
    assert tab.sheet_properties.pageSetUpPr.fitToPage


def test_choices_and_references_are_offered_as_lists():
    workbook = opened(written(rows(1), "en"))
    tab, lists = tab_of(workbook), workbook["Lists"]
    assert lists.sheet_state == "hidden"
    offered = {}
    for rule in tab.data_validations.dataValidation:
        if rule.type == "list":
            area = rule.formula1.partition("!")[2].replace("$", "")
            offered[str(rule.sqref).split(":")[0]] = [cell[0].value for cell in lists[area]]
    assert offered == {
        "F3": ["Yes", "No"],
        "I3": ["Planned", "Done", "No", "Dos (crossed-1)", "Uno (crossed-2)"],
        "J3": [
            "dual · Dual training",
            "english · English; and more",
            "twin-a · Twins",
            "twin-b · Twins",
            "equals · @SUM(A1)",
        ],
    }


def test_what_is_only_read_is_shaded_and_nothing_is_locked():
    tab = tab_of(opened(written(rows(1))))
    shaded = {
        column.key
        for column in COLUMNS
        if tab.cell(3, column_of(tab, column.key)).fill.fill_type == "solid"
    }
    assert shaded == {"code", "late"}
    assert not tab.protection.sheet


def test_no_text_becomes_a_formula():
    given = [{**ROW, "code": f"n-{at}", "title": text} for at, text in enumerate(NASTY)]
    tab = tab_of(opened(written(given)))
    types = {cell.data_type for line in tab.iter_rows(min_row=3) for cell in line}
    assert "f" not in types
    title = tab.cell(3, column_of(tab, "title"))
    assert (title.value, title.number_format) == ("=1+1", "@")


def test_days_are_days_and_those_before_spreadsheets_agree_are_texts():
    given = [{**ROW, "due": date(1905, 7, 18)}, {**ROW, "code": "b", "due": date(1906, 1, 1)}]
    tab = tab_of(opened(written(given)))
    at = column_of(tab, "due")
    assert tab.cell(3, at).value == "1905-07-18"
    assert tab.cell(4, at).value.date() == date(1906, 1, 1)


def test_guide_explains_every_column():
    said = {cell.value for line in opened(written(rows(1), "en"))["How to use"] for cell in line}
    with override("en"):
        assert {str(column.label) for column in COLUMNS} <= said


def test_titles_that_spreadsheets_forbid_or_share_become_others():
    columns = (Column(key="code", label="Code", kind=Kind.CODE),)
    titles = ["History", "a/b:c" + "x" * 40, "a b c" + "x" * 40, "'", "Lists"]
    sheets = [Sheet(name=f"s{n}", title=t, columns=columns) for n, t in enumerate(titles)]
    names = opened(write_workbook(sheets, {}, language="en")).sheetnames[1:-1]
    assert names == ["History 2", "a b c" + "x" * 26, "a b c" + "x" * 24 + " 2", "s3", "Lists 2"]


def test_more_rows_than_may_come_back_are_not_exported(monkeypatch):
    monkeypatch.setattr(writing, "MOST_ROWS", 3)
    assert written(rows(3))
    with pytest.raises(BadInput, match="more than 3 rows"):
        written(rows(4), "en")


def test_sheet_needs_a_code_and_keys_of_its_own():
    code = Column(key="code", label="Code", kind=Kind.CODE)
    with pytest.raises(ValueError, match="needs the column 'code'"):
        Sheet(name="plan", title="Plan", columns=(code, code))
    with pytest.raises(ValueError, match="cannot be the key"):
        Column(key="Due date", label="Due")


# --- the copy with what is wrong ------------------------------------------------------------------


def test_corrected_copy_says_what_is_wrong_and_comes_back_mended():
    sent = with_cells(written(rows(3)), {(4, "places"): "muchas", (5, "title"): "Nueva"})
    reading = read(sent, rows(3))
    copy = corrected_copy(reading, language="en")
    tab = tab_of(opened(copy))
    assert tab["A2"].value == "What is wrong"
    assert [tab.cell(row, 1).value for row in (3, 4, 5)] == [
        None,
        "Places: “muchas” is not a number. Write digits alone, without unit.",
        None,
    ]
    assert tab.cell(4, column_of(tab, "places")).value == "muchas"
    assert read(copy, rows(3)).counts == reading.counts
    mended = read(with_cells(copy, {(4, "places"): 12}), rows(3))
    assert [(row.code, row.changes[0].new) for row in mended.to_save] == [
        ("line-2", 12),
        ("line-3", "Nueva"),
    ]


def test_corrected_copy_keeps_a_formula_as_text():
    sent = with_cells(written(rows(1)), {(3, "title"): '=HYPERLINK("http://a","b")'})
    copy = corrected_copy(read(sent, rows(1)), language="es")
    cell = tab_of(opened(copy)).cell(3, 3)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://a","b")')


def test_nothing_readable_gives_no_copy():
    with pytest.raises(BadInput, match="no workbook"):
        corrected_copy(read(b"%PDF-1.7", rows(1)), language="en")
