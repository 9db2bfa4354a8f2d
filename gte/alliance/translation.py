"""Which texts exist in both languages."""

from gte.alliance.models import (
    Body,
    ContactPoint,
    GroupFunction,
    Institution,
    Network,
    NetworkMember,
    Observership,
    ResponsibleOffice,
    State,
    Term,
    Topic,
)
from gte.common.bilingual import register_bilingual

register_bilingual(
    Topic,
    State,
    Observership,
    ResponsibleOffice,
    Institution,
    Term,
    Body,
    GroupFunction,
    Network,
    NetworkMember,
    ContactPoint,
)
