"""The register of what is known of mobility."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import State, Topic
from gte.mobility.enums import MobilityKind
from gte.mobility.models import MobilityFact
from gte.register.blocks import Detail, bilingual_list, fact, facts, figure_rows
from gte.register.fields import (
    CERTAINTY_FACET,
    SCOPE_FACET,
    TOPIC_FACET,
    date_text,
    link,
    link_all,
)
from gte.register.registers import Cell, Facet, Register, add_register, add_section


@add_register
class MobilityRegister(Register):
    model = MobilityFact
    list_url_name = "mobility-facts"
    path = pgettext_lazy("address", "mobility/")
    title = gettext_lazy("Mobility and internships")
    lead = gettext_lazy(
        "Rules, figures and gaps of the group's internships and of the neighbouring mobility "
        "platform. Figures of neighbours are never the group's."
    )
    kind_label = gettext_lazy("Mobility fact")
    columns = (gettext_lazy("Fact"), gettext_lazy("Kind"), gettext_lazy("Date"))
    fields = ("title", "description", "kind", "date")
    facets = (
        Facet("kind", gettext_lazy("Kind"), "kind", MobilityKind),
        TOPIC_FACET,
        SCOPE_FACET,
        CERTAINTY_FACET,
    )
    detail_select = ("state",)
    detail_prefetch = ("figures",)
    search_select = ("state",)

    def search_countries(self, record: MobilityFact) -> list[State]:
        return [record.state] if record.state else []

    def summary_of(self, record: MobilityFact) -> str:
        return record.description

    def cells(self, record: MobilityFact) -> list[Cell]:
        return [Cell(str(MobilityKind(record.kind).label)), Cell(date_text(record.date))]

    def meta_of(self, record: MobilityFact) -> str:
        return date_text(record.date)

    def detail(self, record: MobilityFact) -> Detail:
        return Detail(
            lead=record.description,
            facts=facts(
                fact(_("Kind"), str(MobilityKind(record.kind).label)),
                fact(_("Date"), date_text(record.date)),
                fact(_("State"), link(record.state)),
                fact(_("Topics"), *link_all(record.topics.all())),
            ),
            lists=bilingual_list(_("Eligible fields"), record.eligible_fields),
            figures=figure_rows(record.figures.all()),
        )


add_section(Topic, "mobility", gettext_lazy("Mobility"), lambda topic: topic.mobility_facts.all())
add_section(State, "mobility", gettext_lazy("Mobility"), lambda state: state.mobility_facts.all())
