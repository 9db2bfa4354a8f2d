"""Loading: good, twice, changed, in parts. The small record, unless the real one is what counts."""

import pytest
import yaml

from gte.alliance.models import Body, State, Topic, User
from gte.common.models import LogEntry
from gte.cooperation.models import EnglishFact
from gte.library.models import Document
from gte.practices.models import Criterion, Practice, Question
from gte.record import content
from gte.record.domain import load_record
from gte.record.kinds import KINDS
from gte.record.models import Origin
from gte.workplan.models import Mandate, Project
from tests import facts
from tests.factories.record_files import (
    GONE,
    SOURCE,
    change,
    contact,
    criterion,
    document,
    figure,
    mandate,
    member,
    practice,
    project,
    small_record,
    text,
    topic,
)
from tests.record.unloading import as_filed, unload

pytestmark = pytest.mark.django_db


def newest_log():
    return LogEntry.objects.values_list("verb", "actor", "target", "data").first()


def log_count():
    return LogEntry.objects.count()


@pytest.fixture
def loaded(empty_register, load, record):
    """The small record, already loaded."""
    load(record)
    return record


# --- good -----------------------------------------------------------------------------------------


def test_real_record_is_loaded_whole():
    counts = {kind.name: Origin.objects.filter(kind=kind.name).count() for kind in KINDS}
    assert counts == {kind: len(facts.records(kind)) for kind in facts.KINDS}
    assert sum(counts.values()) == 408


def test_each_loaded_record_remembers_its_kind():
    assert dict(Origin.objects.values_list("code", "kind")) == facts.kind_of()


def test_first_load_writes_one_log_entry(empty_register, load, record):
    result = load(record)
    assert (result.created, result.updated, result.unchanged) == (25, 0, 0)
    assert (result.kept, result.gone) == ([], [])
    assert newest_log() == ("record.loaded", None, "", {"created": 25, "updated": 0, "kept": 0})
    assert log_count() == 1


def test_load_names_the_person_who_asked_for_it(empty_register, load, record):
    editor = User.objects.create_user("editor@example.org")
    load(record, by=editor)
    assert newest_log()[1] == editor.pk


def test_load_tells_how_far_it_is(empty_register, load, record):
    totals, ticks = [], []
    load(record, begin=totals.append, tick=ticks.append)
    load(record, begin=totals.append, tick=ticks.append)
    assert totals == [25, 25]
    assert sum(ticks) == 50


def test_provenance_is_stored_with_every_record():
    stored = {}
    for model in {kind.model for kind in KINDS}:
        for row in model.objects.values("code", "source", "more_sources", "certainty"):
            stored[row.pop("code")] = row
    filed = {
        code: {
            "source": record["source"],
            "more_sources": record.get("more_sources", []),
            "certainty": record["certainty"],
        }
        for code, record in facts.by_id().items()
    }
    assert stored == filed


def test_scope_of_every_record_follows_its_rule():
    """Against the rules as tests/facts.py reads them from the files."""
    stored = {
        code: scope
        for model in {kind.model for kind in KINDS}
        for code, scope in model.objects.values_list("code", "scope")
    }
    assert stored == {code: facts.scope(code) for code in facts.by_id()}


def test_scope_says_whether_its_file_states_it():
    stated = {"topics", "projects", "internships"}
    stored = {
        code: basis
        for model in {kind.model for kind in KINDS}
        for code, basis in model.objects.values_list("code", "scope_basis")
    }
    kinds = facts.kind_of()
    assert stored == {
        code: "stated" if kinds[code] in stated else "derived" for code in facts.by_id()
    }


def test_every_loaded_record_is_one_that_a_person_could_save():
    """Amending validates the whole record: what is loaded must not stand in the way."""
    for model in {kind.model for kind in KINDS}:
        for row in model.objects.all():
            row.full_clean()


def test_partial_dates_are_stored_as_partial(loaded):
    assert Practice.objects.get(code="practice-a").figures.get(position=2).as_of == "2021"
    assert Project.objects.get(code="project-a").start == "2015"


def test_rows_of_a_record_keep_the_order_of_the_file(loaded):
    evidence = Mandate.objects.get(code="mandate-a").evidence.all()
    assert [one.record.code for one in evidence] == ["meeting-a", "doc-a", "project-a"]


def test_reference_to_a_record_of_a_later_file_is_set(loaded):
    """A member names its contact point, which names the member."""
    assert State.objects.get(code="bb").contact.code == "contact-a"


def test_reference_to_a_later_record_of_the_same_file_is_set(empty_register, load):
    load({"topics": [topic("topic-a", parent="topic-b"), topic("topic-b")]})
    assert Topic.objects.get(code="topic-a").parent.code == "topic-b"


# --- twice ----------------------------------------------------------------------------------------


def test_loading_the_real_record_again_changes_nothing(settings, whole_register):
    before = whole_register()
    result = load_record(folder=settings.RECORD_DIR)
    assert (result.created, result.updated, result.unchanged) == (0, 0, 408)
    assert (result.kept, result.gone) == ([], [])
    assert whole_register() == before


