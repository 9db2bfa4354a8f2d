"""The group's indicators as results of IATI: baseline, targets, approved values, their parts.

Only totals of approved values are written. Percentages and ratios are rounded to four decimals,
with the exact numbers beside them in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.common.bilingual import text_in
from gte.common.enums import Language
from gte.workplan import iati
from gte.workplan.enums import IndicatorLevel, RollUpRule, ValueKind
from gte.workplan.iati import codes
from gte.workplan.models import Category, Indicator, IndicatorPeriod
from gte.workplan.queries.indicators import (
    Structure,
    approved,
    by_indicator,
    names_of,
    observations,
    plain_amount,
    structure,
    totals,
)
from gte.workplan.refusals import amount_text, refusal_sentence, span_text
from gte.workplan.rollup import Amount, Observation, Refused, Span, Total

LEVELS = {
    IndicatorLevel.OUTPUT: codes.ResultKind.OUTPUT,
    IndicatorLevel.OUTCOME: codes.ResultKind.OUTCOME,
    IndicatorLevel.IMPACT: codes.ResultKind.IMPACT,
}
MEASURES = {
    ValueKind.UNIT: codes.Measure.UNIT,
    ValueKind.PERCENTAGE: codes.Measure.PERCENTAGE,
    ValueKind.QUALITATIVE: codes.Measure.QUALITATIVE,
}
HUNDRED = 100
DECIMALS = Decimal("0.0001")


@dataclass
class Measured:
    """The results of each project, and what of which indicator is not among them, with why."""

    results: dict[int, list[iati.Result]] = field(default_factory=lambda: defaultdict(list))
    left_out: list[tuple[Indicator, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """Everything that indicators are written from: read once for all of them."""

    structure: Structure
    seen: Mapping[str, list[Observation]]
    periods: Mapping[int, list[IndicatorPeriod]]
    words: Mapping[int, iati.Text]
    names: Mapping[tuple[str, str, str], tuple[str, str]]

    @cached_property
    def places(self) -> Mapping[tuple[str, str, str], int]:
        return {key: place for place, key in enumerate(self.names)}


def measured_results(projects: Collection[int]) -> Measured:
    """What the group's public indicators say of the projects of a file: six questions."""
    found = Measured()
    own = Indicator.objects.visible_to(None).own()
    indicators = list(own.select_related("project").order_by("pk"))
    known = known_of(indicators) if indicators else None
    for indicator in indicators:
        reason = why_not(indicator, projects, known)
        if reason or known is None:
            found.left_out.append((indicator, reason))
            continue
        result, missing = result_of(indicator, known)
        found.results[indicator.project_id].append(result)
        found.left_out += [(indicator, sentence) for sentence in missing]
    return found


def why_not(indicator: Any, projects: Collection[int], known: Known | None) -> str:
    """Why an indicator is not in the file; empty where it is."""
    if indicator.project_id is None:
        return _("it belongs to no project")
    if indicator.project_id not in projects:
        return _("its project is not in the file")
    if known is None or not known.periods.get(indicator.pk):
        return _("it has no period")
    return ""


def known_of(indicators: list[Any]) -> Known:
    keys = [one.pk for one in indicators]
    tree = structure()
    periods = defaultdict(list)
    for period in IndicatorPeriod.objects.filter(indicator__in=keys).order_by("start", "pk"):
        periods[period.indicator_id].append(period)
    seen = by_indicator(observations(tree, tree.below(keys), divided=True))
    return Known(tree, seen, periods, words_of(keys), names_of_parts())


def words_of(indicators: Collection[int]) -> dict[int, iati.Text]:
    """What stands in words, by period, in both languages; the newest approved."""
    rows = approved(indicators).values_list("period", "text_es", "text_en")
    return {period: iati.Text(es or "", en or "") for period, es, en in rows}


def names_of_parts() -> dict[tuple[str, str, str], tuple[str, str]]:
    """What dimensions and categories are called in English, by the codes of both and indicator.

    The standard has one text for each, without a language.
    """
    rows: Any = Category.objects
    ordered = rows.order_by("dimension__position", "dimension__pk", "position", "pk")
    found = ordered.rewrite(mode=False).values_list(
        "dimension__indicator__code",
        "dimension__code",
        "code",
        "dimension__name_en",
        "dimension__name_es",
        "name_en",
        "name_es",
    )
    return {
        (indicator, dimension, category): (name_en or name_es or dimension, en or es or category)
        for indicator, dimension, category, name_en, name_es, en, es in found
    }


# --- one indicator --------------------------------------------------------------------------------


def result_of(indicator: Any, known: Known) -> tuple[iati.Result, list[str]]:
    """The indicator as a result of its project, and sentences of what it cannot say."""
    title = pair(indicator, "name")
    found, missing = totals_of(indicator, known)
    periods = known.periods[indicator.pk]
    written = iati.Indicator(
        MEASURES[ValueKind(indicator.value_kind)],
        title,
        description=pair(indicator, "definition"),
        ascending=indicator.is_ascending,
        adds_up=adds_up(indicator, known),
        baselines=tuple(baselines_of(indicator)),
        periods=tuple(
            period_of(indicator, one, total, known)
            for one, total in zip(periods, found, strict=True)
        ),
    )
    if has_undated_baseline(indicator):
        missing.append(_("the day of its baseline is not known, so the baseline is left out"))
    kind = LEVELS[IndicatorLevel(indicator.level)]
    return iati.Result(title, (written,), kind=kind), missing


