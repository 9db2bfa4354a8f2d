"""What stands of decisions, computed from the ledger's entries and the clock."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Case, CharField, Exists, Max, OuterRef, Q, Value, When
from django.utils import timezone

from gte.governance.enums import ActKind, DecisionStatus
from gte.governance.models import Decision, LedgerEntry
from gte.governance.models.decisions import DecisionQuerySet
from gte.governance.silence import Act, Kind, Standing, Status, standing

KINDS: dict[str, Kind] = {
    ActKind.DECISION_PUT: Kind.PUT,
    ActKind.DECISION_EXTENDED: Kind.EXTEND,
    ActKind.DECISION_WITHDRAWN: Kind.WITHDRAW,
    ActKind.PARTY_SUSPENDED: Kind.SUSPEND,
    ActKind.AMENDMENT: Kind.AMENDMENT,
    ActKind.NO_OBJECTION: Kind.NO_OBJECTION,
    ActKind.RESERVATION: Kind.RESERVATION,
    ActKind.ABSTENTION: Kind.ABSTENTION,
    ActKind.AD_REFERENDUM: Kind.AD_REFERENDUM,
    ActKind.OBJECTION: Kind.OBJECTION,
}
COLUMNS = ("seq", "subject", "at", "act", "party", "rank", "text_hash", "body")
# Whose body says more than the columns do.
WITH_BODY = frozenset({Kind.PUT, Kind.EXTEND})
# A suspension concerns every decision that was put to the party: its subject is the party.
OF_ALL = ActKind.PARTY_SUSPENDED

Row = tuple[int, str, str, str, str, str, str, str]


def instant(text: str) -> datetime.datetime:
    """An instant of the ledger: ``2026-11-21T14:05:09.123456Z``."""
    return datetime.datetime.fromisoformat(text)


def clock() -> datetime.datetime:
    """The instant by which things stand: now, or the newest entry's where the clock went back."""
    newest = LedgerEntry.objects.order_by("-seq").values_list("at", flat=True).first()
    return max(timezone.now(), instant(newest)) if newest else timezone.now()


def act_of(row: Row) -> Act:
    _seq, _subject, at, act, party, rank, text, body = row
    kind = KINDS[act]
    if kind not in WITH_BODY:
        return Act(at=instant(at), kind=kind, party=party, head=rank == "head", text=text)
    said = json.loads(body)
    until = said.get("until")
    return Act(
        at=instant(at),
        kind=kind,
        text=text,
        parties=frozenset(said.get("parties", ())),
        until=instant(until) if until else None,
    )


def histories(codes: Sequence[str]) -> Iterator[tuple[str, list[Act]]]:
    """The acts on each of these decisions, in the ledger's order, with the suspensions, which
    concern all: two questions. Made one after the other, for thousands at once keep the collector
    of garbage busy.
    """
    wanted = LedgerEntry.objects.filter(subject__in=codes, act__in=KINDS)
    rows: list[Row] = list(wanted.order_by("seq").values_list(*COLUMNS))
    suspended = LedgerEntry.objects.filter(act=OF_ALL).order_by("seq").values_list(*COLUMNS)
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row[1]].append(row)
    extra: list[Row] = list(suspended)
    for code in codes:
        own = sorted([*by_code[code], *extra]) if extra else by_code[code]
        yield code, [act_of(row) for row in own]


def entries_of(decision: Decision) -> list[LedgerEntry]:
    """The entries behind the acts on a decision: the places in its standing are places in here."""
    own = Q(subject=decision.code, act__in=KINDS)
    return list(LedgerEntry.objects.filter(own | Q(act=OF_ALL)).order_by("seq"))


def standings(
    decisions: Iterable[Decision], now: datetime.datetime | None = None
) -> dict[str, Standing]:
    """What stands of each decision, by its identifier."""
    now = now or clock()
    codes = [decision.code for decision in decisions]
    return {code: standing(acts, now) for code, acts in histories(codes)}


def standing_of(decision: Decision, now: datetime.datetime | None = None) -> Standing:
    return standings([decision], now)[decision.code]


