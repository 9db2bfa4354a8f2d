"""Where everything of a timeline stands: across in per cent of the line, down in rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gte.common.partial_dates import PartialDate
from gte.workplan.dependencies import days_early
from gte.workplan.timeline.bars import Bar, Milestone
from gte.workplan.timeline.scale import Scale, Tick, snapped, ticks

# The least that is drawn of a bar, and how far what is open reaches beyond what is known.
LEAST, OPEN = 0.6, 5.0
# How far a connector goes straight on before it turns.
STUB = 0.9
# Where between two rows it turns back: a little beside the line that parts them.
AISLE = 0.08


@dataclass(frozen=True)
class Shape:
    """A bar as it is drawn. ``soft_*``: how much of it at that side is not known to the day.

    ``open_*``: there is no date at that side; ``cut_*``: it goes on beyond the line. All widths
    are in per cent of the line, ``solid`` is what is done of it.
    """

    x: float
    width: float
    soft_begin: float = 0
    soft_end: float = 0
    open_begin: bool = False
    open_end: bool = False
    cut_begin: bool = False
    cut_end: bool = False
    solid: float | None = None

    @property
    def end(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Mark:
    """A milestone in the middle of what its date can mean, from ``begin`` to ``end``."""

    milestone: Milestone
    x: float
    begin: float
    end: float


@dataclass(frozen=True)
class Row:
    """A line of the picture; ``place`` counts rows and headings from 0.

    ``outside`` is "before" or "after" where all of it lies beyond the line. ``delay`` is in days,
    only what is certain.
    """

    bar: Bar
    place: int
    shape: Shape | None = None
    planned: Shape | None = None
    marks: Sequence[Mark] = ()
    outside: str = ""
    delay: int = 0


@dataclass(frozen=True)
class Group:
    """Rows under one heading; without a title there is none. ``shape`` spans all of them."""

    title: str
    place: int
    rows: Sequence[Row]
    shape: Shape | None = None


@dataclass(frozen=True)
class Link:
    """A connector from the end of one bar to the beginning of another that depends on it.

    ``points`` are its corners: per cent across, rows (with halves) down. ``late``: the follower
    certainly begins before.
    """

    predecessor: str
    follower: str
    points: Sequence[tuple[float, float]]
    late: bool = False


@dataclass(frozen=True)
class Timeline:
    """Everything that a picture or a table of a plan is made from."""

    groups: Sequence[Group]
    scale: Scale
    ticks: Sequence[Tick]
    today: datetime.date
    today_x: float | None
    links: Sequence[Link]
    places: int
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def headings(self) -> int:
        return sum(1 for group in self.groups if group.title)


def layout(
    bars: Sequence[Bar],
    today: datetime.date,
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
) -> Timeline:
    """Where the bars stand on a line from ``begin`` to ``end``; what is not given, the bars say.

    Rows keep their order under the headings, which come in the order of their first bar. Circles of
    dependencies are drawn like any other; dependencies on bars that are not there are left out.
    Raises ValueError when two bars share a key, or ``end`` is before ``begin``.
    """
    if len({bar.key for bar in bars}) < len(bars):
        raise ValueError("Two bars share a key.")
    scale = scale_of(bars, today, begin, end)
    groups, places = grouped(bars, scale, today)
    rows = {row.bar.key: row for group in groups for row in group.rows}
    return Timeline(
        groups=groups,
        scale=scale,
        ticks=ticks(scale),
        today=today,
        today_x=scale.start_of(today) if scale.holds(today) else None,
        links=links(rows),
        places=places,
        names={bar.key: bar.label for bar in bars},
    )


def scale_of(
    bars: Iterable[Bar],
    today: datetime.date,
    begin: datetime.date | None,
    end: datetime.date | None,
) -> Scale:
    """From the first day to the last that is given or that a bar names; with neither, this year."""
    dates = {date for bar in bars for date in dates_of(bar)}
    first = begin or min([date.earliest for date in dates], default=end or today)
    last = end or max([date.latest for date in dates], default=begin or today)
    if begin and end and end < begin:
        raise ValueError("A line cannot end before it begins.")
    if begin and end:
        return Scale(begin, end)
    around = snapped(min(first, last), max(first, last))
    return Scale(begin or around.begin, end or around.end)


def dates_of(bar: Bar) -> list[PartialDate]:
    own = (bar.begin, bar.end, bar.planned_begin, bar.planned_end)
    return [date for date in (*own, *(one.date for one in bar.milestones)) if date]


def grouped(bars: Iterable[Bar], scale: Scale, today: datetime.date) -> tuple[list[Group], int]:
    """The groups, and how many rows and headings there are in all."""
    by_title: dict[str, list[Bar]] = {}
    for bar in bars:
        by_title.setdefault(bar.group, []).append(bar)
    groups, place = [], 0
    for title, members in by_title.items():
        heading = place
        place += bool(title)
        rows = [row_of(bar, place + at, scale, today) for at, bar in enumerate(members)]
        place += len(rows)
        groups.append(Group(title, heading, rows, spanning(rows)))
    return groups, place


def spanning(rows: Iterable[Row]) -> Shape | None:
    shapes = [row.shape for row in rows if row.shape]
    if not shapes:
        return None
    begin, end = min(shape.x for shape in shapes), max(shape.end for shape in shapes)
    return Shape(begin, end - begin)


def row_of(bar: Bar, place: int, scale: Scale, today: datetime.date) -> Row:
    shape, outside = None, ""
    if (bar.begin or bar.end) and not bar.is_contradictory:
        shape = shape_of(bar.begin, bar.end, scale, today, bar.progress)
        outside = "" if shape else beyond(bar, scale)
    planned = None
    if bar.planned_begin or bar.planned_end:
        planned = shape_of(
            bar.planned_begin or bar.planned_end,
            bar.planned_end or bar.planned_begin,
            scale,
            today,
        )
    marks = [mark for one in bar.milestones if (mark := mark_of(one, scale))]
    return Row(bar, place, shape, planned, marks, outside, delay_of(bar, today))


def beyond(bar: Bar, scale: Scale) -> str:
    last = (bar.end or bar.begin).latest  # type: ignore[union-attr] # one of them is there
    return "before" if last < scale.begin else "after"


def shape_of(
    begin: PartialDate | None,
    end: PartialDate | None,
    scale: Scale,
    today: datetime.date,
    progress: float | None = None,
) -> Shape | None:
    """From the first day that the beginning can mean to the last that the end can mean.

    Open at the end it reaches today and a little more, open at the beginning a little back. None
    where nothing of it lies on the line.
    """
    begins = scale.reach(begin) if begin else None
    ends = scale.reach(end) if end else None
    first = begins[0] if begins else (ends[1] if ends else 0.0) - OPEN
    if ends:
        last = ends[1]
    else:
        last = max(begins[1] if begins else 0.0, scale.end_of(today)) + OPEN
        last = min(last, 100.0) if first < 100 else last
    if last <= 0 or first >= 100 or last < first:
        return None
    soft = soft_edges(begin, end, scale, last - first)
    return clipped(first, last, soft, opened=(begin is None, end is None), progress=progress)


def soft_edges(
    begin: PartialDate | None, end: PartialDate | None, scale: Scale, width: float
) -> tuple[float, float]:
    """How much of a bar is not certain at either side; both never cover more than the whole."""
    doubts = [min(width, doubt_of(date, scale)) for date in (begin, end)]
    over = sum(doubts) / width if width else 0
    return (doubts[0] / over, doubts[1] / over) if over > 1 else (doubts[0], doubts[1])


def doubt_of(date: PartialDate | None, scale: Scale) -> float:
    if date is None:
        return OPEN
    if date.precision == "day":
        return 0.0
    first, last = scale.reach(date)
    return last - first


def clipped(
    first: float,
    last: float,
    soft: tuple[float, float],
    *,
    opened: tuple[bool, bool],
    progress: float | None,
) -> Shape:
    """What the line shows of it."""
    x, end = max(first, 0.0), min(last, 100.0)
    width = max(end - x, LEAST)
    x = min(x, 100 - width)
    solid = None
    if progress is not None:
        solid = min(max(first + (last - first) * progress - x, 0.0), width)
    return Shape(
        x=x,
        width=width,
        soft_begin=min(max(0.0, soft[0] - (x - first)), width) if soft[0] else 0,
        soft_end=min(max(0.0, soft[1] - (last - end)), width) if soft[1] else 0,
        open_begin=opened[0],
        open_end=opened[1],
        cut_begin=first < 0,
        cut_end=last > 100,
        solid=solid,
    )


def mark_of(milestone: Milestone, scale: Scale) -> Mark | None:
    date = milestone.date
    if date is None:
        return None
    begin, end = scale.reach(date)
    middle = (begin + end) / 2
    return Mark(milestone, middle, begin, end) if 0 <= middle <= 100 else None


def delay_of(bar: Bar, today: datetime.date) -> int:
    """By how many days at least it ends, or still runs, after the end that was approved.

    Without an approved end its own counts. Of what nobody says that it runs, today says nothing.
    """
    reference = bar.planned_end or bar.end
    if reference is None:
        return 0
    finish = bar.end.earliest if bar.end else None
    if bar.is_running and (bar.end is None or bar.end.latest < today):
        finish = today
    return max(0, (finish - reference.latest).days) if finish else 0


def links(rows: Mapping[str, Row]) -> list[Link]:
    found = []
    for row in rows.values():
        for key in dict.fromkeys(row.bar.depends_on):
            other = rows.get(key)
            if other and other is not row and other.shape and row.shape:
                late = days_early(row.bar, other.bar) > 0
                found.append(Link(key, row.bar.key, corners(other, row), late))
    return found


def corners(predecessor: Row, follower: Row) -> list[tuple[float, float]]:
    """Right from the end, down or up, right into the beginning.

    Where the beginning lies before, it turns back between two rows.
    """
    start, arrive = predecessor.shape.end, follower.shape.x  # type: ignore[union-attr]
    top, bottom = predecessor.place + 0.5, follower.place + 0.5
    turn = arrive - STUB
    if turn >= start:
        return [(start, top), (turn, top), (turn, bottom), (arrive, bottom)]
    out = min(start + STUB, 100.0)
    between = follower.place + (AISLE if bottom > top else 1 - AISLE)
    back = max(turn, 0.0)
    return [
        (start, top),
        (out, top),
        (out, between),
        (back, between),
        (back, bottom),
        (arrive, bottom),
    ]
