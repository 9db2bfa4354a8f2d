"""How much a first visit brings over the wire, from the installed site as it compresses."""

import re
import urllib.request
from urllib.parse import urljoin

import brotli
import lxml.html
import pytest

from tests.pages import LANGUAGES, address, list_address, record_address

BUDGET = 100_000
pytestmark = pytest.mark.xdist_group("accessibility-es")  # where the site is served anyway


def fetch(url):
    """An answer's kind, the bytes that came and what they say once unpacked."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, br"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 200
        body = answer.read()
        packed = answer.headers.get("Content-Encoding")
        return answer.headers, body, brotli.decompress(body) if packed == "br" else body


def parts(url):
    """Everything a browser without anything kept fetches for a page: {address: bytes}."""
    headers, body, html = fetch(url)
    assert headers["Content-Encoding"] == "br"
    sizes = {url: len(body)}
    root = lxml.html.document_fromstring(html.decode())
    paths = root.xpath(
        "//link[@rel='stylesheet' or @rel='icon']/@href | //img/@src | //script/@src"
    )
    waiting = [urljoin(url, path) for path in paths]
    while waiting:
        part = waiting.pop()
        headers, body, text = fetch(part)
        sizes[part] = len(body)
        # Its name changes with its content, so it is fetched once and never asked for again.
        assert "immutable" in headers["Cache-Control"]
        if part.endswith(".css"):
            assert headers["Content-Encoding"] == "br"
            pictures = re.findall(r"url\([\"']?([^\"')]+)", text.decode())
            waiting += [urljoin(part, path) for path in pictures if not path.startswith("data:")]
    return sizes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["home", "list", "longest list", "record", "coverage", "report"])
def test_first_view_weighs_at_most_100_kilobytes(record_site, name, language):
    path = {
        "home": address("home", language=language),
        "list": list_address("mandates", language),
        "longest list": list_address("documents", language),
        "record": record_address("cl", language),
        "coverage": address("coverage", language=language),
        "report": address("report", "gan", language=language),
    }[name]
    sizes = parts(record_site + path)
    assert sum(sizes.values()) <= BUDGET, sizes
    # A page of this site is words and rules; if it ever weighs nothing, the count is wrong.
    assert sum(sizes.values()) > 5_000


def test_style_sheets_are_fetched_once_for_the_whole_site(record_site):
    """A second page of the same kind brings its own words only."""
    first = parts(record_site + list_address("mandates", "en"))
    second = parts(record_site + list_address("projects", "en"))
    assert len(second.keys() - first.keys()) == 1
