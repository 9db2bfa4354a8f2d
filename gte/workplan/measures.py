"""What can be counted of the thread from mandate to evidence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from gte.alliance.enums import OWN_BODY
from gte.register.measures import Measure, add_measure
from gte.workplan.enums import DeliverableKind, DeliverableStatus, MandateStatus
from gte.workplan.models import Deliverable, Mandate


def fulfilled_mandates(_country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    return Mandate.objects.visible_to(reader).filter(status=MandateStatus.FULFILLED)


def met(kind: DeliverableKind) -> Any:
    """Those delivered; a country's are those that it owes, alone or with others."""

    def records(country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
        found = Deliverable.objects.visible_to(reader).filter(
            kind=kind, status=DeliverableStatus.DELIVERED
        )
        return found.filter(owners__code=country) if country else found

    return records


add_measure(
    Measure(
        key="mandates-fulfilled",
        label=gettext_lazy("Mandates fulfilled"),
        unit=gettext_lazy("mandates"),
        rule="last",
        owner=OWN_BODY,
        records=fulfilled_mandates,
    )
)
add_measure(
    Measure(
        key="deliverables-met",
        label=gettext_lazy("Deliverables met"),
        unit=gettext_lazy("deliverables"),
        rule="distinct",
        owner=OWN_BODY,
        records=met(DeliverableKind.DELIVERABLE),
        by_country=True,
    )
)
add_measure(
    Measure(
        key="commitments-met",
        label=gettext_lazy("Commitments met"),
        unit=gettext_lazy("commitments"),
        rule="distinct",
        owner=OWN_BODY,
        records=met(DeliverableKind.COMMITMENT),
        by_country=True,
    )
)
