import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
BASICS = (
    "bash",
    "env",
    "dirname",
    "tr",
    "sort",
    "readlink",
    "mktemp",
    "rm",
    "tail",
    "grep",
    "true",
)


@pytest.fixture
def run(tmp_path):
    """Runs the script where only the named programs exist, each doing what is given, as a user."""

    def start(needs, programs):
        folder = tmp_path / "bin"
        folder.mkdir()
        for name in BASICS:
            (folder / name).symlink_to(shutil.which(name))
        for name, text in programs.items():
            (folder / name).write_text(f"#!/bin/sh\n{text}\n")
            (folder / name).chmod(0o755)
        return subprocess.run(
            [TOOLS / "system-packages.sh", *needs],
            env={**os.environ, "PATH": str(folder), "CALLS": str(tmp_path / "calls")},
            capture_output=True,
            text=True,
            check=False,
        )

    return start


RECORD = 'echo "$DEBIAN_FRONTEND $*" >>"$CALLS"'


def test_nothing_is_said_or_done_when_all_is_there(run):
    done = run(["java", "npm"], {"java": "", "npm": "", "apt-get": RECORD, "id": "echo 0"})
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_missing_packages_only_are_installed_by_root(run, tmp_path):
    done = run(["java", "npm"], {"npm": "", "apt-get": RECORD, "dpkg": "true", "id": "echo 0"})
    assert done.stdout == "Installing Debian packages: default-jre-headless \n"
    assert done.returncode == 0
    calls = (tmp_path / "calls").read_text().splitlines()
    assert [call.split()[0] for call in calls] == ["noninteractive"] * 2
    assert "update" in calls[0]
    assert calls[1].endswith("install --yes --no-install-recommends default-jre-headless")


def test_password_less_sudo_installs(run, tmp_path):
    programs = {"apt-get": RECORD, "dpkg": "true", "id": "echo 1000", "sudo": 'shift; exec "$@"'}
    run(["npm"], programs)
    assert (tmp_path / "calls").read_text().splitlines()[1].endswith(" npm")


@pytest.mark.parametrize(
    ("programs", "sentence"),
    [
        ({}, "Missing and not installed, because there is no apt-get here: npm "),
        (
            {"apt-get": RECORD, "id": "echo 1000"},
            "Missing and not installed, because that takes root: npm (apt-get install npm )",
        ),
        (
            {"apt-get": RECORD, "id": "echo 1000", "sudo": "exit 1"},
            "Missing and not installed, because that takes root: npm (apt-get install npm )",
        ),
    ],
)
def test_what_may_not_be_installed_is_named_and_the_script_goes_on(
    run, tmp_path, programs, sentence
):
    done = run(["npm"], programs)
    assert (done.stderr.strip(), done.returncode) == (sentence.strip(), 0)
    assert not (tmp_path / "calls").exists()


def test_failed_installation_is_said_and_the_script_goes_on(run):
    programs = {"apt-get": "echo no such thing; exit 100", "dpkg": "true", "id": "echo 0"}
    done = run(["npm"], programs)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-2:] == ["no such thing", "Not installed: npm "]
