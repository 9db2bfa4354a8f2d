"""What the report says of indicators: how it counts them, in both languages, and once issued."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from gte.alliance.models import Body
from gte.workplan.domain.indicators import change_indicator
from gte.workplan.domain.reports import clear_report, draft_report
from gte.workplan.models import Indicator
from gte.workplan.queries.indicators import points
from gte.workplan.queries.reports import drift_of, figures_hold, report_as_frozen
from gte.workplan.report.build import build_report
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

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 1, 29)


@pytest.fixture
def trained(by):
    """Teachers trained, counted from those of courses and those of exchanges."""
    whole = an_indicator(by, "Docentes formados")
    with_periods(whole, by, year(2025, 100), year(2026, 200))
    found = [whole]
    for name in ("En cursos", "En intercambios"):
        one = an_indicator(by, name, parent=whole)
        with_periods(one, by, year(2025, 50), year(2026, 90))
        found.append(one)
    return found


def table_of(report, key="results"):
    (part,) = [part for part in report.parts if part.id == "results"]
    return next(block for block in part.blocks if getattr(block, "key", "") == key)


def shown(report, name):
    """The row of an indicator: target, value, part of the way."""
    for row in table_of(report).rows:
        if row[0].records[0].title.startswith(name):
            return [cell.text for cell in row[2:5]]
    raise AssertionError(name)


def at(indicator, number):
    return indicator.periods.get(start__year=number)


def gan(day=DAY, language="es"):
    return build_report(body="gan", as_of=day, language=language)


def test_total_is_counted_from_what_is_below_and_nothing_else(trained, by, reviewer):
    whole, courses, exchanges = trained
    Indicator.objects.filter(pk__in=[whole.pk, courses.pk]).update(baseline=Decimal(0))
    stands(at(courses, 2025), by, reviewer, 30)
    stands(at(exchanges, 2025), by, reviewer, 12)
    report = gan(datetime.date(2025, 12, 31))
    assert shown(report, "Docentes formados") == ["100", "42", "42 %"]
    assert shown(report, "En cursos") == ["50", "30", "60 %"]
    rolled = report.by_key[f"result-{whole.code}"]
    assert rolled.value == 42
    assert {one.code for one in rolled.records} == {courses.code, exchanges.code}


def test_report_and_register_find_the_same_totals(trained, by, reviewer):
    for at_year, values in ((2025, (30, 12)), (2026, (5, 8))):
        for one, value in zip(trained[1:], values, strict=True):
            stands(at(one, at_year), by, reviewer, value)
    report = build_report(body="gan", as_of=datetime.date(2026, 12, 31), language="es")
    for one in trained:
        amount = points(one, "es")[-1].amount
        assert report.by_key[f"result-{one.code}"].value == amount.value


def test_only_the_last_period_that_had_begun_is_told(trained, by, reviewer):
    stands(at(trained[1], 2025), by, reviewer, 30)
    assert shown(gan(datetime.date(2025, 6, 1)), "En cursos")[0] == "50"
    assert shown(gan(datetime.date(2026, 6, 1)), "En cursos") == ["90", "nada aún", ""]
    report = gan(datetime.date(2024, 12, 31))
    (part,) = [part for part in report.parts if part.id == "results"]
    assert [block.kind for block in part.blocks] == ["paragraph"]
    assert "ningún indicador" in part.blocks[0].text.lower()


def test_value_of_a_running_period_counts_from_the_day_on_which_it_was_stated(
    trained, by, reviewer
):
    today = datetime.datetime.now(datetime.UTC).date()
    running = at(trained[1], 2026)
    assert running.start <= today <= running.end
    stands(running, by, reviewer, 7)
    assert shown(gan(today), "En cursos")[1] == "7"
    assert shown(gan(today - datetime.timedelta(days=2)), "En cursos")[1] == "nada aún"


def test_value_that_nobody_approved_is_not_told(trained, by):
    states(at(trained[1], 2025), by, 30)
    report = gan(datetime.date(2025, 12, 31))
    assert shown(report, "En cursos")[1] == "nada aún"
    assert report.by_key["indicators-unknown"].value == len(trained)


@pytest.mark.parametrize(
    ("language", "said"), [("es", "sexo: mujeres 18, hombres 12"), ("en", "sex: women 18, men 12")]
)
def test_parts_of_a_value_are_told_in_the_reader_s_words(trained, by, reviewer, language, said):
    courses = trained[1]
    by_sex(courses, by)
    sexes = {"sexo": {"mujeres": part(18), "hombres": part(12)}}
    stands(at(courses, 2025), by, reviewer, 30, breakdown=sexes)
    report = gan(datetime.date(2025, 12, 31), language)
    assert shown(report, "En cursos")[1] == f"30 ({said})"


def test_figures_say_how_many_reached_their_target(trained, by, reviewer):
    _whole, courses, exchanges = trained
    in_words = an_indicator(by, "Qué cambió", value_kind="qualitative", unit_es="", unit_en="")
    words = {"target_text_es": "Hay acuerdo.", "target_text_en": "It is agreed."}
    with_periods(in_words, by, year(2025, **words))
    said = {"text_es": "Se acordó.", "text_en": "Agreed."}
    stands(at(in_words, 2025), by, reviewer, **said)
    stands(at(courses, 2025), by, reviewer, 50)
    stands(at(exchanges, 2025), by, reviewer, 10)
    report = gan(datetime.date(2025, 12, 31))
    values = {
        key: report.by_key[key].value for key in report.by_key if key.startswith("indicators")
    }
    assert values == {
        "indicators": 4,
        "indicators-reached": 1,
        "indicators-short": 2,
        "indicators-unjudged": 1,
        "indicators-unknown": 0,
    }
    assert values.pop("indicators") == sum(values.values())
    assert shown(report, "Qué cambió")[:2] == ["Hay acuerdo.", "Se acordó."]


def test_target_of_less_is_reached_from_above(by, reviewer):
    fewer = an_indicator(by, "Abandono", is_ascending=False)
    with_periods(fewer, by, year(2024, 20), year(2025, 20))
    stands(at(fewer, 2024), by, reviewer, 21)
    stands(at(fewer, 2025), by, reviewer, 20)
    for number, reached in ((2024, 0), (2025, 1)):
        report = gan(datetime.date(number, 12, 31))
        assert report.by_key["indicators-reached"].value == reached


def test_figure_of_a_neighbour_stands_apart_and_is_not_counted(trained, by, reviewer):
    courses = trained[1]
    stands(at(courses, 2025), by, reviewer, 30)
    day = datetime.date(2025, 12, 31)
    before = gan(day)
    other = an_indicator(by, "Becas de otra instancia", owner=Body.objects.exclude(code="gte")[0])
    with_periods(other, by, year(2025, 10))
    stands(at(other, 2025), by, reviewer, 9)
    Indicator.objects.filter(pk=other.pk).update(scope="adjacent")
    after = gan(day)
    own = [key for key in before.by_key if key in after.by_key]
    assert [before.by_key[key].text for key in own] == [after.by_key[key].text for key in own]
    assert set(before.by_key) == {key for key in after.by_key if other.code not in key}
    (row,) = table_of(after, "neighbours-results").rows
    assert row[3].text == "9"


def test_issued_value_is_the_same_after_it_was_stated_anew_and_its_drift_is_told(
    trained, by, reviewer
):
    courses = trained[1]
    stands(at(courses, 2025), by, reviewer, 30)
    report = draft_report(by=by, body=Body.objects.get(code="gan"), as_of=DAY)
    # Nothing of 2026 was stated: the year before is what the report of its last day tells.
    report.as_of = datetime.date(2025, 12, 31)
    report.save()
    clear_report(report=report, by=by)
    report.refresh_from_db()
    stored = report.figures.get(key=f"result-{courses.code}")
    assert (stored.value, stored.measure) == (30, "rollup.sum")
    assert stored.arguments["indicator"] == courses.code
    assert stored.arguments["start"] == "2025-01-01"
    assert len(stored.versions) == 1
    stands(at(courses, 2025), by, reviewer, 33)
    change_indicator(
        indicator=courses, by=by, given=indicator_given("Otro nombre", parent=trained[0])
    )
    assert figures_hold(report)
    for language in ("es", "en"):
        with override(language):
            frozen = report_as_frozen(report, language)
            assert frozen.by_key[f"result-{courses.code}"].text == "30"
    drift = {one.then.key: one for one in drift_of(report, "es")}
    one = drift[f"result-{courses.code}"]
    assert (one.then.text, one.now.text, one.is_same) == ("30", "33", False)
    assert [record.code for record in one.changed] == [courses.code]


def test_questions_do_not_grow_with_the_indicators(trained, by, reviewer):
    with CaptureQueriesContext(connection) as first:
        gan()
    for number in range(3):
        one = an_indicator(by, f"Otro {number}", parent=trained[0])
        with_periods(one, by, year(2025, 5))
        by_sex(one, by)
        stands(at(one, 2025), by, reviewer, 3)
    with CaptureQueriesContext(connection) as second:
        gan()
    assert len(first) == len(second)
