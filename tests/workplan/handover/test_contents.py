"""What enters a pack of a day: made-up rows, one rule of time at a time."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.common.partial_dates import PartialDate
from gte.workplan.facts import DeliverableRow, DocumentRow, Facts, MandateRow, ProjectRow, TermRow
from gte.workplan.handover.contents import Basis, Contents, Group, not_begun
from gte.workplan.handover.rows import (
    AccreditationRow,
    ActaRow,
    DecisionRow,
    EntryRow,
    Gathered,
    PlanRow,
)

DAY = datetime.date(2018, 6, 30)


def day(text):
    return PartialDate(text)


def titled(code):
    return {"code": code, "title_es": code, "title_en": code}


def term(code, start, end):
    office = "gte_coordination"
    return TermRow(**titled(code), office=office, start=day(start), end=day(end))


OLD, LAST, NEXT = (
    term("old", "2016-07", "2017-06"),
    term("last", "2017-07", "2018-06"),
    term("next", "2018-07", "2019-07"),
)


def deliverable(code="one", status="in_progress", of=LAST, **more):
    begins = {"term": of.code, "term_start": of.start} if of else {}
    return DeliverableRow(
        **titled(code), **{"work_kind": "commitment", "status": status, **begins, **more}
    )


def contents(*rows, on=DAY, next_term=NEXT, **more):
    by_kind = {}
    for row in (OLD, LAST, NEXT, *rows):
        by_kind.setdefault(row.kind, {})[row.code] = row
    return Contents(Gathered(day=on, facts=Facts(by_kind), term=LAST, next_term=next_term, **more))


def found(*rows, **more):
    return {one.code: one for one in contents(*rows, **more).owed}


# --- commitments ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "of", "group"),
    [
        ("in_progress", LAST, Group.OPEN),
        ("unknown", OLD, Group.OPEN),
        ("in_progress", None, Group.OPEN),
        ("delivered", LAST, Group.CLOSED),
        ("cancelled", LAST, Group.CLOSED),
        ("delivered", NEXT, Group.NEXT_TERM),
        ("unknown", NEXT, Group.NEXT_TERM),
    ],
)
def test_deliverable_stands_in_its_group(status, of, group):
    assert found(deliverable(status=status, of=of))["one"].group == group


@pytest.mark.parametrize(
    "row",
    [
        deliverable(status="delivered", of=OLD),
        deliverable(status="delivered", of=None),
        deliverable(scope="adjacent"),
        deliverable(status="cancelled", of=NEXT),
    ],
)
def test_what_was_over_before_and_what_is_not_the_groups_is_not_in_the_pack(row):
    assert found(row) == {}


def test_of_a_term_after_the_next_nothing_is_in_the_pack():
    later = term("later", "2019-08", "2020-12")
    assert found(later, deliverable(of=later)) == {}


def test_what_was_entered_after_the_day_is_not_in_the_pack():
    known = {"one": DAY + datetime.timedelta(days=1)}
    assert found(deliverable(), known=known) == {}
    assert found(deliverable(of=NEXT), known=known) == {}
    assert "one" in found(deliverable(), known={"one": DAY})


def test_of_no_term_it_is_out_where_all_that_it_names_came_later():
    early, late = (DocumentRow(**titled(name), date=day(name)) for name in ("2017", "2024"))
    only_late = deliverable(of=None, documents=("2024",))
    assert found(early, late, only_late) == {}
    assert "one" in found(early, late, deliverable(of=None, documents=("2017", "2024")))


def test_words_that_a_party_said_later_do_not_count():
    progress = (("co", "under_way", None, "2018-06-01"), ("co", "done", 100, "2018-07-02"))
    row = deliverable(status="delivered", progress=progress, accepted_on="2018-07-03")
    one = found(row)["one"]
    assert (one.group, one.item.status, one.basis) == (Group.OPEN, "in_progress", Basis.DATED)
    assert one.item.accepted_on == ""
    after = found(row, on=datetime.date(2018, 7, 3))["one"]
    assert (after.group, after.item.status) == (Group.CLOSED, "delivered")


def test_of_the_next_term_nothing_that_came_of_it_is_told():
    progress = (("mx", "done", 100, "2019-02-01"),)
    row = deliverable(
        status="delivered",
        of=NEXT,
        progress=progress,
        accepted_on="2019-03-01",
        documents=("2024",),
        statement_es="Derivó en una red.",
        statement_en="It led to a network.",
    )
    item = found(row)["one"].item
    assert item == not_begun(row)
    assert "network" not in str(item.body())
    assert (item.status, item.progress, item.documents) == ("planned", (), ())


@pytest.mark.parametrize(
    ("due", "is_late"),
    [("2018-06-29", True), ("2018-06-30", False), ("2018-05", True), ("2018-06", False)],
)
def test_late_is_what_has_passed_entirely(due, is_late):
    assert found(deliverable(due=day(due)))["one"].is_late == is_late


def test_age_counts_from_the_entry_else_the_term_else_the_newest_mandate():
    mandates = [
        MandateRow(**titled(text), date=day(text)) for text in ("2016", "2018-03-30", "2019")
    ]
    promised = deliverable(of=NEXT, mandates=("2016", "2018-03-30", "2019"))
    one = found(*mandates, promised)["one"]
    assert (one.since, one.months) == ("2018-03-30", 3)
    of_term = found(deliverable())["one"]
    assert (of_term.since, of_term.months) == ("2017-07", 11)
    entered = found(deliverable(), known={"one": datetime.date(2018, 4, 30)})["one"]
    assert (entered.since, entered.months) == ("2018-04-30", 2)
    unknown = found(deliverable(of=NEXT))["one"]
    assert (unknown.since, unknown.months) == (None, None)


def test_first_come_those_past_their_date_then_the_oldest():
    rows = [
        deliverable("young"),
        deliverable("old", of=OLD),
        deliverable("late", due=day("2018-05")),
        deliverable("undated", of=None),
    ]
    assert list(found(*rows)) == ["late", "old", "young", "undated"]


@given(
    st.dates(datetime.date(2016, 7, 1), datetime.date(2020, 1, 1)),
    st.lists(
        st.tuples(
            st.sampled_from([OLD, LAST, NEXT, None]),
            st.sampled_from(["planned", "in_progress", "delivered", "unknown", "cancelled"]),
            st.none() | st.dates(datetime.date(2016, 1, 1), datetime.date(2020, 1, 1)),
        ),
        max_size=6,
    ),
)
def test_each_is_at_most_once_and_only_open_ones_are_late(on, given_rows):
    rows = [
        deliverable(f"d-{at}", status, of, due=day(due) if due else None)
        for at, (of, status, due) in enumerate(given_rows)
    ]
    owed = contents(*rows, on=on).owed
    assert len({one.code for one in owed}) == len(owed)
    for one in owed:
        assert not one.is_late or one.group == Group.OPEN
        assert one.since is None or one.since.earliest <= on
        assert one.group != Group.OPEN or one.item.status not in ("delivered", "cancelled")


# --- projects -------------------------------------------------------------------------------------


def project(code="p", status="in_progress", **more):
    return ProjectRow(**titled(code), status=status, **more)


def planned(*rows, **more):
    return {one.project.code: one for one in contents(*rows, **more).planned}


def plan(*entries):
    return PlanRow(**titled("plan"), entries=entries)


def test_slippage_is_how_much_later_it_ends_than_the_plan_of_the_term_said():
    entry = EntryRow(project="p", start=day("2018-01"), end=day("2018-06"))
    row = project(start=day("2018-02"), end=day("2018-08"), planned_end=day("2019-01"))
    one = planned(row, plan=plan(entry))["p"]
    assert (one.slip, one.is_in_plan) == (62, True)
    assert planned(row)["p"].slip is None


def test_project_that_ended_after_the_day_was_under_way_on_it_without_a_known_end():
    one = planned(project(status="completed", start=day("2017"), end=day("2019")))["p"]
    assert (one.status, one.project.end) == ("active", None)
    ended = planned(project(status="completed", start=day("2017"), end=day("2018-05")))["p"]
    assert (ended.status, ended.project.end) == ("completed", "2018-05")


@pytest.mark.parametrize(
    "row",
    [
        project(start=day("2018-07")),
        project(status="completed", start=day("2014"), end=day("2016")),
        project(status="cancelled", start=day("2017")),
        project(start=day("2017"), scope="national"),
    ],
)
def test_project_of_another_time_is_not_in_the_pack_unless_the_plan_has_it(row):
    assert planned(row) == {}
    in_plan = planned(row, plan=plan(EntryRow(project="p")))
    assert set(in_plan) == ({"p"} if row.is_own else set())


def test_projects_of_the_plan_come_first_in_its_order():
    rows = [project(code, start=day("2017")) for code in ("a", "b", "c")]
    entries = plan(EntryRow(project="c"), EntryRow(project="b"))
    assert list(planned(*rows, plan=entries)) == ["c", "b", "a"]


# --- what presses ---------------------------------------------------------------------------------


def test_windows_of_silence_come_by_their_end():
    decisions = [
        DecisionRow(**titled("b"), status="silence", expiry="2018-07-04T00:00:00Z"),
        DecisionRow(**titled("a"), status="silence", expiry="2018-07-03T00:00:00Z"),
        DecisionRow(**titled("c"), status="in_force"),
    ]
    assert [one.code for one in contents(decisions=decisions).silences] == ["a", "b"]


@pytest.mark.parametrize(
    ("end", "ends_soon"), [("2018-09-28", True), ("2018-09-29", False), (None, False)]
)
def test_accreditation_ends_soon_within_ninety_days(end, ends_soon):
    role = AccreditationRow(
        **titled("r"), state="co", role="delegate", rank="head", end=end and day(end)
    )
    made = contents(accreditations=[role], parties=("co", "mx"))
    assert bool(made.ending) == ends_soon
    assert made.without_delegate == ["mx"]


def test_unsigned_are_actas_that_exist_and_lack_a_signature():
    base = {"date_start": day("2018-05")}
    actas = [
        ActaRow(**titled("none"), **base),
        ActaRow(**titled("draft"), **base, state="draft"),
        ActaRow(**titled("signed"), **base, state="signed", signed_at="2018-06-01T00:00:00Z"),
    ]
    assert [one.code for one in contents(actas=actas).unsigned] == ["draft"]
