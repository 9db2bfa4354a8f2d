"""The register of projects."""

from __future__ import annotations

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from gte.governance.models import Decision
from gte.register.blocks import (
    MUTED,
    PROGRESS,
    Badge,
    Detail,
    Item,
    fact,
    facts,
    figure_rows,
    texts,
)
from gte.register.fields import (
    CERTAINTY_FACET,
    SCOPE_FACET,
    TOPIC_FACET,
    link,
    link_all,
    span_text,
)
from gte.register.registers import Cell, Facet, Register, add_register
from gte.workplan.enums import PartnerKind, ProjectKind, ProjectStatus
from gte.workplan.models import PlanEntry, Project
from gte.workplan.money import totals
from gte.workplan.words import PROJECT_TONES


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
    detail_select = ("lead_body", "lead", "parent", "approved_by")
    detail_prefetch = (
        "partners",
        "figures",
        "counterpart_bodies",
        "topics",
        "participants",
        "observers",
        "budget",
        Prefetch("entries", PlanEntry.objects.select_related("plan__decision")),
    )
    desk_url_name = "desk-project"
    desk_right = "governance.take_part"
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
            badges=[
                self.status_of(record),
                *([] if record.is_public else [Badge(_("not public"), MUTED)]),
            ],
            facts=facts(
                fact(_("Kind"), str(ProjectKind(record.kind).label)),
                fact(pgettext("project", "Part of"), link(shown_parent(record))),
                fact(_("Lead party"), link(record.lead)),
                fact(_("Participating parties"), *link_all(record.participants.all())),
                fact(_("Observer States that take part"), *link_all(record.observers.all())),
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
                fact(_("Approved by"), *link_all(approvals(record))),
                fact(_("Budget"), *totals(record.budget.all())),
            ),
            texts=texts((_("Note"), record.note)),
            figures=figure_rows(record.figures.all()),
        )


def shown_parent(project: Project) -> Project | None:
    """What it is a part of, where everybody reads that."""
    parent = project.parent
    return parent if parent and parent.is_public else None


def approvals(project: Project) -> list[Decision]:
    """The announced decisions that approved it, by itself or in a plan."""
    plans = [entry.plan.decision for entry in project.entries.all()]
    found = dict.fromkeys(one for one in (project.approved_by, *plans) if one)
    return [one for one in found if one.announced_at]
