"""Suggestions as one types, in the answer and in a browser."""

import pytest

from gte.search.suggestions import completions
from tests.pages import address, get
from tests.search.conftest import entry


def titles(text):
    return [one.key for one in completions(text).entries]


@pytest.mark.django_db
def test_last_word_goes_on_with_the_most_frequent_words(put):
    put(
        entry("a", "Pasantía"),
        entry("b", "Pasantía"),
        entry("c", "Pasaje"),
        entry("d", "Educación"),
    )
    assert completions("pas").queries == ["pasantía", "pasaje"]
    assert completions("educación PASÁ").queries == ["educación pasantía", "educación pasaje"]
    assert completions("xq").queries == []


@pytest.mark.django_db
def test_titles_with_the_words_are_offered(put):
    put(entry("a", "Marco nacional"), entry("b", "Marco regional"), entry("c", "Otro"))
    assert titles("marc") == ["b", "a"]
    assert titles("marco naci") == ["a"]


@pytest.mark.django_db
def test_forms_of_one_word_are_offered_once(put):
    put(entry("a", "Acta"), entry("b", "Acta"), entry("c", "Actas"))
    assert completions("act").queries == ["acta"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", " ", "a", "-", "%", "_", '"acta"'])
def test_too_little_or_a_finished_phrase_suggests_nothing(text):
    assert completions(text).queries == []


@pytest.mark.django_db
def test_answer_is_a_list_of_options_that_lead_somewhere():
    page = get(address("search-suggestions", language="es") + "?q=pasan")
    options = page.all("//li[@role='option']")
    assert len(options) > 3
    for option in options:
        assert get(option.get("data-url")).status == 200


# --- in a browser ---------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.xdist_group("accessibility-es")
def test_suggestions_can_be_chosen_with_the_keyboard(record_site, desktop):
    desktop.goto(f"{record_site}/es/buscar/")
    box = desktop.get_by_role("combobox")
    box.press_sequentially("pasant")
    desktop.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = desktop.locator('[role="option"][aria-selected="true"]')
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    text = chosen.inner_text()
    box.press("Enter")
    desktop.wait_for_url("**/buscar/?q=*")
    assert desktop.get_by_role("combobox").input_value() == text
    assert desktop.locator(".hit").count() > 2


@pytest.mark.browser
@pytest.mark.xdist_group("accessibility-es")
def test_escape_closes_the_suggestions_and_keeps_what_was_typed(record_site, desktop):
    desktop.goto(f"{record_site}/en/search/")
    box = desktop.get_by_role("combobox")
    box.press_sequentially("intern")
    desktop.get_by_role("option").first.wait_for()
    box.press("Escape")
    assert desktop.get_by_role("option").count() == 0
    assert (box.input_value(), box.get_attribute("aria-expanded")) == ("intern", "false")


@pytest.mark.browser
@pytest.mark.xdist_group("accessibility-es")
def test_search_works_without_scripts_on_a_phone(record_site, page_at):
    page = page_at(360, 740, java_script_enabled=False, is_mobile=True, has_touch=True)
    page.goto(f"{record_site}/es/buscar/")
    page.get_by_role("searchbox").fill("pasantías")
    page.get_by_role("button", name="Buscar").click()
    assert page.locator(".hit").count() > 5
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
