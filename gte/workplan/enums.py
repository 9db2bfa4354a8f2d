from django.db import models
from django.utils.translation import pgettext_lazy


class MandateKind(models.TextChoices):
    PRESIDENTIAL = "presidential", pgettext_lazy("mandate", "presidential")
    COUNCIL = "council", pgettext_lazy("mandate", "of the Council of Ministers")
    PPT_PRIORITY = "ppt_priority", pgettext_lazy("mandate", "priority of a presidency")
    COORDINATION_MANDATE = "coordination_mandate", pgettext_lazy("mandate", "coordination mandate")
    GTE_COMMITMENT = "gte_commitment", pgettext_lazy("mandate", "commitment of the group")
    EXTERNAL_FRAMEWORK = "external_framework", pgettext_lazy("mandate", "external framework")


class MandateStatus(models.TextChoices):
    """What the sources say has come of a mandate."""

    FULFILLED = "fulfilled", pgettext_lazy("state", "fulfilled")
    PARTIALLY_FULFILLED = "partially_fulfilled", pgettext_lazy("state", "partially fulfilled")
    IN_PROGRESS = "in_progress", pgettext_lazy("state", "in progress")
    UNKNOWN = "unknown", pgettext_lazy("state", "unknown")


class ProjectKind(models.TextChoices):
    PROGRAMME = "programme", pgettext_lazy("project", "programme")
    PROJECT = "project", pgettext_lazy("project", "project")
    ACTIVITY = "activity", pgettext_lazy("project", "activity")


class ProjectStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("state", "planned")
    MANDATED = "mandated", pgettext_lazy("state", "mandated")
    EXPLORATORY = "exploratory", pgettext_lazy("state", "exploratory")
    PUBLISHED_FRAMEWORK = "published_framework", pgettext_lazy("state", "framework published")
    PHASE_2_MANDATED = "phase_2_mandated", pgettext_lazy("state", "second phase mandated")
    PILOT = "pilot", pgettext_lazy("state", "pilot")
    IN_PROGRESS = "in_progress", pgettext_lazy("state", "in progress")
    ACTIVE = "active", pgettext_lazy("state", "active")
    ACTIVE_AT_SOURCE_DATE = (
        "active_at_source_date",
        pgettext_lazy("state", "active at the date of the source"),
    )
    COMPLETED = "completed", pgettext_lazy("state", "completed")
    CANCELLED = "cancelled", pgettext_lazy("state", "cancelled")


# Nothing more is done in these.
FINISHED = (ProjectStatus.COMPLETED, ProjectStatus.CANCELLED)


class DeliverableKind(models.TextChoices):
    DELIVERABLE = "deliverable", pgettext_lazy("deliverable", "deliverable")
    COMMITMENT = "commitment", pgettext_lazy("deliverable", "commitment")


class DeliverableStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("state", "planned")
    DELIVERED = "delivered", pgettext_lazy("state", "delivered")
    CANCELLED = "cancelled", pgettext_lazy("state", "cancelled")
    PARTIALLY_DELIVERED = "partially_delivered", pgettext_lazy("state", "partially delivered")
    IN_PROGRESS = "in_progress", pgettext_lazy("state", "in progress")
    UNKNOWN = "unknown", pgettext_lazy("state", "unknown")


class PartnerKind(models.TextChoices):
    ACADEMIA = "academia", pgettext_lazy("partner", "academia")
    BODY = "body", pgettext_lazy("partner", "body of the bloc")
    COMPANY = "company", pgettext_lazy("partner", "company")
    GOVERNMENT = "government", pgettext_lazy("partner", "government")
    INTERNATIONAL_ORGANISATION = (
        "international_organisation",
        pgettext_lazy("partner", "international organisation"),
    )
    MIXED = "mixed", pgettext_lazy("partner", "several kinds")
    OBSERVER_GOVERNMENT = (
        "observer_government",
        pgettext_lazy("partner", "government of an Observer State"),
    )
    OBSERVER_INSTITUTION = (
        "observer_institution",
        pgettext_lazy("partner", "institution of an Observer State"),
    )
    THINK_TANK = "think_tank", pgettext_lazy("partner", "think tank")


