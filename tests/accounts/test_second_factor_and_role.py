"""What an account may do: not without the second factor, and as the role chosen."""

import pytest
from django.core import mail
from django.test import Client

from gte.alliance.enums import SECOND_FACTOR_KINDS, RoleKind
from gte.alliance.models import RoleAssignment, User, today
from gte.alliance.queries.people import has_second_factor
from gte.common.partial_dates import PartialDate
from tests.factories.people import make_role, make_user, signed_in
from tests.pages import LANGUAGES, address, get, translated

pytestmark = pytest.mark.django_db
SENTENCE = (
    "Your role needs a second step at sign-in. Set up an app or a passkey here; "
    "then your desk opens."
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(SECOND_FACTOR_KINDS))
@pytest.mark.parametrize("name", ["desk", "people", "profile", "own-data", "account_email"])
def test_role_that_needs_it_is_led_to_set_up_a_second_factor(client_as, kind, name, language):
    client = client_as(kind, second_factor=False)
    path = address(name, language=language)
    answer = client.get(path, follow=True)
    assert answer.redirect_chain[0][0] == address("mfa_index", language=language)
    assert translated(SENTENCE, language) in answer.content.decode()


def test_page_that_the_role_acted_in_does_not_open_offers_the_other_roles():
    user = make_user("marta@example.org", "delegate", "evaluator")
    client = signed_in(user)
    delegate, evaluator = sorted(user.roles_held, key=lambda role: role.kind)
    path = address("people", language="es")
    client.post(address("switch-role", language="es"), {"role": evaluator.pk})
    page = get(path, client)
    assert page.status == 403
    assert f"Ahora actúa en el rol «{evaluator.label}»" in page.main
    (form,) = page.all("//main//form")
    offered = form.xpath(".//button[@name='role']/@value")
    assert offered == ["", str(delegate.pk)]
    sent = {"role": offered[1], "next": form.xpath(".//input[@name='next']/@value")[0]}
    answer = client.post(form.get("action"), sent, follow=True)
    assert answer.redirect_chain[-1][0] == path
    assert answer.status_code == 200


def test_cms_leads_there_too(client_as):
    client = client_as("administrator", second_factor=False)
    assert client.get("/cms/")["Location"].endswith("/2fa/")


@pytest.mark.parametrize("name", ["home", "mandates", "mfa_index", "mfa_activate_totp"])
def test_public_pages_and_the_setting_up_stay_open(client_as, name):
    client = client_as("delegate", second_factor=False)
    session = client.session
    session["account_authentication_methods_user"] = str(client.user.pk)
    assert client.get(address(name, language="en")).status_code in {200, 302}
    assert get("/en/", client).status == 200


def test_no_right_counts_without_the_second_factor(client_as):
    client = client_as("administrator", second_factor=False)
    request = client.get("/en/").wsgi_request
    assert request.user.roles_in_force == []
    assert not request.user.has_perm("alliance.invite")
    assert not client_as("editor").get("/en/").wsgi_request.user.awaits_second_factor


def test_superuser_needs_the_second_factor_too():
    user = User.objects.create_superuser("root@example.org", "secret-words")
    request = signed_in(user).get("/en/").wsgi_request
    assert (request.user.awaits_second_factor, request.user.has_perm("any.thing")) == (True, False)


@pytest.mark.parametrize("kind", sorted(set(RoleKind) - SECOND_FACTOR_KINDS))
def test_other_roles_enter_without(client_as, kind):
    assert client_as(kind).get(address("desk", language="en")).status_code == 200


# --- acting in one role ---------------------------------------------------------------------------


@pytest.fixture
def marta(client_as):
    """Delegate and evaluator."""
    return client_as("delegate", "evaluator")


def roles(client):
    return {role.kind for role in client.get("/en/").wsgi_request.user.roles_in_force}


def choose(client, role, **more):
    path = address("switch-role", language="en")
    return client.post(path, {"role": role.pk if role else "", **more})


def test_person_acts_in_all_roles_until_one_is_chosen(marta):
    assert roles(marta) == {"delegate", "evaluator"}
    evaluator = RoleAssignment.objects.get(kind="evaluator")
    assert choose(marta, evaluator)["Location"] == address("desk", language="en")
    assert roles(marta) == {"evaluator"}
    assert marta.get(address("people", language="en")).status_code == 403
    page = get("/en/", marta)
    assert evaluator.label in page.text_of("//summary[.//*[@class='account-name']]")
    choose(marta, None)
    assert roles(marta) == {"delegate", "evaluator"}


def test_choice_ends_with_the_role_and_says_so(marta):
    role = RoleAssignment.objects.get(kind="evaluator")
    choose(marta, role)
    role.end = PartialDate(today().isoformat())
    role.save()
    page = get(address("desk", language="en"), marta)
    assert "The role in which you acted has ended." in page.main
    assert roles(marta) == {"delegate"}


def test_role_of_somebody_else_cannot_be_chosen(marta):
    other = make_user("eva@example.org", "administrator")
    answer = choose(marta, other.roles_held[0])
    assert (answer.status_code, "do not hold this role" in answer.content.decode()) == (400, True)
    assert roles(marta) == {"delegate", "evaluator"}


def test_acting_in_a_lesser_role_does_not_save_the_second_factor(client_as):
    client = client_as("evaluator")
    make_role(client.user.person, "delegate")
    choose(client, RoleAssignment.objects.get(kind="evaluator"))
    assert client.get(address("desk", language="en"))["Location"].endswith("/2fa/")


@pytest.mark.parametrize(
    ("to", "leads"), [("/en/mandates/", True), ("https://evil.example", False)]
)
def test_choice_leads_back_to_where_it_was_made_on_this_site_only(marta, to, leads):
    answer = choose(marta, None, next=to)
    assert answer["Location"] == (to if leads else address("desk", language="en"))


def test_visitor_cannot_choose():
    answer = choose(Client(), None)
    assert "/login/" in answer["Location"]


# --- a phone that was lost ------------------------------------------------------------------------


def test_administrator_removes_a_lost_second_step_and_the_person_is_told(
    client_as, django_capture_on_commit_callbacks
):
    eva = client_as("delegate", email="eva@example.org")
    boss = client_as("administrator", email="boss@example.org")
    path = address("remove-second-factor", eva.user.pk, language="en")
    assert "call a number that you know" in get(path, boss).main
    with django_capture_on_commit_callbacks(execute=True):
        boss.post(path)
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["eva@example.org"], ["boss@example.org"])
    assert not has_second_factor(eva.user)
    assert signed_in(eva.user).get(address("desk", language="en"))["Location"].endswith("/2fa/")


def test_coordination_and_oneself_do_not_remove_it(client_as):
    eva = client_as("delegate", email="eva@example.org")
    boss = client_as("administrator", email="boss@example.org")
    path = address("remove-second-factor", eva.user.pk, language="en")
    assert client_as("coordination").post(path).status_code == 403
    own = address("remove-second-factor", boss.user.pk, language="en")
    assert boss.post(own).status_code == 400
    assert has_second_factor(eva.user)
    assert has_second_factor(boss.user)
