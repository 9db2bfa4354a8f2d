"""What every print of a report needs: its full title, and the annex that traces each figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gte.workplan.report.document import Counted, Report


def full_title(report: Report) -> str:
    """A title that tells this report from others, for a window, a list of files or a catalogue."""
    return f"{report.title}: {report.subtitle}, {date_format(report.as_of, 'DATE_FORMAT')}"


@dataclass(frozen=True)
class Entry:
    """A figure of a part. ``listed_in`` is the number of the earlier part that lists its records,
    0 where this entry lists them itself.
    """

    figure: Counted
    listed_in: int = 0


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
