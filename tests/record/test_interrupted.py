"""A load that does not come to its end leaves the former record as it was.

These run the command itself, as other people's processes, on an installation of their own: a copy
of the run's database.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.factories.record_files import practice, text, write_record

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
MEBIBYTE = 2**20
# More than SQLite keeps in memory (64 MB), so that a load writes to the disk before its end.
MANY, LONG = 2000, 20_000
# What has reached the write-ahead log when a load is stopped: its middle, not its beginning.
ENOUGH = 16 * MEBIBYTE


@pytest.fixture(scope="session")
def big_folder(tmp_path_factory):
    """Some thousand practices, each with two long texts: 80 MB."""
    words = "palabra " * (LONG // 8)
    records = [
        practice(f"practice-{number}", methodology={"es": words, "en": words}, country_id="cl")
        | {"topic_ids": ["good-practices"]}
        for number in range(MANY)
    ]
    return write_record(tmp_path_factory.mktemp("big"), {"practices": records})


@pytest.fixture
def database(django_db_setup, tmp_path):
    """A copy of the run's database, as an installation's own."""
    path = tmp_path / "data/gte.sqlite3"
    path.parent.mkdir()
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    return path


def content_of(path):
    """Every row of a database, as SQL; opening it undoes what a killed process left half done."""
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(opened.iterdump())


def environment(database):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GTE_")}
    return kept | {"GTE_DATA_DIR": str(database.parent), "DJANGO_SETTINGS_MODULE": ""}


def command(*arguments):
    return [sys.executable, "-m", "gte", "load", *map(str, arguments)]


def start_load(database, folder, **options):
    return subprocess.Popen(
        command(folder),
        cwd=ROOT,
        env=environment(database),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def wait_until_writing(process, database):
    """Returns when the load is in the middle of its writing; fails if it ends before."""
    log = database.with_name(f"{database.name}-wal")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if log.exists() and log.stat().st_size > ENOUGH:
            return
        try:
            process.wait(timeout=0.02)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail(f"The load ended first: {process.communicate()}")
    process.kill()
    pytest.fail(f"The load wrote nothing within {PATIENCE} seconds.")
