"""What is wrong with a plan's workbook is said before anything is saved: sheet, row, column."""

import datetime
import io
from dataclasses import replace

import pytest
from django.utils.translation import override

from gte.alliance.models import Topic
from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.register.sheets.description import Column, Kind
from gte.register.sheets.exchange import ChangedSince, confirm, corrected, preview
from gte.register.sheets.reading import LISTED, Verdict
from gte.register.sheets.writing import write_workbook
from gte.workplan.domain.projects import make_dependent
from gte.workplan.models import Deliverable, Progress, Project
from gte.workplan.sheets import workbook
from gte.workplan.sheets.workbook import PlanBook
from tests.factories.delegations import adopted
from tests.factories.indicators import an_indicator, with_periods, year
from tests.factories.plans import a_deliverable, a_project, day
from tests.workplan.sheets.making import Sent, only, opened_rows, rows_of

pytestmark = pytest.mark.django_db


def one_refusal(sent):
    [sentence] = sent.refusals()
    return sentence


def test_circle_of_dependencies_names_its_projects_in_order(by, world):
    third = a_project(by, "Tercero")
    sent = Sent(by)
    sent.added("dependencies", project=world.first.code, on=third.code)
    sent.added("dependencies", project=third.code, on=world.second.code)
    said = sent.refusals()
    assert len(said) == 2
    assert all("(C" in one and "column “Begins when this has ended”" in one for one in said)
    assert all("They would wait for each other in a circle: “" in one for one in said)
    assert all(one.count(" → ") == 3 for one in said)
    with pytest.raises(BadInput):
        sent.saved()


def test_dependency_that_is_there_or_on_itself_is_refused(by, world):
    sent = Sent(by).added("dependencies", project=world.second.code, on=world.first.code)
    assert "This row is on the site already, as “project-catalogo." in one_refusal(sent)
    third = a_project(by, "Tercero").code
    sent = Sent(by).added("dependencies", project=third, on=world.first.code)
    sent.added("dependencies", project=third, on=world.first.code)
    assert "“Tercero (en)” waits for “Red de liceos (en)” already." in one_refusal(sent)
    sent = Sent(by).added("dependencies", project=world.first.code, on=world.first.code)
    assert "in a circle: “Red de liceos (en)” → “Red de liceos (en)”" in one_refusal(sent)


def test_deliverable_due_before_its_project_begins(by, world):
    sent = Sent(by).changed("deliverables", world.owed.code, due="2027-01")
    said = one_refusal(sent)
    assert "Sheet “Deliverables”, row " in said
    assert "column “Due” (F" in said
    assert "is due (January 2027) before “Red de liceos (en)” begins (February 2027)." in said


def test_row_that_broke_the_rule_before_is_changed_elsewhere(by, world):
    Deliverable.objects.filter(pk=world.owed.pk).update(due="2026-05")
    Sent(by).changed("deliverables", world.owed.code, name_en="Corrected").saved()
    assert Deliverable.objects.get(pk=world.owed.pk).name_en == "Corrected"


def test_project_that_would_begin_after_what_it_owes_is_due(by, world):
    sent = Sent(by).changed("projects", world.first.code, start="2027-08")
    assert "Sheet “Projects”" in one_refusal(sent)
    assert "column “Begins”" in one_refusal(sent)


def test_project_and_what_it_owes_move_together(by, world):
    """In either direction: what one row rests on may stand in another one."""
    sent = Sent(by).changed("projects", world.first.code, start="2028", end="2029")
    sent.changed("deliverables", world.owed.code, due="2028-06").saved()
    sent = Sent(by).changed("deliverables", world.owed.code, due="2027-03")
    sent.changed("projects", world.first.code, start="2027-01").saved()
    world.owed.refresh_from_db()
    assert world.owed.due == "2027-03"


def test_row_that_rests_on_a_refused_row_is_refused_with_it(by, world):
    sent = Sent(by).changed("projects", world.first.code, start="2026-01", end="2025")
    sent.changed("deliverables", world.owed.code, due="2026-06")
    said = sent.refusals()
    assert len(said) == 2
    assert "ends (2025) before it begins (January 2026)" in said[0]
    assert "before “Red de liceos (en)” begins (February 2027)" in said[1]


