"""Forms of a project: what it is, what it waits for, its money and its risks."""

from __future__ import annotations

from typing import Any, ClassVar

from babel import Locale
from django import forms
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from gte.alliance.models import Body, State, Topic, today
from gte.governance.forms import fields
from gte.governance.forms.sheet import PartialDay
from gte.governance.queries.parties import parties_on
from gte.library.forms import RecordsChoice
from gte.workplan.domain.projects import CURRENCIES
from gte.workplan.enums import BudgetState, ProjectKind, ProjectStatus
from gte.workplan.forms.base import GivenForm, choices_of
from gte.workplan.forms.mandates import PARTIAL
from gte.workplan.models import Mandate, Project
from gte.workplan.numbers import check_digits

# What somebody sets here; the others are what sources of the initial record said.
STATUSES = (
    ProjectStatus.PLANNED,
    ProjectStatus.IN_PROGRESS,
    ProjectStatus.COMPLETED,
    ProjectStatus.CANCELLED,
)


def parties_today(*more: Any) -> Any:
    """The parties in force today, and States that a row names already."""
    keys = [one.pk for one in parties_on(today())] + [one for one in more if one]
    return State.objects.filter(pk__in=keys).order_by("code")


def own_mandates() -> Any:
    return Mandate.objects.own().order_by("-date", "pk")


class PlaceInTree(forms.ModelChoiceField):
    """A project or programme of which another can be a part, with what it is."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.get_kind_display()})"


class ProjectForm(GivenForm):
    """What a project, programme or activity is, who leads it and from when to when."""

    pairs: ClassVar[tuple[str, ...]] = ("name", "description")
    optional_pairs: ClassVar[tuple[str, ...]] = ("note",)
    columns: ClassVar[tuple[str, ...]] = (
        "kind",
        "parent",
        "start",
        "end",
        "status",
        "lead",
        "lead_body",
    )
    links: ClassVar[tuple[str, ...]] = (
        "mandates",
        "participants",
        "observers",
        "counterpart_bodies",
        "topics",
    )

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices_of(ProjectKind))
    name_es = fields.line(gettext_lazy("Name in Spanish"))
    name_en = fields.line(gettext_lazy("Name in English"))
    description_es = fields.text(gettext_lazy("Description in Spanish"), rows=4)
    description_en = fields.text(gettext_lazy("Description in English"), rows=4)
    parent = PlaceInTree(
        Project.objects.none(),
        label=pgettext_lazy("project", "Part of"),
        required=False,
        help_text=gettext_lazy("An activity belongs to a project or programme."),
    )
    start = PartialDay(gettext_lazy("Begins"), required=False, help_text=PARTIAL)
    end = PartialDay(gettext_lazy("Ends"), required=False, help_text=PARTIAL)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=choices_of(STATUSES))
    mandates = RecordsChoice(
        Mandate.objects.none(), label=gettext_lazy("Mandates it answers"), long=True
    )
    lead = forms.ModelChoiceField(
        State.objects.none(), label=gettext_lazy("Lead party"), required=False
    )
    participants = RecordsChoice(State.objects.none(), label=gettext_lazy("Participating parties"))
    observers = RecordsChoice(
        State.objects.none(), label=gettext_lazy("Observer States that take part"), long=True
    )
    lead_body = forms.ModelChoiceField(
        Body.objects.all(), label=gettext_lazy("Body that leads it"), required=False
    )
    counterpart_bodies = RecordsChoice(
        Body.objects.all(), label=gettext_lazy("Other groups that share it"), long=True
    )
    topics = RecordsChoice(Topic.objects.all(), label=gettext_lazy("Topics"), long=True)
    note_es = fields.text(gettext_lazy("Note in Spanish"), rows=2, required=False)
    note_en = fields.text(gettext_lazy("Note in English"), rows=2, required=False)

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        trees = Project.objects.own().exclude(kind=ProjectKind.ACTIVITY)
        choices["parent"].queryset = trees.exclude(pk=project.pk) if project else trees
        choices["mandates"].queryset = own_mandates()
        named = [*project.participants.all()] if project else []
        choices["participants"].queryset = parties_today(*(one.pk for one in named))
        choices["lead"].queryset = parties_today(project.lead_id if project else None)
        choices["observers"].queryset = State.objects.observers().order_by("name")
        if project and project.status not in STATUSES:
            status = ProjectStatus(project.status)
            choices["status"].choices = [*choices_of([status]), *choices_of(STATUSES)]


class NewProjectForm(ProjectForm):
    """A new one, and whether everybody reads it at once."""

    is_public = forms.BooleanField(
        label=gettext_lazy("Show it to everybody at once"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise those who take part read it, and everybody once the plan or the decision "
            "that has it is approved."
        ),
    )


class DependencyForm(forms.Form):
    """The project that must end before this one begins."""

    on = forms.ModelChoiceField(
        Project.objects.none(), label=gettext_lazy("Begins when this has ended"), empty_label=None
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["on"]
        choice.queryset = Project.objects.own().exclude(Q(pk=project.pk)).order_by("name", "pk")


def currency_choices() -> list[tuple[str, str]]:
    """Those of the parties' work first, then every currency of ISO 4217, by name."""
    names = Locale(get_language() or "es").currencies
    first = ("USD", "CLP", "COP", "MXN", "PEN", "EUR")
    rest = sorted(CURRENCIES - set(first), key=lambda code: names.get(code, code))
    return [(code, f"{code}: {names.get(code, code)}") for code in (*first, *rest)]


