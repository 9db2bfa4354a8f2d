"""Single sign-on against a real OpenID Connect provider on loopback, in a real browser."""

import pytest

from tests.accounts.provider.__main__ import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("accounts-browser")]


@pytest.fixture
def through(page_at, own_site, provider):
    """``through("edita")``: where somebody arrives who signs in at the ministry."""

    def sign_in(name):
        page = page_at(1280, 900, locale="es")
        page.goto(f"{own_site.address}/es/cuenta/login/")
        page.get_by_role("link", name="Ministry of the tests").click()
        page.get_by_role("main").get_by_role("button", name="Continuar").click()
        page.wait_for_url(f"{provider}/**")
        page.fill("[name=login]", name)
        page.fill("[name=password]", PASSWORD)
        page.get_by_role("button", name="Sign In").first.click()
        page.wait_for_url(f"{own_site.address}/**")
        return page

    return sign_in


def test_ministry_opens_the_account_of_a_verified_address(through):
    page = through("edita")
    page.wait_for_url("**/escritorio/")
    assert "Julia Serrano" in page.inner_text("main")
    # The next time too, and the profile says so.
    page.goto(page.url.replace("/escritorio/", "/cuenta/sso/"))
    assert "Puede ingresar por" in page.inner_text("main")
    assert through("edita").url.endswith("/escritorio/")


def test_role_that_needs_it_is_asked_for_our_second_step(through, own_site):
    page = through("delegada")
    page.wait_for_url("**/2fa/authenticate/")
    page.fill("[name=code]", own_site.code_of("delegada@example.org"))
    page.get_by_role("main").get_by_role("button", name="Iniciar sesión").click()
    page.wait_for_url("**/escritorio/")


def test_second_step_at_the_ministry_is_enough_where_it_is_trusted(through):
    page = through("coordina-otp")
    page.wait_for_url("**/escritorio/")
    assert "Lucía Paredes" in page.inner_text("main")
    page.get_by_role("link", name="Personas e invitaciones").click()
    page.wait_for_url("**/personas/")


@pytest.mark.parametrize("name", ["stranger", "unverified", "elsewhere"])
def test_ministry_opens_no_account_that_it_may_not(through, name):
    """Nobody invited; an address that is not verified; one of another domain."""
    page = through(name)
    assert page.inner_text("h1") == "Todavía no tiene una cuenta aquí"
    assert "pida una invitación" in page.inner_text("main")
    page.goto(page.url.split("/sso/")[0] + "/es/escritorio/")
    assert "/login/" in page.url


def test_return_without_a_beginning_is_a_page_of_ours(page_at, own_site):
    page = page_at(1280, 900, locale="es")
    page.goto(f"{own_site.address}/sso/ministry/callback/?code=x&state=y")
    assert page.inner_text("h1") == "No se pudo ingresar por su institución"
    page.goto(f"{own_site.address}/sso/nobody/callback/")
    assert "404" in page.inner_text("main")
