"""Named questions about meetings: series, agenda, quorum, calendar."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from gte.alliance.models import Body, State, User
from gte.common.ordinals import to_roman
from gte.common.partial_dates import PartialDate
from gte.governance.commitments import OpenCommitment, open_commitments
from gte.governance.enums import (
    REPRESENTS,
    AgendaKind,
    AttendanceRole,
    MeetingKind,
    SittingState,
)
from gte.governance.models import AgendaItem, Attendance, Decision, LedgerEntry, Meeting, Sitting
from gte.governance.queries.parties import parties_on
from gte.governance.silence import Status

HELD = Q(sitting__isnull=True) | Q(sitting__state=SittingState.CLOSED)


def next_ordinal(body: Body | None, kind: str) -> int:
    """The number that the next meeting of a series has: a series is one kind of one body."""
    last = Meeting.objects.filter(body=body, kind=kind).exclude(
        sitting__state=SittingState.CANCELLED
    )
    return (last.aggregate(last=Max("ordinal"))["last"] or 0) + 1


def numbered_alike(
    body: Body | None, kind: str, ordinal: int | None, but: Meeting | None = None
) -> Meeting | None:
    """The meeting that has a number in its series already; one that was cancelled frees it."""
    if ordinal is None:
        return None
    found: Meeting | None = (
        Meeting.objects.filter(body=body, kind=kind, ordinal=ordinal)
        .exclude(sitting__state=SittingState.CANCELLED)
        .exclude(pk=but.pk if but else None)
        .first()
    )
    return found


def former_meeting(meeting: Meeting) -> Meeting | None:
    """The meeting of the same series before this one, on record or held here."""
    found: Meeting | None = (
        Meeting.objects.filter(HELD, body=meeting.body, kind=meeting.kind)
        .filter(date_start__lt=meeting.date_start)
        .exclude(pk=meeting.pk)
        .order_by("-date_start", "-pk")
        .first()
    )
    return found


def round_of(meeting: Meeting, *, for_all: bool) -> Meeting | None:
    """The meeting it lies within; ``for_all``: if it may be named to who takes no part."""
    sitting = getattr(meeting, "sitting", None)
    within = sitting.within if sitting else None
    if within is None or not for_all:
        return within
    found: Meeting | None = Meeting.objects.visible_to(None).filter(pk=within.pk).first()
    return found


def numbered_title(meeting: Meeting, *, for_all: bool = False) -> str:
    """What the meeting is called, with its number and that of the meeting it lies within."""
    within = round_of(meeting, for_all=for_all)
    title = with_number(meeting)
    if within is None:
        return title
    return _("%(meeting)s, within %(round)s") % {"meeting": title, "round": with_number(within)}


def with_number(meeting: Meeting) -> str:
    """The name after its number, which many names say themselves: "XXVII", "27th"."""
    name = str(meeting)
    if meeting.ordinal is None:
        return name
    roman = to_roman(meeting.ordinal)
    says = re.search(rf"\b(?:{roman}|{meeting.ordinal}(?:st|nd|rd|th|\.?ª|\.?º)?)(?!\w)", name)
    return name if says else f"{roman} {name}"


@dataclass(frozen=True, slots=True)
class Quorum:
    """Which parties were there: of those in force on the day, all have to be."""

    present: tuple[State, ...]
    missing: tuple[State, ...]

    @property
    def is_reached(self) -> bool:
        return bool(self.present) and not self.missing


def quorum_of(meeting: Meeting) -> Quorum:
    """Computed from the attendance and the parties in force on the day of the meeting."""
    day = meeting.sitting.day if hasattr(meeting, "sitting") else meeting.date_start.earliest
    parties = parties_on(day)
    there = set(meeting.attendance.filter(role__in=REPRESENTS).values_list("state_id", flat=True))
    return Quorum(
        tuple(party for party in parties if party.pk in there),
        tuple(party for party in parties if party.pk not in there),
    )


def delegations_of(meeting: Meeting) -> list[tuple[State, list[Attendance]]]:
    """Who is noted as there, by State: the parties of the day in their order, then Observer States,
    then others; of each the head first.
    """
    parties = [party.pk for party in parties_on(meeting.sitting.day)]
    observers = set(State.objects.observers().values_list("pk", flat=True))
    roles = list(AttendanceRole.values)
    found: dict[State, list[Attendance]] = {}
    for row in meeting.attendance.select_related("state"):
        found.setdefault(row.state, []).append(row)

    def place(state: State) -> tuple[int, int, str]:
        if state.pk in parties:
            return (0, parties.index(state.pk), "")
        return (1 if state.pk in observers else 2, 0, str(state))

    return [
        (state, sorted(found[state], key=lambda row: (roles.index(row.role), row.pk)))
        for state in sorted(found, key=place)
    ]


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """An item as the agenda prints it: with its number, the hour it begins, and its content."""

    number: int
    item: AgendaItem
    begins: datetime.datetime
    ends: datetime.datetime
    lines: tuple[Any, ...] = ()
    is_over_time: bool = False


def silence_decisions() -> QuerySet[Decision]:
    """Adopted by silence and not announced yet, in the order of their numbers."""
    found: QuerySet[Decision] = Decision.objects.filter(
        number__isnull=False, announced_at=None
    ).order_by("year", "number")
    return found


def unannounced(now: datetime.datetime) -> list[Decision]:
    """The same, with those whose silence ran out since anybody acted."""
    from gte.governance.queries.standing import unnoted  # noqa: PLC0415 - they ask each other

    to_come = [
        one
        for one, stands in unnoted(now)
        if stands.status == Status.ADOPTED and stands.expiry is not None
    ]
    return [*silence_decisions(), *to_come]


def automatic_lines(
    item: AgendaItem, commitments: list[OpenCommitment], decisions: list[Decision]
) -> tuple[Any, ...]:
    if item.kind == AgendaKind.FORMER_ACTA:
        former = former_meeting(item.meeting)
        return (former,) if former else ()
    if item.kind == AgendaKind.SILENCE:
        return tuple(decisions)
    if item.kind == AgendaKind.COMMITMENTS:
        return tuple(commitments)
    return ()


def agenda_of(meeting: Meeting, now: datetime.datetime) -> list[AgendaPoint]:
    """The items in their order. One that came by itself and has nothing to say is left out, but
    for the former acta, which is always first.
    """
    items = list(
        meeting.agenda.select_related("decision", "meeting").prefetch_related(
            "documents", "observers", "outcomes__owners"
        )
    )
    is_over = meeting.sitting.state == SittingState.CLOSED
    # What is late is so today, not only by the day of a meeting to come.
    day = min(meeting.sitting.day, now.date())
    commitments = [] if is_over else open_commitments(day)
    decisions = [] if is_over else unannounced(now)
    points: list[AgendaPoint] = []
    begins = meeting.sitting.starts_at
    for item in items:
        lines = () if is_over else automatic_lines(item, commitments, decisions)
        live = item.kind in {AgendaKind.SILENCE, AgendaKind.COMMITMENTS}
        if live and not lines and not item.summary:
            continue
        ends = begins + datetime.timedelta(minutes=item.minutes)
        over = ends > meeting.sitting.ends_at
        points.append(AgendaPoint(len(points) + 1, item, begins, ends, lines, over))
        begins = ends
    return points


def coming(user: User) -> QuerySet[Meeting]:
    """Meetings that are convened, for the calendar of somebody who takes part."""
    states = (SittingState.CONVENED, SittingState.OPEN, SittingState.CLOSED, SittingState.CANCELLED)
    found: QuerySet[Meeting] = (
        Meeting.objects.visible_to(user)
        .filter(sitting__state__in=states, sitting__convened_at__isnull=False)
        .select_related("sitting")
        .order_by("sitting__starts_at")
    )
    return found


def sittings() -> QuerySet[Sitting]:
    """Every meeting prepared here, the newest first."""
    return Sitting.objects.select_related("meeting__body", "within").order_by("-starts_at")


def rounds() -> QuerySet[Meeting]:
    """The rounds of technical groups that a meeting can lie within."""
    found: QuerySet[Meeting] = Meeting.objects.filter(kind=MeetingKind.ROUND).order_by(
        "-date_start"
    )
    return found


def local_day(moment: datetime.datetime, zone: str) -> PartialDate:
    """The day of an instant at a place."""
    from gte.governance.moments import zone_of  # noqa: PLC0415 - words are for readers

    return PartialDate(moment.astimezone(zone_of(zone)).date())


def held_at(meeting: Meeting, act: str) -> datetime.datetime | None:
    """When the ledger has it opened or closed, if that was on the meeting's own days at its place:
    a coordination that writes it down later does not make it true.
    """
    sitting = meeting.sitting
    entries = LedgerEntry.objects.filter(subject=meeting.code, act=act).order_by("-seq")
    at = entries.values_list("at", flat=True).first()
    if at is None:
        return None
    moment = datetime.datetime.fromisoformat(at)
    begins, day, ends = (
        local_day(one, sitting.time_zone) for one in (sitting.starts_at, moment, sitting.ends_at)
    )
    return moment if begins <= day <= ends else None
