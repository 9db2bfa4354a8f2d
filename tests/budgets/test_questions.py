"""How many questions a page asks the database: literal numbers, whatever the number of rows."""

import cProfile
import pstats

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gte.common.domain import write_log
from gte.portal.memory import forget
from gte.workplan.models import Deliverable, Evidence, Mandate, Project
from tests import facts
from tests.factories.rows import make_topic
from tests.pages import address, get, list_address, record_address
from tests.portal.conftest import page_of

pytestmark = pytest.mark.django_db

# Every page asks once for the number of the newest change, see gte.common.pagecache.
LISTS = {
    # the version, one for each facet, the number of rows, the rows, and what rows name beside them
    "members": 5,
    "observers": 6,
    "topics": 5,
    "bodies": 7,
    "functions": 6,
    "presidencies": 6,
    "contacts": 6,
    "experts": 7,
    "documents": 11,
    "meetings": 7,
    "practice_criteria": 5,
    "practices": 7,
    "internships": 7,
    "projects": 7,
    "mandates": 7,
    "deliverables": 7,
    "observers_cooperation": 7,
    "english": 7,
    "campaign": 7,
}
# The version, the record, what its facts name, and one for each kind of record it is linked with.
PAGES = {
    "members": 15,
    "observers": 15,
    "topics": 16,
    "bodies": 16,
    "functions": 3,
    "presidencies": 3,
    "contacts": 3,
    "experts": 6,
    "documents": 8,
    "meetings": 7,
    "practice_criteria": 3,
    "practices": 4,
    "internships": 5,
    "projects": 21,
    "mandates": 7,
    "deliverables": 8,
    "observers_cooperation": 6,
    "english": 6,
    "campaign": 5,
}
OTHERS = {
    ("feeds",): 1,
    ("registers",): 24,
    ("about-record",): 20,
    ("coverage",): 28,
    ("report", "gan"): 34,
}


def questions(path):
    get(path)  # the frame's menus are made once for each version, not for each page
    return questions_when_asked(path)


def questions_when_asked(path):
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as asked:
        assert get(path).status == 200
    return len(asked)


@pytest.mark.parametrize("rows", [1, 3, 100])
@pytest.mark.parametrize(("kind", "budget"), LISTS.items())
def test_list_asks_the_same_for_any_number_of_rows(kind, budget, rows, monkeypatch):
    monkeypatch.setattr("gte.register.views.PAGE_SIZE", rows)
    path = list_address(kind, "en")
    assert len(get(path).rows) == min(rows, len(facts.records(kind)))
    assert questions(path) == budget


@pytest.mark.parametrize("query", ["?status=unknown", "?topic=academic-mobility&scope=gte"])
def test_narrowed_list_asks_no_more(query):
    assert questions(list_address("mandates", "es", query)) == LISTS["mandates"]


def test_list_searched_for_a_text_asks_once_more_for_each_facet_and_for_the_rows():
    facets = 4
    path = list_address("mandates", "es", "?q=educacion")
    assert questions(path) == LISTS["mandates"] + facets + 1


@pytest.mark.parametrize(("kind", "budget"), PAGES.items())
def test_record_page_asks_the_same_with_many_links_as_with_few(kind, budget):
    # What is kept for an hour is made again where the hour ends in between.
    with time_machine.travel(timezone.now(), tick=False):
        asked = {
            record["id"]: questions(record_address(record["id"], "en"))
            for record in facts.records(kind)
        }
    assert max(asked.values()) == budget, asked
    # What is fetched for linked records is left out where there are none.
    assert min(asked.values()) >= budget - 1, asked


def test_record_page_with_twenty_more_links_asks_no_more():
    mandate = Mandate.objects.get(code="mandate-2014-create-gte")
    path = record_address(mandate.code, "en")
    links = len(get(path).links("//main"))
    provenance = {"source": "s", "certainty": "documented", "scope": "gte", "scope_basis": "stated"}
    for number in range(10):
        project = Project.objects.create(
            code=f"p{number}", name="p", description="d", status="active", **provenance
        )
        Evidence.objects.create(mandate=mandate, project=project, position=number + 10)
        deliverable = Deliverable.objects.create(
            code=f"d{number}",
            name="d",
            description="d",
            kind="commitment",
            status="unknown",
            term=mandate.deliverables.model._meta.get_field("term").related_model.objects.first(),
            **provenance,
        )
        deliverable.mandates.add(mandate)
    asked = questions(path)
    assert len(get(path).links("//main")) >= links + 20
    assert asked == PAGES["mandates"]


@pytest.mark.parametrize(("name", "budget"), OTHERS.items())
def test_page_without_a_record_asks_a_known_number(name, budget):
    assert questions(address(*name, language="en")) == budget


def calls(path):
    """How many Python functions answering an address calls: its cost without a clock."""
    caches["pages"].clear()
    profile = cProfile.Profile()
    profile.runcall(get, path)
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize(("kind", "budget"), [("documents", 900), ("mandates", 900)])
def test_row_of_a_list_is_cheap_to_render(kind, budget, monkeypatch):
    path = list_address(kind, "en")
    monkeypatch.setattr("gte.register.views.PAGE_SIZE", 100)
    get(path)  # templates, SQL and what is kept for each content are made ready once
    costs = {}
    for rows in (1, 100):
        monkeypatch.setattr("gte.register.views.PAGE_SIZE", rows)
        costs[rows] = calls(path)
    shown = min(100, len(facts.records(kind)))
    assert (costs[100] - costs[1]) / (shown - 1) <= budget


# The version and the page; where tree and menus are made anew, what these are made of;
# the rest is what the page's blocks ask of the register.
CMS_PAGES = {
    "home": 29,
    "about": 14,
    "how": 10,
    "work": 10,
    "members": 10,
    "good-practices": 10,
    "contact": 8,
    "privacy": 8,
    "news": 10,
    "news-record-opens": 8,
}


def cms_questions(key):
    path = page_of(key, "en").url
    get(path)
    forget()
    return questions_when_asked(path), questions_when_asked(path)


@pytest.mark.parametrize(("key", "budget"), CMS_PAGES.items())
def test_page_of_the_cms_asks_a_known_number_and_again_next_to_nothing(key, budget):
    first, again = cms_questions(key)
    assert first == budget
    assert again <= 5


def test_page_with_many_more_records_asks_no_more():
    budget = CMS_PAGES["work"]
    for number in range(20):
        make_topic(f"t{number}")
    write_log(verb="record.loaded", by=None)
    assert cms_questions("work")[0] == budget
