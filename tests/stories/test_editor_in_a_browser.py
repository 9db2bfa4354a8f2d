"""Rosa Medina edits the site for her ministry, in a real browser on a site of her own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import free_port, locked, wait_for_port

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-stories")]
ACCOUNT = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from gte.alliance.models import Person, RoleAssignment, User
person = Person.objects.create(name="Rosa Medina", is_synthetic=True)
RoleAssignment.objects.create(person=person, kind="editor")
user = User.objects.create_user("rosa@example.org", "a long word", person=person)
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


@pytest.fixture(scope="module")
def own_site(run_dir):
    """An installation that may be changed, with an editor who is signed in: (address, session)."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GTE_", "DJANGO_"))}
    environ = {**kept, "GTE_DATA_DIR": str(run_dir / "edited-site")}
    gte = str(Path(sys.executable).with_name("gte"))
    with locked(run_dir / "edited-site.lock"):
        subprocess.run([gte, "setup"], env=environ, check=True, capture_output=True)
    made = subprocess.run(
        [gte, "shell", "--no-imports", "-c", ACCOUNT],
        env=environ,
        check=True,
        capture_output=True,
        text=True,
    )
    port = free_port()
    command = [gte, "serve", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as process:
        wait_for_port(process, port)
        yield f"http://127.0.0.1:{port}", made.stdout.strip().splitlines()[-1]
        process.terminate()


@pytest.fixture
def rosa(page_at, own_site):
    address, session = own_site
    page = page_at(1280, 900, locale="es-CO")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page.trouble = []
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    page.on(
        "console",
        lambda message: (
            page.trouble.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    return page


def test_editor_changes_the_home_page_and_the_visitor_sees_it(rosa, own_site, page_at):
    address, _session = own_site
    visitor = page_at(360, 740, is_mobile=True)
    visitor.goto(f"{address}/es/")
    assert "Aprender juntos" not in visitor.inner_text("h1")

    rosa.goto(f"{address}/cms/")
    rosa.get_by_role("button", name="Páginas").click()
    rosa.goto(f"{address}/cms/pages/")
    rosa.get_by_role("link", name="Inicio", exact=True).first.click()
    rosa.goto(rosa.url.rstrip("/") + "/edit/" if "/edit/" not in rosa.url else rosa.url)
    rosa.fill("#id_heading", "Aprender juntos en la Alianza del Pacífico")
    rosa.locator("footer [data-w-dropdown-target='toggle']").click()
    rosa.locator("button[name='action-publish']").click()
    rosa.get_by_text("ha sido publicada").wait_for()

    visitor.goto(f"{address}/es/")
    assert visitor.inner_text("h1") == "Aprender juntos en la Alianza del Pacífico"
    visitor.goto(f"{address}/en/")
    assert "The Spanish version is newer" in visitor.inner_text("main")
    rosa.goto(f"{address}/cms/reports/parity/")
    assert "Home" in rosa.inner_text("main table")
    assert rosa.trouble == []


def test_markup_pasted_into_a_text_is_no_markup_for_the_visitor(rosa, own_site, page_at):
    address, _session = own_site
    rosa.goto(f"{address}/es/privacidad/")
    rosa.goto(f"{address}/cms/pages/search/?q=privacidad")
    rosa.get_by_role("link", name="Privacidad").first.click()
    rosa.wait_for_selector(".public-DraftEditor-content")
    rosa.locator(".public-DraftEditor-content").first.click()
    rosa.keyboard.press("Control+End")
    rosa.evaluate(
        """() => {
            const editor = document.querySelector(".public-DraftEditor-content");
            const data = new DataTransfer();
            const html = "<p>Pegado<img src=x onerror='document.title=1'>" +
                "<a href='javascript:alert(1)'>enlace</a><script>alert(2)</scr" + "ipt></p>";
            data.setData("text/html", html);
            data.setData("text/plain", "Pegado enlace");
            editor.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
            );
        }"""
    )
    rosa.wait_for_function(
        "() => [...document.querySelectorAll('[name^=body-]')]"
        ".some(field => field.value.includes('Pegado'))"
    )
    rosa.locator("footer [data-w-dropdown-target='toggle']").click()
    rosa.locator("button[name='action-publish']").click()
    rosa.get_by_text("ha sido publicada").wait_for()
    visitor = page_at(1280, 800)
    visitor.goto(f"{address}/es/privacidad/")
    assert "Pegado" in visitor.inner_text("main")
    assert visitor.locator("main img, main script, main a[href^=javascript]").count() == 0
