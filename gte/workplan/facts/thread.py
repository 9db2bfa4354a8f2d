"""The thread in memory: rows by kind and code, and who names whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from gte.workplan.facts import rows
from gte.workplan.facts.rows import Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Facts:
    """Everything that is known of the thread at one instant."""

    by_kind: Mapping[str, Mapping[str, Row]]

    def of(self, row: type[R]) -> Mapping[str, R]:
        """The rows of a kind by their codes."""
        return self.by_kind.get(row.kind, {})  # type: ignore[return-value]

    def named(self, row: type[R], codes: Iterable[str]) -> list[R]:
        """The rows that codes name, in their order; what a reader does not see is left out."""
        known = self.of(row)
        return [known[code] for code in codes if code in known]

    @property
    def mandates(self) -> Mapping[str, rows.MandateRow]:
        return self.of(rows.MandateRow)

    @property
    def projects(self) -> Mapping[str, rows.ProjectRow]:
        return self.of(rows.ProjectRow)

    @property
    def deliverables(self) -> Mapping[str, rows.DeliverableRow]:
        return self.of(rows.DeliverableRow)

    @cached_property
    def all_rows(self) -> list[Row]:
        return [row for found in self.by_kind.values() for row in found.values()]

    def evidence_of(self, mandate: rows.MandateRow) -> list[Row]:
        """Meetings, documents and projects that show what came of a mandate."""
        pairs = (one.split(":", 1) for one in mandate.evidence)
        found = (self.by_kind.get(kind, {}).get(code) for kind, code in pairs)
        return [row for row in found if row is not None]

    @cached_property
    def deliverables_for(self) -> Mapping[str, list[rows.DeliverableRow]]:
        """The deliverables that name a mandate, by its code."""
        return grouped((code, one) for one in self.deliverables.values() for code in one.mandates)

    @cached_property
    def deliverables_in(self) -> Mapping[str, list[rows.DeliverableRow]]:
        """The deliverables that belong to a project, by its code."""
        return grouped((code, one) for one in self.deliverables.values() for code in one.projects)

    @cached_property
    def projects_for(self) -> Mapping[str, list[rows.ProjectRow]]:
        """The projects that name a mandate themselves, by its code."""
        return grouped((code, one) for one in self.projects.values() for code in one.mandates)

    @cached_property
    def mandates_showing(self) -> Mapping[str, list[rows.MandateRow]]:
        """The mandates that a project is evidence for, by the project's code."""
        return grouped(
            (one.split(":", 1)[1], mandate)
            for mandate in self.mandates.values()
            for one in mandate.evidence
            if one.startswith(f"{rows.ProjectRow.kind}:")
        )

    @cached_property
    def meetings_of(self) -> Mapping[str, list[rows.MeetingRow]]:
        """The group's own meetings, by the body that met."""
        meetings = self.of(rows.MeetingRow).values()
        return grouped((one.body_code, one) for one in meetings if one.is_own and one.body_code)

    @cached_property
    def traces_of(self) -> Mapping[str, list[rows.TraceRow]]:
        """Records of rooms above that name a project, by its code."""
        traces = self.of(rows.TraceRow).values()
        return grouped((code, trace) for trace in traces for code in trace.projects)


def grouped(pairs: Iterable[tuple[str, R]]) -> Mapping[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for code, row in pairs:
        found[code].append(row)
    return found
