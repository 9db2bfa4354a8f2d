"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.workplan import models

register_bilingual(
    models.Mandate,
    models.Project,
    models.ProjectPartner,
    models.ProjectFigure,
    models.BudgetItem,
    models.Risk,
    models.Deliverable,
    models.WorkPlan,
    models.PlanLine,
    models.GroupRequest,
    models.Indicator,
    models.Dimension,
    models.Category,
    models.IndicatorPeriod,
    models.Actual,
    models.ProgressReport,
    models.ReportParagraph,
)
