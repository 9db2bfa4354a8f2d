"""What the timeline of a large plan costs: 500 bars, 5,000 milestones, 800 dependencies.

python -m bench.timeline      prints median milliseconds: laying it out, drawing picture and
                              table, the file; and, for reference, the template engine printing
                              the name, address and date of each milestone, nothing more
"""

from __future__ import annotations

import datetime
import os
import random
import subprocess
import sys
from typing import Any

from bench.installation import Installation
from bench.table import Row
from bench.timing import milliseconds

BARS, MILESTONES, DEPENDENCIES = 500, 5_000, 800
REPEATS = 9
TARGET = 250
TODAY = datetime.date(2026, 11, 21)
REFERENCE = (
    "{% for one in milestones %}<li><a href='{{ one.url }}'>{{ one.label }}</a>"
    "<p>{{ one.date }}</p></li>{% endfor %}"
)


def measure(installation: Installation) -> list[Row]:
    command = [sys.executable, "-m", "bench.timeline"]
    environment = installation.environment()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    laid, drawn, filed, reference = map(float, done.stdout.split())
    note = f"{drawn / reference:.1f} x the reference"
    return [
        Row("laying out 500 bars", laid, "ms"),
        Row("drawing picture and table", drawn, "ms", None, note),
        Row("both", laid + drawn, "ms", TARGET),
        Row("the SVG file", filed, "ms"),
        Row("its milestones alone by a template", reference, "ms"),
    ]


def made_up_plan() -> list[Any]:
    from gte.common.partial_dates import PartialDate
    from gte.workplan.timeline.bars import TONES, Bar, Milestone

    chance = random.Random(1)  # noqa: S311 - the same plan each time

    def date() -> PartialDate:
        day = datetime.date(2015, 1, 1) + datetime.timedelta(days=chance.randrange(4_700))
        return PartialDate(day.isoformat()[: chance.choice((4, 7, 10))])

    def milestone(name: str) -> Milestone:
        tone = chance.choice(TONES)
        return Milestone(f"Hito {name}", date(), f"/hitos/{name}/", tone, chance.random() < 0.5)

    def bar(number: int) -> Bar:
        begin, end = sorted((date(), date()))
        before = range(max(0, number - 40), number)
        several = DEPENDENCIES * (number + 1) // BARS - DEPENDENCIES * number // BARS
        return Bar(
            key=str(number),
            label=f"Proyecto {number} de articulación con el sector productivo",
            url=f"/proyectos/{number}/",
            level=number % 3,
            group=f"Línea {number // 50}",
            begin=begin,
            end=end,
            planned_begin=begin,
            planned_end=date(),
            tone=chance.choice(TONES),
            status="en curso",
            progress=chance.random(),
            lead="una parte",
            milestones=[milestone(f"{number}-{n}") for n in range(MILESTONES // BARS)],
            depends_on=[str(n) for n in chance.sample(before, min(several, len(before)))],
        )

    return [bar(number) for number in range(BARS)]


def timings() -> list[float]:
    from django.template import engines
    from django.template.loader import render_to_string
    from django.utils.translation import override

    from gte.workplan.timeline.files import to_svg
    from gte.workplan.timeline.layout import layout

    bars = made_up_plan()
    timeline = layout(bars, TODAY)
    milestones = [one for bar in bars for one in bar.milestones]
    reference = engines["django"].from_string(REFERENCE)
    context = {"timeline": timeline, "uid": "plan"}
    with override("es"):
        return [
            milliseconds(lambda: layout(bars, TODAY), REPEATS),
            milliseconds(lambda: render_to_string("components/gantt.html", context), REPEATS),
            milliseconds(lambda: to_svg(timeline, "es"), REPEATS),
            milliseconds(lambda: reference.render({"milestones": milestones}), REPEATS),
        ]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    import django

    django.setup()
    print(*timings())
