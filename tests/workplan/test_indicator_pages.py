"""The register of indicators as everybody reads it: list, page, and how a number was counted."""

import re
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gte.common.domain import write_log
from gte.workplan.domain.indicators import add_indicator
from gte.workplan.domain.measuring import measure_indicator
from gte.workplan.models import Actual, Indicator, Project
from gte.workplan.queries.indicators import current_points
from tests.factories.indicators import (
    an_indicator,
    by_sex,
    indicator_given,
    part,
    stands,
    states,
    with_periods,
    year,
)
from tests.factories.people import signed_in
from tests.factories.rows import make_topic
from tests.pages import LANGUAGES, address, get

pytestmark = pytest.mark.django_db


def page_of(indicator, language="en"):
    return get(address("indicator", indicator.code, language=language))


def explained(period, language="en", client=None):
    path = address("indicator-explained", period.indicator.code, period.pk, language=language)
    return get(path, client)


@pytest.fixture
def taught(coordinator, reviewer):
    """Teachers trained: 5 of 10 in 2025, by sex, and nothing yet of 2026."""
    one = an_indicator(coordinator, baseline=Decimal(0), baseline_on=year(2024).end)
    dimension = by_sex(one, coordinator)
    parts = {dimension.code: {"mujeres": part(3), "hombres": part(2)}}
    stands(with_periods(one, coordinator)[0], coordinator, reviewer, 5, breakdown=parts)
    return one


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_register_says_so(language):
    page = get(address("indicators", language=language))
    assert page.status == 200
    assert page.rows == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_shows_the_period_that_runs_with_target_value_and_level(taught, language):
    page = get(address("indicators", language=language))
    ((link, text),) = page.rows
    assert link.text == str(taught.name_es if language == "es" else taught.name_en)
    assert "2026" in text
    assert "20" in text
    assert {"es": "producto", "en": "output"}[language] in text.lower()


def test_list_is_narrowed_by_topic_level_and_project(coordinator):
    topic = make_topic("redes-nuevas")
    project = Project.objects.filter(is_public=True).first()
    an_indicator(coordinator, "Uno", topics=[topic], project=project)
    an_indicator(coordinator, "Dos", level="outcome")
    for query in ("topic=redes-nuevas", "level=output", f"project={project.code}"):
        page = get(address("indicators", language="en") + f"?{query}")
        assert [link.text for link, _text in page.rows] == ["Uno (en)"], query


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_says_definition_unit_rule_and_level_in_words(taught, language):
    text = page_of(taught, language).main
    said = {
        "es": ["Se cuenta cada docente una vez.", "docentes", "Los valores se suman", "el propio"],
        "en": ["Each teacher counts once.", "teachers", "Values are added", "itself produces"],
    }
    for words in said[language]:
        assert words in text


def test_page_shows_target_value_and_how_far_it_came(taught):
    page = page_of(taught)
    rows = page.texts("//section[@aria-labelledby='periods']//tbody/tr")
    assert rows == ["2025 10 5 50 %", "2026 20 nothing yet not known"]
    assert page.texts("//table[contains(@class,'division')]//tbody/tr") == ["women 3", "men 2"]


def test_chart_says_what_it_shows_and_draws_what_the_table_says(taught):
    page = page_of(taught)
    (svg,) = page.all("//figure[@class='chart']/svg")
    assert svg.get("role") == "img"
    assert "Docentes formados (en)" in svg.get("aria-label")
    bars = [float(one.get("height")) for one in page.all("//svg//rect[@class='chart-bar']")]
    targets = [float(one.get("y1")) for one in page.all("//svg//line[@class='chart-target']")]
    floor = float(page.all("//svg//line[@class='chart-floor']")[0].get("y1"))
    assert bars == [pytest.approx((floor - targets[0]) / 2, abs=0.2)]
    assert not re.search(r"<svg[^>]*style|<(rect|line|text)[^>]* style=", page.html)


def test_only_approved_values_are_shown_to_everybody(coordinator, taught):
    second = taught.periods.get(start__year=2026)
    states(second, coordinator, 77)
    assert "77" not in page_of(taught).main
    assert "77" not in explained(second).main


@pytest.mark.parametrize("language", LANGUAGES)
def test_number_leads_to_its_evidence_and_to_who_stated_and_judged_it(taught, language):
    first = taught.periods.get(start__year=2025)
    path = address("indicator-explained", taught.code, first.pk, language=language)
    assert page_of(taught, language).link_to(path).text == "5"
    page = explained(first, language)
    assert page.link_to("https://example.org/evidence").rel == "external"
    party = first.actuals.get().stated_for
    for state in (party, first.actuals.get().reviewed_for):
        assert getattr(state, f"name_{language}") in page.main
    assert "Ada" not in page.main


