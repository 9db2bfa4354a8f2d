from django.db import models
from django.utils.translation import pgettext_lazy


class MobilityKind(models.TextChoices):
    MANDATE = "mandate", pgettext_lazy("mobility", "mandate")
    COMMITMENT = "commitment", pgettext_lazy("mobility", "commitment")
    GAP = "gap", pgettext_lazy("mobility", "gap in what is known")
    RULE = "rule", pgettext_lazy("mobility", "rule")
    FIGURE = "figure", pgettext_lazy("mobility", "figure")
    MILESTONE = "milestone", pgettext_lazy("mobility", "milestone")
    LESSON = "lesson", pgettext_lazy("mobility", "lesson")
    NATIONAL_REFERENCE = "national_reference", pgettext_lazy("mobility", "national reference")
