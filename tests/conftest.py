"""What all tests stand on: a run's database, the browser, other people's programs, no network."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Properties are tried on machines of any speed: an example, and finding one, may take its time.
# What else the profile in force says stays, that of CI for instance.
settings.register_profile(
    "patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "live_server",
    "django_db_reset_sequences",
    "own_database",
}


# --- which tests run where ------------------------------------------------------------------------


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests that never touch the database (the second run, on PostgreSQL)",
    )


def uses_database(item):
    return bool(
        item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(item.fixturenames)
    )


def pytest_collection_modifyitems(config, items):
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        skip = pytest.mark.skip(reason="only true on PostgreSQL; make test runs it there")
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(skip)
    if config.getoption("--database-only"):
        kept = [item for item in items if uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


# --- no network -----------------------------------------------------------------------------------


class NetworkUsed(Exception):
    """A test reached for another host. Not an OSError, so that no code under test catches it."""


def is_local(address):
    host = address[0] if isinstance(address, tuple) else address
    return not isinstance(host, str) or host in {"127.0.0.1", "::1", "localhost", ""}


@pytest.fixture(scope="session", autouse=True)
def _no_network():
    """Sockets connect to this machine only: unix sockets and loopback. Names are not looked up."""
    patch = pytest.MonkeyPatch()
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def refuse_unless_local(address, family=None):
        if family != socket.AF_UNIX and not is_local(address):
            raise NetworkUsed(f"Tests use no network; this one asked for {address!r}.")

    def guarded_connect(self, address):
        refuse_unless_local(address, self.family)
        return connect(self, address)

    def guarded_connect_ex(self, address):
        refuse_unless_local(address, self.family)
        return connect_ex(self, address)

    def guarded_look_up(host, *args, **kwargs):
        refuse_unless_local((host,))
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    patch.undo()


# --- the database ---------------------------------------------------------------------------------


@contextmanager
def locked(path):
    """Holds a lock between the workers of one run; it goes with the process, however that ends."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(autouse=True)
def _no_kept_pages():
    """Log numbers repeat after a test is rolled back: what is kept under one may not outlive it."""
    from django.core.cache import caches

    from gte.portal.memory import forget

    caches["pages"].clear()
    forget()


@pytest.fixture(autouse=True)
def _site_language():
    """A page leaves its language behind in the thread: each test begins in the site's own."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(scope="session")
def run_dir(tmp_path_factory, worker_id):
    """One folder for all workers of this run, removed by pytest some runs later."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


def load_the_record():
    """Tests are told about the group's real record; those that want none empty it themselves."""
    from django.conf import settings

    from gte.portal.domain import load_pages
    from gte.record.domain import load_record

    load_record(folder=settings.RECORD_DIR)
    load_pages()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, run_dir, worker_id):
    """A database for this worker, copied from one that the first worker migrated for all.

    Migrating takes seconds, copying milliseconds: a file on SQLite, a template on PostgreSQL.
    Django's own cloning, meant for its parallel runner, does both.
    """
    from django.db import connection

    creation, settings = connection.creation, connection.settings_dict
    if connection.vendor == "sqlite":
        settings["TEST"]["NAME"] = str(run_dir / "migrated.sqlite3")
    migrated = run_dir / "migrated.done"
    with django_db_blocker.unblock():
        with locked(run_dir / "migrated.lock"):
            if migrated.exists():
                settings["NAME"] = creation._get_test_db_name()
            else:
                creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
                load_the_record()
                # Closed, SQLite's write-ahead log is in the file, and PostgreSQL may copy it.
                leave_database(connection)
                migrated.touch()
            creation.clone_test_db(suffix=worker_id, verbosity=0, autoclobber=True)
        leave_database(connection)
        settings["NAME"] = creation.get_test_db_clone_settings(worker_id)["NAME"]
    yield
    with django_db_blocker.unblock():
        leave_database(connection)
        # The copy only: another worker may still need the migrated one. On SQLite both lie in the
        # run's folder; PostgreSQL's goes with the server of tools/with-postgres.sh, and on anybody
        # else's server the next run replaces it.
        if connection.vendor == "sqlite":
            Path(settings["NAME"]).unlink(missing_ok=True)
        else:
            creation._destroy_test_db(settings["NAME"], verbosity=0)


