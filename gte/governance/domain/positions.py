"""What a party says to a text: one voice per party, by an accredited delegate."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.enums import DelegateRank
from gte.alliance.models import User
from gte.common.errors import BadInput
from gte.governance import notices
from gte.governance.domain.decisions import lock, settle
from gte.governance.domain.ledger import append
from gte.governance.enums import PositionKind
from gte.governance.models import Decision, LedgerEntry
from gte.governance.moments import moment_text
from gte.governance.queries.parties import Voice, newest_entry, parties_on, voice_of
from gte.governance.queries.standing import clock, entries_of, instant, standing_of
from gte.governance.silence import OPEN, Kind, Standing, Status

NEEDS_WORDS = frozenset({PositionKind.RESERVATION, PositionKind.OBJECTION, PositionKind.AMENDMENT})


@dataclass(frozen=True, slots=True)
class Answer:
    """A position as it is sent: on which text, its words, for ad referendum its date.

    ``seen`` is the number of the newest entry of the own party that the sender knew of.
    """

    kind: str
    text_hash: str
    words: str = ""
    by_date: datetime.date | None = None
    seen: int | None = None


class Late(BadInput):
    """It is recorded, but has no effect."""


def take_position(*, decision: Decision, by: User, answer: Answer) -> LedgerEntry:
    """Records what a party says, and its effect.

    Raises BadInput with the rule for somebody not accredited, a superseded text, an objection
    without reason, an answer given meanwhile by the same delegation. What comes too late, or from
    an alternate after the head, is kept in the ledger, and Late says so: nothing is undone.
    """
    with transaction.atomic():
        settle()
        decision = lock(decision)
        voice = accredited(by)
        stands = standing_of(decision)
        check_words(answer, stands)
        check_asked(decision, stands, voice, answer)
        check_seen(decision, voice, answer, by.clock_zone)
        late = late_sentence(decision, stands, by.clock_zone) or head_sentence(
            decision, stands, voice, by.clock_zone
        )
        entry = append(
            act=f"position.{answer.kind}",
            subject=decision.code,
            by=by,
            party=voice.party,
            rank=voice.rank,
            text_hash=answer.text_hash,
            body=said(answer),
        )
        if not late:
            tell_effect(decision, voice, stands, answer, by)
            settle()
    if late:
        raise Late(late)
    return entry


def accredited(by: User) -> Voice:
    voice = voice_of(by)
    if voice is None:
        raise BadInput(
            _("Only an accredited delegate answers for a party: you have no such role today.")
        )
    return voice


def said(answer: Answer) -> dict[str, str]:
    body = {}
    if answer.words.strip():
        body["words"] = answer.words.strip()
    if answer.by_date is not None:
        body["by_day"] = answer.by_date.isoformat()
    return body


def check_words(answer: Answer, stands: Standing) -> None:
    if answer.kind not in PositionKind.values:
        raise BadInput(_("Choose one of the positions."))
    if answer.kind == PositionKind.OBJECTION and not answer.words.strip():
        raise BadInput(_("An objection needs its reason: the other parties have to know it."))
    if answer.kind in NEEDS_WORDS and not answer.words.strip():
        raise BadInput(_("Write the text of the reservation or of the amendment."))
    if answer.kind == PositionKind.AD_REFERENDUM:
        if answer.by_date is None:
            raise BadInput(_("Say by when the capital will answer."))
        if answer.by_date < clock().date():
            raise BadInput(_("The day by which the capital will answer is past."))
        if stands.expiry is not None and answer.by_date > stands.expiry.date():
            raise BadInput(
                _(
                    "The silence ends before the day that you name, and whoever says nothing until "
                    "then agrees: ask the coordination for an extension, or object."
                )
            )


def check_asked(decision: Decision, stands: Standing, voice: Voice, answer: Answer) -> None:
    """Raises BadInput for a party that is not asked, or a text that is not the one put."""
    if stands.status == Status.DRAFT:
        raise BadInput(_("“%(title)s” was not put to the parties yet.") % {"title": decision})
    party = voice.party
    if party not in parties_on(clock().date()) or party.code in stands.suspended:
        raise BadInput(_("%(state)s is not a party today.") % {"state": party})
    if party.code not in stands.parties:
        raise BadInput(
            _("%(state)s was not a party on the day the text was put, so it is not asked.")
            % {"state": party}
        )
    if answer.text_hash != stands.text:
        raise BadInput(
            _(
                "The text was replaced by a newer version: positions do not carry over. "
                "Read the new text and answer to it."
            )
        )


def check_seen(decision: Decision, voice: Voice, answer: Answer, zone: str) -> None:
    """Raises BadInput where the own delegation answered since the form was opened; not for a head
    whose alternate did, for the head's word prevails whichever of the two comes first.
    """
    newest = newest_entry(decision.code, voice.party)
    if newest is None or answer.seen is None:
        return
    prevails = voice.is_head and newest.rank != DelegateRank.HEAD
    if newest.seq > answer.seen and not prevails:
        raise BadInput(
            _(
                "Your delegation answered on %(when)s, while this page was open. Look at that "
                "answer; if yours should stand instead, send it again."
            )
            % {"when": moment_text(instant(newest.at), zone)}
        )


def head_sentence(decision: Decision, stands: Standing, voice: Voice | None, zone: str) -> str:
    """Why an alternate's answer would have no effect; empty where it has one."""
    held = stands.positions.get(voice.party.code) if voice else None
    if voice is None or voice.is_head or held is None or not held.head or stands.status not in OPEN:
        return ""
    entry = entries_of(decision)[held.index]
    return _(
        "The head of the delegation, %(name)s, answered on %(when)s, and that position prevails: "
        "what an alternate says is kept, without effect."
    ) % {
        "name": json.loads(entry.body).get("by", ""),
        "when": moment_text(instant(entry.at), zone),
    }


def late_sentence(decision: Decision, stands: Standing, zone: str) -> str:
    """Why an answer has no effect any more; empty while it has."""
    if stands.status in OPEN:
        return ""
    if stands.status == Status.WITHDRAWN:
        return _("“%(title)s” was withdrawn: your answer is kept, without effect.") % {
            "title": decision
        }
    when = moment_text(stands.since, zone) if stands.since else ""
    if stands.status == Status.BROKEN:
        return _("The silence was broken on %(when)s: your answer is kept, without effect.") % {
            "when": when
        }
    return _("The text was adopted on %(when)s: your answer is kept, without effect.") % {
        "when": when
    }


def tell_effect(
    decision: Decision, voice: Voice, before: Standing, answer: Answer, by: User
) -> None:
    """Tells everybody what stands in the way now, or does no more."""
    after = standing_of(decision)
    held = before.positions.get(voice.party.code)
    kind = PositionKind(answer.kind)
    if after.status == Status.BROKEN and before.status != Status.BROKEN:
        template = "decision_broken"
    elif kind == PositionKind.OBJECTION:
        template = "decision_objection"
    elif kind == PositionKind.AMENDMENT:
        template = "decision_amendment"
    elif held is not None and held.kind == Kind.OBJECTION:
        template = "decision_objection_withdrawn"
    else:
        return
    alternate = "" if voice.is_head else by.name
    said = notices.Said(voice.party, answer.words.strip(), alternate, kind.label)
    notices.tell_said(decision, after, template, said)
