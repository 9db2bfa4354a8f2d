"""``gte handover``: the file it writes, and the one sentence where it cannot."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gte.workplan.domain.handover import make_pack
from gte.workplan.handover.build import term_named
from gte.workplan.queries.handover import bytes_of
from tests.workplan.handover.conftest import TERM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)


def handover(*arguments, term=TERM):
    out = io.StringIO()
    call_command("handover", "--term", term, *arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments, term=TERM):
    with pytest.raises(CommandError) as caught:
        handover(*arguments, term=term)
    assert caught.value.returncode == 2
    assert list(Path().iterdir()) == []
    return str(caught.value)


def test_command_writes_what_the_button_keeps_and_changes_nothing(coordinator):
    with CaptureQueriesContext(connection) as queries:
        assert handover() == "traspaso-gte-co-2017-2018-06-30.zip\n"
    assert {query["sql"].lstrip("(").split()[0] for query in queries} == {"SELECT"}
    (path,) = Path().iterdir()
    pack = make_pack(term=term_named(TERM), by=coordinator)
    assert path.read_bytes() == bytes_of(pack)


def test_command_writes_where_it_is_told_of_the_day_that_it_is_told():
    assert handover("--as-of", "2018-05-23", "--output", "a.zip") == "a.zip\n"
    assert Path("a.zip").read_bytes().startswith(b"PK")


def test_unknown_term_is_refused_with_those_that_there_are():
    sentence = refusal(term="moon")
    assert sentence.startswith("There is no handover of “moon”")
    assert "gte-cl-2016, gte-co-2017, gte-mx-2018, gte-cl-2019" in sentence


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2018-02-30", "“2018-02-30” is not a day of the form YYYY-MM-DD."),
        ("2099-01-01", "A pack says what has happened: take today or an earlier day."),
        ("2016-01-01", "had not begun on 1 January 2016."),
    ],
)
def test_day_that_cannot_be_is_refused(day, sentence):
    assert refusal("--as-of", day).endswith(sentence)


def test_folder_that_is_not_there_is_named():
    sentence = refusal("--as-of", "2018-05-23", "--output", "none/a.zip")
    assert sentence == "The pack cannot be written to none/a.zip: there is no folder none."
