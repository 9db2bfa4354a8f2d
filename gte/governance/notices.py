"""Who is told what about decisions, meetings, minutes and consultations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from gte.alliance.domain.notices import notify
from gte.alliance.enums import Notice
from gte.alliance.models import State, User
from gte.governance.effects import effect_lines
from gte.governance.models import Consultation, Decision, Meeting
from gte.governance.queries.parties import coordination_of, delegates_of, invited_to
from gte.governance.silence import Standing


def everybody(parties: Iterable[State]) -> list[User]:
    """The delegates of the parties and the coordination, each once."""
    found = {user.pk: user for users in delegates_of(parties).values() for user in users}
    found |= {user.pk: user for user in coordination_of()}
    return list(found.values())


def delegates(parties: Iterable[State]) -> list[User]:
    """The delegates of the parties, each once."""
    found = {user.pk: user for users in delegates_of(parties).values() for user in users}
    return list(found.values())


def those_asked(stands: Standing) -> list[State]:
    return list(State.objects.filter(code__in=stands.parties))


# Waiting a day for these would be waiting too long.
URGENT = frozenset({"decision_reminder"})
# What Observer States that are invited get in place of the letter to who takes part.
INVITING = {"meeting_convened": "meeting_invited"}


def tell(users: Iterable[User], template: str, page: str, code: str, **context: Any) -> int:
    return notify(
        users,
        kind=Notice.MINUTES,
        template=f"governance/{template}",
        page=(page, [code]),
        context=context,
        urgent=template in URGENT,
    )


def about(decision: Decision, users: Iterable[User], template: str, **context: Any) -> int:
    context = {"decision": decision, **context}
    return tell(users, template, "desk-decision", decision.code, **context)


def tell_put(
    decision: Decision,
    parties: Iterable[State],
    expiry: datetime.datetime | None,
    anew: int | None = None,
) -> None:
    """Both ways: to those who are asked, and to the coordination that asks. ``anew`` is the version
    where the parties were asked before.
    """
    template = "decision_silence" if expiry else "decision_put"
    # Called where the letter is written: in the language of its reader.
    effects = partial(effect_lines, decision)
    about(decision, everybody(parties), template, expiry=expiry, effects=effects, anew=anew)


def tell_extended(
    decision: Decision, stands: Standing, expiry: datetime.datetime, reason: str
) -> None:
    users = everybody(those_asked(stands))
    about(decision, users, "decision_extended", expiry=expiry, reason=reason)


def tell_withdrawn(decision: Decision, stands: Standing, reason: str) -> None:
    about(decision, everybody(those_asked(stands)), "decision_withdrawn", reason=reason)


def tell_adopted(decision: Decision, stands: Standing) -> None:
    users = everybody(those_asked(stands))
    about(decision, users, "decision_adopted", by_silence=stands.expiry is not None)


@dataclass(frozen=True, slots=True)
class Said:
    """What a party said: its words, the name of the alternate where one spoke for it, and what its
    position is called.
    """

    party: State
    words: str
    alternate: str = ""
    position: Any = ""


def tell_said(decision: Decision, stands: Standing, template: str, said: Said) -> None:
    """An objection, its withdrawal, an amendment, a broken silence."""
    about(decision, everybody(those_asked(stands)), template, said=said)


def tell_suspended(parties: Iterable[State], party: State, reason: str) -> int:
    return notify(
        everybody(parties),
        kind=Notice.MINUTES,
        template="governance/party_suspended",
        page=("desk-parties", []),
        context={"party": party, "reason": reason},
    )


def tell_reminder(decision: Decision, stands: Standing) -> int:
    waiting = State.objects.filter(code__in=stands.waiting)
    return about(decision, delegates(waiting), "decision_reminder", expiry=stands.expiry)


def about_meeting(meeting: Meeting, parties: Iterable[State], template: str, **context: Any) -> int:
    """Convened, changed, cancelled: to who takes part, and to who is invited to an item."""
    users = everybody(parties)
    told = tell(users, template, "desk-meeting", meeting.code, meeting=meeting, **context)
    return told + tell_invited(meeting, INVITING.get(template, template), but=users, **context)


def tell_invited(meeting: Meeting, template: str, but: list[User], **context: Any) -> int:
    """To the delegates of Observer States that are invited: what is public, the link, their items.

    Nobody of ``but``, who were told already.
    """
    return sum(
        notify(
            [user],
            kind=Notice.INVITED,
            template=f"governance/{template}",
            page=("meeting", [meeting.code]),
            context={"meeting": meeting, "items": items, **context},
        )
        for user, items in invited_to(meeting)
        if user not in but
    )


def about_minutes(meeting: Meeting, parties: Iterable[State], template: str, **context: Any) -> int:
    users = everybody(parties)
    return tell(users, template, "desk-minutes", meeting.code, meeting=meeting, **context)


def tell_consultation_reminder(consultation: Consultation, missing: Iterable[State]) -> int:
    return tell(
        delegates(missing),
        "consultation_reminder",
        "desk-consultation",
        consultation.code,
        consultation=consultation,
    )


def tell_minutes_reminder(meeting: Meeting, silent: Iterable[State], until: datetime.date) -> int:
    users = delegates(silent)
    context = {"meeting": meeting, "until": until}
    return tell(users, "minutes_reminder", "desk-minutes", meeting.code, **context)


def tell_consultation(consultation: Consultation, parties: Iterable[State]) -> int:
    return tell(
        everybody(parties),
        "consultation_opened",
        "desk-consultation",
        consultation.code,
        consultation=consultation,
    )
