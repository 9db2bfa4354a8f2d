"""What every print of a report needs: its full title, and the annex that traces each figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gte.workplan.report.document import Paragraph, Points, RecordLink, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gte.workplan.report.document import Block, Counted, Report


# A list of more is begun on paper and stands whole on the site: nobody reads 5,000 rows in print.
PAPER_ROWS, PAPER_RECORDS, PAPER_POINT = 150, 150, 40


def on_paper(report: Report) -> Report:
    """The report as it is printed: its long tables and the long lists of its points only begin."""
    parts = [
        replace(part, blocks=[made for block in part.blocks for made in blocks_on_paper(block)])
        for part in report.parts
    ]
    return replace(report, parts=parts)


def blocks_on_paper(block: Block) -> Iterator[Block]:
    if isinstance(block, Table) and len(block.rows) > PAPER_ROWS:
        yield replace(block, rows=block.rows[:PAPER_ROWS])
        said = {"shown": PAPER_ROWS, "all": len(block.rows)}
        yield Paragraph(_("Printed here are the first %(shown)s of %(all)s rows.") % said)
    elif isinstance(block, Points):
        points = [
            replace(point, records=begun(point.records, PAPER_POINT)) for point in block.points
        ]
        yield replace(block, points=points)
    else:
        yield block


def begun(records: Sequence[RecordLink], most: int) -> Sequence[RecordLink]:
    """A list as it is printed; of a long one the beginning and how many more there are."""
    rest = len(records) - most
    if rest <= 0:
        return records
    more = ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}
    return [*records[:most], RecordLink("", more, "")]


def full_title(report: Report) -> str:
    """A title that tells this report from others, for a window, a list of files or a catalogue."""
    return f"{report.title}: {report.subtitle}, {date_format(report.as_of, 'DATE_FORMAT')}"


def link_address(record: RecordLink) -> str:
    """Where a record's link leads: nowhere unless the installation has an address of its own, for
    a file travels further than http://127.0.0.1:8000 does.
    """
    known = getattr(settings, "BASE_URL_IS_SET", False)
    is_somewhere = known and settings.BASE_URL and record.url
    return f"{settings.BASE_URL}{record.url}" if is_somewhere else ""


@dataclass(frozen=True)
class Entry:
    """A figure of a part. ``listed_in`` is the number of the earlier part that lists its records,
    0 where this entry lists them itself.
    """

    figure: Counted
    listed_in: int = 0

    @property
    def printed(self) -> Sequence[RecordLink]:
        """The records that this entry lists on paper."""
        return () if self.listed_in else begun(self.figure.records, PAPER_RECORDS)


@dataclass(frozen=True)
class PartEntries:
    """The figures of one part; ``number`` is the part's number in the report, from 1."""

    number: int
    title: str
    entries: Sequence[Entry]


def entries_by_part(report: Report) -> list[PartEntries]:
    """The report's figures in their order; parts without figures are left out.

    Raises ValueError when two figures share a key but not their records: a link to that key would
    lead to the wrong list.
    """
    listed: dict[str, tuple[int, Counted]] = {}
    groups = []
    for number, part in enumerate(report.parts, start=1):
        entries: dict[str, Entry] = {}
        for figure in part.figures:
            where, former = listed.setdefault(figure.key, (number, figure))
            if former.records != figure.records:
                raise ValueError(f"Two figures of the report are called {figure.key!r}.")
            entries.setdefault(figure.key, Entry(figure, 0 if where == number else where))
        if entries:
            groups.append(PartEntries(number, part.title, list(entries.values())))
    return groups
