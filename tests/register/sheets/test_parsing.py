"""What people write into cells, and what it means."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.common.partial_dates import PartialDate
from gte.register.sheets.cells import Dated, decoded, letters_of, number_of, shows_day
from gte.register.sheets.description import Column, Kind
from gte.register.sheets.numbers import readings
from gte.register.sheets.parsing import Parser
from gte.register.sheets.refusals import Unreadable
from gte.register.sheets.showing import escaped, fits
from gte.register.sheets.values import mark_of, same
from tests.register.sheets.making import SHEET, STATUSES


def meaning(kind, cell, *, from_1904=False):
    """The value of a cell, or the cause why it has none."""
    options = {
        Kind.CHOICE: STATUSES,
        Kind.REFERENCE: {"a": "Alfa", "b": "Beta", "c · d": "x"},
        Kind.REFERENCES: {"a": "Alfa", "b": "Beta; two"},
    }
    column = Column(key="it", label="It", kind=kind, options=options.get(kind, {}))
    try:
        return Parser(column, from_1904=from_1904).value(cell)
    except Unreadable as error:
        return error.cause


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12", ["12"]),
        (" -12 ", ["-12"]),
        ("\u221212", ["-12"]),
        ("1.234,56", ["1234.56"]),
        ("1,234.56", ["1234.56"]),
        ("1 234,56", ["1234.56"]),
        ("1\u202f234\u202f567", ["1234567"]),
        ("1'234.5", ["1234.5"]),
        ("1.234.567", ["1234567"]),
        ("1,5", ["1.5"]),
        ("1.50", ["1.50"]),
        ("0.123", ["0.123"]),
        ("1234.567", ["1234.567"]),
        ("1.234", ["1234", "1.234"]),
        ("12,345", ["12.345", "12345"]),
        ("1.23.456", []),
        ("1,234,56", []),
        ("1.234 567", []),
        ("12 %", []),
        ("$ 5", []),
        ("1e5", []),
        ("٣", []),
        ("1,", []),
        ("9" * 61, []),
    ],
)
def test_numbers_as_countries_write_them(text, numbers):
    assert sorted(readings(text)) == sorted(Decimal(one) for one in numbers)


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_number_written_in_full_in_either_manner_is_among_its_readings(number):
    english = f"{number:,}"
    spanish = english.translate(str.maketrans(",.", ".,"))
    assert readings(english) == [number]
    assert readings(spanish) == [number]


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.WHOLE, 12.0, 12),
        (Kind.WHOLE, "12,0", 12),
        (Kind.WHOLE, True, "number"),
        (Kind.DECIMAL, 0.1 + 0.2, Decimal("0.3")),
        (Kind.DECIMAL, 1e21, Decimal(10**21)),
        (Kind.DECIMAL, Dated(45000), "number"),
        (Kind.TEXT, 123.0, "123"),
        (Kind.TEXT, 1.5, "1.5"),
        (Kind.TEXT, True, "not_text"),
        (Kind.TEXT, "\u00a0 a\u00a0b \u00a0", "a\u00a0b"),
        (Kind.TEXT, "   ", None),
        *((Kind.YES_NO, said, True) for said in ("Sí", "si", " YES ", "y", "verdadero", 1.0, True)),
        *((Kind.YES_NO, said, False) for said in ("No", "n", "FALSE", "falso", 0.0, "0", False)),
        (Kind.YES_NO, 2.0, "yes_no"),
        (Kind.DAY, Dated(46112), date(2026, 3, 31)),
        (Kind.DAY, 46112.0, date(2026, 3, 31)),
        (Kind.DAY, Dated(46112.25), "time"),
        (Kind.DAY, Dated(0.5), "time"),
        (Kind.DAY, Dated(60), "day"),
        (Kind.DAY, Dated(2026), "year"),
        (Kind.DAY, 2026.0, "year"),
        (Kind.DAY, 20260331.0, "day"),
        (Kind.DAY, Dated(1e300), "day"),
        (Kind.DAY, True, "day"),
        (Kind.DAY, "2026-03-31", date(2026, 3, 31)),
        (Kind.DAY, "2026/3/31", date(2026, 3, 31)),
        (Kind.DAY, "2026-03-31T00:00:00", date(2026, 3, 31)),
        (Kind.DAY, "31.3.2026", date(2026, 3, 31)),
        (Kind.DAY, "3/31/2026", date(2026, 3, 31)),
        (Kind.DAY, "5/5/2026", date(2026, 5, 5)),
        (Kind.DAY, "3/4/2026", "ambiguous_day"),
        (Kind.DAY, "3/4/26", "day"),
        (Kind.PARTIAL_DATE, "2026", PartialDate("2026")),
        (Kind.PARTIAL_DATE, 2026.0, PartialDate("2026")),
        (Kind.PARTIAL_DATE, "3/2026", PartialDate("2026-03")),
        (Kind.PARTIAL_DATE, "2026/3", PartialDate("2026-03")),
        (Kind.PARTIAL_DATE, "13/2026", "partial_date"),
        (Kind.PARTIAL_DATE, Dated(46112), PartialDate("2026-03-31")),
        (Kind.PARTIAL_DATE, "31/3/2026", PartialDate("2026-03-31")),
        (Kind.PARTIAL_DATE, "3/4/2026", "ambiguous_day"),
        (Kind.PARTIAL_DATE, 12.0, "partial_date"),
        (Kind.CHOICE, "planned", "planned"),
        (Kind.CHOICE, " CUMPLIDO ", "done"),
        (Kind.CHOICE, "Done", "done"),
        (Kind.CHOICE, "Uno", "ambiguous_choice"),
        (Kind.CHOICE, "Uno (crossed-1)", "crossed-1"),
        (Kind.REFERENCE, "a", "a"),
        (Kind.REFERENCE, "alfa", "a"),
        (Kind.REFERENCE, "a · a former name", "a"),
        (Kind.REFERENCE, "c · d", "c · d"),
        (Kind.REFERENCES, "b · Beta; two", ("b",)),
        (Kind.REFERENCES, "a; b", ("a", "b")),
        (Kind.REFERENCES, "a\n\nb\na", ("a", "b")),
    ],
)  # fmt: skip
def test_cells_as_people_fill_them(kind, cell, value):
    found = meaning(kind, cell)
    assert found == value
    assert type(found) is type(value)


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    assert meaning(Kind.DAY, Dated(44650), from_1904=True) == date(2026, 3, 31)


@given(st.text(st.characters(codec="utf-8")) | st.text("_x0041F5e\x01", max_size=30))
def test_text_that_fits_comes_back_from_its_escapes(text):
    if fits(text):
        assert decoded(escaped(text)) == text
    else:
        assert decoded(escaped(text)) != text or len(escaped(text)) > 16_000


@given(st.integers(0, 16_383))
def test_columns_have_letters(number):
    assert number_of(letters_of(number)) == number
    assert [letters_of(one) for one in (0, 25, 26, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("General", False),
        ("0.00", False),
        ('0 "days"', False),
        ("[Red]0", False),
        ("#,##0.00_d", False),
        ("yyyy\\-mm\\-dd", True),
        ("[$-C0A]d mmm", True),
        ("h:mm", True),
        ("@", False),
    ],
)
def test_formats_that_show_a_day(code, day):
    assert shows_day(code) is day


def test_values_that_are_the_same_have_one_mark():
    assert same(Decimal("1.0"), 1)
    assert same(None, "")
    assert same(("a", "b"), ["b", "a"])
    assert not same("a", "b")
    assert mark_of("title", "a") != mark_of("name", "a")
    assert len({mark_of(column.key, None) for column in SHEET.columns}) == len(SHEET.columns)
