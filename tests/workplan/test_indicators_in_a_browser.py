"""Indicators on the installed site: axe on every page, and a value stated on a phone."""

import json
import subprocess
import sys

import pytest

from tests.axe import faults
from tests.pages import LANGUAGES, address

pytestmark = [
    pytest.mark.browser,
    pytest.mark.external,
    pytest.mark.xdist_group("indicators-browser"),
]

PHONE, DESK = (360, 740), (1440, 900)
LOOKS = [(PHONE, "dark"), (DESK, "light")]
PUBLIC = [
    ("indicators",),
    ("indicators-add-up",),
    *(("indicator", name) for name in ("tree", "share", "measured", "words")),
    *(("indicator-explained", name) for name in ("tree", "measured", "words")),
]
AT_DESK = [
    ("desk-indicators",),
    ("desk-indicator-new",),
    *(("desk-indicator", name) for name in ("tree", "share", "measured", "words")),
    ("desk-indicator-edit", "share"),
    ("desk-indicator-periods", "share"),
    ("desk-indicator-periods", "words"),
    ("desk-indicator-dimension", "share"),
    ("desk-indicator-target", "share"),
    ("desk-actual-new", "words"),
]
OF_A_PERIOD = {"indicator-explained", "desk-indicator-target", "desk-actual-new"}


@pytest.fixture(scope="module")
def made(own_site):
    """What there is, by name: the indicator's identifier and the number of one of its periods."""
    command = [sys.executable, "-m", "tests.workplan.populate_indicators"]
    done = subprocess.run(
        command, env=own_site.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def path_of(screen, made, language):
    name, *which = screen
    code, period = made[which[0]] if which else ("", 0)
    arguments = [code, period] if name in OF_A_PERIOD else [code] if which else []
    return address(name, *arguments, language=language)


def found_on(page, own_site, screens, made, language):
    for screen in screens:
        for (width, height), scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            answer = page.goto(own_site.address + path_of(screen, made, language))
            assert answer.status == 200, screen
            yield from faults(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_have_no_accessibility_violation(page_at, own_site, made, language):
    page = page_at(*DESK)
    assert list(found_on(page, own_site, PUBLIC, made, language)) == []


def test_desk_has_no_accessibility_violation(signed_in_page, own_site, made):
    page = signed_in_page("coordina")
    assert list(found_on(page, own_site, AT_DESK, made, "es")) == []


def test_delegate_states_a_value_on_a_phone_and_keeps_what_was_typed(
    signed_in_page, own_site, made
):
    page = signed_in_page("delegada2", *PHONE)
    page.goto(own_site.address + path_of(("desk-actual-new", "share"), made, "es"))
    page.fill("[name=value]", "50")
    page.fill("[name=denominator]", "40")
    page.fill("[name=url]", "https://example.org/dato")
    page.get_by_role("button", name="Declarar el valor").click()
    assert "es más que el total" in page.get_by_role("main").inner_text()
    assert page.input_value("[name=value]") == "50"
    assert faults(page) == []
    page.fill("[name=value]", "20")
    page.get_by_role("button", name="Declarar el valor").click()
    assert "espera a otra parte" in page.get_by_role("main").inner_text()
