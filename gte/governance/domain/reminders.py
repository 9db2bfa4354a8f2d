"""What the platform reminds of by itself, each once, however often and wherever it is run."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from gte.common.domain import write_log
from gte.common.models import LogEntry
from gte.governance import notices
from gte.governance.domain.ledger import utc_text, wait_for_turn
from gte.governance.models import Minutes
from gte.governance.queries.advice import Advice, all_advice
from gte.governance.queries.minutes import silent_on
from gte.governance.queries.standing import Stand
from gte.governance.queries.waiting import end_of, open_decisions

SILENCE_ENDS = datetime.timedelta(hours=24)
DAY_ENDS = datetime.timedelta(days=3)
SILENCE, CONSULTATION, MINUTES = (
    "silence.reminded",
    "consultation.reminded",
    "minutes.reminded",
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a deadline is of, when it is, and how those who owe something are told.

    A deadline that was moved, or a new text, is another one: ``key`` tells them apart.
    """

    verb: str
    target: str
    key: dict[str, Any]
    tell: Any


# What rooms above remind of, from an instant: a registry, for governance knows no other room.
SOURCES: list[Callable[[datetime.datetime], Iterable[Reminder]]] = []


def add_reminders(source: Callable[[datetime.datetime], Iterable[Reminder]]) -> None:
    SOURCES.append(source)


def remind_all(now: datetime.datetime | None = None) -> int:
    """Writes to those who owe something that is due soon; how many letters there are.

    Noted in the log with the letters, in one transaction: two runs at once send them once.
    """
    now = now or timezone.now()
    due = [*silences(now), *consultations(now), *actas(now)]
    due += [one for source in SOURCES for one in source(now)]
    return sum(remind(one) for one in due)


@transaction.atomic
def remind(reminder: Reminder) -> int:
    wait_for_turn()
    said = LogEntry.objects.filter(verb=reminder.verb, target=reminder.target)
    if any(reminder.key.items() <= entry.data.items() for entry in said):
        return 0
    letters: int = reminder.tell()
    if letters:
        data = {**reminder.key, "letters": letters}
        write_log(verb=reminder.verb, by=None, target=reminder.target, data=data)
    return letters


def is_near(end: datetime.datetime, now: datetime.datetime, before: datetime.timedelta) -> bool:
    return now < end <= now + before


def silences(now: datetime.datetime) -> Iterator[Reminder]:
    """The parties that owe a position on a text under silence that ends within a day."""
    for stand in open_decisions(now):
        expiry = stand.standing.expiry
        if expiry is not None and stand.standing.waiting and is_near(expiry, now, SILENCE_ENDS):
            key = {"until": utc_text(expiry), "text": stand.standing.text}
            yield Reminder(SILENCE, stand.decision.code, key, partial(tell_silence, stand))


def tell_silence(stand: Stand) -> int:
    return notices.tell_reminder(stand.decision, stand.standing)


def consultations(now: datetime.datetime) -> Iterator[Reminder]:
    """The parties that have not contributed to an answer that is due within three days."""
    for advice in all_advice(now):
        one = advice.consultation
        if (
            advice.takes_contributions
            and advice.missing
            and is_near(end_of(one.due), now, DAY_ENDS)
        ):
            key = {"until": one.due.isoformat()}
            yield Reminder(CONSULTATION, one.code, key, partial(tell_consultation, advice))


def tell_consultation(advice: Advice) -> int:
    return notices.tell_consultation_reminder(advice.consultation, advice.missing)


def actas(now: datetime.datetime) -> Iterator[Reminder]:
    """The parties that have not commented on an acta whose comments end within three days."""
    circulating = Minutes.objects.filter(agreed=None, comments_until__isnull=False)
    for minutes in circulating.select_related("meeting__sitting"):
        until = minutes.comments_until
        if until is None or not is_near(end_of(until), now, DAY_ENDS):
            continue
        silent = silent_on(minutes)
        if silent:
            key = {"until": until.isoformat()}
            tell = partial(notices.tell_minutes_reminder, minutes.meeting, silent, until)
            yield Reminder(MINUTES, minutes.meeting.code, key, tell)
