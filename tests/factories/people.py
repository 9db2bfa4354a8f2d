"""People with accounts and roles, as an accepted invitation would leave them."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from gte.alliance.enums import RoleKind
from gte.alliance.models import (
    ROLE_HELD_FOR,
    Institution,
    Network,
    Person,
    RoleAssignment,
    State,
    User,
    today,
)

PASSWORD = "acta-pasantía-mandato"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def a_party(position=0):
    """A member State in force today, always the same for a position."""
    return State.objects.parties(today()).order_by("code")[position]


def place_for(kind, state=None, network=None, institution=None):
    """The one link that a role of this kind must have; what is not given comes from the record."""
    link = ROLE_HELD_FOR[kind]
    given = {"state": state, "network": network, "institution": institution}.get(link)
    if link is None:
        return {}
    if link == "state":
        observers = kind == RoleKind.OBSERVER_DELEGATE
        first = State.objects.observers().order_by("code").first() if observers else a_party()
        return {"state": given or first}
    if link == "network":
        return {"network": given or Network.objects.filter(members__isnull=False).first()}
    own = Institution.objects.filter(state=state) if state else Institution.objects.all()
    return {"institution": given or own.order_by("pk").first()}


def make_role(person, kind, *, rank="", start=None, end=None, **place):
    if kind == RoleKind.DELEGATE:
        rank = rank or "head"
    return RoleAssignment.objects.create(
        person=person, kind=kind, rank=rank, start=start, end=end, **place_for(kind, **place)
    )


def make_user(email="ada@example.org", *kinds, name="Ada Example", second_factor=None, **place):
    """Somebody with an account who holds these kinds of role.

    Without ``second_factor`` said, those have one whose role needs it.
    """
    person = Person.objects.create(name=name)
    user = User.objects.create_user(email, PASSWORD, person=person)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for kind in kinds:
        make_role(person, kind, **place)
    if second_factor or (second_factor is None and user.needs_second_factor):
        give_second_factor(user)
    return user


def give_second_factor(user):
    totp.TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user)


def recovery_codes(user):
    found = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return found.wrap().get_unused_codes()


def code_now(secret=SECRET, step=0):
    """What an app shows now, or ``step`` times 30 seconds later."""
    counters = list(totp.yield_hotp_counters_from_time())
    middle = counters[len(counters) // 2]
    return totp.format_hotp_value(totp.hotp_value(secret, middle + step))


def signed_in(user, **options):
    """A browser in which the user has signed in."""
    client = Client(**options)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_account(*kinds, language="es", email="", **place):
    """Somebody named for the roles, who reads in ``language``."""
    name = "-".join(kinds) or "reader"
    user = make_user(email or f"{name}@example.org", *kinds, name=name, **place)
    user.language = language
    user.save()
    return user
