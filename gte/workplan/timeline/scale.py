"""Days as places on a line, and the years, quarters or months that are written along it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from gte.common.partial_dates import PartialDate

# The narrowest that a line is drawn on a desk, on a tablet and on a phone, in pixels, and what a
# label of each unit takes: labels must not touch.
WIDTHS = (640, 460, 300)
LABEL = {"year": 38, "quarter": 34, "month": 40}
MONTHS = {"year": 12, "quarter": 3, "month": 1}
STEPS = {"year": (1, 2, 5, 10, 20, 50, 100, 500, 1000), "quarter": (1, 2), "month": (1,)}
# Which labels a narrower line keeps: every one, every second and so on.
TIMES = {"year": (1, 2, 4), "quarter": (1, 2, 4), "month": (1, 3, 6)}
LONGEST = datetime.date.max.year - 1


@lru_cache(maxsize=8192)
def bounds(date: PartialDate) -> tuple[int, int]:
    """The numbers of the first and the last day that a date can mean: a plan names few, often."""
    return date.earliest.toordinal(), date.latest.toordinal()


@dataclass(frozen=True)
class Tick:
    """Where a period begins, in per cent of the line.

    ``named``: it has a label; ``rank``: how narrow the line may be for it, 0 a desk, 1 also a
    tablet, 2 also a phone; ``first``: the label of a quarter or month names the year too.
    """

    x: float
    date: datetime.date
    unit: str
    named: bool = True
    rank: int = 2
    first: bool = False


@dataclass(frozen=True)
class Scale:
    """From the first day to the last, both drawn whole."""

    begin: datetime.date
    end: datetime.date

    @cached_property
    def days(self) -> int:
        return (self.end - self.begin).days + 1

    def start_of(self, day: datetime.date) -> float:
        """Where a day begins, in per cent; outside of 0 to 100 for days outside."""
        return (day.toordinal() - self.begin.toordinal()) * 100 / self.days

    def end_of(self, day: datetime.date) -> float:
        return (day.toordinal() - self.begin.toordinal() + 1) * 100 / self.days

    def reach(self, date: PartialDate) -> tuple[float, float]:
        """Where the first day that a date can mean begins, and where the last one ends."""
        first, last = bounds(date)
        zero, days = self.begin.toordinal(), self.days
        return (first - zero) * 100 / days, (last - zero + 1) * 100 / days

    def holds(self, day: datetime.date) -> bool:
        return self.begin <= day <= self.end


def unit_for(days: int) -> str:
    """What is written along so many days."""
    if days > 4 * 366:
        return "year"
    return "quarter" if days > 400 else "month"


def snapped(begin: datetime.date, end: datetime.date) -> Scale:
    """Both days and what is missing of the periods they lie in."""
    months = MONTHS[unit_for((end - begin).days + 1)]
    return Scale(period_start(begin, months), period_end(end, months))


def period_start(day: datetime.date, months: int) -> datetime.date:
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def period_end(day: datetime.date, months: int) -> datetime.date:
    return next_period(period_start(day, months), months) - datetime.timedelta(days=1)


def next_period(start: datetime.date, months: int) -> datetime.date:
    """The first day after it; at the end of the calendar its last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return datetime.date.max if year > LONGEST else datetime.date(year, month + 1, 1)


def ticks(scale: Scale) -> list[Tick]:
    """The periods that begin on the line, or are under way where it begins; never crowded."""
    unit = unit_for(scale.days)
    step = step_for(scale, unit, STEPS[unit], WIDTHS[0])
    months = MONTHS[unit] * step
    ranks = [step_for(scale, unit, [step * n for n in TIMES[unit]], width) for width in WIDTHS[1:]]
    found = []
    for start in periods(scale, months):
        number = (start.year * 12 + start.month - 1) // MONTHS[unit]
        rank = sum(1 for every in ranks if number % every == 0)
        found.append(Tick(max(0.0, scale.start_of(start)), start, unit, rank=rank))
    return labelled(found)


def step_for(scale: Scale, unit: str, steps: Sequence[int], width: int) -> int:
    """The smallest of the steps whose labels fit, or the largest."""
    days = MONTHS[unit] * 30.4
    fitting = (n for n in steps if n * days * width / scale.days >= LABEL[unit])
    return next(fitting, steps[-1])


def periods(scale: Scale, months: int) -> Iterator[datetime.date]:
    """Whole steps counted from the year 0, so that decades begin where people count them."""
    number = scale.begin.year * 12 + scale.begin.month - 1
    number -= number % months
    start = datetime.date(max(1, number // 12), number % 12 + 1, 1)
    while start <= scale.end:
        yield start
        following = next_period(start, months)
        if following <= start or following == datetime.date.max:
            return
        start = following


def labelled(found: Sequence[Tick]) -> list[Tick]:
    """The first and the last period may be cut by the line: then they may have no room for a label.

    The first label of each year names it where quarters or months are written.
    """
    roomy = [with_room(tick, found[at + 1 :]) for at, tick in enumerate(found)]
    years: set[int] = set()
    result = []
    for tick in roomy:
        result.append(replace(tick, first=tick.named and tick.date.year not in years))
        years |= {tick.date.year} if tick.named else set()
    return result


def with_room(tick: Tick, following: Sequence[Tick]) -> Tick:
    """The tick shown only where its label does not reach the next one shown there, or the end."""
    for rank in range(tick.rank + 1):
        end = next((one.x for one in following if one.rank >= rank), 100.0)
        if (end - tick.x) * WIDTHS[rank] / 100 < LABEL[tick.unit] * 0.8:
            return replace(tick, rank=rank - 1) if rank else replace(tick, named=False)
    return tick
