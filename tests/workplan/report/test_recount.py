"""Every figure of the report, counted a second time from the files.

What is expected is written from the sentences of the report's own method, not from its code: what
is dated up to the day counts, only the group's own is counted, a status that rests on nothing
earlier is unknown, and late is what has passed entirely and is not delivered.
"""

import datetime
import re

import pytest

from gte.alliance.models import State
from gte.cooperation.models import CooperationAction
from gte.workplan.models import Deliverable, Mandate, Project
from gte.workplan.report.build import build_report
from gte.workplan.report.document import Points, RecordLink, Table
from tests import facts
from tests.pages import record_address

DAYS = ["2026-01-29", "2019-06-30", "2014-01-01", "2026-01-30"]
MANDATE_STATUSES = ("fulfilled", "partially_fulfilled", "in_progress", "unknown")
DELIVERABLE_STATUSES = ("delivered", "partially_delivered", "in_progress", "unknown")

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[(on, language) for on in DAYS for language in facts.LANGUAGES], ids=str)
def report(request):
    on, language = request.param
    return build_report(body="gan", as_of=facts.day(on), language=language)


def passed(record, on):
    return record["due"] is not None and facts.last_day(record["due"]) < on


def late(record, on):
    return passed(record, on) and record["status"] != "delivered"


def ids(records, fits=lambda record: True):
    return {record["id"] for record in records if fits(record)}


def mandate_figures(on):
    mandates = facts.mandates_on(on)
    by_status = {
        status: {code for code in mandates if facts.status_on(code, on) == status}
        for status in MANDATE_STATUSES
    }
    return {
        "mandates": set(mandates),
        "mandates-fulfilled": by_status["fulfilled"],
        "mandates-unacted": {code for code in mandates if not facts.actions_for(code, on)},
        **{
            f"mandates-{status}".replace("_", "-"): by_status[status] for status in MANDATE_STATUSES
        },
    }


def deliverable_figures(on):
    items = [record for record in facts.own("deliverables") if facts.there(record["id"], on)]
    return {
        "delivered": ids(items, lambda item: item["status"] == "delivered"),
        "late": ids(items, lambda item: late(item, on)),
        "deliverables": ids(items),
        "deliverables-due": ids(items, lambda item: passed(item, on)),
        "deliverables-due-met": ids(
            items, lambda item: passed(item, on) and item["status"] == "delivered"
        ),
        "deliverables-late": ids(items, lambda item: late(item, on)),
        "deliverables-undated": ids(items, lambda item: item["due"] is None),
        **{
            f"deliverables-{status}".replace("_", "-"): ids(
                items, lambda item, status=status: item["status"] == status
            )
            for status in DELIVERABLE_STATUSES
        },
    }


def cooperation_figures(on):
    """Actions of Observer States with the group; what ended after the day was still running."""
    actions = [
        record
        for record in facts.own("observers_cooperation")
        if record["kind"] != "rule"
        and record["observer_id"]
        and facts.known_by(record["start"], on)
    ]

    def ended_later(action):
        return action["end"] is not None and facts.first_day(action["end"]) > on

    running = ids(
        actions,
        lambda action: (
            action["status"] in {"active", "active_at_source_date"}
            or (action["status"] == "completed" and ended_later(action))
        ),
    )
    return {
        "cooperation": ids(actions),
        "cooperation-states": {action["observer_id"] for action in actions},
        "cooperation-running": running,
        "cooperation-completed": ids(
            actions, lambda action: action["status"] == "completed" and not ended_later(action)
        ),
    }


def expected_figures(on):
    return {**mandate_figures(on), **deliverable_figures(on), **cooperation_figures(on)}


def test_every_figure_counts_the_records_that_the_files_give(report):
    found = {}
    for figure in report.figures:
        codes = [record.code for record in figure.records]
        assert len(codes) == len(set(codes)), f"{figure.key} counts a record twice"
        assert figure.value == len(codes)
        # The same key on two pages of the report is the same figure.
        assert found.setdefault(figure.key, set(codes)) == set(codes)
    assert found == expected_figures(report.as_of)


