"""The registers of the thread: mandates, projects, deliverables and commitments, plans."""

# In the order in which the site lists them.
from gte.workplan.registers.mandates import MandateRegister

# isort: split
from gte.workplan.registers.projects import ProjectRegister

# isort: split
from gte.workplan.registers.deliverables import DeliverableRegister

# isort: split
from gte.workplan.registers import threads as _threads  # noqa: F401 - fills the tables of sections
from gte.workplan.registers.plans import WorkPlanRegister

# isort: split
from gte.workplan.registers.indicators import IndicatorRegister

# isort: split
from gte.workplan.registers.reports import ProgressReportRegister

__all__ = [
    "DeliverableRegister",
    "IndicatorRegister",
    "MandateRegister",
    "ProgressReportRegister",
    "ProjectRegister",
    "WorkPlanRegister",
]
