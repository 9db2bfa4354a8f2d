"""What the coordination writes on the run sheet: items, who is there, what comes out."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.models import State
from gte.governance.domain import agenda as domain
from gte.governance.forms.sheet import AttendanceForm, ItemForm, OutcomeForm, item_initial
from gte.governance.models import AgendaItem, Attendance, Meeting, Outcome
from gte.governance.queries.meetings import (
    Accredited,
    accredited_for,
    agenda_of,
    numbered_title,
)
from gte.governance.queries.parties import parties_on
from gte.governance.views.base import CoordinationDesk, done, found, show_form, taken
from gte.governance.views.meetings import find_meeting, to_meeting


def back_to(meeting: Meeting, part: str) -> str:
    return reverse("desk-meeting", args=[meeting.code]) + f"#{part}"


class NewItemView(CoordinationDesk):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.show(request, find_meeting(self.me, code), ItemForm(reader=self.me))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        form = ItemForm(request.POST, reader=self.me)
        if form.is_valid() and taken(form, lambda: self.add(meeting, form)):
            messages.success(request, _("The item is on the agenda."))
            return to_meeting(code, "agenda")
        return self.show(request, meeting, form)

    def add(self, meeting: Meeting, form: ItemForm) -> None:
        domain.add_item(meeting=meeting, by=self.me, item=form.item)

    def show(self, request: HttpRequest, meeting: Meeting, form: ItemForm) -> HttpResponse:
        return show_form(
            request,
            form,
            title=_("New item of the agenda"),
            lead=numbered_title(meeting),
            button=_("Put it on the agenda"),
            back=back_to(meeting, "agenda"),
        )


class ItemView(CoordinationDesk):
    """An item anew, and afterwards what was said under it."""

    def get(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        item: AgendaItem = found(meeting.agenda, pk=pk)
        form = ItemForm(item=item, reader=self.me, initial=item_initial(item))
        return self.show(request, meeting, item, form)

    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        item: AgendaItem = found(meeting.agenda, pk=pk)
        form = ItemForm(request.POST, item=item, reader=self.me)
        if form.is_valid() and taken(form, lambda: self.change(item, form)):
            messages.success(request, _("The item is changed."))
            return to_meeting(code, "agenda")
        return self.show(request, meeting, item, form)

    def change(self, item: AgendaItem, form: ItemForm) -> None:
        domain.change_item(item=item, by=self.me, said=form.item)

    def show(
        self, request: HttpRequest, meeting: Meeting, item: AgendaItem, form: ItemForm
    ) -> HttpResponse:
        return show_form(
            request,
            form,
            title=_("Edit: %s") % item,
            lead=numbered_title(meeting),
            button=_("Save the item"),
            back=back_to(meeting, "agenda"),
        )


class ItemDoView(CoordinationDesk):
    """A place up or down, or off the agenda."""

    def post(self, request: HttpRequest, code: str, pk: int, action: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        item: AgendaItem = found(meeting.agenda, pk=pk)
        verbs: dict[str, tuple[str, Any]] = {
            "up": (_("“%s” is moved up."), partial(domain.move_item, up=True)),
            "down": (_("“%s” is moved down."), partial(domain.move_item, up=False)),
            "remove": (_("“%s” is off the agenda."), domain.remove_item),
        }
        if action not in verbs:
            raise Http404
        sentence, verb = verbs[action]
        done(request, sentence % item, lambda: verb(item=item, by=self.me))
        return to_meeting(code, "agenda")


class AttendanceView(CoordinationDesk):
    """Somebody who is there and has no account, or comes for an Observer State."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        return self.show(request, meeting, AttendanceForm(parties=parties_of(meeting)))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        form = AttendanceForm(request.POST, parties=parties_of(meeting))
        if form.is_valid() and taken(form, lambda: self.note(meeting, form.cleaned_data)):
            messages.success(request, _("%s is noted.") % form.cleaned_data["name"])
            return to_meeting(code, "attendance")
        return self.show(request, meeting, form)

    def note(self, meeting: Meeting, said: dict[str, Any]) -> None:
        domain.note_attendance(meeting=meeting, by=self.me, **said)

    def show(self, request: HttpRequest, meeting: Meeting, form: AttendanceForm) -> HttpResponse:
        return show_form(
            request,
            form,
            title=_("Note who is there"),
            lead=numbered_title(meeting),
            button=_("Note the person"),
            back=back_to(meeting, "attendance"),
        )


class DelegateView(CoordinationDesk):
    """An accredited delegate is there: one click."""

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        asked = request.POST.get("delegate", "")
        person = next((one for one in accredited_for(meeting) if one.key == asked), None)
        if person is None:
            messages.error(request, _("This person is not accredited for a party on that day."))
        else:
            sentence = _("%s is noted.") % person.name
            done(request, sentence, lambda: self.note(meeting, person))
        return to_meeting(code, "attendance")

    def note(self, meeting: Meeting, person: Accredited) -> None:
        domain.note_attendance(
            meeting=meeting, by=self.me, state=person.state, name=person.name, role=person.role
        )


class AttendanceRemoveView(CoordinationDesk):
    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        row: Attendance = found(find_meeting(self.me, code).attendance, pk=pk)
        sentence = _("%s is not noted any more.") % row.name
        done(request, sentence, lambda: domain.remove_attendance(row=row, by=self.me))
        return to_meeting(code, "attendance")


class OutcomeView(CoordinationDesk):
    """An agreement, or a commitment with owners and date."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        initial = {"kind": request.GET.get("kind", ""), "item": request.GET.get("item", "")}
        return self.show(request, meeting, self.form(meeting, initial=initial))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        form = self.form(meeting, request.POST)
        if form.is_valid() and taken(form, lambda: self.add(meeting, form)):
            messages.success(request, _("It is noted."))
            return to_meeting(code, "outcomes")
        return self.show(request, meeting, form)

    def form(self, meeting: Meeting, *sent: Any, **options: Any) -> OutcomeForm:
        points = agenda_of(meeting, timezone.now())
        return OutcomeForm(
            *sent, meeting=meeting, parties=parties_of(meeting), points=points, **options
        )

    def add(self, meeting: Meeting, form: OutcomeForm) -> None:
        domain.add_outcome(meeting=meeting, by=self.me, said=form.said)

    def show(self, request: HttpRequest, meeting: Meeting, form: OutcomeForm) -> HttpResponse:
        return show_form(
            request,
            form,
            title=_("Note an agreement or a commitment"),
            lead=numbered_title(meeting),
            button=_("Note it"),
            back=back_to(meeting, "outcomes"),
        )


class OutcomeRemoveView(CoordinationDesk):
    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        outcome: Outcome = found(find_meeting(self.me, code).outcomes, pk=pk)
        sentence = _("Number %s is taken out.") % outcome.number
        done(request, sentence, lambda: domain.remove_outcome(outcome=outcome, by=self.me))
        return to_meeting(code, "outcomes")


def parties_of(meeting: Meeting) -> list[State]:
    return parties_on(meeting.sitting.day)
