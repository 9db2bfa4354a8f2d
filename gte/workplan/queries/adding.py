"""Figures of the register that somebody wants to add: their values, and finding more of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from gte.workplan.models import Indicator, IndicatorPeriod
from gte.workplan.queries.indicators import Point, Structure, points, structure
from gte.workplan.rollup import Quantity, Rule

MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A period's value, as something that may be added to others."""

    indicator: Any
    point: Point
    node: Any

    @property
    def key(self) -> str:
        return str(self.point.pk)

    @property
    def quantity(self) -> Quantity | None:
        """None where nothing was found yet, and for words."""
        amount = self.point.amount
        if amount is None:
            return None
        number = amount.numerator if amount.denominator is None else Decimal(0)
        node = self.node
        return Quantity(self.key, node.owner, node.unit, Rule(node.rule), self.point.span, number)


def figures(user: Any, periods: Sequence[int], language: str) -> list[Figure]:
    """The figures of some periods that the user may see, in the order asked for."""
    rows = IndicatorPeriod.objects.filter(
        pk__in=periods, indicator__in=Indicator.objects.visible_to(user)
    ).select_related("indicator__owner")
    known = structure()
    found: dict[int, Figure] = {}
    for indicator in {row.indicator for row in rows}:
        found |= figures_of(known, indicator, language)
    return [found[pk] for pk in periods if pk in found]


def figures_of(known: Structure, indicator: Any, language: str) -> dict[int, Figure]:
    node = known.nodes[indicator.pk]
    return {point.pk: Figure(indicator, point, node) for point in points(indicator, language)}


def figures_named(user: Any, words: str, language: str) -> list[Figure]:
    """Figures of indicators whose name has all the words, those with a value only."""
    named = Q()
    for word in words.split():
        named &= Q(name_es__icontains=word) | Q(name_en__icontains=word)
    known = structure()
    found: list[Figure] = []
    records = Indicator.objects.visible_to(user).filter(named).select_related("owner")
    for indicator in records[:MOST_FOUND]:
        own = figures_of(known, indicator, language).values()
        found += [figure for figure in own if figure.point.amount]
    return found
