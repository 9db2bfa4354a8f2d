"""How wide the columns of a table are."""

import pytest

from gte.common.columns import GUTTER, LINE, fitted_widths, lines_of

WORDS = "words and words " * 9


def test_fitted_widths_give_the_line_to_the_column_that_needs_it():
    widths = fitted_widths(["Day", "Text"], [[("x" * 5,), (WORDS,)]])
    assert sum(widths) == pytest.approx(LINE, abs=0.1)
    assert widths[1] > widths[0]


def test_fitted_widths_leave_what_a_column_needs_beside_its_texts():
    rows = [[("word",), ("word",)]]
    assert fitted_widths(["A", "B"], rows, [2, 0]) == [
        pytest.approx(LINE / 2 + 1),
        pytest.approx(LINE / 2 - 1),
    ]


def test_fitted_widths_of_a_long_word_let_the_others_stand():
    widths = fitted_widths(["A", "B"], [[("x" * 300,), ("Internship",)]])
    assert widths[1] > GUTTER + 9


@pytest.mark.parametrize(
    ("texts", "width", "lines"),
    [
        ((), 10, 0),
        (("aaaa",), 10, 1),
        (("aaaa aaaa aaaa",), 10, 2),
        (("aaaa", "aaaa"), 10, 2),
        (("aaaaaaaaaaaaaaaaaaaa",), 10, 1),
    ],
)
def test_lines_of_breaks_between_words_only(texts, width, lines):
    assert lines_of(texts, width) == lines
