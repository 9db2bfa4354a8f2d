"""The whole public record, fetched once for all tests that read it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import facts
from tests.pages import (  # noqa: F401 - _no_kept_pages is asked for by itself
    LANGUAGES,
    PORTAL,
    _no_kept_pages,
    address,
    all_pages_of,
    get,
    list_address,
    record_address,
)


@pytest.fixture(scope="session")
def whole_site(django_db_setup, django_db_blocker):
    """Every page that has an address of its own, by address: {"/en/mandates/": Page, ...}."""
    with django_db_blocker.unblock():
        found = [
            *(get(address(name, language=lang)) for lang in LANGUAGES for name in PORTAL),
            *(get(address("report", "gan", language=lang)) for lang in LANGUAGES),
        ]
        for language in LANGUAGES:
            for kind in facts.KINDS:
                found += all_pages_of(list_address(kind, language))
            for code in facts.by_id():
                with CaptureQueriesContext(connection) as queries:
                    page = get(record_address(code, language))
                page.queries = len(queries)
                found.append(page)
    return {page.address: page for page in found}


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
