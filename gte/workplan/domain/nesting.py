"""Periods of a tree: one lies in another or outside it, so that each value is counted once."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gte.common.errors import BadInput
from gte.workplan.models import IndicatorPeriod
from gte.workplan.refusals import span_text
from gte.workplan.rollup import Span


def check_nested(above: int, below: Iterable[int]) -> None:
    """Raises BadInput where a period of those below lies only partly in one of the indicator above.

    The indicators are given by their primary keys.
    """
    check_spans(spans_of(one for one in below if one != above), spans_of([above]))


Named = tuple[str, Span]


def check_spans(inner: Iterable[Named], outer: Iterable[Named]) -> None:
    """Raises BadInput where one of the inner periods lies only partly in one of the outer."""
    outer = list(outer)
    for name, span in inner:
        for over, wide in outer:
            if span.overlaps(wide) and not wide.contains(span):
                raise BadInput(
                    _(
                        "“%(name)s” has the period %(inner)s, which lies only partly in the period "
                        "%(outer)s of “%(over)s”, into which it is counted. Choose days that lie "
                        "wholly in it or wholly outside."
                    )
                    % {
                        "name": name,
                        "over": over,
                        "inner": span_text(span),
                        "outer": span_text(wide),
                    }
                )


def spans_of(indicators: Iterable[int]) -> list[Named]:
    found = IndicatorPeriod.objects.filter(indicator__in=list(indicators))
    return [
        (str(period.indicator), Span(period.start, period.end))
        for period in found.select_related("indicator").order_by("start")
    ]