@pytest.fixture
def own_database(django_db_setup, django_db_blocker):
    """A copy of the database for one test that commits for real, from several threads or not.

    It is thrown away whole. Django's way, emptying each table afterwards, is refused by the ledger.
    """
    from django.db import connection

    creation, settings = connection.creation, connection.settings_dict
    shared = settings["NAME"]
    with django_db_blocker.unblock():
        leave_database(connection)
        creation.clone_test_db(suffix="own", verbosity=0, autoclobber=True)
        leave_database(connection)
        settings["NAME"] = creation.get_test_db_clone_settings("own")["NAME"]
        try:
            yield
        finally:
            leave_database(connection)
            own, settings["NAME"] = settings["NAME"], shared
            creation._destroy_test_db(own, verbosity=0)


def leave_database(connection):
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


# --- the site as installed ------------------------------------------------------------------------


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(process, port):
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"gte serve ended with {process.returncode} before it answered")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("gte serve did not answer within 30 seconds")


@pytest.fixture(scope="session")
def record_site(run_dir):
    """The address of the installed site with the group's record, for tests that only read pages.

    What visitors get: ``gte serve`` in its own process with the real settings, server and static
    files, on a data folder that the first worker of the run sets up. Nothing in the test's own
    database is behind it.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GTE_", "DJANGO_"))}
    environ = {**kept, "GTE_DATA_DIR": str(run_dir / "site")}
    gte = str(Path(sys.executable).with_name("gte"))
    with locked(run_dir / "site.lock"):  # a second worker finds every step up to date
        subprocess.run([gte, "setup"], env=environ, check=True, capture_output=True)
    port = free_port()
    command = [gte, "serve", "--host", "127.0.0.1", "--port", str(port)]
    with (
        (run_dir / f"site-{port}.log").open("w") as log,
        subprocess.Popen(command, env=environ, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        wait_for_port(process, port)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


# --- other people's programs ----------------------------------------------------------------------


def find_tool(name):
    """The path of a program; without it the test ends: failed in CI, skipped elsewhere."""
    if path := shutil.which(name):
        return path
    return missing(f"{name} is missing; make test installs it where it may")


def missing(reason):
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def require_tool():
    """``require_tool("java")``: its path; without it the test is skipped, and in CI it fails."""
    return find_tool


@pytest.fixture(scope="session")
def chromium_path():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return missing("chromium is missing; make test installs it where it may")


@pytest.fixture(scope="session")
def nu_html_errors(require_tool, tmp_path_factory):
    """``nu_html_errors({name: html})``: what the Nu HTML checker finds, a sentence for each.

    Hand it many pages at once: starting it costs a second.
    """
    java = require_tool("java")
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not jar.exists():
        missing("the Nu HTML checker (npm package vnu-jar) is missing; make test installs it")

    def check(pages):
        folder = tmp_path_factory.mktemp("html")
        for number, html in enumerate(pages.values()):
            (folder / f"{number}.html").write_text(html, encoding="utf-8")
        done = subprocess.run(
            [java, "-jar", str(jar), "--format", "json", "--errors-only", str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        names = list(pages)
        return [
            f"{names[int(Path(error['url']).stem)]}, line {error.get('lastLine')}: "
            f"{error['message']}"
            for error in json.loads(done.stderr)["messages"]
        ]

    return check


# --- the browser ----------------------------------------------------------------------------------

CHROMIUM_FLAGS = [
    # Tests often run as root in a container, where chromium's sandbox cannot start.
    "--no-sandbox",
    "--disable-gpu",
    # The browser's own errands would be refused on a closed network, many at a time.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser(chromium_path):
    """Debian's chromium, started once for each worker."""
    from playwright.sync_api import sync_playwright

    patch = pytest.MonkeyPatch()
    # Playwright's synchronous interface keeps an event loop running in this thread, so Django takes
    # every query of the test for one made inside asynchronous code and refuses it. It is not.
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
    patch.undo()


@pytest.fixture
def page_at(browser):
    """``page_at(width, height, **options)`` opens an empty page of that size, as a new visitor."""
    contexts = []

    def open_page(width, height, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def phone(page_at):
    return page_at(360, 740, has_touch=True, is_mobile=True)


@pytest.fixture
def desktop(page_at):
    return page_at(1440, 900)