# Nothing more is owed. Whether the coordination accepted what was delivered is a date besides.
CLOSED = (DeliverableStatus.DELIVERED, DeliverableStatus.CANCELLED)

# What a source says may be anything; from it, and from then on, a deliverable moves like this.
DELIVERABLE_MOVES: dict[str, frozenset[str]] = {
    DeliverableStatus.PLANNED: frozenset(
        {DeliverableStatus.IN_PROGRESS, DeliverableStatus.DELIVERED, DeliverableStatus.CANCELLED}
    ),
    DeliverableStatus.UNKNOWN: frozenset(
        {DeliverableStatus.IN_PROGRESS, DeliverableStatus.DELIVERED, DeliverableStatus.CANCELLED}
    ),
    DeliverableStatus.IN_PROGRESS: frozenset(
        {
            DeliverableStatus.PARTIALLY_DELIVERED,
            DeliverableStatus.DELIVERED,
            DeliverableStatus.CANCELLED,
        }
    ),
    DeliverableStatus.PARTIALLY_DELIVERED: frozenset(
        {
            DeliverableStatus.IN_PROGRESS,
            DeliverableStatus.DELIVERED,
            DeliverableStatus.CANCELLED,
        }
    ),
    # Back to "in progress" where the coordination returns it.
    DeliverableStatus.DELIVERED: frozenset({DeliverableStatus.IN_PROGRESS}),
    DeliverableStatus.CANCELLED: frozenset({DeliverableStatus.PLANNED}),
}


class PartyProgress(models.TextChoices):
    """How far one party is with a deliverable that several owe."""

    NOT_STARTED = "not_started", pgettext_lazy("progress", "not started")
    UNDER_WAY = "under_way", pgettext_lazy("progress", "under way")
    DONE = "done", pgettext_lazy("progress", "done")


class ProofKind(models.TextChoices):
    DOCUMENT = "document", pgettext_lazy("proof", "document of the library")
    RECORD = "record", pgettext_lazy("proof", "record of this site")
    LINK = "link", pgettext_lazy("proof", "address elsewhere")


class Light(models.TextChoices):
    """How a deliverable or project stands; computed by rules, or set by a signed override."""

    MET = "met", pgettext_lazy("light", "met")
    ON_TRACK = "on_track", pgettext_lazy("light", "on track")
    AT_RISK = "at_risk", pgettext_lazy("light", "at risk")
    LATE = "late", pgettext_lazy("light", "late")
    UNKNOWN = "unknown", pgettext_lazy("light", "nothing is known")


class BudgetState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("budget", "planned")
    COMMITTED = "committed", pgettext_lazy("budget", "committed")
    SPENT = "spent", pgettext_lazy("budget", "spent")


class IndicatorLevel(models.TextChoices):
    """Which kind of result it measures, as the OECD's glossary of 2002 tells them apart."""

    OUTPUT = "output", pgettext_lazy("result", "output")
    OUTCOME = "outcome", pgettext_lazy("result", "outcome")
    IMPACT = "impact", pgettext_lazy("result", "impact")


class ValueKind(models.TextChoices):
    """What kind of value an indicator has, as IATI 2.03 tells them apart."""

    UNIT = "unit", pgettext_lazy("value", "number of units")
    PERCENTAGE = "percentage", pgettext_lazy("value", "percentage")
    QUALITATIVE = "qualitative", pgettext_lazy("value", "in words")


class RollUpRule(models.TextChoices):
    """How values of parts and periods come together: see ``gte.workplan.rollup``."""

    SUM = "sum", pgettext_lazy("rule", "sum")
    LAST = "last", pgettext_lazy("rule", "last value")
    MAX = "max", pgettext_lazy("rule", "largest value")
    RATIO = "ratio", pgettext_lazy("rule", "ratio of sums")
    DISTINCT = "distinct", pgettext_lazy("rule", "distinct count")


class ActualState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("actual", "to be approved")
    APPROVED = "approved", pgettext_lazy("actual", "approved")
    RETURNED = "returned", pgettext_lazy("actual", "returned")
