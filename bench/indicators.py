"""What the register of indicators costs: 2,000 of them over 20 periods, each with a value.

    python -m bench.indicators    fills the installation it runs in and prints the medians in
                                  milliseconds of the list, of the page of an indicator that counts
                                  100 others, and of what was counted in one period; then how many
                                  SQL statements the list asked

Each hundredth indicator counts the 99 after it. Rows are written past the verbs.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from functools import partial
from typing import Any

from bench.installation import Installation
from bench.table import Row
from bench.timing import milliseconds

INDICATORS, PERIODS, FAMILY = 2_000, 20, 100
REPEATS = 9
PAGE_TARGET = 400


def measure(installation: Installation) -> list[Row]:
    command = [sys.executable, "-m", "bench.indicators"]
    environment = installation.environment()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    listed, page, explained, asked = map(float, done.stdout.split())
    of = f"{INDICATORS:,} indicators, {PERIODS} periods"
    return [
        Row(f"list of {of}", listed, "ms", PAGE_TARGET, "20 shown, with their totals"),
        Row("what it asks of the database", asked, "statements"),
        Row(f"page of one that counts {FAMILY - 1} others", page, "ms", PAGE_TARGET),
        Row("what one of its numbers was counted from", explained, "ms", PAGE_TARGET),
    ]


def fill() -> None:
    from gte.alliance.models import Body
    from gte.common.domain import write_log
    from gte.workplan.models import Indicator

    own = {"source": "bench", "certainty": "documented", "scope": "gte", "scope_basis": "stated"}
    told = {"level": "output", "value_kind": "unit", "rule": "sum", "owner": Body.objects.first()}
    texts = {"unit_es": "docentes", "unit_en": "teachers"}
    made = Indicator.objects.bulk_create(
        Indicator(
            code=f"bench-{number}",
            name_es=f"Indicador {number}",
            name_en=f"Indicator {number}",
            **own,
            **told,
            **texts,
        )
        for number in range(INDICATORS)
    )
    for number, one in enumerate(made):
        if number % FAMILY:
            one.parent = made[number - number % FAMILY]
    Indicator.objects.bulk_update(made, ["parent"], batch_size=500)
    fill_periods(made)
    write_log(verb="bench.filled", by=None)


def fill_periods(made: list[Any]) -> None:
    from gte.workplan.models import Actual, IndicatorPeriod

    this_year = datetime.date.today().year  # noqa: DTZ011
    periods = IndicatorPeriod.objects.bulk_create(
        [
            IndicatorPeriod(
                indicator=one,
                start=datetime.date(year, 1, 1),
                end=datetime.date(year, 12, 31),
                target=50,
            )
            for one in made
            for year in range(this_year - PERIODS + 1, this_year + 1)
        ],
        batch_size=2_000,
    )
    values = [
        Actual(period=period, value=number % 97, state="approved")
        for number, period in enumerate(periods)
        if period.indicator.parent_id
    ]
    Actual.objects.bulk_create(values, batch_size=2_000)


def answers() -> tuple[float, float, float, int]:
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from gte.workplan.models import IndicatorPeriod

    fill()
    client = Client(SERVER_NAME="localhost")
    last = IndicatorPeriod.objects.filter(indicator__code="bench-0").order_by("-start")[0]
    paths = [
        reverse("indicators"),
        reverse("indicator", args=["bench-0"]),
        reverse("indicator-explained", args=["bench-0", last.pk]),
    ]
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    def ask(path: str) -> None:
        caches["pages"].clear()
        if client.get(path, secure=True).status_code != 200:
            raise RuntimeError(f"{path} did not answer")

    for path in paths:
        ask(path)
    with connection.execute_wrapper(count):
        ask(paths[0])
    found = [milliseconds(partial(ask, path), REPEATS) for path in paths]
    return found[0], found[1], found[2], len(asked)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    django.setup()
    print(*answers())
