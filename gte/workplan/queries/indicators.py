"""Indicators for many at once: their tree, the values that count, and totals of periods.

However many are shown: one statement for the tree, one for the values below them, one for the
periods. Rows come as plain values; the counting is ``gte.workplan.rollup``'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gte.alliance.models import State
from gte.workplan.enums import ActualState, ValueKind
from gte.workplan.models import Actual, Indicator, IndicatorPeriod
from gte.workplan.queries import today
from gte.workplan.rollup import (
    Amount,
    Breakdown,
    Observation,
    Refused,
    Rule,
    Span,
    Total,
    Tree,
    progress,
    roll_up,
    series,
)
from gte.workplan.rollup import Indicator as Leaf

# Up to so many are named in a statement; of more, all values are read.
MOST_NAMED = 900


@dataclass(frozen=True, slots=True)
class Node:
    """An indicator's place in the tree."""

    pk: int
    code: str
    rule: str
    unit: str
    owner: str
    parent: int | None
    is_public: bool
    kind: str

    @property
    def is_counted(self) -> bool:
        """Words are not counted."""
        return self.kind != ValueKind.QUALITATIVE


class Structure:
    """All indicators and which is counted into which.

    What is public counts only what is public, so that every reader finds the same totals.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.pk: node for node in nodes}
        self.by_code = {node.code: node for node in self.nodes.values()}
        self.children: dict[int, list[int]] = defaultdict(list)
        for node in self.nodes.values():
            above = self.nodes.get(node.parent) if node.parent else None
            if above and (node.is_public or not above.is_public):
                self.children[above.pk].append(node.pk)

    def below(self, tops: Iterable[int]) -> list[int]:
        """These and all that is counted into them, each once."""
        found = dict.fromkeys(top for top in tops if top in self.nodes)
        waiting = list(found)
        for one in waiting:  # grows while it is read
            for child in self.children.get(one, ()):
                if child not in found:
                    found[child] = None
                    waiting.append(child)
        return list(found)

    def above(self, pk: int) -> Iterator[Node]:
        """Those that it is counted into, the nearest first; a circle ends where it closes."""
        seen = {pk}
        node = self.nodes.get(pk)
        while node and node.parent and node.parent not in seen:
            seen.add(node.parent)
            node = self.nodes.get(node.parent)
            if node:
                yield node

    def tree(self, tops: Iterable[int]) -> Tree:
        """The part of the tree below ``tops``. Refused as ``Tree`` says."""
        return Tree(
            Leaf(
                node.code,
                Rule(node.rule),
                node.unit,
                node.owner,
                tuple(self.nodes[child].code for child in self.children.get(node.pk, ())),
            )
            for pk in self.below(tops)
            if (node := self.nodes[pk]).is_counted
        )


COLUMNS = (
    "pk",
    "code",
    "rule",
    "unit_es",
    "owner__code",
    "parent",
    "project__is_public",
    "value_kind",
)


def structure(*, is_whole: bool = False) -> Structure:
    """One statement, whatever is shown. ``is_whole``: as if everything were public."""
    found: Any = Indicator.objects
    rows = found.rewrite(mode=False).order_by("pk").values_list(*COLUMNS)
    return Structure(
        Node(pk, code, rule, unit or "", owner, parent, is_whole or public is not False, kind)
        for pk, code, rule, unit, owner, parent, public, kind in rows
    )


# --- the values that count ------------------------------------------------------------------------


def approved(indicators: Collection[int]) -> Any:
    """Approved values of these indicators, oldest first."""
    values: Any = Actual.objects
    found = values.rewrite(mode=False).filter(state=ActualState.APPROVED)
    if len(indicators) <= MOST_NAMED:
        found = found.filter(period__indicator__in=list(indicators))
    return found.order_by("pk")


VALUES = (
    "pk",
    "period",
    "period__indicator",
    "period__start",
    "period__end",
    "party__code",
    "value",
    "denominator",
    "members",
)


def observations(
    known: Structure, indicators: Collection[int], *, divided: bool = False
) -> list[Observation]:
    """What the newest approved value of each period and party says; ``divided``: in which parts."""
    wanted = set(indicators)
    columns = (*VALUES, "breakdown") if divided else VALUES
    newest: dict[tuple[int, str | None], tuple[Any, ...]] = {}
    rows = approved(indicators).filter(value__isnull=False).values_list(*columns)
    for row in rows:
        if row[2] in wanted:
            newest[row[1], row[5]] = row
    return [observation(known.nodes[row[2]], row) for row in newest.values()]


def observation(node: Node, row: tuple[Any, ...]) -> Observation:
    pk, _period, _indicator, start, end, party, value, denominator, members, *rest = row
    return Observation(
        indicator=node.code,
        span=Span(start, end),
        owner=node.owner,
        unit=node.unit,
        amount=amount_of(node.rule, value, denominator, members),
        part=party or "",
        breakdown=breakdown_of(node.rule, rest[0]) if rest else {},
        source=str(pk),
    )


def amount_of(
    rule: str, value: Decimal, denominator: Decimal | None, members: Iterable[str]
) -> Amount:
    """A stored value as an amount. Refused as ``Amount`` says."""
    if rule == Rule.DISTINCT:
        return Amount.distinct(members)
    return Amount(value, denominator)


def breakdown_of(rule: str, stored: Mapping[str, Mapping[str, Any]]) -> Breakdown:
    """The parts as they are stored: see ``Actual``."""
    return {
        dimension: {
            category: amount_of(
                rule, Decimal(value), None if out_of is None else Decimal(out_of), members
            )
            for category, (value, out_of, members) in categories.items()
        }
        for dimension, categories in stored.items()
    }


# --- a period and what came of it -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """A period of an indicator: what should be reached, what was, and how far that is."""

    pk: int
    span: Span
    target: Amount | None = None
    target_text: str = ""
    total: Total | None = None
    refused: Refused | None = None
    progress: Fraction | None = None
    text: str = ""

    @property
    def amount(self) -> Amount | None:
        return self.total.amount if self.total else None


@dataclass(slots=True)
class Frame:
    """What an indicator's points are measured against."""

    pk: int
    baseline: Amount | None
    periods: list[tuple[Any, ...]] = field(default_factory=list)


