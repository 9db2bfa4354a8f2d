"""Totals of random trees of indicators in the database, beside a recount from the same rows."""

import datetime
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gte.alliance.models import Body, State
from gte.workplan.models import Actual, Indicator, IndicatorPeriod
from gte.workplan.queries.indicators import current_points, points
from tests.factories.rows import PROVENANCE

pytestmark = pytest.mark.django_db

RULES = ("sum", "last", "max", "ratio", "distinct")
YEARS = (2020, 2021, 2022)
PARTIES = ("cl", "co", "pe")
MEMBERS = ("a", "b", "c", "d")

rows_of_a_leaf = st.lists(
    st.tuples(
        st.sampled_from(YEARS),
        st.sampled_from(PARTIES),
        st.sampled_from(["approved", "approved", "submitted", "returned"]),
        st.integers(0, 9),
        st.integers(1, 9),
        st.sets(st.sampled_from(MEMBERS), min_size=1),
    ),
    max_size=6,
)


@st.composite
def worlds(draw):
    """A rule, the parent of each indicator (an earlier one or none), and rows of those below."""
    number = draw(st.integers(1, 6))
    parents = [draw(st.sampled_from([None, *range(place)])) for place in range(number)]
    leaves = [place for place in range(number) if place not in parents]
    wholes = {leaf: draw(st.sets(st.sampled_from(YEARS))) for leaf in leaves}
    return draw(st.sampled_from(RULES)), parents, wholes, {x: draw(rows_of_a_leaf) for x in leaves}


def span(year):
    return {"start": datetime.date(year, 1, 1), "end": datetime.date(year, 12, 31)}


def store(rule, parents, wholes, rows):
    """Rows written past the verbs, which refuse nothing of this kind."""
    owner = Body.objects.get(code="gte")
    parties = {state.code: state for state in State.objects.filter(code__in=PARTIES)}
    made = []
    for place, parent in enumerate(parents):
        made.append(
            Indicator.objects.create(
                code=f"i{place}",
                name="I",
                level="output",
                value_kind="unit",
                unit_es="u",
                unit_en="u",
                rule=rule,
                owner=owner,
                parent=None if parent is None else made[parent],
                scope_basis="stated",
                **PROVENANCE,
            )
        )
    periods = {
        (place, year): IndicatorPeriod.objects.create(indicator=one, **span(year))
        for place, one in enumerate(made)
        for year in YEARS
    }
    for leaf, said in rows.items():
        for year, party, state, value, out_of, members in said:
            Actual.objects.create(
                period=periods[leaf, year],
                party=None if year in wholes[leaf] else parties[party],
                state=state,
                value=len(members) if rule == "distinct" else value,
                denominator=out_of if rule == "ratio" else None,
                members=sorted(members) if rule == "distinct" else [],
            )
    return made


# --- the recount, which knows nothing of the platform's code --------------------------------------


def leaves_under(place, parents):
    children = [child for child, parent in enumerate(parents) if parent == place]
    if not children:
        return [place]
    return [leaf for child in children for leaf in leaves_under(child, parents)]


def standing(leaf, wholes, rows):
    """The newest approved row of each year and party."""
    found = {}
    for year, party, state, *rest in rows[leaf]:
        if state == "approved":
            found[year, "" if year in wholes[leaf] else party] = rest
    return found


def recount(rule, place, year, parents, wholes, rows):
    found = [
        rest
        for leaf in leaves_under(place, parents)
        for (when, _party), rest in standing(leaf, wholes, rows).items()
        if when == year
    ]
    if not found:
        return None
    values = [value for value, _out_of, _members in found]
    match rule:
        case "ratio":
            return Fraction(sum(values), sum(out_of for _value, out_of, _members in found))
        case "distinct":
            return len(set.union(*(members for _value, _out_of, members in found)))
        case "max":
            return max(values)
        case _:
            return sum(values)


def value_of(point):
    assert point.refused is None
    return point.total.value


@given(world=worlds())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_total_of_every_indicator_and_year_is_that_of_a_recount(world):
    rule, parents, wholes, rows = world
    with transaction.atomic():
        made = store(*world)
        for place, one in enumerate(made):
            found = {point.span.first.year: value_of(point) for point in points(one, "es")}
            expected = {year: recount(rule, place, year, parents, wholes, rows) for year in YEARS}
            assert found == expected
        # The list asks for the last year of all at once and must find the same.
        last = {pk: value_of(point) for pk, point in current_points(made, "es").items()}
        assert last == {
            one.pk: recount(rule, place, YEARS[-1], parents, wholes, rows)
            for place, one in enumerate(made)
        }
        transaction.set_rollback(True)


def test_recount_finds_what_it_should():
    """Without this both might count nothing: two parts of three, one stated anew."""
    rows = {
        1: [(2022, "cl", "approved", 3, 4, {"a"}), (2022, "cl", "approved", 5, 9, {"a", "b"})],
        2: [(2022, "pe", "approved", 2, 3, {"b"}), (2022, "pe", "submitted", 9, 9, {"d"})],
    }
    world = [None, 0, 0], {1: set(), 2: set()}, rows
    found = [recount(rule, 0, 2022, *world) for rule in RULES]
    assert found == [7, 7, 5, Fraction(7, 12), 2]
