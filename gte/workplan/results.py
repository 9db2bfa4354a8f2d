"""What the group's indicators came to in their last period: a pure function of facts.

Values are rolled up by ``gte.workplan.rollup``; what it refuses to count has no value and says why.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gte.workplan.enums import ValueKind
from gte.workplan.facts import Facts, IndicatorRow
from gte.workplan.facts.rows import side
from gte.workplan.queries.indicators import amount_of, breakdown_of, plain_amount
from gte.workplan.rollup import (
    Amount,
    Indicator,
    Observation,
    Refused,
    Rule,
    Span,
    Total,
    Tree,
    progress,
    roll_up,
    roll_up_all,
)


@dataclass(frozen=True)
class Result:
    """An indicator in its last period: what was aimed at, what was found, how far that is.

    ``below`` are the indicators that it was counted from, itself where there are none. ``progress``
    is None where baseline, target or value is unknown.
    """

    row: IndicatorRow
    span: Span
    below: tuple[IndicatorRow, ...]
    target: Amount | None = None
    total: Total | None = None
    refused: Refused | None = None
    progress: Fraction | None = None

    @property
    def amount(self) -> Amount | None:
        return self.total.amount if self.total else None

    @property
    def words(self) -> str:
        """Of an indicator in words, what stands for the period."""
        said = [value[7:9] for value in self.row.values if value[7]]
        return str(said[-1][side() == "en"]) if said else ""

    @property
    def is_known(self) -> bool:
        return self.amount is not None or bool(self.words)

    @property
    def is_judged(self) -> bool:
        """Whether there is both a value and a target to hold it against."""
        return self.value is not None and self.aim is not None

    @property
    def is_reached(self) -> bool:
        if self.value is None or self.aim is None:
            return False
        return self.value >= self.aim if self.row.is_ascending else self.value <= self.aim

    @property
    def value(self) -> Decimal | Fraction | None:
        return self.total.value if self.total else None

    @property
    def aim(self) -> Decimal | Fraction | None:
        return self.target.value if self.target else None


def results_of(rows: Mapping[str, IndicatorRow]) -> list[Result]:
    """Of each indicator that has begun a period, in the order of the register."""
    count = Counting(rows)
    return [result(row, count) for row in rows.values() if row.period]


class Counting:
    """Totals of indicators. What is counted into one indicator is rolled up once for each period;
    where something in it is refused, each is tried alone, so that the others keep their totals.
    """

    def __init__(self, rows: Mapping[str, IndicatorRow]) -> None:
        self.below = children_of(rows.values())
        self.seen = {row.code: observations(row) for row in rows.values()}
        self.tops = {
            one.code: row
            for row in rows.values()
            if row.parent not in rows
            for one in with_all_below(row, self.below)
        }
        self.found: dict[tuple[str, Span], Mapping[str, Total]] = {}

    def total(self, row: IndicatorRow, span: Span) -> Total:
        """Refused as ``Tree`` and ``roll_up`` say."""
        top = self.tops.get(row.code, row)
        if (top.code, span) not in self.found:
            self.found[top.code, span] = self.totals(top, span)
        known = self.found[top.code, span]
        return known[row.code] if row.code in known else roll_up(*self.family(row), span)

    def totals(self, top: IndicatorRow, span: Span) -> Mapping[str, Total]:
        try:
            tree, _key, seen = self.family(top)
            return roll_up_all(tree, seen, span)
        except Refused:
            return {}

    def family(self, row: IndicatorRow) -> tuple[Tree, str, list[Observation]]:
        tree = Tree(leaf(one, self.below) for one in with_all_below(row, self.below))
        return tree, row.code, [one for key in tree for one in self.seen[key]]

    def leaves(self, row: IndicatorRow) -> tuple[IndicatorRow, ...]:
        """What it is counted from in the end: itself where nothing is counted into it."""
        inside = with_all_below(row, self.below)
        return tuple(one for one in inside if not self.below.get(one.code))


def children_of(rows: Iterable[IndicatorRow]) -> dict[str, list[IndicatorRow]]:
    found: dict[str, list[IndicatorRow]] = {}
    for row in rows:
        found.setdefault(row.parent, []).append(row)
    return found


Children = Mapping[str, Sequence[IndicatorRow]]


def with_all_below(row: IndicatorRow, below: Children) -> Iterator[IndicatorRow]:
    """An indicator and what is counted into it, each once."""
    if row.code not in below:
        yield row
        return
    found, waiting = {row.code}, [row]
    while waiting:
        one = waiting.pop()
        yield one
        new = [child for child in below.get(one.code, ()) if child.code not in found]
        found.update(child.code for child in new)
        waiting += reversed(new)


def result(row: IndicatorRow, count: Counting) -> Result:
    _key, start, end, target, out_of, *_texts = row.period
    span = Span(datetime.date.fromisoformat(start), datetime.date.fromisoformat(end))
    aim, leaves = amount(target, out_of), count.leaves(row)
    if row.value_kind == ValueKind.QUALITATIVE:
        return Result(row, span, leaves)
    try:
        total = count.total(row, span)
    except Refused as refused:
        return Result(row, span, leaves, aim, refused=refused)
    base = amount(row.baseline, row.baseline_denominator)
    values = [one.value if one else None for one in (base, aim, total)]
    return Result(row, span, leaves, aim, total, progress=progress(*values))


def leaf(row: IndicatorRow, below: Children) -> Indicator:
    children = tuple(child.code for child in below.get(row.code, ()))
    return Indicator(row.code, Rule(row.rule), row.unit_es, row.owner, children)


def observations(row: IndicatorRow) -> list[Observation]:
    """What its values say; those in words are not counted."""
    return [observation(row, *value[:7]) for value in row.values if value[3]]


def observation(
    row: IndicatorRow,
    start: str,
    end: str,
    party: str,
    value: str,
    out_of: str,
    members: Sequence[str],
    breakdown: Mapping[str, Mapping[str, Sequence[object]]],
) -> Observation:
    return Observation(
        indicator=row.code,
        span=Span(datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)),
        owner=row.owner,
        unit=row.unit_es,
        amount=amount_of(row.rule, Decimal(value), number(out_of), members),
        part=party,
        breakdown=breakdown_of(row.rule, breakdown),
    )


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def amount(value: str, out_of: str) -> Amount | None:
    return plain_amount(number(value), number(out_of))


def own_results(facts: Facts) -> list[Result]:
    """The group's own: figures of neighbours are never counted as the group's."""
    return [one for one in results_of(facts.of(IndicatorRow)) if one.row.is_own]
