"""What the sheet of a party is made from: the facts, and what they do not hold."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.urls import reverse

from gte.alliance.models import State
from gte.workplan.coverage import Answering
from gte.workplan.enums import CLOSED, ActualState, DeliverableStatus, PartyProgress
from gte.workplan.facts import DeliverableRow, Facts, MandateRow, ProjectRow, existed
from gte.workplan.models import Actual, Indicator, Project
from gte.workplan.queries import is_late
from gte.workplan.queries.indicators import amount_of
from gte.workplan.refusals import span_text
from gte.workplan.report.document import RecordLink
from gte.workplan.report.lists import KEY, WHOLE, Beginning
from gte.workplan.rollup import Span
from gte.workplan.wording import value_text


@dataclass(frozen=True)
class Stated:
    """The newest approved value of an indicator that a party stated."""

    indicator: RecordLink
    period: str
    value: str


@dataclass(frozen=True)
class Material:
    """The facts of a day as one party meets them.

    ``joined`` are the codes of the projects that it takes part in and does not lead.
    """

    party: State
    day: datetime.date
    facts: Facts
    joined: frozenset[str] = frozenset()
    stated: Sequence[Stated] = ()
    # Where the sheet is, and the whole of each of its lists.
    address: str = ""
    lists: Beginning = WHOLE

    @cached_property
    def deliverables(self) -> list[DeliverableRow]:
        """What it owes: those that name it, and those that name nobody."""
        code = self.party.code
        return [
            row
            for row in self.facts.deliverables.values()
            if row.is_own and existed(row, self.day) and code in (row.owners or (code,))
        ]

    @cached_property
    def own_projects(self) -> list[ProjectRow]:
        """The group's of that day, whoever leads them."""
        rows = self.facts.projects.values()
        return [row for row in rows if row.is_own and existed(row, self.day)]

    @cached_property
    def led(self) -> list[ProjectRow]:
        return [row for row in self.own_projects if row.lead == self.party.code]

    @cached_property
    def taking_part(self) -> list[ProjectRow]:
        """Those that it takes part in and another leads."""
        joined = [row for row in self.own_projects if row.code in self.joined]
        return [row for row in joined if row.lead != self.party.code]

    @property
    def projects(self) -> list[ProjectRow]:
        return [*self.led, *self.taking_part]

    @property
    def met(self) -> list[DeliverableRow]:
        return [row for row in self.deliverables if row.status == DeliverableStatus.DELIVERED]

    @property
    def late(self) -> list[DeliverableRow]:
        return [row for row in self.deliverables if is_late(row, self.day)]

    @property
    def open(self) -> list[DeliverableRow]:
        """Late ones first, then by date, undated ones last."""
        rows = [row for row in self.deliverables if row.status not in CLOSED]
        return sorted(rows, key=lambda row: row.due.latest if row.due else datetime.date.max)

    @property
    def waiting(self) -> list[DeliverableRow]:
        """What the party owes and has not said to be done."""
        return [row for row in self.open if word_of(row, self) != PartyProgress.DONE]

    @cached_property
    def mandates(self) -> list[MandateRow]:
        """The group's mandates that its projects, or deliverables in its own name, answer."""
        answering = Answering(self.facts, self.day)
        named = {code for row in self.led for code in answering.through[row.code]}
        for row in self.deliverables:
            if self.party.code in (*row.owners, row.coordinated_by):
                named.update(one.code for one in answering.of_deliverable(row))
        own = answering.in_order(named)
        return sorted(own, key=lambda row: (row.date or "", row.code), reverse=True)


def said_by(row: DeliverableRow, material: Material) -> Sequence[object]:
    """The party's newest words on a deliverable: party, state, per cent, day; or nothing."""
    day = material.day.isoformat()
    said = [one for one in row.progress if one[0] == material.party.code and one[3] <= day]
    return said[-1] if said else ()


def word_of(row: DeliverableRow, material: Material) -> str:
    said = said_by(row, material)
    return str(said[1]) if said else ""


def joined_projects(party: State) -> frozenset[str]:
    found = Project.objects.visible_to(None).filter(participants=party)
    return frozenset(found.values_list("code", flat=True))


COLUMNS = ("period__indicator", "period__start", "period__end", "value", "denominator", "members")


def stated_values(party: State, day: datetime.date) -> list[Stated]:
    """Of each public indicator the newest period of which an approved value of the party is known:
    three statements.
    """
    rows = (
        Actual.objects.filter(Q(party=party) | Q(party=None, stated_for=party))
        .filter(state=ActualState.APPROVED, value__isnull=False, reviewed_at__date__lte=day)
        .order_by("period__start", "pk")
        .values_list(*COLUMNS)
    )
    newest = {row[0]: row[1:] for row in rows}
    indicators: Mapping[int, Indicator] = Indicator.objects.visible_to(None).in_bulk(list(newest))
    return [stated(indicators[key], *values) for key, values in newest.items() if key in indicators]


def stated(
    one: Indicator,
    start: datetime.date,
    end: datetime.date,
    value: object,
    denominator: object,
    members: Sequence[str],
) -> Stated:
    amount = amount_of(one.rule, value, denominator, members)  # type: ignore[arg-type]
    text = value_text(amount, one.value_kind)
    return Stated(RecordLink.to(one), span_text(Span(start, end)), f"{text} {one.unit}".strip())


def material_of(party: State, facts: Facts, day: datetime.date) -> Material:
    """All that is known for a party's sheet, in the reader's language; four statements beside the
    facts.
    """
    return Material(
        party,
        day,
        facts,
        joined_projects(party),
        stated_values(party, day),
        f"{reverse('country-sheet', args=[party.code])}?as-of={day}",
        Beginning(f"{reverse('country-sheet-list', args=[party.code, KEY])}?as-of={day}"),
    )
