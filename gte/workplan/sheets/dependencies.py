"""What waits for what, in a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.register.sheets.description import Column, Row
from gte.register.sheets.reading import RowReading
from gte.register.sheets.reviewing import Against
from gte.workplan.dependencies import Cycle, order
from gte.workplan.domain.projects import circle_text, free_dependency, make_dependent
from gte.workplan.models import Dependency, Project
from gte.workplan.sheets.columns import code_column, reference
from gte.workplan.sheets.lists import key_of, line_code
from gte.workplan.sheets.part import Part, Rows, against
from gte.workplan.sheets.rows import hold, plain_rows

Edge = tuple[str, str]


class Dependencies(Part):
    name = "dependencies"
    title = gettext_lazy("Dependencies")

    def columns(self) -> list[Column]:
        labels = {
            "project": gettext_lazy("Project"),
            "on": gettext_lazy("Begins when this has ended"),
        }
        projects = [reference(key, label, self.lists.projects) for key, label in labels.items()]
        return [code_column(), *projects]

    def rows(self) -> Sequence[Row]:
        hold(Dependency)
        visible = Project.objects.visible_to(self.by).values("pk")
        found = Dependency.objects.filter(before__in=visible, after__in=visible)
        paths = {"project": "after__code", "on": "before__code"}
        rows = plain_rows(found.order_by("after__code", "pk"), paths)
        return [{"code": line_code(row["project"], pk), **row} for pk, row in rows]

    def review(self, all_rows: Mapping[str, Rows]) -> Iterator[Against]:
        """Each pair once, and no circle: of a circle the rows of this workbook are told."""
        rows = all_rows[self.name]
        if not rows.touched:
            return
        edges = {key: (row["project"], row["on"]) for key, row in rows.now.items()}
        yield from self.twice(rows, edges)
        try:
            order(sorted({end for edge in edges.values() for end in edge}), edges.values())
        except Cycle as cycle:
            yield from self.in_circle(rows, edges, [str(key) for key in cycle.keys])

    def twice(self, rows: Rows, edges: Mapping[str, Edge]) -> Iterator[Against]:
        taken = set()
        for key, edge in sorted(edges.items(), key=lambda one: one[0] in rows.touched):
            if edge in taken and key in rows.touched:
                after, before = (self.lists.projects.get(end, end) for end in edge)
                words = {"after": after, "before": before}
                sentence = _("“%(after)s” waits for “%(before)s” already.") % words
                yield against(rows.touched[key], ("on", "project"), sentence)
            taken.add(edge)

    def in_circle(
        self, rows: Rows, edges: Mapping[str, Edge], around: list[str]
    ) -> Iterator[Against]:
        closed = [*around, around[0]]
        steps = set(pairwise(closed))
        sentence = circle_text(self.lists.projects.get(key, key) for key in closed)
        for key, row in rows.touched.items():
            if edges[key] in steps:
                yield against(row, ("on", "project"), sentence)

    @transaction.atomic
    def save(self, row: RowReading) -> Any:
        """Another dependency in the place of one: that one goes."""
        if row.code:
            found = Dependency.objects.select_related("after", "before").get(pk=key_of(row.code))
            free_dependency(dependency=found, by=self.by)
        project = Project.objects.get(code=row.values["project"])
        on = Project.objects.get(code=row.values["on"])
        return make_dependent(project=project, on=on, by=self.by)
