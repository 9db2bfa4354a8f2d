"""Calendar files: one meeting for everybody, and each person's own feed under a secret address."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views import View

from gte.alliance.models import User
from gte.governance.calendar import Event, calendar_bytes
from gte.governance.domain.calendars import close_calendar, renew_calendar
from gte.governance.queries.meetings import coming
from gte.governance.queries.parties import voice_of
from gte.governance.queries.waiting import open_decisions
from gte.governance.views.base import TAKE_PART, Desk, found
from gte.governance.views.calendar_events import meeting_event, silence_events

READ_ONLY = ["get", "head", "options"]


def calendar_answer(events: list[Event], *, filename: str) -> HttpResponse:
    """A calendar in the active language, kept by nobody on the way."""
    language = get_language() or "es"
    body = calendar_bytes(events, name=_("GTE: meetings and deadlines"), language=language)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{filename}"'
    # Also keeps it out of the page cache: who takes part gets more than visitors do.
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Language"] = language
    answer["X-Robots-Tag"] = "noindex"
    return answer


class MeetingView(View):
    """One convened meeting as a file; drafts and what was never convened have none."""

    http_method_names = READ_ONLY

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        reader = cast("User", request.user)
        meeting = found(coming(reader).select_related("sitting__within"), code=code)
        takes_part = request.user.has_perm(TAKE_PART)
        event = meeting_event(meeting, takes_part=takes_part)
        return calendar_answer([event], filename=f"{meeting.code}.ics")


class FeedView(View):
    """Somebody's own feed: whoever has the address reads it, so it is as secret as a password.

    An address that was never made, or was renewed, is not found. Of an account that is closed or
    takes part no more the calendar is empty: programs then take the meetings out.
    """

    http_method_names = READ_ONLY

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        user = User.objects.filter(calendar_key=key).select_related("person").first()
        if user is None:
            raise Http404(_("There is no calendar under this address."))
        with override(user.language):
            return calendar_answer(events_for(user), filename="gte.ics")


def events_for(user: User) -> list[Event]:
    """What a person who takes part has in the calendar; for anybody else nothing."""
    if not user.is_active or not user.has_perm(TAKE_PART):
        return []
    meetings = coming(user).select_related("sitting__within")
    voice = voice_of(user)
    party = voice.party.code if voice else ""
    stands = open_decisions(timezone.now())
    return [
        *(meeting_event(one, takes_part=True) for one in meetings),
        *silence_events(stands, party, user.clock_zone),
    ]


class CalendarView(Desk):
    """The address of one's own calendar: how it is added, made anew or closed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "governance/desk/calendar.html", self.context())

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("do") == "close":
            close_calendar(by=self.me)
            messages.success(request, _("The address is closed: no calendar is found under it."))
        else:
            had_one = bool(self.me.calendar_key)
            renew_calendar(by=self.me)
            messages.success(request, renewed_sentence(had_one=had_one))
        return redirect("desk-calendar")

    def context(self) -> dict[str, Any]:
        key = self.me.calendar_key
        path = reverse("calendar-feed", args=[key]) if key else ""
        https = f"{settings.BASE_URL}{path}" if key else ""
        webcal = f"webcal:{https.partition(':')[2]}" if key else ""
        return {"address": https, "webcal": webcal}


def renewed_sentence(*, had_one: bool) -> str:
    if had_one:
        return _("Your calendar has a new address. The one before does not work any more.")
    return _("Your calendar has an address.")
