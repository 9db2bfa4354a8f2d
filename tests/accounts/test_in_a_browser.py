"""Signing in as people do it, in a real browser on a real installation."""

import re

import pytest

from tests.factories.people import code_now

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("accounts-browser")]


@pytest.fixture
def person(page_at, own_site):
    """A new visitor with a phone; ``person.opens("/es/…")``."""
    page = page_at(360, 740, has_touch=True, is_mobile=True, locale="es-PE")
    page.opens = lambda path: page.goto(own_site.address + path)
    return page


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def fill(page, **values):
    for name, value in values.items():
        page.fill(f"main [name={name}]", value)


def signs_in(page, site, email, code=True):
    page.opens("/es/cuenta/login/")
    fill(page, login=email, password=site.password)
    press(page, "Iniciar sesión")
    if code:
        fill(page, code=site.code_of(email))
        press(page, "Iniciar sesión")
    page.wait_for_url("**/escritorio/")


def signs_out(page):
    page.locator(".account-menu summary").click()
    page.locator(".account-panel").get_by_role("button", name="Salir").click()
    page.wait_for_url("**/login/")


def add_authenticator(page):
    """The browser's own made-up device: it knows who holds it."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.fixture
def invited(page_at, own_site):
    """The path of the link that Nora Vidal got from the coordination, in a browser of its own."""
    inviter = page_at(1280, 900, locale="es-CL")
    inviter.opens = lambda path: inviter.goto(own_site.address + path)
    signs_in(inviter, own_site, "coordina@example.org")
    inviter.get_by_role("link", name="Personas e invitaciones").click()
    inviter.get_by_role("link", name="Invitar a una persona").click()
    fill(inviter, name="Nora Vidal", email="Nora@Example.org")
    inviter.select_option("[name=kind]", "delegate")
    inviter.select_option("[name=rank]", "alternate")
    press(inviter, "Enviar la invitación")
    # What is missing is named, and what was typed is kept.
    assert "Indique para qué Estado." in inviter.inner_text(".error-summary")
    assert inviter.input_value("[name=name]") == "Nora Vidal"
    inviter.select_option("[name=state]", label="Chile")
    press(inviter, "Enviar la invitación")
    inviter.wait_for_url("**/personas/")
    assert "Se invitó a Nora Vidal" in inviter.inner_text(".messages")
    assert "abierta" in inviter.inner_text("main")

    return own_site.link_to("nora@example.org", "/invitacion/")


WORDS = "montaña-acta-lluvia-7"


def test_invited_delegate_opens_an_account_by_phone_and_guards_it(person, own_site, invited):
    person.opens(invited)
    assert person.inner_text("h1") == "Tiene una invitación"
    fill(person, password1="corta", password2="corta")
    press(person, "Aceptar y abrir la cuenta")
    assert person.locator(".error-summary").count() == 1
    fill(person, name="Nora Vidal", password1=WORDS, password2=WORDS)
    press(person, "Aceptar y abrir la cuenta")
    person.wait_for_url("**/2fa/")

    codes = sets_up_an_app(person)
    person.opens("/es/escritorio/")
    assert person.inner_text("h1") == "Mi escritorio"

    # And again another day, without the phone's app: a recovery code serves, once.
    for expected in ("**/escritorio/", "**/authenticate/"):
        signs_out(person)
        fill(person, login="nora@example.org", password=WORDS)
        press(person, "Iniciar sesión")
        fill(person, code=codes[0])
        press(person, "Iniciar sesión")
        person.wait_for_url(expected)
    assert "Cada código de recuperación sirve una vez." in person.inner_text("main")


def sets_up_an_app(person):
    """From the first page after accepting; the recovery codes."""
    # Nothing else opens before the second step is set up.
    person.opens("/es/escritorio/")
    assert person.url.endswith("/2fa/")
    assert "Su rol exige un segundo paso" in person.inner_text(".messages")
    person.get_by_role("link", name="Configurar una aplicación").click()
    secret = person.inner_text(".secret code")
    fill(person, code="000000")
    press(person, "Configurar")
    assert "El código no es correcto." in person.inner_text(".error-summary")
    assert person.inner_text(".secret code") == secret
    fill(person, code=code_now(secret))
    press(person, "Configurar")
    person.wait_for_url("**/recovery-codes/")
    codes = person.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10
    with person.expect_download() as download:
        person.get_by_role("link", name="Descargar").click()
    kept = download.value.path().read_text()
    assert all(code in kept for code in codes)
    person.reload()
    assert person.locator(".codes").count() == 0
    return codes


def test_passkey_is_added_signs_in_alone_and_is_removed(person, own_site):
    add_authenticator(person)
    signs_in(person, own_site, "edita@example.org", code=False)
    person.opens("/es/cuenta/2fa/webauthn/add/")
    fill(person, name="mi teléfono")
    press(person, "Añadir una llave de acceso")
    person.wait_for_url("**/recovery-codes/")
    signs_out(person)

    press(person, "Ingresar con una llave de acceso")
    person.wait_for_url("**/escritorio/")
    signs_out(person)

    # After a password it is the second step.
    fill(person, login="edita@example.org", password=own_site.password)
    press(person, "Iniciar sesión")
    person.wait_for_url("**/authenticate/")
    press(person, "Usar una llave de acceso")
    person.wait_for_url("**/escritorio/")

    person.opens("/es/cuenta/2fa/webauthn/")
    assert "mi teléfono" in person.inner_text("table")
    person.get_by_role("link", name="Quitar").click()
    press(person, "Quitar la llave de acceso")
    person.wait_for_url("**/webauthn/")
    assert person.locator("table").count() == 0


def test_page_says_what_to_do_when_the_device_gives_no_passkey(person):
    add_authenticator(person)  # it holds none
    person.opens("/es/cuenta/login/")
    press(person, "Ingresar con una llave de acceso")
    person.get_by_text("No se usó la llave de acceso.").wait_for()
    assert person.url.endswith("/login/")


def test_signing_in_needs_no_script(page_at, own_site):
    page = page_at(360, 740, locale="es", java_script_enabled=False)
    page.opens = lambda path: page.goto(own_site.address + path)
    page.opens("/es/cuenta/login/")
    assert not page.get_by_role("button", name=re.compile("llave")).is_visible()
    signs_in(page, own_site, "comunica@example.org", code=False)
    assert page.inner_text("h1") == "Mi escritorio"
