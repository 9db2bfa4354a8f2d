"""``gte setup`` in a folder of its own: done once, skipped when done, made whole when broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.xdist_group("setup")


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

    run.folder = folder
    return run


def test_setup_makes_everything_then_finds_it_up_to_date(setup):
    assert [line for line in setup() if line.startswith("[")] == [
        "[1/5] Spanish texts ...",
        "[2/5] Database ...",
        "[3/5] The group's record ...",
        "[4/5] Search index ...",
        "[5/5] Style sheets and pictures ...",
    ]
    assert setup() == [
        "[1/5] Spanish texts: up to date",
        "[2/5] Database: up to date",
        "[3/5] The group's record: up to date",
        "[4/5] Search index: up to date",
        "[5/5] Style sheets and pictures: up to date",
    ]


def test_setup_after_the_database_was_lost_makes_it_and_loads_the_record(setup):
    setup()
    for path in setup.folder.glob("gte.sqlite3*"):
        path.unlink()
    assert setup() == [
        "[1/5] Spanish texts: up to date",
        "[2/5] Database ...",
        "[3/5] The group's record ...",
        "408 records created, 0 updated, 0 unchanged.",
        "[4/5] Search index ...",
        "408 entries can be found.",
        "[5/5] Style sheets and pictures: up to date",
    ]
