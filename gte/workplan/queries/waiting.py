"""What waits in the work plan: for a party what it owes, for the coordination what it moves."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from gte.alliance.models import State
from gte.governance.enums import DecisionStatus
from gte.governance.models import Decision
from gte.governance.queries.standing import stands_of
from gte.governance.queries.waiting import LATE, PROGRESS, Waiting
from gte.workplan.enums import CLOSED, DeliverableStatus, MandateStatus, PartyProgress
from gte.workplan.models import Deliverable, Evidence, Mandate, Progress, ProgressReport, WorkPlan
from gte.workplan.queries import today
from gte.workplan.queries.groups import is_request_late, open_requests
from gte.workplan.queries.plans import FREE
from gte.workplan.queries.progress import at_desk, newest_progress, owed_by, without_word


def page_of(deliverable: Deliverable) -> str:
    return reverse("desk-deliverable", args=[deliverable.code])


def owed(party: State, user: Any) -> list[Waiting]:
    """What a party has not said to be done, by date, undated things last: four questions."""
    deliverables = owed_by(party, user)
    said = newest_progress(deliverables)
    found = []
    for one in deliverables:
        progress = said.get((one.pk, party.pk))
        if progress and progress.state == PartyProgress.DONE:
            continue
        word = progress.get_state_display() if progress else _("no word from your party yet")
        found.append(task(_("Report progress"), one, note=word))
    return found


def task(what: str, deliverable: Deliverable, note: str = "", tone: str = PROGRESS) -> Waiting:
    day = deliverable.due.latest if deliverable.due else None
    return Waiting(
        what,
        str(deliverable),
        page_of(deliverable),
        day=day,
        note=note,
        tone=tone,
        is_late=day is not None and day < today(),
    )


def to_accept(user: Any) -> list[Deliverable]:
    """Delivered by what the parties reported here, and not accepted yet."""
    reported = Exists(Progress.objects.filter(deliverable=OuterRef("pk")))
    delivered = at_desk(user).filter(status=DeliverableStatus.DELIVERED, accepted_on=None)
    return list(delivered.filter(reported))


def acceptances(user: Any) -> Iterator[Waiting]:
    for one in to_accept(user):
        yield Waiting(_("Accept or return"), str(one), page_of(one))


def silences(user: Any, day: datetime.date) -> Iterator[Waiting]:
    open_ones = at_desk(user).exclude(status__in=CLOSED)
    for one, states in without_word(open_ones, day):
        names = ", ".join(str(state) for state in states)
        note = _("No word from: %s.") % names
        yield task(_("Late without a word"), one, note=note, tone=LATE)


def unanswered_mandates() -> Any:
    """The group's mandates that nothing answers: no deliverable, no project, no evidence."""
    return (
        Mandate.objects.own()
        .exclude(status=MandateStatus.FULFILLED)
        .filter(deliverables=None, projects=None)
        .exclude(
            Exists(Evidence.objects.filter(mandate=OuterRef("pk")).exclude(document__isnull=False))
        )
    )


def mandates_waiting() -> Iterator[Waiting]:
    for one in unanswered_mandates():
        yield Waiting(_("Answer the mandate"), str(one), reverse("desk-mandate", args=[one.code]))


def plans_waiting() -> Iterator[Waiting]:
    plans = WorkPlan.objects.select_related("decision").annotate(size=Count("entries"))
    decided = [plan.decision for plan in plans if plan.decision]
    status: dict[Decision, Any] = (
        {one.decision: one.status for one in stands_of(decided)} if decided else {}
    )
    for plan in plans:
        if plan.decision and status[plan.decision] == DecisionStatus.DRAFT:
            url = reverse("desk-decision", args=[plan.decision.code])
            yield Waiting(_("Put the decision to the parties"), str(plan), url)
        elif plan.decision is None or status[plan.decision] in FREE:
            note = "" if plan.size else _("No project stands in it yet.")
            url = reverse("desk-work-plan", args=[plan.code])
            yield Waiting(_("Propose the plan"), str(plan), url, note=note)


def reports_waiting() -> Iterator[Waiting]:
    """Reports whose decision is drafted and not put, and those cleared and not issued."""
    reports = list(
        ProgressReport.objects.filter(issued_at=None, decision__isnull=False).select_related(
            "decision"
        )
    )
    stands = stands_of([one.decision for one in reports if one.decision]) if reports else []
    for report, stand in zip(reports, stands, strict=True):
        if stand.status == DecisionStatus.DRAFT:
            url = reverse("desk-decision", args=[stand.decision.code])
            yield Waiting(_("Put the decision to the parties"), str(report), url)
        elif stand.status == DecisionStatus.IN_FORCE:
            url = reverse("desk-report", args=[report.code])
            yield Waiting(_("Issue the report"), str(report), url)


def requests_waiting() -> Iterator[Waiting]:
    """What other groups asked and nobody answered, and answers to the group that are late."""
    day = today()
    for one in open_requests():
        is_late = is_request_late(one, day)
        if one.is_ours and not is_late:
            continue
        yield Waiting(
            _("Ask again") if one.is_ours else _("Answer the request"),
            str(one),
            reverse("desk-request", args=[one.code]),
            day=one.due,
            note=str(one.body),
            tone=LATE if is_late else PROGRESS,
            is_late=is_late,
        )


def waits_for_coordination(user: Any) -> list[Waiting]:
    """Acceptances, silences past their date, requests of other groups, reports, plans and mandates:
    a constant number of questions.
    """
    late = sorted(silences(user, today()), key=lambda one: one.order)
    asked = [*requests_waiting(), *reports_waiting(), *plans_waiting(), *mandates_waiting()]
    return [*acceptances(user), *late, *asked]
