"""The librarian's desk: who may enter, what is asked for, and that nothing typed is lost."""

import errno
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from gte.alliance.enums import RoleKind
from gte.alliance.models import User
from gte.common.models import LogEntry
from gte.library import domain
from gte.library.models import Document
from gte.library.queries import current_of
from gte.library.uploads.drafts import make_draft
from gte.library.uploads.refused import Refused
from gte.register.desk import desk_of
from tests.library import making
from tests.library.conftest import fields, person_with
from tests.pages import Page, address, get, translated

pytestmark = pytest.mark.django_db
MAY_ENTER = {RoleKind.ADMINISTRATOR, RoleKind.COORDINATION, RoleKind.EDITOR}
ASKED_HERE = (
    RoleKind.ADMINISTRATOR,
    RoleKind.COORDINATION,
    RoleKind.EDITOR,
    RoleKind.COMMUNICATIONS,
    RoleKind.DELEGATE,
    RoleKind.SPECIALIST,
)


def url(name, *args):
    return address(f"desk-library{name}", *args, language="en")


def screens(document):
    """Every screen of the desk."""
    return [
        url(""),
        url("-add"),
        url("-document", document.code),
        url("-files", document.code),
        url("-withdraw", document.code),
        url("-restore", document.code),
        url("-withdraw-version", document.code, "es", 1),
    ]


def page_of(response, path=""):
    return Page(path, response)


def send(client, path, **values):
    return page_of(client.post(path, values), path)


def file(name, data):
    return SimpleUploadedFile(name, data)


def typed(**changed):
    """What somebody fills in to add a document."""
    return {**fields(), "original": "es", "licence": "cc_by", **changed}


# --- who may enter --------------------------------------------------------------------------------


def test_somebody_who_has_not_signed_in_is_asked_to(document, settings):
    for path in screens(document):
        for answer in (Client().get(path), Client().post(path)):
            assert answer.status_code == 302, path
            assert "next=" in answer["Location"]


@pytest.mark.parametrize("kind", ASKED_HERE)
def test_role_decides_who_enters_and_who_may_write(document, kind):
    user = User.objects.filter(email=f"{kind}@example.org").first() or person_with(kind)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    may = kind in MAY_ENTER
    for path in screens(document):
        assert client.get(path).status_code == (200 if may else 403), path
        if not may:
            assert client.post(path).status_code == 403, path
    assert bool([one for one in desk_of(user) if one.url_name == "desk-library"]) is may
    assert not may or LogEntry.objects.count() == LogEntry.objects.filter(verb__gt="").count()


def test_account_without_a_person_may_not_enter(document):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_user("nobody@example.org", "secret-words"))
    assert {client.get(path).status_code for path in screens(document)} == {403}


# --- adding ---------------------------------------------------------------------------------------


def test_document_in_two_languages_is_added_and_found_in_the_list(desk):
    page = send(
        desk,
        url("-add"),
        **typed(
            title_en="Handbook of placements",
            file_es=file("manual.pdf", making.pdf("Manual")),
            file_en=file("manual.docx", making.docx("Handbook")),
        ),
    )
    assert page.status == 302
    made = Document.objects.get(title_en="Handbook of placements")
    assert list(current_of(list(made.versions.all()))) == ["es", "en"]
    assert made.languages == ["es", "en"]
    assert not made.is_stale_in("en")
    shown = page_of(desk.get(url("-document", made.code)))
    assert "“Handbook of placements” was added." in shown.main
    assert "Handbook of placements" in page_of(desk.get(url("") + "?holding=held")).main


def test_document_kept_elsewhere_is_added_with_its_address(desk):
    assert send(desk, url("-add"), **typed(url="https://example.org/guide.pdf")).status == 302


def test_document_needs_a_file_or_an_address(desk):
    page = send(desk, url("-add"), **typed())
    assert page.status == 400
    assert "Choose a file, or give the address" in page.main


