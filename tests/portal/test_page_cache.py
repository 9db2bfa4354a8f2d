"""Whole pages kept for anonymous readers: fast, never stale, never somebody else's."""

import gzip

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, RequestFactory

from gte.common import pagecache
from gte.common.domain import amend_record, write_log
from gte.common.models import LogEntry
from gte.workplan.models import Mandate
from tests.pages import address, get, list_address, record_address

pytestmark = pytest.mark.django_db
CODE = "mandate-2014-create-gte"
BEGIN = b"<!doctype html>"
SECURITY = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def path():
    return record_address(CODE, "en")


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("inés.rojas@example.org", "secret")


def amend(editor, **changes):
    return amend_record(record=Mandate.objects.get(code=CODE), by=editor, changes=changes)


PATHS = [
    address_of
    for language in ("es", "en")
    for address_of in (
        lambda language=language: address("home", language=language),
        lambda language=language: list_address("mandates", language, "?status=unknown"),
        lambda language=language: record_address(CODE, language),
        lambda language=language: address("coverage", language=language) + "?as-of=2026-01-29",
        lambda language=language: address("report", "gan", language=language),
    )
]


@pytest.mark.parametrize("path_of", PATHS)
def test_second_anonymous_reader_costs_one_question(path_of, django_assert_num_queries):
    path = path_of()
    first = get(path)
    with django_assert_num_queries(1) as asked:
        second = get(path)
    assert "MAX(id)" in asked[0]["sql"]
    assert second.status == 200
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)


def test_change_is_seen_by_the_next_reader(path, editor):
    assert get(path).h1 == "Open a technical space on education"
    get(path)
    amend(editor, title_en="Open a permanent space on education")
    assert get(path).h1 == "Open a permanent space on education"
    assert "Open a permanent space on education" in get(list_address("mandates", "en")).main


def test_change_of_anything_is_a_new_version_of_everything(path, editor):
    before = get(path).headers["ETag"]
    write_log(verb="record.loaded", by=editor)
    assert get(path).headers["ETag"] != before


def test_change_that_did_not_happen_changes_nothing(path, editor, django_assert_num_queries):
    from django.core.exceptions import ValidationError

    get(path)
    with pytest.raises(ValidationError):
        amend(editor, status="no such status")
    with django_assert_num_queries(1):
        assert get(path).status == 200


def test_new_hour_is_a_new_page(path, monkeypatch):
    """What is computed from the clock moves on although nothing was changed."""
    now = 1_700_000_000
    monkeypatch.setattr(pagecache.time, "time", lambda: now)
    first = get(path).headers["ETag"]
    monkeypatch.setattr(pagecache.time, "time", lambda: now + 5)
    assert get(path).headers["ETag"] == first
    monkeypatch.setattr(pagecache.time, "time", lambda: now + 3600)
    assert get(path).headers["ETag"] != first


def test_languages_are_never_mixed():
    assert get(record_address(CODE, "en")).language == "en"
    assert get(record_address(CODE, "es")).language == "es"
    assert get(record_address(CODE, "en")).language == "en"


def test_first_address_follows_each_readers_language():
    for language in ("es", "en", "es"):
        response = Client().get("/", headers={"accept-language": language})
        assert response.status_code == 302
        assert response["Location"] == f"/{language}/"


def test_queries_are_never_mixed():
    sizes = [
        len(get(list_address("mandates", "en", query)).rows)
        for query in ("", "?status=fulfilled", "?status=unknown", "", "?status=fulfilled")
    ]
    assert sizes == [20, 5, 10, 20, 5]


def test_hosts_are_never_mixed(path):
    for host in ("testserver", "localhost", "testserver"):
        page = get(path, headers={"host": host})
        (alternate,) = page.all("//link[@rel='alternate'][@hreflang='es']/@href")
        assert alternate.startswith(f"http://{host}/es/")


def decoded(response):
    read = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    return read[response.headers.get("Content-Encoding")](response.content)


@pytest.mark.parametrize(
    ("accepted", "used"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.8, br;q=0.9", "br"),
        ("gzip, br;q=0", "gzip"),
        ("br;q=0, gzip; q=0.000", None),
        ("brotli, xgzip", None),
        ("GZIP", "gzip"),
    ],
)
def test_encoding_is_one_that_the_reader_takes(path, accepted, used):
    plain = Client().get(path).content
    for _ in range(2):
        response = Client().get(path, headers={"accept-encoding": accepted})
        assert response.headers.get("Content-Encoding") == used
        assert decoded(response) == plain
        assert "Accept-Encoding" in response.headers["Vary"]


def test_encodings_are_never_mixed(path):
    for accepted in ("br", "gzip", "", "br", "gzip", ""):
        response = Client().get(path, headers={"accept-encoding": accepted})
        assert response.headers.get("Content-Encoding") == (accepted or None)
        assert BEGIN in decoded(response)[:40].lower()