def adds_up(indicator: Any, known: Known) -> bool:
    """Whether readers may add its values to others: never those that are added here already."""
    is_sum = indicator.rule == RollUpRule.SUM and indicator.value_kind == ValueKind.UNIT
    return is_sum and indicator.parent_id is None and not known.structure.children[indicator.pk]


def pair(row: Any, name: str) -> iati.Text:
    return iati.Text(text_in(row, name, Language.ES), text_in(row, name, Language.EN))


def totals_of(indicator: Any, known: Known) -> tuple[list[Total | None], list[str]]:
    """The total of each period, and why there is none where counting is refused."""
    spans = [Span(one.start, one.end) for one in known.periods[indicator.pk]]
    if indicator.value_kind == ValueKind.QUALITATIVE:
        return [None] * len(spans), []
    try:
        tree = known.structure.tree([indicator.pk])
        own = [one for key in tree for one in known.seen.get(key, ())]
        found = totals(tree, indicator.code, own, spans)
    except Refused as refused:
        found = [refused] * len(spans)
    pairs = zip(spans, found, strict=True)
    refusals = [(span, one) for span, one in pairs if isinstance(one, Refused)]
    return (
        [None if isinstance(one, Refused) else one for one in found],
        [refused_words(span, one, known) for span, one in refusals],
    )


def refused_words(span: Span, refused: Refused, known: Known) -> str:
    sentence = refusal_sentence(refused, names_of(refused, known.structure))
    return _("no value of %(period)s: %(why)s") % {"period": span_text(span), "why": sentence}


def has_undated_baseline(indicator: Any) -> bool:
    said = indicator.baseline is not None or bool(text_in(indicator, "baseline_text", "es"))
    return said and indicator.baseline_on is None


def baselines_of(indicator: Any) -> Iterator[iati.Baseline]:
    """The standard asks for its year: without a day there is none."""
    day = indicator.baseline_on
    if day is None:
        return
    if indicator.value_kind == ValueKind.QUALITATIVE:
        yield iati.Baseline(day.year, iati.Amount(comment=pair(indicator, "baseline_text")), day)
        return
    stated = plain_amount(indicator.baseline, indicator.baseline_denominator)
    for amount in amounts_of(indicator, stated):
        yield iati.Baseline(day.year, amount, day)


def period_of(
    indicator: Any, period: IndicatorPeriod, total: Total | None, known: Known
) -> iati.IndicatorPeriod:
    days = iati.Period(period.start, period.end)
    if indicator.value_kind == ValueKind.QUALITATIVE:
        aim, said = pair(period, "target_text"), known.words.get(period.pk)
        return iati.IndicatorPeriod(
            days,
            targets=(iati.Amount(comment=aim),) if aim.narratives() else (),
            actuals=(iati.Amount(comment=said),) if said else (),
        )
    stated = plain_amount(period.target, period.target_denominator)
    targets = tuple(amounts_of(indicator, stated))
    return iati.IndicatorPeriod(days, targets, tuple(actuals_of(indicator, total, known)))


def actuals_of(indicator: Any, total: Total | None, known: Known) -> Iterator[iati.Amount]:
    """The whole first, then each part of each disaggregation."""
    if total is None or total.amount is None:
        return
    yield from amounts_of(indicator, total.amount)
    leaves = [leaf.key for leaf in total.leaves]
    parts = {
        (dimension, category): amount
        for dimension, categories in total.breakdown.items()
        for category, amount in categories.items()
    }
    for part in sorted(parts, key=lambda part: place_of(known, leaves, *part)):
        named = name_of(known, leaves, *part)
        yield from amounts_of(indicator, parts[part], (iati.Dimension(*named),))


def place_of(known: Known, leaves: Iterable[str], dimension: str, category: str) -> int:
    """In the order of dimensions and categories: what is stored as JSON does not keep its own."""
    found = (known.places.get((leaf, dimension, category)) for leaf in leaves)
    return next((place for place in found if place is not None), len(known.places))


def name_of(known: Known, leaves: Iterable[str], dimension: str, category: str) -> tuple[str, str]:
    found = (known.names.get((leaf, dimension, category)) for leaf in leaves)
    return next(filter(None, found), (dimension, category))


# --- numbers --------------------------------------------------------------------------------------


def amounts_of(
    indicator: Any, amount: Amount | None, dimensions: tuple[iati.Dimension, ...] = ()
) -> Iterator[iati.Amount]:
    """The amount as the standard has it: nothing of none, and nothing of 0 out of 0."""
    if amount is None or amount.value is None:
        return
    yield iati.Amount(number_of(indicator, amount.value), comment_of(amount), dimensions)


def number_of(indicator: Any, value: Decimal | Fraction) -> Decimal:
    """Percentages in hundredths; what no decimal holds exactly, rounded half to even."""
    if indicator.value_kind != ValueKind.PERCENTAGE and isinstance(value, Decimal):
        return value.quantize(1) if value == value.to_integral_value() else value.normalize()
    exact = Fraction(value)
    if indicator.value_kind == ValueKind.PERCENTAGE:
        exact *= HUNDRED
    rounded = Decimal(round(exact / Fraction(DECIMALS))) * DECIMALS
    return rounded.quantize(1) if rounded == rounded.to_integral_value() else rounded.normalize()


def comment_of(amount: Amount) -> iati.Text:
    """How many out of how many, where there are two numbers."""
    if amount.denominator is None:
        return iati.Text()
    said = {}
    for language in Language.values:
        with override(language):
            said[language] = amount_text(amount)
    return iati.Text(**said)
