"""The register of deliverables and commitments."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import State
from gte.common.models import Record
from gte.register.blocks import MUTED, Badge, Detail, Panel, fact, facts
from gte.register.fields import TOPIC_FACET, link, link_all
from gte.register.registers import Cell, Facet, Register, add_register
from gte.workplan.enums import DeliverableKind, DeliverableStatus, ProofKind
from gte.workplan.models import Deliverable, Proof
from gte.workplan.queries import today
from gte.workplan.queries.proofs import proofs_changed, records_shown
from gte.workplan.words import deliverable_badge


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
    desk_url_name = "desk-deliverable"
    desk_right = "governance.take_part"
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
                fact(_("First agreed for"), first_date(record)),
                fact(_("Accepted on"), accepted_text(record)),
                fact(_("Owed by"), *link_all(record.owners.all())),
                fact(_("Coordinating State"), link(record.coordinated_by)),
                fact(_("Term"), link(record.term)),
                fact(_("Topics"), *link_all(record.topics.all())),
                fact(_("What the status rests on"), record.status_evidence),
            ),
            last_panels=proof_panels(record),
        )


def first_date(deliverable: Deliverable) -> str | None:
    """The date that was agreed first, where another stands now."""
    first = deliverable.first_due
    return first.display() if first and first != deliverable.due else None


def accepted_text(deliverable: Deliverable) -> str | None:
    accepted = deliverable.accepted_on
    return date_format(accepted, "DATE_FORMAT") if accepted else None


def proof_panels(deliverable: Deliverable) -> list[Panel]:
    """What proves it, and whether it changed since it was seen."""
    proofs = list(deliverable.proofs.filter(withdrawn_at=None).select_related("document"))
    if not proofs:
        return []
    changed, records = proofs_changed(proofs), records_shown(proofs, public=True)
    rows = [
        {
            "title": str(one),
            "url": address_of(one, records),
            "external": bool(one.url),
            "kind": str(ProofKind(one.kind).label),
            "seen": date_format(one.seen_on, "DATE_FORMAT"),
            "changed": one.pk in changed,
        }
        for one in proofs
        if one.kind != ProofKind.RECORD or one.record_code in records
    ]
    return [Panel("workplan/panels/proofs.html", {"rows": rows})] if rows else []


def address_of(proof: Proof, records: dict[str, Record]) -> str:
    """Where what was seen can be seen now."""
    if proof.document:
        return proof.document.get_absolute_url()
    return proof.url or records[proof.record_code].get_absolute_url()
