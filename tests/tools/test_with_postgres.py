import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "with-postgres.sh"
QUERY = """
import os, psycopg
with psycopg.connect(os.environ["GTE_DATABASE_URL"]) as connection:
    print(connection.execute("show server_encoding").fetchone()[0])
    print(connection.execute("show listen_addresses").fetchone()[0] or "no address")
"""

pytestmark = pytest.mark.external


@pytest.fixture
def run(tmp_path, require_tool):
    found = subprocess.run([SCRIPT, "--find"], capture_output=True, text=True, check=True)
    if not found.stdout.strip():
        require_tool("initdb")
    # Short, because a socket's path may have 107 characters; readable for the server's own user.
    folder = Path(f"/tmp/gte-{os.getpid()}")
    folder.mkdir(mode=0o755)
    environ = {**os.environ, "TMPDIR": str(folder)}

    def start(*command):
        return subprocess.Popen(
            [SCRIPT, *command],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    start.folder = folder
    yield start
    if any(folder.iterdir()):  # a test failed half-way: the next run of the script tidies up
        subprocess.run([SCRIPT, "true"], env=environ, capture_output=True, check=False)
    shutil.rmtree(folder)


def test_command_finds_a_server_on_a_socket_only(run):
    with run(sys.executable, "-c", QUERY) as process:
        out, err = process.communicate(timeout=60)
    assert (out, err, process.returncode) == ("UTF8\nno address\n", "", 0)
    assert list(run.folder.iterdir()) == []


def test_status_of_the_command_is_kept_and_all_is_removed(run):
    with run("sh", "-c", "exit 7") as process:
        process.communicate(timeout=60)
    assert process.returncode == 7
    assert list(run.folder.iterdir()) == []


def wait_until_running(folder):
    """The command given to the script makes a file called ``running``; takes it away again."""
    deadline = time.monotonic() + 60
    while not (folder / "running").exists():
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.05)
    (folder / "running").unlink()


def test_ended_script_ends_command_and_server(run):
    with run("sh", "-c", f"touch {run.folder}/running; exec sleep 60") as process:
        wait_until_running(run.folder)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 143
    assert list(run.folder.iterdir()) == []


def test_killed_run_is_tidied_up_by_the_next(run):
    with run("sh", "-c", f"touch {run.folder}/running; exec sleep 2") as process:
        wait_until_running(run.folder)
        process.kill()
        process.communicate(timeout=30)
    [left] = run.folder.iterdir()
    server = int((left / "data" / "postmaster.pid").read_text().split()[0])
    with run("true") as process:
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert list(run.folder.iterdir()) == []
    status = Path(f"/proc/{server}/status")
    assert not status.exists() or "State:\tZ" in status.read_text()  # Z: ended, not yet waited for
