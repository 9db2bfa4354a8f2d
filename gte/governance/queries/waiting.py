"""What waits for a party, and what waits for the coordination; the most urgent first."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gte.alliance.models import State
from gte.governance.enums import SittingState
from gte.governance.models import Consultation, Decision, Minutes, Sitting
from gte.governance.queries.minutes import signing_of
from gte.governance.queries.standing import Stand, clock, stands_of
from gte.governance.silence import OPEN, Status

FAR = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to do: what, where, by when. ``due`` is an instant, None where nothing presses;
    ``is_late`` where it is past and the thing is still to be done.
    """

    what: str
    title: str
    url: str
    due: datetime.datetime | None = None
    note: str = ""
    tone: str = "progress"
    is_late: bool = False

    @property
    def order(self) -> tuple[datetime.datetime, str]:
        return (self.due or FAR, self.title)


def end_of(day: datetime.date) -> datetime.datetime:
    """The last instant of a day anywhere in the bloc: the next noon in UTC is past it."""
    return datetime.datetime.combine(
        day + datetime.timedelta(days=1), datetime.time(12), datetime.UTC
    )


def open_decisions(now: datetime.datetime) -> list[Stand]:
    """Decisions that were put and are neither adopted nor at an end."""
    candidates = list(Decision.objects.filter(number=None, withdrawn_at=None))
    return [one for one in stands_of(candidates, now) if one.standing.status in OPEN]


def waiting_for(party: State, now: datetime.datetime | None = None) -> list[Waiting]:
    """What the delegates of a party owe."""
    now = now or clock()
    found = [
        *decisions_waiting(party, open_decisions(now)),
        *minutes_waiting(party, now),
        *consultations_waiting(party, now),
    ]
    return sorted(found, key=lambda one: one.order)


def decisions_waiting(party: State, stands: Iterable[Stand]) -> list[Waiting]:
    found = []
    for one in stands:
        if party.code not in one.standing.waiting:
            continue
        held = one.standing.positions.get(party.code)
        silent = one.standing.expiry is not None
        found.append(
            Waiting(
                what=_("Answer before the silence ends") if silent else _("Give your position"),
                title=str(one.decision),
                url=reverse("desk-decision", args=[one.decision.code]),
                due=one.standing.expiry,
                note=_("You said “ad referendum”.") if held else "",
                tone="late" if silent else "progress",
            )
        )
    return found


def minutes_waiting(party: State, now: datetime.datetime) -> list[Waiting]:
    found = []
    for minutes in (
        Minutes.objects.filter(signed_at=None)
        .select_related("meeting__sitting", "agreed")
        .order_by("pk")
    ):
        url = reverse("desk-minutes", args=[minutes.meeting.code])
        if minutes.agreed_id:
            signing = signing_of(minutes)
            if party in signing.missing:
                found.append(Waiting(_("Sign the acta"), str(minutes.meeting), url))
        elif minutes.comments_until and end_of(minutes.comments_until) > now:
            due = end_of(minutes.comments_until)
            found.append(Waiting(_("Read the draft acta"), str(minutes.meeting), url, due))
    return found


def consultations_waiting(party: State, now: datetime.datetime) -> list[Waiting]:
    open_ones = Consultation.objects.filter(decision=None, sent_at=None).exclude(
        contributions__party=party
    )
    return [to_answer(_("Contribute to the advice"), one, now) for one in open_ones]


def to_answer(what: str, consultation: Consultation, now: datetime.datetime) -> Waiting:
    due = end_of(consultation.due)
    is_late = due <= now
    return Waiting(
        what,
        str(consultation),
        reverse("desk-consultation", args=[consultation.code]),
        due,
        tone="late" if is_late else "progress",
        is_late=is_late,
    )


def next_sittings(now: datetime.datetime) -> list[Sitting]:
    """Meetings that are convened and not over, the nearest first."""
    return list(
        Sitting.objects.filter(
            state__in=[SittingState.CONVENED, SittingState.OPEN], ends_at__gt=now
        )
        .select_related("meeting")
        .order_by("starts_at")
    )


def waits_for_coordination(now: datetime.datetime | None = None) -> list[Waiting]:
    """What only the coordination can move: broken or held texts, actas, answers to be sent."""
    now = now or clock()
    found: list[Waiting] = []
    candidates = list(Decision.objects.filter(number=None, withdrawn_at=None))
    for one in stands_of(candidates, now):
        url = reverse("desk-decision", args=[one.decision.code])
        words: dict[Any, str] = {
            Status.DRAFT: _("Put the text to the parties"),
            Status.HELD: _("Answer the objection"),
            Status.BROKEN: _("Decide what follows the broken silence"),
        }
        if one.standing.status in words:
            found.append(Waiting(words[one.standing.status], str(one.decision), url))
    for sitting in Sitting.objects.filter(
        state=SittingState.CLOSED, meeting__minutes=None
    ).select_related("meeting"):
        url = reverse("desk-minutes", args=[sitting.meeting.code])
        found.append(Waiting(_("Draft the acta"), str(sitting.meeting), url))
    for minutes in Minutes.objects.filter(published_at=None).select_related("meeting"):
        url = reverse("desk-minutes", args=[minutes.meeting.code])
        what = _("Publish the acta") if minutes.signed_at else _("Bring the acta to signature")
        found.append(Waiting(what, str(minutes.meeting), url))
    # A drafted answer is with the parties until it is adopted: its decision is listed above.
    unanswered = Consultation.objects.filter(sent_at=None).filter(
        Q(decision=None) | Q(decision__number__isnull=False)
    )
    found += [to_answer(_("Answer the consultation"), one, now) for one in unanswered]
    return sorted(found, key=lambda one: one.order)
