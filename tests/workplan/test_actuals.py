"""Who states what was found, with which evidence, and who approves it."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from gte.common.errors import BadInput
from gte.common.models import LogEntry
from gte.register.measures import measured
from gte.workplan.domain.actuals import approve_actual, return_actual
from gte.workplan.domain.measuring import measure_indicator
from gte.workplan.models import Actual
from gte.workplan.queries.indicators import points, submitted
from tests.factories.indicators import (
    an_indicator,
    by_sex,
    part,
    said,
    stands,
    states,
    with_periods,
    year,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def refused(words, verb, *args, **kwargs):
    with pytest.raises(BadInput, match=words):
        verb(*args, **kwargs)


@pytest.fixture
def period(coordinator):
    return with_periods(an_indicator(coordinator), coordinator)[0]


def shown(period):
    """What the indicator's page says of the period."""
    (point,) = [one for one in points(period.indicator, "en") if one.pk == period.pk]
    return point.total.value if point.total else None


def party(delegations, code):
    return delegations[code][0].roles_in_force[0].state


# --- stating --------------------------------------------------------------------------------------


def test_delegate_states_the_own_party_and_nobody_elses(period, delegations):
    head = delegations["cl"][0]
    own, other = party(delegations, "cl"), party(delegations, "pe")
    made = states(period, head, 7, party=own)
    assert (made.party, made.stated_for, made.state) == (own, own, "submitted")
    refused("Only a delegate of .* states its values", states, period, head, 7, party=other)
    refused("The coordination states values of the whole", states, period, head, 7)


def test_coordination_states_the_whole(period, coordinator, delegations):
    assert states(period, coordinator, 7).party is None
    refused("Only a delegate", states, period, coordinator, 7, party=party(delegations, "cl"))


def test_value_without_evidence_is_refused(period, coordinator):
    refused("Name the evidence", states, period, coordinator, 7, url=" ")
    assert not Actual.objects.exists()


@pytest.mark.parametrize("value", ["9999999999999999", "1234567890123456.7891"])
def test_number_that_would_come_back_as_another_one_is_refused(period, coordinator, value):
    refused("more than 15 digits", states, period, coordinator, value)
    aim = year(2025, value)
    refused("more than 15 digits", with_periods, period.indicator, coordinator, aim)
    refused("more than 15 digits", an_indicator, coordinator, "Otro", baseline=Decimal(value))


@pytest.mark.parametrize("value", ["999999999999999", "9000000000000000", "12345678901.2345"])
def test_number_of_fifteen_digits_comes_back_as_it_was_typed(period, coordinator, value):
    made = states(period, coordinator, value)
    assert Actual.objects.get(pk=made.pk).value == Decimal(value)


def test_value_of_a_period_to_come_is_refused(coordinator):
    later = timezone.now().year + 1
    (coming,) = with_periods(an_indicator(coordinator), coordinator, year(later))
    refused("has not begun", states, coming, coordinator, 7)


def test_value_of_an_indicator_that_is_counted_from_others_is_refused(coordinator):
    top = an_indicator(coordinator, "Arriba")
    an_indicator(coordinator, "Abajo", parent=top)
    refused("state the values there", states, with_periods(top, coordinator)[0], coordinator, 7)


def test_whole_and_parts_do_not_stand_side_by_side(coordinator, delegations):
    one, other = with_periods(an_indicator(coordinator), coordinator)
    head = delegations["cl"][0]
    states(one, head, 7, party=party(delegations, "cl"))
    refused("has values of Chile for 2025", states, one, coordinator, 9)
    whole = states(other, coordinator, 9)
    words = "has a value of the whole for 2026: that of Chile"
    refused(words, states, other, head, 7, party=party(delegations, "cl"))
    return_actual(actual=whole, by=delegations["pe"][0], reason="Falta el anexo.")
    states(other, head, 7, party=party(delegations, "cl"))


@pytest.mark.parametrize(
    ("columns", "statement", "words"),
    [
        ({}, {}, "Give the value"),
        ({}, {"value": -1}, "below zero"),
        ({}, {"value": 1, "out_of": 2}, "Only a ratio"),
        ({"rule": "ratio"}, {"value": 1}, "both numbers"),
        ({"rule": "ratio"}, {"value": 1, "out_of": 0}, "out of 0"),
        ({"rule": "ratio", "value_kind": "percentage"}, {"value": 5, "out_of": 4}, "more than all"),
        ({"rule": "distinct"}, {"value": 3}, "identifiers"),
        (
            {"value_kind": "qualitative", "unit_es": "", "unit_en": ""},
            {"text_es": "Hay red"},
            "in both languages",
        ),
    ],
)
def test_value_that_the_rule_does_not_take_is_refused(coordinator, columns, statement, words):
    period = with_periods(an_indicator(coordinator, **columns), coordinator, year(2025))[0]
    refused(words, states, period, coordinator, **statement)


