"""``{{ decision.expiry|moment:zone }}``."""

from __future__ import annotations

import datetime

from django import template

from gte.governance.moments import moment_text

register = template.Library()


@register.filter
def moment(value: datetime.datetime | None, zone: str = "") -> str:
    """An instant in a zone, with the zone's name; nothing for none."""
    return moment_text(value, zone) if value else ""
