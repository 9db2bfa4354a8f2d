"""What becomes of each row."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gte.common.errors import BadInput
from gte.register.sheets import reading as readings
from gte.register.sheets.description import Sheet
from gte.register.sheets.reading import Verdict
from tests.register.sheets.making import (
    COLUMNS,
    EMPTY,
    ROW,
    SHEET,
    column_of,
    edited,
    read,
    rows,
    said,
    tab_of,
    with_cells,
    written,
)


def changes_of(row):
    return {change.column.key: (change.old, change.new) for change in row.changes}


def appended(data, *lines):
    """The workbook with more rows below: {key: value} each."""

    def change(workbook):
        tab = tab_of(workbook)
        for line in lines:
            row = tab.max_row + 1
            for key, value in line.items():
                tab.cell(row, column_of(tab, key)).value = value

    return edited(data, change)


# --- changed, new, missing ------------------------------------------------------------------------


def test_changed_row_names_each_field_with_old_and_new():
    cells = {
        (3, "title"): "  Otro título ",
        (3, "places"): None,
        (3, "due"): date(2026, 4, 30),
        (3, "status"): "cumplido",
        (3, "topics"): "Inglés; y más\ndual",
    }
    (row,) = read(with_cells(written(rows(2)), cells), rows(2)).to_save
    assert (row.verdict, row.code, row.number) == (Verdict.CHANGED, "line-1", 3)
    assert changes_of(row) == {
        "title": ("Línea 1", "Otro título"),
        "places": (40, None),
        "due": (date(2026, 3, 31), date(2026, 4, 30)),
        "status": ("planned", "done"),
    }
    assert row.values == {
        **rows(1)[0],
        "title": "Otro título",
        "places": None,
        "due": date(2026, 4, 30),
        "status": "done",
    }


def test_new_row_has_no_code_and_holds_what_was_filled_in():
    data = appended(written(rows(1)), {"title": "Nueva", "public": "Sí", "topic": "dual"})
    (row,) = read(data, rows(1)).to_save
    assert (row.verdict, row.code, row.current) == (Verdict.NEW, "", None)
    assert row.values == {**EMPTY, "title": "Nueva", "public": True, "topic": "dual"}


def test_copy_of_a_row_without_its_code_is_a_new_row():
    def change(workbook):
        tab = tab_of(workbook)
        tab.append([cell.value for cell in tab[3]])
        tab.cell(tab.max_row, column_of(tab, "code")).value = None

    reading = read(edited(written(rows(1)), change), rows(1))
    (row,) = reading.to_save
    assert row.verdict is Verdict.NEW
    assert row.values == {**rows(1)[0], "code": None, "late": None}


def test_row_whose_code_was_erased_is_no_new_row():
    reading = read(with_cells(written(rows(2)), {(3, "code"): None}), rows(2))
    assert said(reading) == [
        (
            "Sheet “Work plan”, row 3, column “Code” (A3): the code of this row was erased. Put "
            "back “line-1”; a new row begins in an empty line."
        )
    ]


def test_row_that_is_not_in_the_file_is_listed_and_not_deleted():
    reading = read(written(rows(2)), rows(3))
    assert [row["code"] for row in reading.sheets["plan"].missing] == ["line-3"]
    assert reading.to_save == []


def test_sheet_that_takes_no_new_rows_says_so():
    sheet = replace(SHEET, may_add=False)
    data = appended(written(rows(1)), {"title": "Nueva"})
    assert said(read(data, rows(1), sheet=sheet)) == [
        "Sheet “Work plan”, row 4: new rows are not taken in this sheet. Add it on the site."
    ]


# --- changed on the site meanwhile ----------------------------------------------------------------


def test_row_changed_on_both_sides_is_a_conflict_and_not_saved():
    sent = with_cells(written(rows(2)), {(3, "title"): "Mía"})
    now = rows(2)
    now[0]["places"] = 99
    reading = read(sent, now)
    (row,) = reading.rows(Verdict.CONFLICT)
    assert changes_of(row) == {"title": ("Línea 1", "Mía")}
    assert [column.key for column in row.theirs] == ["places"]
    assert reading.to_save == []


def test_row_changed_on_the_site_alone_keeps_what_the_site_says():
    now = rows(2)
    now[0] |= {"places": 99, "title": "Nuevo", "due": None}
    assert read(written(rows(2)), now).counts["unchanged"] == 2


def test_same_change_on_both_sides_is_no_conflict():
    now = rows(1)
    now[0]["title"] = "Acordado"
    sent = with_cells(written(rows(1)), {(3, "title"): "Acordado"})
    assert read(sent, now).counts["unchanged"] == 1


def test_what_is_only_read_may_change_on_the_site():
    now = rows(1)
    now[0]["late"] = True
    assert read(written(rows(1)), now).counts["unchanged"] == 1
    sent = with_cells(written(rows(1)), {(3, "title"): "Otro"})
    assert [row.verdict for row in read(sent, now).to_save] == [Verdict.CHANGED]


def test_change_without_a_version_is_refused():
    cells = {(3, "title"): "Otro", (3, "!version"): None, (4, "!version"): "short"}
    reading = read(with_cells(written(rows(2)), cells), rows(2))
    assert [p.cause for p in reading.refusals()] == ["no_version"]
    assert reading.counts["unchanged"] == 1


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "address", "sentence"),
    [
        (
            "title",
            "=1+1",
            "B3",
            (
                "it holds the formula “=1+1”. Put its result there: copy the cell and "
                "paste the value alone."
            ),
        ),
        ("title", "#REF!", "B3", "the spreadsheet says #REF! there. Write the value itself."),
        ("title", None, "B3", "it must not be empty. Fill it in."),
        ("title", "dos\nlíneas", "B3", "Write it on one line."),
        (
            "title",
            "a\u202eb",
            "B3",
            ("There are signs in it that cannot be seen. Type it anew instead of pasting it."),
        ),
        (
            "description",
            "a_x0000_b",
            "C3",
            ("There are signs in it that cannot be seen. Type it anew instead of pasting it."),
        ),
        ("title", "x" * 201, "B3", "the text has more than 200 characters. Shorten it."),
        (
            "title",
            date(2026, 1, 2),
            "B3",
            (
                "the spreadsheet made a date or a yes/no of it. Format the cell as "
                "text and type it again."
            ),
        ),
        ("places", "muchas", "D3", "“muchas” is not a number. Write digits alone, without unit."),
        ("places", 1.5, "D3", "“1.5” is not a whole number. Leave out what follows the point."),
        (
            "budget",
            "1.234",
            "E3",
            ("“1.234” can be 1234 or 1.234. Write it without separators of thousands."),
        ),
        ("public", "quizás", "F3", "“quizás” is neither yes nor no."),
        (
            "due",
            "31/02/2026",
            "G3",
            ("“31/02/2026” is not a day of the calendar. Write year-month-day, as in 2026-01-31."),
        ),
        (
            "due",
            "03/04/2026",
            "G3",
            ("“03/04/2026” can be 2026-04-03 or 2026-03-04. Write the one that you mean."),
        ),
        ("due", 2026, "G3", "“2026” is a year. Write the day, as in 2026-01-31."),
        (
            "due",
            5,
            "G3",
            ("“5” is not a day of the calendar. Write year-month-day, as in 2026-01-31."),
        ),
        (
            "due",
            46000.5,
            "G3",
            ("“46000.5” is a time of day or has one. Write the day alone, as in 2026-01-31."),
        ),
        (
            "began",
            "pronto",
            "H3",
            (
                "“pronto” is not a date. Write a year, a month or a day: 2026, 2026-01 "
                "or 2026-01-31."
            ),
        ),
        (
            "status",
            "luego",
            "I3",
            "“luego” is none of what can be chosen: Planned, Done, No, Dos, Uno.",
        ),
        (
            "status",
            "Uno",
            "I3",
            "“Uno” can be crossed-1 or crossed-2. Write the one that you mean.",
        ),
        (
            "topic",
            "nada",
            "J3",
            (
                "there is no “nada” to refer to. Choose from the list of the cell, or "
                "write the code."
            ),
        ),
        (
            "topic",
            "Gemelos",
            "J3",
            ("“Gemelos” is the name of more than one: twin-a and twin-b. Write the code."),
        ),
        (
            "topics",
            "dual\nnada",
            "K3",
            (
                "there is no “nada” to refer to. Choose from the list of the cell, or "
                "write the code."
            ),
        ),
        (
            "late",
            "Yes",
            "L3",
            "it can only be read, and here it was changed to “Yes”. Put back “No”.",
        ),
        (
            "code",
            "line-9",
            "A3",
            ("there is no record “line-9” here, or no longer. For a new row leave the code empty."),
        ),
    ],
)
def test_refusal_names_sheet_row_column_cell_and_what_to_do(key, value, address, sentence):
    reading = read(with_cells(written(rows(2)), {(3, key): value}), rows(2))
    label = {"due": "Due day"}.get(key, key.capitalize())
    place = f"Sheet “Work plan”, row 3, column “{label}” ({address}): "
    assert said(reading) == [place + sentence]
    assert reading.counts["unchanged"] == 1


def test_refusals_are_in_the_language_of_the_reader():
    reading = read(with_cells(written(rows(1)), {(3, "places"): "x"}), rows(1))
    assert said(reading, "es") == [
        (
            "Hoja «Plan de trabajo», fila 3, columna «Plazas» (D3): «x» no es un número. Escriba "
            "solo cifras, sin unidad."
        )
    ]


def test_every_fault_of_a_row_is_named_and_the_other_rows_are_taken():
    cells = {(3, "places"): "x", (3, "budget"): "y", (3, "title"): "z", (4, "title"): "Otro"}
    reading = read(with_cells(written(rows(2)), cells), rows(2))
    assert [p.address for p in reading.refusals()] == ["D3", "E3"]
    assert [row.code for row in reading.to_save] == ["line-2"]


def test_code_that_stands_twice_refuses_both_rows():
    reading = read(with_cells(written(rows(3)), {(5, "code"): "line-1"}), rows(3))
    first, second = said(reading)
    assert "row 3" in first
    assert second == (
        "Sheet “Work plan”, row 5, column “Code” (A5): “line-1” stands in rows 3 and 5. Keep one "
        "of them; a new row has no code."
    )


def test_placeholder_of_a_long_text_is_not_taken_for_a_text():
    given = [{**ROW, "code": "a", "description": "x" * 40_000}, {**ROW, "code": "b"}]

    def change(workbook):
        tab = tab_of(workbook)
        at = column_of(tab, "description")
        tab.cell(4, at).value = tab.cell(3, at).value

    reading = read(edited(written(given), change), given)
    assert [(p.row, p.cause) for p in reading.refusals()] == [(4, "kept")]


# --- rules of the room ----------------------------------------------------------------------------


def not_alone(value):
    if value == 13:
        raise ValidationError("Thirteen is not taken.")
    if value == 14:
        raise BadInput("Nor is fourteen.")


def in_order(values, current):
    if current and values["places"] < current["places"]:
        yield "places", "Places are never taken back."
    if values["title"] == "Nobody":
        yield "", "Somebody must do it."


RULED = Sheet(
    name="plan",
    title=SHEET.title,
    columns=tuple(replace(c, check=not_alone) if c.key == "places" else c for c in COLUMNS),
    check=in_order,
)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({(3, "places"): 13}, "column “Places” (D3): Thirteen is not taken."),
        ({(3, "places"): 14}, "column “Places” (D3): Nor is fourteen."),
        ({(3, "places"): 39}, "column “Places” (D3): Places are never taken back."),
        ({(3, "title"): "Nobody"}, "Somebody must do it."),
    ],
)
def test_rules_of_the_room_refuse_with_their_own_sentences(cells, sentence):
    (found,) = said(read(with_cells(written(rows(1)), cells), rows(1), sheet=RULED))
    assert found.endswith(sentence)


def test_what_was_against_a_rule_before_is_not_held_against_another_change():
    given = [{**ROW, "places": 13, "title": None}]
    sent = with_cells(written(given), {(3, "public"): "No"})
    assert [changes_of(row) for row in read(sent, given, sheet=RULED).to_save] == [
        {"public": (True, False)}
    ]


# --- many -----------------------------------------------------------------------------------------


def test_first_refusals_are_listed_and_all_are_counted_by_cause(monkeypatch):
    monkeypatch.setattr(readings, "LISTED", 3)
    cells = {(row, "places"): "x" for row in range(3, 13)}
    cells |= {(row, "due"): "y" for row in range(3, 7)}
    reading = read(with_cells(written(rows(10)), cells), rows(10))
    assert len(reading.refusals()) == 6
    assert [(c.text, c.column.key, c.count) for c in reading.causes()] == [
        ("No es un número", "places", 10),
        ("No es un día del calendario", "due", 4),
    ]
