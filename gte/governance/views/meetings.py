"""Meetings at the desk: list, convocation, run sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.governance.domain import meetings as domain
from gte.governance.enums import MeetingKind
from gte.governance.forms.fields import ReasonForm
from gte.governance.forms.meetings import PlanForm, initial_of, proposal
from gte.governance.models import Meeting
from gte.governance.queries.meetings import agenda_of, numbered_title, sittings
from gte.governance.views.base import (
    CoordinationDesk,
    Desk,
    all_zones,
    done,
    found,
    show_form,
    taken,
)
from gte.governance.views.meeting_blocks import list_page, meeting_page

# Those that are prepared most; the form has every kind.
USUAL = (
    MeetingKind.GTE_MEETING,
    MeetingKind.COORDINATION,
    MeetingKind.NETWORK,
    MeetingKind.WORKSHOP,
    MeetingKind.ROUND,
)


def find_meeting(user: Any, code: str) -> Meeting:
    """A meeting that is prepared here, or the page that says that there is none."""
    prepared = Meeting.objects.visible_to(user).filter(sitting__isnull=False)
    meeting: Meeting = found(
        prepared.select_related("sitting__within", "body", "host", "minutes"), code=code
    )
    return meeting


def to_meeting(code: str, part: str = "") -> HttpResponse:
    return redirect(reverse("desk-meeting", args=[code]) + (f"#{part}" if part else ""))


class ListView(Desk):
    """Every meeting prepared here: those to come, the nearest first; then the others."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = list_page(list(sittings()), timezone.now(), self.zone)
        context["coordinates"] = self.coordinates
        return render(request, "governance/desk/meetings.html", context)


class MeetingView(Desk):
    """The meeting's run sheet."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        points = agenda_of(meeting, timezone.now())
        context = meeting_page(meeting, points, zone=self.zone, coordinates=self.coordinates)
        return render(request, "governance/desk/meeting.html", context)


class NewView(CoordinationDesk):
    """A meeting with the number and the names that its series asks for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        kind = request.GET.get("kind", "")
        if kind not in MeetingKind.values:
            kind = MeetingKind.GTE_MEETING.value
        form = PlanForm(zones=all_zones(), initial=proposal(kind, self.zone))
        return self.show(request, form, kind)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PlanForm(request.POST, zones=all_zones())
        made: list[Meeting] = []
        if form.is_valid() and taken(form, lambda: made.append(self.prepare(form))):
            messages.success(request, _("“%s” is in preparation. Nobody was told yet.") % made[0])
            return to_meeting(made[0].code)
        return self.show(request, form, request.POST.get("kind", ""))

    def prepare(self, form: PlanForm) -> Meeting:
        return domain.prepare_meeting(by=self.me, plan=form.plan)

    def show(self, request: HttpRequest, form: PlanForm, kind: str) -> HttpResponse:
        tabs = [
            {"label": str(one.label), "url": f"?kind={one.value}", "current": one.value == kind}
            for one in USUAL
        ]
        return show_form(
            request,
            form,
            title=_("Prepare a meeting"),
            lead=_("Number and names follow the series; delegates hear of it once it is convened."),
            button=_("Prepare the meeting"),
            back=reverse("desk-meetings"),
            tabs=tabs,
            tabs_label=_("Series"),
        )


class EditView(CoordinationDesk):
    """What is said of a meeting anew. Whoever was convened is told."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        form = PlanForm(zones=all_zones(), meeting=meeting, initial=initial_of(meeting))
        return self.show(request, meeting, form)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        form = PlanForm(request.POST, zones=all_zones(), meeting=meeting)
        if form.is_valid() and taken(form, lambda: self.change(meeting, form)):
            messages.success(request, _("The meeting is changed."))
            return to_meeting(code)
        return self.show(request, meeting, form)

    def change(self, meeting: Meeting, form: PlanForm) -> None:
        domain.change_meeting(meeting=meeting, by=self.me, plan=form.plan)

    def show(self, request: HttpRequest, meeting: Meeting, form: PlanForm) -> HttpResponse:
        is_convened = meeting.sitting.convened_at is not None
        return show_form(
            request,
            form,
            title=_("Edit: %s") % numbered_title(meeting),
            lead=_("A change of time or place is told to everybody who was convened.")
            if is_convened
            else "",
            button=_("Save the meeting"),
            back=reverse("desk-meeting", args=[meeting.code]),
        )


class CancelView(CoordinationDesk):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.show(request, find_meeting(self.me, code), ReasonForm())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        form = ReasonForm(request.POST)
        if form.is_valid() and taken(form, lambda: self.cancel(meeting, form)):
            messages.success(request, _("The meeting is cancelled."))
            return to_meeting(code)
        return self.show(request, meeting, form)

    def cancel(self, meeting: Meeting, form: ReasonForm) -> None:
        domain.cancel_meeting(meeting=meeting, by=self.me, reason=form.cleaned_data["reason"])

    def show(self, request: HttpRequest, meeting: Meeting, form: ReasonForm) -> HttpResponse:
        return show_form(
            request,
            form,
            title=_("Cancel: %s") % numbered_title(meeting),
            lead=_("It cannot be undone. Whoever was convened gets a letter with the reason."),
            button=_("Cancel the meeting"),
            back=reverse("desk-meeting", args=[meeting.code]),
            danger=True,
        )


class DoView(CoordinationDesk):
    """A button of the meeting's page."""

    def post(self, request: HttpRequest, code: str, action: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        verbs: dict[str, tuple[str, Any]] = {
            "convene": (_("It is convened. Every delegate was told."), domain.convene_meeting),
            "open": (_("The meeting is in session."), domain.open_meeting),
            "close": (_("The meeting is closed. Draft its acta."), domain.close_meeting),
        }
        if action not in verbs:
            raise Http404
        sentence, verb = verbs[action]
        done(request, sentence, lambda: verb(meeting=meeting, by=self.me))
        return to_meeting(code)
