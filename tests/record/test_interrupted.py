"""A load that does not come to its end leaves the former record as it was.

These run the command itself, as other people's processes, on an installation of their own: a copy
of the run's database.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.factories.record_files import practice, write_record

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
MEBIBYTE = 2**20
# Two texts in each of so many records: more than the 64 MB of changes that SQLite keeps in memory,
# so that a load writes to the disk long before its end.
MANY, LONG = 2000, 20_000
ENOUGH_WRITTEN = 8 * MEBIBYTE

COMMAND = "from gte.__main__ import main; main()"

pytestmark = pytest.mark.xdist_group("interrupted loads")


@pytest.fixture(scope="module")
def big_folder(tmp_path_factory):
    words = "palabra " * (LONG // 8)
    return write_practices(tmp_path_factory.mktemp("big"), MANY, words)


def write_practices(folder, count, words):
    """Practices for a register that holds the real record."""
    records = [
        practice(f"practice-{number}", country_id="cl", topic_ids=["good-practices"])
        | {"methodology": {"es": words, "en": words}}
        for number in range(count)
    ]
    return write_record(folder, {"practices": records})


@pytest.fixture
def database(django_db_setup, tmp_path):
    """A copy of the run's database, as that of an installation of its own."""
    if connection.vendor != "sqlite":
        pytest.skip("an installation of its own is one on SQLite; make test runs this there")
    path = tmp_path / "data/gte.sqlite3"
    path.parent.mkdir()
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    return path


def content_of(database):
    """Every row, as SQL. Opening a database undoes what a killed process left half done."""
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(opened.iterdump())


def load(database, folder, before="pass"):
    """The command as a process; ``before`` is Python that it runs first."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GTE_")}
    del kept["DJANGO_SETTINGS_MODULE"]
    return subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{COMMAND}", "load", str(folder)],
        cwd=ROOT,
        env=kept | {"GTE_DATA_DIR": str(database.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def outcome(process):
    """Status, output and errors of a load that ends by itself."""
    out, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, out.splitlines(), errors.splitlines()


def wait_until_writing(process, database):
    """Returns when the load is in the middle of its writing; fails if it ends before."""
    log = database.with_name(f"{database.name}-wal")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if log.exists() and log.stat().st_size > ENOUGH_WRITTEN:
            return
        try:
            process.wait(timeout=0.02)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail(f"The load ended first: {process.communicate()}")
    process.kill()
    pytest.fail(f"The load had not written enough within {PATIENCE} seconds.")


def assert_next_load_works(database, folder):
    status, out, errors = outcome(load(database, write_practices(folder, 1, "palabra")))
    assert (status, out[0], errors) == (0, "1 records created, 0 updated, 0 unchanged.", [])


def test_killed_load_leaves_the_former_record(database, big_folder, tmp_path):
    before = content_of(database)
    process = load(database, big_folder)
    wait_until_writing(process, database)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert content_of(database) == before
    assert_next_load_works(database, tmp_path / "next")


# A test run in a shell's background is deaf to Ctrl-C, and so would be what it starts.
HEAR_CONTROL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def test_load_stopped_by_control_c_says_so_and_leaves_the_former_record(database, big_folder):
    before = content_of(database)
    process = load(database, big_folder, before=HEAR_CONTROL_C)
    wait_until_writing(process, database)
    process.send_signal(signal.SIGINT)
    assert outcome(process) == (
        130,
        [],
        ["CommandError: Interrupted. A load that had not come to its end changed nothing."],
    )
    assert content_of(database) == before


# A disk with room for a hundred pages more than the database has.
FULL_DISK = """
from django.db.backends.signals import connection_created

def keep_small(connection, **_options):
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 100}")

connection_created.connect(keep_small)
"""

# No file may grow beyond the size that the database already has.
NO_GROWTH = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"


@pytest.mark.parametrize(
    ("disk", "told"),
    [(FULL_DISK, "database or disk is full"), (NO_GROWTH, "disk I/O error")],
    ids=["full", "failing"],
)
def test_load_that_cannot_be_written_says_so_and_leaves_the_former_record(
    database, tmp_path, disk, told
):
    before = content_of(database)
    folder = write_practices(tmp_path / "files", 400, "palabra " * 2000)
    disk = disk.replace("{size}", str(database.stat().st_size))
    sentence = f"the database could not take it ({told}); nothing was loaded."
    assert outcome(load(database, folder, before=disk)) == (
        2,
        [],
        [f"CommandError: {folder}: {sentence}", "Nothing was loaded."],
    )
    assert content_of(database) == before
