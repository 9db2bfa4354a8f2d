"""A working day is one on which the whole country works."""

from datetime import date, timedelta

import pytest

from gte.governance.workdays import is_working_day, national_holidays


@pytest.mark.parametrize(
    ("iso2", "day"),
    [
        ("CL", date(2026, 9, 18)),
        ("CO", date(2026, 7, 20)),
        ("MX", date(2026, 9, 16)),
        ("PE", date(2026, 7, 28)),
        ("CO", date(2027, 1, 11)),  # Epiphany, moved to the Monday after
        ("CL", date(2027, 3, 26)),  # Good Friday
    ],
)
def test_a_national_holiday_is_not_a_working_day(iso2, day):
    assert day.weekday() < 5
    assert not is_working_day(iso2, day)


def test_what_one_country_celebrates_is_a_working_day_of_the_others():
    day = date(2026, 9, 16)

    assert [iso2 for iso2 in ("CL", "CO", "MX", "PE") if is_working_day(iso2, day)] == [
        "CL",
        "CO",
        "PE",
    ]


def test_week_ends_are_free_everywhere():
    saturday = date(2026, 11, 21)

    for iso2 in ("CL", "CO", "MX", "PE", "ZZ"):
        assert [is_working_day(iso2, saturday + timedelta(days=days)) for days in range(4)] == [
            False,
            False,
            True,
            True,
        ]


@pytest.mark.parametrize("iso2", ["ZZ", "", "CHL", "country_holidays", "HolidayBase"])
def test_of_an_unknown_country_only_week_ends_are_free(iso2):
    year = [date(2026, 1, 1) + timedelta(days=days) for days in range(365)]

    assert sum(is_working_day(iso2, day) for day in year) == 261


def test_small_letters_are_the_same_country():
    assert national_holidays("cl", 2026) == national_holidays("CL", 2026) != frozenset()


def test_a_year_is_worked_out_once():
    national_holidays.cache_clear()
    for days in range(365):
        is_working_day("PE", date(2026, 1, 1) + timedelta(days=days))

    assert national_holidays.cache_info().misses == 1
