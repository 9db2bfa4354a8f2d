"""What people did since a load is theirs: it is kept and listed, whatever the files say."""

import pytest

from gte.alliance.models import Institution, Membership, Person, RoleAssignment, State, Topic, User
from gte.common.domain import amend_record
from gte.common.models import LogEntry
from gte.practices.models import Practice
from gte.record.errors import RecordError
from gte.workplan.models import Mandate
from tests.factories.record_files import change, practice, text, topic
from tests.factories.rows import make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(empty_register, load, record):
    """The small record, already loaded."""
    load(record)
    return record


@pytest.fixture
def editor(loaded):
    return User.objects.create_user("editor@example.org")


def amend(code, editor, **changes):
    return amend_record(record=Topic.objects.get(code=code), by=editor, changes=changes)


# --- edited ---------------------------------------------------------------------------------------


def test_amended_record_is_kept_and_listed(loaded, load, editor, whole_register):
    amend("topic-a", editor, name_en="As a person wants it")
    before = whole_register()
    result = load(loaded)
    assert (result.created, result.updated, result.unchanged) == (0, 0, 24)
    assert result.kept == ["topic-a"]
    assert whole_register() == before


def test_amended_record_is_kept_when_its_file_changes_too(loaded, load, editor):
    amend("topic-a", editor, name_en="As a person wants it")
    result = load(change(loaded, "topics.0.description.en", "As the file wants it"))
    assert (result.updated, result.kept) == (0, ["topic-a"])
    row = Topic.objects.get(code="topic-a")
    assert row.name_en == "As a person wants it"
    assert row.description_en == "Description, in English"


def test_amended_record_stays_kept_at_every_later_load(loaded, load, editor):
    amend("topic-a", editor, name_en="As a person wants it")
    changed = change(loaded, "topics.0.description.en", "As the file wants it")
    assert [load(changed).kept for _time in range(3)] == [["topic-a"]] * 3


def test_kept_records_are_counted_in_the_log(loaded, load, editor):
    amend("topic-a", editor, name_en="As a person wants it")
    load(change(loaded, "topics.1.name.en", "As the file wants it"))
    assert LogEntry.objects.first().data == {"created": 0, "updated": 1, "kept": 1}


def test_file_that_takes_over_the_amendment_owns_the_record_again(loaded, load, editor):
    amend("topic-a", editor, name_en="The better name")
    taken_over = change(loaded, "topics.0.name.en", "The better name")
    assert load(taken_over).kept == []
    result = load(change(taken_over, "topics.0.name.en", "A third name"))
    assert (result.updated, result.kept) == (1, [])


def test_amendment_that_was_taken_back_leaves_the_file_in_charge(loaded, load, editor):
    amend("topic-a", editor, name_en="For a moment")
    amend("topic-a", editor, name_en="Topic topic-a, in English")
    result = load(change(loaded, "topics.0.name.en", "As the file wants it"))
    assert (result.updated, result.kept) == (1, [])


def give_link(mandate):
    mandate.topics.add(Topic.objects.get(code="topic-b"))


def take_link(mandate):
    mandate.topics.clear()


def take_child(mandate):
    mandate.evidence.get(position=2).delete()


def change_child(mandate):
    evidence = mandate.evidence.get(position=3)
    evidence.project, evidence.meeting = None, mandate.evidence.get(position=1).meeting
    evidence.save()


@pytest.mark.parametrize("edit", [give_link, take_link, take_child, change_child])
def test_edited_links_and_rows_are_kept(loaded, load, whole_register, edit):
    edit(Mandate.objects.get(code="mandate-a"))
    before = whole_register()
    assert load(loaded).kept == ["mandate-a"]
    assert load(change(loaded, "mandates.0.status", "unknown")).kept == ["mandate-a"]
    assert whole_register() == before


def test_edited_figure_is_kept(loaded, load):
    practice_a = Practice.objects.get(code="practice-a")
    practice_a.figures.filter(position=1).update(value="12.01")
    assert load(loaded).kept == ["practice-a"]
    assert load(change(loaded, "practices.0.results", [])).kept == ["practice-a"]
    assert practice_a.figures.count() == 2


def test_figure_added_where_the_file_has_none_is_kept(loaded, load):
    practice_b = Practice.objects.get(code="practice-b")
    practice_b.figures.create(
        position=1, kind="result", metric_es="Uno", metric_en="One", value=1, unit="people"
    )
    assert load(loaded).kept == ["practice-b"]
    assert practice_b.figures.count() == 1


def test_ended_membership_is_kept(loaded, load):
    """A State that leaves is an edit of its record; the files know no dates of membership."""
    Membership.objects.filter(state__code="bb").update(end="2027-06-30")
    assert load(change(loaded, "members.1.time_zone", "Etc/GMT+1")).kept == ["bb"]
    assert Membership.objects.get(state__code="bb").end == "2027-06-30"


