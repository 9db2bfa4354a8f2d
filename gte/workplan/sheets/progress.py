"""How far the reader's own party says that it is, in a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from gte.register.sheets.description import Column, Fault, Kind, Row
from gte.register.sheets.reading import RowReading
from gte.workplan.domain.deliverables import Report, percent_of, report_progress
from gte.workplan.enums import PartyProgress
from gte.workplan.forms.deliverables import ProgressForm
from gte.workplan.models import Deliverable, Progress
from gte.workplan.queries.progress import newest_progress, owed_by, own_party
from gte.workplan.sheets.columns import code_column, from_form, read_only
from gte.workplan.sheets.lists import Named
from gte.workplan.sheets.part import Part, PartOf, refused
from gte.workplan.sheets.rows import hold


class OwnProgress(Part):
    """What the own party owes and has not delivered; a row that changes is a new word of it."""

    name = "progress"
    title = gettext_lazy("Progress of your party")
    may_add = False
    is_for_all = True

    def columns(self) -> list[Column]:
        states = {"state": {one.value: one.label for one in PartyProgress}}
        return [
            code_column(),
            read_only("deliverable", gettext_lazy("Deliverable"), width=50),
            read_only("due", gettext_lazy("Due"), Kind.PARTIAL_DATE),
            *from_form(ProgressForm, ("state", "percent", "note"), states, {}),
        ]

    def rows(self) -> Sequence[Row]:
        hold(Progress)
        party = own_party(self.by)
        owed = owed_by(party, self.by) if party else []
        said = newest_progress(owed)
        return [row_of(one, said.get((one.pk, party.pk))) for one in owed] if party else []

    def is_in(self, row: Row, part_of: PartOf) -> bool:
        return row["code"] in part_of.owed

    def faults(self, values: Row, current: Row | None) -> Iterator[Fault]:  # noqa: ARG002
        if sentence := refused(percent_of, report_of(values)):
            yield "percent", sentence

    def save(self, row: RowReading) -> Any:
        deliverable = Deliverable.objects.get(code=row.code)
        report = report_of(row.values)
        return report_progress(deliverable=deliverable, by=self.by, report=report)


def report_of(values: Row) -> Report:
    return Report(values["state"], values["percent"], values["note"] or "")


def row_of(one: Deliverable, said: Progress | None) -> dict[str, Any]:
    name: Any = one
    return {
        "code": one.code,
        "deliverable": str(Named(name.name_es or "", name.name_en or "")),
        "due": one.due,
        "state": said.state if said else PartyProgress.NOT_STARTED.value,
        "percent": said.percent if said else None,
        "note": (said.note or None) if said else None,
    }
