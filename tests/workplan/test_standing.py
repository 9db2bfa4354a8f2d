"""The lights: one example for each rule, their order, and what holds whatever the facts are."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.common.partial_dates import PartialDate
from gte.workplan.enums import DeliverableStatus, Light, PartyProgress, ProjectStatus
from gte.workplan.facts import DeliverableRow, Facts, ProjectRow
from gte.workplan.standing import (
    LIGHTS,
    Rule,
    Trend,
    deliverable_stands,
    project_stands,
)

DAY = datetime.date(2026, 6, 15)


def owed(**given):
    given = {"status": "in_progress", **given}
    for name in ("due", "first_due"):
        given[name] = given.get(name) and PartialDate(given[name])
    return DeliverableRow(code="owed", title_es="debido", title_en="owed", **given)


def work(code="work", **given):
    given = {"status": "active", **given}
    for name in ("start", "end", "planned_start", "planned_end"):
        given[name] = given.get(name) and PartialDate(given[name])
    return ProjectRow(code=code, title_es=code, title_en=code, **given)


def thread(*rows):
    by_kind = {"project": {}, "deliverable": {}}
    for row in rows:
        by_kind[row.kind][row.code] = row
    return Facts(by_kind)


def said(party, state, on, percent=None):
    return (party, state, percent, on)


DELIVERABLES = [
    (owed(status="delivered"), Rule.DELIVERED),
    (owed(status="delivered", accepted_on="2026-06-01"), Rule.ACCEPTED),
    (owed(status="cancelled", due="2019"), Rule.CANCELLED),
    (owed(due="2026-06-14"), Rule.PAST_ITS_DATE),
    (owed(due="2026-06-15"), Rule.NOBODY_AT_WORK),
    # A month that still runs has not passed.
    (owed(due="2026-06"), Rule.NOBODY_AT_WORK),
    (owed(due="2026-05"), Rule.PAST_ITS_DATE),
    (owed(due="2026-08-14"), Rule.NOBODY_AT_WORK),
    (owed(due="2026-08-15"), Rule.IN_TIME),
    (owed(due="2026-07", progress=(said("cl", "not_started", "2026-06-01"),)), Rule.NOBODY_AT_WORK),
    (owed(due="2026-07", progress=(said("cl", "under_way", "2026-06-01"),)), Rule.IN_TIME),
    (owed(due="2027", first_due="2026"), Rule.DATE_MOVED),
    # Said more exactly, not moved.
    (owed(due="2027-03", first_due="2027"), Rule.IN_TIME),
    (owed(due="2028", progress=(said("cl", "under_way", "2025-12-16"),)), Rule.SILENT),
    (owed(due="2028", progress=(said("cl", "under_way", "2025-12-17"),)), Rule.IN_TIME),
    (owed(status="unknown"), Rule.NOTHING_KNOWN),
]


@pytest.mark.parametrize(("item", "rule"), DELIVERABLES)
def test_first_rule_that_applies_to_a_deliverable(item, rule):
    assert deliverable_stands(item, thread(item), DAY).rule == rule


PROJECTS = [
    (work(status="completed", end="2019"), Rule.COMPLETED),
    (work(status="cancelled", end="2019"), Rule.CANCELLED),
    (work(end="2026-06-14"), Rule.PAST_ITS_DATE),
    (work(end="2026"), Rule.IN_TIME),
    (work(status="planned", start="2026-05"), Rule.NOT_BEGUN),
    (work(status="planned", start="2026-06"), Rule.NOTHING_KNOWN),
    (work(end="2027", planned_end="2026"), Rule.DATE_MOVED),
    (work(), Rule.NOTHING_KNOWN),
]


@pytest.mark.parametrize(("project", "rule"), PROJECTS)
def test_first_rule_that_applies_to_a_project(project, rule):
    assert project_stands(project, thread(project), DAY).rule == rule


def test_project_with_a_late_deliverable_is_at_risk_and_names_it():
    project, item = work(end="2027"), owed(due="2026-01", projects=("work",))
    stands = project_stands(project, thread(project, item), DAY)
    assert (stands.rule, stands.because) == (Rule.PARTS_LATE, ("owed",))
    assert stands.light == Light.AT_RISK


def test_what_waits_for_a_late_project_is_at_risk_and_names_it():
    before = work("before", end="2026-01")
    project = work(end="2027", requires=("before",))
    item = owed(due="2027", projects=("work",))
    facts = thread(before, project, item)
    for stands in (project_stands(project, facts, DAY), deliverable_stands(item, facts, DAY)):
        assert (stands.rule, stands.because) == (Rule.WAITS_FOR_LATE, ("before",))


def test_days_are_those_since_the_last_possible_day():
    item = owed(due="2026-05")
    assert deliverable_stands(item, thread(item), DAY).days == 15


def test_trend_tells_what_came_about_within_thirty_days():
    late = owed(due="2026-06-01", progress=(said("cl", "under_way", "2026-01-10"),))
    assert deliverable_stands(late, thread(late), DAY).trend == Trend.WORSE
    done = owed(status="delivered", due="2026-05-01", progress=(said("cl", "done", "2026-06-10"),))
    assert deliverable_stands(done, thread(done), DAY).trend == Trend.BETTER
    long_done = owed(status="delivered", progress=(said("cl", "done", "2026-01-10"),))
    assert deliverable_stands(long_done, thread(long_done), DAY).trend == Trend.SAME


def test_before_every_party_was_done_it_was_not_delivered():
    words = (said("cl", "done", "2026-01-10"), said("pe", "done", "2026-03-10"))
    item = owed(status="delivered", due="2027", accepted_on="2026-04-01", progress=words)
    facts = thread(item)

    def rule(day):
        return deliverable_stands(item, facts, datetime.date.fromisoformat(day)).rule

    assert rule("2026-03-09") == Rule.IN_TIME
    assert rule("2026-03-10") == Rule.DELIVERED
    assert rule("2026-04-01") == Rule.ACCEPTED


def test_every_rule_has_its_light_and_only_what_was_cancelled_has_none():
    assert set(LIGHTS) == set(Rule)
    assert [rule for rule, light in LIGHTS.items() if light is None] == [Rule.CANCELLED]


days = st.dates(datetime.date(2015, 1, 1), datetime.date(2030, 12, 31))
partials = st.none() | days.map(str) | days.map(lambda day: str(day)[:7])
words = st.tuples(
    st.sampled_from(["cl", "co"]),
    st.sampled_from(PartyProgress.values),
    st.none(),
    days.map(str),
)
items = st.builds(
    owed,
    status=st.sampled_from(DeliverableStatus.values),
    due=partials,
    first_due=partials,
    progress=st.lists(words, max_size=4).map(tuple),
    projects=st.just(("work",)),
)
projects = st.builds(
    work,
    status=st.sampled_from(ProjectStatus.values),
    start=partials,
    end=partials,
    planned_end=partials,
)


@given(items, projects, days)
def test_late_is_exactly_what_passed_and_is_owed(item, project, day):
    stands = deliverable_stands(item, thread(item, project), day)
    passed = item.due is not None and item.due.latest < day
    if stands.light == Light.LATE:
        assert passed
        assert item.status != "cancelled"
    if passed and item.status not in {"delivered", "cancelled"}:
        assert stands.light == Light.LATE


@given(items, projects, days)
def test_light_of_a_project_never_says_better_than_its_late_parts(item, project, day):
    stands = project_stands(project, thread(item, project), day)
    owes_late = item.due and item.due.latest < day and item.status not in {"delivered", "cancelled"}
    if owes_late and project.status not in {"completed", "cancelled"}:
        assert stands.light in {Light.LATE, Light.AT_RISK}
