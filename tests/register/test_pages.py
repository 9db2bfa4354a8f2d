"""Every list and every record's page, in both languages, against the record's own files."""

import re
from urllib.parse import quote

import pytest

from tests import facts
from tests.pages import (
    LANGUAGES,
    OTHER,
    address,
    codes_of,
    get,
    list_address,
    quoted,
    record_address,
    squeeze,
    translated,
)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("whole-site")]
every_kind = pytest.mark.parametrize("kind", facts.KINDS)
both_languages = pytest.mark.parametrize("language", LANGUAGES)

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre",
}
MARKS = {
    "documented": "documented",
    "inferred": "inferred",
    "gte": "the group's own",
    "adjacent": "adjacent: of a neighbouring body",
    "national": "national: of one country",
    "cross_cutting": "cross-cutting theme",
}


def in_words(date, language):
    """A partial date as people write it, with the precision it has."""
    year, month, day = [*date.split("-"), None, None][:3]
    month = MONTHS[language].split()[int(month) - 1] if month else None
    of = " de " if language == "es" else " "
    return of.join(filter(None, [day and str(int(day)), month, year]))


def pages_of(record_pages, kind, language):
    return [(record, record_pages[record["id"], language]) for record in facts.records(kind)]


def test_record_has_the_408_records_of_19_files():
    assert len(facts.KINDS) == len(facts.files()) == 19
    assert len(facts.by_id()) == 408


@both_languages
@every_kind
def test_record_page_answers_with_its_title_in_its_language(record_pages, kind, language):
    for record, page in pages_of(record_pages, kind, language):
        title = facts.title(record["id"], language)
        assert page.status == 200
        assert page.language == language
        assert len(page.all("//h1")) == 1
        assert page.h1 == title or title is None
        assert page.title.startswith(f"{page.h1} - ")


@both_languages
def test_term_page_is_titled_by_office_state_and_years(record_pages, language):
    page = record_pages["gte-co-2025", language]
    office = translated("Coordination of the GTE", language)
    assert page.h1 == f"{office}: Colombia, 2024–2026"


@both_languages
@every_kind
def test_record_page_says_source_certainty_scope_and_identifier(record_pages, kind, language):
    for record, page in pages_of(record_pages, kind, language):
        box = page.text_of("//*[@id='provenance']")
        sources = [record["source"], *(record.get("more_sources") or [])]
        assert [source for source in sources if squeeze(source) not in box] == []
        assert set(page.texts("//*[@id='provenance']//*[contains(@class, 'mark')]")) == {
            translated(MARKS[record["certainty"]], language),
            translated(MARKS[facts.scope(record["id"])], language),
        }
        assert page.texts("//*[@id='provenance']//code") == [record["id"]]
        # A source that the file names twice is shown once.
        shown = page.texts("//*[@id='provenance']//dd//a")
        assert len(shown) == len(set(shown))
        addresses = {link.address for link in page.links("//*[@id='provenance']")}
        assert {source for source in sources if source.startswith("http")} <= addresses


@both_languages
@every_kind
def test_record_page_shows_every_text_of_its_file_in_its_language_only(
    record_pages, kind, language
):
    for record, page in pages_of(record_pages, kind, language):
        texts = [squeeze(pair[language]) for pair in facts.pairs(record)]
        missing = [text for text in texts if text not in page.main]
        assert (record["id"], missing) == (record["id"], [])
        others = [
            squeeze(pair[OTHER[language]])
            for pair in facts.pairs(record)
            if squeeze(pair[OTHER[language]]) not in " ".join(texts)
        ]
        # Short words such as a country's name may stand inside a source's address or another text.
        foreign = [text for text in others if len(text) > 15 and text in page.main]
        assert (record["id"], foreign) == (record["id"], [])


@both_languages
def test_links_name_records_in_the_language_of_the_page(whole_site, language):
    by_address = {record_address(code, language): code for code in facts.by_id()}
    wrong = {
        (link.text, page.address)
        for page in whole_site.values()
        if page.language == language
        for link in page.links("//main")
        if (code := by_address.get(link.path))
        and link.text == facts.title(code, OTHER[language])
        and link.text != facts.title(code, language)
    }
    assert wrong == set()


@both_languages
@every_kind
def test_language_switch_of_a_record_leads_to_the_same_record_and_back(
    record_pages, kind, language
):
    for record in facts.records(kind):
        page = record_pages[record["id"], language]
        other = record_pages[record["id"], OTHER[language]]
        assert page.other_language.address == other.address
        assert page.other_language.language == OTHER[language]
        assert other.other_language.address == page.address


@both_languages
@every_kind
def test_list_page_has_its_title_and_one_heading(list_pages, kind, language):
    for page in list_pages[kind, language]:
        assert page.status == 200
        assert page.language == language
        assert page.title.startswith(f"{page.h1} - ")
        assert page.all("//meta[@name='description']/@content") != [""]


@both_languages
@every_kind
def test_list_shows_each_record_once_with_title_source_certainty_and_scope(
    list_pages, kind, language
):
    pages = list_pages[kind, language]
    codes = [code for page in pages for code in codes_of(page)]
    assert sorted(codes) == sorted(record["id"] for record in facts.records(kind))
    for page in pages:
        for link, text in page.rows:
            code = link.path.rstrip("/").rsplit("/", 1)[-1]
            record = facts.by_id()[code]
            assert link.text == facts.title(code, language) or kind == "presidencies"
            assert translated(MARKS[record["certainty"]], language) in text
            assert translated(MARKS[facts.scope(code)], language) in text


