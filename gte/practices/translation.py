"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.practices.models import (
    Criterion,
    Practice,
    PracticeFigure,
    Question,
)

register_bilingual(
    Criterion,
    Question,
    Practice,
    PracticeFigure,
)
