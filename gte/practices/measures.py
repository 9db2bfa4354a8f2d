"""What can be counted of good practices."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from gte.alliance.enums import OWN_BODY
from gte.practices.models import Practice
from gte.register.measures import Measure, add_measure


def practices(country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    """Practices that are the group's own; those that a country published alone are national."""
    found = Practice.objects.visible_to(reader)
    return found.filter(state__code=country) if country else found


add_measure(
    Measure(
        key="practices-registered",
        label=gettext_lazy("Good practices of the group"),
        unit=gettext_lazy("good practices"),
        rule="last",
        owner=OWN_BODY,
        records=practices,
        by_country=True,
    )
)
