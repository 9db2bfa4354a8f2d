"""The budget items and risks of a project, at the desk."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from gte.workplan.domain import projects as domain
from gte.workplan.forms.projects import BudgetForm, RiskForm
from gte.workplan.models import BudgetItem, Project, Risk
from gte.workplan.views.desk_base import RecordForm, RowButton, found
from gte.workplan.views.desk_projects import OfProject
from gte.workplan.views.project_blocks import page_of


class NewBudgetView(OfProject, RecordForm):
    title = gettext_lazy("Add a budget item")
    lead = gettext_lazy("Money or work in kind for at most a year, from one source.")
    button = gettext_lazy("Add the item")
    sentence = gettext_lazy("The budget item is added.")

    def form(self, project: Project, sent: Any = None) -> BudgetForm:
        return BudgetForm(sent, initial={"currency": "USD"})

    def act(self, project: Project, form: BudgetForm) -> None:
        domain.set_budget(project=project, by=self.me, given=form.given)


class OfItem(RecordForm):
    """A form about one row of a project."""

    model: Any = BudgetItem

    def find(self, **which: Any) -> Any:
        return found(self.model.objects.select_related("project"), pk=which["key"])

    def back(self, row: Any) -> str:
        return page_of(row.project)


class BudgetView(OfItem):
    title = gettext_lazy("Change the budget item")
    button = gettext_lazy("Save the item")
    sentence = gettext_lazy("The budget item is changed.")

    def form(self, item: BudgetItem, sent: Any = None) -> BudgetForm:
        return BudgetForm(sent, initial=BudgetForm.initial_of(item))

    def act(self, item: BudgetItem, form: BudgetForm) -> None:
        domain.set_budget(project=item.project, by=self.me, given=form.given, item=item)


class DropBudgetView(RowButton):
    sentence = gettext_lazy("The budget item is removed.")

    def find(self, **which: Any) -> BudgetItem:
        rows = BudgetItem.objects.select_related("project")
        item: BudgetItem = found(rows, pk=which["key"])
        return item

    def act(self, row: BudgetItem, **which: Any) -> None:
        domain.drop_budget(item=row, by=self.me)

    def back(self, row: BudgetItem) -> str:
        return page_of(row.project)


class NewRiskView(OfProject, RecordForm):
    title = gettext_lazy("Note a risk")
    button = gettext_lazy("Note the risk")
    sentence = gettext_lazy("The risk is noted.")

    def form(self, project: Project, sent: Any = None) -> RiskForm:
        return RiskForm(sent)

    def act(self, project: Project, form: RiskForm) -> None:
        domain.note_risk(project=project, by=self.me, given=form.given)


class RiskView(OfItem):
    model = Risk
    title = gettext_lazy("Change the risk")
    button = gettext_lazy("Save the risk")
    sentence = gettext_lazy("The risk is changed.")

    def form(self, risk: Risk, sent: Any = None) -> RiskForm:
        return RiskForm(sent, initial=RiskForm.initial_of(risk))

    def act(self, risk: Risk, form: RiskForm) -> None:
        domain.note_risk(project=risk.project, by=self.me, given=form.given, risk=risk)


class CloseRiskView(RowButton):
    sentence = gettext_lazy("The risk is closed.")

    def find(self, **which: Any) -> Risk:
        risk: Risk = found(Risk.objects.select_related("project"), pk=which["key"])
        return risk

    def act(self, row: Risk, **which: Any) -> None:
        domain.close_risk(risk=row, by=self.me)

    def back(self, row: Risk) -> str:
        return page_of(row.project)
