"""The record as IATI: it passes schema and rules, or faults keep it here and are named."""

import datetime
import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gte.common.errors import BadInput
from gte.common.partial_dates import PartialDate
from gte.workplan import iati
from gte.workplan.iati_export import export_activities
from gte.workplan.models import BudgetItem, Deliverable, Project
from tests import facts

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
REPORTER = "XM-DAC-99999"


def exported():
    return export_activities(reporter=REPORTER, now=NOW)


def tree():
    return iati.parse(exported().content)


def activity(code):
    (found,) = tree().xpath(f"//iati-activity[iati-identifier='{REPORTER}-{code}']")
    return found


def test_real_record_passes_the_official_schema_and_rules():
    export = exported()
    read = iati.parse(export.content)
    assert not iati.check_schema(read)
    assert not [one for one in iati.check_file(read, now=NOW) if one.is_grave]


def test_every_project_of_the_group_is_in_it_or_named_with_the_reason():
    export = exported()
    inside = {
        text.removeprefix(f"{REPORTER}-")
        for text in iati.parse(export.content).xpath("//iati-activity/iati-identifier/text()")
    }
    own = {record["id"]: record for record in facts.own("projects")}
    left_out = {one.code for one in export.left_out}
    assert inside == {code for code, record in own.items() if record["start"]}
    assert {code for code, record in own.items() if not record["start"]} <= left_out
    assert inside.isdisjoint(left_out)


def test_every_deliverable_is_a_result_or_named_with_the_reason():
    export = exported()
    left_out = {one.code for one in export.left_out}
    titles = iati.parse(export.content).xpath("//result/title/narrative[@xml:lang='es']/text()")
    for record in facts.own("deliverables"):
        begun = {one["id"] for one in facts.own("projects") if one["start"]}
        if begun.intersection(record["project_ids"]):
            assert (record["id"] in left_out) != (record["name"]["es"] in titles)


@pytest.mark.parametrize(
    ("start", "day", "said"),
    [("2015", "2015-01-01", "known only as 2015"), ("2018-05-23", "2018-05-23", "")],
)
def test_day_that_stands_for_a_year_says_so(start, day, said):
    Project.objects.filter(code="project-comparative-study").update(
        start=PartialDate(start), status="active", end=None
    )
    (date,) = activity("project-comparative-study").xpath("activity-date")
    assert date.get("iso-date") == day
    texts = date.xpath("narrative[@xml:lang='en']/text()")
    assert texts == ([said] if said else [])


def test_mandates_are_tags_of_the_groups_own_vocabulary():
    found = activity("project-degree-recognition").xpath("tag[@vocabulary='99']/@code")
    assert "mandate-2017-degree-recognition" in found


def test_money_is_a_budget_and_work_in_kind_is_not():
    project = Project.objects.get(code="project-comparative-study")
    said = {"purpose_es": "x", "purpose_en": "x", "state": "planned", "source_name": "OEI"}
    days = {"start": datetime.date(2016, 1, 1), "end": datetime.date(2016, 6, 30)}
    BudgetItem.objects.create(project=project, amount=1000, currency="USD", **said, **days)
    BudgetItem.objects.create(
        project=project, amount=5, currency="USD", in_kind=True, **said, **days
    )
    (value,) = activity(project.code).xpath("budget/value")
    assert (Decimal(value.text), value.get("currency")) == (Decimal(1000), "USD")


def test_deliverable_that_nobody_knows_of_has_no_actual_value():
    Deliverable.objects.update(status="unknown")
    assert not tree().xpath("//result/indicator/period/actual")
    Deliverable.objects.update(status="delivered")
    assert set(tree().xpath("//result/indicator/period/actual/@value")) == {"1"}


def test_fault_in_a_record_keeps_the_whole_file_here_and_is_named():
    Project.objects.filter(code="project-comparative-study").update(
        start=PartialDate("2016-05-01"), end=PartialDate("2015-05-01")
    )
    with pytest.raises(iati.Unpublishable, match="project-comparative-study"):
        exported()


def test_publisher_without_an_identifier_is_refused():
    with pytest.raises(BadInput):
        export_activities(reporter=" ", now=NOW)


def test_command_writes_the_file_and_names_what_is_left_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out, beside = io.StringIO(), io.StringIO()
    call_command("iati", reporter=REPORTER, output="out.xml", stdout=out, stderr=beside)
    assert out.getvalue() == "out.xml\n"
    assert not iati.check_schema(iati.parse(Path("out.xml").read_bytes()))
    for one in exported().left_out:
        assert one.code in beside.getvalue()


def test_command_that_fails_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Project.objects.filter(code="project-comparative-study").update(
        start=PartialDate("2016-05-01"), end=PartialDate("2015-05-01")
    )
    with pytest.raises(CommandError) as caught:
        call_command("iati", reporter=REPORTER, output="out.xml", stderr=io.StringIO())
    assert caught.value.returncode == 2
    assert not list(Path().iterdir())
