"""Signing in and out, forgotten passwords, and what is said to whom."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.utils.translation import override

from gte.alliance.models import User
from tests.factories.people import PASSWORD, code_now, make_user, recovery_codes, signed_in
from tests.pages import LANGUAGES, Page, address, get, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_user("ada@example.org", "editor")


def send(client, name, language="en", *, args=(), **data):
    path = address(name, *args, language=language)
    return Page(path, client.post(path, data, follow=True))


def sign_in(client, email="ada@example.org", password=PASSWORD, **more):
    return send(client, "account_login", login=email, password=password, **more)


# --- with a password ------------------------------------------------------------------------------


def test_person_signs_in_and_is_at_the_desk_in_the_own_language(ada):
    client = Client()
    answer = client.post(
        address("account_login", language="en"), {"login": "ADA@example.org ", "password": PASSWORD}
    )
    assert answer["Location"] == address("desk", language="es")
    assert get(answer["Location"], client).h1 == translated("My desk", "es")


@pytest.mark.parametrize(
    ("target", "leads"),
    [("/en/mandates/", "/en/mandates/"), ("https://evil.example/", None), ("//evil.example", None)],
)
def test_person_goes_where_they_were_going_on_this_site_only(ada, target, leads):
    answer = Client().post(
        address("account_login", language="en"),
        {"login": ada.email, "password": PASSWORD, "next": target},
    )
    assert answer["Location"] == (leads or address("desk", language="es"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_wrong_password_says_the_same_of_every_address(ada, language, email):
    page = send(Client(), "account_login", language, login=email, password="wrong-words")
    sentence = translated("The e-mail address or the password is not right.", language)
    assert (page.status, sentence in page.main) == (200, True)


def test_five_wrong_passwords_close_an_account_for_a_while(ada):
    client = Client()
    for _ in range(5):
        sign_in(client, password="wrong-words")
    page = sign_in(client)
    assert "Too many wrong attempts. Wait five minutes" in page.main
    assert "_auth_user_id" not in client.session
    # Somebody else's account is not closed by it.
    make_user("eva@example.org")
    assert sign_in(Client(), "eva@example.org").h1


def test_wrong_passwords_are_counted_by_all_workers_together():
    """In a store of one process, each worker would allow as many guesses again."""
    backend = settings.CACHES["default"]["BACKEND"]
    assert backend == "django.core.cache.backends.db.DatabaseCache"
    assert caches["default"].add("only-once", "") is True
    assert caches["default"].add("only-once", "") is False


def test_too_many_requests_of_one_network_end_in_a_page_of_the_site(ada):
    client = Client()
    pages = [sign_in(client, f"{number}@example.org", "wrong-words") for number in range(31)]
    assert (pages[-1].status, pages[-1].h1) == (429, "Too many attempts")
    assert "Wait five minutes" in pages[-1].main


def test_closed_account_is_told_so(ada):
    User.objects.update(is_active=False)
    client = Client()
    assert sign_in(client).h1 == "This account is closed"
    assert "_auth_user_id" not in client.session


def test_signing_out_ends_the_session_and_says_so(ada):
    client = signed_in(ada)
    page = send(client, "account_logout")
    assert "You are signed out." in page.main
    assert "_auth_user_id" not in client.session


def test_session_lasts_twelve_hours_or_fourteen_days_when_asked(ada):
    short, long = Client(), Client()
    sign_in(short)
    sign_in(long, remember="on")
    assert short.session.get_expire_at_browser_close() is True
    assert long.session.get_expiry_age() == 14 * 24 * 3600
    assert settings.SESSION_COOKIE_AGE == 12 * 3600


# --- without an account ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_opens_an_account_without_an_invitation(language):
    client = Client()
    page = get(address("account_signup", language=language), client)
    assert page.h1 == translated("Accounts are opened by invitation", language)
    data = {"email": "eva@example.org", "password1": PASSWORD, "password2": PASSWORD}
    send(client, "account_signup", language, **data)
    assert not User.objects.filter(email="eva@example.org").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["desk", "profile", "people", "mfa_index", "usersessions_list"])
def test_visitor_is_led_to_sign_in_and_then_on(language, name):
    path = address(name, language=language)
    answer = Client().get(path)
    assert answer["Location"] == f"{address('account_login', language=language)}?next={path}"


def test_readers_get_no_cookie_and_no_word_of_anybody(ada):
    client = signed_in(ada)
    own = get("/en/", client)
    assert ada.name in own.html
    assert "no-store" in own.headers["Cache-Control"]
    visitor = Client()
    answer = visitor.get("/en/")
    assert not answer.cookies
    assert ada.name not in answer.content.decode()
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_sign_in_page_is_made_anew_for_every_visitor():
    first, second = (Client().get(address("account_login", language="en")) for _ in range(2))
    assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value


# --- a forgotten password -------------------------------------------------------------------------


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_forgotten_password_says_the_same_of_every_address(ada, email):
    page = send(Client(), "account_reset_password", email=email)
    assert page.h1 == "Look into your mail"
    assert [letter.to for letter in mail.outbox] == ([[email]] if email == ada.email else [])


def test_new_password_is_chosen_through_the_letter_in_the_own_language(ada):
    client = Client()
    send(client, "account_reset_password", email=ada.email)
    (letter,) = mail.outbox
    with override("es"):
        assert letter.subject == translated("Choose a new password", "es")
    path = re.search(r"https?://[^/]+(/\S+)", letter.body).group(1)
    page = client.get(path, follow=True)
    form = page.redirect_chain[-1][0]
    words = "otra-palabra-larga-9"
    done = client.post(form, {"password1": words, "password2": words}, follow=True)
    assert Page(form, done).h1
    assert Client().login(username=ada.email, password=words)
    # The link serves once.
    again = Page(path, Client().get(path, follow=True))
    assert again.h1 in {translated("This link no longer works", one) for one in LANGUAGES}


# --- the second step ------------------------------------------------------------------------------


@pytest.fixture
def eva():
    return make_user("eva@example.org", "administrator")


def test_code_of_the_app_is_asked_for_and_opens(eva):
    client = Client()
    page = sign_in(client, eva.email)
    assert page.h1 == "Second step"
    assert "_auth_user_id" not in client.session
    page = send(client, "mfa_authenticate", code=code_now())
    assert client.session["_auth_user_id"] == str(eva.pk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_code_ten_times_is_a_sentence_and_lets_nobody_in(eva, language):
    client = Client()
    sign_in(client, eva.email)
    pages = [send(client, "mfa_authenticate", language, code="000000") for _ in range(10)]
    assert {page.status for page in pages} == {200}
    assert translated(str(WRONG), language) in pages[0].main
    assert translated(str(OFTEN), language) in pages[-1].main
    # The right one does not help for a while either.
    send(client, "mfa_authenticate", language, code=code_now())
    assert "_auth_user_id" not in client.session


WRONG = (
    "This code is not right. Codes change every 30 seconds and serve once: wait for the next one. "
    "Each recovery code serves once."
)
OFTEN = "Too many wrong attempts. Wait five minutes, then try again. Nothing was changed."


def test_recovery_code_serves_once(eva):
    code = recovery_codes(eva)[0]
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, eva.email)
        send(client, "mfa_authenticate", code=code)
    assert ("_auth_user_id" in first.session, "_auth_user_id" in second.session) == (True, False)
    assert len(recovery_codes(eva)) == 9


def test_code_serves_once(eva):
    code = code_now()
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, eva.email)
        send(client, "mfa_authenticate", code=code)
    assert ("_auth_user_id" in first.session, "_auth_user_id" in second.session) == (True, False)


def test_who_needs_a_second_step_keeps_one(eva):
    client = Client()
    sign_in(client, eva.email)
    send(client, "mfa_authenticate", code=code_now())
    page = send(client, "mfa_deactivate_totp")
    assert "set up another before you remove this one" in page.main


@pytest.mark.parametrize(
    ("host", "says"),
    [
        ("127.0.0.1:8301", "http://localhost:8301/en/account/login/"),
        ("localhost:8301", ""),
        ("testserver", ""),
    ],
)
def test_address_of_numbers_says_where_passkeys_work(host, says):
    page = Client().get("/en/account/login/", headers={"host": host}).content.decode()
    assert ("Browsers refuse passkeys" in page) == bool(says)
    assert says in page
