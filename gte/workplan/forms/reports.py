"""Forms of a report: to whom and of which day, and a paragraph of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gte.alliance.models import Body
from gte.common.enums import Language
from gte.governance.forms import fields
from gte.governance.forms.decisions import normal
from gte.workplan.domain.reports import LONGEST_TEXT
from gte.workplan.report.build import REPORT_BODIES


class NewReportForm(forms.Form):
    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("To"), empty_label=None)
    as_of = fields.day(
        gettext_lazy("Facts up to"),
        help_text=gettext_lazy("What is dated later does not enter the report."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["body"]
        choice.queryset = Body.objects.filter(code__in=REPORT_BODIES)


class ParagraphForm(forms.Form):
    """A paragraph; a change of one side alone leaves the other older than its source."""

    part = forms.ChoiceField(label=gettext_lazy("Part"))
    text_es = fields.text(
        gettext_lazy("Text in Spanish"), rows=6, length=LONGEST_TEXT, required=False
    )
    text_en = fields.text(
        gettext_lazy("Text in English"), rows=6, length=LONGEST_TEXT, required=False
    )

    def __init__(self, *args: Any, parts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["part"]
        choice.choices = parts

    @property
    def texts(self) -> dict[str, str]:
        return {side: normal(self.cleaned_data[f"text_{side}"]) for side in Language.values}
