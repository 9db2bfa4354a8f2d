"""Contact points confirmed by their States, and what visitors read of them."""

import datetime
from io import StringIO

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.domain.contacts import confirm_contact, remind_of_contacts, withdraw_confirmation
from gte.alliance.enums import ContactKind, ContactState, RoleKind
from gte.alliance.middleware import zone_of
from gte.alliance.models import ContactPoint, Person, RoleAssignment, State, User
from gte.common.errors import BadInput
from gte.common.models import LogEntry
from tests.factories.people import give_second_factor
from tests.factories.rows import PROVENANCE
from tests.pages import LANGUAGES, Page, address, get
from tests.portal.conftest import page_of

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)
DAY = datetime.date(2026, 11, 21)


def member():
    return State.objects.members().order_by("pk").first()


def account(kind=None, state=None, name="Ada Example", language="en"):
    """Somebody with an account who holds a role of today, or none."""
    person = Person.objects.create(name=name)
    if kind:
        rank = "head" if kind == RoleKind.DELEGATE else ""
        RoleAssignment.objects.create(
            person=person, kind=kind, rank=rank, state=state, start="2020-01-01"
        )
    email = f"{name.split()[0].lower()}@example.org"
    user = User.objects.create_user(email, person=person, language=language)
    if user.needs_second_factor:
        give_second_factor(user)
    return user


def office(state, **fields):
    """An office whose address the group's own page does not give."""
    given = {
        "kind": ContactKind.INSTITUTIONAL_OFFICE,
        "office_es": "Oficina",
        "office_en": "Office",
        "institution_es": "Instituto",
        "institution_en": "Institute",
        "person_as_published": "Grace Example",
        "email_as_published": "grace@example.net",
        "scope_basis": "stated",
    }
    return ContactPoint.objects.create(
        code="office-example", state=state, **PROVENANCE, **given | fields
    )


@pytest.fixture
def state():
    return member()


@pytest.fixture
def delegate(state):
    return account(RoleKind.DELEGATE, state)


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(contact, language="en"):
    return get(address("contact", contact.code, language=language))


# --- what visitors read ---------------------------------------------------------------------------


@both_languages
def test_contact_points_of_the_groups_own_page_are_shown_as_published_and_marked(language):
    for contact in ContactPoint.objects.filter(kind=ContactKind.GTE_CONTACT_POINT):
        page = read(contact, language)
        assert contact.email_as_published in page.main
        assert contact.person_as_published in page.main
        mark = {
            "en": "as published by the group, to be confirmed",
            "es": "según lo publica el grupo, por confirmar",
        }[language]
        assert page.main.count(mark) == 2


def test_any_other_address_is_kept_back_until_its_state_confirms(state, delegate):
    contact = office(state)
    before = read(contact).main
    assert "grace@example.net" not in before
    assert "Grace Example" not in before
    assert "shown here once its State confirms it" in before

    confirm_contact(contact=contact, by=delegate, changes={})
    after = read(contact)
    assert "mailto:grace@example.net" in [link.address for link in after.links("//main")]
    assert "to be confirmed" not in after.main


def test_correction_is_shown_instead_of_what_was_published(state, delegate):
    contact = ContactPoint.objects.filter(kind=ContactKind.GTE_CONTACT_POINT, state=state).get()
    published = contact.email_as_published
    confirm_contact(
        contact=contact, by=delegate, changes={"email": "team@example.net", "person": ""}
    )
    page = read(contact)
    assert "team@example.net" in page.main
    assert published not in page.main
    contact.refresh_from_db()
    # What the source published stays on record.
    assert contact.email_as_published == published
    assert contact.person_as_published not in page.main


def test_withdrawn_contact_point_shows_neither_person_nor_address(state, delegate):
    contact = ContactPoint.objects.filter(kind=ContactKind.GTE_CONTACT_POINT, state=state).get()
    withdraw_confirmation(contact=contact, by=delegate)
    page = read(contact)
    assert contact.email_as_published not in page.main
    assert contact.person_as_published not in page.main
    assert "withdrawn by its State" in page.main


def test_withdrawing_forgets_nothing(state, delegate):
    contact = office(state)
    confirm_contact(contact=contact, by=delegate, changes={"email": "team@example.net"})
    withdraw_confirmation(contact=contact, by=delegate)
    assert "team@example.net" not in read(contact).main
    confirm_contact(contact=contact, by=delegate, changes={})
    assert "team@example.net" in read(contact).main


