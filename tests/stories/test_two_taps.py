"""A visitor on a phone reaches any fact of the group's former page in two taps from the first page.

That page told what the group is, its work topics, functions, contacts, documents to view or
download, and what a good practice is. The menus are folded on a phone: they do not count here.
"""

import pytest

from tests import facts
from tests.pages import LANGUAGES, address, get, list_address, record_address
from tests.portal.conftest import page_of

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def first_tap(language):
    """The addresses that the first page's own content leads to."""
    return {link.address for link in get(address("home", language=language)).links("//main")}


@both_languages
@pytest.mark.parametrize(
    ("key", "kind"), [("work", "topics"), ("work", "functions"), ("contact", "contacts")]
)
def test_topics_functions_and_contacts_are_one_tap_away_and_each_one_two(key, kind, language):
    page = get(page_of(key, language).get_url())
    assert page.address in first_tap(language)
    shown = {link.address for link in page.links("//main")}
    for record in facts.own(kind):
        if kind != "contacts" or record["type"] == "gte_contact_point":
            assert record_address(record["id"], language) in shown


@both_languages
def test_person_and_address_of_a_contact_are_two_taps_away(language):
    cards = get(page_of("contact", language).get_url()).links("//main//h3")
    published = [one for one in facts.records("contacts") if one["type"] == "gte_contact_point"]
    assert len(cards) == len(published)
    for link, contact in zip(cards, published, strict=True):
        page = get(link.address)
        assert contact["person_as_published"] in page.main
        assert contact["email_as_published"] in page.main


@both_languages
@pytest.mark.parametrize(
    ("key", "heading"),
    [("about", {}), ("good-practices", {"es": "Definición", "en": "Definition"})],
)
def test_what_the_group_and_a_good_practice_are_is_one_tap_away(key, heading, language):
    page = get(page_of(key, language).get_url())
    assert page.address in first_tap(language)
    assert page.all("//main//div[contains(@class, 'text')]/p")
    if heading:
        assert heading[language] in page.texts("//main//h2")


@both_languages
def test_every_document_of_the_group_is_one_tap_away_and_its_text_two(language):
    path = list_address("documents", language)
    assert path in first_tap(language)
    page = get(path)
    own = facts.own("documents")
    assert any(record["date"] is None for record in own)
    rows = page.all("//main//table[contains(@class, 'records')]/tbody/tr")[: len(own)]
    found = {page.links_in(row)[0].address: row for row in rows}
    assert set(found) == {record_address(record["id"], language) for record in own}
    for record in own:
        row = found[record_address(record["id"], language)]
        (ways,) = row.xpath(".//ul[@class='ways-in']")
        addresses = [record["url"]] if record["url"] else []
        assert [link.address for link in page.links_in(ways)] == addresses
        said = ways.text_content().lower()
        names = {"es": {"es": "español", "en": "inglés"}, "en": {"es": "spanish", "en": "english"}}
        assert all(names[language][code] in said for code in record["language"])
        elsewhere = {"es": "solo en el original", "en": "only at the original"}
        nowhere = {"es": "no hay dirección publicada", "en": "no address published"}
        assert (elsewhere if record["url"] else nowhere)[language] in said
