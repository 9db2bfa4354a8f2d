"""Values at the desk: stating one, approving those of others, sending them back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.common.errors import BadInput
from gte.governance.forms.fields import ReasonForm
from gte.governance.views.base import TAKE_PART, Desk, done, found
from gte.workplan.domain.actuals import (
    approve_actual,
    check_beside,
    check_takes_values,
    return_actual,
    state_actual,
)
from gte.workplan.forms.actuals import StateForm
from gte.workplan.models import Actual, Indicator
from gte.workplan.views.indicator_blocks import value_of
from gte.workplan.views.indicators_desk import OfPeriod, page_of


class StateView(OfPeriod):
    """What was found, by a delegate for the own party or by the coordination for the whole."""

    permission_required = TAKE_PART
    title = gettext_lazy("State a value")
    lead = gettext_lazy(
        "With the evidence for it. It counts once somebody of another party has approved it; a "
        "newer one stands in its place."
    )
    button = gettext_lazy("State the value")
    sentence = gettext_lazy("The value is stated and waits for another party.")

    def check(self, about: Any) -> None:
        if about.indicator.measure:
            raise BadInput(
                _("“%s” is measured by this site: nobody types it in.") % about.indicator
            )
        if self.voice is None and not self.coordinates:
            raise BadInput(_("A value is stated for a party: you act for none today."))
        check_takes_values(about.indicator, about)
        sides = [self.voice.party] if self.voice else []
        if bool(sides) != self.coordinates:
            check_beside(about, sides[0] if sides else None)

    def form(self, about: Any, sent: Any = None) -> StateForm:
        party = self.voice.party if self.voice else None
        return StateForm(sent, period=about, user=self.me, party=party, whole=self.coordinates)

    def act(self, about: Any, form: StateForm) -> Actual:
        return state_actual(period=about, by=self.me, statement=form.statement)


def find_actual(user: Any, pk: int) -> Any:
    rows = Actual.objects.filter(period__indicator__in=Indicator.objects.visible_to(user))
    return found(rows.select_related("period__indicator", "party", "stated_for"), pk=pk)


class ApproveView(Desk):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, actual: int) -> HttpResponse:
        about = find_actual(self.me, actual)
        sentence = _("The value is approved: it counts now.")
        done(request, sentence, lambda: approve_actual(actual=about, by=self.me))
        return redirect(page_of(about.period.indicator))


class ReturnView(OfPeriod):
    """Why a value is sent back."""

    permission_required = TAKE_PART
    title = gettext_lazy("Return a value")
    lead = gettext_lazy("Whoever stated it reads the reason; it does not count any more.")
    button = gettext_lazy("Return the value")
    sentence = gettext_lazy("The value is returned.")
    danger = True

    def find(self, **which: Any) -> Any:
        return find_actual(self.me, which["actual"])

    def form(self, about: Any, sent: Any = None) -> ReasonForm:
        return ReasonForm(sent)

    def act(self, about: Any, form: ReasonForm) -> Actual:
        return return_actual(actual=about, by=self.me, reason=form.cleaned_data["reason"])

    def headline(self, about: Any) -> str:
        return f"{self.title}: {about.period.indicator}, {value_of(about)}"

    def back(self, about: Any) -> str:
        return reverse("desk-indicator", args=[about.period.indicator.code])
