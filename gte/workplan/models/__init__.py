"""What the room keeps: the thread from mandate to evidence, the plan, indicators and reports."""

from gte.workplan.models.deliverables import Deliverable, Progress, Proof, StatusOverride
from gte.workplan.models.indicators import (
    Actual,
    Category,
    Dimension,
    Indicator,
    IndicatorPeriod,
)
from gte.workplan.models.plans import GroupRequest, PlanEntry, PlanLine, WorkPlan
from gte.workplan.models.projects import (
    BudgetItem,
    Dependency,
    Project,
    ProjectFigure,
    ProjectPartner,
    Risk,
)
from gte.workplan.models.reports import (
    HandoverPack,
    HandoverSignature,
    ProgressReport,
    RecordVersion,
    ReportFigure,
    ReportParagraph,
)
from gte.workplan.models.thread import Evidence, Mandate

__all__ = [
    "Actual",
    "BudgetItem",
    "Category",
    "Deliverable",
    "Dependency",
    "Dimension",
    "Evidence",
    "GroupRequest",
    "HandoverPack",
    "HandoverSignature",
    "Indicator",
    "IndicatorPeriod",
    "Mandate",
    "PlanEntry",
    "PlanLine",
    "Progress",
    "ProgressReport",
    "Project",
    "ProjectFigure",
    "ProjectPartner",
    "Proof",
    "RecordVersion",
    "ReportFigure",
    "ReportParagraph",
    "Risk",
    "StatusOverride",
    "WorkPlan",
]
