"""The page behind the link of an invitation."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from gte.alliance.domain.invitations import Link, accept_invitation
from gte.alliance.enums import InvitationState
from gte.alliance.forms.people import AcceptForm
from gte.alliance.models import Invitation, User
from gte.alliance.models.invitations import token_hash


def link_from(request: HttpRequest) -> Link:
    """Makes links of invitations: with the installation's address, else as it was reached."""
    here = f"{request.scheme}://{request.get_host()}"
    site = settings.BASE_URL if settings.BASE_URL_IS_SET else here

    def link(token: str, language: str) -> str:
        with override(language):
            return site + reverse("accept-invitation", args=[token])

    return link


def closed_page(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    """Why the link does not work, and what to do: 404 for one we never sent, else 410."""
    reason = invitation.status.value if invitation else "unknown"
    inviter = invitation.invited_by.name if invitation else ""
    page = {"reason": reason, "inviter": inviter}
    status = 410 if invitation else 404
    return render(request, "alliance/invitation_closed.html", page, status=status)


@method_decorator(never_cache, name="dispatch")
class AcceptInvitationView(FormView):
    template_name = "alliance/accept_invitation.html"
    form_class = AcceptForm
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sent = Invitation.objects.select_related("invited_by__person", "state", "network")
        found = sent.filter(token_hash=token_hash(kwargs["token"])).first()
        if found is None or found.status != InvitationState.OPEN:
            return closed_page(request, found)
        self.invitation = found
        return super().dispatch(request, *args, **kwargs)

    def case(self) -> str:
        """Who opens the link: somebody new, the account of that address, or another one."""
        user = self.request.user
        if user.is_authenticated:
            return "own" if user.email == self.invitation.email else "other"
        known = User.objects.filter(email=self.invitation.email).exists()
        return "known" if known else "new"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "email": self.invitation.email}

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.invitation.name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            case=self.case(),
            invitation=self.invitation,
            inviter=self.invitation.invited_by.name,
            here=self.request.path,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = self.case()
        if case == "own":
            accept_invitation(invitation=self.invitation, by=cast("User", request.user))
            messages.success(request, _("You now hold the role “%s”.") % self.invitation.label)
            return redirect("desk")
        if case == "new":
            return super().post(request, *args, **kwargs)
        return self.get(request, *args, **kwargs)

    def form_valid(self, form: AcceptForm) -> HttpResponse:
        data = form.cleaned_data
        user = accept_invitation(
            invitation=self.invitation, by=None, name=data["name"], password=data["password1"]
        )
        messages.success(self.request, _("Your account is open. You hold its first role now."))
        record_authentication(self.request, user, method="password")
        with override(user.language):
            target = reverse("mfa_index" if user.needs_second_factor else "desk")
        return perform_login(self.request, user, redirect_url=target)
