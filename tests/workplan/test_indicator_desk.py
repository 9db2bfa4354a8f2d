"""Indicators at the desk: made by the coordination, stated by delegates, approved by others."""

import datetime
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gte.workplan.forms.indicators import PeriodsForm
from gte.workplan.models import Actual, Indicator
from gte.workplan.queries.sides import waiting_count
from tests.factories.desks import AtDesk
from tests.factories.indicators import (
    ADDRESS,
    an_indicator,
    by_sex,
    indicator_given,
    states,
    with_periods,
    year,
)

pytestmark = pytest.mark.django_db

TOLD = {
    "name_es": "Docentes formados",
    "name_en": "Teachers trained",
    "level": "output",
    "value_kind": "unit",
    "unit_es": "docentes",
    "unit_en": "teachers",
    "rule": "sum",
    "is_ascending": "on",
}


@pytest.fixture
def office(coordinator):
    return AtDesk(coordinator, "en")


@pytest.fixture
def chile(delegations):
    return AtDesk(delegations["cl"][0], "es")


@pytest.fixture
def peru(delegations):
    return AtDesk(delegations["pe"][0], "en")


@pytest.fixture
def period(coordinator):
    return with_periods(an_indicator(coordinator), coordinator)[0]


def owner():
    return indicator_given().columns["owner"].pk


def own_party(desk, period):
    """What the form of a value asks besides the value."""
    desk.opens("desk-actual-new", period.indicator.code, period.pk)
    return {"side": "party", "url": ADDRESS}


def test_from_an_empty_desk_to_an_approved_value(office, chile, peru, delegations):
    assert "There is no indicator here yet." in office.opens("desk-indicators")
    page = office.sends("desk-indicator-new", **TOLD, owner=owner())
    assert "“Teachers trained” is added." in page
    (made,) = Indicator.objects.all()
    days = {"start": "2025-01-01", "end": "2026-12-31", "piece": "year", "target": "40"}
    page = office.sends("desk-indicator-periods", made.code, **days)
    assert "The periods are added." in page
    first = made.periods.first()
    page = office.sends("desk-indicator-target", made.code, first.pk, target="30")
    assert [str(one.target.normalize()) for one in made.periods.all()] == ["3E+1", "4E+1"]

    told = chile.sends(
        "desk-actual-new", made.code, first.pk, value="12", **own_party(chile, first)
    )
    assert "El valor queda declarado y espera a otra parte." in told
    (actual,) = Actual.objects.all()
    assert "Aprobar" not in chile.opens("desk-indicators")
    assert waiting_count(delegations["pe"][0]) == 1
    assert waiting_count(delegations["cl"][0]) == 0
    assert "12" in peru.opens("desk-indicators")
    assert "it counts now" in peru.sends("desk-actual-approve", actual.pk)
    assert waiting_count(delegations["pe"][0]) == 0
    actual.refresh_from_db()
    assert actual.state == "approved"


def test_number_without_a_unit_comes_back_with_everything_that_was_typed(office):
    page = office.is_refused(
        "desk-indicator-new", **{**TOLD, "unit_es": "", "unit_en": ""}, owner=owner()
    )
    assert "needs a unit in both languages" in page
    assert 'value="Teachers trained"' in page
    assert not Indicator.objects.exists()


def test_percentage_that_would_be_averaged_is_refused(office):
    sent = {**TOLD, "value_kind": "percentage"}
    page = office.is_refused("desk-indicator-new", **sent, owner=owner())
    assert "percentages are not added or averaged" in page


def test_measure_is_chosen_and_counted_from_the_page(office, coordinator):
    page = office.sends("desk-indicator-new", **{**TOLD, "measure": "meetings-held"}, owner=owner())
    (made,) = Indicator.objects.all()
    assert (made.rule, made.unit_en) == ("distinct", "meetings")
    assert "This site counts it as" in page
    (counted,) = with_periods(made, coordinator, year(2018))
    page = office.sends("desk-indicator-measure", made.code, counted.pk)
    value = Actual.objects.get().value
    assert f"Counted: {value:f}".rstrip("0").rstrip(".") in page
    assert "nothing has changed" in office.sends("desk-indicator-measure", made.code, counted.pk)
    assert "nobody types it in" in office.opens(
        "desk-actual-new", made.code, counted.pk, status=409
    )


