"""What waits for a party, and what waits for the coordination; the most urgent first."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gte.alliance.models import State
from gte.governance.enums import AdviceState, SittingState
from gte.governance.models import Decision, Minutes, Sitting
from gte.governance.queries.advice import Advice, advice_of, all_consultations
from gte.governance.queries.minutes import Signing, signings_of
from gte.governance.queries.standing import Stand, clock, stands_of
from gte.governance.silence import OPEN, Status

FAR = datetime.datetime.max.replace(tzinfo=datetime.UTC)
LATE, PROGRESS = "late", "progress"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: what, where, by when.

    By an instant (``due``) or a whole day (``day``, and ``is_late`` where it is past); where
    nothing presses, ``since`` when.
    """

    what: str
    title: str
    url: str
    due: datetime.datetime | None = None
    day: datetime.date | None = None
    since: datetime.datetime | None = None
    note: str = ""
    tone: str = PROGRESS
    is_late: bool = False

    @property
    def order(self) -> tuple[datetime.datetime, str]:
        return (self.due or (end_of(self.day) if self.day else FAR), self.title)


def end_of(day: datetime.date) -> datetime.datetime:
    """The last instant of a day anywhere in the bloc: the next noon in UTC is past it."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    return noon if day == datetime.date.max else noon + datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Acta:
    """An acta that is not published, with who has signed it. ``unanswered`` counts comments."""

    minutes: Minutes
    signing: Signing
    unanswered: int

    @property
    def url(self) -> str:
        return reverse("desk-minutes", args=[self.minutes.meeting.code])


@dataclass(frozen=True, slots=True)
class Board:
    """All that is under way, read once, in a constant number of questions."""

    now: datetime.datetime
    stands: list[Stand]
    actas: list[Acta]
    without_acta: list[Sitting]
    advice: list[Advice]


def board(now: datetime.datetime | None = None) -> Board:
    now = now or clock()
    without_acta = Sitting.objects.filter(state=SittingState.CLOSED, meeting__minutes=None)
    unsent = list(all_consultations().filter(sent_at=None))
    return Board(
        now=now,
        stands=stands_of(list(Decision.objects.filter(announced_at=None, withdrawn_at=None)), now),
        actas=unpublished_actas(),
        without_acta=list(without_acta.select_related("meeting")),
        advice=advice_of(unsent, now) if unsent else [],
    )


def unpublished_actas() -> list[Acta]:
    without_answer = Q(versions__comments__answered_at=None, versions__comments__isnull=False)
    found = list(
        Minutes.objects.filter(published_at=None)
        .select_related("meeting__sitting", "agreed")
        .annotate(unanswered=Count("versions__comments", filter=without_answer))
        .order_by("pk")
    )
    signings = signings_of(found)
    return [Acta(one, signings[one.pk], one.unanswered) for one in found]


def open_decisions(now: datetime.datetime) -> list[Stand]:
    """Decisions that were put and are neither adopted nor at an end."""
    candidates = list(Decision.objects.filter(number=None, withdrawn_at=None))
    return [one for one in stands_of(candidates, now) if one.standing.status in OPEN]


def next_sittings(now: datetime.datetime) -> list[Sitting]:
    """Meetings that are convened and not over, the nearest first."""
    return list(
        Sitting.objects.filter(
            state__in=[SittingState.CONVENED, SittingState.OPEN], ends_at__gt=now
        )
        .select_related("meeting")
        .order_by("starts_at")
    )


def missing_note(states: Iterable[Any]) -> str:
    shown = ", ".join(str(state) for state in states)
    return _("Missing: %s.") % shown if shown else ""


# --- a party --------------------------------------------------------------------------------------


def waiting_for(party: State, under_way: Board | None = None) -> list[Waiting]:
    """What the delegates of a party owe."""
    under_way = under_way or board()
    found = [
        *decisions_waiting(party, under_way.stands),
        *actas_waiting(party, under_way),
        *advice_waiting(party, under_way.advice),
    ]
    return sorted(found, key=lambda one: one.order)


def decisions_waiting(party: State, stands: Iterable[Stand]) -> Iterator[Waiting]:
    for one in stands:
        if one.standing.status not in OPEN or party.code not in one.standing.waiting:
            continue
        held = one.standing.positions.get(party.code)
        silent = one.standing.expiry is not None
        yield Waiting(
            what=_("Answer before the silence ends") if silent else _("Give your position"),
            title=str(one.decision),
            url=reverse("desk-decision", args=[one.decision.code]),
            due=one.standing.expiry,
            since=one.standing.since,
            note=_("You said “ad referendum”.") if held else "",
            tone=LATE if silent else PROGRESS,
        )


def actas_waiting(party: State, under_way: Board) -> Iterator[Waiting]:
    for acta in under_way.actas:
        minutes, title = acta.minutes, str(acta.minutes.meeting)
        until = minutes.comments_until
        if minutes.signed_at:
            continue
        if minutes.agreed_id:
            if party in acta.signing.missing:
                yield Waiting(_("Sign the acta"), title, acta.url)
        elif until and end_of(until) > under_way.now and party in acta.signing.parties:
            yield Waiting(_("Read the draft acta"), title, acta.url, day=until)


def advice_waiting(party: State, advice: Iterable[Advice]) -> Iterator[Waiting]:
    for one in advice:
        if one.takes_contributions and party in one.missing:
            yield Waiting(
                _("Contribute to the advice"),
                str(one.consultation),
                reverse("desk-consultation", args=[one.consultation.code]),
                day=one.consultation.due,
                is_late=one.is_late,
            )


# --- the coordination -----------------------------------------------------------------------------


def waits_for_coordination(under_way: Board | None = None) -> list[Waiting]:
    """What the coordination moves, and who keeps it waiting."""
    under_way = under_way or board()
    found = [
        *decisions_to_move(under_way.stands),
        *actas_to_move(under_way),
        *advice_to_move(under_way.advice),
    ]
    return sorted(found, key=lambda one: one.order)


def decisions_to_move(stands: Iterable[Stand]) -> Iterator[Waiting]:
    words: dict[Any, str] = {
        Status.DRAFT: _("Put the text to the parties"),
        Status.OPEN: _("The parties are asked"),
        Status.SILENCE: _("A silence runs"),
        Status.HELD: _("Answer the objection"),
        Status.BROKEN: _("Decide what follows the broken silence"),
        Status.ADOPTED: _("Announce what silence adopted"),
    }
    codes = {code for one in stands for code in one.standing.waiting}
    states = {state.code: state for state in State.objects.filter(code__in=codes)} if codes else {}
    for one in stands:
        status = one.standing.status
        if status not in words:
            continue
        owing = sorted(one.standing.waiting) if status in OPEN else []
        yield Waiting(
            words[status],
            str(one.decision),
            reverse("desk-decision", args=[one.decision.code]),
            due=one.standing.expiry if status == Status.SILENCE else None,
            since=one.standing.since,
            note=missing_note(states[code] for code in owing),
        )


def actas_to_move(under_way: Board) -> Iterator[Waiting]:
    for sitting in under_way.without_acta:
        url = reverse("desk-minutes", args=[sitting.meeting.code])
        yield Waiting(_("Draft the acta"), str(sitting.meeting), url)
    for acta in under_way.actas:
        minutes, title = acta.minutes, str(acta.minutes.meeting)
        if minutes.signed_at:
            yield Waiting(_("Publish the acta"), title, acta.url, since=minutes.signed_at)
        elif minutes.agreed_id:
            note = missing_note(acta.signing.missing)
            yield Waiting(_("The acta is being signed"), title, acta.url, note=note)
        else:
            until = minutes.comments_until
            note = _("Comments without an answer: %s.") % acta.unanswered if acta.unanswered else ""
            yield Waiting(_("Bring the acta to signature"), title, acta.url, day=until, note=note)


def advice_to_move(advice: Iterable[Advice]) -> Iterator[Waiting]:
    # A drafted answer is with the parties until it is adopted: its decision is listed above.
    for one in advice:
        if one.state == AdviceState.DRAFTED:
            continue
        yield Waiting(
            _("Answer the consultation"),
            str(one.consultation),
            reverse("desk-consultation", args=[one.consultation.code]),
            day=one.consultation.due,
            note=missing_note(one.missing) if one.takes_contributions else "",
            is_late=one.is_late,
        )
