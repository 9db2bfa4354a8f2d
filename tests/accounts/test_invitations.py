"""Invitations: who invites whom, what the link does, and what is said when it does nothing."""

import datetime
import re
from contextlib import suppress

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.domain.invitations import (
    accept_invitation,
    end_role,
    invite_person,
    renew_invitation,
    withdraw_invitation,
)
from gte.alliance.enums import InvitationState, RoleKind
from gte.alliance.models import Invitation, Network, RoleAssignment, State, User, today
from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.common.partial_dates import PartialDate
from tests.factories.people import a_party, make_user, place_for, signed_in
from tests.pages import LANGUAGES, Page, address, get, translated

pytestmark = pytest.mark.django_db
WORDS = "montaña-acta-lluvia-7"


def link(token, language):
    path = address("accept-invitation", token, language=language)
    return f"https://gte.example.org{path}"


def invite(by, kind="editor", *, email="nora@example.org", rank="", language="en", **more):
    rank = rank or ("alternate" if kind == "delegate" else "")
    dates = {"start": more.pop("start", None), "end": more.pop("end", None)}
    role = {"kind": kind, "rank": rank, **dates, **place_for(kind, **more)}
    who = {"email": email, "name": "Nora Vidal", "language": language}
    return invite_person(by=by, link=link, role=role, **who)


@pytest.fixture
def boss():
    return make_user("boss@example.org", "administrator", name="Irene Salas")


# --- who invites whom -----------------------------------------------------------------------------

NOBODY = frozenset()
EVERYBODY = frozenset(RoleKind)
TEAM = frozenset(
    {"delegate", "communications", "evaluator", "specialist", "institution", "student"}
)
GIVES = {
    "administrator": EVERYBODY,
    "coordination": EVERYBODY - {"administrator"},
    "delegate": TEAM,
    "evaluator": NOBODY,
    "specialist": NOBODY,
    "institution": NOBODY,
    "student": NOBODY,
    "observer_delegate": NOBODY,
    "communications": NOBODY,
    "editor": NOBODY,
}


def own_place(kind, state):
    """A place of that kind which belongs to the State."""
    if kind == "specialist":
        return {"network": Network.objects.filter(members__state=state).first()}
    if kind == "observer_delegate":
        return {}
    return {"state": state}


@pytest.mark.parametrize("giver", RoleKind)
def test_role_gives_the_roles_of_the_table_and_no_other(giver):
    state = State.objects.get(pk=a_party().pk)
    user = make_user("giver@example.org", giver)
    given = set()
    for kind in RoleKind:
        with suppress(BadInput), transaction.atomic():
            invite(user, kind, **own_place(kind, state))
            given.add(kind.value)
    assert given == {str(kind) for kind in GIVES[giver]}


def test_every_role_has_a_row_in_the_table():
    assert set(GIVES) == set(RoleKind)


@pytest.mark.parametrize("kind", sorted(TEAM - {"specialist"}))
def test_national_team_invites_for_its_own_state_only(kind):
    user = make_user("giver@example.org", "delegate", state=a_party(0))
    other = next(
        state for state in State.objects.members() if state != a_party(0) and has_place(kind, state)
    )
    with pytest.raises(BadInput):
        invite(user, kind, state=other)


def has_place(kind, state):
    return kind not in {"institution", "student"} or state.institutions.exists()


def test_national_team_does_not_name_its_head():
    user = make_user("giver@example.org", "delegate")
    with pytest.raises(BadInput):
        invite(user, "delegate", rank="head")
    assert invite(user, "delegate", rank="alternate").invitation.pk


def test_role_that_ended_gives_nothing(boss):
    user = make_user("giver@example.org", "coordination")
    RoleAssignment.objects.filter(person=user.person).update(end=today().isoformat())
    with pytest.raises(BadInput):
        invite(User.objects.get(pk=user.pk))


