"""Every page of accounts and desk: no accessibility violation, valid HTML, nothing sideways."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.axe import faults
from tests.factories.people import code_now, make_role, make_user, signed_in
from tests.pages import LANGUAGES, address, get

MEANT = re.compile("The “list” role is unnecessary for element “[uo]l”")
VISITORS = {
    "sign in": ("account_login",),
    "sign up": ("account_signup",),
    "forgotten password": ("account_reset_password",),
    "look into your mail": ("account_reset_password_done",),
    "new password saved": ("account_reset_password_from_key_done",),
    "no such link to a new password": ("account_reset_password_from_key", "1", "x"),
    "no such link to an address": ("account_confirm_email", "x"),
    "confirm the address": ("account_email_verification_sent",),
    "closed account": ("account_inactive",),
    "no such invitation": ("accept-invitation", "x"),
    "institution cancelled": ("socialaccount_login_cancelled",),
    "institution failed": ("socialaccount_login_error",),
}
OWN = {
    "desk": ("desk",),
    "people": ("people",),
    "invite": ("invite",),
    "profile": ("profile",),
    "erasure": ("ask-for-erasure",),
    "address": ("account_email",),
    "password": ("account_change_password",),
    "sign out": ("account_logout",),
    "sessions": ("usersessions_list",),
    "institution": ("socialaccount_connections",),
    "second step": ("mfa_index",),
    "passkeys": ("mfa_list_webauthn",),
    "password again": ("account_reauthenticate",),
}


def paths(pages, language):
    return {name: address(*what[:1], *what[1:], language=language) for name, what in pages.items()}


# --- valid HTML -----------------------------------------------------------------------------------


@pytest.fixture
def marta(db):
    """Signed in by the pages themselves a moment ago, so that the guarded ones open too."""
    user = make_user("marta@example.org", "coordination", name="Marta Olivares")
    make_role(user.person, "evaluator")
    client = Client()
    login = address("account_login", language="en")
    client.post(login, {"login": user.email, "password": "acta-pasantía-mandato"})
    client.post(address("mfa_authenticate", language="en"), {"code": code_now()})
    assert "_auth_user_id" in client.session
    return client


@pytest.mark.external
def test_every_page_is_valid_html(nu_html_errors, marta):
    found = {}
    for language in LANGUAGES:
        for name, path in paths(VISITORS, language).items():
            found[f"{language} {name}"] = get(path).html
        for name, path in paths(OWN, language).items():
            found[f"{language} {name}"] = get(path, marta).html
        path = address("invite", language=language)
        found[f"{language} invite, wrong"] = marta.post(path, {}).content.decode()
        path = address("mfa_add_webauthn", language=language)
        found[f"{language} add a passkey"] = get(path, marta).html
        path = address("mfa_deactivate_totp", language=language)
        found[f"{language} remove the app"] = get(path, marta).html
        path = address("mfa_generate_recovery_codes", language=language)
        found[f"{language} new codes"] = get(path, marta).html
        eva = signed_in(make_user(f"eva-{language}@example.org", "editor"))
        found[f"{language} empty desk"] = get(address("desk", language=language), eva).html
    found["codes"] = get(address("mfa_view_recovery_codes", language="es"), marta).html
    assert all("<h1>" in html for html in found.values())
    planted = found["es desk"].replace("</h1>", "</h2>", 1)
    errors = nu_html_errors({**found, "planted": planted})
    assert any(error.startswith("planted") for error in errors)
    assert [error for error in errors if not error.startswith("planted")] == []


# --- accessibility --------------------------------------------------------------------------------


def look(page, site, found, size, scheme):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    for path in found.values():
        page.goto(site.address + path)
        yield from faults(page)


LOOKS = [("es", (360, 740), "dark"), ("en", (1440, 900), "light"), ("es", (1440, 900), "dark")]


@pytest.mark.browser
@pytest.mark.external
@pytest.mark.xdist_group("accounts-browser")
def test_axe_finds_nothing_on_pages_of_who_is_signed_in(signed_in_page, own_site):
    opened = signed_in_page("administra")
    found = [
        line
        for language, size, scheme in LOOKS
        for line in look(opened, own_site, paths(OWN, language), size, scheme)
    ]
    assert found == []
    opened.set_viewport_size({"width": 360, "height": 740})
    opened.locator(".account-menu summary").click()
    assert faults(opened) == []


@pytest.mark.browser
@pytest.mark.external
@pytest.mark.xdist_group("accounts-browser")
def test_axe_finds_nothing_on_pages_of_visitors(page_at, own_site):
    page = page_at(360, 740)
    found = [
        line
        for language, size, scheme in LOOKS
        for line in look(page, own_site, paths(VISITORS, language), size, scheme)
    ]
    assert found == []
    page.goto(own_site.address + address("account_login", language="en"))
    page.locator("main form button").first.click()
    assert faults(page) == []


def test_scripts_and_styles_stand_in_files():
    """The site's content policy refuses what stands in a page; JSON-LD is data, not a script."""
    inline = re.compile(r"<script(?![^>]*(\bsrc=|ld\+json))|<style|\sstyle=|\son\w+=")
    templates = Path(__file__).resolve().parents[2] / "gte/templates"
    for path in templates.rglob("*.html"):
        assert not inline.search(path.read_text()), path
