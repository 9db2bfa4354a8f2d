"""Pages as a reader meets them: fetched by address, read as text, links and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import lxml.html
import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from gte.portal.memory import forget
from tests import facts

LANGUAGES = ("es", "en")
OTHER = {"es": "en", "en": "es"}
PORTAL = ("home", "registers", "about-record", "coverage", "feeds")


@pytest.fixture(autouse=True)
def _no_kept_pages():
    """A test's changes are rolled back and their numbers used again: pages must not outlive it."""
    caches["pages"].clear()
    forget()


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True)
class Link:
    text: str
    address: str
    language: str = ""
    rel: str = ""
    current: str = ""

    @property
    def query(self):
        return {name: values[0] for name, values in parse_qs(urlsplit(self.address).query).items()}

    @property
    def path(self):
        return urlsplit(self.address).path


class Page:
    """One answer of the site."""

    def __init__(self, address, response):
        self.address = address
        self.status = response.status_code
        self.headers = response.headers
        self.content = response.content

    @cached_property
    def html(self):
        return self.content.decode()

    @cached_property
    def root(self):
        return lxml.html.document_fromstring(self.html)

    def all(self, xpath):
        return self.root.xpath(xpath)

    def texts(self, xpath):
        return [squeeze(found.text_content()) for found in self.all(xpath)]

    def text_of(self, xpath):
        """The text of the only element that fits."""
        (found,) = self.all(xpath)
        return squeeze(found.text_content())

    @cached_property
    def title(self):
        return self.text_of("//head/title")

    @cached_property
    def h1(self):
        return self.text_of("//h1")

    @cached_property
    def language(self):
        return self.root.get("lang")

    @cached_property
    def main(self):
        """The text of the content, without the frame around it."""
        return self.text_of("//main")

    def links(self, inside="//body"):
        """The links inside the elements that fit, with their addresses made absolute paths."""
        return [
            Link(
                squeeze(anchor.text_content()),
                self.absolute(anchor.get("href")),
                anchor.get("hreflang", ""),
                anchor.get("rel", ""),
                anchor.get("aria-current", ""),
            )
            for anchor in self.all(f"{inside}//a[@href]")
        ]

    def absolute(self, href):
        """Where a link leads, without its fragment. "?" is the page without its query."""
        if href == "?":
            return urlsplit(self.address).path
        return urldefrag(urljoin(self.address, href)).url

    def link_to(self, address, inside="//body"):
        """The first link to an address; KeyError when the page has none."""
        for link in self.links(inside):
            if link.address == address:
                return link
        raise KeyError(f"{self.address} has no link to {address}")

    @property
    def other_language(self):
        """Where the switch of languages in the header leads."""
        (link,) = [link for link in self.links("//header") if link.language]
        return link

    @property
    def rows(self):
        """The rows of a list: the record's link and the row's text."""
        return [
            (self.links_in(row)[0], squeeze(row.text_content()))
            for row in self.all("//main//table[contains(@class, 'records')]/tbody/tr")
        ]

    def links_in(self, element):
        return [
            Link(squeeze(anchor.text_content()), self.absolute(anchor.get("href")))
            for anchor in element.xpath(".//a[@href]")
        ]

    def facet(self, name):
        """A facet's options: value, how many records it promises, and its link."""
        found = {}
        for anchor in self.all("//nav[contains(@class, 'facets')]//a[@href]"):
            link = self.links_in(anchor.getparent())[0]
            chosen = {**self.query, **link.query}.get(name)
            changes = {
                key
                for key in {*self.query, *link.query} - {"page"}
                if self.query.get(key) != link.query.get(key)
            }
            if changes == {name}:
                (number,) = re.findall(r"(\d+)$", link.text)
                found[chosen] = (int(number), link)
        return found

    @property
    def query(self):
        return {name: values[0] for name, values in parse_qs(urlsplit(self.address).query).items()}


def translated(text, language):
    """A sentence of the site as its pages have it; in Spanish it must be another one."""
    with override(language):
        found = gettext(text)
    assert (found == text) == (language == "en"), f"{text!r} is not translated"
    return found


def quoted(text, language):
    """Between the language's own quotation marks."""
    return {"es": f"«{text}»", "en": f"“{text}”"}[language]


def address(name, *args, language):
    """The path of a named address in a language."""
    with override(language):
        return reverse(name, args=args)


def list_address(kind, language, query=""):
    return address(facts.ADDRESSES[kind][0], language=language) + query


def record_address(code, language):
    return address(facts.ADDRESSES[facts.kind_of()[code]][1], code, language=language)


def get(path, client=None, **headers):
    return Page(path, (client or Client(raise_request_exception=False)).get(path, **headers))


def all_pages_of(path, client=None):
    """Every page of a list, from the first to the last."""
    page = get(path, client)
    yield page
    while following := [link for link in page.links("//main") if link.rel == "next"]:
        page = get(following[0].address, client)
        yield page


def codes_of(page):
    """The identifiers of the records that a list's rows lead to."""
    return [link.path.rstrip("/").rsplit("/", 1)[-1] for link, _text in page.rows]


def cms_addresses(language):
    """The pages that editors keep, besides the home page."""
    from wagtail.models import Page

    pages = Page.objects.live().filter(depth__gt=2, locale__language_code=language)
    return [page.get_url() for page in pages.order_by("path")]


@cache
def crawl():
    """Every page with an address of its own, fetched once a process: {"/en/mandates/": Page}."""
    found = []
    for language in LANGUAGES:
        found += [get(address(name, language=language)) for name in PORTAL]
        found.append(get(address("report", "gan", language=language)))
        for kind in facts.KINDS:
            found += all_pages_of(list_address(kind, language))
        found += [get(record_address(code, language)) for code in facts.by_id()]
        found += [get(path) for path in cms_addresses(language)]
    return {page.address: page for page in found}
