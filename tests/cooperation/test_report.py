"""The report's part on cooperation with Observer States, one rule at a time."""

import datetime

import pytest

from gte.alliance.models import Body, State
from gte.cooperation.models import CooperationAction
from gte.workplan.report.build import build_report
from gte.workplan.report.document import Table
from tests import facts

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 1, 29)


def make(code, *, observer="obs-ca", **given):
    """An action of an Observer State with the group, with no more than its table demands."""
    fields = {
        "source": "a source",
        "certainty": "documented",
        "scope": "gte",
        "scope_basis": "derived",
        "kind": "workshop",
        "level": "alliance",
        "title": code,
        "description": "d",
        "status": "completed",
        "observer": State.objects.get(code=observer) if observer else None,
        **given,
    }
    return CooperationAction.objects.create(code=code, **fields)


def part(day=DAY):
    report = build_report(body="gan", as_of=day, language="en")
    (found,) = [part for part in report.parts if part.id == "cooperation"]
    return found


def counted(key, day=DAY):
    (figure,) = [figure for figure in part(day).figures if figure.key == key]
    return {record.code for record in figure.records}


def tables(day=DAY):
    return [
        {row[1].records[0].code for row in block.rows}
        for block in part(day).blocks
        if isinstance(block, Table)
    ]


def test_own_action_of_an_observer_state_is_counted_with_its_state():
    make("the-action", observer="obs-fi")
    assert "the-action" in counted("cooperation")
    assert "obs-fi" in counted("cooperation-states")
    assert "the-action" in tables()[0]


def test_state_with_two_actions_is_counted_once():
    make("first", observer="obs-fi")
    make("second", observer="obs-fi")
    (figure,) = [one for one in part().figures if one.key == "cooperation-states"]
    assert [record.code for record in figure.records].count("obs-fi") == 1


@pytest.mark.parametrize("scope", ["adjacent", "national"])
def test_action_with_others_is_in_no_figure(scope):
    make("the-action", observer="obs-fi", scope=scope)
    assert all("the-action" not in counted(figure.key) for figure in part().figures)
    assert "obs-fi" not in counted("cooperation-states")


def test_action_with_neighbours_is_shown_apart_and_bilateral_work_not_at_all():
    make("with-neighbours", scope="adjacent")
    make("bilateral", scope="national", level="bilateral")
    own, partners, apart = tables()
    assert "with-neighbours" in apart - own - partners
    assert "bilateral" not in own | partners | apart


def test_rule_of_cooperation_is_no_action():
    make("the-rule", kind="rule")
    assert "the-rule" not in counted("cooperation") | set.union(*tables())


def test_partner_that_is_no_state_has_a_table_of_its_own_and_is_not_counted():
    make("the-partner", observer=None, partner="OEI")
    own, partners, _apart = tables()
    assert "the-partner" in partners - own
    assert "the-partner" not in counted("cooperation")


@pytest.mark.parametrize(
    ("status", "end", "figure"),
    [
        ("active", None, "cooperation-running"),
        ("active_at_source_date", None, "cooperation-running"),
        ("completed", "2023-03-31", "cooperation-completed"),
        ("completed", None, "cooperation-completed"),
        ("completed", "2026-01-29", "cooperation-completed"),
        # It ended after the day: on the day it was running.
        ("completed", "2026-01-30", "cooperation-running"),
        ("completed", "2027", "cooperation-running"),
        ("unknown", None, None),
        ("in_force_at_source_date", None, None),
    ],
)
def test_action_runs_or_is_completed_on_the_day(status, end, figure):
    make("the-action", status=status, end=end)
    found = [
        key
        for key in ("cooperation-running", "cooperation-completed")
        if "the-action" in counted(key)
    ]
    assert found == ([figure] if figure else [])


@pytest.mark.parametrize(
    ("start", "there"), [("2026-01-29", True), ("2026", True), (None, True), ("2026-01-30", False)]
)
def test_action_enters_on_the_first_day_that_its_start_can_mean(start, there):
    make("the-action", start=start)
    assert ("the-action" in counted("cooperation")) is there


def test_actions_of_a_state_stand_together():
    (table,) = [block for block in part().blocks if isinstance(block, Table)][:1]
    states = [row[0].records[0].code for row in table.rows]
    assert states == sorted(states)


def test_bodies_that_cooperate_decide_whose_work_it_is():
    """By the files: an action with the group among its counterparts is the group's own."""
    for record in facts.records("observers_cooperation"):
        action = CooperationAction.objects.get(code=record["id"])
        assert action.scope == facts.scope(record["id"])
        codes = set(Body.objects.filter(cooperation_actions=action).values_list("code", flat=True))
        assert codes == set(record["counterpart_bodies"])
