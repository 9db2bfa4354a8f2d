"""Narrowing a list: what each facet promises, counted a second time from the files."""

from collections import Counter
from urllib.parse import quote

import pytest

from gte.register import views
from tests import facts
from tests.pages import LANGUAGES, all_pages_of, codes_of, get, list_address, squeeze

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def one(name):
    return lambda record: {record[name]} if record[name] else set()


def many(name):
    return lambda record: set(record[name])


def whose(record):
    return {facts.scope(record["id"])}


# List, facet as the address names it, and where a record's file has its values.
FACETS = [
    ("mandates", "status", one("status")),
    ("mandates", "kind", one("kind")),
    ("mandates", "topic", many("topic_ids")),
    ("mandates", "scope", whose),
    ("projects", "status", one("status")),
    ("projects", "topic", many("topic_ids")),
    ("projects", "scope", whose),
    ("projects", "certainty", one("certainty")),
    ("deliverables", "status", one("status")),
    ("deliverables", "kind", one("type")),
    ("deliverables", "topic", many("topic_ids")),
    ("deliverables", "state", one("coordination_country_id")),
    ("practices", "state", one("country_id")),
    ("practices", "topic", many("topic_ids")),
    ("practices", "level", one("level")),
    ("practices", "evidence", one("evidence_type")),
    ("meetings", "body", one("body")),
    ("meetings", "kind", one("type")),
    ("meetings", "topic", many("topic_ids")),
    ("meetings", "scope", whose),
    ("documents", "kind", one("doc_type")),
    ("documents", "topic", many("topic_ids")),
    ("documents", "scope", whose),
    ("documents", "certainty", one("certainty")),
    ("observers", "year", one("admitted_year")),
    ("observers", "associated", one("associated_state")),
    ("observers_cooperation", "observer", one("observer_id")),
    ("observers_cooperation", "status", one("status")),
    ("observers_cooperation", "topic", many("topic_ids")),
    ("observers_cooperation", "scope", whose),
    ("presidencies", "office", one("scope")),
    ("presidencies", "state", one("country_id")),
    ("bodies", "reports-to", many("reports_to")),
    ("bodies", "scope", whose),
    ("experts", "status", one("status")),
    ("contacts", "kind", one("type")),
    ("contacts", "state", one("country_id")),
    ("internships", "kind", one("kind")),
    ("internships", "scope", whose),
    ("english", "kind", one("kind")),
    ("english", "state", one("country_id")),
    ("campaign", "kind", one("kind")),
    ("campaign", "status", one("status")),
    ("practice_criteria", "kind", one("kind")),
]
VALUES = {(kind, name): values for kind, name, values in FACETS}


def counted(kind, name, fits=lambda record: True):
    values = VALUES[kind, name]
    return Counter(
        value for record in facts.records(kind) if fits(record) for value in values(record)
    )


def promised(page, name):
    return {value: number for value, (number, _link) in page.facet(name).items()}


@pytest.mark.parametrize(("kind", "name", "values"), FACETS)
def test_facet_counts_what_the_files_have(kind, name, values):
    assert promised(get(list_address(kind, "en")), name) == counted(kind, name)


@both_languages
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("mandates", "status"),
        ("mandates", "topic"),
        ("practices", "state"),
        ("deliverables", "state"),
        ("observers", "year"),
    ],
)
def test_facet_value_leads_to_exactly_its_records(kind, name, language):
    options = get(list_address(kind, language)).facet(name)
    for value, (number, link) in options.items():
        codes = [code for page in all_pages_of(link.address) for code in codes_of(page)]
        expected = {
            record["id"] for record in facts.records(kind) if value in VALUES[kind, name](record)
        }
        assert len(codes) == number
        assert set(codes) == expected


@both_languages
@pytest.mark.parametrize(
    ("kind", "name"),
    [("mandates", "topic"), ("practices", "state"), ("meetings", "body"), ("bodies", "reports-to")],
)
def test_facet_of_linked_records_names_them_in_the_language_of_the_page(kind, name, language):
    options = get(list_address(kind, language)).facet(name)
    assert {
        value: link.text.removesuffix(str(number)).strip()
        for value, (number, link) in options.items()
    } == {value: facts.title(value, language) for value in options}


def test_second_facet_counts_within_the_first():
    page = get(list_address("mandates", "en", "?status=unknown"))
    assert promised(page, "topic") == counted(
        "mandates", "topic", lambda record: record["status"] == "unknown"
    )
    # Its own other values stay in sight, so that one can be exchanged for another.
    others = counted("mandates", "status") - Counter({"unknown": 10})
    assert {value: promised(page, "status")[value] for value in others} == others


def test_combined_facets_show_the_records_that_fit_both():
    page = get(list_address("mandates", "en", "?status=unknown&topic=academic-mobility"))
    expected = {
        record["id"]
        for record in facts.records("mandates")
        if record["status"] == "unknown" and "academic-mobility" in record["topic_ids"]
    }
    assert 0 < len(expected) < 10
    assert set(codes_of(page)) == expected


