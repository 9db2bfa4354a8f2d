"""Accounts and dated roles."""

import datetime

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from gte.alliance.enums import RoleKind
from gte.alliance.models import (
    ROLE_HELD_FOR,
    Institution,
    Network,
    Person,
    RoleAssignment,
    State,
    User,
    in_force,
)

pytestmark = pytest.mark.django_db


# --- accounts -------------------------------------------------------------------------------------


def test_login_is_the_address_in_lower_case():
    user = User.objects.create_user("  Ada.Example@Example.ORG ", "secret-words")
    assert (user.email, str(user)) == ("ada.example@example.org", "ada.example@example.org")
    assert (user.is_active, user.is_staff, user.is_superuser) == (True, False, False)
    assert (user.language, user.person) == ("es", None)


def test_person_signs_in_however_the_address_is_typed():
    user = User.objects.create_user("ada@example.org", "secret-words")
    assert authenticate(username=" ADA@Example.org", password="secret-words") == user
    assert authenticate(username="ada@example.org", password="other-words") is None


@pytest.mark.parametrize("email", ["", None, "   "])
def test_account_without_an_address_is_refused(email):
    with pytest.raises(ValueError, match="An account needs an e-mail address"):
        User.objects.create_user(email, "secret-words")
    assert User.objects.count() == 0


def test_account_without_a_password_cannot_sign_in():
    user = User.objects.create_user("ada@example.org")
    assert not user.has_usable_password()


def test_two_accounts_do_not_share_an_address():
    User.objects.create_user("ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Ada@example.org")


def test_superuser_may_everything():
    user = User.objects.create_superuser("root@example.org", "secret-words")
    assert (user.is_staff, user.is_superuser) == (True, True)


def test_account_belongs_to_one_person():
    person = Person.objects.create(name="Ada Example")
    User.objects.create_user("ada@example.org", person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("other@example.org", person=person)
    with pytest.raises(ProtectedError):
        person.delete()


# --- roles ----------------------------------------------------------------------------------------


@pytest.fixture
def person():
    return Person.objects.create(name="Ada Example")


@pytest.fixture
def held_for():
    """One of each that a role may be held for."""
    return {
        "state": State.objects.members().first(),
        "network": Network.objects.first(),
        "institution": Institution.objects.first(),
    }


def rank_of(kind):
    return "head" if kind == RoleKind.DELEGATE else ""


def assign(person, kind, **fields):
    with transaction.atomic():
        return RoleAssignment.objects.create(
            person=person, kind=kind, **{"rank": rank_of(kind), **fields}
        )


def test_every_role_says_what_it_is_held_for():
    assert set(ROLE_HELD_FOR) == set(RoleKind.values)


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        ("delegate", "state"),
        ("coordination", "state"),
        ("evaluator", "state"),
        ("specialist", "network"),
        ("institution", "institution"),
        ("student", "institution"),
        ("observer_delegate", "state"),
        ("communications", "state"),
        ("editor", None),
        ("administrator", None),
    ],
)
def test_role_is_held_for_exactly_one_thing(person, held_for, kind, link):
    right = {link: held_for[link]} if link else {}
    assert assign(person, kind, **right).pk
    for name, other in held_for.items():
        wrong = right | {name: other} if name != link else {name: None}
        with pytest.raises(IntegrityError, match="role_held_for_one"):
            assign(person, kind, **wrong)


@pytest.mark.parametrize("rank", ["head", "alternate"])
def test_delegate_has_a_rank(person, held_for, rank):
    assert assign(person, "delegate", rank=rank, state=held_for["state"]).pk


@pytest.mark.parametrize("rank", ["", "deputy"])
def test_delegate_without_a_known_rank_is_refused(person, held_for, rank):
    with pytest.raises(IntegrityError, match="role_rank_only_for_delegates"):
        assign(person, "delegate", rank=rank, state=held_for["state"])


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.DELEGATE])
def test_only_a_delegate_has_a_rank(person, held_for, kind):
    link = ROLE_HELD_FOR[kind]
    with pytest.raises(IntegrityError, match="role_rank_only_for_delegates"):
        assign(person, kind, rank="head", **({link: held_for[link]} if link else {}))


def test_unknown_role_is_refused(person):
    with pytest.raises(IntegrityError, match="role_held_for_one"):
        assign(person, "minister")


def test_role_with_dates_that_are_none_is_refused(person):
    with pytest.raises(ValidationError, match="is not a date of the form"):
        assign(person, "editor", start="May 2026")


def test_roles_in_force_are_those_of_the_day(person, held_for):
    state = held_for["state"]
    former = assign(person, "coordination", state=state, start="2025-01", end="2025-12")
    present = assign(person, "delegate", state=state, start="2025-06-01")
    found = RoleAssignment.objects.filter(in_force(datetime.date(2025, 12, 31)))
    assert set(found) == {former, present}
    found = RoleAssignment.objects.filter(in_force(datetime.date(2026, 1, 1)))
    assert set(found) == {present}


@pytest.mark.parametrize("name", ["state", "network", "institution"])
def test_what_a_role_is_held_for_is_not_deleted(person, held_for, name):
    kind = next(kind for kind, link in ROLE_HELD_FOR.items() if link == name)
    assign(person, kind, **{name: held_for[name]})
    with pytest.raises(ProtectedError):
        held_for[name].delete()


def test_person_with_a_role_is_not_deleted(person):
    assign(person, "editor")
    with pytest.raises(ProtectedError):
        person.delete()