def test_loading_a_small_record_again_changes_nothing(loaded, load, whole_register):
    before = whole_register()
    assert load(loaded).unchanged == 25
    assert whole_register() == before


def test_same_record_written_otherwise_changes_nothing(loaded, load, whole_register):
    """The order of links and fields, the form of numbers and years: none of it is content."""
    before = whole_register()
    other = small_record()
    other["practices"][0] = dict(reversed(list(other["practices"][0].items())))
    other = change(other, "practices.0.results.0.value", "12.00")
    other = change(other, "practices.0.results.1.value", "3.5")
    other = change(other, "observers.0.admitted_year", "2012")
    other = change(other, "mandates.0.note", None)
    other["members"].reverse()
    assert load(other).unchanged == 25
    assert whole_register() == before


# --- changed --------------------------------------------------------------------------------------


def test_changed_text_updates_that_record_only(loaded, load, whole_register):
    before = whole_register()
    result = load(change(loaded, "topics.0.name.en", "Another name"))
    assert (result.created, result.updated, result.unchanged) == (0, 1, 24)
    assert newest_log() == ("record.loaded", None, "", {"created": 0, "updated": 1, "kept": 0})
    changed = {table for table, rows in whole_register().items() if rows != before[table]}
    assert changed == {
        "alliance_topic",
        "record_origin",
        "common_logentry",
        "search_searchentry",
        "search_searchword",
    }
    assert Topic.objects.get(code="topic-a").name_en == "Another name"
    assert Topic.objects.get(code="topic-b").name_en == "Topic topic-b, in English"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("practices.0.certainty", "inferred"),
        ("practices.0.source", f"{SOURCE}/other"),
        ("practices.0.more_sources", [f"{SOURCE}/other"]),
        ("practices.0.country_id", "bb"),
        ("practices.0.topic_ids", ["topic-b"]),
        ("practices.0.topic_ids", []),
        ("practices.0.results.0.value", 13),
        ("practices.0.results.0.as_of", "2022-01"),
        ("practices.0.results.0", GONE),
        ("practices.0.results", []),
        ("practices.1.results", [figure(1), figure(2)]),
        ("practices.0.context_figures", [figure(5)]),
        ("members.0.office_history", []),
        ("members.0.national_bodies.0.role", "english_programme"),
        ("mandates.0.evidence_ids", ["doc-a"]),
        ("mandates.0.evidence_ids", []),
        ("mandates.0.place", text("City")),
        ("mandates.0.status_evidence", GONE),
        ("experts.0.member_institutions.0", GONE),
        ("experts.0.project_ids", []),
        ("practice_criteria.0.questions.0", GONE),
        ("meetings.0.agreements", [text("Second"), text("First")]),
        ("observers.0.associated_state", "candidate"),
        ("presidencies.0.end_is_planned", False),
        ("campaign.0.channels", []),
    ],
)
def test_changed_record_is_stored_as_its_file_has_it(loaded, load, folder, path, value):
    changed = change(loaded, path, value)
    result = load(changed)
    assert (result.updated, result.unchanged, result.kept) == (1, 24, [])
    file = f"{path.partition('.')[0]}.yaml"
    assert stored_in_register(folder, file) == written_in(folder, file)
    assert load(changed).unchanged == 25


def written_in(folder, file="*.yaml"):
    """What the files have, by plain YAML."""
    return {
        (path.stem, record["id"]): as_filed(path.stem, record)
        for path in folder.glob(file)
        for record in facts.as_written(yaml.load(path.read_text(), facts.LOADER))  # noqa: S506
    }


def stored_in_register(folder, file="*.yaml"):
    return {(kind, code): unload(kind, code) for kind, code in written_in(folder, file)}


def test_rows_may_all_go_and_come_back(loaded, load, folder):
    loaded["practices"] = [practice("practice-a", results=[]), practice("practice-b", results=[])]
    assert load(loaded).updated == 1
    for one in loaded["practices"]:
        one["results"] = [figure(1)]
    assert load(loaded).updated == 2
    assert stored_in_register(folder) == written_in(folder)


def test_changed_record_may_refer_to_a_new_one_of_a_later_file(loaded, load):
    loaded["contacts"].append(contact("contact-b"))
    loaded = change(loaded, "members.0.contact_id", "contact-b")
    assert (load(loaded).created, load(loaded).unchanged) == (1, 26)
    assert State.objects.get(code="aa").contact.code == "contact-b"


def test_questions_may_change_places(loaded, load):
    loaded["practice_criteria"][0]["questions"].reverse()
    assert load(loaded).updated == 1
    assert question_codes("char-a") == ["q-char-a-2", "q-char-a-1"]