def test_what_people_add_beside_a_record_is_no_edit_of_it(loaded, load, editor):
    """An observer's membership, somebody's role: they refer to the record and change nothing."""
    observer = State.objects.get(code="obs-cc")
    Membership.objects.create(state=observer, start="2027-01-01")
    person = Person.objects.create(name="Ada Example")
    RoleAssignment.objects.create(person=person, kind="delegate", rank="head", state=observer)
    result = load(change(loaded, "observers.0.accession_process", True))
    assert (result.updated, result.kept) == (1, [])
    assert observer.memberships.count() == 1


def test_institution_added_to_a_member_is_kept(loaded, load):
    """The files list a member's institutions, so one more is an edit; it is not taken away."""
    state = State.objects.get(code="aa")
    Institution.objects.create(state=state, name_es="Liceo", name_en="School")
    assert load(change(loaded, "members.0.national_bodies", [])).kept == ["aa"]
    assert state.institutions.count() == 2


# --- made by people -------------------------------------------------------------------------------


def test_record_that_a_person_made_first_is_kept(loaded, load):
    make_topic("topic-c")
    loaded["topics"].append(topic("topic-c"))
    assert load(loaded).kept == ["topic-c"]
    assert Topic.objects.get(code="topic-c").name_en == "Topic"


def test_new_record_may_refer_to_one_that_a_person_made(loaded, load):
    make_topic("topic-c")
    loaded["practices"].append(practice("practice-c", topic_ids=["topic-c"]))
    assert load(loaded).created == 1
    assert Practice.objects.get(code="practice-c").topics.get().code == "topic-c"


# --- deleted --------------------------------------------------------------------------------------


def test_deleted_record_stays_deleted_and_is_listed(loaded, load):
    Practice.objects.get(code="practice-a").delete()
    for _time in range(2):
        result = load(loaded)
        assert (result.created, result.kept, result.gone) == (0, ["practice-a"], [])
    assert not Practice.objects.filter(code="practice-a").exists()


def test_deleted_record_stays_deleted_when_its_file_changes(loaded, load):
    Practice.objects.get(code="practice-a").delete()
    assert load(change(loaded, "practices.0.sector", "industry")).kept == ["practice-a"]
    assert not Practice.objects.filter(code="practice-a").exists()


def test_records_that_lost_a_link_by_a_deletion_are_kept_too(loaded, load):
    """They are no longer as loaded, and whoever deleted the topic wanted it so."""
    Topic.objects.get(code="topic-b").delete()
    loaded = change(loaded, "practices.1.topic_ids", ["topic-a"])
    assert load(loaded).kept == ["topic-b"]


def test_new_record_that_refers_to_a_deleted_one_is_refused(loaded, load, whole_register):
    Topic.objects.get(code="topic-b").delete()
    before = whole_register()
    loaded["practices"].append(practice("practice-c", topic_ids=["topic-a", "topic-b"]))
    with pytest.raises(RecordError) as caught:
        load(loaded)
    assert str(caught.value) == (
        "practices.yaml, line 68, record practice-c, field topic_ids.1: 'topic-b' was deleted from "
        "the register by a person."
    )
    assert whole_register() == before


def test_changed_record_that_refers_to_a_deleted_one_is_refused(loaded, load, whole_register):
    Topic.objects.get(code="topic-b").delete()
    before = whole_register()
    with pytest.raises(RecordError) as caught:
        load(change(loaded, "practices.0.topic_ids", ["topic-b"]))
    assert str(caught.value) == (
        "practices.yaml, line 1, record practice-a, field topic_ids.0: 'topic-b' was deleted from "
        "the register by a person."
    )
    assert whole_register() == before


# --- gone from the files --------------------------------------------------------------------------


def test_record_that_its_file_no_longer_has_stays_and_is_listed(loaded, load, whole_register):
    before = whole_register()
    gone = loaded["practices"].pop()
    result = load(loaded)
    assert (result.unchanged, result.kept, result.gone) == (24, [], [gone["id"]])
    assert whole_register() == before


def test_record_that_is_gone_and_deleted_is_not_listed(loaded, load):
    loaded["practices"].pop()
    Practice.objects.get(code="practice-b").delete()
    assert load(loaded).gone == []


def test_record_that_comes_back_into_its_file_is_updated(loaded, load):
    gone = loaded["practices"].pop()
    load(loaded)
    loaded["practices"].append(gone | {"title": text("Back again")})
    assert (load(loaded).updated, load(loaded).gone) == (1, [])


def test_folder_without_a_file_lists_nothing_of_it_as_gone(loaded, load):
    del loaded["practices"]
    assert load(loaded).gone == []
