"""How forms look: ``{{ form }}`` prints the house's components for every form of the site.

And what no form takes for a text.
"""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

LINE_ENDS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
# Controls, which XML cannot hold, and marks that turn the direction of what follows them.
UNPRINTABLE = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


class HouseRenderer(TemplatesSetting):
    """Errors summed up on top with links, and beside each field; hints read out with it."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class DayInput(forms.DateInput):
    """The browser's own calendar; the value is ISO 8601 whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def check_text(value: str) -> None:
    """Raises ValidationError for a text with signs that nobody can see or of such signs alone."""
    seen = any(unicodedata.category(sign)[0] not in "CZ" for sign in value)
    if UNPRINTABLE.search(value) or not seen:
        raise ValidationError(
            _("There are signs in it that cannot be seen. Type it anew instead of pasting it.")
        )


def check_one_line(value: str) -> None:
    """Raises ValidationError for several lines too: a name of them would be more than a name."""
    if LINE_ENDS.search(value):
        raise ValidationError(_("Write it on one line."))
    check_text(value)
