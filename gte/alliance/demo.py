"""Made-up people for every role, so that a newcomer can try the platform from each side.

They exist on a laptop and in tests only. Their password is made once for the installation; their
codes come from ``gte demo code``.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, transaction

from gte.alliance.enums import DelegateRank, RoleKind
from gte.alliance.models import Institution, Network, Person, RoleAssignment, State, User, today
from gte.alliance.queries.people import demo_people
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.common.partial_dates import PartialDate

DOMAIN = "example.org"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody made up: an address before the @, a name, and the roles held."""

    key: str
    name: str
    language: str
    roles: tuple[tuple[RoleKind, str], ...]
    # Of which party, counted in the order of their identifiers, for roles held for one.
    party: int = 0

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


CAST = (
    DemoPerson("administra", "Irene Salas (demo)", "es", ((RoleKind.ADMINISTRATOR, ""),)),
    DemoPerson("coordina", "Lucía Paredes (demo)", "es", ((RoleKind.COORDINATION, ""),)),
    DemoPerson(
        "delegada",
        "Marta Olivares (demo)",
        "es",
        ((RoleKind.DELEGATE, DelegateRank.HEAD), (RoleKind.EVALUATOR, "")),
    ),
    DemoPerson(
        "alterno", "Diego Funes (demo)", "es", ((RoleKind.DELEGATE, DelegateRank.ALTERNATE),)
    ),
    # A head of delegation for each other party: decisions need all of them.
    DemoPerson(
        "delegada2", "Camila Rojas (demo)", "es", ((RoleKind.DELEGATE, DelegateRank.HEAD),), 1
    ),
    DemoPerson(
        "delegada3", "Ximena Robles (demo)", "es", ((RoleKind.DELEGATE, DelegateRank.HEAD),), 2
    ),
    DemoPerson(
        "delegada4", "Rocío Campos (demo)", "es", ((RoleKind.DELEGATE, DelegateRank.HEAD),), 3
    ),
    DemoPerson("evalua", "Rosa Maldonado (demo)", "es", ((RoleKind.EVALUATOR, ""),)),
    DemoPerson("especialista", "Andrés Molina (demo)", "es", ((RoleKind.SPECIALIST, ""),)),
    DemoPerson("institucion", "Elena Quispe (demo)", "es", ((RoleKind.INSTITUTION, ""),)),
    DemoPerson("estudiante", "Tomás Araya (demo)", "es", ((RoleKind.STUDENT, ""),)),
    DemoPerson("observer", "Grace Whitfield (demo)", "en", ((RoleKind.OBSERVER_DELEGATE, ""),)),
    DemoPerson("comunica", "Paula Ibarra (demo)", "es", ((RoleKind.COMMUNICATIONS, ""),)),
    DemoPerson("edita", "Julia Serrano (demo)", "es", ((RoleKind.EDITOR, ""),)),
)


def demo_password() -> str:
    """Made once for the installation and kept with its data, readable by its owner only."""
    path = settings.DATA_DIR / "demo_password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"demo-{secrets.token_hex(4)}")
    return str(path.read_text())


def demo_secret(email: str) -> str:
    """The key of the person's codes: the same on every run of this installation, on no other."""
    digest = hashlib.sha256(f"demo {email} {settings.SECRET_KEY}".encode()).digest()
    return base64.b32encode(digest[:20]).decode()


def place_for(kind: RoleKind, party: int = 0) -> dict[str, Any]:
    """What a role of this kind is held for, from the record: the first that there is, or a party
    by its place.
    """
    members = State.objects.parties(today()).order_by("code")
    if kind in {RoleKind.EDITOR, RoleKind.ADMINISTRATOR}:
        return {}
    if kind == RoleKind.SPECIALIST:
        return {"network": Network.objects.order_by("code").first()}
    if kind in {RoleKind.INSTITUTION, RoleKind.STUDENT}:
        return {"institution": Institution.objects.order_by("pk").first()}
    if kind == RoleKind.OBSERVER_DELEGATE:
        return {"state": State.objects.observers().order_by("code").first()}
    return {"state": members[min(party, members.count() - 1)]}


def make_person(one: DemoPerson, encoded: str) -> None:
    person = Person.objects.create(name=one.name, is_synthetic=True)
    user = User(email=one.email, person=person, language=one.language, password=encoded)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    start = PartialDate(today().isoformat())
    for kind, rank in one.roles:
        RoleAssignment.objects.create(
            person=person, kind=kind, rank=rank, start=start, **place_for(kind, one.party)
        )
    if user.needs_second_factor:
        totp.TOTP.activate(user, demo_secret(one.email))
        RecoveryCodes.activate(user)


@transaction.atomic
def make_demo_people() -> int:
    """Makes those who are missing, and gives all the present password; how many were made."""
    password = demo_password()
    known = {person.user.email: person.user for person in demo_people()}
    missing = [one for one in CAST if one.email not in known]
    # Hashing is slow on purpose, and this runs at every start: they all have one hash, as nobody's
    # secret is behind it, and it is checked once.
    stored = {user.password for user in known.values()}
    encoded = next((one for one in stored if check_password(password, one)), None)
    encoded = encoded or make_password(password)
    for one in missing:
        make_person(one, encoded)
    for user in known.values():
        if user.password != encoded:
            user.password = encoded
            user.save(update_fields=["password"])
    if missing:
        write_log(verb="demo.made", by=None, data={"people": [one.email for one in missing]})
    return len(missing)


def demo_code(email: str) -> str:
    """The code that the person's app would show now. Raises BadInput for anybody who is real."""
    user = User.objects.filter(email=email.lower(), person__is_synthetic=True).first()
    if user is None:
        raise BadInput(f"There is no demo person {email}. `gte demo people` lists them.")
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if found is None:
        raise BadInput(f"{email} needs no code: the password is enough.")
    return code_of(found.data["secret"])


def code_of(secret: str) -> str:
    counter = int(time.time()) // mfa_settings.TOTP_PERIOD
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def refuse_demo_people() -> None:
    """Raises ImproperlyConfigured if made-up people could enter an installation in production."""
    try:
        found = [person.user.email for person in demo_people()]
    except DatabaseError:
        return  # Nothing is set up yet, so nobody is there.
    if found:
        raise ImproperlyConfigured(
            f"GTE_PRODUCTION=1 does not start with demo people in the database ({found[0]} and "
            f"{len(found) - 1} more): their password is known. Use a database of its own."
        )
