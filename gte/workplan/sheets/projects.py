"""Programmes, projects and activities in a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.register.sheets.description import Column, Fault, Kind, Row
from gte.register.sheets.reading import RowReading
from gte.register.sheets.reviewing import Against
from gte.workplan.domain.projects import (
    add_project,
    change_project,
    check_not_due_before,
    check_parent,
)
from gte.workplan.domain.writing import check_span
from gte.workplan.enums import ProjectKind, ProjectStatus
from gte.workplan.forms.projects import STATUSES, ProjectForm
from gte.workplan.models import Project
from gte.workplan.sheets.columns import code_column, from_form, read_only
from gte.workplan.sheets.given import given_of
from gte.workplan.sheets.lists import Named
from gte.workplan.sheets.part import Part, PartOf, Rows, against, refused
from gte.workplan.sheets.rows import hold, linked, plain_rows, with_links

PLAIN = {
    "code": "code",
    "name_es": "name_es",
    "name_en": "name_en",
    "kind": "kind",
    "parent": "parent__code",
    "start": "start",
    "end": "end",
    "status": "status",
    "lead": "lead__code",
    "lead_body": "lead_body__code",
    "description_es": "description_es",
    "description_en": "description_en",
    "note_es": "note_es",
    "note_en": "note_en",
    "is_public": "is_public",
}
LINKS = {
    "participants": "state",
    "mandates": "mandate",
    "topics": "topic",
    "observers": "state",
    "counterpart_bodies": "body",
}
ORDER = (
    "name_es",
    "name_en",
    "kind",
    "parent",
    "start",
    "end",
    "status",
    "lead",
    "participants",
    "mandates",
    "topics",
    "lead_body",
    "counterpart_bodies",
    "observers",
    "description_es",
    "description_en",
    "note_es",
    "note_en",
)


class Projects(Part):
    name = "projects"
    title = gettext_lazy("Projects")
    pairs = ("note",)

    def columns(self) -> list[Column]:
        lists = self.lists
        options = {
            "parent": lists.projects,
            "status": {one.value: one.label for one in ProjectStatus},
            "lead": lists.members,
            "participants": lists.members,
            "mandates": lists.mandates,
            "topics": lists.topics,
            "lead_body": lists.bodies,
            "counterpart_bodies": lists.bodies,
            "observers": lists.observers,
        }
        shown = read_only("is_public", gettext_lazy("Shown to everybody"), Kind.YES_NO)
        return [code_column(), *from_form(ProjectForm, ORDER, options, {}), shown]

    def rows(self) -> Sequence[Row]:
        hold(Project)
        own = Project.objects.visible_to(self.by).own()
        found: Any = own
        links = {
            name: linked(getattr(Project, name), "project", other, own.order_by().values("pk"))
            for name, other in LINKS.items()
        }
        return with_links(plain_rows(found.order_by("code"), PLAIN), links)

    def is_in(self, row: Row, part_of: PartOf) -> bool:
        return row["code"] in part_of.projects

    def faults(self, values: Row, current: Row | None) -> Iterator[Fault]:
        if sentence := refused(check_span, values["start"], values["end"]):
            yield "end", sentence
        status = values["status"]
        if status not in STATUSES and status != (current or {}).get("status"):
            labels = ", ".join(str(one.label) for one in STATUSES)
            yield "status", _("Choose one of these: %s.") % labels
        yield from no_parties(self, values, current, ("lead", "participants"))

    def review(self, all_rows: Mapping[str, Rows]) -> Iterator[Against]:
        rows = all_rows[self.name]
        if not rows.touched:
            return
        places = places_of(rows.now)
        parts: dict[str, Place] = {}
        for place in places.values():
            if place.parent is not None:
                parts.setdefault(place.parent.pk, place)
        for key, row in rows.touched.items():
            place = places[key]
            sentence = refused(check_parent, place, place.kind, place.parent)
            if sentence:
                yield against(row, ("parent", "kind"), sentence)
            elif place.kind == ProjectKind.ACTIVITY and key in parts:
                words = {"part": parts[key]}
                yield Against(
                    row,
                    "kind",
                    _("An activity has no parts, and “%(part)s” is a part of this one.") % words,
                )
        yield from self.owing_too_early(rows, places, all_rows["deliverables"])

    def owing_too_early(
        self, rows: Rows, places: Mapping[str, Place], owed: Rows
    ) -> Iterator[Against]:
        """A project that would begin after something that it owes is due."""
        moved = {
            key
            for key, row in rows.touched.items()
            if any(change.column.key == "start" for change in row.changes)
        }
        told: set[str] = set()
        for deliverable in owed.now.values() if moved else ():
            for code in deliverable.get("projects") or ():
                if code not in moved or code in told:
                    continue
                place = places[code]
                name = name_of(deliverable)
                given = (name, deliverable.get("due"), place, place.start)
                if sentence := refused(check_not_due_before, *given):
                    told.add(code)
                    yield Against(rows.touched[code], "start", sentence)

    def save(self, row: RowReading) -> Any:
        if not row.code:
            return add_project(by=self.by, given=given_of(ProjectForm, Project, row))
        project = Project.objects.get(code=row.code)
        given = given_of(ProjectForm, Project, row, project)
        return change_project(project=project, by=self.by, given=given)


def no_parties(
    part: Part, values: Row, current: Row | None, keys: Iterable[str]
) -> Iterator[Fault]:
    """States that a row names anew and that are no party today."""
    for key in keys:
        former = codes_of((current or {}).get(key))
        for code in codes_of(values.get(key)):
            if code not in former and code not in part.lists.parties:
                state = part.lists.states[code]
                yield key, _("%(state)s is no party today.") % {"state": state}


def codes_of(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def name_of(row: Row) -> Named:
    return Named(row.get("name_es") or "", row.get("name_en") or "")


@dataclass(eq=False)
class Place:
    """A project's place in the tree, as the rules of ``domain.projects`` ask for it."""

    pk: str
    kind: str
    start: Any
    name: Named
    parent: Place | None = None

    def __str__(self) -> str:
        return str(self.name)


def places_of(rows: Mapping[str, Row]) -> dict[str, Place]:
    places = {
        key: Place(key, row["kind"] or ProjectKind.PROJECT, row["start"], name_of(row))
        for key, row in rows.items()
    }
    for key, row in rows.items():
        if code := row["parent"]:
            # One that is not the group's own: nothing is known of it, and nothing is against it.
            unknown = Place(code, ProjectKind.PROGRAMME, None, Named(code, code))
            places[key].parent = places.get(code, unknown)
    return places
