"""Who is told what, in which language and how often; a mail server that refuses loses nothing."""

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
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.domain.accounts import change_profile
from gte.alliance.domain.notices import send_digests
from gte.alliance.enums import Notice, Rhythm
from gte.alliance.models import ContactPoint, PendingNotice, RoleAssignment, User
from gte.common.models import LogEntry
from gte.common.partial_dates import PartialDate
from gte.governance.domain.consultations import contribute, open_consultation
from gte.governance.domain.decisions import put_to_parties, settle
from gte.governance.domain.windows import extend_silence, open_silence
from gte.governance.models import Decision
from gte.governance.queries.standing import standing_of
from gte.governance.silence import Status
from tests.conftest import free_port
from tests.factories import sittings as make
from tests.factories.delegations import MONDAY, adopted, at, drafted, say
from tests.governance.test_consultations import question
from tests.governance.test_minutes import commented

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed():`` the letters go as they do after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def silent(coordinator, delegations):
    with at(MONDAY - WEEK):
        authority = adopted(coordinator, delegations, matter="procedure", authorises=("calendar",))
    with at(MONDAY):
        decision = drafted(coordinator)
        open_silence(
            decision=decision, by=coordinator, expires_at=MONDAY + WEEK, authority=authority
        )
    PendingNotice.objects.all().delete()
    return decision


def chosen(user, **fields):
    User.objects.filter(pk=user.pk).update(**fields)
    user.refresh_from_db()
    return user


def put(coordinator, **frame):
    decision = drafted(coordinator, **frame)
    return put_to_parties(decision=decision, by=coordinator)


def written_to():
    return sorted(address for letter in mail.outbox for address in letter.to)


def people(coordinator, delegations):
    return [coordinator, *(user for pair in delegations.values() for user in pair)]


def run(committed):
    """The command as a timer runs it, whose letters go at once."""
    with committed():
        call_command("send_notices")


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


# --- who, in which language, how often ------------------------------------------------------------


def test_each_is_told_once_in_the_own_language(coordinator, delegations, committed):
    english = chosen(delegations["mx"][0], language="en")
    with committed():
        put(coordinator)
    assert written_to() == sorted(user.email for user in people(coordinator, delegations))
    (letter,) = [one for one in mail.outbox if one.to == [english.email]]
    assert letter.subject == "To be answered: Calendario 2027 (en)"
    assert "/en/" in letter.body
    (letter,) = [one for one in mail.outbox if one.to == [coordinator.email]]
    assert letter.subject == "Por responder: Calendario 2027"
    assert "/es/" in letter.body
    assert not PendingNotice.objects.exists()


def test_nobody_who_refused_the_kind_is_written_to(coordinator, delegations, committed):
    refusing = chosen(delegations["pe"][0], refused_notices=[Notice.MINUTES])
    closed = chosen(delegations["pe"][1], is_active=False)
    with committed():
        put(coordinator)
    assert {refusing.email, closed.email}.isdisjoint(written_to())
    assert not PendingNotice.objects.exists()


def test_digest_holds_every_notice_once(coordinator, delegations, committed):
    daily = chosen(delegations["co"][0], rhythm=Rhythm.DAILY, language="en")
    with committed():
        for _ in range(3):
            put(coordinator)
    assert daily.email not in written_to()
    mail.outbox.clear()
    assert (send_digests().sent, send_digests().sent) == (1, 0)
    (letter,) = mail.outbox
    assert letter.subject == "Education Technical Group: 3 notices today"
    assert letter.to == [daily.email]
    codes = list(Decision.objects.values_list("code", flat=True))
    assert [letter.body.count(f"/en/desk/decisions/{code}/") for code in codes] == [1, 1, 1]
    # What is said of all letters is said once.
    assert letter.body.count("/profile/") == 1


def test_second_letter_of_a_day_waits_for_the_next(coordinator, delegations, committed):
    chosen(delegations["co"][0], rhythm=Rhythm.DAILY)
    for hours, letters in ((0, 1), (3, 0), (24, 1)):
        with at(MONDAY + hours * HOUR):
            put(coordinator)
            mail.outbox.clear()
            run(committed)
            digests = [one for one in mail.outbox if "Grupo Técnico" in one.subject]
            assert len(digests) == letters


def test_kind_refused_after_the_notice_is_not_sent(coordinator, delegations):
    user = chosen(delegations["co"][0], rhythm=Rhythm.DAILY)
    put(coordinator)
    change_profile(
        user=user, name=user.name, language="es", time_zone="", notices=[], rhythm=Rhythm.DAILY
    )
    assert user.email not in [one for letter in mail.outbox for one in letter.to]
    PendingNotice.objects.exclude(user=user).delete()
    assert send_digests().sent == 0
    assert not PendingNotice.objects.exists()


@pytest.mark.parametrize("rhythm", Rhythm.values)
def test_letter_that_waits_is_dropped_when_the_role_has_ended(
    rhythm, coordinator, delegations, committed
):
    user = chosen(delegations["pe"][0], rhythm=rhythm)
    put(coordinator)
    PendingNotice.objects.exclude(user=user).delete()
    yesterday = PartialDate(timezone.localdate() - DAY)
    RoleAssignment.objects.filter(person=user.person).update(end=yesterday)
    run(committed)
    assert mail.outbox == []
    assert not PendingNotice.objects.exists()


