import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.common.ordinals import from_roman, to_roman


def test_every_number_has_a_numeral_that_gives_it_back():
    assert [from_roman(to_roman(number)) for number in range(1, 4000)] == list(range(1, 4000))


def test_no_two_numbers_share_a_numeral():
    assert len({to_roman(number) for number in range(1, 4000)}) == 3999


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (14, "XIV"),
        (19, "XIX"),
        (27, "XXVII"),
        (40, "XL"),
        (90, "XC"),
        (400, "CD"),
        (1994, "MCMXCIV"),
        (2014, "MMXIV"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_numeral_is_written_as_the_bloc_writes_it(number, numeral):
    assert to_roman(number) == numeral
    assert from_roman(numeral) == number


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_number_without_a_numeral_is_refused(number):
    with pytest.raises(ValueError, match="only 1 to 3999 have one") as caught:
        to_roman(number)
    assert str(caught.value) == f"{number} has no Roman numeral: only 1 to 3999 have one"


@pytest.mark.parametrize(
    "numeral",
    [
        "",
        " ",
        "IIII",
        "VV",
        "IC",
        "IVI",
        "XXVIIII",
        "MMMM",
        "xxvii",
        "XXVII ",
        "27",
        "Ⅳ",
        "XXVII.o",
    ],
)
def test_anything_else_is_no_numeral(numeral):
    with pytest.raises(ValueError, match="is not a Roman numeral") as caught:
        from_roman(numeral)
    assert str(caught.value) == f"{numeral!r} is not a Roman numeral"


@given(st.text("IVXLCDM", min_size=1, max_size=12))
def test_letters_are_a_numeral_only_in_their_one_order(letters):
    try:
        number = from_roman(letters)
    except ValueError:
        return
    assert to_roman(number) == letters