def test_work_of_others_is_in_no_figure(report):
    for figure in report.figures:
        scopes = {facts.scope(record.code) for record in figure.records}
        # Observer States are no work: they are who did it, and neighbours by what they are.
        assert scopes <= ({"adjacent"} if figure.key == "cooperation-states" else {"gte"})


def make_work_of_others(scope):
    """One of everything that a figure could count, done, late or running, but not the group's."""
    given = {"source": "s", "certainty": "documented", "scope": scope, "scope_basis": "stated"}
    told = {"description": "d", **given}
    mandate = Mandate.objects.create(
        code="theirs-mandate", kind="council", title="t", text="t", status="fulfilled", **given
    )
    Project.objects.create(code="theirs-project", name="n", status="active", **told)
    for status in DELIVERABLE_STATUSES:
        code = f"theirs-{status}".replace("_", "-")
        item = Deliverable.objects.create(
            code=code, kind="commitment", name="n", status=status, due="2019", **told
        )
        item.mandates.add(mandate)
    observer = State.objects.get(code="obs-fi")
    for status in ("active", "completed"):
        CooperationAction.objects.create(
            code=f"theirs-{status}",
            kind="workshop",
            level="alliance",
            title="t",
            status=status,
            observer=observer,
            **told,
        )


@pytest.mark.parametrize("scope", ["adjacent", "national", "cross_cutting"])
def test_work_of_others_that_comes_later_is_in_no_figure_either(scope):
    """The record of today has no deliverable of a neighbour; the rule does not depend on that."""
    make_work_of_others(scope)
    report = build_report(body="gan", as_of=datetime.date(2026, 1, 29), language="en")
    named = {record.code for figure in report.figures for record in figure.records}
    for part in ("requests", "risks"):
        named |= {record.code for point in points_of(report, part) for record in point.records}
    assert {code for code in named if code.startswith("theirs")} == set()
    assert "obs-fi" not in named


def test_every_record_of_the_report_is_named_in_its_language_and_leads_to_its_page(report):
    links = [*links_of(report)]
    for link in links:
        assert link.title == facts.title(link.code, report.language) or link.code in TERMS
        assert link.url == record_address(link.code, report.language)
    assert links


TERMS = {term["id"] for term in facts.records("presidencies")}


def links_of(report):
    for part in report.parts:
        for block in part.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        yield from cell.records
            elif isinstance(block, Points):
                for point in block.points:
                    yield from point.records
    for figure in report.figures:
        yield from figure.records


def points_of(report, part_id):
    (part,) = [part for part in report.parts if part.id == part_id]
    return [point for block in part.blocks if isinstance(block, Points) for point in block.points]


def test_every_number_in_a_request_is_the_number_of_its_records(report):
    for point in points_of(report, "requests"):
        numbers = [int(number) for number in re.findall(r"\d+", point.text)]
        assert numbers in ([], [len(point.records)])


def test_requests_and_risks_rest_on_the_records_of_the_files(report):
    on = report.as_of
    mandates = facts.mandates_on(on)
    unacted = {code for code in mandates if not facts.actions_for(code, on)}
    unknown = {
        code for code in mandates if code not in unacted and facts.status_on(code, on) == "unknown"
    }
    overdue = expected_figures(on)["late"]
    unmandated = {code for code in facts.own_actions(on) if not facts.mandates_behind(code, on)}
    stopped = {
        code
        for code in mandates
        if code not in unacted
        and facts.status_on(code, on) != "fulfilled"
        and (facts.moved(code, on)[1] is None or facts.moved(code, on)[1] >= 24)
    }
    rest_on = [{record.code for record in point.records} for point in points_of(report, "requests")]
    expected = [unacted, unknown, overdue, coordination_to_confirm(on)]
    assert rest_on == [codes for codes in expected if codes]
    rest_on = [{record.code for record in point.records} for point in points_of(report, "risks")]
    assert rest_on == [codes for codes in [unacted, stopped, overdue, unmandated] if codes]


