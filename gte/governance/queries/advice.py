"""Named questions about consultations: who may ask, who contributed, how far the answer is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from gte.alliance.models import Body, State
from gte.governance.enums import AdviceState
from gte.governance.models import Consultation, Contribution
from gte.governance.queries.parties import parties_on
from gte.governance.queries.standing import Stand, stands_of
from gte.governance.silence import Status

# Bodies of the record that put questions to the group, by their identifiers.
ASKING = ("council-ministers", "gan", "gre")


def asking_bodies() -> QuerySet[Body]:
    """Those that the group answers to and advises, the highest first."""
    found: QuerySet[Body] = Body.objects.filter(code__in=ASKING).order_by("level", "pk")
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """What one party says to a consultation: the newest stands, the others came before."""

    party: State
    standing: Contribution
    former: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """A consultation with what stands of it. ``answer`` is that of its decision, if drafted."""

    consultation: Consultation
    state: AdviceState
    said: tuple[Said, ...]
    missing: tuple[State, ...]
    answer: Stand | None
    is_late: bool

    @property
    def takes_contributions(self) -> bool:
        return self.state == AdviceState.OPEN


def advice_of(
    consultations: Sequence[Consultation], now: datetime.datetime | None = None
) -> list[Advice]:
    """What stands of consultations, in a constant number of questions."""
    now = now or timezone.now()
    parties = parties_on(now.date())
    decisions = [one.decision for one in consultations if one.decision is not None]
    stands = {stand.decision.pk: stand for stand in stands_of(decisions, now)} if decisions else {}
    return [advice(one, parties, stands.get(one.decision_id or 0), now) for one in consultations]


def advice(
    consultation: Consultation, parties: list[State], stand: Stand | None, now: datetime.datetime
) -> Advice:
    state = state_of(consultation, stand)
    said = said_to(consultation)
    spoke = {one.party.pk for one in said}
    late = state != AdviceState.SENT and consultation.due < now.astimezone(datetime.UTC).date()
    missing = tuple(party for party in parties if party.pk not in spoke)
    return Advice(consultation, state, said, missing, stand, late)


def state_of(consultation: Consultation, stand: Stand | None) -> AdviceState:
    """A withdrawn answer makes room for another: the question is open again."""
    if consultation.sent_at:
        return AdviceState.SENT
    if stand is None or stand.standing.status == Status.WITHDRAWN:
        return AdviceState.OPEN
    if stand.standing.status == Status.ADOPTED:
        return AdviceState.ADOPTED
    return AdviceState.DRAFTED


def said_to(consultation: Consultation) -> tuple[Said, ...]:
    """By party, in the order of their identifiers."""
    by_party: dict[State, list[Contribution]] = {}
    for one in sorted(consultation.contributions.all(), key=lambda one: -one.pk):
        by_party.setdefault(one.party, []).append(one)
    ordered = sorted(by_party.items(), key=lambda pair: pair[0].code)
    return tuple(Said(party, texts[0], tuple(texts[1:])) for party, texts in ordered)


def all_consultations() -> QuerySet[Consultation]:
    """With all that a page says of them."""
    found: QuerySet[Consultation] = Consultation.objects.select_related(
        "asked_by", "decision", "document"
    ).prefetch_related("contributions__party", "contributions__by__person")
    return found


def all_advice(now: datetime.datetime | None = None) -> list[Advice]:
    """Every consultation: those to be answered first, the earliest due on top; then the newest."""
    found = advice_of(list(all_consultations()), now)
    waiting = [one for one in found if one.state != AdviceState.SENT]
    done = [one for one in found if one.state == AdviceState.SENT]
    waiting.sort(key=lambda one: (one.consultation.due, one.consultation.pk))
    done.sort(key=lambda one: (one.consultation.asked_on, one.consultation.pk), reverse=True)
    return [*waiting, *done]


def raw_material(said: Sequence[Said]) -> str:
    """What the parties contributed, one after the other, each under its name."""
    return "\n\n".join(f"{one.party}:\n{one.standing.text}" for one in said)
