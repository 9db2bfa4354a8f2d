"""The timeline as a picture that stands alone: SVG with its styles inside, and PNG made of it.

A browser that gets the SVG from this site refuses its styles, as all styles inside of pages: it is
to be sent as an attachment.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import typst
from django.utils.translation import override, pgettext

from gte.common.partial_dates import PartialDate
from gte.workplan.timeline.draw import (
    axis,
    connectors,
    definitions,
    grid,
    heading_track,
    today_line,
    track,
)
from gte.workplan.timeline.html import sample
from gte.workplan.timeline.layout import Group, Row, Timeline
from gte.workplan.timeline.words import legend_texts, milestone_dates, row_text, summary_text

UID = "t"
# Pixels: margin, names, line; rows, names of years; letters of a name on one line.
MARGIN, NAMES, LINE, ROW, AXIS = 24, 330, 950, 40, 44
LETTERS, INDENT = 38, 16
WIDTH = 2 * MARGIN + NAMES + LINE
HEAD, LEGEND_ROW = 76, 22
# The colours of the light scheme (tokens.css); programs for pictures know no variables.
ACCENT, SIGNAL, INK, SOFT = "#0a5180", "#a8430f", "#12222e", "#465a68"
GREY, RULE, PALE, PAPER = "#758a98", "#d2dde4", "#f3f7f9", "#ffffff"
PROGRESS, LATE, MUTED = "#8aacc3", "#d19c81", "#acb9c1"

STYLE = f"""
text{{font-family:"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",Arial,sans-serif}}
text{{font-size:13px;fill:{INK}}}
.title{{font-size:22px;font-weight:600}}
.soft,.gantt-nothing,.gantt-unit{{fill:{SOFT};font-size:12px}}
.strong,.gantt-year{{font-weight:600}}
.gantt-now{{fill:{SIGNAL};font-weight:600;font-size:12px}}
.paper{{fill:{PAPER}}}
.band{{fill:{PALE}}}
.rule,.gantt-line{{stroke:{RULE}}}
.gantt-today-line{{stroke:{SIGNAL};stroke-width:2}}
.gantt-link-line{{fill:none;stroke:{GREY};stroke-width:1.25}}
.gantt-broken{{fill:none;stroke:{SIGNAL};stroke-width:1.75;stroke-dasharray:4 3}}
.gantt-head{{fill:{GREY}}}
.gantt-head-broken{{fill:{SIGNAL}}}
.bar-good{{fill:{ACCENT}}}
.bar-progress{{fill:{PROGRESS}}}
.bar-late{{fill:{LATE}}}
.bar-muted{{fill:{PALE};stroke:{GREY};stroke-width:1.25;stroke-dasharray:4 3}}
.bar-plain,.gantt-span{{fill:{GREY}}}
.gantt-solid.bar-progress{{fill:{ACCENT}}}
.gantt-solid.bar-late{{fill:{SIGNAL}}}
.stop-good{{stop-color:{ACCENT}}}
.stop-progress{{stop-color:{PROGRESS}}}
.stop-late{{stop-color:{LATE}}}
.stop-muted{{stop-color:{MUTED}}}
.stop-plain{{stop-color:{GREY}}}
.gantt-hatch-line{{stroke:{SIGNAL};stroke-width:2.5}}
.gantt-planned{{fill:{SOFT}}}
.gantt-doubt{{fill:{INK};opacity:.45}}
.gantt-done{{fill:{INK};stroke:{PAPER};stroke-width:1.5}}
.gantt-ahead{{fill:{PAPER};stroke:{INK};stroke-width:2}}
.gantt-missed{{fill:{PAPER};stroke:{SIGNAL};stroke-width:2.5}}
.gantt-arrow{{fill:none;stroke:{INK};stroke-width:2}}
.mark-good{{fill:{ACCENT};stroke:{ACCENT};stroke-width:2}}
.mark-progress{{fill:none;stroke:{ACCENT};stroke-width:2}}
.half{{fill:{ACCENT}}}
.mark-late{{fill:{SIGNAL}}}
.mark-muted{{fill:none;stroke:{GREY};stroke-width:2}}
"""


def to_svg(timeline: Timeline, language: str, title: str = "") -> str:
    """A whole SVG file in a language, as wide as a screen and as high as the plan is long."""
    with override(language):
        name = title or pgettext("plan", "Timeline")
        legend, legend_height = legend_svg(legend_texts())
        top = HEAD + legend_height + AXIS
        body = timeline.places * ROW
        height = top + body + MARGIN
        parts = (
            opened_svg(language, height),
            f'<title id="title">{escape(name)}</title>',
            f'<desc id="desc">{escape(summary_text(timeline))}</desc>',
            f"<style>{STYLE}</style>{definitions(UID)}",
            f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
            head_svg(name, summary_text(timeline)),
            legend,
            axis_svg(timeline, top),
            body_svg(timeline, top, body),
            "</svg>\n",
        )
        return "".join(parts)


def opened_svg(language: str, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{escape(language)}" role="img" '
        f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        'aria-labelledby="title desc">'
    )


def axis_svg(timeline: Timeline, top: int) -> str:
    box = f'x="{MARGIN + NAMES}" y="{top - AXIS}" width="{LINE}" height="{AXIS}"'
    return f"<svg {box}>{axis(timeline)}</svg>"


def head_svg(title: str, summary: str) -> str:
    return (
        f'<text class="title" x="{MARGIN}" y="40">{escape(title)}</text>'
        f'<text x="{MARGIN}" y="62">{escape(summary)}</text>'
    )


def legend_svg(entries: Iterable[tuple[str, str]]) -> tuple[str, int]:
    """The signs in as many lines as they need, and how high these are."""
    parts, x, y = [], MARGIN, HEAD
    for name, text in entries:
        width = 40 + round(len(text) * 6.6) + 20
        if x + width > WIDTH - MARGIN:
            x, y = MARGIN, y + LEGEND_ROW
        drawn = f'<svg x="{x}" y="{y}" width="32" height="16">{sample(name, UID)}</svg>'
        parts.append(f'{drawn}<text class="soft" x="{x + 40}" y="{y + 12}">{escape(text)}</text>')
        x += width
    return "".join(parts), y + LEGEND_ROW + 8 - HEAD


def body_svg(timeline: Timeline, top: int, height: int) -> str:
    """Bands, names and bars; grid and connectors under them, today over all."""
    left = MARGIN + NAMES
    box = f'x="{left}" y="{top}" width="{LINE}" height="{height}"'
    when = milestone_dates(timeline)
    rows = "".join(group_svg(group, timeline, top, when) for group in timeline.groups)
    bands = "".join(band_svg(group, top) for group in timeline.groups if group.title)
    rules = "".join(
        f"M{MARGIN} {top + ROW * at}h{NAMES + LINE}" for at in range(timeline.places + 1)
    )
    return (
        f'{bands}<path class="rule" d="{rules}"/><svg {box}>{grid(timeline)}</svg>'
        f'<svg {box} overflow="visible">{connectors(timeline, UID, LINE, ROW)}</svg>'
        f"{rows}<svg {box}>{today_line(timeline)}</svg>"
    )


def band_svg(group: Group, top: int) -> str:
    y = top + group.place * ROW
    return f'<rect class="band" x="{MARGIN}" y="{y}" width="{NAMES + LINE}" height="{ROW}"/>'


def group_svg(group: Group, timeline: Timeline, top: int, when: Mapping[PartialDate, str]) -> str:
    rows = "".join(row_svg(row, timeline, top, when) for row in group.rows)
    if not group.title:
        return rows
    y = top + group.place * ROW
    cut = textwrap.shorten(group.title, LETTERS + 4, placeholder="…")
    name = f'<text class="strong" x="{MARGIN + 8}" y="{y + 25}">{escape(cut)}</text>'
    return f"<g>{name}{track_svg(heading_track(group), y)}</g>{rows}"


def row_svg(row: Row, timeline: Timeline, top: int, when: Mapping[PartialDate, str]) -> str:
    """A row with all its words as its title; a link only where it leads out of this site too."""
    bar = row.bar
    y = top + row.place * ROW
    words = f"{bar.label}, {row_text(row, timeline)}"
    drawn = f"<title>{escape(words)}</title>{name_svg(row, y)}{track_svg(track(row, UID, when), y)}"
    if bar.url.startswith(("http://", "https://")):
        return f'<a href="{escape(bar.url)}">{drawn}</a>'
    return f"<g>{drawn}</g>"


def track_svg(drawn: str, y: int) -> str:
    return f'<svg x="{MARGIN + NAMES}" y="{y}" width="{LINE}" height="{ROW}">{drawn}</svg>'


def name_svg(row: Row, y: int) -> str:
    """The mark of its state and its name on two lines at most."""
    bar = row.bar
    x = MARGIN + 8 + INDENT * bar.level
    lines = textwrap.wrap(bar.label, LETTERS - 2 * bar.level, max_lines=2, placeholder="…")
    start = y + (25 if len(lines) == 1 else 17)
    spans = "".join(
        f'<tspan x="{x + 18}" y="{start + 16 * at}">{escape(text)}</tspan>'
        for at, text in enumerate(lines)
    )
    strong = ' class="strong"' if bar.level == 0 else ""
    return f"{state_svg(bar.tone, x + 5, start - 5)}<text{strong}>{spans}</text>"


def state_svg(tone: str, x: int, y: int) -> str:
    """Full, half, lozenge, empty: as the marks of the site."""
    if tone == "late":
        return f'<path class="mark-late" d="M{x} {y - 6}l6 6-6 6-6-6z"/>'
    circle = f'<circle class="mark-{tone or "muted"}" cx="{x}" cy="{y}" r="4"/>'
    half = f'<path class="half" d="M{x} {y - 4}a4 4 0 0 0 0 8z"/>' if tone == "progress" else ""
    return circle + half


# What typst may not hold at once, in pixels; above it the picture is made smaller.
LARGEST = 16_000


def to_png(timeline: Timeline, language: str, title: str = "") -> bytes:
    """The SVG as a PNG of twice its pixels, less for plans so long that it would be too large."""
    svg = to_svg(timeline, language, title)
    height = float(svg.partition('height="')[2].partition('"')[0])
    page = "#set page(width: auto, height: auto, margin: 0pt)\n"
    source = f'{page}#image("timeline.svg", width: {WIDTH}pt)'
    files: Any = {"main.typ": source.encode(), "timeline.svg": svg.encode()}
    png = typst.compile(files, format="png", ppi=min(144.0, 72 * LARGEST / height))
    if not isinstance(png, bytes):
        raise TypeError("A picture on one page became several.")
    return png