# --- the letter -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_is_in_the_language_chosen_and_answers_go_to_the_inviter(
    boss, language, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sent = invite(boss, language=language)
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["nora@example.org"], ["boss@example.org"])
    path = address("accept-invitation", sent.token, language=language)
    assert f"https://gte.example.org{path}" in letter.body
    assert translated("Open this link to accept:", language) in letter.body
    assert "Irene Salas" in letter.subject


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        (("2026-12-01", "2027-12-31"), "desde el 1 de diciembre de 2026 hasta el 31 de diciembre"),
        (("2026-12-01", None), "Lo ejerce desde el 1 de diciembre de 2026."),
        ((None, "2027-12-31"), "Lo ejerce hasta el 31 de diciembre de 2027."),
    ],
)
def test_letter_and_list_say_from_when_to_when_the_role_holds(
    boss, dates, sentence, django_capture_on_commit_callbacks
):
    start, end = (PartialDate(day) if day else None for day in dates)
    with django_capture_on_commit_callbacks(execute=True):
        invite(boss, language="es", start=start, end=end)
    assert sentence in " ".join(mail.outbox[0].body.split())
    listed = get(address("people", language="es"), signed_in(boss)).main
    for day in (start, end):
        with override("es"):
            assert day is None or day.display() in listed


def test_secret_of_the_link_is_nowhere_in_the_database(boss):
    sent = invite(boss)
    row = Invitation.objects.filter(pk=sent.invitation.pk).values().get()
    assert sent.token not in str(row)
    assert sent.token not in str(list(LogEntry.objects.values()))


def test_same_role_is_not_offered_twice(boss):
    invite(boss)
    with pytest.raises(BadInput, match="nora@example"):
        invite(boss, email="NORA@example.org")
    assert invite(boss, "communications").invitation.pk


# --- the link -------------------------------------------------------------------------------------


def opened(token, client=None, language="en"):
    return get(address("accept-invitation", token, language=language), client)


def accepted(token, client=None, **data):
    path = address("accept-invitation", token, language="en")
    values = {"name": "Nora Vidal", "password1": WORDS, "password2": WORDS, **data}
    return Page(path, (client or Client()).post(path, values, follow=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_link_says_who_invites_to_what_until_when(boss, language):
    page = opened(invite(boss).token, language=language)
    assert page.h1 == translated("You are invited", language)
    assert "Irene Salas" in page.main
    assert "nora@example.org" in page.main
    assert "no-cache" in page.headers["Cache-Control"]


def test_invited_person_opens_an_account_with_the_role(boss, django_capture_on_commit_callbacks):
    sent = invite(boss, "coordination")
    before = LogEntry.objects.count()
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        page = accepted(sent.token, client)
    user = User.objects.get(email="nora@example.org")
    assert (user.person.name, user.language) == ("Nora Vidal", "en")
    assert [role.kind for role in user.roles_held] == ["coordination"]
    assert user.emailaddress_set.get().verified
    assert client.session["_auth_user_id"] == str(user.pk)
    # This role needs a second step: setting it up is where one arrives.
    assert page.h1 in {"Second step at sign-in", "Segundo paso al ingresar"}
    assert LogEntry.objects.count() == before + 1
    assert mail.outbox[-1].to == ["boss@example.org"]


def test_role_that_needs_no_second_step_arrives_at_the_desk(boss):
    assert accepted(invite(boss).token).h1 in {"My desk", "Mi escritorio"}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"password2": "other"}, "The two passwords are not the same."),
        ({"password1": "12345678", "password2": "12345678"}, "password"),
        ({"name": ""}, "Name"),
        ({"name": "x" * 201}, "200"),
    ],
)
def test_form_that_is_wrong_says_so_and_opens_nothing(boss, data, sentence):
    token = invite(boss).token
    page = accepted(token, **data)
    assert (page.status, User.objects.count()) == (200, 1)
    assert sentence.lower() in page.text_of("//*[@class='error-summary']").lower()
    assert Invitation.objects.get().status == InvitationState.OPEN


