"""``gte setup`` in a folder of its own: done once, skipped when done, made whole when broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils.translation import gettext, override
from django.utils.translation.reloader import translation_file_changed

from gte.portal import setup as setup_steps
from gte.portal.management.commands.serve import SIGN_IN
from tests.pages import address

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.xdist_group("setup")


def test_texts_that_are_made_are_spoken_by_the_process_that_made_them(
    tmp_path, monkeypatch, settings
):
    catalogue = tmp_path / "locale" / "es" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\nmsgstr ""\n\nmsgid "Zebra of the test"\nmsgstr "Cebra"\n')
    monkeypatch.setattr(setup_steps, "PACKAGE", tmp_path)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    translation_file_changed(None, catalogue.with_suffix(".mo"))
    with override("es"):
        assert gettext("Zebra of the test") == "Zebra of the test"
    setup_steps.compile_messages()
    with override("es"):
        assert gettext("Zebra of the test") == "Cebra"
    settings.LOCALE_PATHS = []
    translation_file_changed(None, catalogue.with_suffix(".mo"))


@pytest.fixture(scope="module")
def setup(tmp_path_factory):
    folder = tmp_path_factory.mktemp("installation")
    base = {
        key: value for key, value in os.environ.items() if not key.startswith(("GTE_", "DJANGO_"))
    }

    def run():
        command = [sys.executable, "-m", "gte", "setup"]
        env = {**base, "GTE_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()

    run.folder, run.base = folder, base
    return run


def test_setup_makes_everything_then_finds_it_up_to_date(setup):
    assert [line for line in setup() if line.startswith("[")] == [
        "[1/6] Spanish texts ...",
        "[2/6] Database ...",
        "[3/6] The group's record ...",
        "[4/6] Pages of the site ...",
        "[5/6] Search index ...",
        "[6/6] Style sheets and pictures ...",
    ]
    assert setup() == [
        "[1/6] Spanish texts: up to date",
        "[2/6] Database: up to date",
        "[3/6] The group's record: up to date",
        "[4/6] Pages of the site: up to date",
        "[5/6] Search index: up to date",
        "[6/6] Style sheets and pictures: up to date",
    ]


def test_setup_after_the_database_was_lost_makes_it_and_loads_the_record(setup):
    setup()
    for path in setup.folder.glob("gte.sqlite3*"):
        path.unlink()
    assert setup() == [
        "[1/6] Spanish texts: up to date",
        "[2/6] Database ...",
        "[3/6] The group's record ...",
        "408 records created, 0 updated, 0 unchanged.",
        "[4/6] Pages of the site ...",
        "19 pages and menus created, 0 kept.",
        "[5/6] Search index ...",
        "420 entries can be found.",
        "[6/6] Style sheets and pictures: up to date",
    ]


def refused(setup, *arguments, **variables):
    """Status and errors of a command in an installation that is not as it should be."""
    env = {**setup.base, "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, "-m", "gte", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr.splitlines()


def test_database_that_is_none_is_told_in_a_sentence(setup, tmp_path):
    (tmp_path / "gte.sqlite3").write_bytes(b"not a database" * 1000)
    assert refused(setup, "setup", GTE_DATA_DIR=str(tmp_path)) == (
        1,
        ["The database cannot be used: file is not a database."],
    )


def test_data_folder_that_cannot_be_is_told_in_a_sentence(setup, tmp_path):
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file/data"
    status, (line,) = refused(setup, "setup", GTE_DATA_DIR=str(folder), GTE_SECRET_KEY="k" * 60)
    assert status == 1
    assert line.startswith(f"{folder}")
    assert line.endswith(": Not a directory. What was under way is done anew next time.")


def test_serving_with_no_worker_is_refused(setup, tmp_path):
    assert refused(
        setup, "serve", "--workers", "0", "--port", "8999", GTE_DATA_DIR=str(tmp_path)
    ) == (
        2,
        ["CommandError: 0 workers serve nobody; give 1 or more."],
    )


def test_half_a_style_sheet_that_a_killed_setup_left_is_made_whole(setup):
    """It is younger than what it was copied from, and so would be taken for up to date for ever."""
    setup()
    half = setup.folder / "static/css/tokens.css"
    whole = half.read_bytes()
    half.write_bytes(whole[:100])
    (setup.folder / "static.done").unlink()
    (setup.folder / "static.begun").touch()
    setup()
    assert half.read_bytes() == whole
    assert not (setup.folder / "static.begun").exists()


def test_serve_says_where_to_sign_in():
    assert address("account_login", language="es") == SIGN_IN
