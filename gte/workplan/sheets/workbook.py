"""The whole workbook: its sheets for one reader, its rows, and how what comes back is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.models import User
from gte.common.errors import BadInput
from gte.governance.domain.ledger import wait_for_turn
from gte.register.sheets.description import Row, Sheet
from gte.register.sheets.exchange import Exchange
from gte.register.sheets.reading import Problem, Reading, RowReading
from gte.register.sheets.reviewing import Against
from gte.register.sheets.writing import write_workbook
from gte.workplan.models import Deliverable, Project, WorkPlan
from gte.workplan.queries.plans import with_parts
from gte.workplan.queries.progress import own_party
from gte.workplan.sheets.budget import Budget
from gte.workplan.sheets.deliverables import Deliverables
from gte.workplan.sheets.dependencies import Dependencies
from gte.workplan.sheets.indicators import Indicators
from gte.workplan.sheets.lists import Lists
from gte.workplan.sheets.part import Part, PartOf, Rows, Task
from gte.workplan.sheets.periods import Periods
from gte.workplan.sheets.plans import Entries, Lines
from gte.workplan.sheets.progress import OwnProgress
from gte.workplan.sheets.projects import Projects
from gte.workplan.sheets.values import Values

PARTS: tuple[type[Part], ...] = (
    Projects,
    Deliverables,
    Lines,
    Entries,
    Dependencies,
    Budget,
    Indicators,
    Periods,
    Values,
)


# Nobody else writes while a workbook is saved, and each row is a verb.
MOST = 1_000


class PlanBook:
    """The workbook of one reader: of everything, or of one plan. It is read anew for each use."""

    def __init__(self, by: User, plan: WorkPlan | None = None) -> None:
        self.by, self.plan = by, plan
        self.parts: list[Part] = []

    @property
    def exchange(self) -> Exchange:
        return Exchange(
            name=f"workplan:{self.plan.code if self.plan else ''}",
            sheets=self.sheets,
            current=self.current,
            save=self.save,
            review=self.review,
        )

    def written(self, *, language: str) -> bytes:
        """The workbook to download. What the reader may not change is shaded as only read."""
        described = self.sheets()
        both = zip(self.parts, described, strict=True)
        sheets = [sheet if part.may_change else shaded(sheet) for part, sheet in both]
        title = str(self.plan) if self.plan else _("Work plan")
        return write_workbook(sheets, self.current(), language=language, title=title)

    def sheets(self) -> list[Sheet]:
        lists = Lists(self.by)
        kinds = [*PARTS, *([OwnProgress] if own_party(self.by) else [])]
        part_of = held_by(self.plan) if self.plan else None
        self.parts = [kind(self.by, lists, part_of) for kind in kinds]
        return [part.sheet() for part in self.parts]

    def current(self) -> Mapping[str, Iterable[Row]]:
        if transaction.get_connection().in_atomic_block:
            wait_for_turn()
        return {part.name: part.load() for part in self.parts}

    def review(self, reading: Reading) -> list[Against]:
        """What is against a row; of rows that nothing is against, those that are too many."""
        rows = {part.name: Rows(part.known, reading, part.name) for part in self.parts}
        sentence = _("No more than %s rows are saved at a time: send this one again afterwards.")
        return [one for part in self.parts for one in reviewed(part, rows)] or [
            Against(row, "", sentence % MOST) for row in reading.to_save[MOST:]
        ]

    def save(self, reading: Reading) -> list[RowReading]:
        """The rows that were saved. Raises BadInput with the sentence of the first that a verb
        refuses, and where it stands.
        """
        asked: dict[str, list[RowReading]] = {part.name: [] for part in self.parts}
        for row in reading.to_save:
            asked[row.sheet.name].append(row)
        run_all([task for part in self.parts for task in part.tasks(asked[part.name])], reading)
        return reading.to_save


def reviewed(part: Part, rows: Mapping[str, Rows]) -> Iterator[Against]:
    """A row that is on the site already is told so, and of nothing else."""
    again = {id(one.row): one for one in part.there_already(rows[part.name])}
    yield from again.values()
    yield from (one for one in part.review(rows) if id(one.row) not in again)


def shaded(sheet: Sheet) -> Sheet:
    return replace(sheet, columns=tuple(replace(one, read_only=True) for one in sheet.columns))


def held_by(plan: WorkPlan) -> PartOf:
    projects = with_parts(Project.objects.filter(entries__plan=plan))
    owed = Deliverable.objects.filter(projects__in=projects).values_list("code", flat=True)
    return PartOf(plan.code, frozenset(one.code for one in projects), frozenset(owed))


def run_all(tasks: list[Task], reading: Reading) -> None:
    """Calls the verbs in an order in which none refuses: where one row goes only after another, as
    a project that is moved after what it owes, the sheets' order does not matter.
    """
    left = tasks
    while left:
        refused: list[tuple[Task, BadInput]] = []
        for task in left:
            try:
                task.run()
            except BadInput as error:
                refused.append((task, error))
        if len(refused) == len(left):
            first, why = refused[0]
            sentence = placed(first.row, str(why), reading)
            raise BadInput(_("Nothing was saved. %s") % sentence) from why
        left = [task for task, _why in refused]


def placed(row: RowReading, sentence: str, reading: Reading) -> str:
    """A verb's sentence with sheet and row, and the column where the verb or the row names one."""
    key, _colon, rest = sentence.partition(": ")
    changed = [change.column.key for change in row.changes]
    if key in row.sheet.by_key:
        sentence = rest
    else:
        key = changed[0] if len(changed) == 1 else ""
    letters = reading.book.sheets[row.sheet.name].columns.get(key, "")
    address = f"{letters}{row.number}" if letters else ""
    column = row.sheet.by_key.get(key)
    return Problem("check", row.sheet, row.number, column, address, {"first": sentence}).sentence
