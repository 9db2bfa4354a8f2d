"""The search page as a reader meets it, in both languages, whatever they type."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages import LANGUAGES, address, get, translated
from tests.search.conftest import entry, found

pytestmark = pytest.mark.django_db


def search(query="", language="es"):
    return get(address("search", language=language) + query)


def hits(page):
    return page.all("//li[contains(@class, 'hit')]")


def test_addresses_are_words_of_their_language():
    assert address("search", language="es") == "/es/buscar/"
    assert address("search", language="en") == "/en/search/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_without_a_question_says_how_to_search(language):
    page = search(language=language)
    assert page.status == 200
    assert translated("How to search", language) in page.main
    examples = page.links("//section[contains(@class, 'search-tips')]//ul[@class='chips']")
    for example in examples:
        assert hits(get(example.address)), example.text
    assert len(examples) > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_hit_shows_kind_title_fragment_and_marks_the_real_words(language):
    page = search("?q=pasantias", language)
    first = hits(page)[0]
    assert page.texts("//li[contains(@class,'hit')][1]//h3//mark") == [
        {"es": "pasantías", "en": "Internship"}[language]
    ]
    assert page.links_in(first)[0].address.startswith(f"/{language}/")
    assert get(page.links_in(first)[0].address).status == 200


def test_every_hit_of_a_question_leads_to_a_page_that_exists():
    page = search("?q=chile")
    assert len(hits(page)) == 20
    for hit in hits(page):
        assert get(page.links_in(hit)[0].address).status == 200


def test_text_of_the_other_language_is_shown_as_such(put):
    put(entry("d", "Documento", "Nada", text_en="An unheard-of zeppelin", title_en="Document"))
    page = search("?q=zeppelin")
    assert page.texts("//li[contains(@class,'hit')]//span[@lang='en']//mark") == ["zeppelin"]
    assert translated("(found in the English text)", "es") in page.main


def test_hostile_title_and_text_are_printed_as_text(put):
    put(entry("d", "<script>alert('acta')</script>", "<img src=x onerror=acta>"))
    page = search("?q=acta")
    assert not page.all("//main//script[contains(., 'alert')] | //main//img")
    assert "<script>alert('acta')</script>" in page.main


def test_question_is_kept_in_the_box_and_escaped():
    page = search("?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    (box,) = page.all("//input[@name='q']")
    assert box.get("value") == '"><script>alert(1)</script>'


def test_results_are_not_for_search_engines_and_the_empty_page_is():
    noindex = "//meta[@name='robots' and @content='noindex']"
    assert search("?q=acta").all(noindex)
    assert not search().all(noindex)


def test_facets_narrow_what_was_found_to_what_they_promise():
    page = search("?q=educacion")
    for name in ("kind", "country", "topic", "year", "language"):
        options = page.facet(name)
        assert options
        value, (number, link) = next(iter(options.items()))
        narrowed = get(link.address)
        assert len(found("educacion", **{name: value})) == number
        # Of all on several pages, "1 a 20 de 79"; else "12 resultados".
        shown = re.findall(r"\d+", narrowed.text_of("//*[@id='count']"))
        assert int(shown[-1]) == number


def test_filters_in_use_can_be_taken_off_one_by_one():
    page = search("?q=educacion&kind=document&year=2018")
    removals = [link.address for link in page.links("//ul[contains(@class,'chips')]")]
    assert removals == [
        "/es/buscar/?q=educacion&year=2018",
        "/es/buscar/?q=educacion&kind=document",
        "/es/buscar/?q=educacion",
    ]


def test_new_question_keeps_the_filters():
    page = search("?q=educacion&kind=document")
    assert page.all("//form[@role='search']//input[@type='hidden' and @name='kind']/@value") == [
        "document"
    ]


def test_pages_follow_each_other_without_a_hit_twice():
    page, seen = search("?q=chile"), []
    while True:
        seen += [page.links_in(hit)[0].address for hit in hits(page)]
        following = [link for link in page.links("//main") if link.rel == "next"]
        if not following:
            break
        page = get(following[0].address)
    assert len(seen) == len(set(seen)) == len(found("chile"))


def test_page_stays_the_same_question_in_the_other_language():
    page = search("?q=pasant%C3%ADas&kind=mandate")
    other = get(page.other_language.address)
    assert other.address == "/en/search/?q=pasant%C3%ADas&kind=mandate"
    assert len(hits(other)) == len(hits(page))


# --- nothing found --------------------------------------------------------------------------------


def test_nothing_found_says_so_and_offers_what_was_meant():
    page = search("?q=movlidad+academica")
    assert translated("Nothing found", "es") in page.main
    link = page.link_to("/es/buscar/?q=movilidad+academica")
    assert hits(get(link.address))


def test_nothing_found_for_the_filters_offers_the_question_without_them():
    page = search("?q=pasant%C3%ADas&kind=criterion")
    assert not hits(page)
    assert hits(get(page.link_to("/es/buscar/?q=pasant%C3%ADas", "//main").address))


def test_correction_that_fits_no_filter_leaves_them_out():
    page = search("?q=pasnatias&kind=criterion")
    assert hits(get(page.link_to("/es/buscar/?q=pasant%C3%ADas", "//main").address))


def test_nothing_found_leads_on():
    page = search("?q=xqzwvk")
    for name in ("registers", "contacts"):
        assert page.link_to(address(name, language="es"), "//main")


# --- bad input ------------------------------------------------------------------------------------

HOSTILE = [
    "palabra " * 1250,
    "a" * 10_000,
    '"' * 50 + "acta",
    'title:x OR "',
    "acta AND NOT (",
    "NEAR(acta lima, 2) ^acta",
    "search_index MATCH *",
    "acta' | !b:*A <-> \\",
    "'; DROP TABLE search_searchentry; --",
    "\0acta\0",
    "😀 acta 👩‍👩‍👧",
    "\u202eatca\u202c acta",
    "اتفاق قمة",
    "中文 教育",
    "ﬁn ½ Å",
    "%27%22%3C",
    "-acta acta",
    "a\u0301" * 300,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_whatever_is_typed_gets_a_page(text, client):
    for name in ("search", "search-suggestions"):
        answer = client.get(address(name, language="es"), {"q": text})
        assert answer.status_code == 200


def test_long_question_is_answered_for_its_beginning_and_says_so():
    page = search("?q=" + "educacion+" * 1000)
    sentence = (
        "The question was longer than what is searched for (200 characters, 10 words): "
        "only its beginning was used."
    )
    assert translated(sentence, "es") in page.main
    assert hits(page)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("%2B%2B", "There is no word or number in the question: write at least one."),
        ("-beca", "A minus only leaves out what is found: write at least one word to search for."),
    ],
)
def test_question_that_asks_for_nothing_gets_a_sentence(query, sentence):
    page = search(f"?q={query}")
    assert page.status == 200
    assert translated(sentence, "es") in page.main


@pytest.mark.parametrize(
    "query",
    [
        "?q=acta&page=0",
        "?q=acta&page=x",
        "?q=acta&page=99",
        "?q=acta&page=99999999999",
        "?q=acta&kind=telescope",
        "?q=acta&kind=%00",
        "?q=acta&year=20%2018",
        "?country=' OR 1=1",
        "?topic=nope",
    ],
)
def test_choice_that_does_not_exist_is_a_sentence(query):
    page = search(query)
    assert page.status == 400
    assert "«" in page.main or "página" in page.main


# --- cost -----------------------------------------------------------------------------------------

QUESTIONS = {
    # the entries that fit, how frequent the words are, names of countries and topics, entries shown
    "?q=chile": 5,
    # and which of them fit without the glossary
    "?q=educacion": 6,
    "?q=pasantias": 6,
    # and, for each choice, whether it exists and what else could be chosen
    "?q=educacion&kind=document": 7,
    "": 0,
}


@pytest.mark.parametrize(("query", "budget"), QUESTIONS.items())
def test_search_asks_a_known_number_of_questions(query, budget):
    search("?q=acta")  # the menus of the frame are made once for each version
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as asked:
        search(query)
    # One more for the number of the newest change, see gte.common.pagecache.
    assert len(asked) == budget + 1, [one["sql"][:90] for one in asked]


def test_search_is_not_kept_among_the_pages():
    """What people type has no end: it would push out the pages of the site."""
    search("?q=acta")
    with CaptureQueriesContext(connection) as asked:
        search("?q=acta")
    assert len(asked) > 1
