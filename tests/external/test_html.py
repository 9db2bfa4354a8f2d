"""The Nu HTML checker has nothing to say about any page of the site."""

import re

import pytest

from tests.pages import LANGUAGES, address, get, list_address

pytestmark = [
    pytest.mark.external,
    pytest.mark.django_db,
    pytest.mark.xdist_group("whole-site"),
]

# Without its markers a list is no list to Safari's screen reader unless its role says so.
MEANT = re.compile("The “list” role is unnecessary for element “[uo]l”")


def test_every_page_is_valid_html(nu_messages, whole_site):
    """One run for all pages, and for a page with planted errors, which must be found."""
    pages = {path: page.html for path, page in whole_site.items()}
    for language in LANGUAGES:
        for path in (
            f"/{language}/no/such/page/",
            address("components", language=language),
            address("contact-form", language=language),
            list_address("mandates", language, "?page=x"),
            list_address("mandates", language, "?status=unknown&q=a"),
            list_address("mandates", language, "?q=zzzz"),
        ):
            pages[path] = get(path).html
    good = pages["/en/"]
    pages["planted error"] = good.replace("<h1", "<p><h1", 1).replace("</h1>", "</h1></p>", 1)
    pages["planted warning"] = good.replace('lang="en"', 'lang="es"', 1)
    found = nu_messages(pages)
    planted = {name for name, _kind, _message in found if name.startswith("planted")}
    assert planted == {"planted error", "planted warning"}
    others = {
        (message, kind, name)
        for name, kind, message in found
        if not name.startswith("planted") and not MEANT.match(message)
    }
    assert sorted(others) == []
