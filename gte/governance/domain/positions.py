"""What a party says to a text: one voice per party, by an accredited delegate."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.enums import DelegateRank
from gte.alliance.models import State, User
from gte.common.errors import BadInput
from gte.governance import notices
from gte.governance.domain.decisions import lock, settle
from gte.governance.domain.ledger import append
from gte.governance.enums import PositionKind
from gte.governance.models import Decision, LedgerEntry
from gte.governance.queries.parties import Voice, newest_entry, parties_on, voice_of
from gte.governance.queries.standing import clock, instant, standing_of
from gte.governance.silence import OPEN, Standing, Status

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
    without reason, an answer given meanwhile by the same delegation. What comes too late is kept
    in the ledger, and Late says so: the transaction is not undone.
    """
    with transaction.atomic():
        settle()
        decision = lock(decision)
        voice = accredited(by)
        stands = standing_of(decision)
        check_words(answer, stands)
        check_asked(decision, stands, voice, answer)
        late = late_sentence(decision, stands)
        check_seen(decision, voice, answer)
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
            tell_effect(decision, voice.party, stands, answer)
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
    held = stands.positions.get(party.code)
    if held is not None and held.head and not voice.is_head and stands.status in OPEN:
        raise BadInput(
            _("The head of the delegation of %(state)s has answered, and that position prevails.")
            % {"state": party}
        )


def check_seen(decision: Decision, voice: Voice, answer: Answer) -> None:
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
            % {"when": f"{instant(newest.at):%Y-%m-%d %H:%M} UTC"}
        )


def late_sentence(decision: Decision, stands: Standing) -> str:
    """Why an answer has no effect any more; empty while it has."""
    if stands.status in OPEN:
        return ""
    if stands.status == Status.WITHDRAWN:
        return _("“%(title)s” was withdrawn: your answer is kept, without effect.") % {
            "title": decision
        }
    moment = stands.since
    when = f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else ""
    if stands.status == Status.BROKEN:
        return _("The silence was broken on %(when)s: your answer is kept, without effect.") % {
            "when": when
        }
    return _("The text was adopted on %(when)s: your answer is kept, without effect.") % {
        "when": when
    }


def tell_effect(decision: Decision, party: State, before: Standing, answer: Answer) -> None:
    after = standing_of(decision)
    if after.status == Status.BROKEN and before.status != Status.BROKEN:
        notices.tell_broken(decision, after, party, answer.words)
    elif answer.kind == PositionKind.OBJECTION:
        notices.tell_objection(decision, after, party, answer.words)
