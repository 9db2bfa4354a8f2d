"""Roman numerals: ordinals are stored as numbers and printed as the bloc prints them."""

from __future__ import annotations

NUMERALS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def to_roman(number: int) -> str:
    """1 to 3999 as a Roman numeral; raises ValueError outside that range."""
    if not 1 <= number <= 3999:
        raise ValueError(f"{number} has no Roman numeral: only 1 to 3999 have one")
    numeral = ""
    for value, letters in NUMERALS:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def from_roman(numeral: str) -> int:
    """The number of a canonical Roman numeral; raises ValueError for anything else (as "IIII")."""
    rest, number = numeral, 0
    for value, letters in NUMERALS:
        while rest.startswith(letters):
            rest, number = rest.removeprefix(letters), number + value
    if rest or not 1 <= number <= 3999 or to_roman(number) != numeral:
        raise ValueError(f"{numeral!r} is not a Roman numeral")
    return number
