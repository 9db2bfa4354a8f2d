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


class ProjectStatus(models.TextChoices):
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


class DeliverableKind(models.TextChoices):
    DELIVERABLE = "deliverable", pgettext_lazy("deliverable", "deliverable")
    COMMITMENT = "commitment", pgettext_lazy("deliverable", "commitment")


class DeliverableStatus(models.TextChoices):
    DELIVERED = "delivered", pgettext_lazy("state", "delivered")
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
