"""The register of mandates."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.register.blocks import Badge, Detail, fact, facts, texts
from gte.register.fields import SCOPE_FACET, TOPIC_FACET, date_text, link_all
from gte.register.registers import Cell, Facet, Register, add_register
from gte.workplan.enums import MandateKind, MandateStatus
from gte.workplan.models import Mandate
from gte.workplan.words import MANDATE_TONES


@add_register
class MandateRegister(Register):
    model = Mandate
    list_url_name = "mandates"
    path = pgettext_lazy("address", "mandates/")
    title = gettext_lazy("Mandates")
    lead = gettext_lazy(
        "What presidents, councils and the group itself asked for, and what came of it."
    )
    kind_label = gettext_lazy("Mandate")
    columns = (gettext_lazy("Mandate"), gettext_lazy("Date"), gettext_lazy("Status"))
    fields = ("title", "instrument", "date", "status")
    facets = (
        Facet("status", gettext_lazy("Status"), "status", MandateStatus),
        Facet("kind", gettext_lazy("Kind"), "kind", MandateKind),
        TOPIC_FACET,
        SCOPE_FACET,
    )
    detail_prefetch = ("addressed_to", "topics")
    desk_url_name = "desk-mandate"
    desk_right = "governance.take_part"

    def summary_of(self, record: Mandate) -> str:
        return record.instrument

    def status_of(self, record: Mandate) -> Badge:
        status = MandateStatus(record.status)
        return Badge(str(status.label), MANDATE_TONES[status])

    def cells(self, record: Mandate) -> list[Cell]:
        badge = self.status_of(record)
        return [Cell(date_text(record.date)), Cell(badge.text, badge.tone)]

    def meta_of(self, record: Mandate) -> str:
        return date_text(record.date)

    def detail(self, record: Mandate) -> Detail:
        return Detail(
            lead=record.text,
            badges=[self.status_of(record), Badge(str(MandateKind(record.kind).label))],
            facts=facts(
                fact(_("Document"), record.instrument),
                fact(_("Paragraph"), record.paragraph or _("not known")),
                fact(_("Date"), date_text(record.date)),
                fact(_("Place"), record.place),
                fact(_("Addressed to"), *link_all(record.addressed_to.all())),
                fact(_("Topics"), *link_all(record.topics.all())),
                fact(_("What the status rests on"), record.status_evidence),
            ),
            texts=texts((_("Note"), record.note)),
        )
