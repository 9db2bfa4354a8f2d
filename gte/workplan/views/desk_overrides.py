"""A status set against the rule, of a deliverable or a project alike."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from gte.workplan.domain.overrides import end_override, override_status
from gte.workplan.forms.deliverables import OverrideForm
from gte.workplan.models import Deliverable, Project
from gte.workplan.views.desk_base import RecordForm, RowButton
from gte.workplan.views.light_blocks import rule_of


class OverrideScreen(RecordForm):
    """A subclass says which record it is and where its page is."""

    title = gettext_lazy("Set the status")
    lead = gettext_lazy("It stands beside what the rules say, with your name and the reason.")
    button = gettext_lazy("Sign and set it")
    sentence = gettext_lazy("The status is set and recorded in the ledger.")

    def form(self, record: Deliverable | Project, sent: Any = None) -> OverrideForm:
        return OverrideForm(sent)

    def act(self, record: Deliverable | Project, form: OverrideForm) -> None:
        data = form.cleaned_data
        override_status(
            record=record,
            by=self.me,
            light=data["light"],
            reason=data["reason"],
            rule=rule_of(record, self.me),
        )


class RestoreButton(RowButton):
    sentence = gettext_lazy("The status is left to the rule again.")

    def act(self, row: Deliverable | Project, **which: Any) -> None:
        end_override(record=row, by=self.me)
