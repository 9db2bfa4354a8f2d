"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.cooperation.models import (
    CooperationAction,
    CooperationFigure,
    EnglishFact,
    EnglishFigure,
    CampaignItem,
    CampaignFigure,
)

register_bilingual(
    CooperationAction,
    CooperationFigure,
    EnglishFact,
    EnglishFigure,
    CampaignItem,
    CampaignFigure,
)