FAULTS = [
    ("projects", "first", {"kind": "Activity"}, "Kind", "An activity belongs to a project"),
    ("projects", "first", {"parent": "first"}, "Part of", "cannot be a part of itself"),
    ("projects", "first", {"status": "Pilot"}, "Status", "Choose one of these: planned"),
    ("projects", "first", {"note_es": "Sola"}, "Note in English", "in both languages"),
    ("projects", "first", {"name_en": None}, "Name in English", "must not be empty"),
    ("projects", "first", {"start": "pronto"}, "Begins", "“pronto” is not a date"),
    ("projects", "first", {"name_es": "x" * 251}, "Name in Spanish", "more than 250"),
    ("deliverables", "owed", {"owners": "fr"}, "Owed by", "there is no “fr” to refer to"),
    (
        "deliverables",
        "owed",
        {"projects": "second", "due": "2028"},
        "Projects it belongs to",
        "not approved yet",
    ),
    ("deliverables", "owed", {"status": "Delivered"}, "Status", "can only be read"),
    ("indicators", "counted", {"unit_en": "people"}, "Unit in English", "has values already"),
    ("indicators", "counted", {"parent": "said"}, "Counted into", "is in words"),
    ("indicators", "counted", {"baseline": 3}, "Baseline", "as of which day"),
    ("indicators", "counted", {"baseline": -3, "baseline_on": "2020-01-01"}, "Baseline", "below"),
]


@pytest.mark.parametrize(("name", "about", "cells", "column", "words"), FAULTS)
def test_fault_of_one_row_is_named_with_its_column(by, world, name, about, cells, column, words):
    known = {"first", "second", "said", "counted"}
    cells = {
        key: getattr(world, value).code if value in known else value for key, value in cells.items()
    }
    sent = Sent(by).changed(name, getattr(world, about).code, **cells)
    said = one_refusal(sent)
    assert f"column “{column}” (" in said
    assert words in said
    assert sent.seen().token == ""


def period(by, world, number):
    start = datetime.date(number, 1, 1)
    return only(by, "periods", indicator=world.counted.code, start=start)


PERIODS = [
    ({"end": "2026-06-30", "start": "2026-12-01"}, "Until", "ends before it begins"),
    ({"start": "2025-06-01"}, "From", "have days in common"),
    ({"target": -1}, "Target", "below zero"),
    ({"target_denominator": 5}, "Target: out of", "is no ratio"),
    ({"target_text_es": "Más"}, "Target in English", "in both languages"),
]


@pytest.mark.parametrize(("cells", "column", "words"), PERIODS)
def test_fault_of_a_period(by, world, cells, column, words):
    sent = Sent(by).changed("periods", period(by, world, 2026), **cells)
    said = one_refusal(sent)
    assert f"column “{column}” (" in said
    assert words in said


def test_target_without_a_unit_and_days_that_have_values(by, world):
    span = {"start": datetime.date(2026, 1, 1), "end": datetime.date(2026, 12, 31)}
    sent = Sent(by).added("periods", indicator=world.said.code, target=5, **span)
    assert "is in words and has no unit: give its target in words." in one_refusal(sent)
    sent = Sent(by).changed("periods", period(by, world, 2025), end=datetime.date(2025, 11, 30))
    assert "The period has values: its days stay." in one_refusal(sent)


def test_percentage_that_is_not_a_ratio_is_refused(by):
    row = an_indicator(by, "Proporción")
    sent = Sent(by).changed("indicators", row.code, value_kind="Percentage")
    assert "percentages are not added or averaged" in one_refusal(sent)


def test_period_that_lies_partly_in_that_of_the_indicator_above(by, world):
    above = an_indicator(by, "Todos")
    with_periods(above, by, year(2027))
    sent = Sent(by).changed("indicators", world.counted.code, parent=above.code)
    days = {"start": datetime.date(2026, 12, 1), "end": datetime.date(2027, 2, 1)}
    sent.changed("periods", period(by, world, 2026), **days)
    said = sent.refusals()
    assert [one for one in said if "lies only partly in the period 2027 of “Todos (en)”" in one]
    assert len(said) == 2


