"""The timeline as a table: beside the picture on a page, and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from gte.common.csv_cells import harmless
from gte.common.partial_dates import PartialDate
from gte.workplan.timeline.bars import Bar, Milestone, safe_url
from gte.workplan.timeline.layout import Row, Timeline
from gte.workplan.timeline.words import (
    dates_text,
    delay_text,
    early_text,
    milestone_dates,
    percent,
    progress_text,
    span_text,
    tone_words,
)

# So many milestones stand open in a cell; more are folded.
OPEN = 2


def columns() -> list[str]:
    return [
        pgettext("timeline", "Project"),
        _("Status"),
        pgettext("timeline", "Dates"),
        _("Depends on"),
        _("Milestones"),
    ]


def render_table(timeline: Timeline) -> SafeString:
    """Every row of the picture with its words; on a phone each is a card."""
    names = columns()
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(group_rows(timeline, names))
    return mark_safe(f"<thead><tr>{head}</tr></thead>{body}")  # noqa: S308 - escaped in its parts


@dataclass(frozen=True)
class Said:
    """What the cells of all rows share, asked for once."""

    bars: Mapping[str, Bar]
    when: Mapping[PartialDate, str]
    reached: str
    missed: str


def said_in(timeline: Timeline) -> Said:
    return Said(
        bars={row.bar.key: row.bar for row in timeline.rows},
        when=milestone_dates(timeline),
        reached=pgettext("milestone", "reached"),
        missed=pgettext("milestone", "missed"),
    )


def group_rows(timeline: Timeline, names: list[str]) -> Iterable[str]:
    said = said_in(timeline)
    for group in timeline.groups:
        yield "<tbody>"
        if group.title:
            across = f'<th scope="rowgroup" colspan="{len(names)}">{escape(group.title)}</th>'
            yield f'<tr class="gantt-table-group">{across}</tr>'
        for row in group.rows:
            yield table_row(row, names, said)
        yield "</tbody>"


def table_row(row: Row, names: list[str], said: Said) -> str:
    bar = row.bar
    lead = f"<p>{escape(bar.lead)}</p>" if bar.lead else ""
    title = linked(bar.label, bar.url)
    cells = (
        status_cell(row),
        dates_cell(bar),
        depends_cell(row, said.bars),
        milestones_cell(bar.milestones, said),
    )
    told = "".join(
        f'<td data-label="{escape(name)}">{cell}</td>' if cell else "<td></td>"
        for name, cell in zip(names[1:], cells, strict=True)
    )
    return f'<tr class="level-{bar.level}"><th scope="row">{title}{lead}</th>{told}</tr>'


def linked(text: str, url: str) -> str:
    address = safe_url(url)
    return f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)


def status_cell(row: Row) -> str:
    bar = row.bar
    word = bar.status or tone_words()[bar.tone]
    badge = f'<span class="badge tone-{bar.tone}">{escape(word)}</span>'
    about = [text for text in (progress_text(bar), delay_text(row)) if text]
    if not about:
        return badge
    return f"<div>{badge}{''.join(f'<p>{escape(text)}</p>' for text in about)}</div>"


def dates_cell(bar: Bar) -> str:
    """When it is, under it what was approved."""
    own = escape(dates_text(bar))
    if not (bar.planned_begin or bar.planned_end):
        return own
    planned = span_text(bar.planned_begin, bar.planned_end)
    said = _("approved: %(dates)s") % {"dates": planned}
    return f"<div>{own}<p>{escape(said)}</p></div>"


def depends_cell(row: Row, by_key: Mapping[str, Bar]) -> str:
    others = [by_key[key] for key in row.bar.depends_on if key in by_key]
    if not others:
        return ""
    items = "".join(f"<li>{linked(one.label, one.url)}{early(row, one)}</li>" for one in others)
    return f"<ul>{items}</ul>"


def early(row: Row, other: Bar) -> str:
    text = early_text(row, other)
    return f'<p class="gantt-early">{escape(text)}</p>' if text else ""


def milestones_cell(milestones: Iterable[Milestone], said: Said) -> str:
    items = [milestone_item(one, said) for one in milestones]
    if len(items) <= OPEN:
        return f"<ul>{''.join(items)}</ul>" if items else ""
    number = ngettext("%(number)d milestone", "%(number)d milestones", len(items))
    summary = number % {"number": len(items)}
    return f"<details><summary>{summary}</summary><ul>{''.join(items)}</ul></details>"


def milestone_item(one: Milestone, said: Said) -> str:
    date = said.when[one.date] if one.date else ""
    about = ", ".join(part for part in (date, milestone_word(one, said)) if part)
    return f"<li>{linked(one.label, one.url)}<p>{escape(about)}</p></li>"


def milestone_word(one: Milestone, said: Said) -> str:
    if one.done:
        return said.reached
    return said.missed if one.tone == "late" else ""


def to_csv(timeline: Timeline, language: str) -> str:
    """The table as comma-separated text with a header, in a language; dates as in ISO 8601.

    A text that a program for tables would run as a formula begins with an apostrophe.
    """
    with override(language):
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(csv_columns())
        said = said_in(timeline)
        for group in timeline.groups:
            for row in group.rows:
                writer.writerow([harmless(cell) for cell in csv_row(group.title, row, said)])
        return stream.getvalue()


def csv_columns() -> list[str]:
    return [
        pgettext("timeline", "Heading"),
        pgettext("timeline", "Project"),
        pgettext("timeline", "Level"),
        pgettext("timeline", "Lead"),
        _("Status"),
        pgettext("timeline", "Begins"),
        pgettext("timeline", "Ends"),
        _("Beginning as approved"),
        _("End as approved"),
        _("Days late"),
        pgettext("timeline", "Progress"),
        _("Depends on"),
        _("Milestones"),
        _("Address"),
    ]


def csv_row(group: str, row: Row, said: Said) -> list[str]:
    bar = row.bar
    depends = [said.bars[key].label for key in bar.depends_on if key in said.bars]
    milestones = [
        " ".join(part for part in (one.date or "", one.label, milestone_word(one, said)) if part)
        for one in bar.milestones
    ]
    return [
        group,
        bar.label,
        str(bar.level + 1),
        bar.lead,
        bar.status or tone_words()[bar.tone],
        bar.begin or "",
        bar.end or "",
        bar.planned_begin or "",
        bar.planned_end or "",
        str(row.delay or ""),
        "" if bar.progress is None else percent(bar.progress),
        "; ".join(depends),
        "; ".join(milestones),
        bar.url,
    ]
