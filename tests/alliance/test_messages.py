"""The contact form: what reaches the coordination, and what does not get through."""

import datetime
import re
import time

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gte.alliance.domain.messages import OVERALL, PER_SENDER, tidy_messages
from gte.alliance.enums import MessageTopic, RoleKind
from gte.alliance.forms.contacts import SIGNER, MessageForm
from gte.alliance.models import ContactMessage
from gte.common.models import LogEntry
from tests.alliance.test_contacts import account, member, signed_in
from tests.pages import LANGUAGES, Page, address, get

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)

TYPED = {
    "name": "Tomás Araya",
    "email": "tomas@example.org",
    "topic": MessageTopic.PRACTICES,
    "text": "Quisiera proponer una buena práctica.\n\n¿A quién se la envío?",
    "language": "es",
}


def opened(seconds_ago=60):
    return SIGNER.sign(str(int(time.time()) - seconds_ago))


def form_path(language="en"):
    return address("contact-form", language=language)


def sends(client=None, *, site="en", **changes):
    path = form_path(site)
    given = TYPED | {"opened": opened(), "website": ""} | changes
    return Page(path, (client or Client()).post(path, given, follow=True))


def made(number, *, at, **fields):
    return ContactMessage.objects.create(reference=f"test-{number}", at=at, **TYPED | fields)


# --- sent -----------------------------------------------------------------------------------------


@both_languages
def test_message_is_kept_and_its_number_is_said(language):
    page = sends(site=language)
    assert page.status == 200
    message = ContactMessage.objects.get()
    assert message.reference in page.text_of("//main//p[@class='lead']")
    assert (message.name, message.email, message.topic) == (
        TYPED["name"],
        TYPED["email"],
        TYPED["topic"],
    )
    assert message.text.replace("\r\n", "\n") == TYPED["text"]
    # The page that says so shows nothing of what was written.
    assert TYPED["name"] not in page.html
    assert TYPED["email"] not in page.html


def test_message_reaches_the_coordination_in_its_language_and_is_answered_by_replying(
    django_capture_on_commit_callbacks,
):
    account(RoleKind.COORDINATION, member(), name="Lucía Paredes", language="es")
    account(RoleKind.DELEGATE, member(), name="Grace Whitfield")
    with django_capture_on_commit_callbacks(execute=True):
        sends()
    (letter,) = mail.outbox
    assert letter.to == ["lucía@example.org"]
    assert letter.reply_to == [TYPED["email"]]
    reference = ContactMessage.objects.get().reference
    assert letter.subject == f"Mensaje al grupo {reference}: Buenas prácticas"
    assert "¿A quién se la envío?" in letter.body
    assert f"/es/escritorio/mensajes/{reference}/" in letter.body


def test_message_is_kept_though_nobody_coordinates(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert sends().status == 200
    assert mail.outbox == []
    assert ContactMessage.objects.waiting().count() == 1


def test_mail_that_fails_takes_nothing_back_and_no_reader_meets_it():
    account(RoleKind.COORDINATION, member(), name="Lucía Paredes")
    sends()
    assert ContactMessage.objects.waiting().count() == 1
    # Sent once the message is safe, and an error there is logged, not raised.
    (after_commit,) = connection.run_on_commit
    assert after_commit[2] is True


def test_form_shows_no_address_of_anybody():
    account(RoleKind.COORDINATION, member(), name="Lucía Paredes")
    assert re.findall(r"[\w.]+@[\w.]+", get(form_path()).html) == []


def test_form_is_made_for_its_reader_and_sets_the_only_cookie_of_the_site():
    answer = Client().get(form_path())
    assert list(answer.cookies) == ["csrftoken"]
    # Kept for everybody, the page would hand one reader's proof to the next.
    assert "ETag" not in answer.headers
    assert not Client().get(address("contacts", language="en")).cookies


def test_form_without_the_proof_that_it_is_ours_gets_a_page_of_the_site():
    client = Client(enforce_csrf_checks=True)
    page = sends(client)
    assert page.status == 403
    assert "send the form once more" in page.main
    assert not ContactMessage.objects.exists()


# --- not sent -------------------------------------------------------------------------------------


@both_languages
@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"name": "Ada\nBcc: all@example.org"},
        {"name": "Ada\x00"},
        {"email": "nobody"},
        {"email": "a@example.org\r\nBcc: all@example.org"},
        {"email": "a@example.org, b@example.org"},
        {"topic": "no-such-topic"},
        {"text": ""},
        {"text": "x" * 5001},
        {"text": "a\x00b"},
        {"language": "fr"},
    ],
)
def test_bad_input_is_named_and_what_was_typed_stays(changes, language):
    page = sends(site=language, **changes)
    assert page.status == 200
    assert not ContactMessage.objects.exists()
    (wrong,) = page.all("//*[contains(@class, 'error-summary')]//a/@href")
    (name,) = changes
    assert wrong.startswith(f"#id_{name}")
    kept = "text" if name != "text" else "name"
    value = page.all(f"//*[@name='{kept}']")[0]
    assert TYPED[kept].split("\n")[0] in (value.get("value") or value.text_content())


