"""Who may see what and who may send what: every role, every address of the site.

Each address has one row in the table of its area. An address without a row fails; so does a row
without an address. To add an address, write its row: who may see it, who may send to it, and if
its path takes arguments, a sample of them in ``ARGUMENTS``.

Who is in a row is let through. Of the others, visitors are led to sign in and people with an
account meet the page that says that it is not open to them. ``NOTHING`` is sent by nobody: the
address only answers reading.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import override

from gte.alliance.models import ContactPoint, User
from gte.register.registers import BY_URL_NAME
from tests.factories.people import a_party, give_second_factor, make_user, signed_in
from tests.stories.arguments import ARGUMENTS
from tests.stories.rights import (
    AREAS,
    EVERYBODY,
    KINDS,
    NOTHING,
    ROWS,
    SUPERUSER,
    TREES,
    VISITOR,
    WITHOUT_ROLE,
)

pytestmark = pytest.mark.django_db


def patterns(resolver, prefix=""):
    """Every pattern of the site: its name, or its path where it has none, and the path."""
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, path)
        else:
            yield one.name or path, path


def site_patterns():
    with override("en"):
        return [
            (name, path)
            for name, path in patterns(get_resolver())
            if not any(path.startswith(tree) for tree in TREES)
        ]


def test_every_address_has_a_row():
    assert {name for name, _path in site_patterns()} - set(ROWS) == set()


def test_every_row_has_an_address():
    assert set(ROWS) - {name for name, _path in site_patterns()} == set()


def test_no_address_stands_in_two_tables():
    assert len(ROWS) == sum(len(area) for area in AREAS.values())


# --- what is answered -----------------------------------------------------------------------------


def sample_code(name):
    """The identifier of some record whose page has that name; of a contact, one of our delegate."""
    if name in {"confirm-contact", "withdraw-contact"}:
        return [ContactPoint.objects.filter(state=a_party()).first().code]
    for register in BY_URL_NAME.values():
        if register.model.url_name == name:
            return [register.model.objects.order_by("pk").first().code]
    return []


def path_of(name):
    if "." in name:
        return f"/{name}"
    with override("en"):
        return reverse(name, args=ARGUMENTS.get(name) or sample_code(name))


def outcome(answer, who):
    """What became of a request: let through, led to sign in, refused, or no such verb."""
    if answer.status_code == 405:
        return "no such verb"
    leads = answer.headers.get("Location", "")
    if answer.status_code == 302 and "/login/?next=" in leads:
        return "led to sign in" if who == VISITOR else "refused"
    return "refused" if answer.status_code == 403 else "let through"


def expected(allowed, otherwise, who):
    """What may become of a request; ``otherwise`` is who may use the address's other verb."""
    kept_out = {"led to sign in" if who == VISITOR else "refused"}
    if allowed is NOTHING:
        return {"no such verb"} | (kept_out if who not in (otherwise or EVERYBODY) else set())
    return {"let through"} if who in allowed else kept_out


@pytest.fixture
def people():
    """The cookies of one account for each role, all with a second factor: roles alone decide."""
    found = {kind: make_user(f"{kind}@example.org", kind, second_factor=True) for kind in KINDS}
    found[WITHOUT_ROLE] = make_user("nobody@example.org", second_factor=True)
    found[SUPERUSER] = User.objects.create_superuser("root@example.org", "secret-words")
    give_second_factor(found[SUPERUSER])
    return {who: signed_in(user).cookies for who, user in found.items()}


def ask(people, who, path, method):
    """One request, whose consequences are undone."""
    client = Client(raise_request_exception=False)
    client.cookies.load({name: one.value for name, one in people.get(who, {}).items()})
    with transaction.atomic():
        answer = getattr(client, method)(path)
        transaction.set_rollback(True)
    assert answer.status_code < 500, f"{method} {path} as {who}: {answer.status_code}"
    return outcome(answer, who)


def departures(people, names):
    for name in names:
        path, row = path_of(name), ROWS[name]
        for who in sorted(EVERYBODY):
            for method, allowed, other in (
                ("get", row.see, row.send),
                ("post", row.send, row.see),
            ):
                found = ask(people, who, path, method)
                if found not in expected(allowed, other, who):
                    yield f"{name}: {method} as {who} is {found}"


@pytest.mark.parametrize("area", AREAS)
def test_rights_are_those_of_the_table(people, area, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert list(departures(people, AREAS[area])) == []


@pytest.mark.parametrize("tree", TREES)
def test_door_of_a_whole_tree(people, tree):
    name, row = TREES[tree]
    path = reverse(name)
    found = {who for who in EVERYBODY if ask(people, who, path, "get") == "let through"}
    assert found == row.see
