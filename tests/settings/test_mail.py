"""The mail server is one variable; what cannot be one is refused without its password."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from gte.settings.mail import read_mail


def test_letters_are_files_without_a_mail_server():
    mail = read_mail({})
    assert (mail.backend, mail.sender) == (
        "django.core.mail.backends.filebased.EmailBackend",
        "GTE <no-reply@localhost>",
    )


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        (
            "smtp+tls://gte:p%40ss@mail.example.org",
            ("mail.example.org", 587, "gte", "p@ss", True, False),
        ),
        (
            "smtps://gte:p@mail.example.org:4465/",
            ("mail.example.org", 4465, "gte", "p", False, True),
        ),
    ],
)
def test_mail_server_is_read_from_its_address(url, server):
    mail = read_mail({"GTE_MAIL_SERVER": url, "GTE_MAIL_FROM": "GTE <gte@example.org>"})
    found = (mail.host, mail.port, mail.user, mail.password, mail.use_tls, mail.use_ssl)
    assert (found, mail.sender) == (server, "GTE <gte@example.org>")
    assert mail.backend == "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    "url",
    ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://h:99999", "smtp://h/x"],
)
def test_mail_server_that_is_none_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured, match="GTE_MAIL_SERVER must be like") as caught:
        read_mail({"GTE_MAIL_SERVER": url.replace("://", "://user:hidden@")})
    assert "hidden" not in str(caught.value)


def test_sender_that_is_no_address_is_refused():
    with pytest.raises(ImproperlyConfigured, match="GTE_MAIL_FROM"):
        read_mail({"GTE_MAIL_FROM": "GTE"})
