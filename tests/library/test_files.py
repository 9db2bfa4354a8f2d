"""Files as the site hands them out: downloads, pictures, the viewer, permanent addresses."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from gte.common.models import LogEntry
from gte.library import domain
from gte.library.models import DocumentCount
from gte.library.uploads import store
from tests.library import making
from tests.pages import address, get, record_address, translated

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def read(path, client=None, **headers):
    client = client or Client(raise_request_exception=False)
    answer = client.get(path, headers={"user-agent": BROWSER, **headers})
    answer.body = b"".join(answer) if answer.streaming else answer.content
    return answer


def body(answer):
    return answer.body


def download(document, language, number=None):
    if number:
        return address("document-download-version", document.code, language, number, language="en")
    return address("document-download", document.code, language, language="en")


def view(document, language, query="", reader="en"):
    return address("document-view", document.code, language, language=reader) + query


# --- downloads ------------------------------------------------------------------------------------


def test_download_is_the_stored_file_and_never_a_page(document):
    version = document.versions.get(language="es")
    answer = read(download(document, "es"))
    assert body(answer) == store.path_of(version.sha256).read_bytes()
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == "attachment; filename*=utf-8''gu%C3%ADa.pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["ETag"] == f'"{version.sha256}"'
    assert int(headers["Content-Length"]) == version.size


def test_text_is_served_as_text_whatever_it_says(editor, document, upload):
    new = upload("nota.txt", "año <script>alert(1)</script>".encode("cp1252"))
    domain.add_version(document=document, language="es", upload=new, by=editor)
    answer = read(download(document, "es"))
    assert answer["Content-Type"] == "text/plain; charset=cp1252"
    assert answer["Content-Disposition"].startswith("attachment")


def test_head_has_the_headers_and_no_body(document):
    answer = Client().head(download(document, "es"))
    assert b"".join(answer) == b""
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert int(answer["Content-Length"]) == document.versions.get(language="es").size
    assert not DocumentCount.objects.exists()


def test_reader_who_has_the_file_is_told_so(document):
    etag = read(download(document, "es"))["ETag"]
    assert read(download(document, "es"), **{"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-9", 0, 9), ("bytes=5-", 5, None), ("bytes=-7", -7, None)]
)
def test_part_of_a_file_is_what_was_asked_for(document, asked, first, last):
    version = document.versions.get(language="es")
    whole = store.path_of(version.sha256).read_bytes()
    answer = read(download(document, "es"), range=asked)
    expected = whole[first:] if last is None else whole[first : last + 1]
    assert (answer.status_code, body(answer)) == (206, expected)
    start = first if first >= 0 else version.size + first
    end = start + len(expected) - 1
    assert answer["Content-Range"] == f"bytes {start}-{end}/{version.size}"


def test_part_outside_the_file_is_refused(document):
    answer = read(download(document, "es"), range="bytes=999999-")
    assert answer.status_code == 416


def test_older_version_stays_at_its_own_address(editor, document, upload):
    first = body(read(download(document, "es")))
    new = upload("otra.pdf", making.pdf("Otra"))
    domain.add_version(document=document, language="es", upload=new, by=editor)
    assert body(read(download(document, "es"))) != first
    assert body(read(download(document, "es", 1))) == first


@pytest.mark.parametrize(("language", "number"), [("pt", None), ("es", 2), ("zz", 1)])
def test_file_that_never_was_is_not_found(document, language, number):
    assert get(download(document, language, number)).status == 404


def test_file_missing_from_its_store_is_a_sentence(document):
    for version in document.versions.all():
        store.path_of(version.sha256).unlink()
    page = get(download(document, "es"))
    assert page.status == 503
    assert page.h1 == translated("This file cannot be given out now", "en")


# --- withdrawn ------------------------------------------------------------------------------------


@pytest.fixture
def withdrawn(document, editor):
    reason = domain.Reason("Tenía un error", "It had an error")
    return domain.withdraw_document(document=document, by=editor, reason=reason)


@pytest.mark.parametrize("language", ["es", "en"])
def test_page_of_a_withdrawn_document_says_why_and_offers_no_file(withdrawn, language):
    page = get(address("document", withdrawn.code, language=language))
    assert page.status == 200
    assert {"es": "Tenía un error", "en": "It had an error"}[language] in page.main
    assert translated("This document was withdrawn", language) in page.main
    offered = [link.address for link in page.links("//main")]
    assert not [link for link in offered if "/download/" in link or "/descargar/" in link]
    assert address("contacts", language=language) in offered
    assert address("permanent", withdrawn.code, language=language) in offered


def test_files_of_a_withdrawn_document_are_gone_with_a_sentence(withdrawn):
    picture = address("document-picture", withdrawn.code, "es", 1, 1, 640, language="en")
    for path in (download(withdrawn, "es"), download(withdrawn, "es", 1), view(withdrawn, "es")):
        page = get(path)
        assert page.status == 410
        assert "It had an error" in page.main
    assert get(picture).status == 410


def test_withdrawn_document_is_in_no_list(withdrawn):
    for path in ("?q=internships", "?holding=held"):
        assert get(address("documents", language="en") + path).rows == []


# --- the viewer -----------------------------------------------------------------------------------


def test_viewer_shows_a_page_with_its_picture_and_its_text(document):
    page = get(view(document, "es", "?page=2"))
    assert "Página dos" in page.main
    assert "Página tres" not in page.main
    (image,) = page.all("//main//figure/img")
    assert image.get("alt").startswith("Page 2")
    assert re.findall(r"(\d+)w", image.get("srcset")) == ["640", "1100", "1800"]
    ways = {link.rel: link.address for link in page.links("//main") if link.rel}
    assert ways["prev"] == view(document, "es", "?page=1")
    assert ways["next"] == view(document, "es", "?page=3")


def test_picture_of_a_page_is_made_once_and_no_page_of_the_site(document):
    path = address("document-picture", document.code, "es", 1, 2, 640, language="en")
    answer = read(path)
    first = body(answer)
    assert (answer["Content-Type"], first[:4], first[8:12]) == ("image/webp", b"RIFF", b"WEBP")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    made = store.picture_path(document.versions.get(language="es").sha256, 2, 640)
    made.chmod(0o600)
    made.write_bytes(b"kept")
    assert body(read(path)) == b"kept"


def test_page_that_cannot_be_drawn_says_so_in_its_place(document):
    kept = store.path_of(document.versions.get(language="es").sha256)
    kept.chmod(0o600)
    kept.write_bytes(b"%PDF-1.4 no longer what it was")
    path = address("document-picture", document.code, "es", 1, 2, 640, language="en")
    answer = read(path)
    assert answer.status_code == 302
    shown = Path(finders.find(answer["Location"].removeprefix("/static/"))).read_text()
    assert "This page cannot be drawn." in shown


@pytest.mark.parametrize(("page", "width"), [(4, 640), (1, 641), (1, 1)])
def test_picture_that_there_is_not_is_not_found(document, page, width):
    path = address("document-picture", document.code, "es", 1, page, width, language="en")
    assert get(path).status == 404


def test_text_is_shown_with_its_headings_and_tables_and_never_as_markup(editor, document, upload):
    hostile = "<script>alert(1)</script>"
    data = making.docx(hostile, heading="Plan", rows=[["a", "b"], ["1", "2"]])
    domain.add_version(document=document, language="en", upload=upload("p.docx", data), by=editor)
    page = get(view(document, "en"))
    assert page.texts("//main//article//h2") == ["Plan"]
    assert page.texts("//main//article//td") == ["a", "b", "1", "2"]
    assert hostile in page.main
    assert not page.all("//main//article//script")


def test_scan_is_shown_with_a_note_that_it_has_no_text(editor, document, upload):
    new = upload("scan.pdf", making.pdf_with())
    domain.add_version(document=document, language="es", upload=new, by=editor)
    sentence = "No text could be read in this file; search finds the document by its title only."
    assert translated(sentence, "es") in get(view(document, "es", reader="es")).main


def test_kind_that_cannot_be_shown_is_offered_for_download(editor, document, upload):
    new = upload("cifras.xlsx", making.xlsx("Becas"))
    domain.add_version(document=document, language="es", upload=new, by=editor)
    page = get(view(document, "es"))
    assert "cannot be shown here" in page.main
    assert download(document, "es") in [link.address for link in page.links("//main")]


@pytest.mark.parametrize(
    "asked", ["?page=0", "?page=x", "?page=4", "?page=99999999999", "?page=-1"]
)
def test_page_that_there_is_not_is_a_sentence(document, asked):
    assert get(view(document, "es", asked)).status == 400


# --- the record's page ----------------------------------------------------------------------------


def test_page_offers_to_view_and_to_download_each_edition(document):
    page = get(record_address_of(document, "en"))
    offered = [(link.text, link.address) for link in page.links("//section[@class='editions']")]
    assert offered == [
        ("View", view(document, "es")),
        ("Download", download(document, "es")),
        ("View", view(document, "en")),
        ("Download", download(document, "en")),
    ]
    hashes = page.texts("//table[contains(@class, 'history-table')]//code")
    assert hashes == [one.sha256 for one in document.versions.order_by("-language")]
    assert f"/id/{document.code}" in page.text_of("//*[@id='citation-text']")


def record_address_of(document, language):
    return address("document", document.code, language=language)


def test_page_says_which_edition_is_missing(editor, upload):
    from tests.library.conftest import fields

    new = domain.NewDocument(fields(), uploads={"es": upload("a.txt", b"uno")})
    made = domain.add_document(by=editor, document=new)
    main = get(record_address_of(made, "en")).main
    assert "No edition is held here in this language: English." in main


def test_document_kept_elsewhere_says_so_and_where(linked):
    page = get(record_address(linked.code, "en"))
    assert "Not held here: see the original" in page.main
    links = page.links("//section[@class='editions']")
    assert [(link.text, link.address) for link in links] == [
        ("See the original at documentos.tech", linked.url)
    ]


def test_lists_are_narrowed_by_language_holding_and_year(document):
    path = address("documents", language="en")
    for query in ("?holding=held", "?year=2024&language=es", "?q=internships"):
        titles = [link.text for link, _text in get(path + query).rows]
        assert "Guide to internships" in titles, query
    assert get(path + "?holding=nowhere").status == 400
    page = get(path)
    for name in ("holding", "year", "language"):
        assert sum(number for number, _link in page.facet(name).values()) <= 56


# --- permanent addresses --------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "language"), [("es-PE,es", "es"), ("en", "en"), ("fr", "es")])
def test_permanent_address_leads_to_the_page_in_the_readers_language(linked, asked, language):
    answer = read(f"/id/{linked.code}", **{"accept-language": asked})
    assert (answer.status_code, answer["Location"]) == (302, record_address(linked.code, language))
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize(
    "code", ["mandate-2014-create-gte", "cl", "gte", "tvet-strengthening", "practice-cl-red-futuro"]
)
def test_permanent_address_leads_to_records_of_every_kind(code):
    from tests import facts

    if code not in facts.by_id():
        code = facts.records("practices")[0]["id"]
    answer = read(f"/id/{code}", **{"accept-language": "en"})
    assert answer["Location"] == record_address(code, "en")


def test_permanent_address_of_nothing_is_not_found():
    assert get("/id/no-such-record").status == 404


# --- counts ---------------------------------------------------------------------------------------


def counted(kind):
    return sum(DocumentCount.objects.filter(kind=kind).values_list("number", flat=True))


def test_use_is_counted_once_for_a_reader_in_half_a_minute(document):
    for _ in range(3):
        read(download(document, "es"))
        read(view(document, "es"))
    assert (counted("download"), counted("view")) == (1, 1)
    read(download(document, "en"))
    read(download(document, "es"), **{"x-forwarded-for": "192.0.2.7"})
    assert counted("download") == 3


def test_robots_pages_turned_and_parts_are_not_counted(document):
    for agent in ("Googlebot/2.1", "curl/8.5", "", "python-requests/2"):
        read(download(document, "es"), **{"user-agent": agent})
    read(download(document, "es"), range="bytes=100-")
    read(view(document, "es", "?page=2"), referer=f"http://testserver{view(document, 'es')}")
    read(view(document, "es"), **{"sec-purpose": "prefetch"})
    assert not DocumentCount.objects.exists()


def test_counting_keeps_nothing_of_the_reader_and_writes_no_log(document):
    entries = LogEntry.objects.count()
    answer = read(download(document, "es"))
    assert answer.cookies == {}
    (row,) = DocumentCount.objects.values()
    assert set(row) == {"id", "document_id", "language", "day", "kind", "number"}
    assert LogEntry.objects.count() == entries


def test_page_shows_what_was_counted_and_since_when(document):
    read(download(document, "es"))
    main = get(record_address_of(document, "en")).main
    assert "Views: 0. Downloads: 1. Counted since" in main


def test_viewed_page_is_not_kept_so_that_every_reading_counts(document):
    read(view(document, "es"))
    read(view(document, "es"), **{"x-forwarded-for": "192.0.2.8"})
    assert counted("view") == 2


@pytest.mark.parametrize("language", ["es", "en"])
def test_list_leads_to_viewing_and_downloading_each_edition(document, language):
    page = get(address("documents", language=language))
    (row,) = [
        row
        for row in page.all("//main//tbody/tr")
        if document.code in page.links_in(row)[0].address
    ]
    (ways,) = row.xpath(".//ul[@class='ways-in']")
    shown = [link.address for link in page.links_in(ways)]
    held = [version.language for version in document.versions.all()]
    assert held
    assert shown == [
        address(name, document.code, code, language=language)
        for code in sorted(held, reverse=True)
        for name in ("document-view", "document-download")
    ]


@pytest.mark.parametrize(
    ("language", "shown"), [("es", "Español, inglés:"), ("en", "Spanish, English:")]
)
def test_list_names_languages_as_the_readers_does_and_where_the_original_is(language, shown):
    page = get(address("documents", language=language))
    (row,) = [
        row
        for row in page.all("//main//tbody/tr")
        if "doc-gte-page" in page.links_in(row)[0].address
    ]
    assert shown in " ".join(row.text_content().split())
    assert "alianzapacifico.net" in row.text_content()
