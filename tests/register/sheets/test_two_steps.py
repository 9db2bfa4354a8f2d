"""A workbook is looked at, and what was seen is saved: all of it, once, by whoever saw it."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import IntegrityError

from gte.alliance.models import User
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.register.sheets.exchange import ChangedSince, Exchange, confirm, corrected, preview
from gte.register.sheets.forms import SheetUpload
from gte.register.sheets.importing import read_workbook
from gte.register.sheets.reviewing import Against
from tests.register.sheets.making import SHEET, edited, rows, tab_of, with_cells, written

pytestmark = pytest.mark.django_db


class Room:
    """A room with rows: its verb writes the log, so that a test sees what a transaction kept."""

    def __init__(self, number):
        self.rows = rows(number)
        self.fails = None
        self.saved = []

    def save(self, reading):
        for row in reading.to_save:
            write_log(verb="test.saved", by=None, target=row.code or "new", data={})
            if self.fails:
                raise self.fails
            self.saved.append((row.code, row.values))
        return len(reading.to_save)

    @property
    def exchange(self):
        return Exchange(
            name="plan",
            sheets=lambda: [SHEET],
            current=lambda: {"plan": self.rows},
            save=self.save,
        )


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.SHEETS_DIR = tmp_path / "sheets"
    return settings.SHEETS_DIR


@pytest.fixture
def room():
    return Room(3)


@pytest.fixture
def ana():
    return User.objects.create_user("ana@example.org", "secret-words")


@pytest.fixture
def luis():
    return User.objects.create_user("luis@example.org", "secret-words")


def sent():
    """Three rows, two of them changed and one new."""
    data = with_cells(written(rows(3)), {(3, "title"): "Uno", (4, "places"): 7, (6, "title"): "N"})
    return io.BytesIO(data)


def log():
    return LogEntry.objects.filter(verb="test.saved").values_list("target", flat=True)


def test_what_was_seen_is_saved_and_nothing_else(room, ana):
    seen = preview(sent(), exchange=room.exchange, by=ana)
    assert room.saved == []
    assert confirm(seen.token, exchange=room.exchange, by=ana) == 3
    assert room.saved == [(row.code, row.values) for row in seen.reading.to_save]
    assert sorted(log()) == ["line-1", "line-2", "new"]


def test_uploads_are_read_as_django_hands_them_over(room, ana):
    data = sent().getvalue()
    large = TemporaryUploadedFile("a.xlsx", "", len(data), None)
    large.write(data)
    for upload in (SimpleUploadedFile("a.xlsx", data), large):
        assert len(preview(upload, exchange=room.exchange, by=ana).reading.to_save) == 3


def test_second_confirmation_saves_nothing(room, ana, folder):
    token = preview(sent(), exchange=room.exchange, by=ana).token
    confirm(token, exchange=room.exchange, by=ana)
    with pytest.raises(BadInput, match=r"ya se guardó"):
        confirm(token, exchange=room.exchange, by=ana)
    assert len(room.saved) == 3
    assert list(folder.iterdir()) == []


def test_nobody_confirms_what_another_person_saw(room, ana, luis):
    token = preview(sent(), exchange=room.exchange, by=ana).token
    with pytest.raises(BadInput, match="de otra persona"):
        confirm(token, exchange=room.exchange, by=luis)
    assert confirm(token, exchange=room.exchange, by=ana) == 3


def test_preview_of_one_room_is_none_of_another(room, ana):
    token = preview(sent(), exchange=room.exchange, by=ana).token
    other = Exchange(
        name="practices", sheets=lambda: [SHEET], current=dict, save=lambda _reading: None
    )
    with pytest.raises(BadInput, match="de otra persona"):
        confirm(token, exchange=other, by=ana)


@pytest.mark.parametrize("harm", [lambda token: token[:-1], lambda _token: "", str.swapcase])
def test_token_that_was_tampered_with_is_refused(room, ana, harm):
    token = preview(sent(), exchange=room.exchange, by=ana).token
    with pytest.raises(BadInput, match="no es una vista previa"):
        confirm(harm(token), exchange=room.exchange, by=ana)


def test_preview_older_than_an_hour_is_refused_and_forgotten(room, ana, folder, monkeypatch):
    token = preview(sent(), exchange=room.exchange, by=ana).token
    monkeypatch.setattr("gte.register.sheets.kept.SECONDS", -1)
    with pytest.raises(BadInput, match="más de una hora"):
        confirm(token, exchange=room.exchange, by=ana)
    preview(sent(), exchange=room.exchange, by=ana)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    "change", [{"title": "De otra"}, {"places": 99}, {"code": "line-9"}, {"description": None}]
)
def test_row_that_changed_in_between_stops_everything(room, ana, change):
    token = preview(sent(), exchange=room.exchange, by=ana).token
    room.rows[0] |= change
    with pytest.raises(ChangedSince) as stopped:
        confirm(token, exchange=room.exchange, by=ana)
    assert room.saved == []
    now = stopped.value.preview
    assert "line-1" not in {row.code for row in now.reading.to_save}
    assert confirm(now.token, exchange=room.exchange, by=ana) == 2


def test_row_that_is_not_saved_may_change_in_between(room, ana):
    token = preview(sent(), exchange=room.exchange, by=ana).token
    room.rows[2]["title"] = "De otra"
    assert confirm(token, exchange=room.exchange, by=ana) == 3


@pytest.mark.parametrize("failure", [BadInput("No."), IntegrityError("twice"), KeyError("code")])
def test_failure_of_the_verb_keeps_nothing_and_may_be_tried_again(room, ana, failure):
    token = preview(sent(), exchange=room.exchange, by=ana).token
    room.fails = failure
    with pytest.raises(type(failure)):
        confirm(token, exchange=room.exchange, by=ana)
    assert list(log()) == []
    room.fails = None
    assert confirm(token, exchange=room.exchange, by=ana) == 3


def test_workbook_that_says_nothing_new_has_nothing_to_confirm(room, ana, folder):
    seen = preview(io.BytesIO(written(rows(3))), exchange=room.exchange, by=ana)
    assert seen.token == ""
    assert not folder.exists() or list(folder.iterdir()) == []


def test_file_that_was_swapped_on_the_server_is_noticed(room, ana, folder):
    token = preview(sent(), exchange=room.exchange, by=ana).token
    (path,) = folder.iterdir()
    path.write_bytes(with_cells(written(rows(3)), {(3, "title"): "Otra cosa"}))
    with pytest.raises(ChangedSince):
        confirm(token, exchange=room.exchange, by=ana)


def test_kept_workbooks_are_for_the_server_alone(room, ana, folder):
    preview(sent(), exchange=room.exchange, by=ana)
    assert oct(Path(folder).stat().st_mode & 0o777) == "0o700"


def test_refused_rows_do_not_hold_up_the_others(room, ana):
    def change(workbook):
        tab_of(workbook)["D5"] = "x"

    data = io.BytesIO(edited(sent().getvalue(), change))
    seen = preview(data, exchange=room.exchange, by=ana)
    assert seen.reading.counts["refused"] == 1
    assert confirm(seen.token, exchange=room.exchange, by=ana) == 3


# --- the form -------------------------------------------------------------------------------------


def errors_of(data, *, too_large=()):
    files = {} if data is None else {"workbook": SimpleUploadedFile("a.xlsx", data)}
    form = SheetUpload({}, files, too_large=too_large)
    return form.errors.get("workbook", [])


def test_form_takes_a_workbook():
    assert errors_of(b"PK") == []


@pytest.mark.parametrize(
    ("size", "too_large", "sentence"),
    [
        (None, (), "Elija primero el libro."),
        (0, (), "El archivo está vacío. Guarde el libro otra vez y envíelo."),
        (20_000_001, (), "El archivo tiene más de 20 MB. Envíe menos filas a la vez."),
        (None, ("workbook",), "El archivo tiene más de 20 MB. Envíe menos filas a la vez."),
    ],
)
def test_form_says_what_is_wrong_with_the_file(size, too_large, sentence):
    data = None if size is None else bytes(size)
    assert errors_of(data, too_large=too_large) == [sentence]


# --- rules among rows -----------------------------------------------------------------------------


def chain(reading):
    """A row is taken only after the one above it: each that falls takes the next one with it."""
    numbers = {row.number for row in reading.to_save}
    first = min(numbers)
    if first == 3:
        [row] = [row for row in reading.to_save if row.number == 3]
        yield Against(row, "title", "It rests on nothing.")
    for row in reading.to_save:
        if row.number - 1 not in numbers and row.number != 3:
            yield Against(row, "", "It rests on a row that falls.")


def test_rows_that_rest_on_a_refused_row_are_refused_with_it(room, ana):
    exchange = replace(room.exchange, review=chain)
    seen = preview(sent(), exchange=exchange, by=ana)
    assert [problem.address for problem in seen.reading.refusals()] == ["B3", "", ""]
    assert (seen.token, seen.reading.counts["refused"]) == ("", 3)


def test_sentence_of_a_rule_is_said_in_full(room, ana):
    said = "A long sentence that says what is wrong and what to do about it. " * 3
    review = lambda reading: [Against(row, "title", said) for row in reading.to_save]  # noqa: E731
    seen = preview(sent(), exchange=replace(room.exchange, review=review), by=ana)
    assert {problem.message for problem in seen.reading.refusals()} == {said}


# --- what is wrong, in the workbook itself --------------------------------------------------------


def wrong_one():
    return io.BytesIO(with_cells(written(rows(3)), {(3, "places"): "x", (4, "places"): 7}))


def test_copy_that_says_what_is_wrong_is_had_after_the_rest_was_saved(room, ana):
    seen = preview(wrong_one(), exchange=room.exchange, by=ana)
    confirm(seen.token, exchange=room.exchange, by=ana)
    copy = corrected(seen.wrong, exchange=room.exchange, by=ana, language="en")
    tab = tab_of(openpyxl.load_workbook(io.BytesIO(copy)))
    assert "“x” is not a number" in tab["A3"].value


def test_nobody_has_the_copy_of_another_person(room, ana, luis):
    seen = preview(wrong_one(), exchange=room.exchange, by=ana)
    with pytest.raises(BadInput):
        corrected(seen.wrong, exchange=room.exchange, by=luis, language="en")
    with pytest.raises(BadInput):
        confirm(seen.wrong, exchange=room.exchange, by=ana)
    assert preview(sent(), exchange=room.exchange, by=ana).wrong == ""


# --- sheets that may be left out ------------------------------------------------------------------


def two_sheets(*, may_be_missing):
    other = replace(SHEET, name="other", may_be_missing=may_be_missing)
    return [SHEET, other]


@pytest.mark.parametrize("may_be_missing", [True, False])
def test_sheet_that_may_be_missing_is_noted_and_any_other_is_needed(may_be_missing):
    sheets = two_sheets(may_be_missing=may_be_missing)
    current = {"plan": rows(3), "other": rows(2)}
    reading = read_workbook(io.BytesIO(written(rows(3))), sheets, current)
    assert (len(reading.notes), len(reading.problems)) == ((1, 0) if may_be_missing else (0, 1))
    if may_be_missing:
        assert reading.counts["missing"] == 0
