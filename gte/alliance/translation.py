"""Which texts exist in both languages."""

from gte.common.bilingual import register_bilingual
from gte.alliance.models import (
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
