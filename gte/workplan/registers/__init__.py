"""The registers of the thread: mandates, projects, deliverables and commitments."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import Body, Network, State, Term, Topic
from gte.governance.models import Meeting
from gte.library.models import Document
from gte.mobility.models import MobilityFact
from gte.register.blocks import (
    GOOD,
    LATE,
    MUTED,
    PROGRESS,
    Badge,
    Detail,
    Item,
    Section,
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
from gte.register.registers import (
    SECTIONS,
    Cell,
    Facet,
    Register,
    add_register,
    add_section,
    linked,
)
from gte.workplan.enums import (
    DeliverableKind,
    DeliverableStatus,
    MandateKind,
    MandateStatus,
    PartnerKind,
    ProjectStatus,
)
from gte.workplan.models import Deliverable, Mandate, Project
from gte.workplan.queries import is_late, today

MANDATE_TONES = {
    MandateStatus.FULFILLED: GOOD,
    MandateStatus.PARTIALLY_FULFILLED: PROGRESS,
    MandateStatus.IN_PROGRESS: PROGRESS,
    MandateStatus.UNKNOWN: MUTED,
}
PROJECT_TONES = {
    ProjectStatus.COMPLETED: GOOD,
    ProjectStatus.PLANNED: MUTED,
    ProjectStatus.MANDATED: MUTED,
    ProjectStatus.CANCELLED: MUTED,
}
DELIVERABLE_TONES = {
    DeliverableStatus.PLANNED: MUTED,
    DeliverableStatus.DELIVERED: GOOD,
    DeliverableStatus.CANCELLED: MUTED,
    DeliverableStatus.PARTIALLY_DELIVERED: PROGRESS,
    DeliverableStatus.IN_PROGRESS: PROGRESS,
    DeliverableStatus.UNKNOWN: MUTED,
}


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


@add_register
class ProjectRegister(Register):
    model = Project
    list_url_name = "projects"
    path = pgettext_lazy("address", "projects/")
    title = gettext_lazy("Projects")
    lead = gettext_lazy("Projects and lines of action: the group's own and its neighbours'.")
    kind_label = gettext_lazy("Project")
    columns = (gettext_lazy("Project"), gettext_lazy("Dates"), gettext_lazy("Status"))
    fields = ("name", "start", "end", "status", "lead_body__name")
    facets = (
        Facet("status", gettext_lazy("Status"), "status", ProjectStatus),
        TOPIC_FACET,
        SCOPE_FACET,
        CERTAINTY_FACET,
    )
    select = ("lead_body",)
    detail_select = ("lead_body",)
    detail_prefetch = ("partners", "figures", "counterpart_bodies", "topics")
    search_select = ("lead_body",)

    def summary_of(self, record: Project) -> str:
        return str(record.lead_body) if record.lead_body else ""

    def status_of(self, record: Project) -> Badge:
        status = ProjectStatus(record.status)
        return Badge(str(status.label), PROJECT_TONES.get(status, PROGRESS))

    def cells(self, record: Project) -> list[Cell]:
        badge = self.status_of(record)
        return [Cell(span_text(record.start, record.end)), Cell(badge.text, badge.tone)]

    def meta_of(self, record: Project) -> str:
        return span_text(record.start, record.end)

    def detail(self, record: Project) -> Detail:
        return Detail(
            lead=record.description,
            badges=[self.status_of(record)],
            facts=facts(
                fact(_("Led by"), link(record.lead_body) or _("no body of the bloc is named")),
                fact(_("Counterparts"), *link_all(record.counterpart_bodies.all())),
                fact(_("Dates"), span_text(record.start, record.end)),
                fact(
                    _("Partners"),
                    *(
                        Item(partner.name, note=str(PartnerKind(partner.kind).label))
                        for partner in record.partners.all()
                    ),
                ),
                fact(_("Topics"), *link_all(record.topics.all())),
            ),
            texts=texts((_("Note"), record.note)),
            figures=figure_rows(record.figures.all()),
        )


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
        status = DeliverableStatus(record.status)
        if is_late(record, today()):
            return Badge(_("past its date (%(status)s)") % {"status": status.label}, LATE)
        label = _("accepted") if record.accepted_on else status.label
        return Badge(str(label), DELIVERABLE_TONES[status])

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


def evidence_section(mandate: Mandate) -> Section:
    rows = mandate.evidence.select_related("meeting", "document", "project")
    return Section(
        "evidence",
        _("Evidence"),
        [linked(row.record) for row in rows],
        empty=_("No evidence is registered."),
    )


SECTIONS[Mandate].append(evidence_section)
add_section(
    Mandate,
    "deliverables",
    gettext_lazy("Deliverables and commitments"),
    lambda mandate: mandate.deliverables.visible_to(None).select_related("term__state"),
    empty=gettext_lazy("No deliverable answers this mandate."),
)
add_section(
    Mandate,
    "projects",
    gettext_lazy("Projects that act on it"),
    lambda mandate: Project.objects.visible_to(None).acting_on(mandate),
)
add_section(
    Project,
    "mandates",
    gettext_lazy("Mandates it answers"),
    Mandate.objects.acted_on_by,
    empty=gettext_lazy("No mandate is registered for it."),
)
add_section(
    Project,
    "deliverables",
    gettext_lazy("Deliverables and commitments"),
    lambda project: project.deliverables.visible_to(None).select_related("term__state"),
    empty=gettext_lazy("No deliverable is registered for it."),
)
add_section(Project, "networks", gettext_lazy("Networks"), lambda project: project.networks.all())
add_section(
    Project, "mobility", gettext_lazy("Mobility"), lambda project: project.mobility_facts.all()
)
add_section(
    Deliverable,
    "mandates",
    gettext_lazy("Mandates it answers"),
    lambda deliverable: deliverable.mandates.all(),
    empty=gettext_lazy("No mandate is registered for it."),
)
add_section(
    Deliverable,
    "projects",
    gettext_lazy("Projects"),
    lambda deliverable: deliverable.projects.visible_to(None),
)
add_section(
    Deliverable,
    "documents",
    gettext_lazy("Documents"),
    lambda deliverable: deliverable.documents.all(),
)
for _ground in (Topic, Body):
    add_section(_ground, "mandates", gettext_lazy("Mandates"), lambda record: record.mandates.all())
add_section(
    Topic, "projects", gettext_lazy("Projects"), lambda topic: topic.projects.visible_to(None)
)
add_section(
    Topic,
    "deliverables",
    gettext_lazy("Deliverables and commitments"),
    lambda topic: topic.deliverables.visible_to(None).select_related("term__state"),
)
add_section(
    Body,
    "projects",
    gettext_lazy("Projects it leads"),
    lambda body: body.led_projects.visible_to(None),
)
add_section(
    Body,
    "counterpart-projects",
    gettext_lazy("Projects it is a counterpart of"),
    lambda body: body.counterpart_projects.visible_to(None),
)
add_section(
    State,
    "deliverables",
    gettext_lazy("Deliverables it coordinated"),
    lambda state: state.coordinated_deliverables.visible_to(None).select_related("term__state"),
)
add_section(
    Term,
    "deliverables",
    gettext_lazy("Deliverables and commitments"),
    lambda term: term.deliverables.visible_to(None).select_related("term__state"),
)
for _shown in (Meeting, Document):
    add_section(
        _shown,
        "mandates",
        gettext_lazy("Mandates it is evidence for"),
        Mandate.objects.shown_by,
    )
add_section(
    Document,
    "deliverables",
    gettext_lazy("Deliverables and commitments"),
    lambda document: document.deliverables.visible_to(None).select_related("term__state"),
)
for _served in (Network, MobilityFact):
    add_section(
        _served,
        "projects",
        gettext_lazy("Projects"),
        lambda record: record.projects.visible_to(None),
    )
