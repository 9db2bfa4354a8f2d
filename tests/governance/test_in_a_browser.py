"""Decisions on the installed site: a delegate on a phone, the coordination at a desk, and axe."""

import subprocess
import sys

import pytest
from axe_playwright_python.base import AXE_SCRIPT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.external,
    pytest.mark.xdist_group("governance-browser"),
]

# Each person signs in once: a code of theirs is not taken twice.
RUN_AXE = """axe.run({resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
    .then(results => results.violations)"""
LOOKS = [("es", (360, 740), "dark"), ("en", (1440, 900), "light")]
DESK = {
    "es": ("gobernanza/", "gobernanza/libro/", "decisiones/", "decisiones/nuevo/"),
    "en": ("governance/", "governance/ledger/", "decisions/", "decisions/new/"),
}


@pytest.fixture(scope="session")
def governed_site(own_site):
    """The own site with decisions in every state."""
    command = [sys.executable, "-m", "tests.governance.populate"]
    done = subprocess.run(
        command, env=own_site.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return own_site


def faults(page):
    page.evaluate(AXE_SCRIPT)
    found = [
        f"{page.url} {rule['id']}: {node['html'][:140]}"
        for rule in page.evaluate(RUN_AXE)
        for node in rule["nodes"]
    ]
    over = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return [*found, *([f"{page.url} is {over} pixels too wide"] if over > 0 else [])]


def look(page, site, path, size, scheme):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    answer = page.goto(site.address + path)
    assert answer.status == 200, path
    return faults(page)


def desk(language, path):
    return f"/{language}/{'desk' if language == 'en' else 'escritorio'}/{path}"


@pytest.mark.parametrize("key", ["coordina", "delegada"])
def test_axe_finds_nothing_on_the_screens_of_decisions(signed_in_page, governed_site, key):
    page = signed_in_page(key)
    found = []
    for language, size, scheme in LOOKS:
        for path in DESK[language]:
            if key == "delegada" and path.endswith(("nuevo/", "new/")):
                continue
            found += look(page, governed_site, desk(language, path), size, scheme)
        page.goto(governed_site.address + desk(language, DESK[language][2]))
        links = page.locator("table.records td a")
        paths = [links.nth(at).get_attribute("href") for at in range(links.count())]
        assert len(paths) == 6
        for path in paths:
            found += look(page, governed_site, path, size, scheme)
            forms = page.locator(".actions a")
            inner = [forms.nth(at).get_attribute("href") for at in range(forms.count())]
            for form in inner:
                found += look(page, governed_site, form, size, scheme)
    assert found == []


def test_axe_finds_a_planted_error(signed_in_page, governed_site):
    page = signed_in_page("alterno")
    page.goto(governed_site.address + desk("es", "decisiones/"))
    assert faults(page) == []
    page.evaluate("document.querySelector('h1').remove()")
    assert faults(page) != []


def test_delegate_on_a_phone_answers_what_waits(signed_in_page, governed_site):
    """From the desk: what waits, one tap to the text, the position, and it is recorded."""
    page = signed_in_page("delegada3", width=360, height=740)
    page.get_by_role("main").get_by_role("link", name="Reuniones y decisiones").click()
    page.locator("#mine ~ ul a").filter(has_text="Responder antes").first.click()
    assert "El grupo se reúne en junio." in page.inner_text("main")
    page.get_by_role("link", name="Dar la posición de su parte").click()
    page.get_by_label("Objeción", exact=True).check()
    page.get_by_role("button", name="Registrar la posición").click()
    # Without its reason nothing is recorded, and nothing that was chosen is lost.
    assert "motivo" in page.inner_text("main")
    assert page.get_by_label("Objeción", exact=True).is_checked()
    page.get_by_label("Sin objeción", exact=True).check()
    page.get_by_role("button", name="Registrar la posición").click()
    page.get_by_text("quedó registrada").wait_for()
    row = page.locator("table.positions tr").filter(has_text="México")
    assert "sin objeción" in row.inner_text()
