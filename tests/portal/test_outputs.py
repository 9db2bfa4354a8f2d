"""For machines: the map of the site, feeds, what pages say of themselves, what robots may read."""

import json

import feedparser
import lxml.etree
import pytest
from django.test import Client

from gte.common.domain import amend_record
from gte.common.models import LogEntry
from gte.workplan.models import Mandate
from tests import facts
from tests.pages import LANGUAGES, address, get, list_address, record_address
from tests.portal.conftest import page_of, publish

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
HOST = "http://testserver"


def site_map(path="/sitemap.xml"):
    """The map as it is sent: {address: {hreflang: address}, ...} and the days of change."""
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    root = lxml.etree.fromstring(response.content)
    places, days = {}, {}
    for url in root.findall("map:url", NAMES):
        loc = url.findtext("map:loc", namespaces=NAMES)
        assert loc not in places
        places[loc] = {
            link.get("hreflang"): link.get("href") for link in url.findall("xhtml:link", NAMES)
        }
        days[loc] = url.findtext("map:lastmod", namespaces=NAMES)
    return places, days


def test_map_names_every_page_list_and_record_in_both_languages():
    places, days = site_map()
    for language in LANGUAGES:
        expected = {record_address(code, language) for code in facts.by_id()}
        expected |= {list_address(kind, language) for kind in facts.KINDS}
        expected |= {address("home", language=language), page_of("privacy", language).url}
        assert {f"{HOST}{path}" for path in expected} <= set(places)
    assert all(day and len(day) == 10 for day in days.values())


def test_pairs_of_languages_in_the_map_are_symmetric():
    places, _days = site_map()
    for loc, links in places.items():
        assert loc in links.values()
        assert links["x-default"] == links.get("es", loc)
        for language, other in links.items():
            if language != "x-default":
                assert places[other] == links


def test_every_address_of_the_map_answers():
    client = Client()
    places, _days = site_map()
    failed = [loc for loc in places if client.get(loc.removeprefix(HOST)).status_code != 200]
    assert failed == []


def test_map_says_when_a_record_was_changed_last():
    loc = f"{HOST}{record_address('mandate-2014-create-gte', 'es')}"
    amend_record(
        record=Mandate.objects.get(code="mandate-2014-create-gte"),
        by=None,
        changes={"note_es": "x"},
    )
    LogEntry.objects.filter(target="mandate-2014-create-gte").update(at="2031-05-06T12:00:00Z")
    assert site_map()[1][loc] == "2031-05-06"


def test_map_of_very_many_addresses_is_several_files(monkeypatch):
    whole, _days = site_map()
    monkeypatch.setattr("gte.portal.outputs.PER_FILE", 300)
    root = lxml.etree.fromstring(Client().get("/sitemap.xml").content)
    parts = [loc.text.removeprefix(HOST) for loc in root.iterfind(".//map:loc", NAMES)]
    found = {}
    for part in parts:
        places = site_map(part)[0]
        assert not places.keys() & found.keys()
        found |= places
    assert found == whole
    assert Client().get("/sitemap-99.xml").status_code == 404


def test_robots_are_kept_from_working_screens_and_told_of_the_map():
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /cms/" in text
    assert "Disallow: /es/desk/" in text
    assert f"Sitemap: {HOST}/sitemap.xml" in text


@both_languages
@pytest.mark.parametrize(
    ("name", "kind"),
    [("feed-news", None), ("feed-documents", "documents"), ("feed-meetings", "meetings")],
)
def test_feed_is_read_by_a_feed_reader(name, kind, language):
    path = address(name, language=language)
    found = feedparser.parse(Client().get(path).content)
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.language == language
    assert found.feed.links[-1].href == f"{HOST}{path}"
    assert found.entries
    ids = [entry.id for entry in found.entries]
    assert len(ids) == len(set(ids))
    for entry in found.entries:
        assert entry.link.startswith(f"{HOST}/{language}/")
        assert entry.title
    if kind:
        titles = {facts.title(record["id"], language) for record in facts.records(kind)}
        assert {entry.title for entry in found.entries} <= titles


@both_languages
def test_sign_that_no_feed_can_hold_takes_nothing_but_itself(language):
    publish(page_of("news-record-opens", language), title="A bell \x07 rings")
    found = feedparser.parse(Client().get(address("feed-news", language=language)).content)
    assert not found.bozo
    assert [entry.title for entry in found.entries] == ["A bell  rings"]


@both_languages
def test_page_of_feeds_shows_each_address_to_be_copied(language):
    page = get(address("feeds", language=language))
    shown = page.texts("//main//code")
    feeds = ("feed-news", "feed-documents", "feed-meetings")
    assert shown == [f"http://testserver{address(name, language=language)}" for name in feeds]
    assert [one.get("data-copy") for one in page.all("//main//*[@data-copy]")] == [
        one.get("id") for one in page.all("//main//code")
    ]


@both_languages
def test_feeds_are_announced_on_every_page(language):
    links = get(list_address("mandates", language)).all(
        "//link[@rel='alternate'][@type='application/atom+xml']/@href"
    )
    assert links == [
        address(name, language=language)
        for name in ("feed-news", "feed-documents", "feed-meetings")
    ]


def data_of(page):
    return [json.loads(text) for text in page.all("//script[@type='application/ld+json']/text()")]


@both_languages
@pytest.mark.parametrize("key", ["home", "about"])
def test_organisation_is_described_with_its_member_states(key, language):
    group = next(
        one for one in data_of(get(page_of(key, language).url)) if one["@type"] == "Organization"
    )
    assert group["url"] == f"{HOST}/{language}/"
    assert {"Grupo Técnico de Educación de la Alianza del Pacífico", "GTE"} <= set(
        group["alternateName"]
    )
    members = [state["name"] for state in group["parentOrganization"]["member"]]
    assert sorted(members) == sorted(
        facts.title(one["id"], "es") for one in facts.records("members")
    )


@both_languages
def test_piece_of_news_says_where_it_lies_and_when_it_was(language):
    page = page_of("news-record-opens", language)
    kinds = {one["@type"]: one for one in data_of(get(page.url))}
    assert kinds["NewsArticle"]["datePublished"] == page.date.isoformat()
    assert [step["item"] for step in kinds["BreadcrumbList"]["itemListElement"]] == [
        f"{HOST}/{language}/",
        f"{HOST}{page_of('news', language).url}",
        f"{HOST}{page.url}",
    ]


def test_title_that_would_end_the_data_does_not():
    page = page_of("privacy", "en")
    publish(page, title="</script><script>alert(1)</script>")
    shown = get(page.url)
    (trail,) = data_of(shown)
    assert trail["itemListElement"][-1]["name"] == "</script><script>alert(1)</script>"
    assert len(shown.all("//script[not(@src)]")) == 1


@both_languages
def test_page_shows_a_picture_and_words_where_it_is_shared(language):
    page = get(address("home", language=language))
    (picture,) = page.all("//meta[@property='og:image']/@content")
    assert picture.endswith("img/share.png")
    assert page.all("//meta[@property='og:title']/@content") == [page.h1]
    assert page.all("//meta[@property='og:description']/@content")[0]
