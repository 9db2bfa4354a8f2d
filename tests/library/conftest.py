"""A library of its own for each test, people with roles, and a site with documents in it."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gte.alliance.models import Network, Person, RoleAssignment, State, User
from gte.library import domain
from gte.library.models import Document
from gte.library.uploads.drafts import make_draft
from tests.conftest import free_port, locked, wait_for_port
from tests.factories.people import give_second_factor
from tests.library import making
from tests.pages import _no_kept_pages  # noqa: F401 - asked for by itself


@pytest.fixture(autouse=True)
def _own_library(settings, tmp_path):
    settings.LIBRARY_DIR = tmp_path / "library"
    # Readers who were counted are remembered for half a minute, and numbers repeat in tests.
    caches["template_fragments"].clear()


def person_with(kind):
    """An account whose person holds one role, with what that role is held for."""
    person = Person.objects.create(name=f"Somebody, {kind}")
    links = {
        "delegate": {"rank": "head", "state": State.objects.members().first()},
        "coordination": {"state": State.objects.members().first()},
        "specialist": {"network": Network.objects.first()},
        "communications": {"state": State.objects.members().first()},
    }
    RoleAssignment.objects.create(person=person, kind=kind, **links.get(kind, {}))
    user = User.objects.create_user(f"{kind}@example.org", "secret-words", person=person)
    if user.needs_second_factor:
        give_second_factor(user)
    return user


@pytest.fixture
def editor(db):
    return person_with("editor")


@pytest.fixture
def desk(editor):
    """The editor at the desk."""
    client = Client(raise_request_exception=False)
    client.force_login(editor)
    return client


@pytest.fixture
def upload(editor):
    """``upload("acta.pdf", bytes)``: a file as the verbs take it."""

    def make(name, data, **notes):
        return domain.Upload(make_draft(SimpleUploadedFile(name, data), editor.pk), **notes)

    return make


def fields(**changed):
    return {
        "title_es": "Guía de pasantías",
        "title_en": "Guide to internships",
        "institution_es": "Grupo",
        "institution_en": "Group",
        "kind": "methodology",
        "date": "2024-05",
        "languages": ["es"],
        "scope": "gte",
        "access_checked": "full_text",
        "source": "Library of the group",
        **changed,
    }


@pytest.fixture
def document(editor, upload):
    """A guide with a PDF of three pages in Spanish and a DOCX in English."""
    files = {
        "es": upload("guía.pdf", making.pdf("Página uno: pasantías", "Página dos", "Página tres")),
        "en": upload("guide.docx", making.docx("About internships", heading="Guide")),
    }
    new = domain.NewDocument(fields(), uploads=files, translated={"en": "es"})
    return domain.add_document(by=editor, document=new)


@pytest.fixture
def linked(db):
    """A document of the initial record that is kept elsewhere."""
    return Document.objects.get(code="doc-comparative-study")


FILL = """
import json, sys
import django
django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.library import conftest as given, making
from gte.library import domain
from gte.library.uploads.drafts import make_draft
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile

editor = given.person_with("editor")
def upload(name, data):
    return domain.Upload(make_draft(SimpleUploadedFile(name, data), editor.pk))
files = {
    "es": upload("guia.pdf", making.pdf("Primera", "Segunda", "Tercera")),
    "en": upload("guide.docx", making.docx("Text", heading="Guide", rows=[["a", "b"], ["1", "2"]])),
}
made = domain.add_document(
    by=editor, document=domain.NewDocument(given.fields(), uploads=files, translated={"en": "es"})
)
gone = domain.add_document(
    by=editor,
    document=domain.NewDocument(
        given.fields(title_en="Withdrawn guide"), uploads={"es": upload("x.txt", b"uno\\n\\ndos")}
    ),
)
domain.withdraw_document(document=gone, by=editor, reason=domain.Reason("Error", "Mistake"))
session = SessionStore()
session[SESSION_KEY] = str(editor.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = editor.get_session_auth_hash()
session.create()
print(json.dumps({"made": made.code, "gone": gone.code, "session": session.session_key}))
"""


@pytest.fixture(scope="session")
def library_site(run_dir):
    """The installed site with a guide, a withdrawn guide and an editor's open session, for tests
    that ask the real server: its address and what ``FILL`` printed.
    """
    import json

    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GTE_", "DJANGO_"))}
    root = Path(__file__).resolve().parents[2]
    environ = {
        **kept,
        "GTE_DATA_DIR": str(run_dir / f"library-site-{os.getpid()}"),
        "DJANGO_SETTINGS_MODULE": "gte.settings.base",
        "PYTHONPATH": str(root),
    }
    gte = str(Path(sys.executable).with_name("gte"))
    with locked(run_dir / "site.lock"):
        subprocess.run([gte, "setup"], env=environ, check=True, capture_output=True)
    command = [sys.executable, "-c", FILL]
    filled = subprocess.run(
        command, env=environ, cwd=root, capture_output=True, text=True, check=False
    )
    assert filled.returncode == 0, filled.stderr
    port = free_port()
    command = [gte, "serve", "--host", "127.0.0.1", "--port", str(port)]
    log = (run_dir / f"library-{port}.log").open("w")
    with (
        contextlib.closing(log),
        subprocess.Popen(command, env=environ, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        wait_for_port(process, port)
        yield {"address": f"http://127.0.0.1:{port}", "port": port, **json.loads(filled.stdout)}
        process.terminate()