def test_words_are_kept_in_both_languages(coordinator, delegations):
    columns = {"value_kind": "qualitative", "unit_es": "", "unit_en": ""}
    one = an_indicator(coordinator, "Relato", **columns)
    period = with_periods(one, coordinator, year(2025))[0]
    head = delegations["pe"][0]
    stands(period, coordinator, head, text_es="Hay red", text_en="A network")
    for language, text in (("es", "Hay red"), ("en", "A network")):
        assert [point.text for point in points(one, language)] == [text]


def test_distinct_members_count_once_however_many_parties_name_them(coordinator, delegations):
    one = an_indicator(coordinator, "Escuelas", rule="distinct")
    first, second = with_periods(one, coordinator, year(2025), year(2026))
    for code, members in (("cl", ("a", "b", "a")), ("pe", ("b", "c"))):
        own = party(delegations, code)
        other = delegations["co"][0]
        stands(first, delegations[code][0], other, members=members, party=own)
    assert shown(first) == 3
    assert shown(second) is None


# --- breakdowns -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"mujeres": part(3), "hombres": part(1)}, r"“sex” gives 4 where the total is 5"),
        ({"mujeres": part(3)}, r"“sex” leaves nobody out: give men too"),
        ({"mujeres": part(6), "hombres": part(-1)}, "sex: -1 is below zero"),
    ],
)
def test_breakdown_that_does_not_give_the_total_is_refused(coordinator, parts, words):
    one = an_indicator(coordinator)
    dimension = by_sex(one, coordinator)
    period = with_periods(one, coordinator)[0]
    refused(words, states, period, coordinator, 5, breakdown={dimension.code: parts})
    right = {"mujeres": part(5), "hombres": part(0)}
    states(period, coordinator, 5, breakdown={dimension.code: right})


def test_breakdown_of_another_indicator_is_refused(period, coordinator):
    parts = {"sexo": {"mujeres": part(5)}}
    refused("is no disaggregation", states, period, coordinator, 5, breakdown=parts)


def test_breakdown_of_a_percentage_gives_both_numbers(coordinator, delegations):
    one = an_indicator(coordinator, rule="ratio", value_kind="percentage")
    dimension = by_sex(one, coordinator)
    period = with_periods(one, coordinator, year(2025))[0]
    wrong = {"mujeres": part(3, 4), "hombres": part(2, 5)}
    refused(
        r"gives 5 out of 9 where the total is 5 out of 10",
        states,
        period,
        coordinator,
        5,
        10,
        breakdown={dimension.code: wrong},
    )
    right = {"mujeres": part(3, 4), "hombres": part(2, 6)}
    stands(period, coordinator, delegations["pe"][0], 5, 10, breakdown={dimension.code: right})
    (point,) = points(one, "en")
    assert point.total.value == Decimal(1) / 2
    assert point.total.breakdown["sexo"]["mujeres"].value == Decimal(3) / 4


# --- approving ------------------------------------------------------------------------------------


def test_value_counts_once_another_party_approves_it(period, delegations):
    head, alternate = delegations["cl"]
    made = states(period, head, 7, party=party(delegations, "cl"))
    assert shown(period) is None
    for own in (head, alternate):
        refused("somebody of another party", approve_actual, actual=made, by=own)
    approved = approve_actual(actual=made, by=delegations["pe"][0])
    assert (approved.reviewed_for, shown(period)) == (party(delegations, "pe"), 7)
    refused("it is approved", approve_actual, actual=made, by=delegations["co"][0])


def test_coordination_of_the_same_party_does_not_approve(period, coordinator, delegations):
    code = coordinator.roles_in_force[0].state.code
    made = states(period, delegations[code][0], 7, party=party(delegations, code))
    refused("somebody of another party", approve_actual, actual=made, by=coordinator)


def test_who_acts_for_no_party_does_not_approve(period, coordinator):
    made = states(period, coordinator, 7)
    nobody = make_user("root@example.org", "administrator")
    refused("act for none", approve_actual, actual=made, by=nobody)