def test_signed_in_person_of_that_address_adds_the_role(boss):
    nora = make_user("nora@example.org", "evaluator")
    client = signed_in(nora)
    token = invite(boss).token
    assert "Accept the role" in opened(token, client).main
    accepted(token, client)
    assert {role.kind for role in User.objects.get(pk=nora.pk).roles_held} == {
        "evaluator",
        "editor",
    }
    assert User.objects.count() == 2


def test_person_with_an_account_is_led_to_sign_in_first(boss):
    make_user("nora@example.org")
    token = invite(boss).token
    page = opened(token)
    (link,) = [one for one in page.links("//main") if "next=" in one.address]
    assert link.query["next"] == address("accept-invitation", token, language="en")
    assert accepted(token).status == 200
    assert Invitation.objects.get().status == InvitationState.OPEN


def test_somebody_else_who_is_signed_in_cannot_take_it(boss):
    other = signed_in(make_user("other@example.org"))
    token = invite(boss).token
    assert "but the invitation is for nora@example.org" in opened(token, other).main
    accepted(token, other)
    assert Invitation.objects.get().status == InvitationState.OPEN


# --- a link that does nothing ---------------------------------------------------------------------


def expire(sent):
    past = timezone.now() - datetime.timedelta(seconds=1)
    Invitation.objects.filter(pk=sent.invitation.pk).update(expires=past)


def withdraw(sent):
    withdraw_invitation(invitation=sent.invitation, by=sent.invitation.invited_by)


def use(sent):
    accept_invitation(invitation=sent.invitation, by=None, name="Nora", password=WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (expire, "It was open for 14 days, which have passed."),
        (withdraw, "It was withdrawn."),
        (use, "It was accepted already. Sign in with the account that was opened then."),
    ],
)
def test_link_that_no_longer_works_says_why_and_what_to_do(boss, spoil, sentence, language):
    sent = invite(boss)
    spoil(sent)
    people = User.objects.count()
    page = opened(sent.token, language=language)
    assert (page.status, page.h1) == (
        410,
        translated("This invitation cannot be used", language),
    )
    assert translated(sentence, language) in page.main
    assert accepted(sent.token).status == 410
    assert User.objects.count() == people


@pytest.mark.parametrize("token", ["x", "a" * 43, "á", "%00", "a" * 3000])
def test_link_that_we_never_sent_says_so(token):
    page = get(f"/en/account/invitation/{token}/")
    assert page.status == 404
    assert "We know of no invitation with this link." in page.main


def test_renewed_invitation_has_a_new_link_and_fourteen_days(boss):
    sent = invite(boss)
    expire(sent)
    again = renew_invitation(invitation=Invitation.objects.get(), by=boss, link=link)
    assert opened(sent.token).status == 404
    assert opened(again.token).status == 200
    left = Invitation.objects.get().expires - timezone.now()
    assert datetime.timedelta(days=13, hours=23) < left <= datetime.timedelta(days=14)


@pytest.mark.parametrize("spoil", [withdraw, use])
def test_invitation_that_is_over_is_neither_renewed_nor_withdrawn(boss, spoil):
    sent = invite(boss)
    spoil(sent)
    invitation = Invitation.objects.get()
    with pytest.raises(BadInput):
        renew_invitation(invitation=invitation, by=boss, link=link)
    with pytest.raises(BadInput):
        withdraw_invitation(invitation=invitation, by=boss)


def test_invitation_taken_twice_at_once_gives_one_role(boss):
    sent = invite(boss)
    use(sent)
    with pytest.raises(BadInput):
        use(sent)
    assert RoleAssignment.objects.filter(kind="editor").count() == 1


def test_database_knows_no_acceptance_without_a_person(boss):
    invite(boss)
    with pytest.raises(IntegrityError, match="invitation_accepted_by_somebody"):
        Invitation.objects.update(accepted_at=timezone.now())


