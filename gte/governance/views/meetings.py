"""Meetings at the desk: list, convocation, run sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.governance.domain import meetings as domain
from gte.governance.enums import MeetingKind, SittingState
from gte.governance.forms.fields import ReasonForm
from gte.governance.forms.meetings import PlanForm, initial_of, proposal
from gte.governance.models import Meeting
from gte.governance.queries.meetings import agenda_of, numbered_title, sittings
from gte.governance.views.base import (
    Button,
    Buttons,
    CoordinationDesk,
    Desk,
    DoScreen,
    FormScreen,
    all_zones,
    found,
    show_list,
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


def page_of(meeting: Meeting, part: str = "") -> str:
    return reverse("desk-meeting", args=[meeting.code]) + (f"#{part}" if part else "")


class ListView(Desk):
    """Every meeting prepared here: those to come, the nearest first; then the others."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = list_page(list(sittings()), timezone.now(), self.zone)
        new = (_("Prepare a meeting"), reverse("desk-meeting-new"))
        return show_list(
            request,
            "meetings",
            title=_("Meetings"),
            lead=_("Convocation, agenda, attendance and acta of every meeting prepared here."),
            new=new if self.coordinates else None,
            **context,
        )


class MeetingView(Desk):
    """The meeting's run sheet."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        points = agenda_of(meeting, timezone.now())
        context = meeting_page(meeting, points, zone=self.zone, coordinates=self.coordinates)
        return render(request, "governance/desk/meeting.html", context)


class NewView(FormScreen):
    """A meeting with the number and the names that its series asks for."""

    title = gettext_lazy("Prepare a meeting")
    lead = gettext_lazy(
        "Number and names follow the series; delegates hear of it once it is convened."
    )
    button = gettext_lazy("Prepare the meeting")

    @property
    def kind(self) -> str:
        asked = {**self.request.GET.dict(), **self.request.POST.dict()}.get("kind", "")
        return asked if asked in MeetingKind.values else MeetingKind.GTE_MEETING.value

    def form(self, about: None, sent: Any = None) -> PlanForm:
        return PlanForm(sent, zones=all_zones(), initial=proposal(self.kind, self.zone))

    def act(self, about: None, form: PlanForm) -> Meeting:
        return domain.prepare_meeting(by=self.me, plan=form.plan)

    def said(self, about: None, made: Meeting) -> str:
        return _("“%s” is in preparation. Nobody was told yet.") % made

    def back(self, about: None) -> str:
        return reverse("desk-meetings")

    def after(self, about: None, made: Meeting) -> str:
        return page_of(made)

    def extras(self, form: PlanForm) -> dict[str, Any]:
        tabs = [
            {
                "label": str(one.label),
                "url": f"?kind={one.value}",
                "current": one.value == self.kind,
            }
            for one in USUAL
        ]
        return {"tabs": tabs, "tabs_label": _("Series")}


class OfMeeting(CoordinationDesk):
    """A screen about one meeting, that leads back to its page."""

    def find(self, **which: Any) -> Meeting:
        return find_meeting(self.me, which["code"])

    def back(self, meeting: Meeting) -> str:
        return page_of(meeting)


class MeetingForm(OfMeeting, FormScreen):
    """A form about one meeting."""

    def headline(self, meeting: Meeting) -> str:
        return f"{self.title}: {numbered_title(meeting)}"


class EditView(MeetingForm):
    """What is said of a meeting anew. Whoever was convened is told."""

    title = pgettext_lazy("form", "Edit")
    lead = gettext_lazy("A change of time or place is told to everybody who was convened.")
    button = gettext_lazy("Save the meeting")
    sentence = gettext_lazy("The meeting is changed.")

    def check(self, meeting: Meeting) -> None:
        domain.check_change(meeting.sitting)

    def form(self, meeting: Meeting, sent: Any = None) -> PlanForm:
        return PlanForm(sent, zones=all_zones(), meeting=meeting, initial=initial_of(meeting))

    def act(self, meeting: Meeting, form: PlanForm) -> None:
        domain.change_meeting(meeting=meeting, by=self.me, plan=form.plan)

    def introduction(self, meeting: Meeting) -> str:
        return super().introduction(meeting) if meeting.sitting.convened_at else ""


class CancelView(MeetingForm):
    title = pgettext_lazy("form", "Cancel")
    lead = gettext_lazy("It cannot be undone. Whoever was convened gets a letter with the reason.")
    button = gettext_lazy("Cancel the meeting")
    sentence = gettext_lazy("The meeting is cancelled.")
    danger = True

    def check(self, meeting: Meeting) -> None:
        domain.check_move(meeting.sitting, SittingState.CANCELLED)

    def form(self, meeting: Meeting, sent: Any = None) -> ReasonForm:
        return ReasonForm(sent)

    def act(self, meeting: Meeting, form: ReasonForm) -> None:
        domain.cancel_meeting(meeting=meeting, by=self.me, reason=form.cleaned_data["reason"])


class DoView(OfMeeting, DoScreen):
    """A button of the meeting's page."""

    subject = "meeting"
    buttons: Buttons = {
        "convene": Button(
            domain.convene_meeting,
            gettext_lazy("It is convened. Every delegate was told."),
            gettext_lazy("Convene the meeting"),
            gettext_lazy(
                "Every delegate gets a letter with day, hour and agenda, and the meeting is "
                "public. Changes are told to everybody afterwards."
            ),
        ),
        "open": Button(domain.open_meeting, gettext_lazy("The meeting is in session.")),
        "close": Button(
            domain.close_meeting,
            gettext_lazy("The meeting is closed. Draft its acta."),
            gettext_lazy("Close the meeting"),
            gettext_lazy(
                "Attendance and agenda stay as they are. The acta is drafted from what is noted."
            ),
        ),
        "undo-opening": Button(
            domain.undo_opening,
            gettext_lazy("The opening is undone: the meeting is convened, as before."),
        ),
    }
