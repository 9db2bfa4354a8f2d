"""What can be counted of mobility: facts of the record, not people, of whom nothing is kept yet."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from gte.alliance.enums import OWN_BODY
from gte.mobility.enums import MobilityKind
from gte.mobility.models import MobilityFact
from gte.register.measures import Measure, add_measure


def facts(country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    """What is known; a gap says what is not."""
    found = MobilityFact.objects.visible_to(reader).exclude(kind=MobilityKind.GAP)
    return found.filter(state__code=country) if country else found


add_measure(
    Measure(
        key="mobility-facts",
        label=gettext_lazy("Facts of the group's mobility"),
        unit=gettext_lazy("facts"),
        rule="distinct",
        owner=OWN_BODY,
        records=facts,
        date="date",
        by_country=True,
    )
)