def test_breakdown_that_does_not_give_the_total_stands_beside_its_fields(
    office, chile, coordinator, period
):
    code = by_sex(period.indicator, coordinator).code
    sent = {
        "value": "5",
        f"{code}.mujeres.value": "3",
        f"{code}.hombres.value": "1",
        **own_party(chile, period),
    }
    page = chile.is_refused("desk-actual-new", period.indicator.code, period.pk, **sent)
    assert "«sexo» da 4 y el total es 5" in page
    assert f'id="id_{code}.mujeres.value_error"' in page
    assert 'value="3"' in page
    right = {**sent, f"{code}.hombres.value": "2"}
    chile.sends("desk-actual-new", period.indicator.code, period.pk, **right)
    actual = Actual.objects.get()
    assert actual.breakdown == {code: {"mujeres": ["3", None, []], "hombres": ["2", None, []]}}


def test_who_approves_reads_what_the_value_is_made_of(chile, peru, coordinator, period):
    dimension = by_sex(period.indicator, coordinator)
    sent = {
        "value": "5",
        f"{dimension.code}.mujeres.value": "3",
        f"{dimension.code}.hombres.value": "2",
        **own_party(chile, period),
    }
    chile.sends("desk-actual-new", period.indicator.code, period.pk, **sent)
    women, men = dimension.categories.all()
    line = f"{dimension.name_en}: {women.name_en} 3, {men.name_en} 2"
    assert line in peru.opens("desk-indicators")
    assert line in peru.opens("desk-indicator", period.indicator.code)


def test_part_that_is_missing_is_asked_for_beside_its_own_field(chile, coordinator, period):
    code = by_sex(period.indicator, coordinator).code
    sent = {"value": "5", f"{code}.mujeres.value": "5", **own_party(chile, period)}
    page = chile.is_refused("desk-actual-new", period.indicator.code, period.pk, **sent)
    assert f'id="id_{code}.hombres.value_error"' in page
    assert f'id="id_{code}.mujeres.value_error"' not in page


def test_value_without_evidence_comes_back_beside_the_field(chile, period):
    sent = {**own_party(chile, period), "url": "", "value": "5"}
    page = chile.is_refused("desk-actual-new", period.indicator.code, period.pk, **sent)
    assert "Indique la evidencia" in page
    assert 'value="5"' in page


def test_form_says_in_its_place_why_no_value_could_be_taken(chile, coordinator, period):
    states(period, coordinator, 9)
    page = chile.opens("desk-actual-new", period.indicator.code, period.pk, status=409)
    assert "tiene un valor del total para 2025" in page


def test_delegate_is_not_asked_for_the_whole(chile, peru, period):
    page = chile.opens("desk-actual-new", period.indicator.code, period.pk)
    assert "Del total" not in page
    sent = {"side": "whole", "value": "5", "url": ADDRESS}
    chile.is_refused("desk-actual-new", period.indicator.code, period.pk, **sent)


def test_value_is_returned_with_a_reason_that_its_party_reads(chile, peru, coordinator, period):
    sent = {"value": "5", **own_party(chile, period)}
    chile.sends("desk-actual-new", period.indicator.code, period.pk, **sent)
    (actual,) = Actual.objects.all()
    peru.is_refused("desk-actual-return", actual.pk, reason="")
    peru.sends("desk-actual-return", actual.pk, reason="Falta el anexo.")
    assert "Falta el anexo." in chile.opens("desk-indicator", period.indicator.code)


