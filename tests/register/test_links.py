"""The thread: what a record's file names, its page leads to, and that page leads back."""

import pytest

from tests import facts
from tests.pages import LANGUAGES, OTHER, get, record_address

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("whole-site")]
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def references():
    """Every record that a file names from another: (from, name of the field, to)."""
    for code, record in facts.by_id().items():
        for name, value in record.items():
            if name == "id" or not (name.endswith(("_id", "_ids")) or name in PLAIN_NAMES):
                continue
            for other in [value] if isinstance(value, str) else value or []:
                yield code, name, other


PLAIN_NAMES = ("body", "lead_body", "reports_to", "parent", "addressed_to", "counterpart_bodies")
# Ends of a thread that a page of the other side does not list: an office holds its State's papers,
# a State's page lists neither its English facts nor its campaign items.
ONE_WAY = {"contact_id", "parent"}


def addresses_on(page):
    return {link.path for link in page.links("//main")}


@both_languages
def test_page_leads_to_every_record_that_its_file_names(record_pages, language):
    missing = [
        (code, name, other)
        for code, name, other in references()
        if record_address(other, language) not in addresses_on(record_pages[code, language])
    ]
    assert missing == []


@both_languages
def test_every_record_that_a_file_names_leads_back(record_pages, language):
    missing = [
        (code, name, other)
        for code, name, other in references()
        if name not in ONE_WAY
        and record_address(code, language) not in addresses_on(record_pages[other, language])
    ]
    assert missing == []


@both_languages
def test_thread_runs_from_mandate_to_evidence_and_back(record_pages, language):
    """Mandate, deliverable, project, evidence, each a click from the last, and home again."""
    for mandate in facts.records("mandates"):
        code = mandate["id"]
        here = record_address(code, language)
        page = record_pages[code, language]
        deliverables = [r for r in facts.records("deliverables") if code in r["mandate_ids"]]
        for deliverable in deliverables:
            step = record_pages[deliverable["id"], language]
            assert step.address in addresses_on(page)
            assert here in addresses_on(step)
            for project in deliverable["project_ids"]:
                # The mandate's page names the project itself too: one click instead of two.
                far = record_pages[project, language]
                assert far.address in addresses_on(step)
                assert far.address in addresses_on(page)
                assert {step.address, here} <= addresses_on(far)
        for evidence in mandate.get("evidence_ids") or []:
            far = record_pages[evidence, language]
            assert far.address in addresses_on(page)
            assert here in addresses_on(far)


def test_mandate_without_deliverable_or_evidence_says_so(record_pages):
    page = record_pages["mandate-2015-ministers-role", "en"]
    assert "No deliverable answers this mandate." in page.main
    assert "No evidence is registered." in page.main


def test_evidence_of_neighbours_is_marked_as_theirs(record_pages):
    marked = {
        (link.text, mark)
        for page in (record_pages[code["id"], "en"] for code in facts.records("mandates"))
        for item in page.all("//section[.//*[@id='evidence']]//li")
        for link in page.links_in(item)
        for mark in [item.xpath("string(.//*[contains(@class, 'mark-')]/@class)").split("-")[-1]]
    }
    expected = {
        (facts.title(code, "en"), facts.scope(code))
        for mandate in facts.records("mandates")
        for code in mandate.get("evidence_ids") or []
    }
    assert marked == expected
    assert {scope for _title, scope in marked} == {"gte", "adjacent"}


def test_no_link_of_the_site_is_dead(whole_site):
    """Every link between pages, facets and later pages of lists too, leads to a page."""
    linked = {}
    for page in whole_site.values():
        # What the other language's copy of a list narrows to is the same in this one.
        narrowed = "?" in page.address or page.language == "es"
        for link in page.links():
            if link.address.startswith("/") and not (narrowed and "?" in link.address):
                linked.setdefault(link.address, page.address)
    dead = {
        path: origin
        for path, origin in linked.items()
        # A permanent address leads on to the page of its record.
        if path not in whole_site and get(path).status not in {200, 302}
    }
    assert dead == {}
    assert len(linked) > 1000


def test_every_page_of_the_site_is_reached_from_home(whole_site):
    """Nothing lies aside: all records are reached by links from either home page."""
    for language in LANGUAGES:
        reached, waiting = set(), [f"/{language}/"]
        while waiting:
            path = waiting.pop()
            if path in reached or path not in whole_site:
                continue
            reached.add(path)
            waiting += [
                link.address
                for link in whole_site[path].links()
                if not link.address.startswith(f"/{OTHER[language]}/")
            ]
        own = {path for path, page in whole_site.items() if path.startswith(f"/{language}/")}
        assert own - reached == set()


def test_fragments_of_links_exist(whole_site):
    """A link to a place on a page finds it there."""
    missing = {
        (page.address, href)
        for page in whole_site.values()
        for href in page.all("//a/@href[contains(., '#')]")
        if href.startswith("#") and not page.all(f"//*[@id='{href[1:]}']")
    }
    assert missing == set()
