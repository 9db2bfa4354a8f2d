"""Addresses that cannot be answered: a 400-class page with a sentence that names the thing."""

import logging
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import facts
from tests.factories.people import make_account, signed_in
from tests.pages import (
    LANGUAGES,
    OTHER,
    Page,
    address,
    get,
    list_address,
    record_address,
    translated,
)

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)
QUOTED = {"es": "«%s»", "en": "“%s”"}


def assert_error_page(page, status, language):
    assert page.status == status
    assert page.language == language
    assert len(page.all("//h1")) == 1
    assert page.title.startswith(page.h1)
    # A way out, in the same language and in the other one.
    ways = {link.address for link in page.links("//main")}
    assert {address("registers", language=language), address("home", language=language)} <= ways
    assert page.other_language.language == OTHER[language]


@both_languages
@pytest.mark.parametrize("kind", facts.KINDS)
def test_unknown_identifier_is_not_found(kind, language):
    name = facts.ADDRESSES[kind][1]
    page = get(address(name, "no-such-record", language=language))
    assert_error_page(page, 404, language)


@both_languages
def test_record_of_another_kind_is_not_found(language):
    page = get(address("project", "mandate-2014-create-gte", language=language))
    assert_error_page(page, 404, language)


@both_languages
def test_unknown_address_is_not_found(language):
    page = get(f"/{language}/no/such/page/")
    assert_error_page(page, 404, language)
    assert page.other_language.address == address("home", language=OTHER[language])


def test_address_of_an_unknown_language_is_not_found():
    assert get("/fr/mandates/").status == 404


@both_languages
@pytest.mark.parametrize(
    ("kind", "query", "named"),
    [
        ("mandates", "?status=sleeping", "sleeping"),
        ("mandates", "?topic=no-such-topic", "no-such-topic"),
        ("practices", "?state=zz", "zz"),
        ("observers", "?year=1812", "1812"),
        ("mandates", "?page=0", "0"),
        ("mandates", "?page=x", "x"),
        ("mandates", "?page=-1", "-1"),
        ("mandates", "?page=1.5", "1.5"),
        ("mandates", "?page=²", "²"),
        ("mandates", "?page=99999", "99999"),
        ("documents", "?page=4", "4"),
        ("mandates", "?page=" + "9" * 30, "9" * 30),
    ],
)
def test_list_names_what_it_does_not_know(kind, query, named, language):
    page = get(list_address(kind, language, query))
    assert_error_page(page, 400, language)
    assert named in page.text_of("//main//*[contains(@class, 'lead')]")


@pytest.mark.parametrize("name", ["status", "page"])
def test_sentence_about_a_long_value_shows_its_beginning(name):
    page = get(list_address("mandates", "en", f"?{name}={'9' * 5000}"))
    assert page.status == 400
    assert f"“{'9' * 80}…”" in page.main
    assert "9" * 81 not in page.main


def test_sentence_shows_what_a_reader_would_not_see():
    page = get(list_address("mandates", "en", f"?page={quote(chr(0x202E) + chr(0) + 'x')}"))
    assert "“�␀x” is not a page number." in page.main


@both_languages
def test_text_that_is_longer_than_any_title_is_refused_and_says_how_long_it_may_be(language):
    """Every link of a list repeats the text: a long one would make a page of megabytes."""
    page = get(list_address("documents", language, f"?q={quote('́' * 9000)}"))
    assert_error_page(page, 400, language)
    sentence = "The text to find has %(count)s characters; a list takes up to %(most)s."
    assert translated(sentence, language) % {"count": 9000, "most": 200} in page.main
    assert get(list_address("documents", language, f"?q={'a' * 200}")).status == 200


def test_page_number_of_thousands_of_digits_is_refused():
    assert get(list_address("mandates", "en", "?page=" + "9" * 5000)).status == 400


@both_languages
@pytest.mark.parametrize("name", ["coverage", "report"])
@pytest.mark.parametrize("day", ["2018-13-40", "2026-02-30", "29-01-2026", "yesterday", "20260129"])
def test_page_of_a_day_names_the_day_it_cannot_read(name, day, language):
    args = ["gan"] if name == "report" else []
    page = get(address(name, *args, language=language) + f"?as-of={day}")
    assert_error_page(page, 400, language)
    assert QUOTED[language] % day in page.main


@both_languages
def test_report_for_an_unknown_body_names_it_and_those_it_has(language):
    page = get(address("report", "foo", language=language))
    assert_error_page(page, 400, language)
    assert QUOTED[language] % "foo" in page.main
    assert "gan" in page.main


@both_languages
def test_report_in_an_unknown_form_names_it_and_those_it_has(language):
    page = get(address("report", "gan", language=language) + "?format=odt")
    assert_error_page(page, 400, language)
    assert QUOTED[language] % "odt" in page.main
    assert "pdf" in page.main


@both_languages
@pytest.mark.parametrize(
    ("query", "sentence", "words"),
    [
        (
            "?status=sleeping",
            "“%(value)s” is not a value of “%(facet)s” in this list.",
            {"value": "sleeping", "facet": "Status"},
        ),
        ("?page=x", "“%(value)s” is not a page number.", {"value": "x"}),
    ],
)
def test_sentence_of_a_list_is_whole_and_in_the_language_of_the_page(
    query, sentence, words, language
):
    if "facet" in words:
        words = {**words, "facet": translated(words["facet"], language)}
    page = get(list_address("mandates", language, query))
    assert translated(sentence, language) % words in page.main


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("mandates", "This list has 1 page; there is no page 7."),
        ("documents", "This list has 3 pages; there is no page 7."),
    ],
)
def test_sentence_of_a_missing_page_says_how_many_there_are(kind, sentence):
    assert sentence in get(list_address(kind, "en", "?page=7")).main


