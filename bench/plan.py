"""What the pages of a large plan cost: 500 projects, 5,000 deliverables, 200 mandates, and 2,000
indicators over 20 periods.

    python -m bench.plan    fills the installation it runs in and prints the medians in milliseconds
                            of reading the facts, of the coverage map, the timeline and the report
                            for the High Level Group, of a page of the same server that asks
                            nothing; then the SQL statements of the three

Rows are written past the verbs.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from functools import partial
from typing import Any

from bench.installation import Installation
from bench.table import Row
from bench.timing import milliseconds

PROJECTS, DELIVERABLES, MANDATES, DEPENDENCIES = 500, 5_000, 200, 800
REPEATS = 7
TARGET = 400
PAGES = ("coverage", "timeline", "report")


def measure(installation: Installation) -> list[Row]:
    command = [sys.executable, "-m", "bench.plan"]
    environment = installation.environment()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    facts, *pages, trivial, first, second, third = map(float, done.stdout.split())
    asked = dict(zip(PAGES, (first, second, third), strict=True))
    rows = [
        Row(name, taken, "ms", TARGET, f"{asked[name]:.0f} statements; {taken / trivial:.0f} x")
        for name, taken in zip(PAGES, pages, strict=True)
    ]
    return [
        Row(f"facts of {PROJECTS} projects, {DELIVERABLES:,} deliverables", facts, "ms"),
        *rows,
        Row("a page that asks nothing", trivial, "ms"),
    ]


def fill() -> None:
    from gte.alliance.models import Term, Topic
    from gte.common.domain import write_log
    from gte.workplan.models import Deliverable, Dependency, Mandate, Project

    chance = random.Random(1)  # noqa: S311 - the same plan each time
    own = {"source": "bench", "certainty": "documented", "scope": "gte", "scope_basis": "stated"}

    def date(first: int = 2015, last: int = 2027) -> str:
        text = f"{chance.randrange(first, last)}-{chance.randrange(1, 13):02d}-15"
        return text[: chance.choice((4, 7, 10))]

    def named(kind: str, number: int, name: str = "name") -> dict[str, Any]:
        texts = {f"{name}_es": f"{kind} {number}", f"{name}_en": f"{kind} {number} (en)"}
        return {"code": f"bench-{kind}-{number}", **texts, **own}

    mandates = Mandate.objects.bulk_create(
        Mandate(**named("mandate", at, "title"), kind="council", status="unknown", date=date())
        for at in range(MANDATES)
    )
    projects = Project.objects.bulk_create(
        Project(**named("project", at), status="active", start=date(2015, 2022), end=date(2022))
        for at in range(PROJECTS)
    )
    term = Term.objects.filter(term_scope="gte_coordination").first()
    items = Deliverable.objects.bulk_create(
        Deliverable(
            **named("deliverable", at),
            kind="deliverable",
            status=chance.choice(("delivered", "in_progress", "unknown")),
            due=date(),
            term=term,
        )
        for at in range(DELIVERABLES)
    )
    topics = list(Topic.objects.all())
    tie(Deliverable.projects, "deliverable", items, "project", projects, chance)
    tie(Deliverable.mandates, "deliverable", items[::2], "mandate", mandates, chance)
    tie(Project.topics, "project", projects, "topic", topics, chance)
    pairs = {tuple(sorted(chance.sample(range(PROJECTS), 2))) for _each in range(DEPENDENCIES)}
    Dependency.objects.bulk_create(
        Dependency(before=projects[before], after=projects[after]) for before, after in pairs
    )
    write_log(verb="bench.filled", by=None)


def tie(relation: Any, near: str, rows: Any, far: str, others: Any, chance: Any) -> None:
    """Each row with one other, past the verbs."""
    through = relation.through
    through.objects.bulk_create(
        through(**{f"{near}_id": row.pk, f"{far}_id": chance.choice(others).pk}) for row in rows
    )


def answers() -> list[float]:
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from bench.indicators import fill as fill_indicators
    from gte.workplan.facts import load_facts

    fill()
    fill_indicators()
    client = Client(SERVER_NAME="localhost")
    paths = [reverse("coverage"), reverse("timeline"), reverse("report", args=["gan"])]

    def ask(path: str) -> None:
        caches["pages"].clear()
        if client.get(path, secure=True).status_code != 200:
            raise RuntimeError(f"{path} did not answer")

    def statements(path: str) -> int:
        asked: list[str] = []

        def count(execute: Any, sql: str, *rest: Any) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            ask(path)
        return len(asked)

    for path in paths:
        ask(path)
    found = [milliseconds(partial(ask, path), REPEATS) for path in [*paths, reverse("health")]]
    return [milliseconds(load_facts, REPEATS), *found, *map(statements, paths)]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    import gte.wsgi  # noqa: F401 - set up as it is served: what lives long is set aside from the gc

    print(*answers())
