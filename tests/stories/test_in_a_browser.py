"""Readers with a phone and readers without a mouse, in a real browser on the installed site."""

import re

import pytest

from tests import facts
from tests.pages import translated

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-stories")]


@pytest.fixture
def tomas(page_at, record_site):
    """Tomás Araya, on a phone of 360 pixels."""
    page = page_at(360, 740, has_touch=True, is_mobile=True, locale="es-CL")
    page.goto(record_site)
    return page


@pytest.fixture
def elena(page_at, record_site):
    """Elena Quispe, who uses no mouse and half the width of her screen: facets stand folded."""
    page = page_at(700, 800, locale="es-PE", reduced_motion="reduce")
    page.goto(record_site)
    return page


def test_teacher_finds_a_practice_of_his_country_on_his_phone(tomas):
    assert tomas.evaluate("document.documentElement.lang") == "es"
    tomas.locator("header summary").tap()
    tomas.get_by_role("navigation").get_by_role("link", name="Buenas prácticas").first.tap()
    tomas.wait_for_url("**/buenas-practicas/")
    assert tomas.inner_text("h1") == "Buenas prácticas"

    # The facet stands folded; unfolded, it names each State with the number of its practices.
    facet = tomas.locator("details.facet").first
    facet.locator("summary").tap()
    expected = [r["id"] for r in facts.records("practices") if r["country_id"] == "cl"]
    facet.get_by_role("link", name=f"Chile {len(expected)}").tap()
    tomas.wait_for_url("**/?state=cl")
    rows = tomas.locator("table.records tbody tr")
    assert rows.count() == len(expected)
    # What is chosen is said and can be taken away by itself.
    chip = tomas.locator("ul.chips a").first
    assert "Chile" in chip.inner_text()

    rows.first.get_by_role("link").first.tap()
    tomas.wait_for_url("**/practice-*/")
    title = tomas.inner_text("h1")
    assert title in {facts.title(code, "es") for code in expected}
    assert tomas.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    tomas.go_back()
    tomas.wait_for_url("**/?state=cl")
    tomas.locator("ul.chips a").first.tap()
    tomas.wait_for_url(re.compile(r"/buenas-practicas/\??$"))
    assert rows.count() == 20


FORMER_PAGE = {
    "Qué es el grupo": ("El grupo", "2014"),
    "Temas y funciones": ("En qué trabaja", "Coordinar y seguir la cooperación"),
    "Documentos": ("Documentos", "Qué se declaró"),
    "Buenas prácticas": ("Qué es una buena práctica", "Metodología de intervención"),
    "Contactos": ("Contactos", "Oficina de Relaciones Internacionales"),
}


@pytest.mark.parametrize(("link", "found"), FORMER_PAGE.items())
def test_what_the_former_page_held_is_a_tap_or_two_away_on_a_phone(tomas, link, found):
    heading, fact = found
    tomas.locator("main").get_by_role("link", name=link, exact=True).first.tap()
    tomas.wait_for_function(f"document.querySelector('h1').innerText === '{heading}'")
    assert fact in tomas.inner_text("main")


def focused(page):
    """The element that has the focus: its text and its address."""
    return page.evaluate(
        "() => { const at = document.activeElement;"
        "const text = at.textContent.trim().replace(/\\s+/g, ' ');"
        "return [text, at.getAttribute('href') || at.tagName]"
        "}"
    )


def tabs_to(page, fits, key="Tab"):
    """Goes on with the keyboard until the focus is on what fits, as far as a page is long."""
    for _ in range(200):
        page.keyboard.press(key)
        text, target = focused(page)
        if fits(text, target):
            return text, target
    raise AssertionError(f"the keyboard does not reach it on {page.url}")


def focus_is_seen(page):
    """The focus is marked by more than the colour of the text."""
    return page.evaluate(
        "() => { const style = getComputedStyle(document.activeElement);"
        "return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"
    )


