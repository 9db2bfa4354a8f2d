"""What the head of every page says about who is signed in."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http.request import split_domain_port

from gte.alliance.queries import people as queries

if TYPE_CHECKING:
    from django.http import HttpRequest


def demo_people() -> list[dict[str, str]]:
    """For the sign-in page of a demonstration; asked only there."""
    return [
        {"email": person.user.email, "role": "; ".join(r.label for r in person.user.roles_held)}
        for person in queries.demo_people()
    ]


def account(request: HttpRequest) -> dict[str, Any]:
    """``account``: None for visitors, whose pages are kept for all of them and say nothing of one.

    Whoever has no session is not looked up, so reading sets no cookie and asks nothing.
    """
    return {
        "account": signed_in(request),
        "demo_people": demo_people if settings.DEMO else None,
        "numeric_address": lambda: numeric_address(request),
    }


def numeric_address(request: HttpRequest) -> dict[str, str] | None:
    """Whether the site is read at an address of numbers, where browsers refuse passkeys.

    ``local``: the same page by name, for who reads on the machine that serves.
    """
    try:
        host, port = split_domain_port(request.get_host())
        number = ipaddress.ip_address(host.strip("[]"))
    except (DisallowedHost, ValueError):
        return None
    place = f"localhost:{port}" if port else "localhost"
    path = request.get_full_path()
    return {"local": f"{request.scheme}://{place}{path}" if number.is_loopback else ""}


def signed_in(request: HttpRequest) -> dict[str, Any] | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return None
    user = request.user
    if not user.is_authenticated:
        return None
    roles = [
        {"pk": role.pk, "label": role.label, "current": role.pk == user.acting_role_id}
        for role in user.roles_held
    ]
    return {
        "name": user.name,
        "made_up": bool(user.person and user.person.is_synthetic),
        "roles": roles,
        "acting": next((role for role in roles if role["current"]), None),
        "here": request.get_full_path(),
    }
