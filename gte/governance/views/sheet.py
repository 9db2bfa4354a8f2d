"""What the coordination writes on the run sheet: items, who is there, what comes out."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.models import State
from gte.governance.domain import agenda as domain
from gte.governance.domain import outcomes
from gte.governance.forms.sheet import (
    AttendanceForm,
    ItemForm,
    OutcomeForm,
    item_initial,
    outcome_initial,
)
from gte.governance.minutes_text import outcome_key
from gte.governance.models import AgendaItem, Attendance, Meeting, Outcome
from gte.governance.queries.meetings import (
    agenda_of,
    numbered_title,
)
from gte.governance.queries.parties import Accredited, accredited_on, parties_on
from gte.governance.views.base import (
    Button,
    Buttons,
    CoordinationDesk,
    DoScreen,
    FormScreen,
    done,
    found,
)
from gte.governance.views.meetings import MeetingForm, find_meeting, page_of


class SheetForm(MeetingForm):
    """A form about one part of a meeting's page, to which it leads back."""

    part = ""

    def headline(self, meeting: Meeting) -> str:
        return str(self.title)

    def introduction(self, meeting: Meeting) -> str:
        return numbered_title(meeting)

    def back(self, meeting: Meeting) -> str:
        return page_of(meeting, self.part)


class NewItemView(SheetForm):
    part = "agenda"
    title = gettext_lazy("New item of the agenda")
    button = gettext_lazy("Put it on the agenda")
    sentence = gettext_lazy("The item is on the agenda.")

    def check(self, meeting: Meeting) -> None:
        domain.refuse_over(meeting.sitting)

    def form(self, meeting: Meeting, sent: Any = None) -> ItemForm:
        return ItemForm(sent, reader=self.me)

    def act(self, meeting: Meeting, form: ItemForm) -> AgendaItem:
        return domain.add_item(meeting=meeting, by=self.me, item=form.item)


class ItemView(FormScreen):
    """An item anew, and afterwards what was said under it."""

    button = gettext_lazy("Save the item")
    sentence = gettext_lazy("The item is changed.")

    def find(self, **which: Any) -> AgendaItem:
        return find_item(find_meeting(self.me, which["code"]), which["pk"])

    def check(self, item: AgendaItem) -> None:
        domain.refuse_over(item.meeting.sitting)

    def form(self, item: AgendaItem, sent: Any = None) -> ItemForm:
        return ItemForm(sent, item=item, reader=self.me, initial=item_initial(item))

    def act(self, item: AgendaItem, form: ItemForm) -> None:
        domain.change_item(item=item, by=self.me, said=form.item)

    def headline(self, item: AgendaItem) -> str:
        return _("Edit: %s") % item

    def introduction(self, item: AgendaItem) -> str:
        return numbered_title(item.meeting)

    def back(self, item: AgendaItem) -> str:
        return page_of(item.meeting, "agenda")


def find_item(meeting: Meeting, pk: int) -> AgendaItem:
    item: AgendaItem = found(meeting.agenda, pk=pk)
    return item


class ItemDoView(DoScreen):
    """A place up or down, or off the agenda."""

    subject = "item"
    buttons: Buttons = {
        "up": Button(partial(domain.move_item, up=True), gettext_lazy("“%s” is moved up.")),
        "down": Button(partial(domain.move_item, up=False), gettext_lazy("“%s” is moved down.")),
        "remove": Button(domain.remove_item, gettext_lazy("“%s” is off the agenda.")),
    }

    def find(self, **which: Any) -> AgendaItem:
        return find_item(find_meeting(self.me, which["code"]), which["pk"])

    def back(self, item: AgendaItem) -> str:
        return page_of(item.meeting, "agenda")


class AttendanceView(SheetForm):
    """Somebody who is there and has no account, or comes for an Observer State."""

    part = "attendance"
    title = gettext_lazy("Note who is there")
    button = gettext_lazy("Note the person")

    def check(self, meeting: Meeting) -> None:
        domain.check_attendance(meeting.sitting)

    def form(self, meeting: Meeting, sent: Any = None) -> AttendanceForm:
        return AttendanceForm(sent, parties=parties_of(meeting))

    def act(self, meeting: Meeting, form: AttendanceForm) -> Attendance:
        return domain.note_attendance(meeting=meeting, by=self.me, **form.cleaned_data)

    def said(self, meeting: Meeting, made: Attendance) -> str:
        return _("%s is noted.") % made.name


