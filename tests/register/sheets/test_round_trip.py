"""The same file out and in: nothing changes, whatever the rows hold and whatever the languages."""

import io
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gte.register.sheets.showing import fits
from tests.register.sheets.making import (
    COLUMNS,
    NASTY,
    ROW,
    TEXTS,
    any_rows,
    column_of,
    edited,
    read,
    rows,
    tab_of,
    with_cells,
    written,
)

HELD = TEXTS.filter(fits)
LANGUAGES = st.sampled_from(["es", "en"])


def assert_unchanged(reading, number):
    assert reading.problems == []
    assert [p.sentence for p in reading.refusals()] == []
    assert [(c.column.key, c.old, c.new) for r in reading.to_save for c in r.changes] == []
    assert reading.counts == {
        "unchanged": number,
        "changed": 0,
        "new": 0,
        "refused": 0,
        "conflict": 0,
        "missing": 0,
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_rows(), LANGUAGES, LANGUAGES)
def test_same_file_out_and_in_changes_nothing(given_rows, out, back):
    assert_unchanged(read(written(given_rows, out), given_rows, back), len(given_rows))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_rows(1, HELD), any_rows(1, HELD), LANGUAGES)
def test_what_is_read_is_what_was_written(ours, theirs, language):
    """The row as it stands in the file, against the values that it was written from."""
    if not (ours and theirs):
        return
    reading = read(written(ours, language), theirs)
    for row in reading.rows(*("changed", "conflict")):
        for change in row.changes:
            assert change.new in (
                ours[0][change.column.key],
                str(ours[0][change.column.key]).strip(),
            )


def test_every_nasty_text_comes_back_as_it_is():
    given_rows = [{**ROW, "code": f"n-{at}", "title": t} for at, t in enumerate(NASTY)]
    assert_unchanged(read(written(given_rows), given_rows), len(NASTY))


def test_a_row_of_a_planted_change_is_found():
    data = with_cells(written(rows(3)), {(4, "title"): "Otra línea"})
    reading = read(data, rows(3))
    assert [(r.number, r.code) for r in reading.to_save] == [(4, "line-2")]


def test_columns_moved_and_headings_renamed_are_found_by_key():
    def change(workbook):
        tab = tab_of(workbook)
        tab.title = "Otro nombre"
        tab.move_range(f"A1:A{tab.max_row}", cols=30)
        tab.cell(2, column_of(tab, "title")).value = "Cómo se llama"
        tab.insert_rows(1)
        tab["C1"] = "Una nota"

    assert_unchanged(read(edited(written(rows(3)), change), rows(3)), 3)


# --- other programs -------------------------------------------------------------------------------


def test_openpyxl_reads_what_was_written():
    workbook = openpyxl.load_workbook(io.BytesIO(written(rows(2))))
    tab = tab_of(workbook)
    values = {column.key: tab.cell(3, column_of(tab, column.key)).value for column in COLUMNS}
    assert values["title"] == "Línea 1"
    assert values["places"] == 40
    assert values["due"].date() == ROW["due"]
    assert values["topics"] == "dual · Formación dual\nenglish · Inglés; y más"
    assert values["public"] == "Sí"


@pytest.fixture(scope="session")
def libreoffice(require_tool, tmp_path_factory):
    """``libreoffice(data)``: the workbook, opened and saved again by LibreOffice."""
    soffice = require_tool("soffice")
    if not (Path(soffice).resolve().parent / "libsclo.so").exists():
        # LibreOffice comes in parts; this one reads spreadsheets.
        require_tool("libreoffice-calc")

    def save_again(data):
        folder = tmp_path_factory.mktemp("libreoffice")
        (folder / "ours.xlsx").write_bytes(data)
        done = subprocess.run(
            [
                soffice,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(folder / "out"),
                str(folder / "ours.xlsx"),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        saved = folder / "out" / "ours.xlsx"
        assert saved.exists(), f"LibreOffice saved nothing: {done.stderr or done.stdout}"
        return saved.read_bytes()

    return save_again


@pytest.mark.external
@pytest.mark.parametrize("language", ["es", "en"])
def test_workbook_saved_by_libreoffice_changes_nothing(libreoffice, language):
    odd = {"due": date(1906, 1, 1), "budget": Decimal("12345678901234567.25"), "status": "gone"}
    given_rows = [
        {**ROW, **(odd if at % 2 else {}), "code": f"n-{at}", "title": text, "description": text}
        for at, text in enumerate(NASTY)
    ]
    data = written(given_rows, language)
    saved = libreoffice(data)
    assert saved != data
    assert_unchanged(read(saved, given_rows), len(given_rows))


@pytest.mark.external
def test_libreoffice_keeps_a_change_that_was_planted(libreoffice):
    data = with_cells(written(rows(3)), {(4, "title"): "=1+1", (5, "places"): 41})
    reading = read(libreoffice(data), rows(3))
    assert [p.cause for p in reading.refusals()] == ["formula"]
    assert [(r.number, r.changes[0].new) for r in reading.to_save] == [(5, 41)]