@pytest.mark.parametrize(
    "changes",
    [
        {"website": "https://example.org"},
        {"opened": ""},
        {"opened": "1:forged"},
        {"opened": SIGNER.sign("no number")},
        {"opened": 0},
        {"opened": 25 * 3600},
    ],
)
def test_what_a_program_would_send_is_asked_for_once_more_and_nothing_is_lost(changes):
    if isinstance(changes.get("opened"), int):
        changes = {"opened": opened(changes["opened"])}
    page = sends(**changes)
    assert not ContactMessage.objects.exists()
    assert "send it once more" in page.text_of("//*[contains(@class, 'error-summary')]")
    assert page.all("//input[@name='website']/@value") in ([], [""])
    # A person presses the button again, and it goes through.
    (again,) = page.all("//input[@name='opened']/@value")
    assert SIGNER.unsign(again)
    assert TYPED["name"] in page.all("//input[@name='name']/@value")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.text(max_size=130), email=st.text(max_size=40) | st.emails(), text=st.text(max_size=50)
)
def test_whatever_is_typed_is_one_line_of_a_name_and_one_address(name, email, text):
    form = MessageForm(TYPED | {"name": name, "email": email, "text": text, "opened": opened()})
    if form.is_valid():
        assert len(form.cleaned_data["name"].splitlines()) == 1
        assert not re.search(r"[\r\n,]", form.cleaned_data["email"])


# --- too often ------------------------------------------------------------------------------------


def test_sixth_message_of_a_sender_waits_and_says_how_long():
    for number in range(PER_SENDER):
        assert sends(email=f"a{number}@example.org").status == 200
    page = sends(email="another@example.org")
    assert page.status == 429
    assert re.search(r"again in \d+ minutes", page.main)
    assert TYPED["name"] in page.all("//input[@name='name']/@value")
    assert 3000 < int(page.headers["Retry-After"]) <= 3600
    assert ContactMessage.objects.count() == PER_SENDER
    # Somebody elsewhere with another address is not held back.
    other = Client(REMOTE_ADDR="203.0.113.7")
    assert sends(other, email="other@example.org").status == 200


def test_sender_is_known_again_by_the_address_of_the_answer():
    for number in range(PER_SENDER):
        assert sends(Client(REMOTE_ADDR=f"203.0.113.{number}")).status == 200
    assert sends(Client(REMOTE_ADDR="203.0.113.99"), email="TOMAS@example.org").status == 429


def test_everybody_together_has_a_limit_too():
    now = timezone.now()
    for number in range(OVERALL):
        made(number, at=now - datetime.timedelta(minutes=50))
    page = sends()
    assert page.status == 429
    assert "again in 10 minutes" in page.main


def test_limit_ends_after_an_hour():
    for number in range(PER_SENDER):
        sends(email=f"a{number}@example.org")
    ContactMessage.objects.update(at=timezone.now() - datetime.timedelta(minutes=61))
    assert sends().status == 200


