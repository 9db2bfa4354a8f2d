"""The register of deliverables and commitments."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import State
from gte.register.blocks import GOOD, LATE, MUTED, PROGRESS, Badge, Detail, fact, facts
from gte.register.fields import TOPIC_FACET, link, link_all
from gte.register.registers import Cell, Facet, Register, add_register
from gte.workplan.enums import DeliverableKind, DeliverableStatus
from gte.workplan.facts import DeliverableRow
from gte.workplan.models import Deliverable
from gte.workplan.queries import is_late, today

DELIVERABLE_TONES = {
    DeliverableStatus.PLANNED: MUTED,
    DeliverableStatus.DELIVERED: GOOD,
    DeliverableStatus.CANCELLED: MUTED,
    DeliverableStatus.PARTIALLY_DELIVERED: PROGRESS,
    DeliverableStatus.IN_PROGRESS: PROGRESS,
    DeliverableStatus.UNKNOWN: MUTED,
}


def deliverable_badge(deliverable: Deliverable | DeliverableRow, day: datetime.date) -> Badge:
    """Its status in words; late where its date has passed by the day."""
    status = DeliverableStatus(deliverable.status)
    if is_late(deliverable, day):
        return Badge(_("past its date (%(status)s)") % {"status": status.label}, LATE)
    label = _("accepted") if deliverable.accepted_on else status.label
    return Badge(str(label), DELIVERABLE_TONES[status])


@add_register
class DeliverableRegister(Register):
    model = Deliverable
    list_url_name = "deliverables"
    path = pgettext_lazy("address", "deliverables/")
    title = gettext_lazy("Deliverables and commitments")
    lead = gettext_lazy("What each term owed or promised, when it was due and whether it came.")
    kind_label = gettext_lazy("Deliverable or commitment")
    columns = (
        gettext_lazy("Deliverable"),
        gettext_lazy("Kind"),
        gettext_lazy("Due"),
        gettext_lazy("Status"),
    )
    fields = (
        "name",
        "kind",
        "due",
        "status",
        "accepted_on",
        "is_public",
        "term__term_scope",
        "term__start_planned",
        "term__start_actual",
        "term__end_planned",
        "term__end_actual",
        "term__state__name",
    )
    facets = (
        Facet("status", gettext_lazy("Status"), "status", DeliverableStatus),
        Facet("kind", gettext_lazy("Kind"), "kind", DeliverableKind),
        TOPIC_FACET,
        Facet(
            "state",
            gettext_lazy("Coordinating State"),
            "coordinated_by__code",
            label_path="coordinated_by__name",
        ),
    )
    select = ("term__state",)
    detail_select = ("coordinated_by", "term__state")
    search_select = ("coordinated_by", "term__state")

    def search_countries(self, record: Deliverable) -> list[State]:
        return [record.coordinated_by] if record.coordinated_by else []

    def summary_of(self, record: Deliverable) -> str:
        return str(record.term) if record.term else ""

    def status_of(self, record: Deliverable) -> Badge:
        return deliverable_badge(record, today())

    def cells(self, record: Deliverable) -> list[Cell]:
        badge = self.status_of(record)
        kind = str(DeliverableKind(record.kind).label)
        if not record.is_public:
            kind = _("%(kind)s, not public") % {"kind": kind}
        due = record.due.display() if record.due else _("no date set")
        return [Cell(kind), Cell(due), Cell(badge.text, badge.tone)]

    def meta_of(self, record: Deliverable) -> str:
        return _("due %(date)s") % {"date": record.due.display()} if record.due else ""

    def detail(self, record: Deliverable) -> Detail:
        return Detail(
            lead=record.description,
            badges=[
                self.status_of(record),
                Badge(str(DeliverableKind(record.kind).label)),
                *([] if record.is_public else [Badge(_("not public"), MUTED)]),
            ],
            facts=facts(
                fact(_("Due"), record.due.display() if record.due else _("no date set")),
                fact(_("Owed by"), *link_all(record.owners.all())),
                fact(_("Coordinating State"), link(record.coordinated_by)),
                fact(_("Term"), link(record.term)),
                fact(_("Topics"), *link_all(record.topics.all())),
                fact(_("What the status rests on"), record.status_evidence),
            ),
        )