def test_reader_without_a_mouse_narrows_a_list_and_changes_its_language(elena):
    # The first thing the keyboard meets is the way past the header.
    elena.keyboard.press("Tab")
    assert focused(elena)[1] == "#main"
    assert focus_is_seen(elena)
    elena.keyboard.press("Enter")
    assert elena.evaluate("document.activeElement.id") == "main"

    tabs_to(elena, lambda text, _target: text == "Todos los registros")
    elena.keyboard.press("Enter")
    elena.wait_for_url("**/registros/")
    tabs_to(elena, lambda text, target: text == "Mandatos" and target.endswith("/mandatos/"))
    assert focus_is_seen(elena)
    elena.keyboard.press("Enter")
    elena.wait_for_url("**/mandatos/")

    status = translated("Status", "es")
    # A facet is unfolded with a key, and its values are the next stops.
    tabs_to(elena, lambda text, target: target == "SUMMARY" and text.startswith(status))
    assert focus_is_seen(elena)
    elena.keyboard.press("Enter")
    tabs_to(elena, lambda _text, target: target == "?status=fulfilled")
    elena.keyboard.press("Enter")
    elena.wait_for_url("**/?status=fulfilled")
    fulfilled = [r["id"] for r in facts.records("mandates") if r["status"] == "fulfilled"]
    assert elena.locator("table.records tbody tr").count() == len(fulfilled)

    # The language switch keeps the list as it is.
    tabs_to(elena, lambda text, _target: text == "English")
    elena.keyboard.press("Enter")
    elena.wait_for_url("**/en/mandates/?status=fulfilled")
    assert elena.evaluate("document.documentElement.lang") == "en"
    assert elena.locator("table.records tbody tr").count() == len(fulfilled)

    # And out of the list into a record, to its source.
    tabs_to(elena, lambda text, _target: text == facts.title(fulfilled[0], "en"))
    elena.keyboard.press("Enter")
    elena.wait_for_url(f"**/{fulfilled[0]}/")
    source = facts.by_id()[fulfilled[0]]["source"]
    assert tabs_to(elena, lambda _text, target: target == source)


def test_searching_a_list_needs_no_script(page_at, record_site):
    page = page_at(1280, 800, locale="en", java_script_enabled=False)
    page.goto(f"{record_site}/en/mandates/")
    page.get_by_role("searchbox", name="Find in this list").fill("educacion")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/mandates/?q=educacion")
    found = page.locator("table.records tbody tr")
    assert 0 < found.count() < len(facts.records("mandates"))


def test_nothing_is_asked_of_other_hosts(page_at, record_site):
    """No font, script or counter of anybody else: the site works on a closed network."""
    asked = set()
    page = page_at(1280, 800)
    page.on("request", lambda request: asked.add(request.url))
    for path in ("/en/", "/en/mandates/", "/en/coverage/", "/es/informes/gan/"):
        page.goto(f"{record_site}{path}", wait_until="load")
    assert asked
    assert all(url.startswith((record_site, "data:")) for url in asked)


WITHIN = "one => { const r = one.getBoundingClientRect(); return [r.left, r.right, r.width]; }"


@pytest.mark.parametrize("path", ["/es/cobertura/", "/es/informes/gan/", "/es/como-trabaja/"])
def test_row_of_tabs_begins_with_the_current_one_in_view_on_a_phone(tomas, record_site, path):
    tomas.goto(record_site + path)
    left, right, _width = tomas.locator(".siblings [aria-current]").evaluate(WITHIN)
    assert left >= 0
    assert right <= 360


def test_suggestions_take_the_width_of_a_phone(tomas):
    tomas.locator("header input[type=search]").tap()
    tomas.keyboard.type("educ")
    tomas.wait_for_selector(".suggest [role=option]")
    left, right, width = tomas.locator(".suggest").evaluate(WITHIN)
    assert left >= 0
    assert right <= 360
    assert width >= 320


def test_topics_below_a_topic_are_links_of_their_own_without_boxes(tomas, record_site):
    tomas.goto(f"{record_site}/es/en-que-trabaja/")
    boxes = "all => all.map(one => getComputedStyle(one).borderTopWidth)"
    assert set(tomas.locator(".tiles > li li").evaluate_all(boxes)) == {"0px"}
    below = tomas.locator(".tiles > li li a").first
    path = below.get_attribute("href")
    below.tap()
    tomas.wait_for_url(f"**{path}")


def test_picture_that_is_made_narrower_keeps_its_shape(tomas, record_site):
    tomas.goto(f"{record_site}/es/noticias/")
    add = """row => new Promise(done => {
        const one = new Image(480, 270);
        one.onload = () => done([one.naturalWidth / one.naturalHeight, one.width / one.height]);
        one.src = document.querySelector("meta[property='og:image']").content;
        one.src = new URL(one.src).pathname;
        row.prepend(one);
    })"""
    own, shown = tomas.locator(".news-list > li").first.evaluate(add)
    assert shown == pytest.approx(own, rel=0.02)


def test_printed_first_page_says_who_coordinates_in_a_colour_that_is_seen(tomas):
    tomas.emulate_media(media="print")
    colour = "one => getComputedStyle(one).color"
    told = tomas.locator(".hero-now a").evaluate(colour)
    assert told == tomas.locator("body").evaluate(colour)
