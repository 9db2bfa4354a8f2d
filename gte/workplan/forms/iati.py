"""The form of the file for IATI."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from gte.governance.forms import fields

LONGEST = 100


class ReporterForm(forms.Form):
    """Who publishes it."""

    reporter = fields.line(
        gettext_lazy("Identifier of the reporting organisation"),
        length=LONGEST,
        help_text=gettext_lazy(
            "The one under which the group, or whoever publishes for it, is registered with IATI: "
            "a registration agency, a hyphen and a number."
        ),
    )
