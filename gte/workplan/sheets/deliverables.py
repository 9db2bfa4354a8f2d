"""Deliverables and commitments in a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.register.sheets.description import Column, Fault, Kind, Row
from gte.register.sheets.reading import RowReading
from gte.register.sheets.reviewing import Against
from gte.workplan.domain.deliverables import add_deliverable, change_deliverable
from gte.workplan.domain.projects import check_not_due_before
from gte.workplan.enums import CLOSED, DeliverableStatus
from gte.workplan.forms.deliverables import DeliverableForm
from gte.workplan.models import Deliverable
from gte.workplan.queries import today
from gte.workplan.sheets.columns import code_column, from_form, read_only
from gte.workplan.sheets.given import given_of
from gte.workplan.sheets.part import Part, PartOf, Rows, against, refused
from gte.workplan.sheets.projects import Place, name_of, no_parties, places_of
from gte.workplan.sheets.rows import hold, linked, plain_rows, with_links

PLAIN = {
    "code": "code",
    "name_es": "name_es",
    "name_en": "name_en",
    "kind": "kind",
    "due": "due",
    "coordinated_by": "coordinated_by__code",
    "description_es": "description_es",
    "description_en": "description_en",
    "status": "status",
    "first_due": "first_due",
    "accepted_on": "accepted_on",
    "is_public": "is_public",
}
LINKS = {"projects": "project", "owners": "state", "mandates": "mandate", "topics": "topic"}
ORDER = (
    "name_es",
    "name_en",
    "kind",
    "projects",
    "due",
    "owners",
    "coordinated_by",
    "mandates",
    "topics",
    "description_es",
    "description_en",
)


def status_columns() -> list[Column]:
    statuses = {one.value: one.label for one in DeliverableStatus}
    return [
        read_only("status", gettext_lazy("Status"), Kind.CHOICE, options=statuses),
        read_only("late", gettext_lazy("Past its date"), Kind.YES_NO),
        read_only("first_due", gettext_lazy("Agreed first for"), Kind.PARTIAL_DATE),
        read_only("accepted_on", gettext_lazy("Accepted on"), Kind.DAY),
        read_only("is_public", gettext_lazy("Shown to everybody"), Kind.YES_NO),
    ]


class Deliverables(Part):
    name = "deliverables"
    title = gettext_lazy("Deliverables")

    def columns(self) -> list[Column]:
        lists = self.lists
        options = {
            "projects": lists.projects,
            "owners": lists.members,
            "coordinated_by": lists.members,
            "mandates": lists.mandates,
            "topics": lists.topics,
        }
        helps = {"owners": gettext_lazy("Empty: by all parties.")}
        columns = from_form(DeliverableForm, ORDER, options, helps)
        return [code_column(), *columns, *status_columns()]

    def rows(self) -> Sequence[Row]:
        hold(Deliverable)
        own: Any = Deliverable.objects.visible_to(self.by).own()
        links = {
            name: linked(getattr(Deliverable, name), "deliverable", other, own.values("pk"))
            for name, other in LINKS.items()
        }
        rows, day = with_links(plain_rows(own.order_by("code"), PLAIN), links), today()
        for row in rows:
            due = row["due"]
            row["late"] = bool(due and due.latest < day and row["status"] not in CLOSED)
        return rows

    def is_in(self, row: Row, part_of: PartOf) -> bool:
        return row["code"] in part_of.owed

    def faults(self, values: Row, current: Row | None) -> Iterator[Fault]:
        yield from no_parties(self, values, current, ("owners", "coordinated_by"))

    def review(self, all_rows: Mapping[str, Rows]) -> Iterator[Against]:
        rows, projects = all_rows[self.name], all_rows["projects"].now
        if not rows.touched:
            return
        places = places_of(projects)
        for row in rows.touched.values():
            for code in row.values.get("projects") or ():
                if code in places and (found := against_project(row, places[code], projects[code])):
                    yield found
                    break

    def save(self, row: RowReading) -> Any:
        if not row.code:
            return add_deliverable(by=self.by, given=given_of(DeliverableForm, Deliverable, row))
        deliverable = Deliverable.objects.get(code=row.code)
        given = given_of(DeliverableForm, Deliverable, row, deliverable)
        return change_deliverable(deliverable=deliverable, by=self.by, given=given)


def against_project(row: RowReading, place: Place, project: Row) -> Against | None:
    values = row.values
    given = (name_of(values), values.get("due"), place, place.start)
    touched = {change.column.key for change in row.changes} & {"due", "projects"}
    judged = not row.code or touched
    if judged and (sentence := refused(check_not_due_before, *given)):
        return against(row, ("due", "projects"), sentence)
    if values.get("is_public") and not project.get("is_public"):
        sentence = _(
            "“%(project)s” is not approved yet, so what it owes is not shown to everybody."
        )
        return Against(row, "projects", sentence % {"project": place})
    return None
