"""What an indicator may be: unit, rule, parent, periods, targets and disaggregations."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from gte.alliance.models import Body
from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.workplan.domain.indicators import change_indicator
from gte.workplan.domain.periods import (
    Aim,
    Name,
    add_dimension,
    aim_of,
    remove_dimension,
    set_periods,
)
from gte.workplan.models import Indicator
from gte.workplan.refusals import SENTENCES, refusal_sentence
from gte.workplan.rollup import Reason, Refused, Span
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


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def refused(words, verb, *args, **kwargs):
    with pytest.raises(BadInput, match=words):
        verb(*args, **kwargs)


def test_indicator_is_a_record_of_the_group_with_an_identifier(coordinator):
    made = an_indicator(coordinator)
    assert (made.code, made.scope, str(made)) == (
        "indicator-docentes-formados",
        "gte",
        "Docentes formados (en)",
    )
    assert LogEntry.objects.first().verb == "indicator.added"


def test_delegate_makes_no_indicator(delegations):
    refused("Only the coordination", an_indicator, delegations["cl"][0])


@pytest.mark.parametrize("missing", ["unit_es", "unit_en"])
def test_number_without_a_unit_is_refused(coordinator, missing):
    refused("needs a unit in both languages", an_indicator, coordinator, **{missing: ""})
    assert not Indicator.objects.exists()


@pytest.mark.parametrize("rule", ["sum", "last", "max", "distinct"])
def test_percentage_that_would_be_added_or_averaged_is_refused(coordinator, rule):
    refused(
        "percentages are not added", an_indicator, coordinator, value_kind="percentage", rule=rule
    )


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"rule": "ratio", "baseline": Decimal(30)}, "needs both numbers"),
        ({"baseline": Decimal(3), "baseline_denominator": Decimal(4)}, "is no ratio"),
        ({"baseline_denominator": Decimal(4)}, "of what"),
        ({"baseline": Decimal(-1)}, "below zero"),
        ({"baseline": Decimal(3)}, "as of which day"),
        (
            {
                "rule": "ratio",
                "value_kind": "percentage",
                "baseline": Decimal(5),
                "baseline_denominator": Decimal(4),
            },
            "more than all",
        ),
        (
            {"rule": "ratio", "baseline": Decimal(5), "baseline_denominator": Decimal(0)},
            "out of 0",
        ),
    ],
)
def test_baseline_that_the_rule_does_not_take_is_refused(coordinator, columns, words):
    refused(words, an_indicator, coordinator, **columns)


def test_measured_indicator_takes_unit_rule_and_owner_from_its_measure(coordinator):
    made = an_indicator(coordinator, measure="meetings-held", unit_es="x", unit_en="y", rule="sum")
    assert (made.unit_es, made.unit_en, made.rule) == ("reuniones", "meetings", "distinct")
    assert made.owner.code == "gte"


def test_measure_that_no_room_has_is_refused(coordinator):
    refused("no measure “people-placed”", an_indicator, coordinator, measure="people-placed")


# --- the tree -------------------------------------------------------------------------------------


def test_child_of_another_unit_is_refused_and_both_are_named(coordinator):
    parent = an_indicator(coordinator, "Todos")
    refused(
        r"“Horas \(en\)” and “Todos \(en\)” are not in the same unit \(hours, teachers\)",
        an_indicator,
        coordinator,
        "Horas",
        parent=parent,
        unit_es="horas",
        unit_en="hours",
    )


def test_child_of_another_owner_or_rule_is_refused(coordinator):
    parent = an_indicator(coordinator, "Todos")
    other = Body.objects.exclude(code="gte").first()
    refused("different owners", an_indicator, coordinator, "B", parent=parent, owner=other)
    refused(
        "comes together by “last value”", an_indicator, coordinator, "C", parent=parent, rule="last"
    )


def test_circle_is_refused_and_named(coordinator):
    top = an_indicator(coordinator, "Arriba")
    low = an_indicator(coordinator, "Abajo", parent=top)
    refused(
        "in a circle: .*Abajo.*Arriba",
        change_indicator,
        indicator=top,
        by=coordinator,
        given=indicator_given("Arriba", parent=low),
    )
    refused(
        "into itself",
        change_indicator,
        indicator=top,
        by=coordinator,
        given=indicator_given("Arriba", parent=top),
    )


def test_indicator_with_values_counts_no_others(coordinator):
    top = an_indicator(coordinator, "Arriba")
    states(with_periods(top, coordinator)[0], coordinator, 5)
    refused("has values of its own", an_indicator, coordinator, "Abajo", parent=top)


def test_words_are_counted_into_nothing(coordinator):
    top = an_indicator(coordinator, "Arriba")
    words = {"value_kind": "qualitative", "unit_es": "", "unit_en": ""}
    refused("is in words", an_indicator, coordinator, "Relato", parent=top, **words)


def test_what_values_were_stated_in_stays(coordinator):
    one = an_indicator(coordinator)
    states(with_periods(one, coordinator)[0], coordinator, 5)
    given = indicator_given(unit_es="personas", unit_en="people", rule="last")
    refused(
        "has values already.*roll-up rule, unit",
        change_indicator,
        indicator=one,
        by=coordinator,
        given=given,
    )
    better = indicator_given("Docentes que se formaron", level="outcome")
    changed = change_indicator(indicator=one, by=coordinator, given=better)
    assert (changed.name_es, changed.level) == ("Docentes que se formaron", "outcome")
    assert LogEntry.objects.first().data["before"]["level"] == "output"


# --- periods and targets --------------------------------------------------------------------------


def test_periods_of_an_indicator_do_not_overlap(coordinator):
    one = an_indicator(coordinator)
    half = Aim(datetime.date(2025, 7, 1), datetime.date(2026, 6, 30))
    refused(
        "periods 2025 and 1 July 2025 to 30 June 2026 have days in common",
        with_periods,
        one,
        coordinator,
        year(2025),
        half,
    )


def test_period_that_ends_before_it_begins_is_refused(coordinator):
    one = an_indicator(coordinator)
    back = Aim(datetime.date(2025, 7, 1), datetime.date(2025, 6, 30))
    refused("before it begins", with_periods, one, coordinator, back)


def test_target_without_a_unit_is_refused(coordinator):
    words = {"value_kind": "qualitative", "unit_es": "", "unit_en": ""}
    told = an_indicator(coordinator, "Relato", **words)
    refused("has no unit", with_periods, told, coordinator, year(2025, 10))
    one = an_indicator(coordinator)
    Indicator.objects.filter(pk=one.pk).update(unit_es="", unit_en="")
    refused("a target without one says nothing", with_periods, one, coordinator, year(2025, 10))


def test_target_of_a_ratio_needs_both_numbers(coordinator):
    one = an_indicator(coordinator, rule="ratio")
    refused("its target needs both numbers", with_periods, one, coordinator, year(2025, 10))
    kept = with_periods(one, coordinator, year(2025, 10, 40))
    assert (kept[0].target, kept[0].target_denominator) == (10, 40)


def test_target_in_words_stands_in_both_languages(coordinator):
    words = {"value_kind": "qualitative", "unit_es": "", "unit_en": ""}
    told = an_indicator(coordinator, "Relato", **words)
    refused(
        "in both languages", with_periods, told, coordinator, year(2025, target_text_es="Hay red")
    )
    kept = with_periods(
        told, coordinator, year(2025, target_text_es="Hay red", target_text_en="A network")
    )
    assert kept[0].target_text == "A network"


def test_period_with_values_keeps_its_days_and_may_get_another_target(coordinator):
    one = an_indicator(coordinator)
    periods = with_periods(one, coordinator)
    states(periods[0], coordinator, 5)
    refused("The period 2025 .* has values", with_periods, one, coordinator, year(2026))
    again = with_periods(one, coordinator, replace(aim_of(periods[0]), target=Decimal(12)))
    assert [(kept.pk, kept.target) for kept in again] == [(periods[0].pk, 12)]
    assert ["2025-01-01", "2025-12-31", "10"] in LogEntry.objects.first().data["before"]


def test_period_of_a_part_lies_wholly_in_one_of_the_whole_or_outside(coordinator):
    top = an_indicator(coordinator, "Arriba")
    low = an_indicator(coordinator, "Abajo", parent=top)
    with_periods(top, coordinator, year(2025))
    school_year = Aim(datetime.date(2025, 7, 1), datetime.date(2026, 6, 30))
    refused("lies only partly in the period 2025", with_periods, low, coordinator, school_year)
    half = Aim(datetime.date(2025, 7, 1), datetime.date(2025, 12, 31))
    assert len(with_periods(low, coordinator, half, year(2026))) == 2
    refused(
        "lies only partly",
        set_periods,
        indicator=top,
        by=coordinator,
        aims=[Aim(datetime.date(2025, 10, 1), datetime.date(2026, 12, 31))],
    )


# --- disaggregations ------------------------------------------------------------------------------


def test_disaggregation_has_two_categories_or_more_of_different_names(coordinator):
    one = an_indicator(coordinator)
    sex, women = Name("sexo", "sex"), Name("mujeres", "women")
    for categories in ([women], [women, Name("Mujeres ", "others")]):
        with pytest.raises(BadInput):
            add_dimension(indicator=one, by=coordinator, name=sex, categories=categories)
    made = by_sex(one, coordinator)
    assert [one.code for one in made.categories.all()] == ["mujeres", "hombres"]


def test_disaggregation_that_values_were_stated_by_stays(coordinator, delegations):
    one = an_indicator(coordinator)
    used, unused = by_sex(one, coordinator), by_sex(one, coordinator)
    parts = {used.code: {"mujeres": part(3), "hombres": part(2)}}
    stands(with_periods(one, coordinator)[0], coordinator, delegations["pe"][0], 5, breakdown=parts)
    refused("it stays", remove_dimension, dimension=used, by=coordinator)
    remove_dimension(dimension=unused, by=coordinator)
    assert list(one.dimensions.all()) == [used]


# --- sentences ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_a_sentence_that_names_what_it_concerns(reason, language):
    spans = [Span.of_year(2025), Span.of_year(2026)]
    error = Refused(reason, "a", "b", "c", part="pe", spans=spans, found="sum", expected="last")
    with override(language):
        sentence = refusal_sentence(error, {"a": "Docentes", "b": "Horas", "pe": "Perú"})
        template = str(SENTENCES[reason])
    assert (
        "Docentes" in sentence
        or "%(dimension)s" in template
        or "Choose" in template
        or (reason is Reason.NOTHING_TO_ADD)
    )
    assert "%" not in sentence
    with override("en"):
        assert (template == str(SENTENCES[reason])) == (language == "en")
