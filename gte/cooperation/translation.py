"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.cooperation.models import (
    CampaignFigure,
    CampaignItem,
    CooperationAction,
    CooperationFigure,
    EnglishFact,
    EnglishFigure,
)

register_bilingual(
    CooperationAction,
    CooperationFigure,
    EnglishFact,
    EnglishFigure,
    CampaignItem,
    CampaignFigure,
)