def test_question_keeps_its_row_when_one_is_put_before_it(loaded, load):
    pk = Question.objects.get(code="q-char-a-1").pk
    new = {"id": "q-new", "text": text("New"), "evidence": text("Plan")}
    loaded["practice_criteria"][0]["questions"].insert(0, new)
    assert load(loaded).updated == 1
    assert question_codes("char-a") == ["q-new", "q-char-a-1", "q-char-a-2"]
    assert Question.objects.get(code="q-char-a-1").pk == pk


@pytest.mark.parametrize(("giver", "taker"), [(0, 1), (1, 0)])
def test_question_may_move_to_another_criterion(loaded, load, giver, taker):
    criteria = loaded["practice_criteria"]
    criteria[taker]["questions"].append(criteria[giver]["questions"].pop())
    assert load(loaded).updated == 2
    assert len(question_codes(criteria[taker]["id"])) == 3


def test_question_may_move_to_a_new_criterion(loaded, load):
    moved = loaded["practice_criteria"][0]["questions"].pop()
    loaded["practice_criteria"].append(criterion("char-c", questions=[moved]))
    result = load(loaded)
    assert (result.created, result.updated) == (1, 1)
    assert question_codes("char-c") == ["q-char-a-2"]


def question_codes(code):
    return list(Criterion.objects.get(code=code).questions.values_list("code", flat=True))


def test_changed_reporting_line_moves_what_follows_from_it(loaded, load):
    """A body that no longer reports to the group is a neighbour, and so is what only it asked."""
    loaded["meetings"][0]["body"] = "net"
    load(loaded)
    assert Body.objects.get(code="net").scope == "gte"
    loaded["bodies"][2]["reports_to"] = ["summit"]
    assert load(loaded).updated == 2
    assert Body.objects.get(code="net").scope == "adjacent"
    assert Body.objects.get(code="net").scope_basis == "derived"


def test_text_loaded_anew_is_current_in_both_languages(loaded, load):
    load(change(loaded, "topics.0.name.es", "Otro nombre"))
    row = Topic.objects.get(code="topic-a")
    assert (row.is_stale_in("es"), row.is_stale_in("en")) == (False, False)
    assert row.en_from == row.es_hash


# --- in parts, and many ---------------------------------------------------------------------------


def test_folder_with_one_file_leaves_the_rest_alone(loaded, load, whole_register):
    before = whole_register()
    loaded["practices"].append(practice("practice-c"))
    result = load({"practices": loaded["practices"]})
    assert (result.created, result.unchanged, result.gone) == (1, 2, [])
    unchanged = {table for table, rows in whole_register().items() if rows == before[table]}
    assert before.keys() - unchanged == {
        "practices_practice",
        "practices_practice_topics",
        "practices_practicefigure",
        "record_origin",
        "common_logentry",
        "search_searchentry",
        "search_searchword",
    }


def test_part_takes_its_scopes_from_bodies_and_projects_already_there(loaded, load):
    loaded["projects"].append(project("project-b", scope="adjacent"))
    load({"projects": loaded["projects"]})
    fact = loaded["english"][0]
    load(
        {
            "mandates": [mandate("mandate-b", addressed_to=["net"], evidence_ids=[])],
            "documents": [document("doc-b", body_ids=["summit"])],
            "english": [
                fact | {"id": "english-b"},
                fact | {"id": "english-c", "project_ids": ["project-b"]},
            ],
        }
    )
    assert Mandate.objects.get(code="mandate-b").scope == "gte"
    assert Document.objects.get(code="doc-b").scope == "adjacent"
    assert EnglishFact.objects.get(code="english-b").scope == "gte"
    assert EnglishFact.objects.get(code="english-c").scope == "adjacent"


def test_bodies_that_report_in_a_circle_end_the_search(empty_register, load, record):
    """A mistake of a file must not hang the load."""
    record["bodies"][0]["reports_to"] = ["summit"]
    record = change(record, "bodies.1.reports_to", ["net"])
    load(record)
    assert dict(Body.objects.values_list("code", "scope")) == {
        "summit": "adjacent",
        "gte": "gte",
        "net": "gte",
    }


def test_more_records_than_one_statement_takes_are_loaded(loaded, load, folder, monkeypatch):
    monkeypatch.setattr(content, "CHUNK", 10)
    many = [practice(f"practice-{number}") for number in range(25)]
    loaded["practices"].extend(many)
    loaded["topics"].extend(topic(f"topic-{number}", parent="topic-24") for number in range(25))
    result = load(loaded)
    assert (result.created, result.unchanged) == (50, 25)
    for one in many:
        one["topic_ids"] = ["topic-7"]
        one["results"].pop()
    assert load(loaded).updated == 25
    assert stored_in_register(folder) == written_in(folder)


def test_members_come_in_by_their_file_alone(empty_register, load):
    """Nothing else need be there, save what a member names."""
    load({"members": [member("aa")], "contacts": [contact("contact-a", body_ids=[])]})
    assert list(State.objects.members().values_list("code", flat=True)) == ["aa"]