@both_languages
@pytest.mark.parametrize(
    ("args", "query", "sentence", "words"),
    [
        (
            ["gan"],
            "?as-of=2018-13-40",
            "“%(value)s” is not a day of the form YYYY-MM-DD.",
            {"value": "2018-13-40"},
        ),
        (
            ["foo"],
            "",
            "There is no report for “%(code)s”; there is one for: %(known)s.",
            {"code": "foo", "known": "gan, gre, council-ministers"},
        ),
        (
            ["gan"],
            "?format=odt",
            "“%(value)s” is not a form of the report; it comes as page, pdf, docx or html.",
            {"value": "odt"},
        ),
    ],
)
def test_sentence_of_the_report_is_whole_and_in_the_language_of_the_page(
    args, query, sentence, words, language
):
    page = get(address("report", *args, language=language) + query)
    assert translated(sentence, language) % words in page.main


def test_what_was_asked_is_printed_never_run():
    page = get(list_address("mandates", "en", "?status=" + quote("<script>alert(1)</script>")))
    assert page.status == 400
    assert page.all("//script[not(@src)]") == []
    assert "<script>alert(1)</script>" in page.main


GARBAGE = [
    "\x00",
    "a\x00b",
    "%",
    "' OR 1=1 --",
    '"; DROP TABLE workplan_mandate; --',
    "\\",
    "*",
    "(",
    "%s",
    "{0}",
    "{{ request }}",
    "🙂" * 50,
    "e\u0301ducacio\u0301n",
    "\u202e\u2066",
    "\ud7ff\ue000\uffff",
    "ﬁ",
    "İ",
    "ß",
    "a" * 6000,
    "á " * 2000,
]


@pytest.mark.parametrize("text", GARBAGE)
@pytest.mark.parametrize("name", ["q", "status", "topic", "page", "as-of", "utm_source"])
def test_garbage_in_the_address_of_a_list_is_never_our_failure(name, text):
    page = get(list_address("mandates", "es", f"?{name}={quote(text)}"))
    assert page.status in {200, 400}


@pytest.mark.parametrize("text", GARBAGE)
@pytest.mark.parametrize("name", ["as-of", "format"])
def test_garbage_in_the_address_of_the_report_is_never_our_failure(name, text):
    page = get(address("report", "gan", language="en") + f"?{name}={quote(text)}")
    assert page.status == 400


@pytest.mark.parametrize(
    "query", ["?q=%ff%fe", "?status=%ff", "?page=%E0%80%80", "?q=%", "?&&==&", "?q", "?q[]=a&q[]=b"]
)
def test_query_that_is_not_utf8_is_never_our_failure(query):
    assert get(list_address("mandates", "en", query)).status in {200, 400}


@pytest.mark.parametrize("path", ["/en/mandates/%00/", "/en/mandates/%ff/", "/en/mandates/..%2f/"])
def test_garbage_in_the_path_is_not_found(path):
    assert get(path).status in {400, 404}


@given(
    name=st.sampled_from(["q", "status", "kind", "topic", "scope", "page"]),
    text=st.text(max_size=60),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_in_the_address_is_our_failure(name, text):
    safe = quote(text, errors="replace")
    assert get(list_address("mandates", "en", f"?{name}={safe}")).status in {200, 400}


@both_languages
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_lists_are_only_read_and_say_so(method, language, client):
    path = list_address("mandates", language)
    response = getattr(client, method)(path)
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    page = Page(path, response)
    assert_error_page(page, 405, language)
    said = "Pages are only read here; nothing that was sent to this one was kept."
    assert translated(said, language) in page.main


@both_languages
def test_address_of_a_button_says_so_to_who_opens_it(language):
    page = get(address("switch-role", language=language), signed_in(make_account("student")))
    assert_error_page(page, 405, language)
    said = "This address is for a button of this site only; nothing was changed."
    assert translated(said, language) in page.main


def test_host_that_is_not_ours_gets_a_page_without_its_name():
    page = get("/en/mandates/", headers={"host": "evil.example"})
    assert page.status == 400
    assert "evil.example" not in page.html


def test_hosts_that_scanners_ask_for_do_not_fill_the_log(capsys):
    told = []
    listener = logging.Handler()
    listener.emit = told.append
    for name in ("", "django", "django.security"):
        logging.getLogger(name).addHandler(listener)
    try:
        assert get("/en/mandates/", headers={"host": "evil.example"}).status == 400
    finally:
        for name in ("", "django", "django.security"):
            logging.getLogger(name).removeHandler(listener)
    assert [record.levelname for record in told if record.levelno >= logging.WARNING] == []
    # What no logger takes, Python prints.
    assert capsys.readouterr().err == ""


def out_of_reach(*_args):
    raise OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize("path", ["/en/mandates/", "/es/"])
def test_database_out_of_reach_is_a_page_that_says_when_to_come_back(path):
    with connection.execute_wrapper(out_of_reach):
        page = get(path)
    assert page.status == 503
    assert page.headers["Retry-After"] == "30"
    assert "Nothing that was saved is lost." in page.main


@both_languages
def test_page_of_an_error_is_not_a_record(language):
    path = record_address("mandate-2014-create-gte", language)
    assert get(path).status == 200
    assert get(path.rstrip("/") + "x/").status == 404