def test_counted_number_leads_to_each_record(coordinator):
    one = an_indicator(coordinator, "Reuniones", measure="meetings-held")
    period = with_periods(one, coordinator, year(2018))[0]
    codes = measure_indicator(period=period, by=coordinator).records
    page = explained(period)
    for code in codes:
        assert page.link_to(address("meeting", code, language="en"))


def test_total_of_a_tree_leads_to_the_parts_and_names_those_that_say_nothing(coordinator, reviewer):
    top = an_indicator(coordinator, "Todos")
    (whole,) = with_periods(top, coordinator, year(2025))
    for name, value in (("Norte", 3), ("Sur", 4), ("Centro", None)):
        low = an_indicator(coordinator, name, parent=top)
        (period,) = with_periods(low, coordinator, year(2025))
        if value:
            stands(period, coordinator, reviewer, value)
    assert "7 1 part says nothing yet" in page_of(top).main
    page = explained(whole)
    assert page.link_to(address("indicator", "indicator-norte", language="en"))
    assert "Says nothing yet Centro (en)" in page.main


def test_number_that_would_count_twice_is_refused_with_its_reason(coordinator, taught):
    """As it could stand if rows were written past the verbs."""
    low = an_indicator(coordinator, "Abajo")
    Indicator.objects.filter(pk=low.pk).update(parent=taught)
    page = page_of(taught)
    assert page.status == 200
    assert "would be counted besides" in page.main
    assert get(address("indicators", language="en")).status == 200


def test_indicator_of_a_project_that_is_not_approved_is_read_by_those_who_take_part(
    coordinator, reviewer
):
    project = Project.objects.first()
    Project.objects.filter(pk=project.pk).update(is_public=False)
    hidden = an_indicator(coordinator, "Oculto", project=project)
    period = with_periods(hidden, coordinator, year(2025))[0]
    assert page_of(hidden).status == 404
    assert explained(period).status == 404
    assert explained(period, client=signed_in(reviewer)).status == 200
    assert get(address("indicators", language="en")).rows == []


def test_indicator_is_found_from_the_day_on_which_its_project_is_public(coordinator):
    project = Project.objects.first()
    project.is_public = False
    project.save()
    an_indicator(coordinator, "Telescopios", project=project)
    path = address("search", language="en") + "?q=telescopios"
    assert "Telescopios (en)" not in get(path).main
    project.is_public = True
    project.save()
    write_log(verb="project.changed", by=None)
    assert "Telescopios (en)" in get(path).main


def test_total_of_a_public_indicator_leaves_out_what_is_not_public(coordinator, reviewer):
    project = Project.objects.first()
    top = an_indicator(coordinator, "Todos")
    (whole,) = with_periods(top, coordinator, year(2025))
    for name, value, of in (("Norte", 3, None), ("Sur", 4, project)):
        low = an_indicator(coordinator, name, parent=top, project=of)
        stands(with_periods(low, coordinator, year(2025))[0], coordinator, reviewer, value)
    assert "7" in explained(whole).text_of("//header/p[@class='lead']")
    Project.objects.filter(pk=project.pk).update(is_public=False)
    write_log(verb="project.changed", by=None)
    for client in (None, signed_in(reviewer)):
        assert "3" in explained(whole, client=client).text_of("//header/p[@class='lead']")


def test_unknown_period_is_not_found(taught, coordinator):
    other = with_periods(an_indicator(coordinator, "Otro"), coordinator)[0]
    path = address("indicator-explained", taught.code, other.pk, language="en")
    assert get(path).status == 404


# --- how much is asked ----------------------------------------------------------------------------


def many(by, number, periods=3):
    """Indicators in pairs of parent and child, with an approved value for each period."""
    for serial in range(number):
        top = add_indicator(by=by, given=indicator_given(f"Total {serial}"))
        low = add_indicator(by=by, given=indicator_given(f"Parte {serial}", parent=top))
        for one in (top, low):
            with_periods(one, by, *[year(2020 + step, 10) for step in range(periods)])
        Actual.objects.bulk_create(
            Actual(period=period, value=step, state="approved")
            for step, period in enumerate(low.periods.all(), 1)
        )


@pytest.mark.parametrize("rows", [1, 3])
def test_list_and_page_ask_a_known_number(coordinator, rows):
    many(coordinator, rows)
    one = Indicator.objects.order_by("pk").first()
    paths = [address("indicators", language="en"), address("indicator", one.code, language="en")]
    found = []
    for path in paths:
        get(path)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as asked:
            assert get(path).status == 200
        found.append(len(asked))
    assert found == [9, 7]


@pytest.mark.parametrize("rows", [1, 3])
def test_totals_of_a_list_are_asked_in_three_statements(coordinator, rows):
    many(coordinator, rows)
    shown = list(Indicator.objects.order_by("pk"))
    with CaptureQueriesContext(connection) as asked:
        found = current_points(shown, "es")
    assert len(asked) == 3
    assert [point.total.value for point in found.values()] == [3] * (rows * 2)
