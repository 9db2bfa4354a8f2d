"""Working days of a country: Monday to Friday without its national public holidays.

Pure: the holidays come from the library of that name, with their movements to other days.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays

SATURDAY = 5


def is_working_day(iso2: str, day: date) -> bool:
    """Whether people work on a day in a country, by its ISO 3166-1 alpha-2 code.

    Of a country that the library does not know, only Saturdays and Sundays are free. Holidays of
    parts of a country, of banks or of schools do not count, nor do those decreed after the
    installed version of the library.
    """
    return day.weekday() < SATURDAY and day not in national_holidays(iso2, day.year)


@lru_cache(maxsize=1024)
def national_holidays(iso2: str, year: int) -> frozenset[date]:
    """The public holidays that hold in the whole country; none for an unknown code."""
    code = iso2.upper()
    if code not in holidays.list_supported_countries(include_aliases=False):
        return frozenset()
    return frozenset(holidays.country_holidays(code, years=year))
