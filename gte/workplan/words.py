"""What statuses, lights and rules are called, in which tone, and the sentence that says why."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext, pgettext_lazy

from gte.register.blocks import GOOD, LATE, MUTED, PROGRESS, Badge
from gte.workplan.enums import DeliverableStatus, Light, MandateStatus, ProjectStatus
from gte.workplan.facts import DeliverableRow, Facts
from gte.workplan.models import Deliverable
from gte.workplan.queries import is_late
from gte.workplan.standing import Rule, Stands, Trend

LIGHT_TONES = {
    Light.MET: GOOD,
    Light.ON_TRACK: PROGRESS,
    Light.AT_RISK: LATE,
    Light.LATE: LATE,
    Light.UNKNOWN: MUTED,
}
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
TREND_WORDS = {
    Trend.BETTER: pgettext_lazy("trend", "better than thirty days ago"),
    Trend.SAME: pgettext_lazy("trend", "as thirty days ago"),
    Trend.WORSE: pgettext_lazy("trend", "worse than thirty days ago"),
}
REASONS: dict[Rule, Any] = {
    Rule.DELIVERED: gettext_lazy("It is registered as delivered."),
    Rule.ACCEPTED: gettext_lazy("It was delivered and accepted."),
    Rule.COMPLETED: gettext_lazy("It is registered as completed."),
    Rule.CANCELLED: gettext_lazy("It was cancelled."),
    Rule.PARTS_LATE: gettext_lazy("Past their date are: %(records)s."),
    Rule.WAITS_FOR_LATE: gettext_lazy("It waits for what is past its end: %(records)s."),
    Rule.IN_TIME: gettext_lazy("Nothing of it is past its date."),
    Rule.NOTHING_KNOWN: gettext_lazy("It has no date, and no party has said how far it is."),
}
DAYS: dict[Rule, Any] = {
    Rule.PAST_ITS_DATE: ngettext_lazy(
        "Its date passed %(days)s day ago and it is still owed.",
        "Its date passed %(days)s days ago and it is still owed.",
        "days",
    ),
    Rule.NOT_BEGUN: ngettext_lazy(
        "It should have begun %(days)s day ago.",
        "It should have begun %(days)s days ago.",
        "days",
    ),
    Rule.NOBODY_AT_WORK: ngettext_lazy(
        "It is due in %(days)s day and no party has said that it has begun.",
        "It is due in %(days)s days and no party has said that it has begun.",
        "days",
    ),
    Rule.DATE_MOVED: ngettext_lazy(
        "Its date was moved by %(days)s day.", "Its date was moved by %(days)s days.", "days"
    ),
    Rule.SILENT: ngettext_lazy(
        "No party has said anything for %(days)s day.",
        "No party has said anything for %(days)s days.",
        "days",
    ),
}


def deliverable_badge(deliverable: Deliverable | DeliverableRow, day: datetime.date) -> Badge:
    """Its status in words; late where its date has passed by the day."""
    status = DeliverableStatus(deliverable.status)
    if is_late(deliverable, day):
        return Badge(_("past its date (%(status)s)") % {"status": status.label}, LATE)
    label = pgettext("deliverable", "accepted") if deliverable.accepted_on else status.label
    return Badge(str(label), DELIVERABLE_TONES[status])


def light_badge(stands: Stands) -> Badge:
    """The light in words, with its tone; what was cancelled says so."""
    if stands.light is None:
        return Badge(_("cancelled"), MUTED)
    return Badge(str(stands.light.label), LIGHT_TONES[stands.light])


def reason_of(stands: Stands, facts: Facts) -> str:
    """The rule that fired, as a sentence with what it saw."""
    if stands.rule in DAYS:
        return str(DAYS[stands.rule] % {"days": stands.days})
    named = [
        str(facts.projects.get(code) or facts.deliverables.get(code) or code)
        for code in stands.because
    ]
    return str(REASONS[stands.rule]) % {"records": "; ".join(named)}
