"""The whole public record, fetched once for all tests that read it."""

import pytest

from tests import facts
from tests.pages import (
    LANGUAGES,
    _no_kept_pages,  # noqa: F401 - asked for by itself
    crawl,
    list_address,
    record_address,
)


@pytest.fixture(scope="session")
def whole_site(django_db_setup, django_db_blocker):
    """Every page that has an address of its own: {"/en/mandates/": Page, ...}."""
    with django_db_blocker.unblock():
        return crawl()


@pytest.fixture(scope="session")
def record_pages(whole_site):
    """The page of each record: {(code, language): Page}."""
    return {
        (code, language): whole_site[record_address(code, language)]
        for code in facts.by_id()
        for language in LANGUAGES
    }


@pytest.fixture(scope="session")
def list_pages(whole_site):
    """All pages of each list, by file and language: {(kind, language): [Page, ...]}."""
    return {
        (kind, language): [
            page
            for path, page in whole_site.items()
            if path.split("?")[0] == list_address(kind, language)
        ]
        for kind in facts.KINDS
        for language in LANGUAGES
    }
