"""Figures: counted from the register, or published by others with their date and source."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gte.common.enums import Scope
from gte.portal.places import place_title
from gte.register.blocks import figure_rows, short_source
from gte.register.registers import BY_URL_NAME
from gte.workplan.enums import DeliverableStatus, MandateStatus
from gte.workplan.models import Deliverable, Evidence, Mandate, Project, ProjectFigure

# In which order the index names the registers: the groups of the menu as it comes.
REGISTER_GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("Mandates and work"),
        (
            "mandates",
            "work-plans",
            "projects",
            "deliverables",
            "indicators",
            "progress-reports",
        ),
    ),
    (gettext_lazy("Meetings and documents"), ("meetings", "decisions", "documents")),
    (gettext_lazy("Good practices"), ("practices", "criteria")),
    (
        gettext_lazy("Cooperation"),
        ("cooperation-actions", "observers", "mobility-facts", "english-facts", "campaign-items"),
    ),
    (
        gettext_lazy("The Alliance"),
        ("members", "bodies", "terms", "topics", "functions", "networks", "contacts"),
    ),
)


def counted(reader: Any) -> list[dict[str, Any]]:
    """The group's own figures; each leads to the list of the records it counts."""
    mandates = Mandate.objects.visible_to(reader).own()
    delivered = (
        Deliverable.objects.visible_to(reader).own().filter(status=DeliverableStatus.DELIVERED)
    )
    fulfilled = mandates.filter(status=MandateStatus.FULFILLED)
    own = f"?scope={Scope.GTE}"
    return [
        {
            "value": mandates.count(),
            "label": _("mandates to the group"),
            "url": reverse("mandates") + own,
        },
        {
            "value": fulfilled.count(),
            "label": _("mandates fulfilled"),
            "url": f"{reverse('mandates')}{own}&status={MandateStatus.FULFILLED}",
        },
        {
            "value": Project.objects.visible_to(reader).own().count(),
            "label": _("projects of the group"),
            "url": reverse("projects") + own,
        },
        {
            "value": delivered.count(),
            "label": _("deliverables met"),
            "url": f"{reverse('deliverables')}?status={DeliverableStatus.DELIVERED}",
        },
    ]


def counts(*, reader: Any, **_given: Any) -> dict[str, Any]:
    return {"figures": counted(reader)}


def thread(*, reader: Any, **_given: Any) -> dict[str, Any]:
    """The thread from mandate to report, with how much of it is registered."""
    mandates = Mandate.objects.visible_to(reader)
    evidence = Evidence.objects.filter(mandate__in=mandates).count()
    steps = [
        (_("Mandates"), mandates.count(), reverse("mandates")),
        (_("Projects"), Project.objects.visible_to(reader).count(), reverse("projects")),
        (
            _("Deliverables"),
            Deliverable.objects.visible_to(reader).count(),
            reverse("deliverables"),
        ),
        (pgettext("thread", "Evidence"), evidence, reverse("coverage") + "#evidence"),
        (_("Report"), "", reverse("report", args=["gan"])),
    ]
    return {"thread": [{"label": a, "count": b, "url": c} for a, b, c in steps]}


def figure_key(figure: ProjectFigure) -> str:
    return f"{figure.project.code}:{figure.position}"


def figure_choices() -> list[tuple[str, str]]:
    """The published figures of the group's own projects, for editors to choose from."""
    found = ProjectFigure.objects.filter(project__scope=Scope.GTE)
    figures = list(found.select_related("project").order_by("project__code", "position"))
    return [
        (figure_key(figure), f"{figure.project}: {row.metric}: {row.value} {row.unit}")
        for figure, row in zip(figures, figure_rows(figures), strict=True)
    ]


def published_figures(*, reader: Any, value: Any, **_given: Any) -> dict[str, Any]:
    """The chosen figures in their order, each with its project, date and source."""
    chosen = list(value["figures"])
    projects = Project.objects.visible_to(reader).filter(
        code__in=[key.rpartition(":")[0] for key in chosen]
    )
    found = {
        figure_key(figure): figure
        for figure in ProjectFigure.objects.filter(project__in=projects).select_related("project")
    }
    figures = [found[key] for key in chosen if key in found]
    return {
        "figures": [
            {
                "value": row.value,
                "unit": row.unit,
                "metric": row.metric,
                "as_of": row.as_of,
                "project": str(figure.project),
                "url": figure.project.get_absolute_url(),
                "source": row.source or short_source(figure.project.source),
            }
            for figure, row in zip(figures, figure_rows(figures), strict=True)
        ]
    }


def grouped_registers(reader: Any) -> list[dict[str, Any]]:
    """Every register with its number of records."""
    return [
        {
            "title": title,
            "items": [
                {
                    "label": place_title(name),
                    "url": reverse(name),
                    "count": BY_URL_NAME[name].records(reader).count(),
                    "lead": BY_URL_NAME[name].lead,
                }
                for name in names
                if name in BY_URL_NAME
            ],
        }
        for title, names in with_the_rest()
    ]


def with_the_rest() -> list[tuple[Any, tuple[str, ...]]]:
    """The groups, and registers that no group names yet under the last."""
    named = {name for _title, names in REGISTER_GROUPS for name in names}
    rest = tuple(name for name in BY_URL_NAME if name not in named)
    *groups, (title, names) = REGISTER_GROUPS
    return [*groups, (title, (*names, *rest))]


def registers(*, reader: Any, **_given: Any) -> dict[str, Any]:
    return {"registers": grouped_registers(reader)}
