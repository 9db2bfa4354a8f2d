"""Accounts with roles in force, made up."""

from __future__ import annotations

from gte.alliance.models import Institution, Person, RoleAssignment, State, User


def make_account(*kinds, language="es", email="", **role):
    """An account that holds these roles today."""
    name = "-".join(kinds) or "reader"
    person = Person.objects.create(name=name, is_synthetic=True)
    for kind in kinds:
        RoleAssignment.objects.create(person=person, kind=kind, **held_for(kind), **role)
    address = email or f"{name}@example.org"
    return User.objects.create_user(address, "a long word", person=person, language=language)


def held_for(kind):
    if kind in {"delegate", "coordination", "communications", "evaluator"}:
        rank = {"rank": "head"} if kind == "delegate" else {}
        return {"state": State.objects.members().first(), **rank}
    if kind in {"student", "institution"}:
        return {"institution": Institution.objects.first()}
    return {}
