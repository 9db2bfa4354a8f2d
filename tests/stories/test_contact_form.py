"""A teacher writes to the group from his phone, with and without scripts."""

import re

import pytest

from tests.axe import overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-stories")]
WORDS = {
    "es": ("Nombre", "Correo electrónico", "Mensaje", "Enviar el mensaje", "fue enviado"),
    "en": ("Name", "E-mail", "Message", "Send the message", "was sent"),
}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("scripts", [True, False])
def test_teacher_writes_to_the_group_on_his_phone(page_at, record_site, language, scripts):
    name, email, text, send, sent = WORDS[language]
    phone = page_at(360, 740, has_touch=True, is_mobile=True, java_script_enabled=scripts)
    phone.goto(f"{record_site}/{language}/")
    phone.locator("footer a", has_text=re.compile("Escribir al grupo|Write to the group")).tap()

    # Sent too soon and with a slip: he is told, and nothing that he typed is lost.
    phone.get_by_label(name, exact=True).fill("Tomás Araya")
    phone.get_by_label(email, exact=True).fill("tomas@")
    phone.get_by_label(text, exact=True).fill("¿A quién le envío una práctica?")
    phone.get_by_role("button", name=send).tap()
    summary = phone.locator(".error-summary")
    assert email in summary.inner_text()
    if scripts:
        assert phone.evaluate("document.activeElement.className") == "error-summary"
        assert violations(phone) == []
    assert phone.get_by_label(text, exact=True).input_value() == "¿A quién le envío una práctica?"

    phone.get_by_label(email, exact=True).fill(f"tomas-{language}-{scripts}@example.org")
    # The page takes nothing within three seconds of its opening: he presses until it does.
    for _press in range(200):
        with phone.expect_navigation():
            phone.get_by_role("button", name=send).tap()
        if re.search(r"/(enviado|sent)/", phone.url):
            break
    assert sent in phone.inner_text("h1")
    assert re.search(r"\d{4}-\w{6}", phone.inner_text(".lead"))
    if scripts:
        assert overflow(phone) <= 0