def plain_amount(value: Decimal | None, denominator: Decimal | None) -> Amount | None:
    """A baseline or target; a distinct count has no members there, only its number."""
    return None if value is None else Amount(value, denominator)


PERIODS = ("pk", "indicator", "start", "end", "target", "target_denominator")


def frames(indicators: Iterable[Any], language: str) -> dict[int, Frame]:
    """Baselines and periods of some indicators, each indicator's periods in order."""
    found = {
        one.pk: Frame(one.pk, plain_amount(one.baseline, one.baseline_denominator))
        for one in indicators
    }
    periods: Any = IndicatorPeriod.objects
    rows = periods.rewrite(mode=False).filter(indicator__in=list(found))
    for row in rows.order_by("start").values_list(*PERIODS, f"target_text_{language}"):
        found[row[1]].periods.append(row)
    return found


def points(indicator: Any, language: str) -> list[Point]:
    """All periods of one indicator, with what each total was counted from."""
    known = structure()
    frame = frames([indicator], language)[indicator.pk]
    spans = [Span(row[2], row[3]) for row in frame.periods]
    if not known.nodes[indicator.pk].is_counted:
        said = words(indicator.pk, language)
        return [point(frame, row, text=said.get(row[0], "")) for row in frame.periods]
    below = known.below([indicator.pk])
    seen = observations(known, below, divided=True)
    try:
        tree = known.tree([indicator.pk])
        found = totals(tree, indicator.code, seen, spans)
    except Refused as refused:
        return [point(frame, row, refused=refused) for row in frame.periods]
    return [
        point(frame, row, **{"refused" if isinstance(one, Refused) else "total": one})
        for row, one in zip(frame.periods, found, strict=True)
    ]


def totals(
    tree: Tree, code: str, seen: list[Observation], spans: list[Span]
) -> list[Total | Refused]:
    """The total of each span, or why there is none; a refusal of one leaves the others."""
    try:
        return list(series(tree, code, seen, spans))
    except Refused:
        return [total_or_refusal(tree, code, seen, span) for span in spans]


