"""The drawn parts, as SVG text: the same for the page and for the file.

Every part fills the box it is put into: x, y, widths and heights are per cent of it, so the page
decides how large it is, and needs no style attribute. Whatever was given as text is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from gte.common.partial_dates import PartialDate
from gte.workplan.timeline.layout import Group, Link, Mark, Row, Shape, Timeline
from gte.workplan.timeline.words import dates_text, day_text, tick_texts, today_text

# Top and height of what lies in a row, in per cent of it.
BAR, PLANNED, HEADING = (29, 42), (79, 8), (45, 10)
# Labels for which a phone, or a tablet too, has no room.
RANKS = (" gantt-broad", " gantt-wide", "")
TINTED = ("good", "progress", "late", "muted", "plain")
# A label that begins nearer to the end than this is written to the left of its place.
TURNED = 92


def n(value: float) -> str:
    """A number as short as the picture needs it."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def rect(name: str, x: float, width: float, band: tuple[float, float], more: str = "") -> str:
    top, height = band
    across = f'x="{n(x)}%" width="{n(width)}%"'
    return f'<rect class="{name}" {across} y="{top}%" height="{height}%"{more}/>'


def sign(uid: str, name: str, x: float, y: str = "50%") -> str:
    return f'<use href="#{uid}-{name}" x="{n(x)}%" y="{y}"/>'


def track(row: Row, uid: str, when: Mapping[PartialDate, str]) -> str:
    """What a row shows on the line: the plan that was approved, the bar, its milestones.

    ``when`` says the dates of these: see ``milestone_dates``.
    """
    parts = [f"<title>{escape(dates_text(row.bar))}</title>"]
    if row.planned:
        parts.append(rect("gantt-planned", row.planned.x, row.planned.width, PLANNED))
    if row.shape:
        parts.append(bar(row.shape, row.bar.tone or "plain", uid))
    elif row.outside:
        parts.append(sign(uid, "back" if row.outside == "before" else "on", edge_of(row)))
    elif not row.marks:
        text = escape(dates_text(row.bar))
        parts.append(f'<text class="gantt-nothing" x="0.6%" y="50%" dy=".35em">{text}</text>')
    parts.extend(mark(one, uid, when) for one in row.marks)
    return "".join(parts)


def edge_of(row: Row) -> float:
    return 0.4 if row.outside == "before" else 99.6


def bar(shape: Shape, tone: str, uid: str) -> str:
    """Solid where its days are known, fading where they are not."""
    begin, end = shape.x + shape.soft_begin, shape.end - shape.soft_end
    parts = []
    if shape.soft_begin:
        fill = f' fill="url(#{uid}-{tone}-in)"'
        parts.append(rect("gantt-soft", shape.x, shape.soft_begin, BAR, fill))
    if end > begin:
        corners = "" if shape.soft_begin or shape.soft_end else ' rx="2"'
        parts.append(rect(f"gantt-bar bar-{tone}", begin, end - begin, BAR, corners))
    if shape.soft_end:
        fill = f' fill="url(#{uid}-{tone}-out)"'
        parts.append(rect("gantt-soft", end, shape.soft_end, BAR, fill))
    if shape.solid and tone not in {"good", "muted"}:
        parts.append(rect(f"gantt-solid bar-{tone}", shape.x, shape.solid, BAR))
    if tone == "late":
        parts.append(rect("gantt-hatch", shape.x, shape.width, BAR, f' fill="url(#{uid}-hatch)"'))
    if shape.open_begin or shape.cut_begin:
        parts.append(sign(uid, "back", max(shape.x, 0.4), "50%"))
    if shape.open_end or shape.cut_end:
        parts.append(sign(uid, "on", min(shape.end, 99.6), "50%"))
    return "".join(parts)


def mark(one: Mark, uid: str, when: Mapping[PartialDate, str]) -> str:
    """A milestone; a line through it where its day is not known."""
    milestone = one.milestone
    name = "done" if milestone.done else "missed" if milestone.tone == "late" else "ahead"
    date = f", {when[milestone.date]}" if milestone.date else ""
    title = f"<title>{escape(milestone.label)}{date}</title>"
    x = n(one.x)
    drawn = f'<use href="#{uid}-{name}" x="{x}%" y="50%">{title}</use>'
    if milestone.date and milestone.date.precision != "day":
        begin, width = one.begin, one.end - one.begin
        return rect("gantt-doubt", max(begin, 0), min(width, 100 - begin), (48, 4)) + drawn
    return drawn


def heading_track(group: Group) -> str:
    """From the first day of a group to its last."""
    if not group.shape:
        return ""
    return rect("gantt-span", group.shape.x, group.shape.width, HEADING)


