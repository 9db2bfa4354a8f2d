"""The page of components shows what there is, and search engines leave it out."""

from pathlib import Path

import pytest
from django.conf import settings

from gte.portal.showcase_list import components
from tests.pages import LANGUAGES, address, get

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.PACKAGE_DIR) / "templates" / "components"
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def test_every_component_there_is_is_shown_and_no_other():
    assert {part.name for part in components()} == {path.stem for path in FOLDER.glob("*.html")}


@both_languages
def test_page_shows_each_component_with_its_states(language):
    page = get(address("components", language=language))
    assert page.status == 200
    for part in components():
        (section,) = page.all(f"//section[@id='show-{part.name}']")
        assert len(section.xpath("./div[@class='showcase-state']")) == len(part.states)
        assert part.states or part.in_frame


@both_languages
def test_page_is_not_for_search_engines(language):
    page = get(address("components", language=language))
    assert page.all("//meta[@name='robots']/@content") == ["noindex"]


def test_dark_colours_are_those_of_the_light_scheme_again():
    """A colour that only one scheme has would be missing or wrong in the other."""
    css = Path(settings.PACKAGE_DIR) / "static" / "css"
    names = {
        file: {line.split(":")[0].strip() for line in (css / file).read_text().splitlines()}
        for file in ("tokens.css", "tokens-dark.css")
    }
    dark = {name for name in names["tokens-dark.css"] if name.startswith("--")}
    assert dark
    assert dark <= names["tokens.css"]
