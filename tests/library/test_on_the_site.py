"""The library on the installed site: in a browser, over HTTP, under other people's checkers."""

import http.client

import pytest

from tests.axe import overflow, violations
from tests.external.test_html import MEANT
from tests.pages import address

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("library-site")]


@pytest.fixture
def signed_in(page_at, library_site):
    """``signed_in(width)``: a window in which the editor is at work."""

    def open_page(width, **options):
        page = page_at(width, 900, reduced_motion="reduce", **options)
        cookie = {"name": "sessionid", "value": library_site["session"]}
        page.context.add_cookies([{**cookie, "url": library_site["address"]}])
        return page

    return open_page


def kinds_of_page(site, language):
    """Every kind of page that the library has, by a name for it."""

    def at(name, *args):
        return address(name, *args, language=language)

    return {
        "document": at("document", site["made"]),
        "withdrawn document": at("document", site["gone"]),
        "withdrawn file": at("document-download", site["gone"], "es"),
        "viewer of pages": at("document-view", site["made"], "es") + "?page=2",
        "viewer of a text": at("document-view", site["made"], "en"),
        "list": at("desk-library"),
        "add": at("desk-library-add"),
        "edit": at("desk-library-document", site["made"]),
        "version": at("desk-library-files", site["made"]),
        "withdraw": at("desk-library-withdraw", site["made"]),
        "restore": at("desk-library-restore", site["gone"]),
    }


def sent_empty(page):
    """The form of the page, sent without a word in it, with what is wrong said."""
    page.evaluate(
        "document.querySelectorAll('main form[method=post] :is(input[type=text],"
        " textarea)').forEach(one => one.value = '')"
    )
    page.locator("main form[method=post] button[type=submit]").click()
    page.wait_for_selector(".error-summary")


@pytest.mark.external
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(
    signed_in, library_site, language, width, scheme
):
    page = signed_in(width, color_scheme=scheme)
    for name, path in kinds_of_page(library_site, language).items():
        page.goto(library_site["address"] + path)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        assert violations(page) == [], name
        assert overflow(page) <= 0, name
        if name in {"add", "version", "withdraw"}:
            sent_empty(page)
            assert violations(page) == [], f"{name}, with mistakes"
            assert overflow(page) <= 0, name


@pytest.mark.external
def test_every_page_of_the_library_is_valid_html(signed_in, library_site, nu_html_errors):
    page, found = signed_in(1440, java_script_enabled=False), {}
    for language in ("es", "en"):
        for name, path in kinds_of_page(library_site, language).items():
            answer = page.request.get(library_site["address"] + path)
            found[f"{language} {name}"] = answer.text()
    assert [line for line in nu_html_errors(found) if not MEANT.search(line)] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_reader_on_a_phone_goes_through_a_document_page_by_page(page_at, library_site, scripts):
    page = page_at(360, 740, has_touch=True, is_mobile=True, java_script_enabled=scripts)
    path = address("document", library_site["made"], language="es")
    page.goto(library_site["address"] + path)
    page.get_by_role("link", name="Ver", exact=True).first.tap()
    page.wait_for_url("**/ver/es/")
    assert "Primera" in page.inner_text("main")
    page.get_by_role("link", name="Siguiente").first.tap()
    page.wait_for_url("**/ver/es/?page=2")
    assert "Segunda" in page.inner_text("main")
    page.locator("#page-top").fill("3")
    page.get_by_role("button", name="Ir", exact=True).first.tap()
    page.wait_for_url("**/ver/es/?page=3")
    assert "Tercera" in page.inner_text("main")
    if scripts:
        shown = "() => { const i = document.querySelector('figure img');"
        page.wait_for_function(shown + "return i.complete && i.naturalWidth >= 300 }")
    # What only scripts can do is offered where there are scripts.
    assert page.get_by_role("button", name="Imprimir").is_visible() is scripts
    if scripts:
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_arrow_keys_turn_pages_where_there_are_scripts(page_at, library_site):
    page = page_at(1440, 900)
    page.goto(
        library_site["address"]
        + address("document-view", library_site["made"], "es", language="en")
    )
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/?page=2")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/?page=1")


def test_editor_adds_a_document_in_two_languages_and_it_is_found(signed_in, library_site, tmp_path):
    from tests.library import making

    spanish, english = tmp_path / "manual.pdf", tmp_path / "manual.docx"
    spanish.write_bytes(making.pdf("Manual de pasantías"))
    english.write_bytes(making.docx("Handbook of placements"))
    page = signed_in(1440)
    page.goto(library_site["address"] + address("desk-library", language="en"))
    page.get_by_role("link", name="Add a document").click()
    for name, value in {
        "title_es": "Manual de estadías",
        "title_en": "Handbook of stays",
        "institution_es": "Grupo",
        "institution_en": "Group",
    }.items():
        page.fill(f"[name={name}]", value)
    page.set_input_files("[name=file_es]", spanish)
    page.set_input_files("[name=file_en]", english)
    page.get_by_role("button", name="Add the document").click()
    page.wait_for_selector(".notice")
    assert "“Handbook of stays” was added." in page.inner_text("main")
    page.get_by_role("link", name="See the page").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download", exact=True).first.click()
    assert download.value.suggested_filename == "manual.pdf"


def test_five_hundred_megabytes_are_refused_before_they_are_sent(library_site):
    """Announced, it is answered at once with a page; nothing of it is read."""
    connection = http.client.HTTPConnection("127.0.0.1", library_site["port"], timeout=30)
    connection.putrequest("POST", address("desk-library-add", language="es"))
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader("Content-Length", str(500_000_000))
    connection.endheaders(b"--x\r\n")
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status == 413
    assert "Se enviaron 500 MB; un archivo puede tener como máximo 50 MB." in text


def test_download_from_the_real_server_cannot_become_a_page(library_site):
    connection = http.client.HTTPConnection("127.0.0.1", library_site["port"], timeout=30)
    path = address("document-download", library_site["made"], "es", language="es")
    connection.request("GET", path, headers={"User-Agent": "Firefox"})
    answer = connection.getresponse()
    assert answer.read().startswith(b"%PDF-")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="guia.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    connection.close()
