"""Decisions by consensus and by silence: drafting, putting, extending, withdrawing, announcing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.bilingual import write_texts
from gte.common.domain import stamp_texts, write_log
from gte.common.enums import Certainty, Scope, ScopeBasis
from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.common.sources import LEDGER
from gte.governance import notices
from gte.governance.announcing import tell_announced
from gte.governance.domain.ledger import append, utc_text, wait_for_turn
from gte.governance.effects import effects_line, text_hash
from gte.governance.enums import BY_SILENCE, ActKind, DecisionStatus, Matter
from gte.governance.models import Decision, DecisionText, Meeting
from gte.governance.moments import moment_text
from gte.governance.queries.parties import parties_on
from gte.governance.queries.standing import (
    adoption_order,
    clock,
    next_numbers,
    stand_of,
    standing_of,
    unnoted,
)
from gte.governance.silence import Standing, Status

REMINDED = "decision.reminded"
BETWEEN_REMINDERS = datetime.timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in both languages."""

    title_es: str
    title_en: str
    body_es: str
    body_en: str

    def hash_with(self, effects: str) -> str:
        """The hash of a version that says this and does what the line of effects says."""
        return text_hash(self.title_es, self.title_en, self.body_es, self.body_en, effects)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a decision is about, what it does and how long it holds: never changed afterwards."""

    matter: str
    meeting: Meeting | None = None
    supersedes: Decision | None = None
    authorises: tuple[str, ...] = ()
    expires_on: datetime.date | None = None


def lock(decision: Decision) -> Decision:
    """The decision as it is now, for this transaction alone; acts come one after the other."""
    wait_for_turn()
    locked: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    return locked


def latest_text(decision: Decision) -> DecisionText:
    return decision.texts.order_by("-number")[0]


@transaction.atomic
def draft_decision(*, by: User, frame: Frame, wording: Wording) -> Decision:
    """A new decision with the first version of its text, which nobody was asked about yet."""
    wait_for_turn()
    check_frame(frame)
    serial = (Decision.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    decision = Decision(
        code=f"decision-{timezone.now():%Y}-{serial:04d}",
        source=LEDGER,
        certainty=Certainty.DOCUMENTED,
        scope=Scope.GTE,
        scope_basis=ScopeBasis.STATED,
        matter=frame.matter,
        meeting=frame.meeting,
        supersedes=frame.supersedes,
        authorises=list(frame.authorises),
        expires_on=frame.expires_on,
    )
    add_text(decision, by, wording)
    return decision


def check_frame(frame: Frame) -> None:
    """Raises BadInput for an authority that is none, and a last day that is past."""
    check_last_day(frame.expires_on, clock().date())
    unknown = [matter for matter in frame.authorises if matter not in BY_SILENCE]
    if unknown:
        names = ", ".join(str(Matter(matter).label) for matter in unknown)
        raise BadInput(
            _("These matters are not on the published list, so no silence is opened for them: %s.")
            % names
        )
    if frame.supersedes is not None:
        former = stand_of(frame.supersedes)
        if former.status != DecisionStatus.IN_FORCE:
            raise BadInput(
                _("“%(title)s” is not in force (%(status)s), so nothing can supersede it.")
                % {"title": frame.supersedes, "status": former.status.label}
            )


def check_last_day(last_day: datetime.date | None, adopted_on: datetime.date) -> None:
    """Raises BadInput where a decision would be past its last day when it is adopted."""
    if last_day is not None and last_day < adopted_on:
        raise BadInput(
            _(
                "“In force until” says %(day)s, which is before it could be adopted: it needs a "
                "later day, in a new draft where it was drafted with this one."
            )
            % {"day": date_format(last_day, "DATE_FORMAT")}
        )


def add_text(decision: Decision, by: User, wording: Wording) -> DecisionText:
    """The next version of the text. Raises BadInput for one that changes nothing."""
    former = decision.texts.order_by("-number").first() if decision.pk else None
    effects = effects_line(decision)
    digest = wording.hash_with(effects)
    if former is not None and former.hash == digest:
        raise BadInput(
            _("The text is the same as version %s: nothing was changed.") % former.number
        )
    write_texts(decision, title_es=wording.title_es, title_en=wording.title_en)
    stamp_texts(decision, translated={"en": "es"})
    decision.full_clean()
    decision.save()
    text = DecisionText.objects.create(
        decision=decision,
        number=former.number + 1 if former else 1,
        title_es=wording.title_es,
        title_en=wording.title_en,
        body_es=wording.body_es,
        body_en=wording.body_en,
        effects=effects,
        hash=digest,
        made_by=by,
    )
    append(
        act=ActKind.DECISION_DRAFTED,
        subject=decision.code,
        by=by,
        text_hash=text.hash,
        body={"version": text.number},
    )
    return text


@transaction.atomic
def change_text(*, decision: Decision, by: User, wording: Wording) -> DecisionText:
    """A new version. What was put before stays what the parties are asked until this one is put.

    Raises BadInput while a silence runs, and after adoption or withdrawal.
    """
    decision = lock(decision)
    stands = standing_of(decision)
    refuse_final(decision, stands)
    if stands.status == Status.SILENCE:
        raise BadInput(
            _(
                "A silence runs on this text until it expires: it cannot be changed meanwhile. "
                "Whoever wants another text breaks the silence by proposing an amendment."
            )
        )
    return add_text(decision, by, wording)


def refuse_final(decision: Decision, stands: Standing) -> None:
    """Raises BadInput for a decision that nothing changes any more."""
    if stands.status == Status.ADOPTED:
        raise BadInput(
            _("“%(title)s” is adopted: it does not change, a new decision can supersede it.")
            % {"title": decision}
        )
    if stands.status == Status.WITHDRAWN:
        raise BadInput(_("“%(title)s” was withdrawn.") % {"title": decision})


@transaction.atomic
def put_to_parties(*, decision: Decision, by: User) -> Decision:
    """Puts the newest version of the text to the parties in force, for consensus.

    Raises BadInput where it is asked already, while a silence runs, and after the end.
    """
    settle()
    decision = lock(decision)
    stands = standing_of(decision)
    refuse_final(decision, stands)
    text = latest_text(decision)
    if stands.status == Status.SILENCE:
        raise BadInput(_("A silence runs on this text: wait until it ends or withdraw it."))
    if stands.status in {Status.OPEN, Status.HELD} and stands.text == text.hash:
        raise BadInput(_("The parties are asked about this very text already."))
    parties = asked_parties()
    check_effects(decision, text, clock().date())
    put(decision, by, text, parties, {})
    notices.tell_put(decision, parties, None, version_anew(stands, text))
    return decision


def version_anew(stands: Standing, text: DecisionText) -> int | None:
    """The version, where the parties were asked before and what they said then does not count."""
    return None if stands.status == Status.DRAFT else text.number


def asked_parties() -> list[State]:
    """The parties in force today. Raises BadInput where there is none."""
    parties = parties_on(clock().date())
    if not parties:
        raise BadInput(_("No State is a party today, so nobody can be asked."))
    return parties


def check_effects(decision: Decision, text: DecisionText, adopted_on: datetime.date) -> None:
    """Raises BadInput for a text that is not bound to what the decision does, or comes too late."""
    if text.effects != effects_line(decision):
        raise BadInput(
            _(
                "Version %s of the text does not say what the decision does now: save it again as "
                "a new version and put that one."
            )
            % text.number
        )
    check_last_day(decision.expires_on, adopted_on)


def put(
    decision: Decision,
    by: User,
    text: DecisionText,
    parties: Iterable[State],
    more: dict[str, Any],
) -> None:
    body = {"version": text.number, "parties": [party.code for party in parties], **more}
    append(act=ActKind.DECISION_PUT, subject=decision.code, by=by, text_hash=text.hash, body=body)


@transaction.atomic
def withdraw_decision(*, decision: Decision, by: User, reason: str) -> Decision:
    """Takes a decision back before it is adopted. Raises BadInput after, or without a reason."""
    settle()
    decision = lock(decision)
    stands = standing_of(decision)
    refuse_final(decision, stands)
    if not reason.strip():
        raise BadInput(_("Say why it is withdrawn: it is recorded."))
    entry = append(
        act=ActKind.DECISION_WITHDRAWN,
        subject=decision.code,
        by=by,
        text_hash=stands.text,
        body={"reason": reason.strip()},
    )
    decision.withdrawn_at = datetime.datetime.fromisoformat(entry.at)
    decision.save(update_fields=["withdrawn_at"])
    notices.tell_withdrawn(decision, stands, reason)
    return decision


@transaction.atomic
def settle() -> list[Decision]:
    """Notes what the clock or an act has adopted: numbers, in the order of adoption.

    Every verb that could be affected calls it first, and ``gte send-notices`` does when nobody
    acts; the outcome is the same whenever it runs.
    """
    wait_for_turn()
    numbered = next_numbers(sorted(unnoted(clock()), key=adoption_order))
    for decision, stands, year, number in numbered:
        note_adoption(decision, stands, year, number)
    return [decision for decision, *_rest in numbered]


def note_adoption(decision: Decision, stands: Standing, year: int, number: int) -> None:
    decision.year, decision.number, decision.adopted_at = year, number, stands.since
    by_silence = stands.expiry is not None
    if not by_silence:
        # Adopted before everybody's eyes; what silence adopted is announced at a meeting.
        decision.announced_at = stands.since
    decision.save()
    body = {"year": year, "number": number, "adopted": utc_text(stands.since or timezone.now())}
    append(
        act=ActKind.DECISION_ADOPTED,
        subject=decision.code,
        by=None,
        text_hash=stands.text,
        body=body,
    )
    notices.tell_adopted(decision, stands)
    if decision.announced_at:
        tell_announced(decision)


@transaction.atomic
def announce_decision(*, decision: Decision, by: User) -> Decision:
    """What silence adopted becomes public, once a meeting was told. Raises BadInput before."""
    settle()
    decision = lock(decision)
    if decision.number is None:
        raise BadInput(_("“%(title)s” is not adopted.") % {"title": decision})
    if decision.announced_at is None:
        decision.announced_at = timezone.now()
        decision.save()
        append(act=ActKind.DECISION_ANNOUNCED, subject=decision.code, by=by)
        tell_announced(decision)
    return decision


@transaction.atomic
def remind(*, decision: Decision, by: User) -> int:
    """A letter to the delegates of each party that owes a position; how many were written to.

    Raises BadInput where nobody owes one, and within a day of the last reminder.
    """
    wait_for_turn()
    last = LogEntry.objects.filter(verb=REMINDED, target=decision.code).order_by("-pk").first()
    if last is not None and timezone.now() < last.at + BETWEEN_REMINDERS:
        raise BadInput(
            _("They were reminded on %(when)s. Wait a day before you remind them again.")
            % {"when": moment_text(last.at, by.clock_zone)}
        )
    stands = standing_of(decision)
    told = notices.tell_reminder(decision, stands)
    if not told:
        raise BadInput(_("No party owes a position on “%(title)s”.") % {"title": decision})
    write_log(verb=REMINDED, by=by, target=decision.code, data={"letters": told})
    return told
