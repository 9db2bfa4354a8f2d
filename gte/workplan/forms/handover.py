"""The form of a handover pack: of which term, and of which day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gte.alliance.models import Term
from gte.governance.forms import fields
from gte.workplan.handover.build import own_terms


class PackForm(forms.Form):
    """``term`` is chosen from those of the coordination that have begun."""

    term = forms.ModelChoiceField(
        Term.objects.none(), label=gettext_lazy("Term that ends"), empty_label=None
    )
    as_of = fields.day(
        gettext_lazy("Facts up to"),
        required=False,
        help_text=gettext_lazy(
            "What is dated later is not in the pack. Without a day: the last day of the term, or "
            "today while it runs."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["term"]
        choice.queryset = (
            Term.objects.filter(pk__in=[term.pk for term in own_terms()])
            .select_related("state")
            .order_by("-start_actual")
        )
