"""What levels, rules and values of indicators mean, in words for whoever reads them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.workplan.enums import IndicatorLevel, RollUpRule, ValueKind
from gte.workplan.refusals import amount_text, plain
from gte.workplan.rollup import Amount

# After the OECD's glossary of results-based management (2002), in our own words.
LEVELS: dict[str, Any] = {
    IndicatorLevel.OUTPUT: gettext_lazy(
        "What the work itself produces: a document, a course held, people trained."
    ),
    IndicatorLevel.OUTCOME: gettext_lazy(
        "What becomes different because of what was produced, within months or a few years: what "
        "people or institutions now do."
    ),
    IndicatorLevel.IMPACT: gettext_lazy(
        "What changes in the long run, to which the work contributes together with much else."
    ),
}
RULES: dict[str, Any] = {
    RollUpRule.SUM: gettext_lazy(
        "Values are added over parties and periods: what happens in one does not happen in another."
    ),
    RollUpRule.LAST: gettext_lazy(
        "What there is on the last day counts, added over parties; earlier days are not added."
    ),
    RollUpRule.MAX: gettext_lazy("The largest value of all parties and periods counts."),
    RollUpRule.RATIO: gettext_lazy(
        "How many are added, and out of how many; then the one is divided by the other. "
        "Percentages are never averaged."
    ),
    RollUpRule.DISTINCT: gettext_lazy(
        "Each counts once, in however many parties and periods it comes."
    ),
}
HUNDRED = 100


def value_text(amount: Amount | None, kind: str) -> str:
    """A value as pages print it; of a percentage first the percentage."""
    if amount is None:
        return ""
    value = amount.value
    if kind == ValueKind.PERCENTAGE and value is not None:
        return _("%(percent)s %% (%(amount)s)") % {
            "percent": rounded(value * HUNDRED),
            "amount": amount_text(amount),
        }
    return amount_text(amount)


def rounded(value: Decimal | Fraction) -> str:
    """To one decimal, as a percentage is read."""
    exact = Fraction(value)
    tenths = round(exact * 10)
    return plain(Decimal(tenths) / 10)


def progress_text(progress: Fraction | None) -> str:
    """How much of the way from the baseline to the target was gone."""
    return "" if progress is None else _("%s %%") % rounded(progress * HUNDRED)
