"""Mail servers that are down, slow, or refuse a letter: nothing is lost and nothing sent twice."""

import re
from collections import Counter
from datetime import timedelta
from email import message_from_bytes, policy
from smtplib import SMTPRecipientsRefused

import pytest
from aiosmtpd.controller import Controller
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import resolve
from django.utils.translation import override

from gte.alliance.domain.notices import send_digests
from gte.alliance.enums import Rhythm
from gte.alliance.models import PendingNotice
from gte.governance.queries.standing import standing_of
from gte.governance.silence import Status
from tests.conftest import free_port
from tests.factories.delegations import MONDAY, adopted, at
from tests.governance.test_notices import HOUR, chosen, people, put, run, written_to

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


class Refusing(EmailBackend):
    """A mail server that is down."""

    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")


class RefusingOne(EmailBackend):
    """A mail server that knows one address no more."""

    def send_messages(self, messages):
        if messages[0].to == ["head@cl.example.org"]:
            raise SMTPRecipientsRefused({"head@cl.example.org": (550, b"unknown")})
        return super().send_messages(messages)


class Slow(EmailBackend):
    """Takes ten minutes for each of the first two letters; then another run begins."""

    clock = None
    taken = 0

    def send_messages(self, messages):
        Slow.taken += 1
        if Slow.taken <= 2:
            Slow.clock.shift(10 * MINUTE)
        if Slow.taken == 2:
            send_digests()
        return super().send_messages(messages)


class RefusingLate(EmailBackend):
    """A mail server that refuses after so long that another process has taken the letter."""

    def send_messages(self, messages):
        PendingNotice.objects.update(taken_at=MONDAY + 16 * MINUTE)
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"unknown")})


class Mailbox:
    """Keeps what the server was given."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, letter))
        return "250 taken"


@pytest.fixture
def mailbox(settings):
    """An SMTP server of another program on loopback, and Django's own way to it."""
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    server.stop()


# --- a mail server that refuses -------------------------------------------------------------------


