"""The registers of the thread: mandates, projects, deliverables and commitments, plans."""

# In the order in which the site lists them.
from gte.workplan.registers.mandates import MANDATE_TONES, MandateRegister

# isort: split
from gte.workplan.registers.projects import PROJECT_TONES, ProjectRegister

# isort: split
from gte.workplan.registers.deliverables import (
    DELIVERABLE_TONES,
    DeliverableRegister,
    deliverable_badge,
)

# isort: split
from gte.workplan.registers import threads as _threads  # noqa: F401 - fills the tables of sections
from gte.workplan.registers.plans import WorkPlanRegister

# isort: split
from gte.workplan.registers.indicators import IndicatorRegister

# isort: split
from gte.workplan.registers.reports import ProgressReportRegister

__all__ = [
    "DELIVERABLE_TONES",
    "MANDATE_TONES",
    "PROJECT_TONES",
    "DeliverableRegister",
    "IndicatorRegister",
    "MandateRegister",
    "ProgressReportRegister",
    "ProjectRegister",
    "WorkPlanRegister",
    "deliverable_badge",
]
