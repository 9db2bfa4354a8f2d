"""Random trees of indicators with what was observed of them, small enough that all meets all."""

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from gte.workplan.rollup import Amount, Indicator, Observation, Rule, Span, Tree

START = date(2025, 12, 28)
DAYS = 12
UNIT, OWNER = "people", "the group"
# Of the parts of an indicator; the whole of it has no part.
PARTS = ["ara", "boa", "coa"]
PEOPLE = ["ana", "ben", "cleo", "dan", "eva", "fay"]
CATEGORIES = ["one", "two", "three"]


class World(NamedTuple):
    indicators: list[Indicator]
    rows: list[Observation]
    span: Span

    @property
    def tree(self):
        return Tree(self.indicators)

    @property
    def keys(self):
        return [one.key for one in self.indicators]

    @property
    def leaves(self):
        return [one.key for one in self.indicators if not one.children]

    @property
    def parents(self):
        return [one.key for one in self.indicators if one.children]

    def inside(self):
        return [row for row in self.rows if self.span.contains(row.span)]


def days(first, last):
    return Span(START + timedelta(first), START + timedelta(last))


# --- trees ----------------------------------------------------------------------------------------


@st.composite
def forests(draw, rule):
    """Of each node its parent is drawn among those before it, or that it has none."""
    number = draw(st.integers(1, 8))
    parents = [draw(st.integers(-1 if i % 4 == 0 else 0, i - 1)) for i in range(1, number)]
    names = draw(st.permutations([f"i{i}" for i in range(number)]))
    children = {
        i: [names[j] for j, p in enumerate(parents, start=1) if p == i] for i in range(number)
    }
    nodes = [Indicator(names[i], rule, UNIT, OWNER, tuple(children[i])) for i in range(number)]
    return draw(st.permutations(nodes))


# --- amounts --------------------------------------------------------------------------------------


def hundredth(number):
    return Amount.of(number).numerator.scaleb(-2)


hundredths = st.integers(0, 500).map(hundredth)


@st.composite
def ratios(draw):
    """One in three of none, so that totals of none come often enough to be looked at."""
    denominator = draw(st.one_of(st.just(hundredth(0)), hundredths, hundredths))
    return Amount(draw(hundredths) if denominator else denominator, denominator)


def amounts(rule):
    if rule == Rule.DISTINCT:
        return st.lists(st.sampled_from(PEOPLE), max_size=4).map(Amount.distinct)
    if rule == Rule.RATIO:
        return ratios()
    if rule == Rule.MAX:
        return st.tuples(hundredths, st.sampled_from([1, 1, -1])).map(lambda n: Amount(n[0] * n[1]))
    return hundredths.map(Amount)


def whole_of(rule, categories):
    """The amount that categories give, of whatever rule."""
    numerators = [one.numerator for one in categories]
    if rule == Rule.DISTINCT:
        return Amount.distinct(member for one in categories for member in one.members)
    if rule == Rule.MAX:
        return Amount(max(numerators))
    if rule == Rule.RATIO:
        return Amount(sum(numerators), sum(one.denominator for one in categories))
    return Amount(sum(numerators))


def shuffled(rule, categories):
    """The same amount by other categories: of persons each alone, of numbers in reverse."""
    if rule == Rule.DISTINCT:
        members = sorted(member for one in categories.values() for member in one.members)
        return {member: Amount.distinct([member]) for member in members} or {
            "none": Amount.distinct([])
        }
    return dict(zip(CATEGORIES, reversed(categories.values()), strict=False))


@st.composite
def values(draw, rule):
    """An amount with its breakdown: by two dimensions, by one, by none, or a wrong one."""
    names = draw(st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=3, unique=True))
    categories = {name: draw(amounts(rule)) for name in names}
    if rule == Rule.DISTINCT and (moved := draw(st.sampled_from([0, 0, 1, None]))) is not None:
        # Each person in one category; in the same one everywhere, or in another here.
        everyone = {member for one in categories.values() for member in one.members}
        categories = {
            name: Amount.distinct(m for m in everyone if (PEOPLE.index(m) + moved) % 3 == i)
            for i, name in enumerate(CATEGORIES)
        }
    amount = whole_of(rule, categories.values())
    kind = draw(st.sampled_from(["both"] * 9 + ["age", "none", "wrong", "empty"]))
    if kind == "wrong":
        return draw(amounts(rule)), {"age": categories}
    both = {"age": categories, "sex": shuffled(rule, categories)}
    wanted = {"both": both, "age": {"age": categories}, "empty": {"age": {}}, "none": {}}
    return amount, wanted[kind]


# --- observations ---------------------------------------------------------------------------------


@st.composite
def periods(draw):
    """Some periods that do not overlap, with gaps."""
    cuts = sorted(draw(st.lists(st.integers(0, DAYS), max_size=6, unique=True)))
    return [days(a, b - 1) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


@st.composite
def rows_of(draw, rule, leaf, span):
    """Of the whole, of parts, or of both at different times; none lies partly in the span."""
    parts = draw(st.sampled_from([[""], PARTS[:1], PARTS[:2], PARTS, ["", *PARTS[:2]]]))
    rows = []
    for part in parts:
        for period in draw(periods()):
            meets_whole = any(not row.part and row.span.overlaps(period) for row in rows)
            if meets_whole or (span.overlaps(period) and not span.contains(period)):
                continue
            amount, breakdown = draw(values(rule))
            source = f"{leaf} {part or 'whole'} {period}"
            rows.append(Observation(leaf, period, OWNER, UNIT, amount, part, breakdown, source))
    return rows


@st.composite
def worlds(draw, rules=tuple(Rule)):
    rule = draw(st.sampled_from(rules))
    indicators = draw(forests(rule))
    first, last = sorted([draw(st.integers(0, DAYS - 1)), draw(st.integers(0, DAYS - 1))])
    span = draw(st.sampled_from([days(0, DAYS), days(first, last)]))
    leaves = [one.key for one in indicators if not one.children]
    rows = [row for leaf in leaves for row in draw(rows_of(rule, leaf, span))]
    return World(indicators, draw(st.permutations(rows)), span)
