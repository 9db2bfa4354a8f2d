"""What the home page and the page about the record count."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gte.alliance.enums import TermScope
from gte.common.enums import Certainty, Scope
from gte.governance.models import Meeting
from gte.record.kinds import KINDS
from gte.record.models import Origin
from gte.register.fields import span_text
from gte.register.registers import linked
from gte.workplan.enums import DeliverableStatus, MandateStatus
from gte.workplan.models import Deliverable, Evidence, Mandate, Project
from gte.workplan.queries import begun, term_on, today

RECENT = 5


def home_figures(user: Any) -> list[dict[str, Any]]:
    """The group's own figures; each leads to the list of the records it counts."""
    mandates = Mandate.objects.visible_to(user).own()
    delivered = (
        Deliverable.objects.visible_to(user).own().filter(status=DeliverableStatus.DELIVERED)
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
            "value": Project.objects.visible_to(user).own().count(),
            "label": _("projects of the group"),
            "url": reverse("projects") + own,
        },
        {
            "value": delivered.count(),
            "label": _("deliverables met"),
            "url": f"{reverse('deliverables')}?status={DeliverableStatus.DELIVERED}",
        },
    ]


def thread_steps(user: Any) -> list[dict[str, Any]]:
    """The thread from mandate to report, with how much of it is registered."""
    evidence = Evidence.objects.filter(mandate__in=Mandate.objects.visible_to(user)).count()
    return [
        {
            "label": _("Mandates"),
            "count": Mandate.objects.visible_to(user).count(),
            "url": reverse("mandates"),
        },
        {
            "label": _("Projects"),
            "count": Project.objects.visible_to(user).count(),
            "url": reverse("projects"),
        },
        {
            "label": _("Deliverables"),
            "count": Deliverable.objects.visible_to(user).count(),
            "url": reverse("deliverables"),
        },
        {
            "label": pgettext("thread", "Evidence"),
            "count": evidence,
            "url": f"{reverse('coverage')}#evidence",
        },
        {"label": _("Report"), "count": "", "url": reverse("report", args=["gan"])},
    ]


def coordination_sentence() -> dict[str, str]:
    """Who coordinates the group today, as far as the register knows."""
    term = term_on(TermScope.GTE_COORDINATION, today())
    if term is None:
        return {"text": _("No coordination is registered for today."), "url": reverse("terms")}
    text = _("Coordination of the group: %(state)s, %(dates)s.") % {
        "state": term.state,
        "dates": span_text(term.start, term.end),
    }
    if term.certainty == Certainty.INFERRED:
        text = " ".join([text, _("Inferred; to be confirmed by the group.")])
    return {"text": text, "url": term.get_absolute_url()}


def recent(user: Any) -> list[dict[str, str]]:
    """The latest meetings of the group and around it."""
    meetings = Meeting.objects.visible_to(user).filter(begun(today(), "date_start"))[:RECENT]
    return [
        {"title": link.title, "url": link.url, "meta": link.meta}
        for link in (linked(meeting) for meeting in meetings)
    ]


def record_counts(user: Any) -> dict[str, Any]:
    """How many records each file brought, and how sure and whose they are."""
    certainty: Counter[str] = Counter()
    scope: Counter[str] = Counter()
    for model in {kind.model for kind in KINDS}:
        for values in model.objects.visible_to(user).values_list("certainty", "scope"):
            certainty[values[0]] += 1
            scope[values[1]] += 1
    files = Counter(Origin.objects.values_list("kind", flat=True))
    return {
        "counts": [
            *(
                {"label": str(Certainty(value).label), "value": certainty[value]}
                for value in Certainty.values
            ),
            *({"label": str(Scope(value).label), "value": scope[value]} for value in Scope.values),
        ],
        "files": [{"name": kind.file, "records": files[kind.name]} for kind in KINDS],
    }
