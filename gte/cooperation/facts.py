"""What cooperation adds to the facts of the thread."""

from __future__ import annotations

from dataclasses import dataclass

from gte.common.partial_dates import PartialDate
from gte.cooperation.models import CooperationAction
from gte.workplan.facts import Kind, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationRow(Row):
    """Something that an Observer State or a partner offered or did."""

    kind = "cooperation"
    url_name = "cooperation-action"
    date_fields = ("start", "end")

    work_kind: str = ""
    status: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    observer: str = ""
    observer_es: str = ""
    observer_en: str = ""
    partner_es: str = ""
    partner_en: str = ""

    @property
    def first_date(self) -> PartialDate | None:
        return self.start


COOPERATION = Kind(
    CooperationRow,
    lambda user: CooperationAction.objects.visible_to(user).order_by(
        "observer__code", "start", "pk"
    ),
    {
        "work_kind": "kind",
        "status": "status",
        "start": "start",
        "end": "end",
        "observer": "observer__code",
        "observer_es": "observer__name_es",
        "observer_en": "observer__name_en",
        "partner_es": "partner_es",
        "partner_en": "partner_en",
    },
)
