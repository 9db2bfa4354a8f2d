"""Who may open a page of the desk or of an account."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect

from gte.alliance.models import User


class SignedIn(LoginRequiredMixin):
    """Leads visitors to sign in; ``me`` is who is signed in."""

    request: HttpRequest

    @property
    def me(self) -> User:
        return cast("User", self.request.user)


class MayInvite(SignedIn):
    """Besides, shows the page that says so to those who have not the right."""

    right = "alliance.invite"

    def handle_no_permission(self) -> HttpResponseRedirect:
        if self.request.user.is_authenticated:
            raise PermissionDenied
        return super().handle_no_permission()

    def dispatch(self, request, *args, **kwargs):
        self.request = request
        if not request.user.is_authenticated or not self.me.has_perm(self.right):
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)


class AtDesk(PermissionRequiredMixin):
    """Visitors are led to sign in; an account without the right is told so."""

    login_url = "account_login"
    request: HttpRequest

    @property
    def me(self) -> User:
        return cast("User", self.request.user)
