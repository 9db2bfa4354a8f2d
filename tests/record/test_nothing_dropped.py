"""Every value of the 19 files is in the database, and the database says nothing else.

Each record is told back from the database in the form of its file and compared whole. What is left
out of the comparison, and why:

- the order of links to other records, and a link given twice: links are sets;
- the difference between a field that is absent, null or an empty list: none of them says anything;
- a number's form: 12.50 is 12.5.
"""

import pytest

from gte.alliance.models import Membership, Term, Topic
from gte.practices.models import Practice, PracticeFigure
from gte.workplan.models import Mandate
from tests import facts
from tests.record.unloading import EVERY, MODELS, PLACES, as_filed, unload

COUNTS = {
    "members": 4,
    "observers": 61,
    "topics": 15,
    "bodies": 21,
    "functions": 6,
    "presidencies": 25,
    "contacts": 13,
    "experts": 7,
    "documents": 55,
    "meetings": 31,
    "practice_criteria": 8,
    "practices": 33,
    "internships": 17,
    "projects": 22,
    "mandates": 20,
    "deliverables": 18,
    "observers_cooperation": 30,
    "english": 12,
    "campaign": 10,
}


def differences(kind):
    """id -> both sides, for each record of a file that is not in the database as filed."""
    found = {}
    for record in facts.records(kind):
        filed, stored = as_filed(kind, record), unload(kind, record["id"])
        if filed != stored:
            found[record["id"]] = (filed, stored)
    return found


def test_files_hold_what_this_record_is_known_to_hold():
    assert {kind: len(facts.records(kind)) for kind in facts.files()} == COUNTS
    assert sum(COUNTS.values()) == 408


@pytest.mark.parametrize("kind", facts.KINDS)
def test_every_field_of_a_file_has_a_place(kind):
    fields = {name for record in facts.records(kind) for name in record}
    assert fields - EVERY.keys() - PLACES[kind].keys() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", facts.KINDS)
def test_every_value_of_a_file_is_stored(kind):
    assert differences(kind) == {}


@pytest.mark.django_db
def test_no_record_is_stored_that_the_files_do_not_have():
    stored = {model: set(model.objects.values_list("code", flat=True)) for model in MODELS.values()}
    filed = {model: set() for model in MODELS.values()}
    for kind, model in MODELS.items():
        filed[model].update(record["id"] for record in facts.records(kind))
    assert stored == filed


@pytest.mark.django_db
def test_memberships_are_the_members_and_claim_no_dates():
    """The one kind of row that a file does not spell out: that it lists a State as a member."""
    rows = Membership.objects.order_by("state__code").values_list("state__code", "start", "end")
    members = sorted(record["id"] for record in facts.records("members"))
    assert list(rows) == [(code, None, None) for code in members]


# --- the comparison finds what is planted ---------------------------------------------------------


def first(model):
    return model.objects.order_by("pk").first()


def change_text(name):
    def plant(row):
        setattr(row, name, f"{getattr(row, name)}.")
        row.save()

    return plant


def set_value(name, value):
    def plant(row):
        type(row).objects.filter(pk=row.pk).update(**{name: value})

    return plant


def plant_figure(row):
    figure = row.figures.filter(kind="result").first()
    PracticeFigure.objects.filter(pk=figure.pk).update(value=figure.value + 1)


PLANTED = {
    "other English text": ("topics", change_text("name_en")),
    "other Spanish text": ("practices", change_text("problem_es")),
    "text missing": ("practices", set_value("methodology_en", "")),
    "source missing": ("practices", set_value("more_sources", [])),
    "other certainty": ("mandates", set_value("certainty", "documented")),
    "month made a day": ("meetings", set_value("date_start", "2014-10-01")),
    "other ordinal": ("meetings", set_value("ordinal", 28)),
    "other yes or no": ("practices", set_value("in_official_repository", True)),
    "other figure": ("practices", plant_figure),
    "figure dropped": ("practices", lambda row: row.figures.first().delete()),
    "link dropped": ("practices", lambda row: row.topics.remove(row.topics.first())),
    "link added": ("mandates", lambda row: row.topics.add(Topic.objects.get(code="english"))),
    "evidence dropped": ("mandates", lambda row: row.evidence.all().delete()),
    "reference changed": ("presidencies", lambda row: Term.objects.update(state=last_state())),
    "record dropped": ("practices", lambda row: row.delete()),
}


def last_state():
    return MODELS["members"].objects.order_by("code").last()


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "plant"), PLANTED.values(), ids=PLANTED)
def test_comparison_finds_a_planted_difference(kind, plant):
    row = first(MODELS[kind])
    plant(row)
    assert row.code in differences(kind)


@pytest.mark.django_db
def test_comparison_finds_only_what_was_planted():
    practice, mandate = first(Practice), first(Mandate)
    change_text("title_es")(practice)
    change_text("text_en")(mandate)
    found = [code for kind in facts.KINDS for code in differences(kind)]
    assert found == [practice.code, mandate.code]
