from django.db import models
from django.utils.translation import gettext_lazy as _


class MenuPart(models.TextChoices):
    """Where of the frame a menu stands."""

    HEADER = "header", _("header")
    FOOT = "foot", _("foot of the page")
