"""What the algebra of indicators refuses, as sentences: which indicator, which period, what to do.

``names`` gives for the identifier of an indicator, a State or a body, and for a unit, how it is
called in the reader's language; what is not in it is called by its identifier.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.workplan.enums import RollUpRule
from gte.workplan.rollup import Amount, Fault, Reason, Refused, Span

Names = Mapping[str, str]

# In these "one", "other" and "third" are the indicators, "first" and "second" the periods.
SENTENCES: dict[Reason, Any] = {
    Reason.NOT_A_NUMBER: gettext_lazy("“%(found)s” is not a number that can be counted with."),
    Reason.NEGATIVE: gettext_lazy("%(found)s is below zero: there cannot be fewer than none."),
    Reason.OF_NONE: gettext_lazy("%(found)s out of 0 says nothing: give the number it is out of."),
    Reason.OTHER_AMOUNT: gettext_lazy(
        "Only a ratio is out of another number, and only a distinct count has identifiers."
    ),
    Reason.NO_DENOMINATOR: gettext_lazy(
        "A ratio needs both numbers: how many, and out of how many."
    ),
    Reason.NO_MEMBERS: gettext_lazy(
        "A distinct count needs the identifiers of what was counted, one on each line."
    ),
    Reason.NOT_EXACT: gettext_lazy("The sum has more digits than can be kept exactly."),
    Reason.BACKWARDS: gettext_lazy(
        "The period begins on %(found)s and ends before that, on %(expected)s."
    ),
    Reason.DUPLICATE_KEY: gettext_lazy("“%(one)s” is there twice."),
    Reason.NO_UNIT: gettext_lazy("“%(one)s” has no unit: say what is counted."),
    Reason.NO_OWNER: gettext_lazy("“%(one)s” has no owner: say whose figure it is."),
    Reason.UNKNOWN_CHILD: gettext_lazy("“%(one)s” is counted from “%(other)s”, which is not here."),
    Reason.CYCLE: gettext_lazy(
        "These would be counted into each other in a circle: %(all)s. Take one of them out."
    ),
    Reason.TWO_PARENTS: gettext_lazy(
        "“%(one)s” would be counted twice: into “%(other)s” and into “%(third)s”."
    ),
    Reason.OTHER_RULE: gettext_lazy(
        "“%(one)s” comes together by “%(found)s” and “%(other)s” by “%(expected)s”: one cannot be "
        "counted into the other."
    ),
    Reason.OTHER_UNIT: gettext_lazy(
        "“%(one)s” and “%(other)s” are not in the same unit (%(found)s, %(expected)s): they cannot "
        "be added."
    ),
    Reason.OTHER_OWNER: gettext_lazy(
        "“%(one)s” and “%(other)s” are figures of different owners (%(found)s, %(expected)s): they "
        "cannot be added."
    ),
    Reason.UNKNOWN_INDICATOR: gettext_lazy("There is no indicator “%(one)s” here."),
    Reason.OWN_AND_CHILDREN: gettext_lazy(
        "“%(one)s” is counted from the indicators below it: a value of its own for %(first)s would "
        "be counted besides."
    ),
    Reason.PARTLY_IN_SPAN: gettext_lazy(
        "“%(one)s” has a value for %(first)s, which lies only partly in %(second)s: nobody knows "
        "how much of it belongs there."
    ),
    Reason.OVERLAP: gettext_lazy(
        "“%(one)s” has values for %(first)s and for %(second)s: the days that both have would be "
        "counted twice."
    ),
    Reason.WHOLE_AND_PART: gettext_lazy(
        "“%(one)s” has a value of the whole for %(second)s and one of %(part)s for %(first)s: that "
        "part would be counted twice."
    ),
    Reason.NOTHING_TO_ADD: gettext_lazy("Choose the figures to add."),
    Reason.NOT_A_FLOW: gettext_lazy(
        "Values of “%(one)s” come together by “%(found)s”: they are not added to one another, nor "
        "to others."
    ),
    Reason.NO_CATEGORIES: gettext_lazy("“%(dimension)s” has no category."),
    Reason.IN_TWO_CATEGORIES: gettext_lazy(
        "“%(dimension)s”: the same is in more than one category (%(members)s)."
    ),
    Reason.DOES_NOT_ADD_UP: gettext_lazy(
        "“%(dimension)s” gives %(given)s where the total is %(total)s: the categories have to give "
        "the total."
    ),
}
# Where one indicator alone is concerned, or two figures.
OF_ONE: dict[Reason, Any] = {
    Reason.OTHER_UNIT: gettext_lazy(
        "A value of “%(one)s” is in %(found)s; the indicator is in %(expected)s."
    ),
    Reason.OTHER_OWNER: gettext_lazy(
        "A value of “%(one)s” is of %(found)s; the indicator is of %(expected)s."
    ),
}
OF_TWO: dict[Reason, Any] = {
    Reason.OVERLAP: gettext_lazy(
        "“%(one)s” (%(first)s) and “%(other)s” (%(second)s) have days in common, which would be "
        "counted twice."
    ),
}
UNITED = gettext_lazy("“%(dimension)s”: the largest category is %(given)s, the total %(total)s.")
DISTINCT = gettext_lazy(
    "“%(dimension)s”: its categories and the total do not have the same identifiers (%(members)s)."
)
MOST_NAMED = 5


def day_text(day: datetime.date) -> str:
    return date_format(day, "DATE_FORMAT")


def span_text(span: Span) -> str:
    """A calendar year is its number; anything else its first and last day."""
    if span == Span.of_year(span.first.year):
        return str(span.first.year)
    return _("%(first)s to %(last)s") % {
        "first": day_text(span.first),
        "last": day_text(span.last),
    }


def amount_text(amount: Amount | None) -> str:
    if amount is None:
        return _("nothing")
    number = plain(amount.numerator)
    if amount.denominator is None:
        return number
    return _("%(part)s out of %(whole)s") % {"part": number, "whole": plain(amount.denominator)}


def plain(number: Any) -> str:
    """A number as the reader's language writes it, without zeros that say nothing."""
    whole = number == number.to_integral_value()
    return number_format(
        number.quantize(1) if whole else number.normalize(), use_l10n=True, force_grouping=True
    )


