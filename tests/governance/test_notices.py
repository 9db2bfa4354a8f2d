"""Who is told what, in which language and how often, and what the clock reminds of."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

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
from tests.factories import sittings as make
from tests.factories.delegations import MONDAY, adopted, at, drafted, say
from tests.governance.test_consultations import question
from tests.governance.test_minutes import commented

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


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
