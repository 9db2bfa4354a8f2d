"""The words in which the examples are written: years, parties, one group."""

from gte.workplan.rollup import Amount, Indicator, Observation, Rule, Span, Tree

GROUP = "the group"
BOTH = Span(Span.of_year(2024).first, Span.of_year(2025).last)


def year(number):
    return Span.of_year(number)


def indicator(key, rule=Rule.SUM, unit="people", owner=GROUP, children=()):
    return Indicator(key, rule, unit, owner, tuple(children))


def tree(rule, key="all", children=("practices", "interns")):
    return Tree([indicator(key, rule, children=children), *(indicator(c, rule) for c in children)])


def leaf(rule):
    """A tree of one."""
    return Tree([indicator("interns", rule)])


def row(key, when, amount, part="", **facts):
    amount = amount if isinstance(amount, Amount) else Amount.of(amount)
    span = year(when) if isinstance(when, int) else when
    return Observation(
        key, span, **{"owner": GROUP, "unit": "people", **facts}, amount=amount, part=part
    )