class BudgetForm(GivenForm):
    """Money or work in kind over at most a year, from one source."""

    pairs: ClassVar[tuple[str, ...]] = ("purpose",)
    columns: ClassVar[tuple[str, ...]] = (
        "state",
        "amount",
        "currency",
        "in_kind",
        "start",
        "end",
        "source_state",
        "source_name",
    )

    purpose_es = fields.line(gettext_lazy("What it pays, in Spanish"))
    purpose_en = fields.line(gettext_lazy("What it pays, in English"))
    state = forms.ChoiceField(
        label=pgettext_lazy("budget", "Stage"), choices=choices_of(BudgetState)
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Amount"),
        min_value=0,
        max_digits=16,
        decimal_places=2,
        validators=[check_digits],
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"))
    in_kind = forms.BooleanField(
        label=gettext_lazy("In kind: work, rooms or goods worth this amount"), required=False
    )
    start = fields.day(gettext_lazy("From"))
    end = fields.day(gettext_lazy("Until"), help_text=gettext_lazy("A year at most."))
    source_state = forms.ModelChoiceField(
        State.objects.none(), label=gettext_lazy("Paid by the State"), required=False
    )
    source_name = fields.line(
        gettext_lazy("Paid by somebody else"),
        required=False,
        help_text=gettext_lazy("One of the two."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["currency"].choices = currency_choices()
        choices["source_state"].queryset = State.objects.order_by("name")


class RiskForm(GivenForm):
    """What may keep a project from its results, and what is done about it."""

    SCALE: ClassVar = [
        ("1", pgettext_lazy("scale", "low")),
        ("2", pgettext_lazy("scale", "middling")),
        ("3", pgettext_lazy("scale", "high")),
    ]

    pairs: ClassVar[tuple[str, ...]] = ("text",)
    optional_pairs: ClassVar[tuple[str, ...]] = ("response",)
    columns: ClassVar[tuple[str, ...]] = ("likelihood", "impact", "owner")

    text_es = fields.line(gettext_lazy("Risk in Spanish"), length=500)
    text_en = fields.line(gettext_lazy("Risk in English"), length=500)
    response_es = fields.line(
        gettext_lazy("What is done about it, in Spanish"), length=500, required=False
    )
    response_en = fields.line(
        gettext_lazy("What is done about it, in English"), length=500, required=False
    )
    likelihood = forms.TypedChoiceField(
        label=gettext_lazy("Likelihood"), choices=SCALE, coerce=int, initial="2"
    )
    impact = forms.TypedChoiceField(
        label=gettext_lazy("Impact"), choices=SCALE, coerce=int, initial="2"
    )
    owner = forms.ModelChoiceField(
        State.objects.none(), label=gettext_lazy("Watched by"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["owner"]
        choice.queryset = parties_today()