def test_where_a_message_came_from_is_not_kept():
    sends(Client(REMOTE_ADDR="203.0.113.7"))
    row = ContactMessage.objects.values().get()
    assert "203.0.113.7" not in str(row)
    assert re.fullmatch(r"[0-9a-f]{32}", row["network_hash"])
    ContactMessage.objects.update(at=timezone.now() - datetime.timedelta(days=8))
    tidy_messages(now=timezone.now())
    row = ContactMessage.objects.values().get()
    assert (row["network_hash"], row["email_hash"]) == ("", "")


def test_messages_go_when_they_are_two_years_old():
    now = timezone.now()
    made(1, at=now - datetime.timedelta(days=731))
    kept = made(2, at=now - datetime.timedelta(days=729))
    assert tidy_messages(now=now) == 1
    assert list(ContactMessage.objects.all()) == [kept]
    assert LogEntry.objects.latest("pk").data == {"messages": 1}
    assert tidy_messages(now=now) == 0


# --- at the desk ----------------------------------------------------------------------------------


@both_languages
def test_coordination_reads_answers_and_reopens_a_message(language):
    user = account(RoleKind.COORDINATION, member(), name="Lucía Paredes")
    client = signed_in(user)
    message = made(1, at=timezone.now(), text="<script>alert(1)</script> Hola")
    with override(language):
        desk, path = reverse("messages"), reverse("message", args=[message.reference])
    page = Page(desk, client.get(desk))
    assert path in [link.path for link in page.links("//main")]
    page = Page(path, client.get(path))
    assert "<script>alert(1)</script> Hola" in page.main
    assert page.all("//main//script") == []

    client.post(path)
    message.refresh_from_db()
    assert message.answered_by == user
    assert path not in [link.path for link in Page(desk, client.get(desk)).links("//main")]
    answered = Page(desk, client.get(desk + "?answered"))
    assert path in [link.path for link in answered.links("//main")]
    client.post(path)
    assert ContactMessage.objects.waiting().get() == message
    verbs = LogEntry.objects.filter(target=message.reference).values_list("verb", flat=True)
    assert list(verbs) == ["message.reopened", "message.answered"]


def test_hour_of_a_message_is_the_readers_and_says_so():
    user = account(RoleKind.COORDINATION, member())
    user.time_zone = "America/Santiago"
    user.save()
    at = datetime.datetime(2026, 7, 21, 10, 6, tzinfo=datetime.UTC)
    message = made(1, at=at, answered_at=at)
    path = f"/en/desk/messages/{message.reference}/"
    page = Page(path, signed_in(user).get(path))
    assert "Sent 21 July 2026, 06:06 (UTC-0400)" in page.main
    assert "Answered 21 July 2026, 06:06 (UTC-0400)" in page.main
    listed = Page(path, signed_in(user).get("/en/desk/messages/?answered"))
    assert "21 Jul 2026, 06:06" in listed.main
    with override("es"):
        path = reverse("message", args=[message.reference])
    assert "Respondido 21 de julio de 2026" in Page(path, signed_in(user).get(path)).main


@pytest.mark.parametrize("kind", [RoleKind.DELEGATE, RoleKind.COMMUNICATIONS, RoleKind.EDITOR])
def test_messages_are_closed_to_other_roles(kind):
    state = None if kind == RoleKind.EDITOR else member()
    client = signed_in(account(kind, state))
    message = made(1, at=timezone.now())
    path = reverse("message", args=[message.reference])
    assert client.get(path).status_code == 403
    assert client.post(path).status_code == 403
    assert ContactMessage.objects.waiting().exists()


def test_desk_without_messages_says_so():
    client = signed_in(account(RoleKind.COORDINATION, member()))
    assert "No message is waiting." in Page("/", client.get("/en/desk/messages/")).main


def test_number_that_was_never_given_is_not_found():
    assert get("/en/contact/sent/2611-XXXXXX/").status == 404
