"""Governance on the installed site: a delegate on a phone, the coordination at a desk, and axe."""

import json
import subprocess
import sys

import pytest

from tests.axe import faults
from tests.pages import LANGUAGES, address

pytestmark = [
    pytest.mark.browser,
    pytest.mark.external,
    pytest.mark.xdist_group("governance-browser"),
]

PHONE, DESK = (360, 740), (1440, 900)
LOOKS = {"es": [(PHONE, "dark"), (DESK, "dark")], "en": [(DESK, "light"), (PHONE, "light")]}
# What may differ between two widths of one page. All rules take a second, most of it for colours.
OF_WIDTH = (
    *("target-size", "scrollable-region-focusable", "aria-hidden-focus"),
    *("empty-table-header", "td-has-header"),
)
BOTH = ("desk-governance", "desk-ledger", "desk-decisions")
OF_DECISIONS = {"coordina": (*BOTH, "desk-decision-new"), "delegada": BOTH}
# Six of their own, and the answers to three questions.
DECISIONS = 9
# What each sees: names of addresses, and after them names of what `populate` made.
STATES = ("prepared", "convened", "running", "closed", "published", "cancelled")
ACTAS = ("drafted", "circulated", "agreed", "signed", "published")
QUESTIONS = ("open", "late", "drafted", "adopted", "answered")
FOR_BOTH = [
    ("profile",),
    ("desk-calendar",),
    ("desk-meetings",),
    ("desk-consultations",),
    *(("desk-minutes", acta) for acta in ACTAS),
    *(("desk-consultation", one) for one in QUESTIONS),
]
SCREENS = {
    "coordina": [
        *FOR_BOTH,
        *(("desk-meeting", state) for state in STATES),
        ("desk-meeting-new",),
        ("desk-meeting-edit", "convened"),
        ("desk-meeting-cancel", "convened"),
        ("desk-item-new", "running"),
        ("desk-attendance", "running"),
        ("desk-outcome-new", "running"),
        ("desk-minutes", "closed"),
        ("desk-minutes-circulate", "drafted"),
        ("desk-minutes-edit", "circulated"),
        ("desk-consultation-new",),
        ("desk-consultation-answer", "open"),
        ("desk-consultation-sent", "adopted"),
    ],
    "delegada": [
        *FOR_BOTH,
        *(("desk-meeting", state) for state in ("convened", "running", "published", "cancelled")),
    ],
}
# Forms that come back with what is wrong when they are sent as they stand.
REFUSED = {
    "coordina": [
        ("desk-meeting-new",),
        ("desk-item-new", "running"),
        ("desk-attendance", "running"),
        ("desk-outcome-new", "running"),
        ("desk-minutes-circulate", "drafted"),
        ("desk-consultation-new",),
    ],
    "delegada": [("desk-consultation", "open"), ("desk-minutes", "circulated")],
}


@pytest.fixture(scope="session")
def governed_site(own_site):
    """The own site with decisions, meetings, actas and consultations in every state."""
    command = [sys.executable, "-m", "tests.governance.populate"]
    done = subprocess.run(
        command, env=own_site.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    own_site.made = json.loads(done.stdout)
    return own_site


def show(page, size, scheme):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    # A form that stands folded is looked at open.
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


def faults_of(page, language):
    """By all rules in one look of this language; in the other by those that a width may break."""
    found = []
    for look, rules in zip(LOOKS[language], ((), OF_WIDTH), strict=True):
        show(page, *look)
        found += faults(page, *rules)
    return found


def look(page, site, path, language):
    answer = page.goto(site.address + path)
    assert answer.status == 200, path
    return faults_of(page, language)


def path_of(site, screen, language):
    name, *what = screen
    made = site.made["consultations" if "consultation" in name else "meetings"]
    return address(name, *(made[one] for one in what), language=language)


def hrefs(links):
    return [links.nth(at).get_attribute("href") for at in range(links.count())]


def look_at_decisions(page, site, key, language):
    """Each decision from the list on, and one of each form that their pages lead to."""
    found, forms = [], {}
    for name in OF_DECISIONS[key]:
        found += look(page, site, address(name, language=language), language)
    page.goto(site.address + address("desk-decisions", language=language))
    decisions = hrefs(page.locator("table.records td a"))
    assert len(decisions) == DECISIONS
    for path in decisions:
        found += look(page, site, path, language)
        forms |= {form.split("/")[-2]: form for form in hrefs(page.locator(".actions a"))}
    for form in forms.values():
        found += look(page, site, form, language)
    return found


@pytest.mark.parametrize("key", ["coordina", "delegada"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(signed_in_page, governed_site, key):
    """One test for each person, who signs in once: a code of theirs is not taken twice."""
    page, site = signed_in_page(key), governed_site
    found = []
    for language in LANGUAGES:
        found += look_at_decisions(page, site, key, language)
        for screen in SCREENS[key]:
            found += look(page, site, path_of(site, screen, language), language)
        for screen in REFUSED[key]:
            page.goto(site.address + path_of(site, screen, language))
            show(page, *LOOKS[language][0])
            page.evaluate("document.querySelectorAll('form').forEach(one => one.noValidate = true)")
            page.locator("main form.form, main form.pairs").last.locator("[type=submit]").click()
            assert page.locator("main [aria-invalid=true]").count(), screen
            found += faults_of(page, language)
    assert found == []


def test_axe_finds_a_planted_error(signed_in_page, governed_site):
    page = signed_in_page("alterno")
    path = path_of(governed_site, ("desk-minutes", "circulated"), "es")
    assert look(page, governed_site, path, "es") == []
    page.evaluate("document.querySelector('h1').remove()")
    assert any("at 360: page-has-heading-one" in line for line in faults_of(page, "es"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sideways_scrolling_is_noticed_when_planted(phone, governed_site, language):
    phone.goto(governed_site.address + address("account_login", language=language))
    phone.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    phone.evaluate("document.querySelector('h1').textContent = 'Acta '.repeat(40)")
    (line,) = [one for one in faults_of(phone, language) if "too wide" in one]
    assert "at 360: " in line


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
