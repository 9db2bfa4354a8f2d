"""What can be counted of meetings and decisions."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from gte.alliance.enums import OWN_BODY
from gte.governance.enums import SittingState
from gte.governance.models import Decision, Meeting
from gte.register.measures import Measure, add_measure


def meetings(country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    """Meetings that were held: by their date, and closed where they were prepared here.

    A country's are those that it hosted.
    """
    day = timezone.now().date().isoformat()
    found = Meeting.objects.visible_to(reader).filter(date_start__lte=day)
    found = found.filter(Q(sitting__isnull=True) | Q(sitting__state=SittingState.CLOSED))
    return found.filter(host__code=country) if country else found


def decisions(_country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    """Decisions that were adopted, by the day of adoption, whether still in force or not."""
    return Decision.objects.visible_to(reader).filter(adopted_at__isnull=False)


add_measure(
    Measure(
        key="meetings-held",
        label=gettext_lazy("Meetings of the group that were held"),
        unit=gettext_lazy("meetings"),
        rule="distinct",
        owner=OWN_BODY,
        records=meetings,
        date="date_start",
        by_country=True,
    )
)
add_measure(
    Measure(
        key="decisions-adopted",
        label=gettext_lazy("Decisions that the parties adopted"),
        unit=gettext_lazy("decisions"),
        rule="distinct",
        owner=OWN_BODY,
        records=decisions,
        date="adopted_at",
    )
)
