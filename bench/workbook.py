"""What the plan's workbook costs: 10,000 deliverables of 500 projects out, in again and judged.

python -m bench.workbook  fills the installation it runs in, past the verbs, and prints processor
                          seconds: out, in with nothing changed, in with every row changed, in with
                          every row wrong; then the statements of the second
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from typing import Any

from bench.installation import Installation
from bench.sheets import timed
from bench.table import Row

PROJECTS, DELIVERABLES = 500, 10_000
SECONDS = 5


def measure(installation: Installation) -> list[Row]:
    command = [sys.executable, "-m", "bench.workbook"]
    environment = installation.environment()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    out, same, changed, wrong, asked = map(float, done.stdout.split())
    return [
        Row("the plan's workbook, 10,000 deliverables, out", out, "s", SECONDS),
        Row("in again, all unchanged", same, "s", SECONDS, f"{asked:.0f} statements"),
        Row("in with another date in every row", changed, "s", SECONDS),
        Row("in with a rule against every row", wrong, "s", SECONDS),
    ]


def fill() -> None:
    from gte.alliance.models import State, Topic, today
    from gte.common.domain import write_log
    from gte.workplan.models import Deliverable, Mandate, Project

    chance = random.Random(1)  # noqa: S311 - the same plan each time
    own = {"source": "bench", "certainty": "documented", "scope": "gte", "scope_basis": "stated"}

    def said(kind: str, number: int) -> dict[str, Any]:
        texts = {}
        for language in ("es", "en"):
            texts[f"name_{language}"] = f"{kind} {number} ({language})"
            texts[f"description_{language}"] = f"Palabras {number} de una descripción. " * 4
        return {"code": f"bench-{kind}-{number}", **texts, **own}

    projects = Project.objects.bulk_create(
        Project(**said("project", at), status="active", start="2026", end="2028")
        for at in range(PROJECTS)
    )
    items = Deliverable.objects.bulk_create(
        Deliverable(**said("deliverable", at), kind="deliverable", status="planned", due="2027-06")
        for at in range(DELIVERABLES)
    )
    others = {
        "project": (Deliverable.projects, projects),
        "state": (Deliverable.owners, list(State.objects.parties(today()))),
        "mandate": (Deliverable.mandates, list(Mandate.objects.own())),
        "topic": (Deliverable.topics, list(Topic.objects.all())),
    }
    for far, (relation, rows) in others.items():
        through = relation.through
        through.objects.bulk_create(
            through(**{"deliverable_id": one.pk, f"{far}_id": chance.choice(rows).pk})
            for one in items
        )
    write_log(verb="bench.filled", by=None)


def somebody() -> Any:
    from gte.alliance.models import User

    user, _made = User.objects.get_or_create(email="bench@example.org", is_superuser=True)
    return user


def measured() -> list[float]:
    from django.db import connection

    from gte.register.sheets.exchange import preview
    from gte.workplan.sheets.workbook import PlanBook

    fill()
    by = somebody()
    out, data = timed(lambda: PlanBook(by).written(language="es"))

    def judged(sent: bytes) -> Any:
        seen = preview(io.BytesIO(sent), exchange=PlanBook(by).exchange, by=by)
        return seen.reading.counts

    same, counts = timed(lambda: judged(data))
    assert {name for name, count in counts.items() if count} == {"unchanged"}  # noqa: S101
    found = [same]
    for due, verdict in (("2027-07", "changed"), ("2025", "refused")):
        sent = with_dates(data, due)
        seconds, counts = timed(lambda sent=sent: judged(sent))  # type: ignore[misc]
        judged_so = counts[verdict] + counts["refused"] * (verdict == "changed")
        assert judged_so >= DELIVERABLES  # noqa: S101 - else the figure means nothing
        found.append(seconds)
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        judged(data)
    return [out, *found, float(len(asked))]


def with_dates(data: bytes, due: str) -> bytes:
    """The workbook after somebody wrote one date beside every deliverable of the bench."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(data))
    tab = next(one for one in workbook if str(one["A1"].value) == "deliverables/code")
    [at] = [cell.column for cell in tab[1] if cell.value == "deliverables/due"]
    for row in range(3, tab.max_row + 1):
        if str(tab.cell(row, 1).value).startswith("bench-"):
            tab.cell(row, at).value = due
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    django.setup()
    print(*measured())