def axis(timeline: Timeline) -> str:
    """Names of the periods where they begin, and of today; what a phone leaves out says so."""
    parts = []
    for tick in timeline.ticks:
        if not tick.named:
            continue
        above, label = tick_texts(tick)
        wide = RANKS[tick.rank]
        x = n(tick.x)
        if above:
            parts.append(axis_text(f"gantt-year{wide}", x, 36, above))
        if label:
            parts.append(axis_text(f"gantt-unit{wide}", x, 82, label))
    return "".join(parts) + axis_today(timeline)


def axis_text(name: str, x: str, y: float, text: str) -> str:
    return f'<text class="{name}" x="{x}%" y="{y}%" dx="4">{text}</text>'


def axis_today(timeline: Timeline) -> str:
    """The name of today under the years; where quarters or months stand, the line is enough."""
    if timeline.today_x is None or timeline.ticks[0].unit != "year":
        return ""
    turned = ' text-anchor="end" dx="-4"' if timeline.today_x > TURNED else ' dx="4"'
    text = escape(today_text(timeline))
    return f'<text class="gantt-now" x="{n(timeline.today_x)}%" y="82%"{turned}>{text}</text>'


def grid(timeline: Timeline) -> str:
    """A line where each period begins."""
    return "".join(
        f'<line class="gantt-line" x1="{n(tick.x)}%" x2="{n(tick.x)}%" y1="0" y2="100%"/>'
        for tick in timeline.ticks
    )


def today_line(timeline: Timeline) -> str:
    if timeline.today_x is None:
        return ""
    x = n(timeline.today_x)
    title = escape(day_text(timeline.today))
    place = f'x1="{x}%" x2="{x}%" y1="0" y2="100%"'
    return f'<line class="gantt-today-line" {place}><title>{title}</title></line>'


def connectors(timeline: Timeline, uid: str, across: float = 1000, down: float = 10) -> str:
    """Lines in a box of their own, stretched over all rows; their heads keep their shape.

    The box is ``across`` units wide and each row ``down`` high: a program that cannot draw lines of
    one width in a stretched box is to be given the real sizes.
    """
    if not timeline.links:
        return ""
    lines = "".join(connector(link, across / 100, down) for link in timeline.links)
    heads = "".join(heads_of(timeline.links, timeline.places, uid))
    box = f'viewBox="0 0 {n(across)} {n(timeline.places * down)}" preserveAspectRatio="none"'
    return f'<svg {box} width="100%" height="100%">{lines}</svg>{heads}'


def connector(link: Link, across: float, down: float) -> str:
    (x, y), *others = link.points
    steps = [f"M{n(x * across)} {n(y * down)}"]
    for next_x, next_y in others:
        if next_x != x:
            steps.append(f"H{n(next_x * across)}")
        if next_y != y:
            steps.append(f"V{n(next_y * down)}")
        x, y = next_x, next_y
    name = "gantt-broken" if link.late else "gantt-link-line"
    return f'<path class="{name}" d="{"".join(steps)}"/>'


def heads_of(links: Iterable[Link], places: int, uid: str) -> Iterable[str]:
    for link in links:
        x, y = link.points[-1]
        name = "head-broken" if link.late else "head"
        yield sign(uid, name, x, f"{n(y * 100 / places)}%")


def definitions(uid: str) -> str:
    """The signs that rows use, and how each tone fades."""
    return f"<defs>{''.join(fades(uid))}{hatch(uid)}{signs(uid)}</defs>"


def fades(uid: str) -> Iterable[str]:
    for tone in TINTED:
        for way, (first, last) in {"in": (0.08, 1), "out": (1, 0.08)}.items():
            stops = "".join(
                f'<stop class="stop-{tone}" offset="{offset}" stop-opacity="{opacity}"/>'
                for offset, opacity in ((0, first), (1, last))
            )
            yield f'<linearGradient id="{uid}-{tone}-{way}">{stops}</linearGradient>'


def hatch(uid: str) -> str:
    return (
        f'<pattern id="{uid}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="gantt-hatch-line" d="M0 0V6"/></pattern>'
    )


def signs(uid: str) -> str:
    shapes = {
        "done": '<circle class="gantt-done" r="5"/>',
        "ahead": '<circle class="gantt-ahead" r="4.5"/>',
        "missed": '<path class="gantt-missed" d="M0-6.5 6.5 0 0 6.5-6.5 0z"/>',
        "on": '<path class="gantt-arrow" d="M-6-4-1.5 0-6 4"/>',
        "back": '<path class="gantt-arrow" d="M6-4 1.5 0 6 4"/>',
        "head": '<path class="gantt-head" d="M-5-3.5 0 0-5 3.5z"/>',
        "head-broken": '<path class="gantt-head-broken" d="M-6-4 0 0-6 4z"/>',
    }
    return "".join(f'<g id="{uid}-{name}">{drawn}</g>' for name, drawn in shapes.items())
