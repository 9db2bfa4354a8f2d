"""The sheet of a party: its figures, each with the records it counts, and short tables.

Other rooms add theirs with :func:`add_table`; tables stand in the order of their numbers. A table
says how many rows it leaves out, and where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gte.alliance.enums import OWN_BODY, TermScope
from gte.common.columns import lines_of
from gte.register.fields import date_text, span_text
from gte.workplan.country.material import Material, said_by, word_of
from gte.workplan.enums import (
    CLOSED,
    DeliverableStatus,
    MandateStatus,
    PartyProgress,
    ProjectStatus,
)
from gte.workplan.facts import DeliverableRow, Row, TermRow
from gte.workplan.facts.rows import BodyRow, MeetingRow
from gte.workplan.queries import is_late
from gte.workplan.report.document import (
    Cell,
    Counted,
    Figures,
    Made,
    Part,
    RecordLink,
    Report,
    Table,
)
from gte.workplan.report.lists import Beginning
from gte.workplan.report.parts import links
from gte.workplan.words import DELIVERABLE_TONES, MANDATE_TONES, PROJECT_TONES

# Of a longer title the sheet has the beginning: two lines at most.
LONGEST = 90
# Up to so many rows a table has, as many as fit on one page.
LIMITS = (12, 10, 8, 7, 6, 5, 4, 3, 2, 1)
# What a page has room for, in lines of the tables' type; what a part takes beside its rows.
LINES, HEAD = 52, 3.2
# The relative width of a table's first column, in digits of that type: see ``gte.common.columns``.
FIRST = 46


@dataclass(frozen=True)
class CountrySheet(Report):
    """A report of one page; ``address`` leads to the page with every record behind it."""

    address: str = ""


@dataclass(frozen=True)
class Listed:
    """A part of the sheet before it is cut to the page: a row for each record that it counts."""

    id: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    records: Sequence[RecordLink]
    empty: str


Maker = Callable[[Material], Listed]
TABLES: dict[int, Maker] = {}


def add_table(order: int, maker: Maker) -> None:
    """Adds a table to every sheet; ``order`` says where (the sheet's own have tens)."""
    TABLES[order] = maker


def country_sheet(material: Material, language: str) -> CountrySheet:
    """The sheet in a language, its tables as long as one page has room for: a pure function."""
    with translation.override(language):
        listed = [TABLES[order](material) for order in sorted(TABLES)]
        limit = next((one for one in LIMITS if lines(listed, one) <= LINES), LIMITS[-1])
        body = material.facts.of(BodyRow)[OWN_BODY]
        figures = Part("figures", _("In figures"), [Figures(headline(material))])
        return CountrySheet(
            title=str(material.party),
            subtitle=f"{body} ({body.acronym})",
            language=language,
            body=material.party.code,
            as_of=material.day,
            heading=[(_("Facts up to"), date_format(material.day, "DATE_FORMAT"))],
            notice=_("Country sheet, cut from the same record as the progress report."),
            parts=[figures, *(part_of(one, limit, material.lists) for one in listed)],
            method=method(),
            address=material.address,
        )


def headline(material: Material) -> list[Counted]:
    return [
        Counted("owed", _("deliverables it owes"), links(material.deliverables)),
        Counted("met", _("of those, met"), links(material.met), "good"),
        Counted("late", _("past their date"), links(material.late), "late"),
        Counted("waiting", _("still to be done"), links(material.waiting)),
        Counted("led", _("projects it leads"), links(material.led)),
    ]


def method() -> list[str]:
    return [
        _(
            "A party owes the deliverables that name it, and those of the group that name no "
            "party. Its progress is what it said itself; the situation is that of the register."
        ),
        _(
            "It answers a mandate with a project that it leads, or with a deliverable that names "
            "it or that it coordinated. Cooperation concerns it where it names a project in which "
            "it takes part."
        ),
    ]


# --- one page -------------------------------------------------------------------------------------


def lines(listed: Sequence[Listed], limit: int) -> float:
    """About how many lines the tables take with so many rows each."""
    total = 0.0
    for one in listed:
        shown = one.rows[:limit]
        total += HEAD + sum(lines_of((clipped(first_text(row)),), FIRST) for row in shown)
        total += len(one.rows) > limit
    return total


def first_text(row: Sequence[Cell]) -> str:
    return " ".join([row[0].text, *(record.title for record in row[0].records)])


def part_of(one: Listed, limit: int, lists: Beginning) -> Part:
    """A heading that counts, and the first rows; the last says how many more there are."""
    counted = Counted(one.id, one.title, one.records)
    rows: list[Sequence[Cell]] = [[short(cell) for cell in row] for row in one.rows[:limit]]
    more = len(one.rows) - limit
    if more > 0:
        text = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
        link = RecordLink("", text, lists.address_of(one.id))
        rows.append([Cell(records=[link]), *(Cell() for _column in one.columns[1:])])
    table = Table(one.title, one.columns, rows, empty=one.empty)
    return Part(one.id, f"{one.title}: {counted.value}", [Figures([counted]), table])


def clipped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def short(cell: Cell) -> Cell:
    records = [replace(one, title=clipped(one.title)) for one in cell.records]
    return replace(cell, text=clipped(cell.text), records=records)


# --- tables ---------------------------------------------------------------------------------------


def one_link(row: Row) -> Cell:
    return Cell(records=[RecordLink.to(row)])


def deliverables_table(material: Material) -> Listed:
    """What is late, what comes next, what has no date, then what is met."""
    rest = [row for row in material.deliverables if row.status in CLOSED]
    items = [*material.open, *rest]
    return Listed(
        "deliverables",
        _("Deliverables it owes"),
        [_("Deliverable"), _("Due"), _("Status"), _("Its own progress")],
        Made(
            lambda row: [
                one_link(row),
                Cell(row.due.display() if row.due else _("no date set")),
                status_cell(row, material),
                Cell(progress_text(row, material)),
            ],
            items,
        ),
        links(items),
        _("The register has none."),
    )


def status_cell(row: DeliverableRow, material: Material) -> Cell:
    status = DeliverableStatus(row.status)
    if is_late(row, material.day):
        return Cell(_("past its date"), tone="late")
    return Cell(str(status.label), tone=DELIVERABLE_TONES[status])


def progress_text(row: DeliverableRow, material: Material) -> str:
    """The party's newest words; of what was delivered before it had any, nothing."""
    word = word_of(row, material)
    if not word:
        return "–" if row.status in CLOSED else _("no word yet")
    percent = said_by(row, material)[2]
    label = str(PartyProgress(word).label)
    return f"{label}, {percent} %" if percent is not None else label


def projects_table(material: Material) -> Listed:
    led = {row.code for row in material.led}
    return Listed(
        "projects",
        _("Projects it leads or takes part in"),
        [_("Project"), pgettext("of a party", "Part"), _("Status"), _("Dates")],
        [
            [
                one_link(row),
                Cell(_("leads") if row.code in led else _("takes part")),
                Cell(
                    str(ProjectStatus(row.status).label),
                    tone=PROJECT_TONES.get(ProjectStatus(row.status), "progress"),
                ),
                Cell(span_text(row.start or row.planned_start, row.end or row.planned_end)),
            ]
            for row in material.projects
        ],
        links(material.projects),
        _("The register names no party for its projects, or not this one."),
    )


def mandates_table(material: Material) -> Listed:
    return Listed(
        "mandates",
        _("Mandates its work answers"),
        [_("Mandate"), _("Date"), _("Status")],
        [
            [
                one_link(row),
                Cell(date_text(row.date)),
                Cell(
                    str(MandateStatus(row.status).label),
                    tone=MANDATE_TONES[MandateStatus(row.status)],
                ),
            ]
            for row in material.mandates
        ],
        links(material.mandates),
        _("The register ties no mandate to work of this party alone."),
    )


def values_table(material: Material) -> Listed:
    return Listed(
        "values",
        _("Values it stated, approved"),
        [_("Indicator"), _("Period"), pgettext("of an indicator", "Value")],
        [
            [Cell(records=[one.indicator]), Cell(one.period), Cell(one.value)]
            for one in material.stated
        ],
        [one.indicator for one in material.stated],
        _("None is approved yet."),
    )


def waiting_table(material: Material) -> Listed:
    rows = material.waiting
    return Listed(
        "waits",
        _("Asked of this party"),
        [_("Report progress on"), _("Due")],
        Made(
            lambda row: [one_link(row), Cell(row.due.display() if row.due else _("no date set"))],
            rows,
        ),
        links(rows),
        _("Nothing is asked of this party."),
    )


def dates_table(material: Material) -> Listed:
    dates = sorted(upcoming(material), key=lambda one: one[0])
    return Listed(
        "dates",
        _("Next dates"),
        [_("What"), _("Date")],
        [[Cell(f"{what}:", [record]), Cell(when)] for _day, when, what, record in dates],
        [record for _day, _when, _what, record in dates],
        _("The register has no date to come."),
    )


Coming = tuple[str, str, str, RecordLink]


def upcoming(material: Material) -> Iterable[Coming]:
    """What has a date after the day: deliverables, projects, meetings, its terms of office."""
    facts, day = material.facts, material.day
    dated = [
        *((row.due, _("Deliverable due"), row) for row in material.open),
        *((row.end or row.planned_end, _("Project ends"), row) for row in material.projects),
        *(
            (row.date_start, _("Meeting"), row)
            for row in facts.of(MeetingRow).values()
            if row.is_own
        ),
        *(
            (row.start, str(TermScope(row.office).label), row)
            for row in facts.of(TermRow).values()
            if row.state == material.party.code
        ),
    ]
    for date, what, row in dated:
        if date and date.earliest > day:
            yield str(date), date.display(), what, RecordLink.to(row)


for _order, _maker in (
    (10, deliverables_table),
    (20, projects_table),
    (30, mandates_table),
    (40, values_table),
    (60, waiting_table),
    (70, dates_table),
):
    add_table(_order, _maker)