@pytest.mark.parametrize(
    "header", ["{etag}", "W/{etag}", '"another", {etag}', '{etag}, W/"another"']
)
def test_reader_who_has_the_page_is_told_so(path, header):
    etag = get(path).headers["ETag"]
    response = Client().get(path, headers={"if-none-match": header.format(etag=etag)})
    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == etag
    assert "Cookie" in response.headers["Vary"]


def test_reader_who_has_an_old_page_gets_the_new_one(path, editor):
    etag = get(path).headers["ETag"]
    amend(editor, title_en="Another title")
    response = Client().get(path, headers={"if-none-match": etag})
    assert response.status_code == 200
    assert b"Another title" in response.content


def test_head_has_no_body_and_leaves_the_page_as_it_is(path):
    response = Client().head(path)
    assert (response.status_code, response.content) == (200, b"")
    full = Client().get(path)
    assert BEGIN in full.content[:40].lower()
    response = Client().head(path)
    assert (response.status_code, response.content) == (200, b"")


def test_reader_with_a_session_is_never_served_from_the_store(path, editor):
    reader = Client()
    reader.force_login(editor)
    get(path)
    first = reader.get(path)
    assert "ETag" not in first.headers
    # Not even what the next anonymous reader gets comes from a page made for somebody.
    caches["pages"].clear()
    reader.get(path)
    assert caches["pages"]._cache == {}


def test_pages_of_readers_with_a_session_are_not_for_shared_stores(path, editor):
    reader = Client()
    reader.force_login(editor)
    response = reader.get(list_address("mandates", "en"))
    assert "Cookie" in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    "path", ["/en/no/such/page/", "/en/mandates/?page=x", "/en/mandates/no-such-record/", "/"]
)
def test_errors_and_redirects_are_not_kept(path):
    status = get(path).status
    assert status in {302, 400, 404}
    assert caches["pages"]._cache == {}
    assert get(path).status == status


def test_page_for_a_record_that_did_not_exist_yet_appears(editor):
    path = record_address(CODE, "en").replace(CODE, "mandate-of-tomorrow")
    assert get(path).status == 404
    mandate = Mandate.objects.get(code=CODE)
    mandate.pk, mandate.code = None, "mandate-of-tomorrow"
    mandate.save()
    assert get(path).status == 200


def test_answers_that_set_a_cookie_or_stream_are_not_kept():
    def answer(_request):
        response = HttpResponse("for you only")
        response.set_cookie("a", "b")
        return response

    middleware = pagecache.PageCacheMiddleware(answer)
    response = middleware(RequestFactory().get("/en/somewhere/"))
    assert "ETag" not in response.headers
    assert caches["pages"]._cache == {}


@pytest.mark.parametrize("control", ["no-store", "private", "max-age=0, no-cache, private"])
def test_answers_that_are_for_one_reader_are_not_kept(control):
    def answer(_request):
        return HttpResponse("for you only", headers={"Cache-Control": control})

    response = pagecache.PageCacheMiddleware(answer)(RequestFactory().get("/en/somewhere/"))
    assert response.headers["Cache-Control"] == control
    assert caches["pages"]._cache == {}


def test_change_that_another_overtook_is_seen_all_the_same():
    """PostgreSQL numbers entries when they are written, and shows them when they are committed."""
    LogEntry.objects.create(pk=10_000_011, verb="record.amended")
    after_the_later = pagecache.published_version()
    LogEntry.objects.create(pk=10_000_010, verb="record.amended")
    assert pagecache.published_version() != after_the_later


def test_head_of_a_kept_page_makes_nothing_anew(path, django_assert_num_queries):
    full = get(path)
    with django_assert_num_queries(1):
        head = Client().head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == full.headers["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_reading_is_answered_from_the_store(path, method):
    get(path)
    response = getattr(Client(), method)(path)
    assert response.status_code == (200 if method == "options" else 405)
    assert "ETag" not in response.headers


def test_kept_pages_carry_the_security_headers_of_fresh_ones(path):
    etag = get(path).headers["ETag"]
    kept = Client().get(path)
    known = Client().get(path, headers={"if-none-match": etag})
    for response in (kept, known):
        assert SECURITY.items() <= dict(response.headers).items()
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/en/no/such/page/", "/en/mandates/?page=x"])
def test_error_pages_carry_the_security_headers_too(path):
    headers = get(path).headers
    assert SECURITY.items() <= dict(headers).items()
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_download_keeps_its_name_and_kind():
    path = address("report", "gan", language="en") + "?as-of=2026-01-29&format=html"
    for _ in range(2):
        response = Client().get(path)
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "gte-gan-2026-01-29.html" in response.headers["Content-Disposition"]


def test_health_answers_without_a_page_or_a_language():
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
