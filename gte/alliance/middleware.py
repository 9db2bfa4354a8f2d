"""What holds for a request of somebody signed in: the role chosen, the second factor, the clock."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.queries.people import has_second_factor

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from gte.alliance.models import User

ACTING_ROLE = "acting_role"
PROVIDER_ASKED = "second_factor_at_provider"
# Pages of an account that wait too: they show or change what a password alone must not open.
WAITING_PAGES = frozenset(
    {
        "profile",
        "own-data",
        "ask-for-erasure",
        "switch-role",
        "account_email",
        "usersessions_list",
        "socialaccount_connections",
    }
)


class SignedInMiddleware:
    """Narrows rights to the role acted in; without the second factor a role needs, to none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Who has no session is nobody, and is not looked up.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        self.choose_role(request)
        waits = request.user.awaits_second_factor = awaits_second_factor(request)
        # Before other doors are tried, which would only refuse.
        if waits and is_behind(request):
            return lead_to_set_up(request)
        with timezone.override(zone_of(request.user)):
            response = self.get_response(request)
        # A shared computer's "back" shows nothing of who signed out.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    @staticmethod
    def choose_role(request: HttpRequest) -> None:
        """The role chosen counts while it is in force: asked anew on every request."""
        chosen = request.session.get(ACTING_ROLE)
        if chosen is None:
            return
        user = cast("User", request.user)
        if any(role.pk == chosen for role in user.roles_held):
            user.acting_role_id = chosen
            return
        del request.session[ACTING_ROLE]
        messages.warning(
            request, _("The role in which you acted has ended. You now act in those that you hold.")
        )

    @staticmethod
    def process_view(
        request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.url_name not in WAITING_PAGES:
            return None
        waits = getattr(request.user, "awaits_second_factor", False)
        return lead_to_set_up(request) if waits else None


def is_behind(request: HttpRequest) -> bool:
    """Whether the address is a working screen: of the desk or of the CMS."""
    return request.path_info.startswith((reverse("desk"), reverse("wagtailadmin_home")))


def lead_to_set_up(request: HttpRequest) -> HttpResponse:
    messages.warning(
        request,
        _(
            "Your role needs a second step at sign-in. Set up an app or a passkey here; "
            "then your desk opens."
        ),
    )
    return redirect("mfa_index")


def awaits_second_factor(request: HttpRequest) -> bool:
    user = cast("User", request.user)
    if not user.needs_second_factor:
        return False
    if request.session.get(PROVIDER_ASKED) == user.pk:
        return False
    return not has_second_factor(user)


def zone_of(user: Any) -> zoneinfo.ZoneInfo | None:
    """The zone the person chose, else that of the State of a role, else the site's."""
    names = [user.time_zone, *(role.state.time_zone for role in user.roles_held if role.state)]
    for name in names:
        if name:
            try:
                return zoneinfo.ZoneInfo(name)
            except (KeyError, ValueError):
                continue
    return None
