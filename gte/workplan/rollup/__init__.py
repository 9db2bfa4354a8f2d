"""The algebra of indicator values: totals that can be followed, and nothing counted twice.

Pure: no Django, no clock, no database. The rules and refusals are in docs/indicators.md.
"""

from gte.workplan.rollup.breakdown import Fault, LeftOut, check_breakdown, check_shares
from gte.workplan.rollup.figures import Added, Quantity, add, progress
from gte.workplan.rollup.refusals import Reason, Refused
from gte.workplan.rollup.roll import roll_up, roll_up_all, series
from gte.workplan.rollup.rules import Rule
from gte.workplan.rollup.totals import Total
from gte.workplan.rollup.tree import Indicator, Tree
from gte.workplan.rollup.values import Amount, Breakdown, Observation, Span

__all__ = [
    "Added",
    "Amount",
    "Breakdown",
    "Fault",
    "Indicator",
    "LeftOut",
    "Observation",
    "Quantity",
    "Reason",
    "Refused",
    "Rule",
    "Span",
    "Total",
    "Tree",
    "add",
    "check_breakdown",
    "check_shares",
    "progress",
    "roll_up",
    "roll_up_all",
    "series",
]
