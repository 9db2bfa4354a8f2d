"""The first page, the index of registers, the page about the record, and the frame around all."""

import datetime
from collections import Counter

import pytest

from tests import facts
from tests.pages import (
    LANGUAGES,
    address,
    all_pages_of,
    codes_of,
    get,
    list_address,
    record_address,
    translated,
)
from tests.portal.conftest import page_of

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)
FIGURES = "//section[@id='counts']//ul[contains(@class, 'key-figures')]/li"


@both_languages
def test_figure_of_the_first_page_leads_to_as_many_records_as_it_says(language):
    home = get(address("home", language=language))
    expected = [
        {record["id"] for record in facts.own("mandates")},
        {record["id"] for record in facts.own("mandates") if record["status"] == "fulfilled"},
        {record["id"] for record in facts.own("projects")},
        {record["id"] for record in facts.own("deliverables") if record["status"] == "delivered"},
    ]
    figures = home.all(FIGURES)
    for figure, codes in zip(figures, expected, strict=True):
        (link,) = home.links_in(figure)
        found = [code for page in all_pages_of(link.address) for code in codes_of(page)]
        assert int(figure.xpath("string(./strong)")) == len(found)
        assert set(found) == codes


@both_languages
def test_thread_of_the_first_page_counts_what_is_registered(language):
    home = get(address("home", language=language))
    steps = home.all("//nav[contains(@class, 'thread')]//li")
    counts = [step.xpath("string(.//strong)") for step in steps]
    evidence = sum(len(record.get("evidence_ids") or []) for record in facts.records("mandates"))
    assert counts == [
        *(str(len(facts.records(kind))) for kind in ("mandates", "projects", "deliverables")),
        str(evidence),
        "",
    ]
    for link in home.links("//nav[contains(@class, 'thread')]"):
        assert get(link.address).status == 200


@both_languages
def test_first_page_says_who_coordinates_and_how_sure_that_is(language):
    today = datetime.datetime.now(datetime.UTC).date()
    terms = [
        term
        for term in facts.records("presidencies")
        if term["scope"] == "gte_coordination"
        and facts.known_by(term["start"], today)
        and (term["end"] is None or facts.last_day(term["end"]) > today)
    ]
    (text,) = get(address("home", language=language)).texts("//*[contains(@class, 'hero-now')]")
    if not terms:
        assert text == translated("No coordination is registered for today.", language)
        return
    term = max(terms, key=lambda one: one["start"])
    assert facts.title(term["country_id"], language) in text
    inferred = translated("Inferred; to be confirmed by the group.", language)
    assert (inferred in text) == (term["certainty"] == "inferred")


def test_first_page_shows_the_latest_meetings_not_later_than_today():
    home = get(address("home", language="en"))
    shown = [
        link.path.rstrip("/").rsplit("/", 1)[-1]
        for link in home.links("//section[@id='events']//ul")
    ]
    today = datetime.datetime.now(datetime.UTC).date()
    dates = sorted(
        (r["date_start"] for r in facts.records("meetings") if facts.there(r["id"], today)),
        reverse=True,
    )
    assert [facts.by_id()[code]["date_start"] for code in shown] == dates[:5]


@both_languages
def test_index_names_every_register_with_its_number_of_records(language):
    page = get(address("registers", language=language))
    counts = {}
    for item in page.all("//div[contains(@class, 'groups')]//li"):
        (link,) = page.links_in(item)
        counts[link.path] = item.xpath("normalize-space(./span)")
    of_the_record = {
        list_address(kind, language): str(len(facts.records(kind))) for kind in facts.KINDS
    }
    # These are made here: the group's record holds none.
    made_here = ("decisions", "work-plans", "indicators", "progress-reports")
    assert counts == of_the_record | {address(name, language=language): "0" for name in made_here}


@both_languages
def test_page_about_the_record_counts_certainty_scope_and_files(language):
    page = get(address("about-record", language=language))
    certainty = Counter(record["certainty"] for record in facts.by_id().values())
    scope = Counter(facts.scope(code) for code in facts.by_id())
    assert page.texts("//ul[contains(@class, 'key-figures')]/li/strong") == [
        str(number)
        for number in (
            certainty["documented"],
            certainty["inferred"],
            scope["gte"],
            scope["adjacent"],
            scope["national"],
            scope["cross_cutting"],
        )
    ]
    files = page.texts("//table//code")
    numbers = page.texts("//table//td[contains(@class, 'number')]")
    assert dict(zip(files, map(int, numbers), strict=True)) == {
        f"{kind}.yaml": len(facts.records(kind)) for kind in facts.KINDS
    }


# --- the frame ------------------------------------------------------------------------------------


@both_languages
def test_menu_has_at_most_five_entries_and_marks_where_the_reader_is(language):
    pages = {
        record_address("mandate-2014-create-gte", language): list_address("mandates", language),
        list_address("experts", language): page_of("about", language).url,
        page_of("how", language).url: page_of("about", language).url,
        address("coverage", language=language): list_address("mandates", language),
        address("home", language=language): None,
    }
    for path, section in pages.items():
        entries = get(path).links("//header//nav//ul[1]")
        top = [link for link in entries if link.address in menu_addresses(language)]
        assert len(top) <= 5
        current = {link.address for link in top if link.current}
        assert current == ({section} if section else set())


def menu_addresses(language):
    first = ("mandates", "documents", "practices", "observers_cooperation")
    return [page_of("about", language).url, *(list_address(kind, language) for kind in first)]


@both_languages
def test_every_register_is_two_clicks_from_everywhere(language):
    """The menu leads to its section, the section to all its pages."""
    reached = set()
    for path in menu_addresses(language):
        reached |= {link.path for link in get(path).links("//body")} | {path}
    assert {list_address(kind, language) for kind in facts.KINDS} <= reached


@both_languages
def test_page_names_its_other_language_for_search_engines(language):
    page = get(record_address("cl", language))
    found = {
        link.get("hreflang"): link.get("href")
        for link in page.all("//link[@rel='alternate'][@hreflang]")
    }
    assert found == {lang: f"http://testserver{record_address('cl', lang)}" for lang in LANGUAGES}


def test_page_that_fails_says_so_in_both_languages_without_details(monkeypatch):
    def fail(_user):
        raise RuntimeError("the secret of the engine room")

    monkeypatch.setattr("gte.portal.live.figures.counted", fail)
    page = get("/en/")
    assert page.status == 500
    assert "Algo falló de nuestro lado" in page.html
    assert "Something failed on our side" in page.html
    assert "secret" not in page.html