SHOWN: dict[Status, DecisionStatus] = {
    Status.DRAFT: DecisionStatus.DRAFT,
    Status.OPEN: DecisionStatus.OPEN,
    Status.HELD: DecisionStatus.HELD,
    Status.SILENCE: DecisionStatus.SILENCE,
    Status.BROKEN: DecisionStatus.BROKEN,
    Status.ADOPTED: DecisionStatus.IN_FORCE,
    Status.WITHDRAWN: DecisionStatus.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Stand:
    """A decision with what stands of it: ``status`` as the register says it."""

    decision: Decision
    standing: Standing
    status: DecisionStatus
    number: tuple[int, int] | None

    @property
    def label(self) -> str:
        """Its number as it is cited, "3/2026"; empty before adoption."""
        return f"{self.number[1]}/{self.number[0]}" if self.number else ""


def register_status(
    decision: Decision,
    stands: Standing,
    successors: Iterable[Standing],
    now: datetime.datetime,
) -> DecisionStatus:
    """In force, superseded by one that was adopted since, or past its last day."""
    shown = SHOWN[stands.status]
    if shown != DecisionStatus.IN_FORCE:
        return shown
    if any(later.status == Status.ADOPTED for later in successors):
        return DecisionStatus.SUPERSEDED
    last_day = decision.expires_on
    if last_day is not None and now.astimezone(datetime.UTC).date() > last_day:
        return DecisionStatus.EXPIRED
    return shown


def stands_of(decisions: Sequence[Decision], now: datetime.datetime | None = None) -> list[Stand]:
    """What stands of decisions, with those that supersede them read too: three questions."""
    now = now or clock()
    later = list(Decision.objects.filter(supersedes__in=[one.pk for one in decisions]))
    everything = {one.code: one for one in (*decisions, *later)}
    found = standings(everything.values(), now)
    successors: dict[int, list[Standing]] = defaultdict(list)
    for one in later:
        if one.supersedes_id is not None:
            successors[one.supersedes_id].append(found[one.code])
    numbers = numbers_of(decisions, found)
    return [
        Stand(
            one,
            found[one.code],
            register_status(one, found[one.code], successors[one.pk], now),
            numbers.get(one.pk),
        )
        for one in decisions
    ]


def stand_of(decision: Decision, now: datetime.datetime | None = None) -> Stand:
    return stands_of([decision], now)[0]


def with_register_status(decisions: DecisionQuerySet, now: datetime.datetime) -> DecisionQuerySet:
    """Adopted decisions with ``register_status`` as a column, by the rule of that function."""
    later = Decision.objects.filter(supersedes=OuterRef("pk"))
    to_come = [one.pk for one, _stands in unnoted(now, Decision.objects.exclude(supersedes=None))]
    superseded = Exists(later.filter(Q(number__isnull=False) | Q(pk__in=to_come)))
    last_day = now.astimezone(datetime.UTC).date()
    shown: DecisionQuerySet = decisions.annotate(
        register_status=Case(
            When(superseded, then=Value(DecisionStatus.SUPERSEDED.value)),
            When(expires_on__lt=last_day, then=Value(DecisionStatus.EXPIRED.value)),
            default=Value(DecisionStatus.IN_FORCE.value),
            output_field=CharField(),
        )
    )
    return shown


def adoption_order(pair: tuple[Decision, Standing]) -> tuple[datetime.datetime, int]:
    decision, stands = pair
    if stands.since is None:
        raise ValueError(f"{decision.code} was not adopted")
    return stands.since, decision.pk


def unnoted(
    now: datetime.datetime, among: DecisionQuerySet | None = None
) -> list[tuple[Decision, Standing]]:
    """Decisions that are adopted and have no number yet, in the order of their adoption."""
    open_ones = list((Decision.objects.all() if among is None else among).unnumbered())
    found = standings(open_ones, now) if open_ones else {}
    adopted = [
        (one, found[one.code]) for one in open_ones if found[one.code].status == Status.ADOPTED
    ]
    return sorted(adopted, key=adoption_order)


def next_numbers(
    adopted: Iterable[tuple[Decision, Standing]],
) -> list[tuple[Decision, Standing, int, int]]:
    """The year and number that each is given, in this order: counted within the year (UTC)."""
    last = dict(
        Decision.objects.exclude(year=None)
        .order_by()
        .values_list("year")
        .annotate(last=Max("number"))
    )
    numbered = []
    for decision, stands in adopted:
        if stands.since is None:
            continue
        year = stands.since.astimezone(datetime.UTC).year
        last[year] = last.get(year, 0) + 1
        numbered.append((decision, stands, year, last[year]))
    return numbered


def numbers_of(
    decisions: Iterable[Decision], found: dict[str, Standing]
) -> dict[int, tuple[int, int]]:
    """Numbers by primary key: as noted, or as they will be noted where nobody acted since."""
    noted = {
        one.pk: (one.year, one.number)
        for one in decisions
        if one.year is not None and one.number is not None
    }
    missing = any(
        one.number is None and found[one.code].status == Status.ADOPTED for one in decisions
    )
    if not missing:
        return noted
    to_come = next_numbers(unnoted(clock()))
    return {**noted, **{one.pk: (year, number) for one, _stands, year, number in to_come}}
