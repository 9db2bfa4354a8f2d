"""A report's text as JSON and back: what was issued is printed from what was written then.

The facts of an issued report can be counted again, but by the rules of today; its words are kept as
they were, so that no later change of a rule or a sentence changes what the parties cleared.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gte.workplan.report import document
from gte.workplan.report.document import Report

TYPES: dict[str, type[Any]] = {
    one.__name__: one
    for one in (
        document.Cell,
        document.Counted,
        document.Figures,
        document.Paragraph,
        document.Part,
        document.Point,
        document.Points,
        document.RecordLink,
        document.Report,
        document.Rolled,
        document.Table,
    )
}
IS, NUMBER, DAY = "is", "number", "day"


def as_body(value: Any) -> Any:
    """Whatever a report is made of, as JSON takes it."""
    if type(value).__name__ in TYPES:
        fields = (field for field in dataclasses.fields(value) if field.init)
        return {
            IS: type(value).__name__,
            **{one.name: as_body(getattr(value, one.name)) for one in fields},
        }
    if isinstance(value, Decimal | Fraction):
        exact = Fraction(value)
        return {IS: NUMBER, "over": [str(exact.numerator), str(exact.denominator)]}
    if isinstance(value, datetime.date):
        return {IS: DAY, "on": value.isoformat()}
    if isinstance(value, dict):
        return {IS: "dict", "items": sorted([str(key), str(one)] for key, one in value.items())}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_body(one) for one in value]
    return value


def read_body(body: Any) -> Any:
    """What ``as_body`` wrote; fields that came later have their defaults."""
    if isinstance(body, list):
        return [read_body(one) for one in body]
    if not isinstance(body, dict):
        return body
    name = body[IS]
    if name == NUMBER:
        numerator, denominator = map(int, body["over"])
        return Fraction(numerator, denominator)
    if name == DAY:
        return datetime.date.fromisoformat(body["on"])
    if name == "dict":
        return dict(body["items"])
    known = {field.name for field in dataclasses.fields(TYPES[name]) if field.init}
    return TYPES[name](**{key: read_body(one) for key, one in body.items() if key in known})


def read_report(body: Any) -> Report:
    """The report that was written down. Raises ValueError for anything else."""
    report = read_body(body)
    if not isinstance(report, Report):
        raise ValueError("This is not the text of a report.")  # noqa: TRY004 - of its content
    return report