WRONG = {
    "title_en": ("", "required"),
    "title_es": ("x" * 401, "400"),
    "date": ("May 2024", "“May 2024” is no date"),
    "doi": ("nonsense", "A DOI begins with 10."),
    "url": ("not an address", "valid URL"),
    "kind": ("novel", "novel"),
    "description_es": ("only here", "one language only"),
    "institution_es": ("Grupo\nde trabajo", "Write it on one line."),
    "institution_en": ("\u200b", "cannot be seen"),
    "note_en": ("A bell \x07 rings", "cannot be seen"),
    "topics": ("9" * 40, "999 is not one of the available choices"),
    "bodies": ("x\0", "x␀ is not one of the available choices"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_value_is_a_sentence_and_nothing_typed_is_lost(desk, name):
    value, said = WRONG[name]
    sent = typed(**{"url": "https://example.org/", name: value, "source": "My own words"})
    page = send(desk, url("-add"), **sent)
    assert page.status == 400
    assert said in page.text_of("//*[@class='error-summary']")
    assert page.all("//input[@name='source']")[0].get("value") == "My own words"
    assert not LogEntry.objects.filter(verb="document.added").exists()


def test_good_file_is_kept_while_another_mistake_is_mended(desk):
    data = making.pdf("Manual")
    page = send(desk, url("-add"), **typed(date="soon", file_es=file("manual.pdf", data)))
    assert page.status == 400
    assert "“manual.pdf” has arrived and is kept for an hour." in page.main
    (kept,) = page.all("//input[@name='kept_es']")
    assert send(desk, url("-add"), **typed(kept_es=kept.get("value"))).status == 302
    assert Document.objects.get(code="doc-guide-to-internships").versions.get().name == "manual.pdf"


class OnAFullDisk(SimpleUploadedFile):
    """A file that arrives where there is no room for it."""

    def chunks(self, chunk_size=None):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_file_for_which_there_is_no_room_is_refused_and_nothing_is_left(editor, settings):
    with pytest.raises(Refused, match="no_room"):
        make_draft(OnAFullDisk("a.pdf", b"%PDF-"), editor.pk)
    assert list((Path(settings.LIBRARY_DIR) / "drafts").iterdir()) == []


def test_kept_file_of_somebody_else_or_of_yesterday_is_not_taken(desk, upload, settings):
    token = upload("a.txt", b"uno").file.token
    other = Client(raise_request_exception=False)
    other.force_login(person_with("coordination"))
    sentence = "The file is no longer kept: choose it once more."
    assert sentence in send(other, url("-add"), **typed(kept_es=token)).main
    for path in (Path(settings.LIBRARY_DIR) / "drafts").iterdir():
        path.unlink()
    assert sentence in send(desk, url("-add"), **typed(kept_es=token)).main
    assert sentence in send(desk, url("-add"), **typed(kept_es="x" * 500)).main


def test_files_that_nobody_came_back_for_are_removed(upload, settings):
    import os

    upload("a.txt", b"uno")
    folder = Path(settings.LIBRARY_DIR) / "drafts"
    old = (timezone.now() - timedelta(hours=2)).timestamp()
    for path in folder.iterdir():
        os.utime(path, (old, old))
    upload("b.txt", b"dos")
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("acta.pdf", lambda: making.docx("x"), "by its content it is Word (DOCX)"),
        ("acta.pdf", lambda: b"", "“acta.pdf” is empty"),
        ("a" * 300 + ".pdf", lambda: b"", "is empty"),
        ("acta\u202efdp.exe", lambda: making.pdf("x"), "files are called by what they are"),
        ("plan.docx", making.zip_bomb, "unpacks to far more"),
        ("plan.pdf", lambda: making.pdf("x", encrypt="secret"), "encrypted"),
    ],
)
def test_bad_file_is_a_sentence_and_leaves_nothing_behind(desk, settings, name, make, said):
    page = send(desk, url("-add"), **typed(file_es=file(name, make())))
    assert page.status == 400
    assert said in page.text_of("//*[@class='error-summary']")
    assert list((Path(settings.LIBRARY_DIR) / "drafts").iterdir()) == []


def test_file_over_the_limit_is_named_and_the_rest_is_kept(desk, settings):
    settings.UPLOAD_LIMIT_MB = 1
    sent = typed(file_es=file("big.pdf", b"%PDF-1.4" + b" " * 1_500_000), source="My own words")
    page = send(desk, url("-add"), **sent)
    assert page.status == 400
    assert "larger than 1 MB" in page.text_of("//*[@class='error-summary']")
    assert page.all("//input[@name='source']")[0].get("value") == "My own words"


def test_request_that_announces_too_much_is_refused_unread(desk, settings):
    settings.UPLOAD_LIMIT_MB = 1
    page = send(desk, url("-add"), **typed(file_es=file("big.pdf", b" " * 5_000_000)))
    assert page.status == 413
    assert page.h1 == translated("This is too large", "en")


def test_same_file_is_asked_about_before_it_is_stored_twice(desk, document, upload):
    data = making.pdf("Another")
    assert send(desk, url("-files", document.code), language="es", file=file("a.pdf", data)).status
    page = send(desk, url("-add"), **typed(file_es=file("b.pdf", data)))
    assert page.status == 400
    assert "already in the library: Guide to internships (Spanish, 2)" in page.main
    (kept,) = page.all("//input[@name='kept_es']")
    assert page.all("//input[@name='again'][@type='checkbox']")
    sent = typed(kept_es=kept.get("value"), again="on")
    assert send(desk, url("-add"), **sent).status == 302


# --- correcting, versions, withdrawing ------------------------------------------------------------


def form_of(page):
    """What a form would send as it stands."""
    (form,) = page.all("//main//form[@method='post']")
    values = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def test_correction_through_the_desk_changes_what_was_changed(desk, linked):
    path = url("-document", linked.code)
    values = form_of(page_of(desk.get(path)))
    topics = list(linked.topics.all())
    assert send(desk, path, **{**values, "licence": "cc_by", "date": "2016-06"}).status == 302
    before = (linked.title_es, linked.description_en, linked.note_es, linked.languages)
    linked.refresh_from_db()
    assert (linked.licence, linked.date) == ("cc_by", "2016-06")
    after = (linked.title_es, linked.description_en, linked.note_es, linked.languages)
    assert [a or "" for a in after] == [b or "" for b in before]
    assert list(linked.topics.all()) == topics
    assert LogEntry.objects.filter(target=linked.code).count() == 1


