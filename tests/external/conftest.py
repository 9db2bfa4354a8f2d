"""The site as installed, read by a browser and judged by other people's programs."""

import json
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gte.portal.domain import page_specs
from tests import facts
from tests.pages import LANGUAGES, address, crawl, list_address, record_address

DAY = "?as-of=2026-01-29"


@cache
def longest(kind):
    """The record whose page is likely to be longest: by its own texts, and by who else names it."""
    everything = json.dumps(list(facts.by_id().values()))

    def weight(record):
        named = everything.count(f'"{record["id"]}"')
        return len(json.dumps(record)) + 200 * named

    return max(facts.records(kind), key=weight)["id"]


def cms_pages(language):
    """The initial pages that editors keep, by their keys in the content files."""
    specs = {spec["key"]: spec for spec in page_specs()}

    def path(spec):
        return f"{path(specs[spec['parent']])}{spec['slug'][language]}/" if "parent" in spec else ""

    return {
        f"page {key}": f"/{language}/{path(spec)}"
        for key, spec in specs.items()
        if "parent" in spec
    }


CMS_PAGES = {language: cms_pages(language) for language in LANGUAGES}


@cache
def kinds_of_page(language):
    """One address of every kind of page there is, by a name for it."""
    narrowed = list_address("mandates", language, "?status=unknown&q=a")
    return {
        "home": address("home", language=language),
        "registers": address("registers", language=language),
        "about the record": address("about-record", language=language),
        "components": address("components", language=language),
        "contact form": address("contact-form", language=language),
        **CMS_PAGES[language],
        "feeds": address("feeds", language=language),
        "coverage": address("coverage", language=language) + DAY,
        "report": address("report", "gan", language=language) + DAY,
        "narrowed list": narrowed,
        "empty list": list_address("mandates", language, "?q=zzzz"),
        "later page of a list": list_address("documents", language, "?page=2"),
        "search": address("search", language=language),
        "search results": address("search", language=language) + "?q=chile&kind=practice",
        "search without results": address("search", language=language) + "?q=movlidad",
        "unknown page": f"/{language}/no/such/page/",
        "address not understood": list_address("mandates", language, "?page=x"),
        **{f"list of {kind}": list_address(kind, language) for kind in facts.KINDS},
        **{f"longest of {kind}": record_address(longest(kind), language) for kind in facts.KINDS},
    }


EVERY_PAGE = [(language, name) for language in LANGUAGES for name in kinds_of_page(language)]


@pytest.fixture(scope="session")
def window(browser):
    """One window for all pages: opening one costs more than looking at a page."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(window, record_site):
    """``visit(path, width=1440, scheme="light")``: the window, showing that page of the site."""

    def show(path, width=1440, scheme="light"):
        window.emulate_media(color_scheme=scheme)
        window.set_viewport_size({"width": width, "height": 900 if width > 500 else 740})
        if urlsplit(window.url).path + "?" + urlsplit(window.url).query != path:
            window.goto(f"{record_site}{path}")
        return window

    return show


@pytest.fixture(scope="session")
def whole_site(django_db_setup, django_db_blocker):
    """Every page that has an address of its own: {"/en/mandates/": Page, ...}."""
    with django_db_blocker.unblock():
        return crawl()


@pytest.fixture(scope="session")
def nu_messages(require_tool, tmp_path_factory):
    """``nu_messages({name: html})``: what the Nu HTML checker says of pages, warnings too."""
    java = require_tool("java")
    jar = Path(__file__).resolve().parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not jar.exists():
        require_tool("the Nu HTML checker (npm package vnu-jar)")

    def check(pages):
        folder = tmp_path_factory.mktemp("pages")
        for number, html in enumerate(pages.values()):
            (folder / f"{number}.html").write_text(html, encoding="utf-8")
        done = subprocess.run(
            [java, "-jar", str(jar), "--format", "json", str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        names = list(pages)
        return [
            (
                names[int(Path(found["url"]).stem)],
                found.get("subType", found["type"]),
                found["message"],
            )
            for found in json.loads(done.stderr)["messages"]
        ]

    return check
