"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.workplan.models import (
    Deliverable,
    Mandate,
    Project,
    ProjectFigure,
    ProjectPartner,
)

register_bilingual(
    Mandate,
    Project,
    ProjectPartner,
    ProjectFigure,
    Deliverable,
)
