"""What can be counted of networks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from gte.alliance.enums import OWN_BODY, NetworkStatus
from gte.alliance.models import Network
from gte.register.measures import Measure, add_measure


def active_networks(_country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    """Networks that are active; “active at source date” is not known to be."""
    return Network.objects.visible_to(reader).filter(status=NetworkStatus.ACTIVE)


add_measure(
    Measure(
        key="networks-active",
        label=gettext_lazy("Active networks of specialists"),
        unit=gettext_lazy("networks"),
        rule="last",
        owner=OWN_BODY,
        records=active_networks,
    )
)
