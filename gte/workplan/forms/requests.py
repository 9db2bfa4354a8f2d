"""Forms of what groups ask of each other."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import Body
from gte.governance.forms import fields
from gte.library.models import Document
from gte.workplan.forms.base import GivenForm
from gte.workplan.models import GroupRequest, Project
from gte.workplan.queries import today
from gte.workplan.queries.groups import other_bodies

OURS, THEIRS = "ours", "theirs"


def is_ours(said: str) -> bool:
    return said == OURS


class RequestForm(GivenForm):
    """Who asks, what is asked, and until when the answer is needed."""

    pairs: ClassVar[tuple[str, ...]] = ("title",)
    columns: ClassVar[tuple[str, ...]] = (
        "body",
        "is_ours",
        "project",
        "asked_on",
        "due",
        "document",
    )

    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("The other group"))
    is_ours = forms.TypedChoiceField(
        label=pgettext_lazy("request", "Who asks"),
        choices=[
            (OURS, gettext_lazy("We ask the other group")),
            (THEIRS, gettext_lazy("The other group asks us")),
        ],
        coerce=is_ours,
        widget=forms.RadioSelect,
        initial=OURS,
    )
    title_es = fields.line(gettext_lazy("What is asked, in Spanish"), length=300)
    title_en = fields.line(gettext_lazy("What is asked, in English"), length=300)
    asked_on = fields.day(gettext_lazy("Asked on"))
    due = fields.day(pgettext_lazy("request", "Needed by"), required=False)
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=gettext_lazy("Project it is about"),
        required=False,
        help_text=gettext_lazy("Only if it is about one of the group's projects."),
    )
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Document of the library"),
        required=False,
        help_text=gettext_lazy("The letter by which it was asked, for example."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["body"].queryset = other_bodies().order_by("level", "name")
        choices["project"].queryset = Project.objects.visible_to(user).own().order_by("name", "pk")
        choices["document"].queryset = documents_for(user)
        self.initial.setdefault("asked_on", today())

    @classmethod
    def initial_of(cls, row: GroupRequest) -> dict[str, Any]:
        found = super().initial_of(row)
        return {**found, "is_ours": OURS if row.is_ours else THEIRS}


class AnswerForm(GivenForm):
    """What was answered, and when."""

    pairs: ClassVar[tuple[str, ...]] = ("answer",)
    columns: ClassVar[tuple[str, ...]] = ("answered_on", "document")

    answer_es = fields.text(gettext_lazy("Answer in Spanish"), rows=4, length=10_000)
    answer_en = fields.text(gettext_lazy("Answer in English"), rows=4, length=10_000)
    answered_on = fields.day(gettext_lazy("Answered on"))
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Document of the library"),
        required=False,
        help_text=gettext_lazy("The letter of the answer, in place of that of the request."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["document"]
        choice.queryset = documents_for(user)
        self.initial.setdefault("answered_on", today())


def documents_for(user: Any) -> Any:
    return Document.objects.visible_to(user).order_by("title", "pk")
