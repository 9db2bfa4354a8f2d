"""What is on a meeting's agenda, and who is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.bilingual import text_in, write_texts
from gte.common.domain import write_log
from gte.common.enums import Language
from gte.common.errors import BadInput
from gte.governance.domain.ledger import append
from gte.governance.domain.meetings import lock
from gte.governance.enums import (
    AUTOMATIC,
    ActKind,
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
    write_item(made, item)
    record(ActKind.AGENDA_ADDED, made, by)
    return made


def locked(item: AgendaItem) -> AgendaItem:
    """The item as it is now, for this transaction alone. Raises BadInput for a meeting that is
    over, and for an item that somebody took off meanwhile.
    """
    refuse_over(lock(item.meeting))
    found = AgendaItem.objects.select_related("meeting__sitting").filter(pk=item.pk).first()
    if found is None:
        raise BadInput(_("“%s” was taken off the agenda meanwhile.") % item)
    return found


def record(act: ActKind, item: AgendaItem, by: User) -> None:
    """An act of the ledger once the meeting is convened; before, a line of the log."""
    code = item.meeting.code
    if item.meeting.sitting.convened_at is None:
        write_log(verb=act, by=by, target=code)
        return
    title = {side: text_in(item, "title", side) for side in Language.values}
    append(act=act, subject=code, by=by, body={"title": title})


def announced(item: AgendaItem) -> tuple[Any, ...]:
    """What the agenda says of an item before the meeting."""
    titles = [text_in(item, "title", side) for side in Language.values]
    documents, observers = (
        sorted(related.values_list("pk", flat=True)) for related in (item.documents, item.observers)
    )
    return (*titles, item.minutes, item.decision_id, documents, observers)


@transaction.atomic
def change_item(*, item: AgendaItem, by: User, said: Item) -> AgendaItem:
    """The item anew. Only what was said under it is no act: the acta tells it."""
    item = locked(item)
    before = announced(item)
    write_item(item, said)
    if announced(item) == before:
        write_log(verb="agenda.noted", by=by, target=item.meeting.code)
    else:
        record(ActKind.AGENDA_CHANGED, item, by)
    return item


def write_item(made: AgendaItem, item: Item) -> None:
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


@transaction.atomic
def move_item(*, item: AgendaItem, by: User, up: bool) -> None:
    """One place up or down; nothing goes before the items that come by themselves."""
    item = locked(item)
    items = [one for one in item.meeting.agenda.all() if one.kind not in AUTOMATIC]
    place = next((at for at, one in enumerate(items) if one.pk == item.pk), None)
    if place is None:
        raise BadInput(_("“%(title)s” keeps its place on every agenda.") % {"title": item})
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return
    items[place], items[other] = items[other], items[place]
    for position, one in enumerate(items, start=len(AUTOMATIC) + 1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    record(ActKind.AGENDA_MOVED, item, by)


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User) -> None:
    item = locked(item)
    if item.kind in AUTOMATIC:
        raise BadInput(_("“%(title)s” is on every agenda.") % {"title": item})
    item.delete()
    record(ActKind.AGENDA_REMOVED, item, by)


def check_attendance(sitting: Sitting) -> None:
    """Raises BadInput before the meeting is convened and once it is over."""
    refuse_over(sitting)
    if sitting.state == SittingState.DRAFT:
        raise BadInput(_("Who is there is noted once the meeting is convened."))


@transaction.atomic
def note_attendance(
    *, meeting: Meeting, by: User, state: State, name: str, role: str
) -> Attendance:
    """Somebody is there. Raises BadInput before it is convened, for a party's role given to who is
    no party that day, and for a second head of one delegation.
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
    if role == AttendanceRole.HEAD:
        check_head(meeting, state, name.strip())
    row, _made = Attendance.objects.update_or_create(
        meeting=meeting, state=state, name=name.strip(), defaults={"role": role}
    )
    write_log(verb="attendance.noted", by=by, target=meeting.code)
    return row


def check_head(meeting: Meeting, state: State, name: str) -> None:
    """Raises BadInput where somebody else heads the State's delegation."""
    heads = meeting.attendance.filter(state=state, role=AttendanceRole.HEAD)
    other = heads.exclude(name=name).first()
    if other is not None:
        raise BadInput(
            _("%(name)s is noted as head of delegation of %(state)s: choose another role.")
            % {"name": other, "state": state}
        )


@transaction.atomic
def remove_attendance(*, row: Attendance, by: User) -> None:
    refuse_over(lock(row.meeting))
    code = row.meeting.code
    row.delete()
    write_log(verb="attendance.removed", by=by, target=code)
