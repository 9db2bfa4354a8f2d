"""Items of budgets in a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from gte.register.sheets.description import Column, Fault, Row
from gte.register.sheets.reading import RowReading
from gte.workplan.domain.projects import CURRENCIES, check_payer, check_year, set_budget
from gte.workplan.forms.projects import BudgetForm
from gte.workplan.models import BudgetItem, Project
from gte.workplan.sheets.columns import code_column, from_form, reference
from gte.workplan.sheets.given import given_of
from gte.workplan.sheets.lists import key_of, line_code
from gte.workplan.sheets.part import Part, refused
from gte.workplan.sheets.rows import hold, plain_rows

PLAIN = {
    "project": "project__code",
    "purpose_es": "purpose_es",
    "purpose_en": "purpose_en",
    "state": "state",
    "currency": "currency",
    "amount": "amount",
    "in_kind": "in_kind",
    "start": "start",
    "end": "end",
    "source_state": "source_state__code",
    "source_name": "source_name",
}
HELPS = {"currency": gettext_lazy("Three letters of ISO 4217, as USD or CLP.")}


class Budget(Part):
    name = "budget"
    title = gettext_lazy("Budget")
    fixed = {"project": gettext_lazy("An item stays with its project: for another one add a row.")}

    def columns(self) -> list[Column]:
        options = {
            "currency": {code: code for code in sorted(CURRENCIES)},
            "source_state": self.lists.states,
        }
        project = reference("project", gettext_lazy("Project"), self.lists.projects)
        keys = [key for key in PLAIN if key != "project"]
        return [code_column(), project, *from_form(BudgetForm, keys, options, HELPS)]

    def rows(self) -> Sequence[Row]:
        hold(BudgetItem)
        visible = Project.objects.visible_to(self.by).own().order_by().values("pk")
        found: Any = BudgetItem.objects.filter(project__in=visible)
        rows = plain_rows(found.order_by("project__code", "start", "pk"), PLAIN)
        return [{"code": line_code(row["project"], pk), **row} for pk, row in rows]

    def faults(self, values: Row, current: Row | None) -> Iterator[Fault]:  # noqa: ARG002
        if sentence := refused(check_payer, values):
            yield "source_name", sentence
        if sentence := refused(check_year, values):
            yield "end", sentence

    def save(self, row: RowReading) -> Any:
        item = BudgetItem.objects.get(pk=key_of(row.code)) if row.code else None
        project = Project.objects.get(code=row.values["project"])
        given = given_of(BudgetForm, BudgetItem, row, item)
        return set_budget(project=project, by=self.by, given=given, item=item)
