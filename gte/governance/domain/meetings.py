"""Meetings: prepare, convene, change, open or take that back, close, cancel."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.alliance.models import Body, State, User
from gte.common.bilingual import text_in, write_texts
from gte.common.domain import stamp_texts, write_log
from gte.common.enums import Certainty, Language, Scope, ScopeBasis
from gte.common.errors import BadInput
from gte.common.sources import LEDGER
from gte.governance import notices
from gte.governance.domain.decisions import announce_decision, settle
from gte.governance.domain.ledger import append, utc_text, wait_for_turn
from gte.governance.enums import (
    AUTOMATIC,
    SITTING_MOVES,
    ActKind,
    AgendaKind,
    SittingState,
)
from gte.governance.models import AgendaItem, Decision, Meeting, Sitting
from gte.governance.moments import zone_of
from gte.governance.queries.meetings import (
    agenda_of,
    local_day,
    numbered_alike,
    quorum_of,
    unannounced,
)
from gte.governance.queries.noted import noted_hash
from gte.governance.queries.parties import parties_on


@dataclass(frozen=True, slots=True)
class Plan:
    """What is said of a meeting before it is held. Times are instants."""

    kind: str
    body: Body
    ordinal: int | None
    name_es: str
    name_en: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    time_zone: str
    modality: str
    place_es: str = ""
    place_en: str = ""
    link: str = ""
    host: State | None = None
    within: Meeting | None = None
    convocation_es: str = ""
    convocation_en: str = ""


@transaction.atomic
def prepare_meeting(*, by: User, plan: Plan) -> Meeting:
    """A meeting in preparation, with the items that are on every agenda.

    Raises BadInput for a number that its series has already, an end before the beginning.
    """
    wait_for_turn()
    check_plan(plan, None)
    stem = slugify(f"meeting-{plan.body.code}-{plan.ordinal or 'x'}-{plan.starts_at:%Y-%m}")
    taken = set(Meeting.objects.filter(code__startswith=stem).values_list("code", flat=True))
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    meeting = Meeting(
        code=code,
        source=LEDGER,
        certainty=Certainty.DOCUMENTED,
        scope=Scope.GTE,
        scope_basis=ScopeBasis.STATED,
    )
    write_plan(meeting, plan)
    sitting = Sitting(meeting=meeting, changed_at=timezone.now())
    write_sitting(sitting, plan)
    for position, kind in enumerate(AUTOMATIC, start=1):
        add_automatic(meeting, kind, position)
    write_log(verb="meeting.prepared", by=by, target=meeting.code)
    return meeting


def check_plan(plan: Plan, meeting: Meeting | None) -> None:
    if plan.ends_at <= plan.starts_at:
        raise BadInput(_("The meeting ends after it begins."))
    other = numbered_alike(plan.body, plan.kind, plan.ordinal, meeting)
    if other is not None:
        raise BadInput(_("“%(title)s” has this number in its series already.") % {"title": other})
    if meeting is not None and plan.within == meeting:
        raise BadInput(_("A meeting does not lie within itself."))


def write_plan(meeting: Meeting, plan: Plan) -> None:
    meeting.kind, meeting.body, meeting.ordinal = plan.kind, plan.body, plan.ordinal
    write_texts(
        meeting,
        name_es=plan.name_es,
        name_en=plan.name_en,
        place_es=plan.place_es,
        place_en=plan.place_en,
    )
    meeting.modality, meeting.host = plan.modality, plan.host
    meeting.date_start = local_day(plan.starts_at, plan.time_zone)
    meeting.date_end = local_day(plan.ends_at, plan.time_zone)
    for language in Language.values:
        with override(language):
            setattr(meeting, f"participants_{language}", _("Delegations of the parties"))
    stamp_texts(meeting, translated={"en": "es"})
    meeting.full_clean()
    meeting.save()


def write_sitting(sitting: Sitting, plan: Plan) -> None:
    sitting.starts_at, sitting.ends_at = plan.starts_at, plan.ends_at
    sitting.time_zone, sitting.link, sitting.within = plan.time_zone, plan.link, plan.within
    write_texts(sitting, convocation_es=plan.convocation_es, convocation_en=plan.convocation_en)
    sitting.full_clean()
    sitting.save()


def add_automatic(meeting: Meeting, kind: AgendaKind, position: int) -> None:
    item = AgendaItem(meeting=meeting, kind=kind, position=position, minutes=10)
    for language in Language.values:
        with override(language):
            label = str(kind.label)
            setattr(item, f"title_{language}", f"{label[:1].upper()}{label[1:]}")
    item.save()


def lock(meeting: Meeting) -> Sitting:
    """The sitting as it is now, for this transaction alone."""
    wait_for_turn()
    found: Sitting = (
        Sitting.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=meeting.pk)
    )
    return found


def check_move(sitting: Sitting, state: SittingState) -> None:
    """Raises BadInput for a step that the meeting cannot take from where it is."""
    if state not in SITTING_MOVES[sitting.state]:
        raise BadInput(
            _("“%(meeting)s” is %(now)s: it cannot become “%(state)s”.")
            % {
                "meeting": sitting.meeting,
                "now": SittingState(sitting.state).label,
                "state": state.label,
            }
        )


def move(sitting: Sitting, state: SittingState) -> None:
    check_move(sitting, state)
    sitting.state = state


def sitting_facts(sitting: Sitting) -> dict[str, Any]:
    return {
        "starts": utc_text(sitting.starts_at),
        "ends": utc_text(sitting.ends_at),
        "zone": sitting.time_zone,
        "place": text_in(sitting.meeting, "place", Language.ES),
    }


def check_change(sitting: Sitting) -> None:
    """Raises BadInput once the meeting was opened or cancelled."""
    if sitting.state not in {SittingState.DRAFT, SittingState.CONVENED}:
        raise BadInput(
            _("“%(meeting)s” is %(now)s: its convocation does not change any more.")
            % {"meeting": sitting.meeting, "now": SittingState(sitting.state).label}
        )


@transaction.atomic
def change_meeting(*, meeting: Meeting, by: User, plan: Plan) -> Meeting:
    """What is said of it anew. Once it is convened, everybody is told and calendars follow."""
    sitting = lock(meeting)
    check_change(sitting)
    meeting = sitting.meeting
    check_plan(plan, meeting)
    before = sitting_facts(sitting)
    link_before = sitting.link
    write_plan(meeting, plan)

    sitting.changed_at = timezone.now()
    if sitting.state == SittingState.CONVENED:
        sitting.sequence += 1
    write_sitting(sitting, plan)
    if sitting.state != SittingState.CONVENED:
        write_log(verb="meeting.prepared", by=by, target=meeting.code)
        return meeting
    facts = sitting_facts(sitting)
    append(act=ActKind.MEETING_CHANGED, subject=meeting.code, by=by, body=facts)
    if facts != before or sitting.link != link_before:
        notices.about_meeting(meeting, parties_on(sitting.day), "meeting_changed")
    return meeting


@transaction.atomic
def convene_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """The convocation goes to every delegate. Raises BadInput for a meeting without a place."""
    sitting = lock(meeting)
    if sitting.convened_at:
        raise BadInput(_("“%s” was convened already.") % meeting)
    move(sitting, SittingState.CONVENED)
    if not text_in(sitting.meeting, "place", Language.ES) and not sitting.link:
        raise BadInput(_("Say where it is held, or give the link, before it is convened."))
    sitting.convened_at = sitting.changed_at = timezone.now()
    sitting.save()
    body = sitting_facts(sitting)
    append(act=ActKind.MEETING_CONVENED, subject=meeting.code, by=by, body=body)
    notices.about_meeting(sitting.meeting, parties_on(sitting.day), "meeting_convened")
    return sitting.meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: User, reason: str) -> Meeting:
    """It does not take place. Raises BadInput without a reason, and once it is closed."""
    if not reason.strip():
        raise BadInput(_("Say why it is cancelled: whoever was convened is told."))
    sitting = lock(meeting)
    was_known = sitting.convened_at is not None
    move(sitting, SittingState.CANCELLED)
    sitting.sequence += 1
    sitting.changed_at = timezone.now()
    sitting.save()
    body = {"reason": reason.strip()}
    append(act=ActKind.MEETING_CANCELLED, subject=meeting.code, by=by, body=body)
    if was_known:
        notices.about_meeting(
            sitting.meeting, parties_on(sitting.day), "meeting_cancelled", reason=reason.strip()
        )
    return sitting.meeting


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """From now attendance, agreements and commitments are noted. Raises BadInput before its day."""
    sitting = lock(meeting)
    check_move(sitting, SittingState.OPEN)
    check_day(sitting)
    move(sitting, SittingState.OPEN)
    sitting.save()
    present = [party.code for party in quorum_of(sitting.meeting).present]
    body = {"present": present}
    append(act=ActKind.MEETING_OPENED, subject=meeting.code, by=by, body=body)
    return sitting.meeting


def check_day(sitting: Sitting) -> None:
    """Raises BadInput before the day of the meeting at its place."""
    zone = zone_of(sitting.time_zone)
    day = sitting.starts_at.astimezone(zone).date()
    if timezone.now().astimezone(zone).date() < day:
        raise BadInput(
            _("“%(meeting)s” is convened for %(day)s: it is not opened before that day.")
            % {"meeting": sitting.meeting, "day": date_format(day, "DATE_FORMAT")}
        )


@transaction.atomic
def undo_opening(*, meeting: Meeting, by: User) -> Meeting:
    """Takes an opened meeting back to convened; who was noted as there stays noted.

    Raises BadInput while agreements or commitments are noted: they are of a session.
    """
    sitting = lock(meeting)
    if sitting.state != SittingState.OPEN:
        raise BadInput(_("“%s” is not in session: there is no opening to undo.") % meeting)
    if meeting.outcomes.exists():
        raise BadInput(_("Remove the agreements and commitments that are noted first."))
    move(sitting, SittingState.CONVENED)
    sitting.save()
    append(act=ActKind.MEETING_UNOPENED, subject=meeting.code, by=by)
    return sitting.meeting


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """Ends it: what came on the agenda by itself is kept as it was, what silence adopted is
    announced. Raises BadInput while a party in force is missing from the attendance.
    """
    settle()
    sitting = lock(meeting)
    check_move(sitting, SittingState.CLOSED)
    quorum = quorum_of(sitting.meeting)
    if not quorum.is_reached:
        missing = ", ".join(str(party) for party in quorum.missing)
        raise BadInput(
            _("Without quorum there is no acta. Not noted as present: %(states)s.")
            % {"states": missing}
        )
    # Before it is closed: the agenda of a closed meeting says only what was written down.
    freeze_agenda(sitting.meeting)
    for decision in unannounced(timezone.now()):
        announce_decision(decision=decision, by=by)
    move(sitting, SittingState.CLOSED)
    sitting.save()
    present = [party.code for party in quorum.present]
    body = {"present": present, "noted": noted_hash(sitting.meeting)}
    append(act=ActKind.MEETING_CLOSED, subject=meeting.code, by=by, body=body)
    return sitting.meeting


def freeze_agenda(meeting: Meeting) -> None:
    """What items of their own had to say is written down, in both languages."""
    for language in Language.values:
        with override(language):
            for point in agenda_of(meeting, timezone.now()):
                if point.item.kind not in AUTOMATIC or not point.lines:
                    continue
                lines = "\n".join(line_text(line) for line in point.lines)
                column = f"summary_{language}"
                said = getattr(point.item, column) or ""
                setattr(point.item, column, f"{lines}\n{said}".strip())
                point.item.save(update_fields=[column])


def line_text(line: Any) -> str:
    if isinstance(line, Decision) and line.number:
        return f"{line.number}/{line.year}: {line}"
    if isinstance(line, Meeting):
        return _("The acta of “%s” was put for approval.") % line
    if isinstance(line, Decision):
        return str(line)
    owners = ", ".join(line.owners) or _("all parties")
    due = _("due %s") % line.due if line.due else ""
    return "; ".join(filter(None, (line.title, owners, due)))
