"""The door of the CMS: who may enter follows from the roles in force, at each request.

Wagtail has rights of its own, held by groups. Membership of its two groups is made equal to what
the roles say whenever somebody comes in, so that a role that ended ends there too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DataError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import activate
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from gte.portal.actor import acting

if TYPE_CHECKING:
    from django.http import HttpRequest

LOG = logging.getLogger(__name__)
EDITORS, MODERATORS = "Editors", "Moderators"
# Kept elsewhere: people by the roles, documents by the library, the rest by who runs the machine.
NOT_HERE = (
    "users",
    "groups",
    "documents",
    "sites",
    "settings",
    "collections",
    "locale",
    "redirects",
    "forms",
    "login",
    "password_reset",
    "failwhale",  # Wagtail's way to try out what an error looks like
)
# How Wagtail's screens fail on what no form of theirs sends, as numbers that are none.
UNREADABLE = (AttributeError, LookupError, OverflowError, TypeError, ValueError, DataError)
# Who one is, is said in the site's own profile; the CMS would keep a second one, and lose the name.
OWN_ACCOUNT = "account"
# Would show the Spanish text under the English address: two languages or not published.
COPYING = "convert_to_alias"
READING = ("GET", "HEAD", "OPTIONS")
PERMISSION_CACHES = ("_perm_cache", "_group_perm_cache", "_user_perm_cache")


def keep_groups(user: Any) -> None:
    """Makes the account's membership of Wagtail's groups what its roles in force say."""
    wanted = set()
    if user.has_perm("portal.edit_pages"):
        wanted.add(EDITORS)
    if user.has_perm("portal.publish_pages"):
        wanted.add(MODERATORS)
    held = set(user.groups.filter(name__in=[EDITORS, MODERATORS]).values_list("name", flat=True))
    if wanted != held:
        user.groups.remove(*Group.objects.filter(name__in=held - wanted))
        user.groups.add(*Group.objects.filter(name__in=wanted - held))
    # What Django remembered of the account's rights was asked before its groups were put right.
    for name in PERMISSION_CACHES:
        if hasattr(user, name):
            delattr(user, name)


def keep_language(user: Any) -> None:
    """Wagtail writes its letters in the language of a profile of its own: it is ours."""
    profile = UserProfile.get_for_user(user)
    if profile.preferred_language != user.language:
        profile.preferred_language = user.language
        profile.save(update_fields=["preferred_language"])


class CmsDoorMiddleware:
    """Lets editors into the CMS, in their language and under its own content policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(self.path):
            return self.get_response(request)
        user: Any = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        # For the rest of the request, so that pages of errors speak it too.
        activate(user.language)
        keep_groups(user)
        if not user.has_perm("portal.edit_pages"):
            request.needed_role = "portal.edit_pages"  # type: ignore[attr-defined]
            raise PermissionDenied
        keep_language(user)
        steps = request.path_info.removeprefix(self.path).split("/")
        if steps[0] in NOT_HERE or COPYING in steps:
            raise Http404
        if steps[0] == OWN_ACCOUNT:
            return redirect("profile")
        return self.let_in(request, user)

    def let_in(self, request: HttpRequest, user: Any) -> HttpResponse:
        with acting(user):
            if request.method in READING:
                response = self.get_response(request)
            else:
                response = self.one_change(request)
        if getattr(request, "is_unreadable", False):
            response = unreadable(request)
        # How django-csp is told of another policy than the site's.
        response._csp_config = settings.CMS_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]  # noqa: SLF001
        return response

    def one_change(self, request: HttpRequest) -> HttpResponse:
        """What a request changes, with its log line, is kept whole or not at all."""
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "is_unreadable", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says so is made when what was begun is undone: it asks the database too."""
        if not request.path_info.startswith(self.path) or not isinstance(exception, UNREADABLE):
            return None
        LOG.warning("The CMS failed at %s.", request.path_info, exc_info=exception)
        request.is_unreadable = True  # type: ignore[attr-defined]
        return HttpResponse(status=400)


def unreadable(request: HttpRequest) -> HttpResponse:
    sentence = _(
        "The page editor could not read what was sent, and nothing was changed. Go back, load the "
        "page anew and try once more. Should it happen again, tell the administration."
    )
    return render(request, "400.html", {"sentence": sentence}, status=400)
