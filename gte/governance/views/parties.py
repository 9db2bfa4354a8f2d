"""The parties at the desk: who speaks for each, what asks it now, and suspensions."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gte.alliance.models import State
from gte.governance.domain.suspensions import suspend_party
from gte.governance.enums import AttendanceRole
from gte.governance.forms.fields import ReasonForm
from gte.governance.queries.parties import Accredited, accredited_on, parties_on
from gte.governance.queries.standing import Stand, clock
from gte.governance.queries.waiting import open_decisions
from gte.governance.views.base import Desk, FormScreen, found, show_list


class ListView(Desk):
    """The parties in force today, each with its delegates and the decisions that ask it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return show_list(
            request,
            "parties",
            title=_("Parties and their delegates"),
            lead=_("Who is asked for consensus today, and who may answer for each party."),
            new=None,
            rows=party_rows(clock(), coordinates=self.coordinates),
        )


def party_rows(now: datetime.datetime, *, coordinates: bool) -> list[dict[str, Any]]:
    speakers: dict[int, list[Accredited]] = defaultdict(list)
    for person in accredited_on(now.date()):
        speakers[person.state.pk].append(person)
    stands = open_decisions(now)
    return [
        party_row(party, speakers[party.pk], stands, coordinates=coordinates)
        for party in parties_on(now.date())
    ]


def party_row(
    party: State, speakers: list[Accredited], stands: list[Stand], *, coordinates: bool
) -> dict[str, Any]:
    asking = [one for one in stands if party.code in one.standing.parties]
    suspended = [one for one in asking if party.code in one.standing.suspended]
    may_suspend = coordinates and len(suspended) < len(asking)
    return {
        "party": party,
        "people": [
            {"name": one.name, "role": str(AttendanceRole(one.role).label)} for one in speakers
        ],
        "asking": [
            {
                "title": str(one.decision),
                "url": reverse("desk-decision", args=[one.decision.code]),
                "suspended": party.code in one.standing.suspended,
            }
            for one in asking
        ],
        "suspend": reverse("desk-party-suspend", args=[party.code]) if may_suspend else "",
    }


class SuspendView(FormScreen):
    title = gettext_lazy("Suspend a party")
    lead = gettext_lazy(
        "It keeps the positions that it has and takes no other; nobody waits for it any more. This "
        "holds for what is open now and cannot be undone. Every delegate is told."
    )
    button = gettext_lazy("Suspend the party")
    danger = True

    def find(self, **which: Any) -> State:
        party: State = found(State.objects.parties(clock().date()), code=which["code"])
        return party

    def form(self, party: State, sent: Any = None) -> ReasonForm:
        form = ReasonForm(sent)
        form.fields["reason"].help_text = _("With the body that decided it and the day.")
        return form

    def act(self, party: State, form: ReasonForm) -> int:
        return suspend_party(party=party, by=self.me, reason=form.cleaned_data["reason"])

    def headline(self, party: State) -> str:
        return f"{self.title}: {party}"

    def said(self, party: State, made: int) -> str:
        sentence = ngettext(
            "%(party)s takes no part any more in %(n)s open procedure.",
            "%(party)s takes no part any more in %(n)s open procedures.",
            made,
        )
        return sentence % {"party": party, "n": made}

    def back(self, party: State) -> str:
        return reverse("desk-parties")
