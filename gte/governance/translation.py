"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.governance.models import (
    Agreement,
    Meeting,
)

register_bilingual(
    Meeting,
    Agreement,
)