def test_correction_of_what_somebody_else_changed_meanwhile_is_not_lost(desk, linked, editor):
    path = url("-document", linked.code)
    values = form_of(page_of(desk.get(path)))
    links = domain.Links(linked.topics.all(), linked.bodies.all())
    domain.amend_document(document=linked, by=editor, changes={"doi": "10.1000/1"}, links=links)
    page = send(desk, path, **{**values, "licence": "cc_by"})
    assert page.status == 400
    assert "Somebody else changed this document" in page.main
    again = form_of(page)
    assert again["licence"] == ["cc_by"]
    assert send(desk, path, **again).status == 302


def test_changing_one_language_marks_the_other_as_older(desk, linked):
    path = url("-document", linked.code)
    values = form_of(page_of(desk.get(path)))
    send(desk, path, **{**values, "title_es": "Otro título"})
    linked.refresh_from_db()
    assert linked.is_stale_in("en")
    values = form_of(page_of(desk.get(path)))
    send(desk, path, **{**values, "title_en": "Another title", "original": "es"})
    linked.refresh_from_db()
    assert not linked.is_stale_in("en")


def test_changing_both_languages_asks_how_they_stand_to_each_other(desk, linked):
    path = url("-document", linked.code)
    values = form_of(page_of(desk.get(path)))
    assert "original" not in values
    values |= {"title_es": "Otro título", "title_en": "Another title"}
    page = send(desk, path, **values)
    assert page.status == 400
    assert "Both languages were changed" in page.main
    assert send(desk, path, **values, original="es").status == 302
    linked.refresh_from_db()
    assert not linked.is_stale_in("en")


def test_version_is_added_with_what_changed(desk, document):
    page = send(
        desk,
        url("-files", document.code),
        language="es",
        file=file("v2.txt", b"dos"),
        note_es="Cifras de 2025",
        note_en="Figures of 2025",
    )
    assert page.status == 302
    shown = page_of(desk.get(url("-document", document.code))).main
    assert "“v2.txt” was stored as version 2." in shown
    assert "Figures of 2025" in shown


def test_scan_is_stored_with_a_note_that_search_reads_no_text(desk, document):
    scan = file("scan.pdf", making.pdf_with())
    send(desk, url("-files", document.code), language="es", file=scan)
    shown = page_of(desk.get(url("-document", document.code))).main
    assert "search finds it by its title only" in shown


def test_document_is_withdrawn_with_reasons_and_restored(desk, document):
    path = url("-withdraw", document.code)
    assert send(desk, path, reason_es="Error", reason_en="").status == 400
    assert send(desk, path, reason_es="Error", reason_en="Mistake").status == 302
    document.refresh_from_db()
    assert document.is_withdrawn
    with override("es"):
        there = document.get_absolute_url()
    page = get(there).html
    assert "retirado" in page.lower()
    assert "retirada" not in page.lower()
    assert send(desk, path, reason_es="Error", reason_en="Mistake").status == 400
    assert send(desk, url("-restore", document.code)).status == 302
    document.refresh_from_db()
    assert not document.is_withdrawn


def test_version_is_withdrawn_with_reasons(desk, document):
    path = url("-withdraw-version", document.code, "es", 1)
    assert send(desk, path, reason_es="Error", reason_en="Mistake").status == 302
    assert document.versions.get(language="es").is_withdrawn


@pytest.mark.parametrize("name", ["-document", "-files", "-withdraw", "-restore"])
def test_unknown_document_is_not_found(desk, name):
    assert desk.get(url(name, "doc-nothing")).status_code == 404


def test_desk_lists_withdrawn_documents_and_narrows_by_state(desk, document, editor):
    domain.withdraw_document(document=document, by=editor, reason=domain.Reason("a", "b"))
    page = page_of(desk.get(url("") + "?state=withdrawn"))
    assert [link.text for link, _text in page.rows] == ["Guide to internships"]
    assert desk.get(url("") + "?state=asleep").status_code == 400
    assert "No record fits" in page_of(desk.get(url("") + "?q=zzzz")).main


def test_desk_list_asks_the_same_for_any_number_of_rows(desk, document, monkeypatch):
    desk.get(url(""))  # the menus of the frame are made once for each version
    asked = set()
    for rows in (1, 3, 50):
        monkeypatch.setattr("gte.register.views.PAGE_SIZE", rows)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(url("")).status_code == 200
        asked.add(len(captured))
    assert asked == {12}


def test_pages_of_a_document_with_files_ask_a_known_number(document):
    from django.core.cache import caches

    budgets = {
        address("document", document.code, language="en"): 8,
        address("document-view", document.code, "es", language="en"): 2,
        address("document-view", document.code, "en", language="en"): 2,
    }
    Client().get("/en/documents/")  # the menus of the frame are made once for each version
    for path, budget in budgets.items():
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(path).status_code == 200
        questions = [one["sql"] for one in captured if re.match(r"SELECT", one["sql"])]
        assert len(questions) == budget, (path, questions)