@both_languages
@every_kind
def test_list_row_leads_to_its_source(list_pages, kind, language):
    for page in list_pages[kind, language]:
        rows = page.all("//main//table[contains(@class, 'records')]/tbody/tr")
        for row, (link, _text) in zip(rows, page.rows, strict=True):
            source = facts.by_id()[link.path.rstrip("/").rsplit("/", 1)[-1]]["source"]
            shown = [one.address for one in page.links_in(row)]
            assert source in shown or squeeze(source) in squeeze(row.text_content())


@both_languages
@every_kind
def test_partial_dates_keep_their_precision(record_pages, kind, language):
    for record, page in pages_of(record_pages, kind, language):
        missing = [text for text in dates_in_words(record, language) if text not in page.main]
        assert (record["id"], missing) == (record["id"], [])


def dates_in_words(record, language):
    """A record's dates as its page has them; two days of one month name the month once."""
    for names in (("date",), ("start", "end"), ("date_start", "date_end"), ("due",), ("created",)):
        dates = [record[name] for name in names if record.get(name)]
        if [len(date) for date in set(dates)] == [10, 10] and dates[0][:7] == dates[1][:7]:
            yield f"{int(dates[0][8:])}–{in_words(dates[1], language)}"
        else:
            yield from (in_words(date, language) for date in dates)


@both_languages
def test_first_of_a_month_is_printed_only_where_a_file_says_so(whole_site, language):
    """ "2014-10" is October 2014, never 1 October 2014."""
    months = "|".join(MONTHS[language].split())
    of = " de " if language == "es" else " "
    pattern = re.compile(rf"\b1(?:º|st)?{of}(?:{months}){of}\d{{4}}\b")
    known = {
        in_words(f"{year}-{month}-01", language)
        for text in facts.DATA.glob("*.yaml")
        for year, month in re.findall(r"\b(\d{4})-(\d{2})-01\b", text.read_text())
    }
    printed = {
        date
        for page in whole_site.values()
        if page.language == language and "/reports/" not in page.address
        for text in page.all("//main")[0].itertext()
        for date in pattern.findall(squeeze(text))
    }
    assert printed <= known


@pytest.mark.parametrize(
    ("code", "language", "shown"),
    [
        ("meeting-gte-creation-2014", "en", "October 2014"),
        ("meeting-gte-creation-2014", "es", "octubre de 2014"),
        ("project-comparative-study", "en", "2015 – May 2016"),
        ("project-comparative-study", "es", "2015 – mayo de 2016"),
        ("mandate-2014-create-gte", "en", "20 June 2014"),
        ("mandate-2014-create-gte", "es", "20 de junio de 2014"),
        ("project-good-practices", "en", "since 2017"),
        ("project-good-practices", "es", "desde 2017"),
    ],
)
def test_date_is_written_in_the_language_of_the_page(record_pages, code, language, shown):
    assert shown in record_pages[code, language].main


@both_languages
@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("mandates", "?status=unknown&topic=academic-mobility&page=1"),
        ("documents", "?scope=adjacent&page=2"),
        ("practices", "?q=" + quote("educación técnica")),
        ("practices", "?state=co&level=tertiary"),
    ],
)
def test_language_switch_of_a_list_keeps_facets_text_and_page(kind, query, language):
    here = list_address(kind, language, query)
    page = get(here)
    assert page.status == 200
    there = page.other_language.address
    assert there == list_address(kind, OTHER[language], query)
    other = get(there)
    assert codes_of(other) == codes_of(page)
    assert other.other_language.address == here


@both_languages
@pytest.mark.parametrize("name", ["home", "registers", "about-record", "coverage"])
def test_language_switch_of_a_page_without_record_keeps_the_page(whole_site, name, language):
    page = whole_site[address(name, language=language)]
    assert page.status == 200
    assert len(page.all("//h1")) == 1
    assert page.language == language
    assert page.other_language.address == address(name, language=OTHER[language])


@both_languages
def test_every_title_and_every_heading_of_a_page_is_its_own(whole_site, language):
    titles = [page.title for page in whole_site.values() if page.language == language]
    lists = [page.title for page in whole_site.values() if "page=" in page.address]
    assert len(set(titles)) >= len(titles) - len(lists) - len(duplicate_titles(language))


def duplicate_titles(language):
    titles = [facts.title(code, language) for code in facts.by_id()]
    return [title for title in titles if titles.count(title) > 1]


@both_languages
def test_member_and_observer_pages_are_found_under_the_same_address(record_pages, language):
    assert record_pages["co", language].address.startswith(address("members", language=language))
    assert record_pages["obs-ca", language].address == address("state", "obs-ca", language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_says_what_a_list_was_asked_and_where(language):
    path = list_address("documents", language, "?scope=gte&q=plan")
    (asked,) = get(path).texts("//main//p[@class='asked']")
    scope = {"es": "Ámbito: propio del grupo", "en": "Scope: the group's own"}[language]
    assert scope in asked
    assert quoted("plan", language) in asked
    assert f"http://testserver{path}" in asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_says_what_was_searched_for_and_where(language):
    path = address("search", language=language) + "?q=mandate&country=cl"
    (asked,) = get(path).texts("//main//p[@class='asked']")
    assert quoted("mandate", language) in asked
    assert {"es": "País: Chile", "en": "Country: Chile"}[language] in asked
    assert f"http://testserver{path}" in asked
