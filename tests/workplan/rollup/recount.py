"""Totals found by counting single units: the rules of docs/indicators.md a second time, slowly.

A number is laid out as so many hundredths, each a unit of its own, and the units are counted; days
are walked one by one; whose child is whose is asked upwards. Of gte.workplan.rollup it takes the
words (indicators, observations) and no rule.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from gte.workplan.rollup import Rule

HUNDREDTH = Decimal("0.01")


@dataclass
class Recount:
    """``made_of`` is the value as data: a Decimal, two Decimals, or a set; None of nothing."""

    made_of: object = None
    day: object = None
    breakdown: dict = field(default_factory=dict)
    left_out: dict = field(default_factory=dict)
    counted: set = field(default_factory=set)
    stale: set = field(default_factory=set)
    passed_over: set = field(default_factory=set)
    missing: set = field(default_factory=set)


def recount(indicators, key, rows, span):
    rule = next(one.rule for one in indicators if one.key == key)
    leaves = {
        one.key for one in indicators if not one.children and is_under(indicators, one.key, key)
    }
    own = [row for row in rows if row.indicator in leaves and lies_in(row, span)]
    found = Recount(missing=leaves - {row.indicator for row in own})
    counted = own
    if rule == Rule.LAST:
        found.day = next((day for day in days_backwards(span) if ending_on(own, day)), None)
        counted = ending_on(own, found.day)
        late = [row for row in own if is_last_of_its_part(row, own) and row not in counted]
        found.stale = {row.source for row in late if not is_covered(row, own)}
    found.counted = {row.source for row in counted}
    found.passed_over = {row.source for row in own} - found.counted - found.stale
    if counted:
        found.made_of = count(rule, [row.amount for row in counted])
        found.breakdown, found.left_out = break_down(rule, counted)
    return found


# --- which ----------------------------------------------------------------------------------------


def is_under(indicators, low, high):
    parents = [one.key for one in indicators if low in one.children]
    return low == high or any(is_under(indicators, parent, high) for parent in parents)


def days_backwards(span):
    number = (span.last - span.first).days
    return [span.last - timedelta(days) for days in range(number + 1)]


def lies_in(row, span):
    return set(days_backwards(row.span)) <= set(days_backwards(span))


def ending_on(rows, day):
    return [row for row in rows if row.span.last == day]


def is_last_of_its_part(row, rows):
    alike = [one for one in rows if (one.indicator, one.part) == (row.indicator, row.part)]
    return not any(one.span.last > row.span.last for one in alike)


def is_covered(row, rows):
    """Whether a later observation is of the whole of the same leaf."""
    wholes = [one for one in rows if one.indicator == row.indicator and not one.part]
    return any(one.span.last > row.span.last for one in wholes)


# --- how many -------------------------------------------------------------------------------------


def units(numbers):
    """One item for each hundredth of each number."""
    return [
        (place, unit)
        for place, number in enumerate(numbers)
        for unit in range(int(number / HUNDREDTH))
    ]


def count_units(numbers):
    numbers = list(numbers)
    assert all(number >= 0 for number in numbers)
    return len(units(numbers)) * HUNDREDTH


def count(rule, amounts):
    numerators = [amount.numerator for amount in amounts]
    if rule == Rule.DISTINCT:
        return {member for amount in amounts for member in amount.members}
    if rule == Rule.MAX:
        return max(numerators)
    if rule == Rule.RATIO:
        return count_units(numerators), count_units(amount.denominator for amount in amounts)
    return count_units(numerators)


# --- divided how ----------------------------------------------------------------------------------


def break_down(rule, rows):
    breakdown, left_out = {}, {}
    for dimension in {name for row in rows for name in row.breakdown}:
        given = [row.breakdown[dimension] for row in rows if dimension in row.breakdown]
        faulty = [
            row for row in rows if dimension in row.breakdown and is_faulty(rule, row, dimension)
        ]
        names = {name for categories in given for name in categories}
        categories = {
            name: count(rule, [one[name] for one in given if name in one]) for name in names
        }
        if faulty:
            left_out[dimension] = "faulty"
        elif len(given) < len(rows):
            left_out[dimension] = "not_given"
        elif rule == Rule.DISTINCT and is_in_two(list(categories.values())):
            left_out[dimension] = "moved"
        else:
            breakdown[dimension] = categories
    return breakdown, left_out


def is_in_two(sets):
    return any(one & other for i, one in enumerate(sets) for other in sets[:i])


def is_faulty(rule, row, dimension):
    categories = list(row.breakdown[dimension].values())
    if not categories or (rule == Rule.DISTINCT and is_in_two([one.members for one in categories])):
        return True
    return count(rule, categories) != count(rule, [row.amount])


# --- the comparison -------------------------------------------------------------------------------


def as_data(rule, amount):
    if amount is None:
        return None
    if rule == Rule.DISTINCT:
        assert amount.numerator == len(amount.members)
        return set(amount.members)
    return (amount.numerator, amount.denominator) if rule == Rule.RATIO else amount.numerator


def differences(total, found):
    """The names of what the total says otherwise than the recount."""
    rule = total.indicator.rule
    breakdown = {
        dimension: {name: as_data(rule, amount) for name, amount in categories.items()}
        for dimension, categories in total.breakdown.items()
    }
    said = Recount(
        as_data(rule, total.amount),
        total.day,
        breakdown,
        total.left_out,
        {row.source for row in total.counted},
        {row.source for row in total.stale},
        {row.source for row in total.passed_over},
        set(total.missing),
    )
    return [name for name in vars(found) if getattr(said, name) != getattr(found, name)]
