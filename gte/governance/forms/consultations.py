"""Forms of advice: a question, a contribution, the answer, that it was sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import Body
from gte.governance.domain.consultations import Question
from gte.governance.forms import fields
from gte.governance.forms.decisions import TextForm, normal
from gte.governance.queries.advice import asking_bodies
from gte.library.models import Document

LONGEST = 20_000


class QuestionForm(forms.Form):
    """What a body asks, in both languages."""

    asked_by = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Who asks"))
    title_es = fields.line(gettext_lazy("Title in Spanish"))
    title_en = fields.line(gettext_lazy("Title in English"))
    question_es = fields.text(gettext_lazy("Question in Spanish"), length=LONGEST)
    question_en = fields.text(gettext_lazy("Question in English"), length=LONGEST)
    asked_on = fields.day(gettext_lazy("Received on"))
    due = fields.day(
        gettext_lazy("Answer due on"),
        help_text=gettext_lazy(
            "Delegates who have not contributed are reminded three days before."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["asked_by"]
        choice.queryset = asking_bodies()

    @property
    def question(self) -> Question:
        data = self.cleaned_data
        return Question(
            asked_by=data["asked_by"],
            title_es=normal(data["title_es"]),
            title_en=normal(data["title_en"]),
            question_es=normal(data["question_es"]),
            question_en=normal(data["question_en"]),
            asked_on=data["asked_on"],
            due=data["due"],
        )

    @staticmethod
    def first() -> dict[str, Any]:
        return {"asked_on": timezone.localdate()}


class ContributionForm(forms.Form):
    """What the own party says."""

    text = fields.text(gettext_lazy("Contribution of your party"), rows=8, length=LONGEST)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**62)

    def clean_text(self) -> str:
        return normal(self.cleaned_data["text"])


class AnswerForm(TextForm):
    """The text of the answer. It begins as what the parties contributed, and may not stay so."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("body_es", "body_en"):
            raw = normal(str(self.initial.get(name, "")))
            if raw and normal(data.get(name, "")) == raw:
                self.add_error(
                    name,
                    ValidationError(
                        _("These are the contributions as they came: write the answer from them.")
                    ),
                )
        return data


class SentForm(forms.Form):
    """That the answer went to the body that asked."""

    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Archived in the library as"),
        required=False,
        empty_label=pgettext_lazy("document", "None yet"),
        help_text=gettext_lazy("The letter or document that was sent, if the library holds it."),
    )

    def __init__(self, *args: Any, user: Any, required: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["document"]
        choice.required = required
        choice.queryset = Document.objects.visible_to(user).order_by("title", "pk")