class DelegateView(CoordinationDesk):
    """An accredited delegate is there: one click."""

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        asked = request.POST.get("delegate", "")
        person = next((one for one in accredited_on(meeting.sitting.day) if one.key == asked), None)
        if person is None:
            messages.error(request, _("This person is not accredited for a party on that day."))
        else:
            sentence = _("%s is noted.") % person.name
            done(request, sentence, lambda: self.note(meeting, person))
        return redirect(page_of(meeting, "attendance"))

    def note(self, meeting: Meeting, person: Accredited) -> None:
        domain.note_attendance(
            meeting=meeting, by=self.me, state=person.state, name=person.name, role=person.role
        )


class AttendanceRemoveView(CoordinationDesk):
    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        row: Attendance = found(meeting.attendance, pk=pk)
        sentence = _("%s is not noted any more.") % row.name
        done(request, sentence, lambda: domain.remove_attendance(row=row, by=self.me))
        return redirect(page_of(meeting, "attendance"))


class OutcomeView(SheetForm):
    """An agreement, or a commitment with owners and date."""

    part = "outcomes"
    title = gettext_lazy("Note an agreement or a commitment")
    button = gettext_lazy("Note it")
    sentence = gettext_lazy("It is noted.")

    def check(self, meeting: Meeting) -> None:
        outcomes.check_noting(meeting.sitting)

    def form(self, meeting: Meeting, sent: Any = None) -> OutcomeForm:
        asked = self.request.GET
        initial = {"kind": asked.get("kind", ""), "item": asked.get("item", "")}
        return outcome_form(meeting, sent, initial)

    def act(self, meeting: Meeting, form: OutcomeForm) -> Outcome:
        return outcomes.add_outcome(meeting=meeting, by=self.me, said=form.said)


def outcome_form(meeting: Meeting, sent: Any, initial: dict[str, Any]) -> OutcomeForm:
    points = agenda_of(meeting, timezone.now())
    return OutcomeForm(sent, parties=parties_of(meeting), points=points, initial=initial)


class OutcomeEditView(FormScreen):
    """What was agreed anew: in session, and afterwards until every party has signed the acta."""

    title = gettext_lazy("Change what was agreed")
    button = gettext_lazy("Save the change")
    sentence = gettext_lazy("It is changed.")

    def find(self, **which: Any) -> Outcome:
        outcome: Outcome = found(find_meeting(self.me, which["code"]).outcomes, pk=which["pk"])
        return outcome

    def check(self, outcome: Outcome) -> None:
        outcomes.check_change(outcome)

    def form(self, outcome: Outcome, sent: Any = None) -> OutcomeForm:
        return outcome_form(outcome.meeting, sent, outcome_initial(outcome))

    def act(self, outcome: Outcome, form: OutcomeForm) -> Outcome:
        return outcomes.change_outcome(outcome=outcome, by=self.me, said=form.said)

    def introduction(self, outcome: Outcome) -> str:
        if not hasattr(outcome.meeting, "minutes"):
            return numbered_title(outcome.meeting)
        return _("The acta gets a new version that says it; signatures do not carry over.")

    def back(self, outcome: Outcome) -> str:
        if not hasattr(outcome.meeting, "minutes"):
            return page_of(outcome.meeting, "outcomes")
        page = reverse("desk-minutes", args=[outcome.meeting.code])
        return f"{page}#paragraph-{outcome_key(outcome)}"


class OutcomeRemoveView(CoordinationDesk):
    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        outcome: Outcome = found(meeting.outcomes, pk=pk)
        sentence = _("Number %s is taken out.") % outcome.number
        done(request, sentence, lambda: outcomes.remove_outcome(outcome=outcome, by=self.me))
        return redirect(page_of(meeting, "outcomes"))


def parties_of(meeting: Meeting) -> list[State]:
    return parties_on(meeting.sitting.day)
