"""What is counted: exact amounts, periods, and observations that state an amount for a period."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, localcontext
from fractions import Fraction
from types import MappingProxyType

from gte.workplan.rollup.refusals import Reason, Refused

# Python's own context rounds to 28 digits without a word; under this one a sum is exact or fails.
EXACT = Context(prec=120, traps=[Inexact, InvalidOperation, DivisionByZero])
# The power of ten beyond which a number is no figure of anything, and sums would need more digits.
LARGEST_POWER = 60
ZERO = Decimal(0)


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """The sum without rounding; of nothing 0. Refused as NOT_EXACT if it needs over 120 digits."""
    try:
        with localcontext(EXACT):
            return sum(numbers, ZERO)
    except Inexact as error:
        raise Refused(Reason.NOT_EXACT) from error


def check_number(number: Decimal) -> None:
    """Refuse as NOT_A_NUMBER what is no Decimal, is not finite, or is of no size of this world."""
    fits = (
        isinstance(number, Decimal)
        and number.is_finite()
        and abs(number.adjusted()) <= LARGEST_POWER
    )
    if not fits:
        raise Refused(Reason.NOT_A_NUMBER, found=str(number))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number; or a ratio, with its denominator; or a count, with the members that were counted.

    Refused as NOT_A_NUMBER: other than finite Decimals; NEGATIVE: a denominator below 0; OF_NONE:
    something out of nothing; OTHER_AMOUNT: members and a denominator, or a count of other members.
    """

    numerator: Decimal
    denominator: Decimal | None = None
    members: frozenset[str] | None = None

    def __post_init__(self) -> None:
        check_number(self.numerator)
        if self.denominator is not None:
            check_number(self.denominator)
            if self.denominator < 0:
                raise Refused(Reason.NEGATIVE, found=str(self.denominator))
            if self.numerator and not self.denominator:
                raise Refused(Reason.OF_NONE, found=str(self.numerator))
        if self.members is not None and (
            self.denominator is not None or self.numerator != len(self.members)
        ):
            raise Refused(Reason.OTHER_AMOUNT, found=str(self.numerator))

    @classmethod
    def of(
        cls, numerator: Decimal | int | str, denominator: Decimal | int | str | None = None
    ) -> Amount:
        """A number, or a ratio, from what is written. Floats are refused: they are rounded already.

        Amount.of("12.50"); Amount.of(3, 4)
        """
        return cls(decimal_of(numerator), None if denominator is None else decimal_of(denominator))

    @classmethod
    def distinct(cls, members: Iterable[str]) -> Amount:
        """The count of distinct members, by their identifiers; each counts once."""
        if isinstance(members, str):  # its letters would be counted
            raise Refused(Reason.OTHER_AMOUNT, found=members)
        different = frozenset(members)
        return cls(Decimal(len(different)), members=different)

    @property
    def value(self) -> Decimal | Fraction | None:
        """The number or count; of a ratio the exact fraction, None if it is 0 of 0."""
        if self.denominator is None:
            return self.numerator
        if not self.denominator:
            return None
        return Fraction(self.numerator) / Fraction(self.denominator)


def decimal_of(written: Decimal | int | str) -> Decimal:
    if not isinstance(written, Decimal | int | str):
        raise Refused(Reason.NOT_A_NUMBER, found=str(written))
    try:
        return Decimal(written)
    except InvalidOperation as error:
        raise Refused(Reason.NOT_A_NUMBER, found=str(written)) from error


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days from ``first`` to ``last``, both in it. Refused as BACKWARDS if they are swapped."""

    first: datetime.date
    last: datetime.date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise Refused(Reason.BACKWARDS, found=str(self.first), expected=str(self.last))

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    @classmethod
    def of_year(cls, year: int) -> Span:
        """A calendar year, from 1 January to 31 December."""
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    def overlaps(self, other: Span) -> bool:
        """Whether any day is in both."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: Span) -> bool:
        """Whether every day of the other is in this one."""
        return self.first <= other.first and other.last <= self.last


# dimension -> category -> amount, for instance {"sex": {"women": Amount.of(7), ...}}
Breakdown = Mapping[str, Mapping[str, Amount]]
NO_BREAKDOWN: Breakdown = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Observation:
    """What ``owner`` states for a leaf indicator and a period.

    ``part`` is whose part of the indicator it is (a party's code, say); empty for the whole of it.
    ``source`` is what the caller knows it by, so that a total leads to its records.
    """

    indicator: str
    span: Span
    owner: str
    unit: str
    amount: Amount
    part: str = ""
    breakdown: Breakdown = field(default_factory=dict, hash=False)
    source: str = ""
