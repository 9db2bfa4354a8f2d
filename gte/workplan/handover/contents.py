"""What a pack says of its day: a pure function of what was gathered.

The rules of time are those of the report (``docs/report.md``), and one more: what was agreed for
the next term is handed over before that term begins, so it is in, as not begun.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.common.partial_dates import PartialDate
from gte.workplan.coverage import Coverage, covered, months_between
from gte.workplan.enums import CLOSED, FINISHED, DeliverableStatus, ProjectStatus
from gte.workplan.facts import DeliverableRow, DocumentRow, Facts, ProjectRow, existed
from gte.workplan.handover.rows import (
    AccreditationRow,
    ActaRow,
    DecisionRow,
    EntryRow,
    Gathered,
)
from gte.workplan.queries import is_late
from gte.workplan.standing import Stands, as_of, project_stands

# An accreditation that ends within so many days is about to end.
ENDING = datetime.timedelta(days=90)


class Group(models.TextChoices):
    """Where a deliverable stands in a pack."""

    OPEN = "open", pgettext_lazy("handover", "open")
    NEXT_TERM = "next_term", pgettext_lazy("handover", "agreed for the next term")
    CLOSED = "closed", pgettext_lazy("handover", "closed in the term that ends")


class Basis(models.TextChoices):
    """What a status on the day rests on."""

    DATED = "dated", gettext_lazy("words of parties or an acceptance, which are dated")
    REGISTERED = "registered", gettext_lazy("the latest status registered, which is not dated")
    NOT_BEGUN = "not_begun", gettext_lazy("its term had not begun")


@dataclass(frozen=True, slots=True)
class Owed:
    """A deliverable or commitment on the day: ``item`` is as it stood then.

    ``months`` is its age while it is owed; None where that is over or not known.
    """

    item: DeliverableRow
    group: Group
    basis: Basis
    since: PartialDate | None
    is_late: bool
    months: int | None

    @property
    def code(self) -> str:
        return self.item.code


@dataclass(frozen=True, slots=True)
class Planned:
    """A project of the group on the day, with its dates as planned and as they are."""

    project: ProjectRow
    status: ProjectStatus
    stands: Stands
    planned_start: PartialDate | None
    planned_end: PartialDate | None
    is_in_plan: bool

    @property
    def slip(self) -> int | None:
        """Days by which its end lies after the planned one; None where one is not known."""
        return days_between(self.planned_end, self.project.end)


def days_between(planned: PartialDate | None, now: PartialDate | None) -> int | None:
    return (now.latest - planned.latest).days if planned and now else None


@dataclass(frozen=True)
class Contents:
    """Everything that the parts and files of a pack are made from."""

    gathered: Gathered

    @property
    def day(self) -> datetime.date:
        return self.gathered.day

    @property
    def facts(self) -> Facts:
        return self.gathered.facts

    def was_known(self, code: str) -> bool:
        """What a person entered here after the day was not known on it."""
        return self.gathered.known.get(code, self.day) <= self.day

    @cached_property
    def coverage(self) -> Coverage:
        return covered(self.facts, self.day)

    @cached_property
    def owed(self) -> list[Owed]:
        """The group's deliverables and commitments, those owed longest first within each group."""
        found = [one for item in self.facts.deliverables.values() if (one := self.owed_of(item))]
        return sorted(found, key=self.order)

    @staticmethod
    def order(one: Owed) -> tuple[int, bool, str, str, str]:
        """Past its date before the others, then by age, then by date; unknown ones last."""
        group = list(Group).index(one.group)
        return (group, not one.is_late, one.since or "9", one.item.due or "9", one.code)

    def owed_of(self, item: DeliverableRow) -> Owed | None:
        """None for what is not of this pack: of others, later ones, and what was over before."""
        if not item.is_own or not self.was_known(item.code):
            return None
        promised = self.next_code != "" and item.term == self.next_code
        if promised and not existed(item, self.day):
            if item.status == DeliverableStatus.CANCELLED and not item.progress:
                return None
            item = not_begun(item)
            return self.made(item, Group.NEXT_TERM, Basis.NOT_BEGUN)
        if not existed(item, self.day) or not self.is_in_picture(item):
            return None
        then = as_of(item, self.day)
        if then.status not in CLOSED:
            return self.made(then, Group.OPEN, basis_of(item, self.day))
        if item.term == self.gathered.term.code:
            return self.made(then, Group.CLOSED, basis_of(item, self.day))
        return None

    @property
    def next_code(self) -> str:
        return self.gathered.next_term.code if self.gathered.next_term else ""

    def is_in_picture(self, item: DeliverableRow) -> bool:
        """Of no term: not where all that it names is dated after the day."""
        if item.term:
            return True
        documents = [one.date for one in self.facts.named(DocumentRow, item.documents)]
        projects = [one.start for one in self.facts.named(ProjectRow, item.projects)]
        dates = [date for date in (*documents, *projects) if date]
        return not dates or any(date.earliest <= self.day for date in dates)

    def made(self, item: DeliverableRow, group: Group, basis: Basis) -> Owed:
        since = self.owed_since(item)
        return Owed(
            item=item,
            group=group,
            basis=basis,
            since=since,
            is_late=group == Group.OPEN and is_late(item, self.day),
            months=months_between(since.earliest, self.day)
            if since and group != Group.CLOSED
            else None,
        )

    def owed_since(self, item: DeliverableRow) -> PartialDate | None:
        """When it was entered here; else its term's beginning, or before that the day of the newest
        mandate that it answers.
        """
        if entered := self.gathered.known.get(item.code):
            return PartialDate(entered)
        if item.term_start and item.term_start.earliest <= self.day:
            return item.term_start
        mandates = [self.facts.mandates.get(code) for code in item.mandates]
        dates = [one.date for one in mandates if one and one.date]
        return max((date for date in dates if date.earliest <= self.day), default=None)

    def of_group(self, group: Group) -> list[Owed]:
        return [one for one in self.owed if one.group == group]

    @property
    def overdue(self) -> list[Owed]:
        return [one for one in self.owed if one.is_late]

    @cached_property
    def planned(self) -> list[Planned]:
        """The projects of the term's plan in its order, then the group's others under way."""
        plan = self.gathered.plan
        entries = {one.project: one for one in plan.entries} if plan else {}
        codes = [*entries, *(code for code in self.facts.projects if code not in entries)]
        return list(self.projects(self.facts.named(ProjectRow, codes), entries))

    def projects(
        self, found: Iterable[ProjectRow], entries: dict[str, EntryRow]
    ) -> Iterator[Planned]:
        for one in found:
            if not one.is_own or not self.was_known(one.code):
                continue
            entry = entries.get(one.code)
            if entry is None and (not existed(one, self.day) or self.was_over(one)):
                continue
            then = on_day(one, self.day)
            yield Planned(
                project=then,
                status=ProjectStatus(then.status),
                stands=project_stands(then, self.facts, self.day),
                planned_start=entry.start if entry else None,
                planned_end=entry.end if entry else None,
                is_in_plan=entry is not None,
            )

    def was_over(self, project: ProjectRow) -> bool:
        """It ended before the term began, or was cancelled."""
        start = self.gathered.term.start
        ended = (
            project.end is not None and start is not None and project.end.latest < start.earliest
        )
        return ended or project.status == ProjectStatus.CANCELLED

    @property
    def silences(self) -> list[DecisionRow]:
        """The windows of silence that run, the next to end first."""
        running = [one for one in self.gathered.decisions if one.expiry]
        return sorted(running, key=lambda one: one.expiry)

    @cached_property
    def ending(self) -> list[AccreditationRow]:
        """Accreditations that end soon, the next first."""
        last = self.day + ENDING
        found = [one for one in self.gathered.accreditations if one.end and one.end.latest <= last]
        return sorted(found, key=lambda one: (one.end or "", one.code))

    @property
    def without_delegate(self) -> list[str]:
        """The parties of the day for which nobody was accredited."""
        spoken = {one.state for one in self.gathered.accreditations if one.rank}
        return [code for code in self.gathered.parties if code not in spoken]

    @property
    def unsigned(self) -> list[ActaRow]:
        """Actas that not every party has signed."""
        return [one for one in self.gathered.actas if one.state and not one.signed_at]


def not_begun(item: DeliverableRow) -> DeliverableRow:
    """As it was agreed: what became of it since is not known yet."""
    body = {
        **item.body(),
        "status": DeliverableStatus.PLANNED.value,
        "accepted_on": "",
        "progress": [],
        "documents": [],
        "statement_es": "",
        "statement_en": "",
    }
    return DeliverableRow.read(body)


def basis_of(item: DeliverableRow, day: datetime.date) -> Basis:
    words = [on for *_said, on in item.progress if on <= day.isoformat()]
    is_dated = bool(words) or (item.accepted_on and item.accepted_on <= day.isoformat())
    return Basis.DATED if is_dated else Basis.REGISTERED


def on_day(project: ProjectRow, day: datetime.date) -> ProjectRow:
    """What ended only after the day was under way on it, and its end was not known."""
    if project.status in FINISHED and project.end is not None and project.end.earliest > day:
        return replace(project, status=ProjectStatus.ACTIVE.value, end=None)
    return project
