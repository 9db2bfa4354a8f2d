"""What is sent in place of a passkey by who has none: never an error, always a sentence."""

import base64
import json

import pytest
from django.test import Client

from tests.factories.people import PASSWORD, make_user
from tests.pages import LANGUAGES, Page, address, translated

pytestmark = pytest.mark.django_db
SENTENCE = "The passkey was not recognised. Try again, or go on in another way."


def coded(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def answer(**response):
    """A device's answer of the right form, whatever is in it."""
    return json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": response})


KIND = coded(b'{"type":"webauthn.create","challenge":"eA","origin":"http://testserver"}')
MADE_UP = {
    "no JSON": "{rubbish",
    "a list": "[1]",
    "a list without an end": "[" * 100_000,
    "nothing of it": '{"id": "eA"}',
    "no coding": answer(attestationObject="x", clientDataJSON="x", userHandle="x"),
    "other types": '{"id": 1, "rawId": 2, "response": 5}',
    "no objects": answer(
        attestationObject=coded(b"\xff\xff"),
        clientDataJSON=KIND,
        authenticatorData="eA",
        signature="eA",
        userHandle=coded(b"1"),
    ),
    "objects in objects": answer(
        attestationObject=coded(b"\x81" * 50_000), clientDataJSON=KIND, authenticatorData="eA"
    ),
    "a number too large": answer(
        authenticatorData=coded(b"\0" * 37),
        clientDataJSON=KIND,
        signature="eA",
        userHandle=coded(b"9" * 40),
    ),
}
both_languages = pytest.mark.parametrize("language", LANGUAGES)
each = pytest.mark.parametrize("credential", MADE_UP.values(), ids=MADE_UP.keys())


def with_password(user):
    client = Client()
    data = {"login": user.email, "password": PASSWORD}
    client.post(address("account_login", language="en"), data)
    return client


def send(client, name, credential, language="en"):
    path = address(name, language=language)
    return Page(path, client.post(path, {"credential": credential}, follow=True))


@each
@both_languages
def test_made_up_passkey_signs_nobody_in(credential, language):
    client = Client()
    begun = client.get(
        address("mfa_login_webauthn", language=language), headers={"Accept": "application/json"}
    )
    assert begun.status_code == 200
    page = send(client, "mfa_login_webauthn", credential, language)
    assert page.status == 200
    assert translated(SENTENCE, language) in page.main
    assert "_auth_user_id" not in client.session


@each
def test_made_up_passkey_is_not_the_second_step(credential):
    user = make_user("ada@example.org", "editor", second_factor=True)
    client = with_password(user)
    page = send(client, "mfa_authenticate", credential)
    assert (page.status, SENTENCE in page.main) == (200, True)
    assert "_auth_user_id" not in client.session


@each
def test_made_up_passkey_is_not_added(credential):
    client = with_password(make_user("ada@example.org", "editor"))
    client.get(address("mfa_add_webauthn", language="en"))
    page = send(client, "mfa_add_webauthn", credential)
    assert (page.status, SENTENCE in page.main) == (200, True)
