"""Who owes a deliverable, how far each is, and what waits for whom."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import F, Max, Prefetch

from gte.alliance.models import State
from gte.governance.queries.parties import parties_on, voice_of
from gte.workplan.enums import CLOSED
from gte.workplan.models import Deliverable, Progress, Project
from gte.workplan.queries import today

if TYPE_CHECKING:
    from django.db.models import QuerySet


def own_party(user: Any) -> State | None:
    """The party for which somebody is accredited today."""
    voice = voice_of(user)
    return voice.party if voice else None


def owing_parties(deliverable: Deliverable, parties: Sequence[State] | None = None) -> list[State]:
    """Who owes it: its owners, or where none is named all parties in force today."""
    owners = sorted(deliverable.owners.all(), key=lambda state: state.code)
    return owners or list(parties if parties is not None else parties_on(today()))


def newest_progress(deliverables: Iterable[Deliverable]) -> dict[tuple[int, int], Progress]:
    """What each party said last, by deliverable and party: one question."""
    rows = Progress.objects.filter(deliverable__in=list(deliverables))
    newest = rows.values("deliverable", "party").annotate(last=Max("pk")).values("last")
    found = Progress.objects.filter(pk__in=newest).select_related("party", "by__person")
    return {(one.deliverable_id, one.party_id): one for one in found}


def at_desk(user: Any) -> QuerySet[Deliverable]:
    """The group's deliverables as the desk's lists read them, by date, undated ones last."""
    found: QuerySet[Deliverable] = (
        Deliverable.objects.visible_to(user)
        .own()
        .select_related("term__state")
        .prefetch_related("owners")
        .order_by(F("due").asc(nulls_last=True), "pk")
    )
    return found


def owed_by(party: State, user: Any) -> list[Deliverable]:
    """What a party owes and has not delivered, the most urgent first: two questions."""
    parties = parties_on(today())
    return [
        one
        for one in at_desk(user).exclude(status__in=CLOSED)
        if party in owing_parties(one, parties)
    ]


def without_word(
    deliverables: Iterable[Deliverable], day: datetime.date
) -> list[tuple[Deliverable, list[State]]]:
    """Of deliverables past their date, those of which a party that owes them never said a word."""
    late = [one for one in deliverables if one.due and one.due.latest < day]
    if not late:
        return []
    parties, said = parties_on(day), defaultdict(set)
    for deliverable, party in newest_progress(late):
        said[deliverable].add(party)
    silent = [
        (one, [state for state in owing_parties(one, parties) if state.pk not in said[one.pk]])
        for one in late
    ]
    return [(one, states) for one, states in silent if states]


def with_all() -> QuerySet[Deliverable]:
    """Deliverables with everything that their page at the desk shows of other records."""
    projects = Project.objects.select_related("lead")
    found: QuerySet[Deliverable] = Deliverable.objects.select_related(
        "term__state", "coordinated_by"
    ).prefetch_related("owners", "topics", "mandates", "documents", Prefetch("projects", projects))
    return found
