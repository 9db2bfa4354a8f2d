"""The index as the record fills it, and one with nothing but what a test puts in."""

import pytest

from gte.search.domain import index_entries
from gte.search.engines import engine
from gte.search.entries import Entry
from gte.search.models import SearchEntry, SearchWord
from gte.search.queries import entries_of, find, understood
from tests.pages import _no_kept_pages  # noqa: F401 - asked for by itself


@pytest.fixture
def empty_index(db):
    """Nothing can be found."""
    engine().clear()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()


def entry(key, title="", text="", *, title_en="", text_en="", lead="", **more):
    """An entry of documents, whose page need not exist."""
    return Entry(
        kind=more.pop("kind", "document"),
        key=key,
        title={"es": title, "en": title_en},
        lead={"es": lead},
        text={"es": text, "en": text_en},
        **more,
    )


@pytest.fixture
def put(empty_index):
    """``put(entry(...), ...)`` indexes entries made up for the test."""

    def index(*entries):
        index_entries(entries)

    return index


def found(text, **chosen):
    """The keys of what a query finds, best first."""
    candidates = find(understood(text), chosen).candidates
    return [one.key for one, _candidate in entries_of(candidates)]
