"""The threads between the work plan's records and those of the rooms below."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.models import Body, Network, State, Term, Topic
from gte.governance.models import Meeting
from gte.library.models import Document
from gte.mobility.models import MobilityFact
from gte.register.blocks import Section
from gte.register.registers import SECTIONS, add_section, linked
from gte.workplan.models import Deliverable, Mandate, Project
from gte.workplan.registers import neighbours as _neighbours  # noqa: F401 - a body's sections


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
add_section(Project, "parts", gettext_lazy("Parts"), lambda project: project.parts.visible_to(None))
add_section(
    Project,
    "requirements",
    gettext_lazy("What it waits for"),
    lambda project: Project.objects.visible_to(None).filter(followers__after=project),
    intro=gettext_lazy("It begins when these have ended."),
)
add_section(
    Project,
    "followers",
    gettext_lazy("What waits for it"),
    lambda project: Project.objects.visible_to(None).filter(requirements__before=project),
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