def test_own_value_is_not_approved_though_the_button_is_sent(chile, period):
    sent = {"value": "5", **own_party(chile, period)}
    chile.sends("desk-actual-new", period.indicator.code, period.pk, **sent)
    (actual,) = Actual.objects.all()
    assert "lo revisa alguien de otra parte" in chile.sends("desk-actual-approve", actual.pk)
    actual.refresh_from_db()
    assert actual.state == "submitted"


def test_periods_that_overlap_come_back(office, period):
    days = {"start": "2026-07-01", "end": "2027-06-30", "piece": "one"}
    page = office.is_refused("desk-indicator-periods", period.indicator.code, **days)
    assert "have days in common" in page


def test_periods_in_pieces_that_there_are_not_come_back(office, period):
    days = {"start": "2027-01-01", "end": "2027-12-31", "piece": "fortnight"}
    assert "fortnight" in office.is_refused("desk-indicator-periods", period.indicator.code, **days)


def test_value_of_too_many_digits_comes_back_beside_its_field(peru, period):
    more = own_party(peru, period)
    where = ("desk-actual-new", period.indicator.code, period.pk)
    page = peru.is_refused(*where, value="9999999999999999", **more)
    assert "has more than 15 digits" in page


def test_period_and_disaggregation_without_values_are_removed(office, period):
    code = period.indicator.code
    names = {"name_es": "sexo", "name_en": "sex"}
    uneven = {"categories_es": "mujeres\nhombres", "categories_en": "women"}
    page = office.is_refused("desk-indicator-dimension", code, **names, **uneven)
    assert "There are 2 categories in Spanish and 1 in English." in page
    even = {**uneven, "categories_en": "women\nmen"}
    assert "women, men" in office.sends("desk-indicator-dimension", code, **names, **even)
    office.sends("desk-indicator-dimension-remove", code, "sexo")
    office.sends("desk-indicator-period-remove", code, period.pk)
    assert (period.indicator.dimensions.count(), period.indicator.periods.count()) == (0, 1)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("days", "piece", "found"),
    [
        (("2025-01-01", "2025-12-31"), "one", ["2025-01-01..2025-12-31"]),
        (
            ("2025-01-31", "2025-04-30"),
            "month",
            [
                "2025-01-31..2025-02-27",
                "2025-02-28..2025-03-30",
                "2025-03-31..2025-04-29",
                "2025-04-30..2025-04-30",
            ],
        ),
        (
            ("2024-02-29", "2026-02-27"),
            "year",
            ["2024-02-29..2025-02-27", "2025-02-28..2026-02-27"],
        ),
    ],
)
def test_days_are_divided_without_a_gap_or_an_overlap(days, piece, found):
    pieces = list(PeriodsForm.pieces(day(days[0]), day(days[1]), piece))
    assert [f"{first}..{last}" for first, last in pieces] == found
    for (_first, last), (begin, _last) in itertools.pairwise(pieces):
        assert begin - last == datetime.timedelta(days=1)


# --- how much is asked ----------------------------------------------------------------------------


def asked_by(desk, name, *args):
    desk.opens(name, *args)
    with CaptureQueriesContext(connection) as asked:
        desk.opens(name, *args)
    return len(asked)


@pytest.mark.parametrize("name", ["desk-indicators", "desk-indicator"])
def test_desk_asks_the_same_for_one_and_for_three(office, coordinator, name):
    one = an_indicator(coordinator)
    arguments = [one.code] if name == "desk-indicator" else []
    (period,) = with_periods(one, coordinator, year(2024))
    states(period, coordinator, 1)
    few = asked_by(office, name, *arguments)
    for number in (2022, 2023):
        other = an_indicator(coordinator, f"Otro {number}")
        (more,) = with_periods(other, coordinator, year(number))
        states(more, coordinator, 1)
    for more in with_periods(one, coordinator, year(2023), year(2024), year(2025)):
        if not more.actuals.exists():
            states(more, coordinator, 1)
    assert asked_by(office, name, *arguments) == few
