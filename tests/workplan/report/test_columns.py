"""The widths of columns."""

import pytest

from gte.common.columns import LINE, size
from gte.workplan.report.columns import shared_widths, widths_for
from gte.workplan.report.document import Cell, Table


def test_widths_for_fill_the_line():
    widths = widths_for(["A", "B"], [[Cell("x" * 5), Cell("some longer text " * 20)]])
    assert sum(widths) == pytest.approx(LINE, abs=0.1)
    assert widths[1] > widths[0]


def test_widths_for_keep_short_texts_on_one_line():
    long = "a text of many words that takes what it is given " * 8
    widths = widths_for(["Long", "Due"], [[Cell(long), Cell("July 2019")]] * 9)
    assert widths[1] >= size("July 2019")


def test_widths_for_a_table_without_rows_are_those_of_the_names():
    assert len(widths_for(["One", "Another"], [])) == 2


def test_shared_widths_are_those_of_all_tables_with_the_columns():
    short = Table("", ["A", "B"], [[Cell("x"), Cell("y")]])
    long = Table("", ["A", "B"], [[Cell("x"), Cell("words and words " * 9)]])
    other = Table("", ["C"], [[Cell("z")]])
    widths = shared_widths([short, long, other])
    assert widths == {
        ("A", "B"): widths_for(["A", "B"], [*short.rows, *long.rows]),
        ("C",): widths_for(["C"], other.rows),
    }
