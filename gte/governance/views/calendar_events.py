"""Meetings and the ends of silences as entries of a calendar, in the active language."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from gte.governance.calendar import Event
from gte.governance.enums import ActKind, Modality, SittingState
from gte.governance.models import LedgerEntry, Meeting
from gte.governance.moments import moment_text
from gte.governance.queries.meetings import numbered_title
from gte.governance.queries.standing import Stand, instant

# The end of a silence is an instant; what lasts a moment is easily overlooked in a calendar.
BEFORE_THE_END = datetime.timedelta(minutes=30)
MOVES_THE_END = (ActKind.DECISION_PUT, ActKind.DECISION_EXTENDED)


def address(name: str, code: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=[code])}"


def uid(code: str) -> str:
    """The same in a meeting's own file and in everybody's feed: programs then keep one entry."""
    return f"{code}@{urlsplit(settings.BASE_URL).hostname or 'gte'}"


def meeting_event(meeting: Meeting, *, takes_part: bool) -> Event:
    """A convened meeting; with its virtual link only for who takes part."""
    sitting = meeting.sitting
    link = sitting.link if takes_part else ""
    page = address("desk-meeting" if takes_part else "meeting", meeting.code)
    online = str(Modality(meeting.modality).label) if meeting.modality else ""
    lines = [
        _("Virtual link: %s") % link if link else "",
        _("Agenda and documents: %s") % page if takes_part else "",
        _("It was cancelled.") if sitting.state == SittingState.CANCELLED else "",
    ]
    return Event(
        uid=uid(meeting.code),
        title=numbered_title(meeting, for_all=not takes_part),
        start=sitting.starts_at,
        end=sitting.ends_at,
        zone=sitting.time_zone,
        place=str(meeting.place or "") or link or online,
        url=page,
        description="\n".join(filter(None, lines)),
        cancelled=sitting.state == SittingState.CANCELLED,
        sequence=sitting.sequence,
        changed=sitting.changed_at,
    )


def silence_events(stands: Iterable[Stand], party: str, zone: str) -> list[Event]:
    """The end of each silence that runs: half an hour up to the instant."""
    running = [one for one in stands if one.standing.expiry is not None]
    moves = moves_of([one.decision.code for one in running])
    return [silence_event(one, party, zone, moves[one.decision.code]) for one in running]


def moves_of(codes: list[str]) -> dict[str, list[datetime.datetime]]:
    """When the end of each was set, oldest first: the text was put, or the deadline extended."""
    found: dict[str, list[datetime.datetime]] = defaultdict(list)
    entries = LedgerEntry.objects.filter(subject__in=codes, act__in=MOVES_THE_END).order_by("seq")
    for code, at, body in entries.values_list("subject", "at", "body"):
        if "until" in json.loads(body):
            found[code].append(instant(at))
    return found


def silence_event(stand: Stand, party: str, zone: str, moves: list[datetime.datetime]) -> Event:
    expiry = stand.standing.expiry
    if expiry is None:
        raise ValueError(f"No silence runs on {stand.decision.code}.")
    page = address("desk-decision", stand.decision.code)
    lines = [
        _("Whoever says nothing until %s agrees.") % moment_text(expiry, zone),
        _("Your party has not answered yet.") if party in stand.standing.waiting else "",
        page,
    ]
    return Event(
        uid=uid(f"silence-{stand.decision.code}"),
        title=_("Silence ends: %s") % stand.decision,
        start=expiry - BEFORE_THE_END,
        end=expiry,
        zone=zone or "UTC",
        url=page,
        description="\n".join(filter(None, lines)),
        sequence=max(0, len(moves) - 1),
        changed=moves[-1] if moves else None,
    )
