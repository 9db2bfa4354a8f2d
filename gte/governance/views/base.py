"""What the working screens share: who may enter, how a verb's refusal comes back to its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from gte.alliance.models import State
from gte.alliance.views.mixins import AtDesk
from gte.common.errors import BadInput
from gte.governance.queries.parties import Voice, parties_on, voice_of

TAKE_PART, COORDINATE = "governance.take_part", "governance.coordinate"


class Desk(AtDesk, View):
    """A screen of those who take part in the decisions."""

    permission_required = TAKE_PART

    @property
    def voice(self) -> Voice | None:
        return voice_of(self.me)

    @property
    def coordinates(self) -> bool:
        return self.me.has_perm(COORDINATE)

    @property
    def zone(self) -> str:
        """The zone in which instants are shown: one's own, else that of one's State, else UTC."""
        states = [role.state for role in self.me.roles_in_force if role.state]
        of_states = [state.time_zone for state in states if state.time_zone]
        return self.me.time_zone or next(iter(of_states), "UTC")


class CoordinationDesk(Desk):
    """A screen of the coordination."""

    permission_required = COORDINATE


def found(queryset: Any, **which: Any) -> Any:
    """The one record, or the page that says that there is none."""
    record = queryset.filter(**which).first()
    if record is None:
        shown = next(iter(which.values()))
        raise Http404(_("There is no record “%(code)s” here.") % {"code": shown})
    return record


def zones_of_parties() -> list[str]:
    return [party.time_zone for party in parties_on(timezone.now().date())]


def all_zones() -> list[str]:
    """The zones that the record names: those of the parties' capitals."""
    zones = State.objects.exclude(time_zone="").values_list("time_zone", flat=True)
    return sorted(set(zones))


def done(request: HttpRequest, sentence: str, verb: Callable[[], Any]) -> bool:
    """Runs a verb; says what was done, or as an error what it refused."""
    try:
        verb()
    except BadInput as error:
        messages.error(request, str(error))
        return False
    messages.success(request, sentence)
    return True


def taken(form: Any, verb: Callable[[], Any]) -> bool:
    """Runs a verb with what a valid form gave; its refusal becomes the form's."""
    try:
        verb()
    except BadInput as error:
        form.add_error(None, str(error))
        return False
    return True


def show_form(
    request: HttpRequest, form: Any, *, title: str, button: str, back: str, **context: Any
) -> HttpResponse:
    """A page with one form: what it is for, its button, and the way back."""
    context = {"form": form, "title": title, "button": button, "back": back, **context}
    status = 400 if form.is_bound else 200
    return render(request, "governance/desk/form.html", context, status=status)
