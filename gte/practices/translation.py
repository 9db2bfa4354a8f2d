"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.practices.models import (
    Criterion,
    Question,
    Practice,
    PracticeFigure,
)

register_bilingual(
    Criterion,
    Question,
    Practice,
    PracticeFigure,
)
