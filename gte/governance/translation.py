"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.governance.models import (
    AgendaItem,
    Agreement,
    Consultation,
    Decision,
    Meeting,
    Outcome,
    Sitting,
)

register_bilingual(
    Meeting,
    Agreement,
    Decision,
    Consultation,
    Sitting,
    AgendaItem,
    Outcome,
)
