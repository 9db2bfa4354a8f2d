"""Indicators, periods and values as people leave them, by the verbs."""

from __future__ import annotations

import datetime
from decimal import Decimal

from gte.alliance.models import Body
from gte.workplan.domain.actuals import Statement, approve_actual, state_actual
from gte.workplan.domain.indicators import add_indicator
from gte.workplan.domain.periods import Aim, Name, add_dimension, set_periods
from gte.workplan.domain.writing import Given

ADDRESS = "https://example.org/evidence"
BLANK = {
    "definition_es": "Se cuenta cada docente una vez.",
    "definition_en": "Each teacher counts once.",
    "level": "output",
    "value_kind": "unit",
    "unit_es": "docentes",
    "unit_en": "teachers",
    "rule": "sum",
    "is_ascending": True,
    "parent": None,
    "project": None,
    "measure": "",
    "baseline": None,
    "baseline_denominator": None,
    "baseline_text_es": "",
    "baseline_text_en": "",
    "baseline_on": None,
}


def indicator_given(name="Docentes formados", topics=(), **columns):
    texts = {"name_es": name, "name_en": f"{name} (en)"}
    owner = {"owner": Body.objects.get(code="gte")}
    return Given({**BLANK, **texts, **owner, **columns}, {"topics": list(topics)})


def an_indicator(by, name="Docentes formados", *, topics=(), **columns):
    return add_indicator(by=by, given=indicator_given(name, topics, **columns))


def year(number, target=None, out_of=None, **words):
    return Aim(
        datetime.date(number, 1, 1),
        datetime.date(number, 12, 31),
        None if target is None else Decimal(target),
        None if out_of is None else Decimal(out_of),
        **words,
    )


def with_periods(indicator, by, *aims):
    return set_periods(indicator=indicator, by=by, aims=aims or [year(2025, 10), year(2026, 20)])


def said(value=None, out_of=None, **more):
    given = {"url": ADDRESS, **more}
    numbers = [None if one is None else Decimal(one) for one in (value, out_of)]
    return Statement(value=numbers[0], denominator=numbers[1], **given)


def part(value, out_of=None, members=()):
    return (
        None if value is None else Decimal(value),
        None if out_of is None else Decimal(out_of),
        tuple(members),
    )


def by_sex(indicator, by):
    return add_dimension(
        indicator=indicator,
        by=by,
        name=Name("sexo", "sex"),
        categories=[Name("mujeres", "women"), Name("hombres", "men")],
    )


def states(period, by, value=None, out_of=None, **more):
    return state_actual(period=period, by=by, statement=said(value, out_of, **more))


def stands(period, by, reviewer, value=None, out_of=None, **more):
    """A value that was stated and approved."""
    return approve_actual(actual=states(period, by, value, out_of, **more), by=reviewer)
