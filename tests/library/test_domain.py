"""What may be done with documents, and what stays of it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.library import domain
from gte.library.models import Document, DocumentVersion, Unchangeable
from gte.library.queries import current_of, texts_of
from gte.library.uploads import store
from gte.record.domain import load_record
from tests.library import making
from tests.library.conftest import fields

pytestmark = pytest.mark.django_db
REASON = domain.Reason("Tenía un error", "It had an error")


def log_of(code):
    return [(entry.verb, str(entry.actor)) for entry in LogEntry.objects.filter(target=code)]


def test_added_document_has_its_files_their_texts_and_one_log_line(document):
    assert document.code == "doc-guide-to-internships"
    assert log_of(document.code) == [("document.added", "editor@example.org")]
    versions = current_of(list(document.versions.all()))
    assert [(one.language, one.number, one.pages) for one in versions.values()] == [
        ("es", 1, 3),
        ("en", 1, 0),
    ]
    texts = texts_of(document)
    assert "Página tres" in texts["es"]
    assert texts["en"] == "Guide\nAbout internships"
    for version in versions.values():
        assert store.sha256_of(store.path_of(version.sha256)) == version.sha256


def test_file_lies_under_no_address_of_the_server(document, settings):
    version = document.versions.first()
    place = store.path_of(version.sha256)
    for served in (settings.STATIC_ROOT, settings.MEDIA_ROOT):
        assert served not in place.parents


def test_identifier_is_taken_once_among_all_kinds(editor, document):
    again = domain.add_document(by=editor, document=domain.NewDocument(fields()))
    assert again.code == "doc-guide-to-internships-2"


def test_next_version_supersedes_and_leaves_the_former_as_it_was(editor, document, upload):
    before = DocumentVersion.objects.filter(document=document, language="es").values().get()
    new = upload("guía 2.pdf", making.pdf("Otra"), note_es="Se corrigió", note_en="Corrected")
    made = domain.add_version(document=document, language="es", upload=new, by=editor)
    assert (made.number, made.note_es, made.note_en) == (2, "Se corrigió", "Corrected")
    assert DocumentVersion.objects.filter(pk=before["id"]).values().get() == before
    assert texts_of(document)["es"].strip() == "Otra"
    assert log_of(document.code)[0] == ("document.version_added", "editor@example.org")


def test_file_in_a_third_language_adds_it_to_the_documents_languages(editor, document, upload):
    new = upload("guia.txt", b"Guia de est\xc3\xa1gios")
    domain.add_version(document=document, language="pt", upload=new, by=editor)
    document.refresh_from_db()
    assert document.languages == ["es", "pt"]
    assert list(current_of(list(document.versions.all()))) == ["es", "en", "pt"]


def test_stored_version_cannot_be_changed_or_deleted(document):
    version = document.versions.first()
    version.sha256 = "0" * 64
    for change in (
        version.save,
        version.delete,
        lambda: version.save(update_fields=["sha256"]),
        lambda: DocumentVersion.objects.update(sha256="0" * 64),
        DocumentVersion.objects.all().delete,
    ):
        with pytest.raises(Unchangeable, match="never"):
            change()
    assert not DocumentVersion.objects.filter(sha256="0" * 64).exists()


def test_file_that_is_there_already_names_its_document(editor, document, upload):
    stored = document.versions.get(language="es").sha256
    new = upload("copia.pdf", store.path_of(stored).read_bytes())
    assert new.file.size == document.versions.get(language="es").size
    with override("es"), pytest.raises(domain.AlreadyStored, match="Guía de pasantías"):
        domain.add_version(document=document, language="en", upload=new, by=editor)
    meant = domain.add_version(document=document, language="en", upload=new, by=editor, again=True)
    assert (meant.number, meant.sha256) == (2, stored)


def test_withdrawn_document_leaves_lists_and_search_and_keeps_its_page(editor, document):
    domain.withdraw_document(document=document, by=editor, reason=REASON)
    document.refresh_from_db()
    assert document.is_withdrawn
    assert document not in Document.objects.visible_to(None)
    assert document in Document.objects.all()
    assert texts_of(document) == {}
    domain.restore_document(document=document, by=editor)
    document.refresh_from_db()
    assert document in Document.objects.visible_to(None)
    assert set(texts_of(document)) == {"es", "en"}
    assert [verb for verb, _who in log_of(document.code)] == [
        "document.restored",
        "document.withdrawn",
        "document.added",
    ]


@pytest.mark.parametrize(("spanish", "english"), [("", "b"), ("a", " ")])
def test_reason_is_given_in_both_languages(spanish, english):
    with pytest.raises(BadInput):
        domain.Reason(spanish, english)


def test_withdrawn_document_takes_no_file_and_is_not_withdrawn_twice(editor, document, upload):
    domain.withdraw_document(document=document, by=editor, reason=REASON)
    new = upload("b.txt", b"b")
    with pytest.raises(BadInput):
        domain.add_version(document=document, language="es", upload=new, by=editor)
    with pytest.raises(BadInput):
        domain.withdraw_document(document=document, by=editor, reason=REASON)
    assert LogEntry.objects.filter(target=document.code).count() == 2


def test_withdrawn_version_hands_over_to_the_one_before_and_keeps_its_number(
    editor, document, upload
):
    second = domain.add_version(
        document=document, language="es", upload=upload("2.txt", b"dos"), by=editor
    )
    domain.withdraw_version(version=second, by=editor, reason=REASON)
    assert current_of(list(document.versions.all()))["es"].number == 1
    third = domain.add_version(
        document=document, language="es", upload=upload("3.txt", b"tres"), by=editor
    )
    assert third.number == 3
    with pytest.raises(BadInput):
        domain.withdraw_version(version=second, by=editor, reason=REASON)


def test_correction_of_the_initial_record_is_kept_by_the_next_load(editor, linked, settings):
    domain.amend_document(
        document=linked,
        by=editor,
        changes={"licence": "cc_by", "institution_en": "GTE and IESME"},
        links=domain.Links(linked.topics.all(), linked.bodies.all()),
    )
    result = load_record(folder=settings.RECORD_DIR)
    assert result.kept == [linked.code]
    linked.refresh_from_db()
    assert (linked.licence, linked.institution_en) == ("cc_by", "GTE and IESME")
    assert linked.is_stale_in("es") is False


def test_value_that_a_column_does_not_take_adds_nothing(editor):
    new = domain.NewDocument(fields(doi="not a doi"))
    with pytest.raises(ValidationError, match="DOI"):
        domain.add_document(by=editor, document=new)
    assert not Document.objects.filter(title_en="Guide to internships").exists()
    assert not LogEntry.objects.filter(verb="document.added").exists()
