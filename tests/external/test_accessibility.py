"""axe-core finds nothing on any kind of page, in either language, on a phone and on a desk."""

import pytest

from tests.external.conftest import EVERY_PAGE, kinds_of_page, overflow, violations

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


SAMPLE = (
    "home",
    "list of mandates",
    "longest of mandates",
    "longest of members",
    "coverage",
    "report",
    "address not understood",
)


@group("es")
@pytest.mark.parametrize("name", SAMPLE)
def test_axe_finds_no_violation_in_the_dark(visit, name):
    path = kinds_of_page("es")[name]
    for width in WIDTHS:
        assert violations(visit(path, width, "dark")) == []


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
    "label": "document.querySelector('label').remove()",
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