def total_or_refusal(tree: Tree, code: str, seen: list[Observation], span: Span) -> Total | Refused:
    try:
        return roll_up(tree, code, seen, span)
    except Refused as refused:
        return refused


def point(frame: Frame, row: tuple[Any, ...], **found: Any) -> Point:
    pk, _indicator, start, end, target, out_of, *texts = row
    aim = plain_amount(target, out_of)
    total = found.get("total")
    values = [one.value if one else None for one in (frame.baseline, aim, total)]
    return Point(
        pk=pk,
        span=Span(start, end),
        target=aim,
        target_text=(texts[0] or "") if texts else "",
        progress=progress(*values),
        **found,
    )


def words(indicator: int, language: str) -> dict[int, str]:
    """What stands in words, by period."""
    rows = approved([indicator]).values_list("period", f"text_{language}")
    return {period: text or "" for period, text in rows}


def current_points(indicators: list[Any], language: str) -> dict[int, Point]:
    """Of each indicator the last period that has begun, or its first: three statements for all."""
    shown = frames(indicators, language)
    chosen = {pk: row for pk, frame in shown.items() if (row := current(frame.periods))}
    known = structure()
    seen = by_indicator(observations(known, known.below(chosen)))
    return {pk: current_point(known, shown[pk], row, seen) for pk, row in chosen.items()}


def current(periods: list[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    begun = [row for row in periods if row[2] <= today()]
    return begun[-1] if begun else next(iter(periods), None)


def by_indicator(seen: Iterable[Observation]) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = defaultdict(list)
    for one in seen:
        found[one.indicator].append(one)
    return found


def current_point(
    known: Structure,
    frame: Frame,
    row: tuple[Any, ...],
    seen: Mapping[str, list[Observation]],
) -> Point:
    node = known.nodes[frame.pk]
    if not node.is_counted:
        return point(frame, row)
    try:
        tree = known.tree([frame.pk])
        own = [one for key in tree for one in seen.get(key, ())]
        return point(frame, row, total=roll_up(tree, node.code, own, Span(row[2], row[3])))
    except Refused as refused:
        return point(frame, row, refused=refused)


def names_of(refused: Refused, known: Structure) -> dict[str, str]:
    """What the indicators, owners, units and the party that a refusal names are called."""
    nodes = [known.by_code[key] for key in refused.keys if key in known.by_code]
    found: dict[str, str] = {}
    rows: Any = Indicator.objects.filter(pk__in=[node.pk for node in nodes])
    for one in rows.select_related("owner"):
        found |= {one.code: str(one), one.owner.code: str(one.owner), one.unit_es: one.unit}
    if refused.part:
        parties = State.objects.filter(code=refused.part)
        found |= {state.code: str(state) for state in parties}
    return found


# --- what the desk asks ---------------------------------------------------------------------------


def newest_of_each(actuals: Iterable[Any]) -> list[Any]:
    """The newest value of each period and party, of those that come newest first."""
    found: dict[tuple[int, int | None], Any] = {}
    for actual in actuals:
        found.setdefault((actual.period_id, actual.party_id), actual)
    return list(found.values())


def submitted(user: Any) -> list[Any]:
    """Values that wait for an approval, of indicators that the user may see, oldest first."""
    rows = (
        Actual.objects.filter(period__indicator__in=Indicator.objects.visible_to(user))
        .select_related("period__indicator", "party", "stated_by__person", "stated_for", "document")
        .prefetch_related("period__indicator__dimensions__categories")
        .exclude(state=ActualState.RETURNED)
        .order_by("-pk")
    )
    # A value that was stated anew since waits no longer.
    waiting = set(
        Actual.objects.filter(state=ActualState.SUBMITTED).values_list("period", flat=True)
    )
    newest = newest_of_each(rows.filter(period__in=waiting))
    return sorted(
        (one for one in newest if one.state == ActualState.SUBMITTED), key=lambda one: one.pk
    )
