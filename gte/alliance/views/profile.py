"""One's own account: profile, data, the role acted in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import FormView, View

from gte.alliance.domain.accounts import ask_for_erasure, change_profile, own_data
from gte.alliance.enums import Notice
from gte.alliance.forms.people import ErasureForm, ProfileForm
from gte.alliance.middleware import ACTING_ROLE
from gte.alliance.queries.people import has_second_factor
from gte.alliance.views.mixins import SignedIn
from gte.common.errors import BadInput


class ProfileView(SignedIn, FormView):
    template_name = "alliance/profile.html"
    form_class = ProfileForm

    def get_initial(self) -> dict[str, Any]:
        user = self.me
        return {
            "name": user.name,
            "language": user.language,
            "time_zone": user.time_zone,
            "rhythm": user.rhythm,
            "notices": [kind for kind in Notice.values if user.wants_notice(kind)],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.me
        return super().get_context_data(
            email=user.email,
            roles=[{"label": r.label, "start": r.start, "end": r.end} for r in user.roles_held],
            has_second_factor=has_second_factor(user),
            needs_second_factor=user.needs_second_factor,
            **kwargs,
        )

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        change_profile(user=self.me, **form.cleaned_data)
        messages.success(self.request, _("Your profile is saved."))
        with override(form.cleaned_data["language"]):
            return redirect("profile")


class OwnDataView(SignedIn, View):
    """Everything kept about the person, as a file that other programs read."""

    def get(self, request: HttpRequest) -> HttpResponse:
        answer = JsonResponse(own_data(self.me), json_dumps_params={"indent": 2})
        answer["Content-Disposition"] = 'attachment; filename="gte-own-data.json"'
        return answer


class AskForErasureView(SignedIn, FormView):
    template_name = "alliance/ask_for_erasure.html"
    form_class = ErasureForm

    def form_valid(self, form: ErasureForm) -> HttpResponse:
        ask_for_erasure(user=self.me, reason=form.cleaned_data["reason"])
        messages.success(
            self.request, _("The administrators have your wish and answer you by e-mail.")
        )
        return redirect("profile")


class SwitchRoleView(SignedIn, View):
    """Acts in one of the roles held, or in all of them again."""

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("role", "")
        held = {str(role.pk): role for role in self.me.roles_held}
        if not wanted:
            request.session.pop(ACTING_ROLE, None)
        elif wanted in held:
            request.session[ACTING_ROLE] = held[wanted].pk
        else:
            raise BadInput(_("You do not hold this role today. Nothing was changed."))
        return HttpResponseRedirect(safe_next(request) or reverse("desk"))


def safe_next(request: HttpRequest) -> str:
    """Where the form was, if that is on this site."""
    url = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if safe else ""
