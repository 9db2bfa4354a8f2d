"""The verbs that every room shares: the log, the hashes of texts, amending a record."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from gte.alliance.models import Topic, User
from gte.common.domain import amend_record, stamp_texts, text_hash, write_log
from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.workplan.models import Mandate
from tests.factories.rows import make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return User.objects.create_user("editor@example.org")


def stale(language):
    return list(Topic.objects.stale_in(language).values_list("code", flat=True))


@pytest.fixture
def row():
    """A topic whose English is the translation of its Spanish."""
    row = make_topic("topic-new")
    stamp_texts(row, translated={"en": "es"})
    row.save()
    return row


def amend(row, editor, translated=None, **changes):
    return amend_record(record=row, by=editor, changes=changes, translated=translated)


# --- the log --------------------------------------------------------------------------------------


def test_log_entry_tells_who_did_what_to_which_record(editor):
    entry = write_log(verb="topic.closed", by=editor, target="topic-a", data={"reason": "done"})
    entry.refresh_from_db()
    assert (entry.verb, entry.actor, entry.target) == ("topic.closed", editor, "topic-a")
    assert entry.data == {"reason": "done"}
    assert str(entry) == f"{entry.at:%Y-%m-%d %H:%M} topic.closed topic-a"


def test_log_entry_of_the_platform_itself_names_nobody():
    entry = write_log(verb="record.loaded", by=None)
    assert (entry.actor, entry.target, entry.data) == (None, "", {})


def test_newest_log_entry_comes_first(editor):
    entries = [write_log(verb="topic.closed", by=editor) for _time in range(3)]
    assert list(LogEntry.objects.all()[:3]) == entries[::-1]


def test_somebody_in_the_log_is_not_deleted(editor):
    write_log(verb="topic.closed", by=editor)
    with pytest.raises(ProtectedError):
        editor.delete()


# --- hashes of texts ------------------------------------------------------------------------------


def test_hash_of_a_text_is_of_all_its_fields_in_their_order(row):
    before = text_hash(row, "es")
    row.name_es, row.description_es = row.description_es, row.name_es
    assert text_hash(row, "es") != before


def test_hash_of_a_text_tells_fields_apart():
    one = Topic(name_es="ab", description_es="c")
    other = Topic(name_es="a", description_es="bc")
    assert text_hash(one, "es") != text_hash(other, "es")


def test_hash_of_one_language_ignores_the_other(row):
    before = text_hash(row, "es")
    row.name_en = "Something else"
    assert text_hash(row, "es") == before


def test_hash_takes_a_missing_text_for_an_empty_one():
    assert text_hash(Topic(name_es=None), "es") == text_hash(Topic(name_es=""), "es")


def test_loaded_texts_are_current_in_both_languages():
    for model in (Topic, Mandate):
        assert model.objects.stale_in("es").count() == 0
        assert model.objects.stale_in("en").count() == 0


def test_translation_is_stale_when_its_source_was_amended(row, editor):
    amend(row, editor, name_es="Tema nuevo")
    assert (row.is_stale_in("en"), row.is_stale_in("es")) == (True, False)
    assert (stale("en"), stale("es")) == (["topic-new"], [])


def test_source_is_not_stale_when_its_translation_was_amended(row, editor):
    amend(row, editor, name_en="A better word")
    assert (row.is_stale_in("en"), row.is_stale_in("es")) == (False, False)
    assert (stale("en"), stale("es")) == ([], [])


def test_translation_is_current_again_when_it_was_translated_anew(row, editor):
    amend(row, editor, name_es="Tema nuevo")
    amend(row, editor, name_en="New topic", translated={"en": "es"})
    assert (stale("en"), stale("es")) == ([], [])


def test_translation_stays_stale_when_only_its_wording_was_amended(row, editor):
    amend(row, editor, name_es="Tema nuevo")
    amend(row, editor, description_en="Other words")
    assert stale("en") == ["topic-new"]


def test_both_sides_are_current_when_the_source_was_translated_back(row, editor):
    """English leads for once: then neither side is older than the other."""
    amend(row, editor, name_en="New topic", name_es="Tema nuevo", translated={"es": "en"})
    assert (stale("en"), stale("es")) == ([], [])
    amend(row, editor, name_en="Newer topic")
    assert (stale("en"), stale("es")) == ([], ["topic-new"])


def test_change_of_something_else_leaves_translations_current(row, editor):
    amend(row, editor, order=9)
    assert (stale("en"), stale("es")) == ([], [])


# --- amending -------------------------------------------------------------------------------------


def test_amended_record_is_saved_and_logged(row, editor):
    amend(row, editor, name_en="Better", name_es="Mejor", order=9)
    row.refresh_from_db()
    assert (row.name_en, row.name_es, row.order) == ("Better", "Mejor", 9)
    entry = LogEntry.objects.first()
    assert (entry.verb, entry.actor, entry.target) == ("record.amended", editor, "topic-new")
    assert entry.data == {"fields": ["name_en", "name_es", "order"]}


@pytest.mark.parametrize("name", ["colour", "topics", "parent_id", "id", "code", "es_hash"])
def test_field_that_cannot_be_amended_is_named(row, editor, name):
    with pytest.raises(BadInput) as caught:
        amend(row, editor, **{"order": 9, name: 1})
    assert str(caught.value) == f"topic-new has no field {name!r} that could be amended."
    assert_unchanged(row)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("certainty", "sure", "Value 'sure' is not a valid choice."),
        ("source", "", "This field cannot be blank."),
        ("name_en", "x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
        ("order", "first", "“first” value must be an integer."),
        ("order", -1, "Ensure this value is greater than or equal to 0."),
    ],
)
def test_value_that_the_field_does_not_take_is_refused(row, editor, name, value, sentence, english):
    with pytest.raises(ValidationError) as caught:
        amend(row, editor, **{name: value})
    assert caught.value.message_dict[name] == [sentence]
    assert_unchanged(row)


def test_date_that_is_none_is_refused(editor, english):
    mandate = Mandate.objects.first()
    with pytest.raises(ValidationError) as caught:
        amend(mandate, editor, date="2018-13-40")
    assert caught.value.message_dict["date"] == [
        "'2018-13-40' is not a date of the calendar: month must be in 1..12"
    ]


def assert_unchanged(row):
    stored = Topic.objects.get(pk=row.pk)
    assert (stored.code, stored.order, stored.certainty) == ("topic-new", 3, "documented")
    assert LogEntry.objects.filter(verb="record.amended").count() == 0


def test_amendment_and_its_log_entry_fall_together(row, editor):
    with transaction.atomic():
        amend(row, editor, order=9)
        transaction.set_rollback(True)
    assert_unchanged(row)
