"""What the report asks of the High Level Group, and when."""

import datetime

import pytest

from gte.workplan.report.build import build_report

pytestmark = pytest.mark.django_db


def requests_on(day):
    report = build_report(body="gan", as_of=day, language="en")
    (part,) = [part for part in report.parts if part.id == "requests"]
    return [point.title for block in part.blocks for point in getattr(block, "points", ())], report


def test_day_without_a_coordination_asks_for_one():
    titles, report = requests_on(datetime.date(2027, 6, 1))
    assert "Coordination of the group" in titles
    assert "the register has no term for this day" in str(report)


def test_day_whose_coordination_is_inferred_asks_to_confirm_it():
    titles, report = requests_on(datetime.date(2026, 1, 29))
    assert "Coordination of the group" in titles
    assert "the register has no term for this day" not in str(report)