def test_database_itself_refuses_a_value_that_its_own_party_approved(period, delegations):
    own = party(delegations, "cl")
    made = states(period, delegations["cl"][0], 7, party=own)
    with pytest.raises(IntegrityError), transaction.atomic():
        Actual.objects.filter(pk=made.pk).update(reviewed_for=own)


def test_newer_value_counts_instead_and_the_older_row_stays_as_it_was(
    period, coordinator, delegations
):
    reviewer = delegations["pe"][0]
    first = stands(period, coordinator, reviewer, 7)
    again = states(period, coordinator, 9)
    assert shown(period) == 7
    approve_actual(actual=again, by=reviewer)
    assert shown(period) == 9
    first.refresh_from_db()
    assert (first.value, first.state) == (7, "approved")


def test_value_that_was_stated_anew_is_not_approved(period, coordinator, delegations):
    first, again = states(period, coordinator, 7), states(period, coordinator, 9)
    reviewer = delegations["pe"][0]
    refused("stated anew", approve_actual, actual=first, by=reviewer)
    assert submitted(reviewer) == [again]


def test_returned_value_says_why_and_counts_no_more(period, coordinator, delegations):
    reviewer = delegations["pe"][0]
    made = stands(period, coordinator, reviewer, 7)
    refused("Say why", return_actual, actual=made, by=reviewer, reason=" ")
    refused("another party", return_actual, actual=made, by=coordinator, reason="No.")
    back = return_actual(actual=made, by=delegations["co"][0], reason="Falta el anexo.")
    assert (back.state, back.review_note, shown(period)) == ("returned", "Falta el anexo.", None)
    refused("it is returned", return_actual, actual=made, by=reviewer, reason="Otra vez.")


def test_every_change_of_a_value_stands_in_the_log(period, coordinator, delegations):
    made = stands(period, coordinator, delegations["pe"][0], 7)
    return_actual(actual=made, by=delegations["co"][0], reason="Falta el anexo.")
    lines = LogEntry.objects.filter(target=period.indicator.code, verb__startswith="actual")
    found = [(one.verb, one.actor, one.data["value"], one.data["actual"]) for one in lines]
    assert found == [
        ("actual.returned", delegations["co"][0], "7.0000", made.pk),
        ("actual.approved", delegations["pe"][0], "7.0000", made.pk),
        ("actual.stated", coordinator, "7", made.pk),
    ]


# --- measuring ------------------------------------------------------------------------------------


def test_measured_value_keeps_its_records_and_needs_no_approval(coordinator):
    one = an_indicator(coordinator, "Reuniones", measure="meetings-held")
    period = with_periods(one, coordinator, year(2018))[0]
    made = measure_indicator(period=period, by=coordinator)
    found = measured("meetings-held", start=period.start, end=period.end)
    assert found.value > 0
    assert (made.value, made.records, made.state) == (found.value, list(found.records), "approved")
    assert made.arguments == {"start": "2018-01-01", "end": "2018-12-31"}
    assert shown(period) == found.value
    assert measure_indicator(period=period, by=coordinator) == made


def test_measured_indicator_is_not_typed_in_nor_the_other_way_round(period, coordinator):
    one = an_indicator(coordinator, "Reuniones", measure="meetings-held")
    counted = with_periods(one, coordinator, year(2018))[0]
    refused("nobody types it in", states, counted, coordinator, 5)
    refused("stated by people", measure_indicator, period=period, by=coordinator)


def test_meeting_that_two_years_share_is_counted_once_in_both(coordinator):
    one = an_indicator(coordinator, "Reuniones", measure="meetings-held")
    for period in with_periods(one, coordinator, year(2017), year(2018)):
        measure_indicator(period=period, by=coordinator)
    whole = an_indicator(
        coordinator, "Todas", rule="distinct", unit_es="reuniones", unit_en="meetings"
    )
    one.parent = whole
    one.save()
    (both,) = with_periods(
        whole, coordinator, type(year(2017))(datetime.date(2017, 1, 1), datetime.date(2018, 12, 31))
    )
    codes = {code for actual in Actual.objects.all() for code in actual.records}
    assert shown(both) == len(codes)


def test_evidence_may_be_a_document(period, coordinator):
    from gte.library.models import Document

    document = Document.objects.first()
    assert states(period, coordinator, 7, url="", document=document).document == document
    assert said(7).document is None
