"""Money as pages say it. Amounts of different currencies are never added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gte.workplan.enums import BudgetState
from gte.workplan.models import BudgetItem


def money(amount: Decimal, currency: str) -> str:
    """An amount in the reader's format behind its currency (ISO 4217)."""
    return f"{currency} {number_format(amount, decimal_pos=2, force_grouping=True)}"


def totals(items: Iterable[BudgetItem]) -> list[str]:
    """A sum for each currency and stage, work in kind apart, as sentences."""
    sums: dict[tuple[bool, str, int], Decimal] = defaultdict(Decimal)
    stages = list(BudgetState)
    for item in items:
        sums[(item.in_kind, item.currency, stages.index(BudgetState(item.state)))] += item.amount
    lines = []
    for in_kind, currency, at in sorted(sums):
        shown = money(sums[(in_kind, currency, at)], currency)
        stage = str(stages[at].label)
        if in_kind:
            stage = _("%(stage)s, in kind") % {"stage": stage}
        lines.append(_("Total %(stage)s: %(amount)s") % {"stage": stage, "amount": shown})
    return lines
