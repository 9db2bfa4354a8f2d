"""The plan's workbook out and in again: nothing changes, and each change comes back by its verb."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gte.common.models import LogEntry
from gte.workplan.sheets.workbook import PARTS, PlanBook
from tests.factories.plans import a_deliverable, a_project, a_topic
from tests.register.sheets.making import column_of
from tests.register.sheets.test_round_trip import libreoffice  # noqa: F401 - fixture
from tests.workplan.sheets.making import Sent, only, rows_of, tab_of

pytestmark = pytest.mark.django_db


def counts(sent):
    seen = sent.seen()
    assert seen.reading.problems == []
    return {name: count for name, count in seen.reading.counts.items() if count}


@pytest.mark.parametrize("language", ["es", "en"])
def test_record_out_and_in_again_changes_nothing(by, language):
    sent = Sent(by, language=language)
    assert set(counts(sent)) == {"unchanged"}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.usefixtures("world")
def test_row_of_each_kind_out_and_in_again_changes_nothing(by, language):
    sent = Sent(by, language=language)
    assert {name for name in (part.name for part in PARTS) if not rows_of(by, name)} == set()
    sent.language = "en" if language == "es" else "es"
    assert set(counts(sent)) == {"unchanged"}
    assert sent.seen().token == ""


def test_delegate_takes_the_same_workbook_home_and_brings_it_back(world, delegations):
    sent = Sent(delegations["pe"][0])
    assert set(counts(sent)) == {"unchanged"}
    assert world.owed.code in rows_of(delegations["pe"][0], "progress")


@pytest.mark.external
@pytest.mark.usefixtures("world")
def test_workbook_saved_by_libreoffice_changes_nothing(by, libreoffice):  # noqa: F811
    sent = Sent(by, language="es")
    sent.data = libreoffice(sent.data)
    assert set(counts(sent)) == {"unchanged"}


def test_workbook_of_one_plan_holds_what_belongs_to_it(by, world):
    sent = Sent(by, world.plan)
    assert set(counts(sent)) == {"unchanged"}
    assert list(rows_of(by, "projects", world.plan)) == [world.first.code]
    assert list(rows_of(by, "deliverables", world.plan)) == [world.owed.code]
    assert list(rows_of(by, "indicators", world.plan)) == [world.counted.code]
    assert {row["indicator"] for row in rows_of(by, "periods", world.plan).values()} == {
        world.counted.code
    }
    sent.changed("deliverables", world.owed.code, due="2027-05").saved()
    world.owed.refresh_from_db()
    assert world.owed.due == "2027-05"


# --- each column ----------------------------------------------------------------------------------

TEXT = {"name_es": "Otro", "name_en": "Other", "description_es": "Á\nb", "description_en": "C"}
CHANGES = {
    "projects": {
        **TEXT,
        "kind": "Programme",
        "start": "2026",
        "end": "2027-12",
        "status": "In progress",
        "lead": "pe",
        "participants": "pe; mx",
        "topics": None,
        "mandates": None,
        "note_es": "Nota",
        "note_en": "Note",
    },
    "deliverables": {
        **TEXT,
        "kind": "Commitment",
        "projects": None,
        "due": "2027-07-01",
        "owners": "mx",
        "coordinated_by": "pe",
        "mandates": None,
        "topics": None,
    },
    "budget": {
        "purpose_es": "Otro",
        "purpose_en": "Other",
        "state": "Spent",
        "currency": "CLP",
        "amount": 10.5,
        "in_kind": "Yes",
        "start": datetime.date(2027, 2, 1),
        "end": datetime.date(2027, 3, 1),
        "source_state": None,
        "source_name": "Fundación",
    },
    "lines": {"objective_es": "Otro", "objective_en": "Other"},
    "indicators": {
        "name_es": "Otro",
        "name_en": "Other",
        "level": "Impact",
        "is_ascending": "No",
        "project": None,
        "topics": None,
        "baseline": 3,
        "baseline_on": datetime.date(2024, 12, 31),
        "definition_es": "Otra",
        "definition_en": "Another",
    },
    "periods": {"target": 44},
}
# What the same row says once it is saved, where it is not what stands in the cell.
SAID = {
    "kind": {"Programme": "programme", "Commitment": "commitment"},
    "status": {"In progress": "in_progress"},
    "participants": {"pe; mx": ("mx", "pe")},
    "owners": {"mx": ("mx",)},
    "state": {"Spent": "spent"},
    "in_kind": {"Yes": True},
    "level": {"Impact": "impact"},
    "is_ascending": {"No": False},
    "amount": {10.5: Decimal("10.5")},
}


def code_in(by, world, name):
    known = {
        "projects": lambda: world.first.code,
        "deliverables": lambda: world.owed.code,
        "budget": lambda: only(by, "budget", project=world.first.code),
        "lines": lambda: only(by, "lines", plan=world.plan.code),
        "indicators": lambda: world.counted.code,
        "periods": lambda: only(
            by, "periods", indicator=world.counted.code, start=datetime.date(2026, 1, 1)
        ),
    }
    return known[name]()


@pytest.mark.parametrize("name", CHANGES)
def test_each_column_that_is_changed_comes_back(by, world, name):
    code = code_in(by, world, name)
    before = rows_of(by, name)
    [saved] = Sent(by).changed(name, code, **CHANGES[name]).saved()
    assert saved.code == code
    after = rows_of(by, name)
    expected = {
        key: SAID.get(key, {}).get(value, value) if isinstance(value, str | float) else value
        for key, value in CHANGES[name].items()
    }
    assert {key: after[code][key] for key in expected} == expected
    assert {one: row for one, row in after.items() if one != code} == {
        one: row for one, row in before.items() if one != code
    }


def test_no_column_is_forgotten_by_the_test_above(by):
    """Those that stay as they are once a row is there are tested as refusals."""
    kept = {"code", "project", "plan", "topic", "indicator", "parent", "observers", "lead_body"}
    kept |= {"counterpart_bodies", "value_kind", "unit_es", "unit_en", "rule", "owner", "measure"}
    kept |= {"baseline_denominator", "baseline_text_es", "baseline_text_en", "start", "end"}
    kept |= {"target_denominator", "target_text_es", "target_text_en"}
    for sheet in PlanBook(by).sheets():
        if sheet.name in CHANGES:
            keys = {one.key for one in sheet.columns if not one.read_only}
            assert keys - kept <= set(CHANGES[sheet.name]), sheet.name


BUDGET = {
    "purpose_es": "Salas",
    "purpose_en": "Rooms",
    "state": "Planned",
    "currency": "PEN",
    "amount": 5,
    "in_kind": "No",
    "start": datetime.date(2027, 1, 1),
    "end": datetime.date(2027, 6, 30),
    "source_name": "OEI",
}
INDICATOR = {
    "name_es": "Liceos",
    "name_en": "Schools",
    "level": "Output",
    "value_kind": "Number of units",
    "unit_es": "liceos",
    "unit_en": "schools",
    "rule": "Sum",
    "is_ascending": "Yes",
    "owner": "gte",
}
YEAR = {"start": datetime.date(2027, 1, 1), "end": datetime.date(2027, 12, 31)}


def with_new_rows(by, world, other):
    """A row more in each sheet that takes one."""
    plan = only(by, "lines", plan=world.plan.code)
    sent = Sent(by)
    sent.added("projects", **TEXT, kind="Project", status="Planned", parent=world.first.code)
    sent.added("deliverables", **TEXT, kind="Deliverable", projects=other.code, due="2027-12")
    topic = next(code for code in sent_topics(by) if code != a_topic().code)
    sent.added("lines", plan=world.plan.code, topic=topic)
    sent.added("entries", line=plan, project=other.code)
    sent.added("dependencies", project=other.code, on=world.first.code)
    sent.added("budget", project=other.code, **BUDGET)
    sent.added("indicators", **INDICATOR)
    return sent.added("periods", indicator=world.counted.code, target=30, **YEAR)


def sent_topics(by):
    return PlanBook(by).sheets()[2].by_key["topic"].options


def test_new_rows_of_every_sheet_are_made_by_their_verbs(by, world):
    other = a_project(by, "Tercero")
    sent = with_new_rows(by, world, other)
    assert sent.refusals() == []
    names = {part.name for part in PARTS if part.may_add}
    assert {row.sheet.name for row in sent.saved()} == names
    made = rows_of(by, "projects")[only(by, "projects", name_es="Otro")]
    assert (made["parent"], made["is_public"]) == (world.first.code, False)
    owed = rows_of(by, "deliverables")[only(by, "deliverables", name_es="Otro")]
    assert (owed["projects"], owed["status"], owed["due"]) == ((other.code,), "planned", "2027-12")
    assert len(rows_of(by, "lines")) == 2
    assert only(by, "dependencies", project=other.code, on=world.first.code)
    assert only(by, "entries", project=other.code)
    assert only(by, "budget", project=other.code, currency="PEN")
    assert only(by, "indicators", name_es="Liceos")
    assert only(by, "periods", indicator=world.counted.code, target=Decimal(30))
    verbs = set(LogEntry.objects.order_by("-pk").values_list("verb", flat=True)[:8])
    assert verbs >= {"project.added", "deliverable.added", "indicator.periods", "plan.line_added"}


def test_moved_and_renamed_columns_are_found(by, world):
    sent = Sent(by)

    def change(workbook):
        tab = tab_of(workbook, "deliverables")
        tab.title = "Mis entregables"
        tab.move_range(f"B1:B{tab.max_row}", cols=60)
        tab.cell(2, column_of(tab, "due")).value = "Plazo"

    sent.edited(change).changed("deliverables", world.owed.code, name_es="Movido")
    [row] = sent.seen().reading.to_save
    assert {change.column.key: change.new for change in row.changes} == {"name_es": "Movido"}


def test_workbook_with_one_sheet_left_is_taken(by, world):
    def change(workbook):
        for tab in list(workbook):
            if "deliverables/" not in str(tab["A1"].value):
                workbook.remove(tab)

    sent = Sent(by).edited(change).changed("deliverables", world.owed.code, due="2027-09")
    seen = sent.seen()
    assert len(seen.reading.to_save) == 1
    assert len(seen.reading.notes) == len(PARTS) - 1


def statements(sent):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        sent.seen()
    return len(asked)


def test_number_of_questions_does_not_grow_with_the_rows(by, world):
    few = Sent(by).changed("deliverables", world.owed.code, due="2027-09")
    before = statements(few)
    for number in range(12):
        a_deliverable(by, f"Otro {number}", links={"projects": [world.first]})
    many = Sent(by)
    for row in rows_of(by, "deliverables").values():
        if row["name_es"].startswith("Otro"):
            many.changed("deliverables", row["code"], due="2028")
    assert len(many.seen().reading.to_save) == 12
    assert statements(many) == before <= 60
