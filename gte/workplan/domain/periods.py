"""Over which days an indicator is measured, what should be reached, and in which parts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gte.alliance.models import User
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.workplan.domain.indicators import check_number
from gte.workplan.domain.nesting import check_nested
from gte.workplan.domain.writing import check_coordinates, check_row, lock
from gte.workplan.enums import ValueKind
from gte.workplan.models import Actual, Category, Dimension, Indicator, IndicatorPeriod
from gte.workplan.queries.indicators import structure
from gte.workplan.refusals import span_text
from gte.workplan.rollup import Span


@dataclass(frozen=True, slots=True)
class Aim:
    """A period and what should be reached in it; in words, in both languages."""

    start: datetime.date
    end: datetime.date
    target: Decimal | None = None
    target_denominator: Decimal | None = None
    target_text_es: str = ""
    target_text_en: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def aim_of(period: Any) -> Aim:
    """A period as it is kept."""
    return Aim(
        period.start,
        period.end,
        period.target,
        period.target_denominator,
        period.target_text_es or "",
        period.target_text_en or "",
    )


@transaction.atomic
def set_periods(*, indicator: Indicator, by: User, aims: Sequence[Aim]) -> list[IndicatorPeriod]:
    """These and no other periods. One that has values keeps its days and is not left out.

    Raises BadInput for periods that overlap, that end before they begin or lie only partly in one
    of an indicator above, and for targets that unit, rule or kind of value do not take.
    """
    check_coordinates(by)
    indicator = lock(indicator)
    wanted = sorted(aims, key=lambda aim: (aim.start, aim.end))
    check_aims(indicator, wanted)
    former = {(one.start, one.end): one for one in indicator.periods.all()}
    data = {"before": [aim_line(aim_of(one)) for one in former.values()]}
    remove(former, {(aim.start, aim.end) for aim in wanted})
    kept = [keep(indicator, former.get((aim.start, aim.end)), aim) for aim in wanted]
    check_days(indicator)
    write_log(verb="indicator.periods", by=by, target=indicator.code, data=data)
    return kept


def aim_line(aim: Aim) -> list[str]:
    """A former period as the log keeps it."""
    words = [aim.target_text_es, aim.target_text_en]
    numbers = [
        f"{one.normalize():f}" for one in (aim.target, aim.target_denominator) if one is not None
    ]
    return [str(aim.start), str(aim.end), *numbers, *filter(None, words)]


def check_aims(indicator: Indicator, aims: Sequence[Aim]) -> None:
    for aim in aims:
        if aim.end < aim.start:
            raise BadInput(
                _("“%(name)s”: a period ends (%(end)s) before it begins (%(start)s).")
                % {"name": indicator, "start": aim.start, "end": aim.end}
            )
        check_target(indicator, aim)
    for one, other in pairwise(aims):
        if one.span.overlaps(other.span):
            raise BadInput(
                _(
                    "“%(name)s”: the periods %(one)s and %(other)s have days in common, which "
                    "would be counted twice."
                )
                % {
                    "name": indicator,
                    "one": span_text(one.span),
                    "other": span_text(other.span),
                }
            )


def check_target(indicator: Indicator, aim: Aim) -> None:
    """A target in numbers has a unit, one in words stands in both languages."""
    if indicator.value_kind == ValueKind.QUALITATIVE:
        if aim.target is not None or aim.target_denominator is not None:
            raise BadInput(
                _("“%s” is in words and has no unit: give its target in words.") % indicator
            )
        if bool(aim.target_text_es.strip()) != bool(aim.target_text_en.strip()):
            raise BadInput(_("Give the target of “%s” in both languages.") % indicator)
        return
    if aim.target is not None and not indicator.unit:
        raise BadInput(
            _("“%s” has no unit: a target without one says nothing. Give it a unit first.")
            % indicator
        )
    check_number(indicator, _("target"), aim.target, aim.target_denominator)


def remove(former: dict[Any, IndicatorPeriod], wanted: set[Any]) -> None:
    for days, period in former.items():
        if days in wanted:
            continue
        if period.actuals.exists():
            raise BadInput(
                _("The period %(period)s of “%(name)s” has values: it stays, with its days.")
                % {
                    "period": span_text(Span(period.start, period.end)),
                    "name": period.indicator,
                }
            )
        period.delete()


def keep(indicator: Indicator, period: IndicatorPeriod | None, aim: Aim) -> IndicatorPeriod:
    period = period or IndicatorPeriod(indicator=indicator, start=aim.start, end=aim.end)
    for name in ("target", "target_denominator"):
        setattr(period, name, getattr(aim, name))
    for language, text in (("es", aim.target_text_es), ("en", aim.target_text_en)):
        setattr(period, f"target_text_{language}", text.strip())
    check_row(period)
    period.save()
    return period


def check_days(indicator: Indicator) -> None:
    """Against the periods of those that count it and of those that it counts."""
    known = structure(is_whole=True)
    below = known.below([indicator.pk])
    check_nested(indicator.pk, below)
    for node in known.above(indicator.pk):
        check_nested(node.pk, below)


# --- disaggregations ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, in both languages."""

    es: str
    en: str