def test_two_indicators_that_are_counted_into_each_other(by):
    one, other = an_indicator(by, "Uno"), an_indicator(by, "Dos")
    sent = Sent(by).changed("indicators", one.code, parent=other.code)
    sent.changed("indicators", other.code, parent=one.code)
    said = sent.refusals()
    assert len(said) == 2
    assert all("counted into each other in a circle" in sentence for sentence in said)


def test_plan_that_the_parties_approved_stays_as_they_read_it(by, world, delegations):
    line = only(by, "lines", plan=world.plan.code)
    world.plan.decision = adopted(by, delegations)
    world.plan.save()
    sent = Sent(by).changed("lines", line, objective_es="Otro", objective_en="Other")
    assert "is with the parties or approved, so it stays as they read it" in one_refusal(sent)


def test_faults_are_said_in_the_language_of_the_reader(by, world):
    sent = Sent(by, language="es").changed("deliverables", world.owed.code, due="2027-01")
    said = one_refusal(sent)
    assert "Hoja «Entregables», fila " in said
    assert "antes de que comience «Red de liceos» (febrero de 2027)." in said


# --- conflicts and halves -------------------------------------------------------------------------


def test_row_that_somebody_changed_meanwhile_is_in_conflict_and_stays_theirs(by, world):
    sent = Sent(by).changed("deliverables", world.owed.code, due="2027-09")
    Deliverable.objects.filter(pk=world.owed.pk).update(due="2027-08")
    seen = sent.seen()
    [row] = seen.reading.rows(Verdict.CONFLICT)
    assert ([one.key for one in row.theirs], seen.token) == (["due"], "")


def test_change_between_preview_and_confirmation_saves_nothing(by, world):
    sent = Sent(by).changed("deliverables", world.owed.code, due="2027-09")
    seen = sent.seen()
    Project.objects.filter(pk=world.first.pk).update(start=day("2028"))
    with pytest.raises(ChangedSince) as changed:
        confirm(seen.token, exchange=sent.exchange, by=by)
    assert changed.value.preview.reading.counts["refused"] == 1
    world.owed.refresh_from_db()
    assert world.owed.due == "2027-06-30"


def test_refusal_of_a_verb_in_the_middle_saves_nothing_and_names_the_row(by, world):
    """Two dependencies that change places: each is there already when the other one is made."""
    third, fourth = a_project(by, "Tercero"), a_project(by, "Cuarto")
    make_dependent(project=fourth, on=third, by=by)
    sent = Sent(by).changed("projects", world.first.code, name_es="A medias")
    ours = only(by, "dependencies", project=world.second.code)
    other = only(by, "dependencies", project=fourth.code)
    sent.changed("dependencies", ours, project=fourth.code, on=third.code)
    sent.changed("dependencies", other, project=world.second.code, on=world.first.code)
    before, lines = rows_of(by, "dependencies"), LogEntry.objects.count()
    with pytest.raises(BadInput, match=r"Sheet “Dependencies”, row \d+: “.+” waits for “.+” alre"):
        sent.saved()
    assert rows_of(by, "dependencies") == before
    assert LogEntry.objects.count() == lines
    assert not Project.objects.filter(name_es="A medias").exists()


# --- rights ---------------------------------------------------------------------------------------


def test_delegate_reports_the_own_progress_and_nothing_else(by, world, delegations):
    delegate = delegations["pe"][0]
    sent = Sent(delegate).changed("projects", world.first.code, name_es="Mío")
    sent.changed("progress", world.owed.code, state="Under way", percent=40, note="Bien")
    assert "Only the coordination changes this; ask it to." in one_refusal(sent)
    [row] = sent.saved()
    assert row.sheet.name == "progress"
    world.first.refresh_from_db()
    assert world.first.name_es == "Red de liceos"
    newest = Progress.objects.first()
    assert (newest.party.code, newest.percent, newest.by) == ("pe", 40, delegate)
    assert rows_of(delegations["cl"][0], "progress")[world.owed.code]["percent"] is None


def test_delegate_adds_no_row(world, delegations):
    sent = Sent(delegations["pe"][0])
    sent.added("dependencies", project=world.first.code, on=world.second.code)
    assert "Only the coordination changes this" in one_refusal(sent)


