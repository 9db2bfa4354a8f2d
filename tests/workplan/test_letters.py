"""Letters of the work plan: who gets one and who does not, in whose language, and what it says."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.urls import resolve, reverse
from django.utils.translation import override

from gte.alliance.domain.notices import send_digests
from gte.alliance.enums import Notice, Rhythm
from gte.alliance.models import ContactPoint, RoleAssignment, User
from gte.common.partial_dates import PartialDate
from gte.governance.domain.decisions import put_to_parties
from gte.workplan.domain.actuals import approve_actual, return_actual
from gte.workplan.domain.deliverables import change_deliverable, return_for_revision
from gte.workplan.domain.reports import clear_report, draft_report
from tests.factories.delegations import UTC, at
from tests.factories.groups import a_body
from tests.factories.indicators import an_indicator, stands, with_periods, year
from tests.factories.indicators import states as states_value
from tests.factories.plans import a_deliverable, day, deliverable_given, reports, states

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_november():
    with at(NOW):
        yield


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed():`` the letters go as they do after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def period(by):
    first, _second = with_periods(an_indicator(by), by, year(2026, 10), year(2027, 20))
    return first


def written_to():
    return sorted(address for letter in mail.outbox for address in letter.to)


def addresses(*users):
    return sorted(user.email for user in users)


def letter_to(user):
    (letter,) = [one for one in mail.outbox if one.to == [user.email]]
    return letter


def chosen(user, **fields):
    User.objects.filter(pk=user.pk).update(**fields)
    user.refresh_from_db()
    return user


def others(delegations, *codes):
    return [user for code, pair in delegations.items() if code not in codes for user in pair]


def clean(letter):
    """A letter without the marks of an escape or of a variable without a value."""
    whole = f"{letter.subject}\n{letter.body}"
    assert not re.search(r"&(amp|lt|gt|quot|#)|\{\{|None|functools|\n\n\n|  ", whole)
    return whole


def page_in(letter, language):
    """The page that the letter leads to, before that of the profile."""
    found = re.findall(r"^http://[^/]+(/\S+)$", letter.body, re.MULTILINE)
    with override(language):
        assert letter.body.rstrip().endswith(reverse("profile"))
        return resolve(found[-1]).url_name


# --- values ---------------------------------------------------------------------------------------


def test_value_that_waits_is_told_to_those_who_may_approve_it_and_to_nobody_else(
    by, delegations, period, committed
):
    with committed():
        states_value(period, delegations["pe"][0], 4, party=states("pe")[0])
    assert written_to() == addresses(by, *others(delegations, "pe"))


@pytest.mark.parametrize(
    ("language", "subject", "said"),
    [
        (
            "es",
            "Un valor por aprobar: Docentes formados",
            "Perú declaró un valor de «Docentes formados» para 2026: 4 docentes.",
        ),
        (
            "en",
            "A value to approve: Docentes formados (en)",
            "Peru stated a value of “Docentes formados (en)” for 2026: 4 teachers.",
        ),
    ],
)
def test_letter_of_a_value_is_in_the_readers_language_and_leads_to_it(
    delegations, period, committed, language, subject, said
):
    reader = chosen(delegations["mx"][0], language=language)
    with committed():
        states_value(period, delegations["pe"][0], 4, party=states("pe")[0])
    letter = letter_to(reader)
    assert letter.subject == subject
    assert said in clean(letter)
    assert page_in(letter, language) == "desk-indicator"


def test_value_of_the_whole_is_told_to_the_parties_but_that_of_the_coordination(
    by, delegations, period, committed
):
    with committed():
        states_value(period, by, 4)
    assert written_to() == addresses(*others(delegations, "cl"))


def test_returned_value_is_told_with_the_reason_to_the_party_that_stated_it_alone(
    by, delegations, period, committed
):
    head, alternate = delegations["pe"]
    chosen(alternate, language="en")
    actual = states_value(period, head, 4, party=states("pe")[0])
    mail.outbox.clear()
    with committed():
        return_actual(actual=actual, by=delegations["co"][0], reason="Faltan «los de Lima».")
    assert written_to() == addresses(head, alternate)
    letter = letter_to(alternate)
    assert letter.subject == "Value returned: Docentes formados (en)"
    assert "Colombia returned the value" in clean(letter)
    assert "Faltan «los de Lima»." in letter.body
    assert page_in(letter, "en") == "desk-indicator"
    assert "Declare el valor de nuevo aquí:" in letter_to(head).body


def test_returned_value_of_the_whole_comes_back_to_the_coordination(
    by, delegations, period, committed
):
    actual = states_value(period, by, 4)
    with committed():
        return_actual(actual=actual, by=delegations["pe"][0], reason="x")
    assert written_to() == [by.email]


def test_approved_value_is_told_to_nobody(by, delegations, period, committed):
    actual = states_value(period, by, 4)
    with committed():
        approve_actual(actual=actual, by=delegations["pe"][0])
    assert not mail.outbox


def test_neighbours_figure_makes_letters_like_any_other_and_none_to_the_neighbour(
    by, delegations, committed
):
    first, _second = with_periods(
        an_indicator(by, owner=a_body()), by, year(2025, 10), year(2026, 20)
    )
    with committed():
        stands(first, by, delegations["pe"][0], 3)
    assert set(written_to()) <= set(addresses(by, *others(delegations)))


# --- who does not get any -------------------------------------------------------------------------


def test_ended_roles_unconfirmed_addresses_closed_accounts_and_refusals_get_nothing(
    by, delegations, period, committed
):
    unconfirmed, closed = delegations["co"]
    EmailAddress.objects.filter(user=unconfirmed).update(verified=False)
    chosen(closed, is_active=False)
    refusing, ended = delegations["mx"]
    chosen(refusing, refused_notices=[Notice.WORK_PLAN])
    yesterday = PartialDate(NOW.date() - DAY)
    RoleAssignment.objects.filter(person=ended.person).update(end=yesterday)
    with committed():
        states_value(period, delegations["pe"][0], 4, party=states("pe")[0])
    assert written_to() == addresses(by, *delegations["cl"])


def test_addresses_of_the_initial_record_are_never_written_to(by, delegations, period, committed):
    published = set(ContactPoint.objects.values_list("email_as_published", flat=True)) - {""}
    assert published
    with committed():
        states_value(period, by, 4)
        made = a_deliverable(by, links={"owners": states("pe", "cl")})
        for code in ("pe", "cl"):
            reports(made, delegations[code][0], "done")
        return_for_revision(deliverable=made, by=by, reason="x")
    with committed():
        call_command("send_notices")
    assert mail.outbox
    assert not published & set(written_to())


def test_who_chose_one_letter_a_day_gets_all_in_it(by, delegations, period, committed):
    reader = chosen(delegations["mx"][0], rhythm=Rhythm.DAILY)
    with committed():
        states_value(period, delegations["pe"][0], 4, party=states("pe")[0])
        states_value(period, delegations["co"][0], 5, party=states("co")[0])
    assert reader.email not in written_to()
    with committed():
        send_digests()
    letter = letter_to(reader)
    assert letter.body.count("Docentes formados") >= 2
    assert "4 docentes" in letter.body
    assert "5 docentes" in letter.body


# --- deliverables ---------------------------------------------------------------------------------


def test_coordination_is_told_once_the_last_party_is_done_and_not_before(
    by, delegations, committed
):
    made = a_deliverable(by, links={"owners": states("pe", "cl")})
    with committed():
        reports(made, delegations["pe"][0], "done")
    assert not mail.outbox
    with committed():
        reports(made, delegations["cl"][1], "done")
    assert written_to() == [by.email]
    letter = letter_to(by)
    assert letter.subject == "Por aceptar: Catálogo de liceos"
    assert "acéptelo o devuélvalo aquí" in clean(letter)
    assert page_in(letter, "es") == "desk-deliverable"


def test_coordination_that_notes_the_last_progress_itself_gets_no_letter(by, committed):
    made = a_deliverable(by, links={"owners": states("pe")})
    with committed():
        reports(made, by, "done", party=states("pe")[0])
    assert not mail.outbox


def test_returned_deliverable_is_told_with_the_reason_to_those_who_owe_it(
    by, delegations, committed
):
    made = a_deliverable(by, links={"owners": states("pe")})
    head, alternate = delegations["pe"]
    chosen(alternate, language="en")
    reports(made, head, "done")
    with committed():
        return_for_revision(deliverable=made, by=by, reason="Falta el anexo.")
    assert written_to() == addresses(head, alternate)
    assert letter_to(alternate).subject == "Returned for revision: Catálogo de liceos (en)"
    assert letter_to(head).subject == "Devuelto para revisión: Catálogo de liceos"
    for user, language in ((head, "es"), (alternate, "en")):
        assert "Falta el anexo." in clean(letter_to(user))
        assert page_in(letter_to(user), language) == "desk-deliverable"


def run(committed):
    with committed():
        call_command("send_notices")
    sent = written_to()
    mail.outbox.clear()
    return sent


def test_parties_that_are_not_done_are_reminded_once_a_week_before_it_is_due(
    by, delegations, committed
):
    made = a_deliverable(by, due=day("2026-12-10"), links={"owners": states("pe", "cl")})
    reports(made, delegations["cl"][0], "done")
    assert not run(committed)
    with at(NOW + 11 * DAY):
        assert run(committed) == addresses(*delegations["pe"])
        assert not run(committed), "nobody is reminded twice of one day"
    given = deliverable_given(due=day("2026-12-20"), links={"owners": states("pe", "cl")})
    with at(NOW + 12 * DAY):
        change_deliverable(deliverable=made, by=by, given=given)
        assert not run(committed)
    with at(NOW + 21 * DAY):
        assert run(committed) == addresses(*delegations["pe"]), "a date that moved is another"


def test_date_at_the_end_of_the_calendar_does_not_keep_the_others_letters(
    by, delegations, committed
):
    a_deliverable(by, due=day("9999-12-31"), links={"owners": states("pe")})
    a_deliverable(by, due=day("2026-11-30"), links={"owners": states("cl")})
    assert run(committed) == addresses(*delegations["cl"])


def test_reminder_says_what_is_due_and_when(by, delegations, committed):
    chosen(delegations["pe"][1], language="en")
    a_deliverable(by, due=day("2026-11-30"), links={"owners": states("pe")})
    with committed():
        call_command("send_notices")
    letter = letter_to(delegations["pe"][1])
    assert "Catálogo de liceos (en)" in letter.subject
    assert "has not said that it is done" in clean(letter)
    assert "30" in letter.subject
    assert page_in(letter, "en") == "desk-deliverable"


def test_what_was_due_long_ago_is_reminded_of_by_nobody(by, delegations, committed):
    a_deliverable(by, due=day("2025-06"), links={"owners": states("pe")})
    assert not run(committed)


# --- reports --------------------------------------------------------------------------------------


def test_report_that_the_parties_clear_is_told_once_by_its_decision(by, delegations, committed):
    """Freezing it asks nobody; the decision's letter does, and there is no second one."""
    report = draft_report(by=by, body=a_body("gan"), as_of=NOW.date())
    with committed():
        decision = clear_report(report=report, by=by)
    assert not mail.outbox
    with committed():
        put_to_parties(decision=decision, by=by)
    assert written_to() == addresses(by, *others(delegations))
    assert str(report) in letter_to(delegations["pe"][0]).subject
