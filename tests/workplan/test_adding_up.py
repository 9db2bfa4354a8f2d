"""Quantities that must not be added refuse to be, with a sentence that names them."""

import datetime

import pytest

from gte.alliance.models import Body
from gte.workplan.domain.periods import Aim
from tests.factories.indicators import an_indicator, stands, with_periods, year
from tests.pages import address, get

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure(coordinator, delegations):
    """A period with an approved value, of an indicator made for it."""

    def make(name, value, aim, out_of=None, **columns):
        one = an_indicator(coordinator, name, **columns)
        (period,) = with_periods(one, coordinator, aim)
        stands(period, coordinator, delegations["pe"][0], value, out_of)
        return period

    return make


def sum_of(*periods, language="en", query=""):
    of = "&".join(f"of={period.pk}" for period in periods)
    return get(f"{address('indicators-add-up', language=language)}?{of}{query}")


def answer(page):
    return page.text_of("//div[contains(@class,'notice')] | //main//p[@class='lead'][strong]")


def test_figures_of_one_owner_and_unit_and_of_different_years_are_added(figure):
    page = sum_of(figure("A", 5, year(2024)), figure("B", "7.5", year(2025)))
    assert answer(page) == "12.5 teachers"


@pytest.mark.parametrize(
    ("columns", "aim", "words"),
    [
        ({"unit_es": "horas", "unit_en": "hours"}, year(2025), "not in the same unit"),
        ({}, year(2024), "have days in common"),
        ({"rule": "last"}, year(2025), "come together by “last value”"),
        ({"rule": "max"}, year(2025), "come together by “largest value”"),
        (
            {},
            Aim(datetime.date(2024, 12, 31), datetime.date(2025, 3, 31)),
            "“A (en), 2024” (2024) and “B (en), 31 December 2024 to 31 March 2025”",
        ),
    ],
)
def test_figures_that_would_mean_nothing_together_are_refused(figure, columns, aim, words):
    page = sum_of(figure("A", 5, year(2024)), figure("B", 7, aim, **columns))
    assert page.status == 200
    assert words in answer(page)
    assert "12" not in answer(page).replace("2024", "")


def test_figures_of_different_owners_are_refused_in_both_languages(figure):
    other = Body.objects.exclude(code="gte").first()
    pair = figure("A", 5, year(2024)), figure("B", 7, year(2025), owner=other)
    said = {"es": "de distintos titulares", "en": "of different owners"}
    for language, words in said.items():
        text = answer(sum_of(*pair, language=language))
        assert words in text
        assert getattr(other, f"name_{language}") in text


def test_percentages_are_refused(figure):
    given = {"rule": "ratio", "value_kind": "percentage"}
    page = sum_of(figure("A", 1, year(2024), 2, **given), figure("B", 1, year(2025), 2, **given))
    assert "come together by “ratio of sums”" in answer(page)


def test_figures_are_found_by_name_and_left_out_again(figure):
    first, second = figure("Docentes", 5, year(2024)), figure("Escuelas", 7, year(2025))
    page = sum_of(first, query="&q=escuelas")
    (add,) = [link for link in page.links("//main//table") if link.text.startswith("Add")]
    both = get(add.address)
    assert answer(both) == "12 teachers"
    out = [link for link in both.links("//main//table") if link.text.startswith("Leave out")]
    assert [link.query["of"] for link in out] == [str(second.pk), str(first.pk)]


@pytest.mark.parametrize("query", ["of=x", "of=²", "of=" + "9" * 40, "q=" + "a" * 201])
def test_what_is_no_figure_is_refused(query):
    assert get(f"{address('indicators-add-up', language='en')}?{query}").status == 400


def test_page_without_a_choice_asks_for_one():
    page = get(address("indicators-add-up", language="es"))
    assert page.h1 == "Sumar cifras"
