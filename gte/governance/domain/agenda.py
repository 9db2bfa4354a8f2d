"""What is on a meeting's agenda, and who is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.bilingual import write_texts
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.governance.domain.meetings import lock
from gte.governance.enums import (
    AUTOMATIC,
    AgendaKind,
    AttendanceRole,
    SittingState,
)
from gte.governance.models import AgendaItem, Attendance, Decision, Meeting, Sitting
from gte.governance.queries.parties import parties_on


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it is sent."""

    title_es: str
    title_en: str
    minutes: int
    decision: Decision | None = None
    documents: tuple[Any, ...] = ()
    observers: tuple[State, ...] = ()
    summary_es: str = ""
    summary_en: str = ""


def refuse_over(sitting: Sitting) -> None:
    """Raises BadInput for a meeting that is over: its acta says what was said."""
    if sitting.state in {SittingState.CLOSED, SittingState.CANCELLED}:
        raise BadInput(
            _("“%(meeting)s” is %(now)s: what was noted does not change, the acta can be amended.")
            % {"meeting": sitting.meeting, "now": SittingState(sitting.state).label}
        )


@transaction.atomic
def add_item(*, meeting: Meeting, by: User, item: Item) -> AgendaItem:
    sitting = lock(meeting)
    refuse_over(sitting)
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    made = AgendaItem(meeting=meeting, position=last + 1)
    return write_item(made, by, item)


@transaction.atomic
def change_item(*, item: AgendaItem, by: User, said: Item) -> AgendaItem:
    refuse_over(lock(item.meeting))
    return write_item(item, by, said)


def write_item(made: AgendaItem, by: User, item: Item) -> AgendaItem:
    if made.kind not in AUTOMATIC:
        write_texts(made, title_es=item.title_es, title_en=item.title_en)
        made.decision = item.decision
        made.kind = AgendaKind.DECISION if item.decision else AgendaKind.DISCUSSION
    if bool(item.summary_es.strip()) != bool(item.summary_en.strip()):
        raise BadInput(_("Write what was said in both languages, or in neither."))
    made.minutes = item.minutes
    write_texts(made, summary_es=item.summary_es, summary_en=item.summary_en)
    made.full_clean()
    made.save()
    made.documents.set(item.documents)
    made.observers.set(item.observers)
    write_log(verb="agenda.changed", by=by, target=made.meeting.code)
    return made


@transaction.atomic
def move_item(*, item: AgendaItem, by: User, up: bool) -> None:
    """One place up or down; nothing goes before the items that come by themselves."""
    refuse_over(lock(item.meeting))
    items = [one for one in item.meeting.agenda.all() if one.kind not in AUTOMATIC]
    place = next((at for at, one in enumerate(items) if one.pk == item.pk), None)
    if place is None:
        raise BadInput(_("“%(title)s” keeps its place on every agenda.") % {"title": item})
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    for position, one in enumerate(items, start=len(AUTOMATIC) + 1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    write_log(verb="agenda.changed", by=by, target=item.meeting.code)


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User) -> None:
    refuse_over(lock(item.meeting))
    if item.kind in AUTOMATIC:
        raise BadInput(_("“%(title)s” is on every agenda.") % {"title": item})
    code = item.meeting.code
    item.delete()
    write_log(verb="agenda.changed", by=by, target=code)


def check_attendance(sitting: Sitting) -> None:
    """Raises BadInput before the meeting is convened and once it is over."""
    refuse_over(sitting)
    if sitting.state == SittingState.DRAFT:
        raise BadInput(_("Who is there is noted once the meeting is convened."))


@transaction.atomic
def note_attendance(
    *, meeting: Meeting, by: User, state: State, name: str, role: str
) -> Attendance:
    """Somebody is there. Raises BadInput before it is convened, and for a party's role given to
    who is no party that day.
    """
    sitting = lock(meeting)
    check_attendance(sitting)
    if not name.strip():
        raise BadInput(_("Write the person's name."))
    is_party = state in parties_on(sitting.day)
    if (role == AttendanceRole.OBSERVER) == is_party:
        raise BadInput(
            _("%(state)s is a party on that day: choose another role.") % {"state": state}
            if is_party
            else _("%(state)s is no party on that day: its people attend as observers.")
            % {"state": state}
        )
    row, _made = Attendance.objects.update_or_create(
        meeting=meeting, state=state, name=name.strip(), defaults={"role": role}
    )
    write_log(verb="attendance.noted", by=by, target=meeting.code)
    return row


@transaction.atomic
def remove_attendance(*, row: Attendance, by: User) -> None:
    refuse_over(lock(row.meeting))
    code = row.meeting.code
    row.delete()
    write_log(verb="attendance.removed", by=by, target=code)