def term_text(term: str, names: Names) -> str:
    """What a refusal found: the name of a unit or owner, the label of a rule, or a value."""
    labels = {str(rule.value): str(rule.label) for rule in RollUpRule}
    return names.get(term) or labels.get(term) or term


def words_of(refused: Refused, names: Names) -> dict[str, str]:
    keys = [names.get(key, key) for key in refused.keys]
    one, other, third = (keys + [""] * 3)[:3]
    first, second = ([span_text(span) for span in refused.spans] + [""] * 2)[:2]
    return {
        "one": one,
        "other": other,
        "third": third,
        "all": ", ".join(keys),
        "first": first,
        "second": second,
        "part": names.get(refused.part, refused.part),
        "found": term_text(refused.found, names),
        "expected": term_text(refused.expected, names),
        **dict.fromkeys(("dimension", "given", "total", "members"), ""),
    }


def refusal_sentence(refused: Refused, names: Names) -> str:
    """Why nothing was counted or added, for whoever asked for it."""
    by_number = {1: OF_ONE, 2: OF_TWO}.get(len(refused.keys), {})
    template = str(by_number.get(refused.reason) or SENTENCES[refused.reason])
    sentence = template % words_of(refused, names)
    if refused.keys and "%(one)s" not in template and "%(all)s" not in template:
        return f"{names.get(refused.keys[0], refused.keys[0])}: {sentence}"
    return sentence


def fault_sentence(fault: Fault, rule: str, dimension: str) -> str:
    """Why the categories of a disaggregation do not give the total."""
    template = SENTENCES[fault.reason]
    if fault.reason is Reason.DOES_NOT_ADD_UP:
        template = {RollUpRule.MAX: UNITED, RollUpRule.DISTINCT: DISTINCT}.get(
            RollUpRule(rule), template
        )
    sentence = str(template) % {
        "dimension": dimension,
        "given": amount_text(fault.given),
        "total": amount_text(fault.total),
        "members": ", ".join(sorted(fault.members)[:MOST_NAMED]),
        "found": ", ".join(fault.categories),
    }
    return sentence if dimension in sentence else f"{dimension}: {sentence}"
