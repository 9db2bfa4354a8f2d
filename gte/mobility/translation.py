"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.mobility.models import (
    MobilityFact,
    MobilityFigure,
)

register_bilingual(
    MobilityFact,
    MobilityFigure,
)