def test_act_stands_when_the_mail_server_is_down(coordinator, delegations, committed, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with committed():
        decision = put(coordinator)
    assert standing_of(decision).status == Status.OPEN
    kept = PendingNotice.objects.count()
    assert kept == len(people(coordinator, delegations))
    with pytest.raises(CommandError, match=f"were not sent: {kept}\\."):
        call_command("send_notices")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run(committed)
    assert written_to() == sorted(user.email for user in people(coordinator, delegations))
    assert {letter.subject for letter in mail.outbox} == {"Por responder: Calendario 2027"}
    mail.outbox.clear()
    run(committed)
    assert mail.outbox == []


def test_digest_that_fails_is_sent_by_the_next_run(coordinator, delegations, settings):
    user = chosen(delegations["co"][0], rhythm=Rhythm.DAILY)
    put(coordinator)
    PendingNotice.objects.exclude(user=user).delete()
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert (send_digests().sent, send_digests().left) == (0, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert (send_digests().sent, PendingNotice.objects.count()) == (1, 0)


def test_one_refused_address_keeps_nobody_else_waiting(
    coordinator, delegations, committed, settings
):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingOne"
    with committed():
        put(coordinator)
    assert len(mail.outbox) == len(people(coordinator, delegations)) - 1
    assert PendingNotice.objects.get().user == delegations["cl"][0]


@pytest.mark.parametrize("address", [f"a@{'ñ' * 60}.example.org", "a\nb@example.org"])
def test_address_that_cannot_be_written_keeps_nobody_else_waiting(
    address, coordinator, delegations, mailbox
):
    user = chosen(delegations["cl"][0], email=address)
    EmailAddress.objects.filter(user=user).update(email=address)
    put(coordinator)
    with pytest.raises(CommandError, match="were not sent: 1\\.") as caught:
        call_command("send_notices")
    assert caught.value.returncode == 2
    assert len(mailbox.letters) == len(people(coordinator, delegations)) - 1
    assert PendingNotice.objects.get().user == user
    assert PendingNotice.objects.get().taken_at is None


def test_notice_that_another_process_is_sending_is_left_to_it(coordinator, delegations):
    put(coordinator)
    with at(MONDAY):
        PendingNotice.objects.update(taken_at=MONDAY)
        assert send_digests().sent == 0
    # It ended without sending.
    with at(MONDAY + HOUR):
        assert send_digests().sent == len(people(coordinator, delegations))


def test_letter_that_a_dead_process_took_is_left_and_said(coordinator, delegations, capsys):
    chosen(delegations["co"][0], rhythm=Rhythm.DAILY)
    for _ in range(2):
        put(coordinator)
    with at(MONDAY):
        PendingNotice.objects.update(taken_at=MONDAY)
        # Two for each, and one for who gets them in one.
        left = 2 * len(people(coordinator, delegations)) - 1
        with pytest.raises(CommandError, match=f"were not sent: {left}\\.") as caught:
            call_command("send_notices")
    assert caught.value.returncode == 2
    assert f"0 waiting letters sent, {left} left." in capsys.readouterr().out
    assert mail.outbox == []


def test_day_letter_that_is_not_due_is_not_left(coordinator, delegations):
    user = chosen(delegations["co"][0], rhythm=Rhythm.DAILY)
    for left in (0, 0):
        put(coordinator)
        PendingNotice.objects.exclude(user=user).delete()
        assert send_digests().left == left
    assert PendingNotice.objects.count() == 1


def test_slow_run_and_a_later_one_send_nothing_twice(coordinator, delegations, settings):
    chosen(delegations["co"][0], rhythm=Rhythm.DAILY)
    put(coordinator)
    put(coordinator)
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    Slow.taken = 0
    with at(MONDAY) as Slow.clock:
        send_digests()
    told = Counter((*letter.to, letter.body) for letter in mail.outbox)
    assert set(told.values()) == {1}
    assert len(told) == 2 * len(people(coordinator, delegations)) - 1
    assert not PendingNotice.objects.exists()


def test_letter_that_another_process_took_meanwhile_is_not_given_back(
    coordinator, delegations, settings
):
    put(coordinator)
    settings.EMAIL_BACKEND = f"{__name__}.RefusingLate"
    PendingNotice.objects.exclude(user=coordinator).delete()
    with at(MONDAY):
        assert send_digests().sent == 0
    assert PendingNotice.objects.get().taken_at == MONDAY + 16 * MINUTE


# --- a real mail server ---------------------------------------------------------------------------


def test_smtp_server_receives_letters_and_a_digest(
    mailbox, coordinator, delegations, committed, settings
):
    english = chosen(delegations["mx"][0], language="en", time_zone="America/Mexico_City")
    daily = chosen(delegations["co"][0], rhythm=Rhythm.DAILY)
    with committed():
        decision = adopted(coordinator, delegations)
    received = {(to[0], letter["Subject"]): letter for _from, to, letter in mailbox.letters}
    spanish = received[coordinator.email, "Adoptada con el número 1/2026: Calendario 2027"]
    letter = received[english.email, "Adopted, number 1/2026: Calendario 2027 (en)"]
    assert {sender for sender, _to, _letter in mailbox.letters} == {"no-reply@localhost"}
    for one, language in ((spanish, "es"), (letter, "en")):
        assert one["From"] == settings.DEFAULT_FROM_EMAIL
        assert one["Auto-Submitted"] == "auto-generated"
        assert one["Content-Language"] == language
        assert one.get_content_type() == "text/plain"
        assert one.get_content_charset() == "utf-8"
        assert one["Message-ID"]
        assert one["Date"]
    assert "Todas las partes respondieron y ninguna objeta" in spanish.get_content()
    text = letter.get_content().replace("\r\n", "\n")
    assert "(time of Mexico City)" in text
    (path,) = re.findall(r"^http://[^/]+(/en/\S+)$", text, re.MULTILINE)
    with override("en"):
        match = resolve(path)
    assert (match.url_name, match.kwargs) == ("desk-decision", {"code": decision.code})
    mailbox.letters.clear()
    assert send_digests().sent == 1
    ((_sender, to, digest),) = mailbox.letters
    assert (to, digest["Subject"]) == ([daily.email], "Grupo Técnico de Educación: 2 avisos de hoy")
    assert "1. Por responder: Calendario 2027" in digest.get_content()
    assert "2. Adoptada con el número 1/2026: Calendario 2027" in digest.get_content()
