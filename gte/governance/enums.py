from django.db import models
from django.utils.translation import pgettext_lazy


class MeetingKind(models.TextChoices):
    FOUNDING = "founding", pgettext_lazy("meeting", "setting-up")
    NETWORK = "network", pgettext_lazy("meeting", "network meeting")
    FORUM = "forum", pgettext_lazy("meeting", "forum")
    SEMINAR = "seminar", pgettext_lazy("meeting", "seminar")
    WORKSHOP = "workshop", pgettext_lazy("meeting", "workshop")
    GTE_MEETING = "gte_meeting", pgettext_lazy("meeting", "meeting of the group")
    COURSE = "course", pgettext_lazy("meeting", "course")
    LAUNCH = "launch", pgettext_lazy("meeting", "launch")
    COUNCIL = "council", pgettext_lazy("meeting", "council meeting")
    COORDINATION = "coordination", pgettext_lazy("meeting", "coordination meeting")
    GAN_MEETING = "gan_meeting", pgettext_lazy("meeting", "meeting of the GAN")
    ROUND = "round", pgettext_lazy("meeting", "round of technical groups")


class Modality(models.TextChoices):
    IN_PERSON = "in_person", pgettext_lazy("meeting", "in person")
    ONLINE = "online", pgettext_lazy("meeting", "online")
    HYBRID = "hybrid", pgettext_lazy("meeting", "hybrid")