@pytest.mark.parametrize(
    ("days", "state_of_it"),
    [(0, ContactState.CONFIRMED), (365, ContactState.CONFIRMED), (366, ContactState.OLD)],
)
def test_confirmation_is_old_after_a_year(state, days, state_of_it):
    contact = office(state, confirmed_on=DAY - datetime.timedelta(days=days))
    assert contact.state_on(DAY) == state_of_it


def test_old_confirmation_is_shown_with_its_day_and_its_mark(state):
    contact = office(state, confirmed_on=timezone.localdate() - datetime.timedelta(days=400))
    main = read(contact).main
    assert "more than a year ago, to be confirmed again" in main
    assert "to be confirmed again" in get(address("contacts", language="en")).main


def test_database_holds_no_contact_point_confirmed_and_withdrawn(state):
    with pytest.raises(IntegrityError), transaction.atomic():
        office(state, confirmed_on=DAY, is_withdrawn=True)


# --- who may --------------------------------------------------------------------------------------


def test_delegate_of_another_state_may_not_confirm(state):
    other = State.objects.members().exclude(pk=state.pk).first()
    stranger = account(RoleKind.DELEGATE, other)
    contact = office(state)
    for verb in (
        lambda: confirm_contact(contact=contact, by=stranger, changes={}),
        lambda: withdraw_confirmation(contact=contact, by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    contact.refresh_from_db()
    assert (contact.confirmed_on, contact.is_withdrawn) == (None, False)


def test_coordination_sees_all_contact_points_and_confirms_none(state):
    client = signed_in(account(RoleKind.COORDINATION, state))
    page = Page("/en/desk/contacts/", client.get("/en/desk/contacts/"))
    assert len(page.all("//ul[@class='tasks']/li")) == ContactPoint.objects.count()
    assert "/desk/contacts/" not in "".join(link.address for link in page.links("//main"))
    contact = office(state)
    assert client.get(f"/en/desk/contacts/{contact.code}/").status_code == 403
    assert client.post(f"/en/desk/contacts/{contact.code}/withdraw/").status_code == 403


def test_desk_is_closed_to_other_accounts_and_leads_visitors_to_sign_in():
    client = signed_in(account())
    for path in ("/en/desk/contacts/", "/en/desk/messages/"):
        assert client.get(path).status_code == 403
        answer = Client().get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse_in("en", "account_login"))


def reverse_in(language, name, *args):
    with override(language):
        return reverse(name, args=args)


# --- at the desk ----------------------------------------------------------------------------------


def test_delegate_confirms_as_it_is_and_the_history_says_so(state, delegate):
    contact = office(state)
    client = signed_in(delegate)
    path = reverse_in("en", "confirm-contact", contact.code)
    page = Page(path, client.get(path))
    given = {
        field.get("name"): field.get("value", "")
        for field in page.all("//main//form[1]//input")
        if field.get("name")
    }
    assert given["email"] == "grace@example.net"
    answer = client.post(path, given, follow=True)
    assert "Confirmed: Office." in Page(path, answer).text_of("//*[@role='status']")
    contact.refresh_from_db()
    # The day is that of whoever confirms: Chile's may be yesterday for the site.
    today = timezone.localdate(timezone=zone_of(delegate))
    assert (contact.confirmed_on, contact.confirmed_by) == (today, delegate)
    history = Page(path, client.get(path)).text_of("//ol[@class='timeline']")
    assert "Confirmed" in history
    assert "Ada Example" in history


def test_mistyped_address_is_named_and_nothing_is_lost(state, delegate):
    contact = office(state)
    client = signed_in(delegate)
    path = reverse_in("en", "confirm-contact", contact.code)
    given = {
        "office_es": "Otra",
        "office_en": "Other",
        "institution_es": "I",
        "institution_en": "I",
        "person": "Grace\nExample",
        "email": "team@",
    }
    answer = client.post(path, given)
    page = Page(path, answer)
    assert page.status == 200
    wrong = page.texts("//*[contains(@class, 'error-summary')]//a")
    assert [text.split(":")[0] for text in wrong] == ["Person", "E-mail"]
    assert page.all("//input[@name='office_es']/@value") == ["Otra"]
    contact.refresh_from_db()
    assert contact.confirmed_on is None


def test_verb_takes_no_field_that_is_not_the_states_to_correct(state, delegate):
    contact = office(state)
    with pytest.raises(BadInput, match="source"):
        confirm_contact(contact=contact, by=delegate, changes={"source": "x"})
    with pytest.raises(ValidationError):
        confirm_contact(contact=contact, by=delegate, changes={"email": "no address"})
    assert not LogEntry.objects.filter(target=contact.code).exists()


def test_each_verb_writes_one_line_that_holds_no_address(state, delegate):
    contact = office(state)
    confirm_contact(contact=contact, by=delegate, changes={"email": "team@example.net"})
    withdraw_confirmation(contact=contact, by=delegate)
    lines = LogEntry.objects.filter(target=contact.code)
    assert [line.verb for line in lines] == ["contact.withdrawn", "contact.confirmed"]
    assert lines[1].data == {"corrected": ["email"]}
    assert {line.actor for line in lines} == {delegate}


def test_loading_the_record_again_keeps_what_a_state_confirmed(state, delegate):
    contact = ContactPoint.objects.filter(kind=ContactKind.GTE_CONTACT_POINT, state=state).get()
    confirm_contact(contact=contact, by=delegate, changes={"email": "team@example.net"})
    call_command("load", folder=settings.RECORD_DIR, verbosity=0)
    contact.refresh_from_db()
    assert (contact.email, contact.confirmed_on) == ("team@example.net", timezone.localdate())


# --- once a year ----------------------------------------------------------------------------------


def reminded(callbacks, **options):
    with callbacks(execute=True):
        call_command("remind_contacts", stdout=StringIO(), **options)
    return [(letter.to, letter.subject) for letter in mail.outbox]


def test_reminder_reaches_the_delegates_of_the_state_once_a_year(
    state, delegate, django_capture_on_commit_callbacks
):
    contacts = ContactPoint.objects.filter(state=state)
    letters = reminded(django_capture_on_commit_callbacks)
    assert len(letters) == contacts.count()
    assert {tuple(to) for to, _subject in letters} == {(delegate.email,)}
    # Nobody of the initial record is written to, and a second run sends nothing.
    assert reminded(django_capture_on_commit_callbacks) == letters
    published = set(ContactPoint.objects.values_list("email_as_published", flat=True))
    assert not published & {to[0] for to, _subject in letters}
    next_year = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    with django_capture_on_commit_callbacks(execute=True):
        again = [contact for contact, users in remind_of_contacts(day=next_year) if users]
    assert len(again) == contacts.count()


def test_reminder_speaks_the_language_of_its_reader(state, django_capture_on_commit_callbacks):
    account(RoleKind.DELEGATE, state, language="es")
    reminded(django_capture_on_commit_callbacks)
    assert all(letter.subject.startswith("¿Sigue siendo correcto?") for letter in mail.outbox)
    assert "/es/escritorio/contactos/" in mail.outbox[0].body


def test_what_is_confirmed_or_withdrawn_needs_no_reminder(
    state, delegate, django_capture_on_commit_callbacks
):
    contacts = list(ContactPoint.objects.filter(state=state))
    confirm_contact(contact=contacts[0], by=delegate, changes={})
    withdraw_confirmation(contact=contacts[1], by=delegate)
    letters = reminded(django_capture_on_commit_callbacks)
    assert len(letters) == len(contacts) - 2


def test_without_delegates_nothing_is_sent_and_nothing_noted(django_capture_on_commit_callbacks):
    assert reminded(django_capture_on_commit_callbacks) == []
    assert not LogEntry.objects.filter(verb="contact.reminded").exists()


# --- the cards of the contacts page ---------------------------------------------------------------


def card(contact, language="en"):
    page = get(page_of("contact", language).get_url())
    url = address("contact", contact.code, language=language)
    return page.text_of(f"//main//li[.//h3/a[@href='{url}']]")


@both_languages
def test_card_says_the_same_of_a_contact_as_its_own_page(state, delegate, language):
    contact = ContactPoint.objects.filter(kind=ContactKind.GTE_CONTACT_POINT, state=state).get()
    note = contact.note_es if language == "es" else contact.note_en
    said = {
        "en": ("to be confirmed", "confirmed", "last confirmed on", "no longer valid"),
        "es": ("por confirmar", "confirmado", "última confirmación", "ya no vigente"),
    }[language]
    assert said[0] in card(contact, language)
    assert note in read(contact, language).main

    confirm_contact(contact=contact, by=delegate, changes={})
    confirmed = card(contact, language)
    assert said[0] not in confirmed
    assert said[1] in confirmed
    assert said[2] in confirmed
    # The State's own word is not contradicted by a warning about what was published.
    assert note not in read(contact, language).main

    withdraw_confirmation(contact=contact, by=delegate)
    assert said[3] in card(contact, language)
    assert said[0] not in card(contact, language)


@both_languages
def test_contacts_page_says_what_is_shown_before_a_state_confirms(language):
    main = get(page_of("contact", language).get_url()).main
    assert {"en": "as the group published them", "es": "tal como el grupo las publicó"}[
        language
    ] in main
