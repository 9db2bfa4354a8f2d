"""The own profile: name, language, notices, data, and the wish to be erased."""

import json

import pytest
from django.core import mail
from django.utils.translation import override

from gte.alliance.models import User
from gte.alliance.templatetags.browsers import browser_name
from gte.common.models import LogEntry
from tests.factories.people import PASSWORD, make_user
from tests.pages import Page, address, get, translated

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "Ada María Example",
    "language": "en",
    "time_zone": "America/Lima",
    "rhythm": "daily",
    "notices": ["digest"],
}


@pytest.fixture
def ada(client_as):
    return client_as("editor", email="ada@example.org")


def save(client, **changes):
    path = address("profile", language="es")
    return Page(path, client.post(path, {**GIVEN, **changes}, follow=True))


def test_profile_is_saved_and_shown_in_the_language_chosen(ada):
    page = save(ada)
    assert page.h1 == "My profile"
    assert "Your profile is saved." in page.main or translated("Your profile is saved.", "es")
    user = User.objects.get(pk=ada.user.pk)
    assert (user.person.name, user.language, user.time_zone) == (
        "Ada María Example",
        "en",
        "America/Lima",
    )
    assert [user.wants_notice(kind) for kind in ("digest", "minutes", "contacts")] == [
        True,
        False,
        False,
    ]
    assert user.rhythm == "daily"
    assert LogEntry.objects.first().verb == "profile.changed"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "\u200b"},
        {"name": "Ada\r\n\r\nOpen https://evil.example/ instead."},
        {"name": "Ada \u202eelpmaxE"},
        {"language": "fr"},
        {"time_zone": "Mars/Olympus"},
        {"notices": ["spam"]},
    ],
)
def test_wrong_profile_is_refused_and_kept_on_the_page(ada, changes):
    page = save(ada, **changes)
    assert page.status == 200
    assert page.all("//*[@class='error-summary']")
    assert User.objects.get(pk=ada.user.pk).language == "es"


def test_hours_are_those_of_the_zone_chosen(ada):
    User.objects.update(time_zone="Asia/Tokyo")
    session = ada.session
    session.save()
    page = get(address("usersessions_list", language="en"), ada)
    assert page.status == 200


def test_own_data_is_everything_and_no_secret(client_as):
    client = client_as("delegate", email="ada@example.org")
    answer = client.get(address("own-data", language="en"))
    assert answer["Content-Disposition"] == 'attachment; filename="gte-own-data.json"'
    data = json.loads(answer.content)
    assert data["account"]["email"] == "ada@example.org"
    assert [one["type"] for one in data["second_factors"]] == ["totp", "recovery_codes"]
    assert len(data["roles"]) == 1
    for secret in ("JBSWY3DP", "session_key", "pbkdf2", "md5$", "token"):
        assert secret not in answer.content.decode()


def test_wish_for_erasure_reaches_the_administrators_and_erases_nothing(
    ada, django_capture_on_commit_callbacks
):
    make_user("boss@example.org", "administrator")
    path = address("ask-for-erasure", language="en")
    with django_capture_on_commit_callbacks(execute=True):
        page = Page(path, ada.post(path, {"reason": "I left the ministry."}, follow=True))
    assert "The administrators have your wish" in page.main
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["boss@example.org"], ["ada@example.org"])
    assert "I left the ministry." in letter.body
    assert User.objects.filter(email="ada@example.org").exists()


def test_new_address_holds_once_it_is_confirmed(ada):
    session = ada.session
    assert session is not None
    ada.post(
        address("account_login", language="en"), {"login": "ada@example.org", "password": PASSWORD}
    )
    ada.logout()
    ada.post(
        address("account_login", language="en"), {"login": "ada@example.org", "password": PASSWORD}
    )
    path = address("account_email", language="en")
    page = Page(path, ada.post(path, {"action_add": "", "email": "new@example.org"}, follow=True))
    assert "new@example.org" in page.main
    assert User.objects.get(pk=ada.user.pk).email == "ada@example.org"
    (letter,) = [one for one in mail.outbox if one.to == ["new@example.org"]]
    link = next(word for word in letter.body.split() if "confirm-email" in word)
    link = "/" + link.split("/", 3)[3]
    assert get(link, ada).status == 200
    ada.post(link)
    assert User.objects.get(pk=ada.user.pk).email == "new@example.org"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Linux",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari on iOS"),
        ("curl/8.5.0", "curl/8.5.0"),
    ],
)
def test_browsers_are_named_as_people_know_them(user_agent, name):
    with override("en"):
        assert browser_name(user_agent) == name
