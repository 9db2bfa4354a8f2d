"""The timeline on a page: a list of links, each with its part of the picture; a table; no script.

A row is one link around its name and its part of the picture. So it is one stop of the keyboard, as
large as the row, and what it is called is its own text: a name, then all that the picture shows, in
words that are hidden on a wide screen and read on a phone. The picture itself is hidden from ears.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gte.common.partial_dates import PartialDate
from gte.workplan.timeline.bars import safe_url
from gte.workplan.timeline.draw import (
    axis,
    bar,
    connectors,
    definitions,
    grid,
    heading_track,
    rect,
    sign,
    today_line,
    track,
)
from gte.workplan.timeline.layout import Group, Row, Shape, Timeline
from gte.workplan.timeline.words import legend_texts, milestone_dates, row_text

# How many rows and headings fit on one sheet, by how low they are made: see timeline.css.
SHEETS = (24, 32, 40, 52, 64, 80)
# Signs as wide as they are high.
SMALL = ("done", "ahead", "missed", "today")
HIDDEN = 'aria-hidden="true"'


@dataclass(frozen=True)
class Paper:
    """How a timeline is printed: ``rows`` names the height of a row, ``fold`` what is left out.

    Fold 2 leaves out the innermost level, 1 all but the outermost, 0 all but the headings; None
    nothing. ``fits`` is whether all that is left stands on one sheet.
    """

    rows: int
    fold: int | None = None
    fits: bool = True

    @property
    def classes(self) -> str:
        folded = "" if self.fold is None else f" gantt-fold-{self.fold}"
        return f"gantt-sheet-{self.rows}{folded}"


def paper_for(timeline: Timeline) -> Paper:
    """On one sheet: with lower rows up to 80, then with fewer of them."""
    choices: list[tuple[int, int | None]] = [(timeline.places, None)]
    for depth in (2, 1):
        left = sum(1 for row in timeline.rows if row.bar.level < depth)
        choices.append((left + timeline.headings, depth))
    if all(group.title for group in timeline.groups):
        choices.append((timeline.headings, 0))
    for number, fold in choices:
        for most in SHEETS:
            if number <= most:
                return Paper(most, fold)
    return Paper(SHEETS[-1], fits=False)


def render_legend(uid: str) -> SafeString:
    """The signs and what they mean; today and milestones too."""
    entries = "".join(
        f'<li><svg class="gantt-sample{" gantt-sample-small" * (name in SMALL)}" {HIDDEN}>'
        f"{sample(name, uid)}</svg>{escape(text)}</li>"
        for name, text in legend_texts()
    )
    label = escape(_("What the signs mean"))
    return mark_safe(f'<ul class="gantt-legend" role="list" aria-label="{label}">{entries}</ul>')  # noqa: S308


def sample(name: str, uid: str) -> str:
    """One sign as the picture has it, in a box of 32 by 16 pixels."""
    if name in {"good", "progress", "late", "muted"}:
        return bar(Shape(3, 94, solid=45 if name in {"progress", "late"} else None), name, uid)
    if name == "soft":
        return bar(Shape(3, 94, soft_begin=47, soft_end=47), "good", uid)
    if name == "planned":
        return rect("gantt-planned", 3, 94, (44, 16))
    if name == "link":
        return '<path class="gantt-link-line" d="M2 3H14V10H22"/>' + sign(uid, "head", 84, "62%")
    if name == "broken":
        broken = '<path class="gantt-broken" d="M2 3H14V10H22"/>'
        return broken + sign(uid, "head-broken", 84, "62%")
    if name == "today":
        return '<line class="gantt-today-line" x1="50%" x2="50%" y1="0" y2="100%"/>'
    return sign(uid, name, 50)


def render_chart(timeline: Timeline, uid: str) -> SafeString:
    """The picture. Its parts share ``uid``, which no other picture of the page may have."""
    scale = axis(timeline)
    when = milestone_dates(timeline)
    groups = "".join(group_html(group, timeline, uid, scale, when) for group in timeline.groups)
    parts = (
        f'<svg class="gantt-defs" {HIDDEN}>{definitions(uid)}</svg>',
        f'<div class="gantt-axis" aria-hidden="true"><svg>{scale}</svg></div>',
        '<div class="gantt-body">',
        f'<svg class="gantt-grid" {HIDDEN}>{grid(timeline)}</svg>',
        f'<svg class="gantt-links" {HIDDEN}>{connectors(timeline, uid)}</svg>',
        groups,
        f'<svg class="gantt-today" {HIDDEN}>{today_line(timeline)}</svg>',
        "</div>",
    )
    return mark_safe("".join(parts))  # noqa: S308 - texts are escaped where they are put in


def group_html(
    group: Group, timeline: Timeline, uid: str, scale: str, when: Mapping[PartialDate, str]
) -> str:
    rows = "".join(row_html(row, timeline, uid, when) for row in group.rows)
    again = f'<div class="gantt-axis gantt-again" aria-hidden="true"><svg>{scale}</svg></div>'
    if not group.title:
        label = escape(_("Without a heading"))
        return f'{again}<ul class="gantt-rows" role="list" aria-label="{label}">{rows}</ul>'
    name = f"{uid}-group-{group.place}"
    return (
        f'<div class="gantt-heading"><p id="{name}">{escape(group.title)}</p>'
        f'<svg class="gantt-track" {HIDDEN}>{heading_track(group)}</svg></div>{again}'
        f'<ul class="gantt-rows" role="list" aria-labelledby="{name}">{rows}</ul>'
    )


def row_html(row: Row, timeline: Timeline, uid: str, when: Mapping[PartialDate, str]) -> str:
    one = row.bar
    url = safe_url(one.url)
    tag, opened = ("a", f'a href="{escape(url)}"') if url else ("div", "div")
    return (
        f'<li class="gantt-row level-{one.level}"><{opened} class="gantt-link">'
        f'<span class="gantt-label"><span class="gantt-name tone-{one.tone}">{escape(one.label)}'
        '<span class="gantt-comma">,</span></span> '
        f'<span class="gantt-words">{escape(row_text(row, timeline))}</span></span>'
        f'<svg class="gantt-track" {HIDDEN}>{track(row, uid, when)}</svg></{tag}></li>'
    )
