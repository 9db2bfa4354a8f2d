"""The facts of the thread, read once: see ``docs/workplan.md``."""

from gte.workplan.facts.indicators import indicators_on
from gte.workplan.facts.loading import Kind, add_kind, add_trace, load_facts
from gte.workplan.facts.rows import (
    DeliverableRow,
    DocumentRow,
    IndicatorRow,
    MandateRow,
    MeetingRow,
    ProjectRow,
    Row,
    TermRow,
    existed,
)
from gte.workplan.facts.thread import Facts

__all__ = [
    "DeliverableRow",
    "DocumentRow",
    "Facts",
    "IndicatorRow",
    "Kind",
    "MandateRow",
    "MeetingRow",
    "ProjectRow",
    "Row",
    "TermRow",
    "add_kind",
    "add_trace",
    "existed",
    "indicators_on",
    "load_facts",
]
