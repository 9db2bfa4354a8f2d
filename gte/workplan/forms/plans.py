"""Forms of a plan: whose, its lines, the projects in them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.enums import TermScope
from gte.alliance.models import Term, Topic
from gte.governance.forms import fields
from gte.governance.forms.sheet import PartialDay
from gte.workplan.enums import FINISHED
from gte.workplan.forms.base import GivenForm
from gte.workplan.forms.mandates import PARTIAL
from gte.workplan.models import PlanLine, Project, WorkPlan


class PlanForm(GivenForm):
    """Name, aim and dates of a plan."""

    pairs: ClassVar[tuple[str, ...]] = ("name",)
    optional_pairs: ClassVar[tuple[str, ...]] = ("aim",)
    columns: ClassVar[tuple[str, ...]] = ("start", "end")

    name_es = fields.line(gettext_lazy("Name in Spanish"))
    name_en = fields.line(gettext_lazy("Name in English"))
    aim_es = fields.text(gettext_lazy("Aim in Spanish"), rows=4, required=False)
    aim_en = fields.text(gettext_lazy("Aim in English"), rows=4, required=False)
    start = PartialDay(gettext_lazy("Begins"), required=False, help_text=PARTIAL)
    end = PartialDay(gettext_lazy("Ends"), required=False, help_text=PARTIAL)


class NewPlanForm(PlanForm):
    """Besides, of which term it is and from which plan it is drafted."""

    term = forms.ModelChoiceField(Term.objects.none(), label=gettext_lazy("Term"), empty_label=None)
    former = forms.ModelChoiceField(
        WorkPlan.objects.none(),
        label=gettext_lazy("Drafted from"),
        required=False,
        empty_label=pgettext_lazy("plan", "Nothing: it begins empty"),
        help_text=gettext_lazy(
            "Its lines and the projects that are not finished are carried over; what they owe "
            "stays with them."
        ),
    )
    field_order = ("term", "former")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        terms = Term.objects.of(TermScope.GTE_COORDINATION).select_related("state")
        choices["term"].queryset = terms.filter(work_plan=None).order_by("-start_planned", "-pk")
        choices["former"].queryset = WorkPlan.objects.all()


class LineForm(GivenForm):
    """What a line of the plan should achieve."""

    optional_pairs: ClassVar[tuple[str, ...]] = ("objective",)

    objective_es = fields.text(gettext_lazy("Objective in Spanish"), rows=3, required=False)
    objective_en = fields.text(gettext_lazy("Objective in English"), rows=3, required=False)


class NewLineForm(LineForm):
    topic = forms.ModelChoiceField(
        Topic.objects.none(), label=gettext_lazy("Topic"), empty_label=None
    )
    field_order = ("topic",)

    def __init__(self, *args: Any, plan: WorkPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["topic"]
        choice.queryset = Topic.objects.exclude(plan_lines__plan=plan)


class EntryForm(forms.Form):
    """A project of the group that goes into a line."""

    project = forms.ModelChoiceField(
        Project.objects.none(), label=gettext_lazy("Project"), empty_label=None
    )

    def __init__(self, *args: Any, line: PlanLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["project"]
        open_ones = Project.objects.own().exclude(status__in=FINISHED)
        choice.queryset = open_ones.exclude(entries__line=line).order_by("name", "pk")
