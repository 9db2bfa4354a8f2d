"""What is found follows what is registered, in its transaction, and is only what is public."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from gte.alliance.models import Topic, User
from gte.common.domain import amend_record
from gte.common.models import LogEntry
from gte.governance.domain.agenda import add_item
from gte.governance.domain.meetings import open_meeting
from gte.governance.domain.outcomes import add_outcome
from gte.governance.models import Agreement, Meeting
from gte.library.models import Document
from gte.practices.models import Practice
from gte.practices.registers import PracticeRegister
from gte.record.domain import load_record
from gte.register.registers import REGISTERS
from gte.register.searching import index_where
from gte.search.domain import index_objects, reindex, remove
from gte.search.engines import engine
from gte.search.entries import Entry
from gte.search.kinds import KINDS, Kind
from gte.search.models import SearchEntry, SearchWord
from tests.factories import sittings
from tests.factories.delegations import coordinator  # noqa: F401 - a fixture
from tests.factories.record_files import small_record, write_record
from tests.factories.rows import make_topic
from tests.record.conftest import clear_register
from tests.search.conftest import entry, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return User.objects.create_user("editor@example.org")


def everything():
    """All that the index knows, without its numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, facets, title, lead, date FROM search_head")
        rows = cursor.fetchall()
        cursor.execute("SELECT COUNT(*) FROM search_index")
        assert cursor.fetchone() == (len(rows),)
    keys = dict(SearchEntry.objects.values_list("pk", "key"))
    indexed = sorted((keys[pk], *row) for pk, *row in rows)
    shown = sorted(SearchEntry.objects.values_list("kind", "key", "title_es", "text_es", "text_en"))
    words = SearchWord.objects.filter(entries__gt=0)
    return indexed, shown, sorted(words.values_list("folded", "language", "entries"))


def test_every_record_of_the_register_is_found_by_its_code():
    """Each that a reader can open, and nothing else."""
    records = {
        (model.url_name, code)
        for model, register in REGISTERS.items()
        for code in register.page_records(None).values_list("code", flat=True)
    }
    assert len(records) > 400
    found = SearchEntry.objects.exclude(kind="page").values_list("kind", "key")
    assert set(found) == records


def test_amended_record_is_found_by_its_new_words_only(editor):
    practice = Practice.objects.first()
    assert practice.code not in found("telescopio")
    changes = {"title_es": "Telescopios escolares", "title_en": "School telescopes"}
    amend_record(record=practice, by=editor, changes=changes)
    assert found("telescopio") == found("telescopes") == [practice.code]
    amend_record(record=practice, by=editor, changes={"title_es": "Otro", "title_en": "Other"})
    assert found("telescopio") == found("telescope") == []
    assert not SearchWord.objects.filter(folded="telescopios", entries__gt=0)


def test_change_that_is_rolled_back_was_never_found(editor):
    before = everything()
    with transaction.atomic():
        changes = {"title_es": "Telescopios"}
        amend_record(record=Practice.objects.first(), by=editor, changes=changes)
        assert found("telescopio")
        transaction.set_rollback(True)
    assert found("telescopio") == []
    assert everything() == before


def test_new_record_is_found_and_a_deleted_one_is_not():
    topic = make_topic("topic-telescopes", name_es="Telescopios", name_en="Telescopes")
    assert found("telescopios") == ["topic-telescopes"]
    topic.delete()
    assert found("telescopios") == []


def test_row_of_a_record_is_found_with_it():
    meeting = Meeting.objects.first()
    agreement = Agreement.objects.create(
        meeting=meeting, position=90, text_es="Comprar telescopios", text_en="Buy telescopes"
    )
    assert found("telescopios") == [meeting.code]
    agreement.text_es = agreement.text_en = "Nada"
    agreement.save()
    assert found("telescopios") == []
    agreement.text_es = "Telescopio"
    agreement.save()
    agreement.delete()
    assert found("telescopios") == []


def test_topic_given_or_taken_changes_what_the_facet_finds():
    practice = Practice.objects.first()
    topic = make_topic("topic-new")
    code = practice.code

    def with_topic():
        return found("", topic="topic-new")

    assert with_topic() == []
    practice.topics.add(topic)
    assert with_topic() == [code]
    practice.topics.remove(topic)
    assert with_topic() == []
    topic.practices.add(practice)
    assert with_topic() == [code]
    topic.practices.clear()
    assert with_topic() == []


def test_country_of_a_record_is_a_facet_and_is_found_by_name():
    practice = Practice.objects.select_related("state").first()
    assert practice.code in found("", country=practice.state.code)
    assert practice.code in found(practice.state.name_es)
    assert practice.code in found(practice.state.name_en)