@transaction.atomic
def add_dimension(
    *, indicator: Indicator, by: User, name: Name, categories: Sequence[Name]
) -> Dimension:
    """A way to break the values down. Its categories leave nobody out, so they are two or more.

    Raises BadInput for fewer, for two of one name, and where values are words.
    """
    check_coordinates(by)
    indicator = lock(indicator)
    if indicator.value_kind == ValueKind.QUALITATIVE:
        raise BadInput(_("“%s” is in words: words are not broken down.") % indicator)
    check_categories(name, categories)
    code = free_slug(name.es, indicator.dimensions.values_list("code", flat=True))
    made = Dimension(indicator=indicator, code=code, position=indicator.dimensions.count() + 1)
    write_name(made, name)
    taken: list[str] = []
    for position, one in enumerate(categories, 1):
        taken.append(free_slug(one.es, taken))
        category = Category(dimension=made, code=taken[-1], position=position)
        write_name(category, one)
    data = {"dimension": made.code, "categories": taken}
    write_log(verb="indicator.divided", by=by, target=indicator.code, data=data)
    return made


def check_categories(name: Name, categories: Sequence[Name]) -> None:
    if len(categories) < 2:
        raise BadInput(
            _("“%s” needs two categories or more, which together leave nobody out.") % name.es
        )
    for language in ("es", "en"):
        names = [getattr(one, language).strip().casefold() for one in categories]
        twice = next((one for one in names if names.count(one) > 1), None)
        if twice:
            raise BadInput(_("The category “%s” is there twice.") % twice)


def write_name(row: Any, name: Name) -> None:
    row.name_es, row.name_en = name.es.strip(), name.en.strip()
    check_row(row)
    row.save()


def free_slug(text: str, taken: Any) -> str:
    """An identifier made of a name that none of the taken has."""
    stem = slugify(text)[:30].strip("-") or "x"
    number, code, known = 1, stem, set(taken)
    while code in known:
        number += 1
        code = f"{stem}-{number}"
    return code


@transaction.atomic
def remove_dimension(*, dimension: Dimension, by: User) -> None:
    """Raises BadInput where a value was stated in its categories."""
    check_coordinates(by)
    indicator = lock(dimension.indicator)
    stated = Actual.objects.filter(period__indicator=indicator).values_list("breakdown", flat=True)
    if any(dimension.code in breakdown for breakdown in stated):
        raise BadInput(
            _("Values of “%(indicator)s” are stated by “%(dimension)s”: it stays.")
            % {"indicator": indicator, "dimension": dimension}
        )
    code = dimension.code
    dimension.delete()
    data = {"dimension": code}
    write_log(verb="indicator.undivided", by=by, target=indicator.code, data=data)
