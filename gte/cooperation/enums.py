from django.db import models
from django.utils.translation import pgettext_lazy


class CooperationKind(models.TextChoices):
    PROGRAMME = "programme", pgettext_lazy("cooperation", "programme")
    TECHNICAL_ASSISTANCE = (
        "technical_assistance",
        pgettext_lazy("cooperation", "technical assistance"),
    )
    EXPERT_EXCHANGE = "expert_exchange", pgettext_lazy("cooperation", "expert exchange")
    SPONSORSHIP = "sponsorship", pgettext_lazy("cooperation", "sponsorship")
    STUDY_VISIT = "study_visit", pgettext_lazy("cooperation", "study visit")
    WORKSHOP = "workshop", pgettext_lazy("cooperation", "workshop")
    SEMINAR = "seminar", pgettext_lazy("cooperation", "seminar")
    BILATERAL_AGREEMENT = "bilateral_agreement", pgettext_lazy("cooperation", "bilateral agreement")
    PROJECT = "project", pgettext_lazy("cooperation", "project")
    COURSE = "course", pgettext_lazy("cooperation", "course")
    NETWORK_SUPPORT = "network_support", pgettext_lazy("cooperation", "network support")
    SCHOLARSHIPS = "scholarships", pgettext_lazy("cooperation", "scholarships")
    DIALOGUE = "dialogue", pgettext_lazy("cooperation", "dialogue")
    FRAMEWORK = "framework", pgettext_lazy("cooperation", "framework")
    FORUM = "forum", pgettext_lazy("cooperation", "forum")
    RULE = "rule", pgettext_lazy("cooperation", "rule of cooperation")


class CooperationLevel(models.TextChoices):
    ALLIANCE = "alliance", pgettext_lazy("cooperation", "with the bloc")
    BILATERAL = "bilateral", pgettext_lazy("cooperation", "bilateral")


class CooperationStatus(models.TextChoices):
    COMPLETED = "completed", pgettext_lazy("state", "completed")
    ACTIVE = "active", pgettext_lazy("state", "active")
    ACTIVE_AT_SOURCE_DATE = (
        "active_at_source_date",
        pgettext_lazy("state", "active at the date of the source"),
    )
    IN_FORCE_AT_SOURCE_DATE = (
        "in_force_at_source_date",
        pgettext_lazy("state", "in force at the date of the source"),
    )
    UNKNOWN = "unknown", pgettext_lazy("state", "unknown")


class EnglishKind(models.TextChoices):
    MANDATE = "mandate", pgettext_lazy("English", "mandate")
    COMMITMENT = "commitment", pgettext_lazy("English", "commitment")
    NETWORK = "network", pgettext_lazy("English", "network")
    GOVERNANCE = "governance", pgettext_lazy("English", "governance")
    EVENT = "event", pgettext_lazy("English", "event")
    TRAINING = "training", pgettext_lazy("English", "training")
    NATIONAL_PROGRAMME = "national_programme", pgettext_lazy("English", "national programme")
    GAP = "gap", pgettext_lazy("English", "gap in what is known")


class CampaignKind(models.TextChoices):
    OBJECTIVE = "objective", pgettext_lazy("campaign", "objective")
    PHASE = "phase", pgettext_lazy("campaign", "phase")
    CHANNEL = "channel", pgettext_lazy("campaign", "channel")
    AUDIENCE = "audience", pgettext_lazy("campaign", "audience")
    REFERENCE_CAMPAIGN = "reference_campaign", pgettext_lazy("campaign", "reference campaign")
    LESSON = "lesson", pgettext_lazy("campaign", "lesson")
    GAP = "gap", pgettext_lazy("campaign", "gap in what is known")


class CampaignStatus(models.TextChoices):
    STANDING = "standing", pgettext_lazy("state", "standing")
    PROPOSED = "proposed", pgettext_lazy("state", "proposed")
    OPEN = "open", pgettext_lazy("state", "open")
    ACTIVE = "active", pgettext_lazy("state", "active")
    ACTIVE_AT_SOURCE_DATE = (
        "active_at_source_date",
        pgettext_lazy("state", "active at the date of the source"),
    )
    DELIVERED = "delivered", pgettext_lazy("state", "delivered")
    COMPLETED = "completed", pgettext_lazy("state", "completed")
    UNKNOWN = "unknown", pgettext_lazy("state", "unknown")


class Channel(models.TextChoices):
    ALLIANCE_OFFICIAL_SOCIAL_NETWORKS = (
        "alliance_official_social_networks",
        pgettext_lazy("campaign", "official networks of the Alliance"),
    )
    MINISTRY_SOCIAL_NETWORKS = (
        "ministry_social_networks",
        pgettext_lazy("campaign", "networks of the ministries"),
    )


class Audience(models.TextChoices):
    STUDENTS = "students", pgettext_lazy("campaign", "students")
    FAMILIES = "families", pgettext_lazy("campaign", "families")
    TEACHERS = "teachers", pgettext_lazy("campaign", "teachers")
    EMPLOYERS = "employers", pgettext_lazy("campaign", "employers")
