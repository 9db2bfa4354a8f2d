"""Days and partial dates, as spreadsheets and people write them."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress

from gte.common.partial_dates import PartialDate
from gte.register.sheets.refusals import Unreadable

# Spreadsheets count days from here. Before March 1900 they do not agree with each other, and
# somebody who writes 2026 into the cell of a day gets the 2026th, in 1905. Earlier days than these
# are written as texts.
EPOCH, EPOCH_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)
EARLIEST = datetime.date(1906, 1, 1)
TYPED_YEARS = range(1900, 2101)
FIRST_SERIAL, LAST_SERIAL = 61, 2_958_465
# A bare number is taken for the count of a day between 1940 and 2200; 2026 is a year.
COUNTS = range(14_611, 109_576)
YEARS = range(1000, 10_000)

YEAR_FIRST = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII
)
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
MONTH_LAST = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)


def day_of_serial(serial: float, *, from_1904: bool) -> datetime.date:
    """The day that a spreadsheet counts so. Raises Unreadable for a time of day, and for a count
    on which spreadsheets do not agree.
    """
    if serial != int(serial):
        raise Unreadable("time")
    if int(serial) in TYPED_YEARS:
        raise Unreadable("year", value=int(serial))
    if from_1904 and 0 < serial < LAST_SERIAL - 1_462:
        return EPOCH_1904 + datetime.timedelta(days=int(serial))
    if from_1904 or not FIRST_SERIAL <= serial <= LAST_SERIAL:
        raise Unreadable("day")
    return EPOCH + datetime.timedelta(days=int(serial))


def day_of_number(number: float, *, from_1904: bool) -> datetime.date:
    """A number in a cell that has lost its format. Raises Unreadable where it may be none."""
    if number == int(number) and int(number) in COUNTS:
        return day_of_serial(number, from_1904=from_1904)
    raise Unreadable("year" if number in TYPED_YEARS else "day")


def days_in(text: str) -> list[datetime.date]:
    """All days that a text can mean: 03/04/2026 is in March or in April."""
    found: list[datetime.date] = []
    orders = []
    if match := YEAR_FIRST.fullmatch(text):
        orders = [(match[1], match[2], match[3])]
    elif match := YEAR_LAST.fullmatch(text):
        orders = [(match[3], match[2], match[1]), (match[3], match[1], match[2])]
    for year, month, day in orders:
        with suppress(ValueError):
            one = datetime.date(int(year), int(month), int(day))
            found += [one] if one not in found else []
    return found


def day_of_text(text: str) -> datetime.date:
    """Raises Unreadable where it is none, or where it can be two."""
    found = days_in(text.strip())
    if len(found) > 1:
        raise Unreadable("ambiguous_day", first=found[0], second=found[1])
    if not found:
        raise Unreadable("day")
    return found[0]


def partial_of_text(text: str) -> PartialDate:
    """Raises Unreadable where it is none, or where it can be two."""
    cleaned = text.strip()
    with suppress(ValueError):
        return PartialDate(cleaned)
    if match := MONTH_LAST.fullmatch(cleaned):
        return month(match[1], match[2])
    if match := MONTH_FIRST.fullmatch(cleaned):
        return month(match[2], match[1])
    try:
        return PartialDate(day_of_text(cleaned))
    except Unreadable as error:
        cause = "partial_date" if error.cause == "day" else error.cause
        raise Unreadable(cause, **error.params) from error


def month(year: str, number: str) -> PartialDate:
    try:
        return PartialDate(f"{year}-{int(number):02}")
    except ValueError as error:
        raise Unreadable("partial_date") from error


def partial_of_number(number: float, *, from_1904: bool) -> PartialDate:
    """A year, or the count of a day. Raises Unreadable for any other number."""
    if number == int(number) and int(number) in YEARS:
        return PartialDate(str(int(number)))
    try:
        return PartialDate(day_of_number(number, from_1904=from_1904))
    except Unreadable as error:
        raise Unreadable("partial_date") from error
