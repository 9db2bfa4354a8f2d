"""Geometry of a small chart: a bar for each period, a mark for its target, a line for the baseline.

Plain numbers in, texts for SVG attributes out; colours and fonts are the style sheet's, so that it
follows the dark scheme and prints. The table beside it says the same in numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360.0, 200.0
LEFT, RIGHT, TOP, BOTTOM = 8.0, 8.0, 20.0, 24.0
# So many labels have room under the bars, and so many values above them.
MOST_LABELS, MOST_VALUES = 8, 7
GAP = 0.3


@dataclass(frozen=True, slots=True)
class Step:
    """A period: how it is called, what was found and what should be; None where nothing is."""

    label: str
    actual: float | None
    target: float | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period's place; what is not there is an empty text."""

    x: str
    width: str
    middle: str
    y: str
    height: str
    label: str
    value: str
    value_y: str
    target_y: str
    target_end: str


@dataclass(frozen=True, slots=True)
class Chart:
    width: str
    height: str
    floor: str
    label_y: str
    end: str
    bars: tuple[Bar, ...]
    baseline_y: str


def number(value: float) -> str:
    """Without the language's comma: it is an attribute."""
    return f"{value:.1f}"


def chart_of(steps: Sequence[Step], baseline: float | None = None) -> Chart | None:
    """None where fewer than two periods have a value or target: a table says as much."""
    known = [one for step in steps for one in (step.actual, step.target) if one is not None]
    told = [step for step in steps if step.actual is not None or step.target is not None]
    if len(told) < 2:
        return None
    scale = Scale([*known, *([] if baseline is None else [baseline])])
    room = (WIDTH - LEFT - RIGHT) / len(steps)
    every = -(-len(steps) // MOST_LABELS)
    return Chart(
        width=number(WIDTH),
        height=number(HEIGHT),
        floor=number(scale.y(0.0)),
        label_y=number(HEIGHT - 6),
        end=number(WIDTH - RIGHT),
        bars=tuple(
            bar(step, LEFT + place * room, room, scale, is_labelled=place % every == 0)
            for place, step in enumerate(steps)
        ),
        baseline_y="" if baseline is None else number(scale.y(baseline)),
    )


class Scale:
    """From values to heights on the page; zero is always on it."""

    def __init__(self, values: Sequence[float]) -> None:
        self.low, self.high = min([0.0, *values]), max([0.0, *values])

    def y(self, value: float) -> float:
        whole = (self.high - self.low) or 1.0
        return TOP + (self.high - value) / whole * (HEIGHT - TOP - BOTTOM)


def bar(step: Step, x: float, room: float, scale: Scale, *, is_labelled: bool) -> Bar:
    width = room * (1 - GAP)
    begin = x + room * GAP / 2
    actual = 0.0 if step.actual is None else step.actual
    top, foot = sorted((scale.y(actual), scale.y(0.0)))
    has_room = room >= (WIDTH - LEFT - RIGHT) / MOST_VALUES
    return Bar(
        x=number(begin),
        width=number(width),
        middle=number(begin + width / 2),
        y=number(top),
        height="" if step.actual is None else number(max(foot - top, 1.0)),
        label=step.label if is_labelled else "",
        value=step.text if has_room and step.actual is not None else "",
        value_y=number(top - 4),
        target_y="" if step.target is None else number(scale.y(step.target)),
        target_end=number(begin + width),
    )
