"""The registers of cooperation: Observer States and partners, English, the campaign."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import Body, State, Topic
from gte.alliance.registers import STATE_FACET
from gte.cooperation.enums import (
    Audience,
    CampaignKind,
    CampaignStatus,
    Channel,
    CooperationKind,
    CooperationLevel,
    CooperationStatus,
    EnglishKind,
)
from gte.cooperation.models import CampaignItem, CooperationAction, EnglishFact
from gte.governance.models import Meeting
from gte.register.blocks import (
    GOOD,
    MUTED,
    PROGRESS,
    Badge,
    Detail,
    fact,
    facts,
    figure_rows,
    texts,
)
from gte.register.fields import (
    CERTAINTY_FACET,
    SCOPE_FACET,
    TOPIC_FACET,
    date_text,
    link,
    link_all,
    span_text,
)
from gte.register.registers import Cell, Facet, Register, add_register, add_section
from gte.workplan.models import Project

COOPERATION_TONES = {
    CooperationStatus.COMPLETED: GOOD,
    CooperationStatus.ACTIVE: PROGRESS,
    CooperationStatus.UNKNOWN: MUTED,
}
CAMPAIGN_TONES = {
    CampaignStatus.DELIVERED: GOOD,
    CampaignStatus.COMPLETED: GOOD,
    CampaignStatus.ACTIVE: PROGRESS,
    CampaignStatus.UNKNOWN: MUTED,
}


@add_register
class CooperationRegister(Register):
    model = CooperationAction
    list_url_name = "cooperation-actions"
    path = pgettext_lazy("address", "cooperation/")
    title = gettext_lazy("Cooperation")
    lead = gettext_lazy("What Observer States and partners that are not States offered and did.")
    kind_label = gettext_lazy("Cooperation action")
    columns = (
        gettext_lazy("Action"),
        gettext_lazy("Observer State or partner"),
        gettext_lazy("Dates"),
        gettext_lazy("Status"),
    )
    fields = ("title", "kind", "partner", "start", "end", "status", "observer__name")
    facets = (
        Facet(
            "observer",
            gettext_lazy("Observer State"),
            "observer__code",
            label_path="observer__name",
        ),
        Facet("status", gettext_lazy("Status"), "status", CooperationStatus),
        TOPIC_FACET,
        SCOPE_FACET,
    )
    select = ("observer",)
    detail_select = ("observer",)
    detail_prefetch = ("figures", "counterpart_bodies", "topics")
    search_select = ("observer",)

    def search_countries(self, record: CooperationAction) -> list[State]:
        return [record.observer] if record.observer else []

    def summary_of(self, record: CooperationAction) -> str:
        return str(CooperationKind(record.kind).label)

    def status_of(self, record: CooperationAction) -> Badge:
        status = CooperationStatus(record.status)
        return Badge(str(status.label), COOPERATION_TONES.get(status, PROGRESS))

    def cells(self, record: CooperationAction) -> list[Cell]:
        badge = self.status_of(record)
        return [
            Cell(str(record.observer) if record.observer else record.partner or ""),
            Cell(span_text(record.start, record.end)),
            Cell(badge.text, badge.tone),
        ]

    def meta_of(self, record: CooperationAction) -> str:
        return span_text(record.start, record.end)

    def detail(self, record: CooperationAction) -> Detail:
        return Detail(
            lead=record.description,
            badges=[self.status_of(record), Badge(str(CooperationKind(record.kind).label))],
            facts=facts(
                fact(_("Observer State"), link(record.observer)),
                fact(_("Partner that is not a State"), record.partner),
                fact(_("Level"), str(CooperationLevel(record.level).label)),
                fact(_("Dates"), span_text(record.start, record.end)),
                fact(_("Counterparts"), *link_all(record.counterpart_bodies.all())),
                fact(_("Topics"), *link_all(record.topics.all())),
            ),
            texts=texts((_("Note"), record.note)),
            figures=figure_rows(record.figures.all()),
        )


@add_register
class EnglishRegister(Register):
    model = EnglishFact
    list_url_name = "english-facts"
    path = pgettext_lazy("address", "english/")
    title = gettext_lazy("English")
    lead = gettext_lazy("Cooperation to strengthen English: network, courses, events and gaps.")
    kind_label = gettext_lazy("English cooperation fact")
    columns = (gettext_lazy("Fact"), gettext_lazy("Kind"), gettext_lazy("Date"))
    fields = ("title", "description", "kind", "date")
    facets = (
        Facet("kind", gettext_lazy("Kind"), "kind", EnglishKind),
        STATE_FACET,
        SCOPE_FACET,
        CERTAINTY_FACET,
    )
    detail_select = ("state", "observer")
    detail_prefetch = ("figures", "topics")
    search_select = ("state", "observer")

    def search_countries(self, record: EnglishFact) -> list[State]:
        return [state for state in (record.state, record.observer) if state]

    def summary_of(self, record: EnglishFact) -> str:
        return record.description

    def cells(self, record: EnglishFact) -> list[Cell]:
        return [Cell(str(EnglishKind(record.kind).label)), Cell(date_text(record.date))]

    def meta_of(self, record: EnglishFact) -> str:
        return date_text(record.date)

    def detail(self, record: EnglishFact) -> Detail:
        return Detail(
            lead=record.description,
            facts=facts(
                fact(_("Kind"), str(EnglishKind(record.kind).label)),
                fact(_("Date"), date_text(record.date)),
                fact(_("State"), link(record.state)),
                fact(_("Observer State"), link(record.observer)),
                fact(_("Topics"), *link_all(record.topics.all())),
            ),
            figures=figure_rows(record.figures.all()),
        )


@add_register
class CampaignRegister(Register):
    model = CampaignItem
    list_url_name = "campaign-items"
    path = pgettext_lazy("address", "campaign/")
    title = gettext_lazy("Campaign")
    lead = gettext_lazy("The campaign that revalues technical education, and what to learn from.")
    kind_label = gettext_lazy("Campaign item")
    columns = (
        gettext_lazy("Item"),
        gettext_lazy("Kind"),
        gettext_lazy("Date"),
        gettext_lazy("Status"),
    )
    fields = ("title", "description", "kind", "date", "status")
    facets = (
        Facet("kind", gettext_lazy("Kind"), "kind", CampaignKind),
        Facet("status", gettext_lazy("Status"), "status", CampaignStatus),
        SCOPE_FACET,
        CERTAINTY_FACET,
    )
    detail_select = ("state",)
    detail_prefetch = ("figures", "topics")
    search_select = ("state",)

    def search_countries(self, record: CampaignItem) -> list[State]:
        return [record.state] if record.state else []

    def summary_of(self, record: CampaignItem) -> str:
        return record.description

    def status_of(self, record: CampaignItem) -> Badge:
        status = CampaignStatus(record.status)
        return Badge(str(status.label), CAMPAIGN_TONES.get(status, PROGRESS))

    def cells(self, record: CampaignItem) -> list[Cell]:
        badge = self.status_of(record)
        kind = str(CampaignKind(record.kind).label)
        return [Cell(kind), Cell(date_text(record.date)), Cell(badge.text, badge.tone)]

    def meta_of(self, record: CampaignItem) -> str:
        return date_text(record.date)

    def detail(self, record: CampaignItem) -> Detail:
        return Detail(
            lead=record.description,
            badges=[self.status_of(record), Badge(str(CampaignKind(record.kind).label))],
            facts=facts(
                fact(_("Date"), date_text(record.date)),
                fact(_("State"), link(record.state)),
                fact(_("Channels"), *(str(Channel(name).label) for name in record.channels)),
                fact(_("Audience"), *(str(Audience(name).label) for name in record.audience)),
                fact(_("Topics"), *link_all(record.topics.all())),
            ),
            figures=figure_rows(record.figures.all()),
        )


for _own in (CooperationAction, EnglishFact, CampaignItem):
    add_section(_own, "projects", gettext_lazy("Projects"), lambda record: record.projects.all())
for _ground in (Project, Topic):
    add_section(
        _ground,
        "cooperation",
        gettext_lazy("Cooperation"),
        lambda record: record.cooperation_actions.all(),
    )
    add_section(
        _ground, "english", gettext_lazy("English"), lambda record: record.english_facts.all()
    )
    add_section(
        _ground, "campaign", gettext_lazy("Campaign"), lambda record: record.campaign_items.all()
    )
add_section(
    State,
    "cooperation",
    gettext_lazy("Cooperation"),
    lambda state: state.cooperation_actions.all(),
)
add_section(
    State,
    "english",
    gettext_lazy("English"),
    lambda state: EnglishFact.objects.filter(Q(state=state) | Q(observer=state)),
)
add_section(State, "campaign", gettext_lazy("Campaign"), lambda state: state.campaign_items.all())
add_section(
    Body, "cooperation", gettext_lazy("Cooperation"), lambda body: body.cooperation_actions.all()
)
add_section(
    Meeting, "english", gettext_lazy("English"), lambda meeting: meeting.english_facts.all()
)
add_section(EnglishFact, "meetings", gettext_lazy("Meetings"), lambda record: record.meetings.all())
