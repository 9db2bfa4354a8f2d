"""axe-core finds nothing on any kind of page, in either language and scheme, phone and desk."""

import pytest

from tests.axe import overflow, violations
from tests.external.conftest import EVERY_PAGE, kinds_of_page

pytestmark = [pytest.mark.browser, pytest.mark.external]
WIDTHS = (1440, 360)


def group(language):
    return pytest.mark.xdist_group(f"accessibility-{language}")


every_page = pytest.mark.parametrize(
    ("language", "name"),
    [pytest.param(language, name, marks=group(language)) for language, name in EVERY_PAGE],
)


@every_page
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(visit, language, name):
    path = kinds_of_page(language)[name]
    for width in WIDTHS:
        page = visit(path, width)
        # Facets stand open on a desk, in elements that axe-core takes for folded and hidden.
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        assert violations(page) == []
        assert overflow(page) <= 0
        # In the dark only colours differ: one rule asks about them.
        assert violations(visit(path, width, "dark"), "color-contrast") == []


SAMPLE = (
    "home",
    "list of mandates",
    "longest of mandates",
    "longest of members",
    "coverage",
    "report",
    "address not understood",
)


@group("en")
def test_axe_finds_what_cannot_be_read_in_the_dark_only(visit):
    page = visit(kinds_of_page("en")["list of mandates"], scheme="dark")
    page.evaluate("() => document.querySelector('main').style.setProperty('--ink-soft', '#2a3d4b')")
    found = violations(page, "color-contrast")
    page.goto("about:blank")
    assert found


@group("en")
@pytest.mark.parametrize("system", ["light", "dark"])
def test_choice_of_scheme_goes_before_the_system_and_is_kept(page_at, record_site, system):
    page = page_at(1440, 900, color_scheme=system)
    page.goto(record_site + kinds_of_page("en")["home"])
    other = {"light": "dark", "dark": "light"}[system]
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    assert page.evaluate(scheme) == system
    page.get_by_role("button", name=other.capitalize(), exact=True).click()
    assert page.evaluate(scheme) == other
    page.goto(record_site + kinds_of_page("en")["coverage"])
    assert page.evaluate(scheme) == other
    page.get_by_role("button", name="Automatic", exact=True).click()
    assert page.evaluate(scheme) == system
    page.reload()
    assert page.evaluate(scheme) == system


@group("en")
def test_without_script_the_scheme_is_the_systems_and_no_choice_is_offered(page_at, record_site):
    page = page_at(1440, 900, color_scheme="dark", java_script_enabled=False)
    page.goto(record_site + kinds_of_page("en")["home"])
    assert page.get_by_role("link", name="Coverage map").first.is_visible()
    assert page.get_by_role("button", name="Dark", exact=True).count() == 0


@group("en")
def test_menu_folds_with_escape_and_gives_the_focus_back(page_at, record_site):
    page = page_at(360, 740)
    page.goto(record_site + kinds_of_page("en")["home"])
    page.locator("header summary").click()
    page.get_by_role("link", name="Good practices").first.focus()
    page.keyboard.press("Escape")
    assert page.locator("header details").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@group("en")
@pytest.mark.parametrize("opened", ["header details", "main details:first-of-type", "nothing"])
def test_axe_finds_no_violation_with_menu_or_facets_open_or_closed(visit, opened):
    for width in WIDTHS:
        page = visit(kinds_of_page("en")["narrowed list"], width)
        page.evaluate(
            "(opened) => document.querySelectorAll('details').forEach("
            "one => one.open = one.matches(opened))",
            opened,
        )
        assert violations(page) == []
        assert overflow(page) <= 0


PLANTED = {
    "image-alt": "document.querySelector('main').append(new Image())",
    "color-contrast": (
        "const p = document.createElement('p');"
        "p.textContent = 'hard to read';"
        "p.style.cssText = 'color: #999; background: #aaa';"
        "document.querySelector('main').append(p)"
    ),
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "link-name": "document.querySelector('main a').textContent = ''",
    "label": "document.querySelector('main label').remove()",
    "target-size": (
        "for (const text of ['one', 'two']) {"
        " const tiny = document.createElement('button');"
        " tiny.textContent = text;"
        " tiny.style.cssText = 'display: block; font-size: 6px; padding: 0; height: 8px';"
        " document.querySelector('main').append(tiny) }"
    ),
}


@group("en")
@pytest.mark.parametrize(("rule", "script"), PLANTED.items())
def test_axe_finds_a_planted_error(visit, record_site, rule, script):
    page = visit(kinds_of_page("en")["list of mandates"])
    page.evaluate(f"() => {{ {script} }}")
    found = violations(page)
    page.goto("about:blank")
    assert {line.split(":")[0] for line in found} == {rule}


@group("en")
@pytest.mark.parametrize("width", WIDTHS)
def test_sideways_scrolling_is_noticed_when_planted(visit, width):
    page = visit(kinds_of_page("en")["home"], width)
    page.evaluate(
        "() => { const wide = document.createElement('div');"
        "wide.style.cssText = 'width: 2000px; height: 1px';"
        "document.querySelector('main').append(wide) }"
    )
    found = overflow(page)
    page.goto("about:blank")
    assert found > 100


@group("en")
def test_style_sheets_arrive_and_nothing_is_refused(page_at, record_site):
    """Under the site's own content policy: no file missing, nothing blocked, no script error."""
    page, trouble = page_at(1440, 900), []

    def note_failed(request):
        # What is still on its way when the reader goes on is given up: that is no trouble.
        if request.failure != "net::ERR_ABORTED":
            trouble.append(f"{request.url}: {request.failure}")

    def note_missing(answer):
        if answer.status >= 400:
            trouble.append(f"{answer.url}: {answer.status}")

    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("requestfailed", note_failed)
    page.on("response", note_missing)
    for name in SAMPLE[:-1]:
        page.goto(record_site + kinds_of_page("en")[name])
        assert page.evaluate("document.styleSheets.length") >= 4
    assert trouble == []
    page.goto(f"{record_site}/en/no/such/page/")
    assert trouble