def coordination_to_confirm(on):
    """The term of the day and the next one, where the register infers them."""
    terms = [term for term in facts.records("presidencies") if term["scope"] == "gte_coordination"]
    running = [
        term
        for term in terms
        if facts.known_by(term["start"], on)
        and (term["end"] is None or facts.last_day(term["end"]) > on)
    ]
    later = sorted(
        (term for term in terms if not facts.known_by(term["start"], on)),
        key=lambda term: term["start"],
    )
    return ids([*running[-1:], *later[:1]], lambda term: term["certainty"] == "inferred")


def test_tables_list_what_the_figures_count(report):
    on = report.as_of
    tables = {
        (part.id, number): [row[0].records[0].code for row in block.rows]
        for part in report.parts
        if part.id in {"mandates", "deliverables"}
        for number, block in enumerate(b for b in part.blocks if isinstance(b, Table))
    }
    assert {name: sorted(codes) for name, codes in tables.items()} == {
        ("mandates", 0): sorted(facts.mandates_on(on)),
        ("mandates", 1): sorted(facts.mandates_on(on, "adjacent")),
        ("deliverables", 0): sorted(expected_figures(on)["deliverables"]),
    }


def test_cooperation_with_neighbours_stands_apart(report):
    (part,) = [part for part in report.parts if part.id == "cooperation"]
    tables = [
        {row[1].records[0].code for row in block.rows}
        for block in part.blocks
        if isinstance(block, Table)
    ]
    actions = [
        record
        for record in facts.records("observers_cooperation")
        if record["kind"] != "rule" and facts.known_by(record["start"], report.as_of)
    ]
    own = [record for record in actions if facts.scope(record["id"]) == "gte"]
    assert tables == [
        ids(own, lambda action: action["observer_id"]),
        ids(own, lambda action: not action["observer_id"]),
        ids(actions, lambda action: facts.scope(action["id"]) == "adjacent"),
    ]


def test_both_languages_say_the_same():
    on = datetime.date(2026, 1, 29)
    spanish, english = (build_report(body="gan", as_of=on, language=lang) for lang in ("es", "en"))
    assert [part.id for part in spanish.parts] == [part.id for part in english.parts]
    assert [(f.key, f.value, f.tone) for f in spanish.figures] == [
        (f.key, f.value, f.tone) for f in english.figures
    ]
    assert [link.code for link in links_of(spanish)] == [link.code for link in links_of(english)]


def test_day_before_the_handover_does_not_know_the_handover():
    report = build_report(body="gan", as_of=datetime.date(2026, 1, 29), language="en")
    counted = {record.code for figure in report.figures for record in figure.records}
    issued_next_day = ids(facts.records("mandates"), lambda m: m["date"] == "2026-01-30")
    owed_next_day = ids(
        facts.records("deliverables"), lambda d: d["presidency_id"] == "gte-mx-2026"
    )
    assert issued_next_day
    assert counted.isdisjoint(issued_next_day | owed_next_day)
    assert {link.code for link in links_of(report)}.isdisjoint(issued_next_day)
    assert dict(report.heading)["Coordination"].startswith("Colombia")

    report = build_report(body="gan", as_of=datetime.date(2026, 1, 30), language="en")
    counted = {record.code for figure in report.figures for record in figure.records}
    assert issued_next_day | owed_next_day <= counted
    assert dict(report.heading)["Coordination"].startswith("Mexico")


def test_known_figures_of_the_day_before_the_handover():
    """Written down by hand from the files, so that one mistake cannot be made twice."""
    report = build_report(body="gan", as_of=datetime.date(2026, 1, 29), language="es")
    values = {figure.key: figure.value for figure in report.figures}
    assert values["mandates"] == 16
    assert values["deliverables"] == sum(
        values[f"deliverables-{status}".replace("_", "-")] for status in DELIVERABLE_STATUSES
    )
    assert values["mandates"] == sum(
        values[f"mandates-{status}".replace("_", "-")] for status in MANDATE_STATUSES
    )
    assert (
        values["deliverables-due"] == values["deliverables-due-met"] + values["deliverables-late"]
    )


def test_figure_without_records_cannot_be_written():
    """A figure has no value of its own: it is the number of the records that it names."""
    report = build_report(body="gan", as_of=datetime.date(2026, 1, 29), language="es")
    for figure in report.figures:
        assert "value" not in vars(figure)
        assert all(isinstance(record, RecordLink) for record in figure.records)
