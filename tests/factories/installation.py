"""Browsers in which somebody is signed in, and a site of one's own to sign in to.

Fixtures: a folder of tests that wants them imports them in its conftest.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import free_port, locked, wait_for_port
from tests.factories.people import make_user, signed_in


@pytest.fixture
def client_as(db):
    """``client_as("delegate", state=…)``: a client of somebody who holds these roles; ``.user``."""

    def open_client(*kinds, email=None, second_factor=None, **place):
        email = email or f"{'-'.join(kinds) or 'nobody'}@example.org"
        user = make_user(email, *kinds, second_factor=second_factor, **place)
        client = signed_in(user)
        client.user = user
        return client

    return open_client


class Installation:
    """A site with demo people, served by its own process: tests may change it."""

    def __init__(self, address, folder, gte, environ):
        self.address = address
        self.folder = folder
        self.gte = gte
        self.environ = environ

    @property
    def password(self):
        return (self.folder / "demo_password").read_text()

    def run(self, *arguments):
        done = subprocess.run(
            [self.gte, *arguments], env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def code_of(self, email):
        return self.run("demo", "code", email).strip()

    def letters_to(self, email):
        """The letters sent to an address, oldest first."""
        found = sorted((self.folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
        texts = [path.read_bytes().decode() for path in found]
        return [text for text in texts if f"To: {email}" in text]

    def link_to(self, email, part):
        """The path of the newest link sent to an address that holds ``part``."""
        (*_, letter) = [text for text in self.letters_to(email) if part in text]
        return re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", letter).group(1)


def serve(folder, **variables):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GTE_", "DJANGO_"))}
    gte = str(Path(sys.executable).with_name("gte"))
    port = free_port()
    environ = {
        **kept,
        "GTE_DATA_DIR": str(folder),
        "GTE_DEMO": "1",
        "GTE_BASE_URL": f"http://localhost:{port}",
        **variables,
    }
    command = [gte, "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    return command, port, environ, gte


@pytest.fixture(scope="session")
def provider_port():
    return free_port()


def copy_of_the_site(run_dir, folder):
    """Setting up takes seconds; the run's other installation is set up already, or now."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GTE_", "DJANGO_"))}
    gte = str(Path(sys.executable).with_name("gte"))
    with locked(run_dir / "site.lock"):
        environ = {**kept, "GTE_DATA_DIR": str(run_dir / "site")}
        subprocess.run([gte, "setup"], env=environ, check=True, capture_output=True)
        with closing(sqlite3.connect(run_dir / "site/gte.sqlite3")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copytree(run_dir / "site", folder)
    # What was done there is done here: each step remembers for which database it was.
    for stamp in folder.glob("*.done"):
        stamp.write_text(stamp.read_text().replace(str(run_dir / "site"), str(folder)))


@pytest.fixture(scope="session")
def own_site(tmp_path_factory, run_dir, provider_port):
    """An installation of one's own, with demo people and a ministry's sign-in service."""
    folder = tmp_path_factory.mktemp("own") / "site"
    copy_of_the_site(run_dir, folder)
    command, port, environ, gte = serve(
        folder,
        GTE_OIDC="ministry",
        GTE_OIDC_MINISTRY_NAME="Ministry of the tests",
        GTE_OIDC_MINISTRY_SERVER_URL=f"http://127.0.0.1:{provider_port}",
        GTE_OIDC_MINISTRY_CLIENT_ID="gte",
        GTE_OIDC_MINISTRY_SECRET="between-the-two",
        GTE_OIDC_MINISTRY_TRUSTED_DOMAINS="example.org",
        GTE_OIDC_MINISTRY_SECOND_FACTOR="otp",
    )
    with (
        (folder / "serve.log").open("w") as log,
        subprocess.Popen(command, env=environ, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        wait_for_port(process, port)
        # "localhost" is a secure place to browsers, as passkeys need.
        yield Installation(f"http://localhost:{port}", folder, gte, environ)
        process.terminate()


@pytest.fixture
def signed_in_page(page_at, own_site):
    """``signed_in_page("edita")``: a page on the own site where that demo person has signed in.

    Who the demo people are, and what roles they hold, stands in ``gte/alliance/demo.py``.
    """

    def open_page(key, width=1440, height=900, **options):
        email = f"{key}@example.org"
        page = page_at(width, height, **{"locale": "es", **options})
        page.goto(f"{own_site.address}/es/cuenta/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", own_site.password)
        send = page.get_by_role("main").get_by_role("button", name="Iniciar sesión", exact=True)
        send.click()
        if "/2fa/" in page.url:
            page.fill("[name=code]", own_site.code_of(email))
            send.click()
        page.wait_for_url("**/escritorio/")
        return page

    return open_page


@pytest.fixture(scope="session")
def provider(own_site, provider_port, tmp_path_factory):
    """The ministry's service, in its own process."""
    folder = tmp_path_factory.mktemp("provider")
    subprocess.run(
        ["openssl", "genpkey", "-algorithm", "RSA", "-out", str(folder / "key.pem")],
        check=True,
        capture_output=True,
    )
    environ = {**os.environ, "PROVIDER_DIR": str(folder)}
    back = f"{own_site.address}/sso/ministry/callback/"
    command = [sys.executable, "-m", "tests.accounts.provider", str(provider_port), back]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            command, env=environ, stdout=log, stderr=subprocess.STDOUT, cwd=Path.cwd()
        ) as process,
    ):
        wait_for_port(process, provider_port)
        yield f"http://127.0.0.1:{provider_port}"
        process.terminate()