def test_choices_without_a_common_record_say_so():
    kinds = {record["kind"] for record in facts.records("mandates")}
    fulfilled = {r["kind"] for r in facts.records("mandates") if r["status"] == "fulfilled"}
    (kind, *_more) = sorted(kinds - fulfilled)
    page = get(list_address("mandates", "en", f"?status=fulfilled&kind={kind}"))
    assert page.status == 200
    assert codes_of(page) == []
    assert "No record fits these choices." in page.main


@both_languages
def test_filter_in_use_can_be_taken_away(language):
    here = list_address("practices", language, "?state=co&level=tertiary&q=a")
    page = get(here)
    chips = [link.query for link in page.links("//ul[contains(@class, 'chips')]")]
    assert chips == [
        {"level": "tertiary", "q": "a"},
        {"state": "co", "q": "a"},
        {"state": "co", "level": "tertiary"},
        {},
    ]


def test_chosen_value_is_marked_and_taken_away_by_its_own_link():
    page = get(list_address("mandates", "en", "?status=unknown&q=education"))
    chosen = [
        link for link in page.links("//nav[contains(@class, 'facets')]") if link.current == "true"
    ]
    assert [link.query for link in chosen] == [{"q": "education"}]
    assert chosen[0].text.startswith("unknown")


@both_languages
def test_text_is_found_with_and_without_accents(language):
    expected = {
        record["id"]
        for record in facts.records("mandates")
        if "educacion" in squeeze(f"{record['title']} {record['id']}").lower().replace("ó", "o")
    }
    found = [
        set(codes_of(get(list_address("mandates", language, f"?q={quote(text)}"))))
        for text in ("educación", "educacion", "EDUCACIÓN", "  Educacion ")
    ]
    assert found == [expected] * 4
    assert len(expected) > 2


def test_every_word_must_be_found_in_any_order():
    one_way = codes_of(get(list_address("documents", "en", "?q=declaration+lima")))
    other_way = codes_of(get(list_address("documents", "en", "?q=lima+declaration")))
    assert one_way == other_way
    assert {"declaration", "lima"} & set(facts.title(one_way[0], "en").lower().split())
    assert codes_of(get(list_address("documents", "en", "?q=declaration+zzzz"))) == []


def test_identifier_finds_its_record():
    page = get(list_address("mandates", "es", "?q=mandate-2014-create-gte"))
    assert codes_of(page) == ["mandate-2014-create-gte"]


def test_text_and_facets_narrow_together():
    page = get(list_address("mandates", "en", "?q=educacion&status=fulfilled"))
    both = {
        code
        for code in codes_of(get(list_address("mandates", "en", "?q=educacion")))
        if facts.by_id()[code]["status"] == "fulfilled"
    }
    assert set(codes_of(page)) == both


@both_languages
@pytest.mark.parametrize("kind", ["documents", "observers", "practices", "meetings"])
def test_pages_of_a_list_hold_each_record_exactly_once(kind, language):
    pages = list(all_pages_of(list_address(kind, language)))
    sizes = [len(page.rows) for page in pages]
    total = len(facts.records(kind))
    assert sizes == [*[20] * (total // 20), *([total % 20] if total % 20 else [])]
    codes = [code for page in pages for code in codes_of(page)]
    assert Counter(codes) == Counter(record["id"] for record in facts.records(kind))


def test_pages_keep_the_choices_and_lead_back():
    first = get(list_address("documents", "en", "?scope=adjacent"))
    second = next(get(link.address) for link in first.links("//main") if link.rel == "next")
    assert second.query == {"scope": "adjacent", "page": "2"}
    (back,) = [link for link in second.links("//main") if link.rel == "prev"]
    assert codes_of(get(back.address)) == codes_of(first)
    assert set(codes_of(first)).isdisjoint(codes_of(second))


def test_choosing_a_facet_on_a_later_page_starts_at_the_first():
    page = get(list_address("documents", "en", "?page=3"))
    links = [link for _number, link in page.facet("kind").values()]
    assert links
    assert all("page" not in link.query for link in links)


def test_form_keeps_the_facets_and_drops_the_page():
    page = get(list_address("documents", "en", "?scope=adjacent&page=2&q=a"))
    hidden = {field.get("name"): field.get("value") for field in page.all("//form//input")}
    assert hidden == {"scope": "adjacent", "q": "a"}


def test_store_of_questions_that_is_emptied_meanwhile_fails_no_reader(monkeypatch):
    """Many readers with many choices: one thread empties the store while another reads it."""

    class Emptied(dict):
        def __setitem__(self, key, value):
            """As if another thread came just after."""

    monkeypatch.setattr(views, "FACET_SQL", Emptied())
    assert get(list_address("mandates", "en", "?status=fulfilled")).status == 200


def test_lists_with_texts_fill_no_store():
    """Readers write as many texts as they like, and each would be kept with all its links."""
    get(list_address("documents", "en", "?q=one"))
    views.facet_html.cache_clear()
    get(list_address("documents", "en", "?q=education"))
    assert views.facet_html.cache_info().currsize == 0