def test_letter_of_an_act_is_dropped_when_the_role_ends_before_it_goes(
    coordinator, delegations, committed
):
    user = delegations["pe"][0]
    with committed():
        put(coordinator)
        yesterday = PartialDate(timezone.localdate() - DAY)
        RoleAssignment.objects.filter(person=user.person).update(end=yesterday)
    assert user.email not in written_to()
    assert not PendingNotice.objects.exists()


@pytest.mark.parametrize("confirmed", ["another", "none"])
def test_address_that_was_never_confirmed_is_not_written_to(
    confirmed, coordinator, delegations, committed
):
    user, waiting = delegations["pe"]
    addresses = EmailAddress.objects.filter(user__in=[user, waiting])
    with committed():
        put(coordinator)
        PendingNotice.objects.filter(user=user).delete()
        addresses.update(verified=False)
        if confirmed == "another":
            for one in (user, waiting):
                EmailAddress.objects.create(user=one, email=f"other-{one.email}", verified=True)
        put(coordinator)
    assert {user.email, waiting.email}.isdisjoint(written_to())
    assert len(written_to()) == 2 * (len(people(coordinator, delegations)) - 2)
    assert not PendingNotice.objects.exists()


def test_mail_never_goes_to_addresses_of_the_record(silent, coordinator, delegations, committed):
    with at(MONDAY + WEEK - 20 * HOUR), committed():
        run(committed)
        put(coordinator)
    accounts = {user.email for user in people(coordinator, delegations)}
    assert set(written_to()) == accounts
    published = set(ContactPoint.objects.values_list("email_as_published", flat=True)) - {""}
    assert published
    assert published.isdisjoint(accounts)


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


# --- what the clock reminds of --------------------------------------------------------------------


def test_silence_reminds_those_who_owe_an_answer_once(silent, coordinator, delegations, committed):
    chosen(delegations["pe"][0], rhythm=Rhythm.DAILY)
    with at(MONDAY + HOUR):
        say(silent, delegations["cl"][0], "no_objection")
    with at(MONDAY + WEEK - 25 * HOUR):
        run(committed)
        assert mail.outbox == []
    for _ in range(2):
        with at(MONDAY + WEEK - 24 * HOUR):
            run(committed)
    owing = [user.email for code in ("co", "mx", "pe") for user in delegations[code]]
    # Also who chose one letter a day: tomorrow would be too late.
    assert written_to() == sorted(owing)
    assert {letter.subject for letter in mail.outbox} == {
        "Falta la respuesta de su parte: Calendario 2027"
    }
    assert LogEntry.objects.filter(verb="silence.reminded", target=silent.code).count() == 1


def test_extended_silence_reminds_of_its_new_end(silent, coordinator, delegations, committed):
    with at(MONDAY + WEEK - HOUR):
        run(committed)
        extend_silence(
            decision=silent, by=coordinator, expires_at=MONDAY + 2 * WEEK, reason="Feriado."
        )
        PendingNotice.objects.all().delete()
    mail.outbox.clear()
    with at(MONDAY + 2 * WEEK - HOUR):
        run(committed)
    assert len(mail.outbox) == 2 * len(delegations)


def test_consultation_reminds_those_who_have_not_contributed(coordinator, delegations, committed):
    with at(MONDAY):
        made = open_consultation(by=coordinator, question=question(due=10))
        contribute(consultation=made, by=delegations["cl"][1], text="Aporte.")
        PendingNotice.objects.all().delete()
    with at(MONDAY + 7 * DAY):
        run(committed)
        assert mail.outbox == []
    for hours in (0, 5):
        with at(MONDAY + 8 * DAY + hours * HOUR):
            run(committed)
    assert written_to() == sorted(
        user.email for code in ("co", "mx", "pe") for user in delegations[code]
    )
    assert {one.subject for one in mail.outbox} == {
        "Falta el aporte de su parte: Marco de cualificaciones"
    }


def test_acta_reminds_those_who_have_not_commented(coordinator, delegations, committed):
    with at(MONDAY):
        meeting = make.circulated(coordinator, days=10)
        commented(meeting, delegations["cl"][1])
        PendingNotice.objects.all().delete()
    with at(MONDAY + 7 * DAY):
        run(committed)
        assert mail.outbox == []
    for hours in (0, 5):
        with at(MONDAY + 8 * DAY + hours * HOUR):
            run(committed)
    assert written_to() == sorted(
        user.email for code in ("co", "mx", "pe") for user in delegations[code]
    )
    with at(MONDAY + 9 * DAY):
        run(committed)
    assert len(mail.outbox) == 6, "nobody is reminded twice of one day"


def test_command_numbers_what_silence_adopted(silent, delegations, committed, capsys):
    with at(MONDAY + WEEK):
        run(committed)
        assert settle() == []
    silent.refresh_from_db()
    assert (silent.number, silent.year) == (2, 2026)
    assert capsys.readouterr().out.splitlines()[0] == f"2/2026 {silent.code}: adopted."
    assert len(mail.outbox) == 2 * len(delegations) + 1


# --- a real mail server ---------------------------------------------------------------------------


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
