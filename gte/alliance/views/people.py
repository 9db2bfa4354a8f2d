"""The desk's screen of people: roles in force, invitations, who may be invited."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from gte.alliance.domain.accounts import remove_second_factor
from gte.alliance.domain.invitations import (
    end_role,
    invite_person,
    renew_invitation,
    withdraw_invitation,
)
from gte.alliance.enums import InvitationState
from gte.alliance.forms.people import InviteForm
from gte.alliance.models import Invitation, RoleAssignment, User
from gte.alliance.queries.people import invitations_seen_by, roles_seen_by
from gte.alliance.views.invitations import link_from
from gte.alliance.views.mixins import MayInvite
from gte.common.errors import BadInput

TONES = {
    InvitationState.OPEN: "progress",
    InvitationState.ACCEPTED: "good",
    InvitationState.WITHDRAWN: "muted",
    InvitationState.EXPIRED: "late",
}


def role_row(role: RoleAssignment, user: Any) -> dict[str, Any]:
    account = getattr(role.person, "user", None)
    return {
        "pk": role.pk,
        "name": role.person.name,
        "made_up": role.person.is_synthetic,
        "email": account.email if account else "",
        "role": role.label,
        "start": role.start,
        "end": role.end,
        "may_end": user.has_perm("alliance.invite", role),
        "account": account.pk if account and user.has_perm("alliance.manage_accounts") else None,
    }


def invitation_row(invitation: Invitation, user: Any) -> dict[str, Any]:
    status = invitation.status
    unused = status in {InvitationState.OPEN, InvitationState.EXPIRED}
    return {
        "pk": invitation.pk,
        "name": invitation.name,
        "email": invitation.email,
        "role": invitation.label,
        "inviter": invitation.invited_by.name,
        "start": invitation.start,
        "end": invitation.end,
        "created": invitation.created,
        "expires": invitation.expires,
        "status": status.label,
        "tone": TONES[status],
        "may_change": unused and user.has_perm("alliance.invite", invitation),
    }


class PeopleView(MayInvite, TemplateView):
    template_name = "alliance/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.me
        return super().get_context_data(
            roles=[role_row(role, user) for role in roles_seen_by(user)],
            invitations=[invitation_row(one, user) for one in invitations_seen_by(user)[:100]],
            **kwargs,
        )


class InviteView(MayInvite, FormView):
    template_name = "alliance/invite.html"
    form_class = InviteForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.me}

    def get_initial(self) -> dict[str, Any]:
        return {"language": get_language()}

    def form_valid(self, form: InviteForm) -> HttpResponse:
        link = link_from(self.request)
        try:
            invite_person(by=self.me, link=link, role=form.role(), **form.who())
        except BadInput as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("%(name)s was invited: the link is on its way to %(email)s.") % form.who(),
        )
        return redirect("people")


class InvitationChangeView(MayInvite, View):
    """Sends an invitation again, or withdraws it."""

    def post(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        invitation = get_object_or_404(invitations_seen_by(self.me), pk=pk)
        if verb == "renew":
            renew_invitation(invitation=invitation, by=self.me, link=link_from(request))
            said = _("%s was sent a new link. The old one no longer works.")
        else:
            withdraw_invitation(invitation=invitation, by=self.me)
            said = _("The invitation of %s is withdrawn. Its link no longer works.")
        messages.success(request, said % invitation.name)
        return redirect("people")


class RemoveSecondFactorView(MayInvite, TemplateView):
    """For administrators: somebody lost the phone and the recovery codes."""

    template_name = "alliance/remove_second_factor.html"
    right = "alliance.manage_accounts"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = get_object_or_404(User.objects.select_related("person"), pk=self.kwargs["pk"])
        return super().get_context_data(name=person.name, email=person.email, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(User, pk=pk)
        remove_second_factor(user=person, by=self.me)
        messages.success(request, _("The second step of %s is removed.") % person.name)
        return redirect("people")


class EndRoleView(MayInvite, TemplateView):
    """Asks once, as ending a role takes rights away; it is undone by a new invitation."""

    template_name = "alliance/end_role.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        role = get_object_or_404(roles_seen_by(self.me), pk=self.kwargs["pk"])
        return super().get_context_data(role=role_row(role, self.me), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        role = get_object_or_404(roles_seen_by(self.me), pk=pk)
        end_role(role=role, by=self.me)
        messages.success(request, _("The role of %s has ended.") % role.person)
        return redirect("people")