def test_progress_that_says_two_things_is_refused(world, delegations):
    sent = Sent(delegations["pe"][0])
    sent.changed("progress", world.owed.code, state="Done", percent=40)
    assert "Done is 100 per cent" in one_refusal(sent)
    sent.changed("progress", world.owed.code, state="Under way", percent=140)
    assert "column “Per cent”" in one_refusal(sent)


def test_party_sees_the_progress_it_owes_and_no_other(by, world, delegations):
    assert world.owed.code not in rows_of(delegations["mx"][0], "progress")
    assert "progress" not in {sheet.name for sheet in PlanBook(by).sheets()}


def test_preview_of_one_plan_is_none_of_everything(by, world):
    sent = Sent(by, world.plan).changed("deliverables", world.owed.code, due="2027-09")
    token = sent.seen().token
    with override("en"), pytest.raises(BadInput, match="somebody else's"):
        confirm(token, exchange=PlanBook(by).exchange, by=by)


# --- many -----------------------------------------------------------------------------------------


def test_ten_thousand_bad_rows_are_named_and_none_is_saved(by, world):
    book = PlanBook(by)
    sheet = next(one for one in book.sheets() if one.name == "deliverables")
    texts = tuple(
        Column(key=one.key, label=one.label, kind=Kind.CODE if one.key == "code" else Kind.TEXT)
        for one in sheet.columns
    )
    bad = {
        **dict.fromkeys(("name_es", "name_en", "description_es", "description_en"), "Uno"),
        "kind": "deliverable",
        "projects": world.first.code,
    }
    due = ("2027-01", "mañana")
    rows = [{**bad, "due": due[number % 2]} for number in range(10_000)]
    data = write_workbook([replace(sheet, columns=texts)], {"deliverables": rows}, language="en")
    before = Deliverable.objects.count()
    with override("en"):
        seen = preview(io.BytesIO(data), exchange=book.exchange, by=by)
        reading = seen.reading
        assert (reading.counts["refused"], seen.token) == (10_000, "")
        assert len(reading.refusals()) == LISTED
        assert sorted(cause.count for cause in reading.causes()) == [5_000, 5_000]
        copy = corrected(seen.wrong, exchange=book.exchange, by=by, language="en")
    said = [row[0] for row in opened_rows(copy, "deliverables")]
    assert len(said) == 10_000
    assert "Due: “Uno” is due (January 2027) before “Red de liceos (en)” begins" in said[0]
    assert "Due: “mañana” is not a date" in said[-1]
    assert Deliverable.objects.count() == before


def test_workbook_that_is_sent_again_adds_no_row_twice(by, world):
    sent = Sent(by).added("dependencies", project=world.first.code, on=a_project(by, "X").code)
    sent.added("lines", plan=world.plan.code, topic=Topic.objects.order_by("-order").first().code)
    names = {f"{name}_{side}": side for name in ("name", "description") for side in ("es", "en")}
    sent.added("deliverables", **names, kind="Deliverable", due="2028")
    assert len(sent.saved()) == 3
    said = sent.refusals()
    assert len(said) == 3
    assert [one for one in said if "This row is on the site already, as “deliverable-es”." in one]


def test_more_rows_than_are_saved_at_a_time_are_named(by, world, monkeypatch):
    monkeypatch.setattr(workbook, "MOST", 1)
    sent = Sent(by).changed("projects", world.first.code, name_es="Uno")
    sent.changed("projects", world.second.code, name_es="Dos")
    assert "No more than 1 rows are saved at a time" in one_refusal(sent)
    assert len(sent.saved()) == 1
    assert len(sent.saved()) == 1
    assert sent.seen().reading.to_save == []


def test_rows_of_others_stay_as_they_are(by, world):
    a_deliverable(by, "De otro", due=day("2028"), is_public=False)
    before = {name: rows_of(by, name) for name in ("projects", "deliverables", "budget")}
    Sent(by, world.plan).changed("deliverables", world.owed.code, due="2027-09").saved()
    after = {name: rows_of(by, name) for name in before}
    after["deliverables"][world.owed.code]["due"] = day("2027-06-30")
    assert after == before
