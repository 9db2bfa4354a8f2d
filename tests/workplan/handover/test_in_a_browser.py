"""The handover on the installed site: made, read and accepted by people, axe on every page."""

import pytest

from tests.axe import faults
from tests.factories.installation import (  # noqa: F401 - fixtures
    own_site,
    provider_port,
    signed_in_page,
)
from tests.pages import address
from tests.workplan.handover.conftest import TERM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.external,
    pytest.mark.xdist_group("handover-browser"),
]
PHONE, DESK = (360, 740), (1440, 900)
LOOKS = [(PHONE, "dark"), (DESK, "light")]


def faults_at(page, url):
    """What axe finds on a page, on a phone and at a desk; that it is no wider than the screen."""
    for (width, height), scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        assert page.goto(url).status == 200
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        yield from faults(page)


def test_pack_is_made_and_accepted_and_every_page_is_accessible(signed_in_page, own_site):  # noqa: F811
    page = signed_in_page("coordina")
    found = list(faults_at(page, own_site.address + address("desk-handovers", language="es")))
    new = own_site.address + address("desk-handover-new", language="es") + f"?term={TERM}"
    found += list(faults_at(page, new))
    page.get_by_role("button", name="Preparar el paquete").click()
    made = page.url
    found += list(faults_at(page, made))
    with page.expect_download() as download:
        page.get_by_role("link", name="Paquete completo (ZIP)").click()
    assert download.value.suggested_filename == f"handover-{TERM}-2018-06-30.zip"
    delegate = signed_in_page("delegada2", *PHONE)
    delegate.goto(made)
    delegate.get_by_role("link", name="Aceptar el traspaso").click()
    found += list(faults_at(delegate, delegate.url))
    delegate.get_by_role("button", name="Aceptar por mi parte").click()
    assert "El traspaso está aceptado por Colombia." in delegate.get_by_role("main").inner_text()
    found += list(faults_at(delegate, made))
    assert found == []
