"""The picture as a file: whole, alone, in the language asked for."""

import re
from pathlib import Path

import lxml.etree
import pytest
from django.conf import settings

from gte.workplan.timeline.files import STYLE, to_png, to_svg
from tests.workplan.timeline.conftest import laid_out, make_bar, plan_of
from tests.workplan.timeline.test_html import EVIL, evil_plan

SVG = "{http://www.w3.org/2000/svg}"


def test_svg_is_well_formed_has_a_title_and_says_each_row():
    timeline = plan_of(30, 3)
    root = lxml.etree.fromstring(to_svg(timeline, "es", "Plan 2026").encode())
    assert root.get("lang") == "es"
    assert root.findtext(f"{SVG}title") == "Plan 2026"
    assert root.findtext(f"{SVG}desc").startswith("30 proyectos: ")
    titles = [one.text for one in root.iterfind(f".//{SVG}g/{SVG}title")]
    assert sum("depende de «Proyecto" in title for title in titles) == 29


def test_svg_needs_nothing_from_elsewhere_and_no_text_becomes_markup():
    root = lxml.etree.fromstring(to_svg(evil_plan(), "en", EVIL).encode())
    assert {one.tag.removeprefix(SVG) for one in root.iter()} & {"script", "b", "image"} == set()
    assert root.xpath("//@onload | //@style") == []
    hrefs = root.xpath("//@href")
    assert hrefs
    assert all(href.startswith("#t-") for href in hrefs)
    assert root.findtext(f"{SVG}title") == EVIL


def test_svg_keeps_links_that_work_outside_of_the_site():
    bars = [make_bar("a", url="https://example.org/a/"), make_bar("b", url="/b/")]
    root = lxml.etree.fromstring(to_svg(laid_out(*bars), "en").encode())
    assert [one.get("href") for one in root.iter(f"{SVG}a")] == ["https://example.org/a/"]


def test_colours_of_the_file_are_those_of_the_site():
    tokens = Path(settings.PACKAGE_DIR, "static/css/tokens.css").read_text()
    mixed = {"#8aacc3", "#d19c81", "#acb9c1"}
    assert set(re.findall("#[0-9a-f]{6}", STYLE)) - set(re.findall("#[0-9a-f]{6}", tokens)) == mixed


@pytest.mark.parametrize(("number", "least"), [(0, 1), (5, 1), (400, 1)])
def test_png_shows_the_whole_picture_however_long(number, least):
    import io

    from PIL import Image

    picture = Image.open(io.BytesIO(to_png(plan_of(number, bool(number)), "es")))
    svg = to_svg(plan_of(number, bool(number)), "es")
    width, height = map(int, re.search(r'width="(\d+)" height="(\d+)"', svg).groups())
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.01)
    assert max(picture.size) <= 16_100
    assert len(picture.convert("L").getcolors(256)) > least
