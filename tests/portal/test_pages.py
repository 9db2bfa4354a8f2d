"""The pages that editors keep: what visitors find, in both languages, and how far it is away."""

import re
from itertools import pairwise

import pytest
from wagtail.models import Page

from gte.common.models import LogEntry
from gte.portal.domain import load_pages, page_specs
from gte.portal.models import Menu
from gte.portal.page_texts import public_pages, texts_of
from tests import facts
from tests.pages import LANGUAGES, OTHER, address, get, list_address, record_address, translated
from tests.portal.conftest import page_of, publish

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)
KEYS = [spec["key"] for spec in page_specs()]


@both_languages
@pytest.mark.parametrize("key", KEYS)
def test_page_is_there_and_its_switch_leads_to_its_translation(key, language):
    page = page_of(key, language)
    shown = get(page.url)
    assert shown.status == 200
    assert shown.language == language
    assert shown.h1 == getattr(page, "heading", page.title)
    assert shown.other_language.address == page_of(key, OTHER[language]).url
    alternates = {
        link.get("hreflang"): link.get("href").removeprefix("http://testserver")
        for link in shown.all("//link[@rel='alternate'][@hreflang]")
    }
    assert alternates == {one: page_of(key, one).url for one in LANGUAGES}
    (canonical,) = shown.all("//link[@rel='canonical']/@href")
    assert canonical == f"http://testserver{page.url}"


@both_languages
@pytest.mark.parametrize("key", KEYS)
def test_headings_of_a_page_leave_no_level_out(key, language):
    headings = get(page_of(key, language).url).all("//main//*[starts-with(name(), 'h')]")
    levels = [int(one.tag[1]) for one in headings if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@both_languages
def test_what_the_former_page_held_is_one_link_from_the_first_page(language):
    home = get(address("home", language=language))
    reached = {link.address for link in home.links("//main")}
    expected = {
        "about": "2014",
        "work": facts.title("fn-coordinate", language),
        "good-practices": facts.title("char-methodology", language),
        "contact": facts.by_id()["contact-cl"]["office"][language],
    }
    for key, fact in expected.items():
        page = page_of(key, language)
        assert page.url in reached
        assert fact in get(page.url).main
    assert facts.title("tvet-strengthening", language) in get(page_of("work", language).url).main
    documents = list_address("documents", language)
    assert documents in reached
    assert len(get(documents).rows) == 20


@both_languages
def test_members_and_observers_are_those_of_the_register(language):
    page = get(page_of("members", language).url)
    for place, kind in (("members", "members"), ("observers", "observers")):
        links = page.links(f"//section[@id='{place}']//li")
        assert {link.address for link in links} == {
            record_address(record["id"], language) for record in facts.records(kind)
        }


@both_languages
def test_table_of_terms_has_every_term_and_the_picture_names_no_other_states(language):
    page = get(page_of("how", language).url)
    links = page.links("//section[@id='terms']//table")
    assert sorted(link.address for link in links) == sorted(
        record_address(record["id"], language) for record in facts.records("presidencies")
    )
    names = page.texts("//*[name()='text'][contains(@class, 'name')]")
    named = {name.lstrip("… ") for name in names}
    assert named == {facts.title(record["id"], language) for record in facts.records("members")}
    bars = page.all("//*[name()='svg'][contains(@class, 'terms-lying')]/*[name()='rect']")
    assert len(bars) == len(facts.records("presidencies"))


def test_contacts_of_the_page_show_no_address():
    for language in LANGUAGES:
        html = get(page_of("contact", language).url).html
        assert not re.search(r"[\w.]+@[\w.]+", html)


def test_what_is_next_is_said_to_be_nothing_when_nothing_is_known():
    from gte.workplan.models import Deliverable

    section = "//section[@id='upcoming']"
    assert facts.title("commitment-2026-work-plan", "en") in get("/en/").text_of(section)
    Deliverable.objects.filter(code="commitment-2026-work-plan").update(due=None)
    LogEntry.objects.create(verb="record.amended")
    text = get("/en/").text_of(section)
    assert "knows of no meeting to come" in text


def test_deliverable_without_a_date_is_not_said_to_be_next():
    listed = get("/en/").links("//section[@id='upcoming']")
    undated = {r["id"] for r in facts.records("deliverables") if not r["due"]}
    assert not {link.path.rstrip("/").rsplit("/", 1)[-1] for link in listed} & undated


@both_languages
def test_published_figure_says_its_project_and_source(language):
    figures = get(address("home", language=language)).all("//section[@id='published-figures']//li")
    assert len(figures) == 4
    for figure in figures:
        links = figure.xpath(".//a/@href")
        assert links[0].startswith(f"/{language}/")
        assert links[1].startswith("http")


def test_page_whose_translation_is_not_published_leads_to_the_page_above():
    page_of("about", "en").unpublish()
    shown = get(page_of("about", "es").url)
    assert shown.other_language.address == "/en/"
    assert [one.get("hreflang") for one in shown.all("//link[@rel='alternate'][@hreflang]")] == [
        "es"
    ]
    assert get("/en/about-the-group/").status == 404
    assert "/en/about-the-group/" not in {link.address for link in get("/en/").links()}


def test_page_below_one_that_is_not_public_is_not_listed_anywhere():
    page_of("news", "en").unpublish()
    assert "/en/news/the-record" not in get("/sitemap.xml").html


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/es/", "/es/el-grupo/"])
def test_page_is_only_read_and_says_so(method, path, client):
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert (
        translated("Pages are only read here; nothing that was sent to this one was kept.", "es")
        in response.content.decode()
    )


def test_form_without_its_key_is_refused_in_our_look():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/en/about-the-group/")
    assert response.status_code == 403
    assert "the form once more" in response.content.decode()
    assert "<header" in response.content.decode()


def test_unknown_address_is_searched_for_and_offers_the_sections():
    page = get("/en/good-practises-list/")
    assert page.status == 404
    sections = {link.address for link in page.links("//main")}
    assert {list_address("practices", "en"), page_of("about", "en").url} <= sections


# --- the initial content --------------------------------------------------------------------------


def test_loading_pages_again_changes_nothing():
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    entries = LogEntry.objects.count()
    count = load_pages()
    assert count.created == []
    assert len(count.kept) == len(KEYS) + Menu.objects.count()
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id")) == before
    assert LogEntry.objects.count() == entries


def test_page_that_an_editor_changed_or_deleted_is_left_so():
    publish(page_of("about", "es"), lead="Otra entradilla.")
    page_of("privacy", "es").delete()
    load_pages()
    assert page_of("about", "es").lead == "Otra entradilla."
    assert not Page.objects.filter(slug="privacidad").exists()


@both_languages
def test_text_of_a_page_for_search_holds_its_words_and_no_markup(language):
    texts = {page.pk: texts_of(page) for page in public_pages()}
    assert len(texts) == 2 * len(KEYS)
    page = page_of("good-practices", language)
    text = texts[page.pk]
    assert text["title"] == page.title
    assert {"es": "juicio de valor", "en": "judgement of value"}[language] in text["text"]
    assert "<" not in text["text"]