# --- the desk's screen ----------------------------------------------------------------------------


def test_delegate_invites_at_the_desk_and_sees_it_there():
    client = signed_in(make_user("marta@example.org", "delegate", name="Marta Olivares"))
    form = get(address("invite", language="en"), client)
    offered = {one.get("value") for one in form.all("//select[@name='kind']/option")} - {""}
    assert offered == TEAM
    states = form.all("//select[@name='state']/option[@value!='']")
    assert len(states) == 1
    labels = {one.get("for"): one.text_content() for one in form.all("//main//label")}
    assert not [name for name in ("id_rank", "id_state") if "optional" in labels[name]]
    assert "optional" in labels["id_end"]
    data = {
        "name": "Nora Vidal",
        "email": "nora@example.org",
        "language": "es",
        "kind": "evaluator",
        "state": states[0].get("value"),
    }
    path = address("invite", language="en")
    page = Page(path, client.post(path, data, follow=True))
    assert page.main.count("Nora Vidal was invited") == 1
    texts = page.texts("//section[@aria-labelledby='invitations-title']//tbody/tr")
    assert len(texts) == 1
    assert re.search("Nora Vidal.*Marta Olivares", texts[0])
    again = Page(path, client.post(path, data))
    assert "nora@example.org already has an open invitation to this role" in again.main
    assert again.all("//input[@name='name']")[0].get("value") == "Nora Vidal"


def test_delegate_sees_people_of_the_own_state_only(boss):
    other = make_user("eva@example.org", "delegate", state=a_party(1), name="Eva Otra")
    make_user("luz@example.org", "evaluator", state=a_party(0), name="Luz Propia")
    client = signed_in(make_user("marta@example.org", "delegate", state=a_party(0)))
    page = get(address("people", language="en"), client)
    assert ("Luz Propia" in page.main, "Eva Otra" in page.main) == (True, False)
    role = other.roles_held[0]
    assert client.get(address("end-role", role.pk, language="en")).status_code == 404


def test_role_ends_today_and_takes_its_rights_along(boss):
    eva = make_user("eva@example.org", "delegate")
    client = signed_in(boss)
    path = address("end-role", eva.roles_held[0].pk, language="en")
    assert "no longer holds" in get(path, client).main
    page = Page(path, client.post(path, follow=True))
    assert "has ended" in page.main
    assert User.objects.get(pk=eva.pk).roles_held == []


def test_administrator_does_not_end_the_own_role(boss):
    with pytest.raises(BadInput):
        end_role(role=boss.roles_held[0], by=boss)
    assert User.objects.get(pk=boss.pk).holds("administrator")


def test_invitation_is_sent_again_and_withdrawn_from_the_list(boss):
    sent = invite(boss)
    client = signed_in(boss)
    for name, words in (("renew-invitation", "new link"), ("withdraw-invitation", "withdrawn")):
        path = address(name, sent.invitation.pk, language="en")
        assert client.get(path).status_code == 405
        assert words in Page(path, client.post(path, follow=True)).main
    assert Invitation.objects.get().status == InvitationState.WITHDRAWN


@pytest.mark.parametrize(("kind", "whose"), [("delegate", "observers"), ("evaluator", "observers")])
def test_role_of_members_is_not_for_other_states(boss, kind, whose):
    parties = State.objects.parties(today())
    state = getattr(State.objects, whose)().exclude(pk__in=parties).first()
    with pytest.raises(BadInput):
        invite(boss, kind, state=state)
    client = signed_in(boss)
    data = {
        "name": "Nora",
        "email": "nora@example.org",
        "language": "es",
        "kind": kind,
        "rank": "head",
        "state": state.pk,
    }
    path = address("invite", language="en")
    page = Page(path, client.post(path, data))
    assert "This role is for another kind of State" in page.main
    assert Invitation.objects.count() == 0
