"""Rosa Medina, an editor, adds a document in two languages, and Tomás finds it on his phone."""

import pytest

from tests.accounts.conftest import own_site, provider_port  # noqa: F401 - asked for by name
from tests.library import making

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("accounts-browser")]


@pytest.fixture
def rosa(page_at, own_site):  # noqa: F811 - pytest gives the fixture
    """Signed in with the made-up editor's account."""
    page = page_at(1280, 900, locale="es-CO")
    page.goto(f"{own_site.address}/es/cuenta/login/")
    page.fill("main [name=login]", "edita@example.org")
    page.fill("main [name=password]", own_site.password)
    page.get_by_role("main").get_by_role("button", name="Iniciar sesión", exact=True).click()
    page.wait_for_url("**/escritorio/")
    return page


def send(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def adds_a_document(rosa):
    rosa.get_by_role("link", name="Biblioteca").first.click()
    rosa.get_by_role("link", name="Agregar un documento").first.click()
    rosa.fill("[name=title_es]", "Guía de pasantías transfronterizas")
    rosa.fill("[name=title_en]", "Guide to cross-border internships")
    rosa.fill("[name=institution_es]", "Grupo Técnico de Educación")
    rosa.fill("[name=institution_en]", "Education Technical Group")
    rosa.fill("[name=date]", "2026-11")
    rosa.select_option("[name=kind]", "methodology")
    spanish = making.pdf("El seguro escolar del estudiante zarpa con la matrícula.")
    english = making.docx("The student's insurance travels with the enrolment quokka.")
    for language, name, data in (("es", "guia.pdf", spanish), ("en", "guide.docx", english)):
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        rosa.set_input_files(f"[name=file_{language}]", file)
    send(rosa, "Agregar el documento")
    rosa.wait_for_load_state()
    assert "Guía de pasantías transfronterizas" in rosa.inner_text("main")


def test_document_in_two_languages_is_added_and_found(rosa, own_site, page_at):  # noqa: F811
    adds_a_document(rosa)
    tomas = page_at(360, 740, is_mobile=True, has_touch=True, locale="es-PE")
    tomas.goto(f"{own_site.address}/es/")
    # By an inflected word without its accent, of the title ...
    tomas.fill("#site-search", "pasantia transfronteriza")
    tomas.press("#site-search", "Enter")
    tomas.wait_for_url("**/buscar/**")
    assert "Guía de pasantías transfronterizas" in tomas.inner_text("main")
    # ... by a word that stands in the English file only, and he reads it in his browser.
    tomas.goto(f"{own_site.address}/es/buscar/?q=quokka")
    tomas.get_by_role("main").get_by_role("link", name="Guía de pasantías").first.click()
    tomas.get_by_role("main").get_by_role("link", name="Ver").first.click()
    tomas.wait_for_selector("main img")
    assert "zarpa con la matrícula" in tomas.inner_text("main")
    assert tomas.evaluate("document.documentElement.scrollWidth") == 360