def test_language_of_a_document_is_the_documents_own():
    documents = Document.objects.all()
    english = {one.code for one in documents if "en" in one.languages}
    assert 0 < len(english) < len(documents)
    assert set(found("", kind="document", language="en")) == english


def test_address_of_a_contact_is_never_found():
    texts = " ".join(
        " ".join(row) for row in SearchEntry.objects.values_list("text_es", "lead_es", "text_en")
    )
    assert "@" not in texts


def test_what_stops_being_public_stops_being_found():
    class Hiding(PracticeRegister):
        def page_records(self, user):
            return Practice.objects.none()

    practice = Practice.objects.first()
    assert practice.code in found("", kind="practice")
    index_where(Hiding(), pk=practice.pk)
    assert practice.code not in found("", kind="practice")


def test_load_indexes_what_it_brought_and_what_it_changed(tmp_path):
    clear_register()
    engine().clear()
    record = small_record()
    write_record(tmp_path, record)
    load_record(folder=tmp_path)
    loaded = everything()
    assert len(loaded[1]) > 10
    load_record(folder=tmp_path)
    assert everything() == loaded
    record["practices"][0]["title"] = {"es": "Telescopios", "en": "Telescopes"}
    write_record(tmp_path, record)
    load_record(folder=tmp_path)
    assert found("telescopios") == [record["practices"][0]["id"]]
    reindex()
    assert found("telescopios") == [record["practices"][0]["id"]]


def test_index_made_anew_is_the_index_that_changes_made(editor):
    practice = Practice.objects.first()
    amend_record(record=practice, by=editor, changes={"title_es": "Telescopios"})
    practice.topics.set(Topic.objects.all()[:2])
    before = everything()
    reindex()
    assert everything() == before


def test_reindex_says_how_many_and_writes_one_log_entry(capsys):
    number = LogEntry.objects.count()
    call_command("reindex")
    count = SearchEntry.objects.count()
    assert f"{count} entries can be found." in capsys.readouterr().out
    assert LogEntry.objects.count() == number + 1
    assert LogEntry.objects.first().verb == "search.reindexed"


def test_words_are_counted_by_entries(put):
    put(entry("d", "Acta", "acta actas"), entry("e", "Acta"))
    counted = dict(SearchWord.objects.values_list("folded", "entries"))
    assert counted == {"acta": 2, "actas": 1}
    put(entry("d", "Otra"))
    assert SearchWord.objects.get(folded="acta").entries == 1


def test_other_rooms_things_are_found_by_their_paths(put, monkeypatch):
    """What is no record of a register: a page with an address of its own in each language."""

    def entry_of(page):
        return Entry(
            "page", page, {"es": f"Página {page}", "en": f"Page {page}"},
            paths={"es": f"/es/{page}/", "en": f"/en/{page}/"},
        )  # fmt: skip

    kind = Kind("page", "Page", lambda: ["uno", "dos"], entry_of)
    monkeypatch.setitem(KINDS, "page", kind)
    assert index_objects("page", ["uno", "dos"]) == 2
    assert found("página") == ["dos", "uno"]
    assert SearchEntry.objects.get(key="uno").path_en == "/en/uno/"
    remove("page", ["uno", "never-there"])
    assert found("página") == ["dos"]


def test_same_thing_twice_in_one_go_is_one_entry(put):
    put(entry("d", "Acta"), entry("d", "Informe"))
    assert (found("acta"), found("informe")) == ([], ["d"])


def test_facet_value_that_is_no_identifier_is_refused():
    with pytest.raises(ValueError, match="cannot be a value of the facet 'country'"):
        entry("d", facets={"country": ["a b"]})


def test_what_is_said_in_a_meeting_is_not_found_by_everybody(coordinator):  # noqa: F811
    """Only what the meeting's public page shows: agreements, once an acta publishes them."""
    meeting = sittings.convened(coordinator, convocation_es="Zarzamora", convocation_en="Bramble")
    item = add_item(meeting=meeting, by=coordinator, item=sittings.an_item("Zarzaparrilla"))
    with sittings.on_its_day(meeting, meeting.sitting.starts_at):
        open_meeting(meeting=meeting, by=coordinator)
    add_outcome(meeting=meeting, by=coordinator, said=sittings.commitment("Zarzal", item=item))
    meeting.save()
    for word in ("zarzamora", "bramble", "zarzaparrilla", "zarzal"):
        assert found(word) == []
    Agreement.objects.create(meeting=meeting, position=0, text_es="Zarzal", text_en="Thicket")
    assert found("zarzal") == [meeting.code]
