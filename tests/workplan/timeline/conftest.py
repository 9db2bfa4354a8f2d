"""Plans made up for the tests of the timeline."""

import datetime

import pytest

from gte.common.partial_dates import PartialDate
from gte.workplan.timeline.bars import Bar, Milestone
from gte.workplan.timeline.layout import layout

TODAY = datetime.date(2026, 11, 21)
DATES = ("begin", "end", "planned_begin", "planned_end")


def make_bar(key="one", label="", **values):
    dates = {name: PartialDate(values.pop(name)) for name in DATES if values.get(name)}
    return Bar(key, label or key.capitalize(), **values, **dates)


def make_milestone(label, date=None, **values):
    return Milestone(label, date and PartialDate(date), **values)


def laid_out(*bars, **window):
    return layout(bars, TODAY, **window)


def row_of(*bars, **window):
    """The first row of a plan."""
    return laid_out(*bars, **window).rows[0]


def plan_of(number, groups=1, levels=(0,)):
    """A plan of so many bars, each a year long and waiting for the one before it."""
    return laid_out(
        *(
            make_bar(
                f"bar-{n}",
                f"Proyecto {n} de articulación de la educación técnica con el sector productivo",
                url=f"/p/{n}/",
                group=f"Línea {n * groups // number}" if groups else "",
                level=levels[n % len(levels)],
                begin=f"{2015 + n % 10}-03",
                end=f"{2016 + n % 10}-02-15",
                planned_end=f"{2016 + n % 10}-01",
                tone=("good", "progress", "late", "muted", "")[n % 5],
                progress=0.5,
                milestones=[make_milestone("Hito", f"{2015 + n % 10}-09", done=bool(n % 2))],
                depends_on=[f"bar-{n - 1}"] if n else [],
            )
            for n in range(number)
        )
    )


@pytest.fixture
def spanish():
    from django.utils.translation import override

    with override("es"):
        yield


@pytest.fixture
def english():
    from django.utils.translation import override

    with override("en"):
        yield
