"""What workbooks cost: 10,000 rows of 15 columns out, in again, and in with every row refused.

python -m bench.sheets        prints the processor seconds of each, beside those of XlsxWriter
                                  alone, and the peak of memory in MB
"""

from __future__ import annotations

import datetime
import io
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bench.installation import Installation
from bench.table import Row

ROWS, REPEATS = 10_000, 3
SECONDS = 5
MEMORY = 400


def measure(installation: Installation) -> list[Row]:
    command = [sys.executable, "-m", "bench.sheets"]
    environment = installation.environment()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    out, alone, back, opened, refused, copied, memory = map(float, done.stdout.split())
    return [
        Row("10,000 rows x 15 columns out", out, "s", SECONDS, f"{out / alone:.1f} x alone"),
        Row("XlsxWriter alone, the same cells as texts", alone, "s"),
        Row("in again, all unchanged", back, "s", SECONDS, f"reading the file {opened:.1f} s"),
        Row("in with 70,000 faults, verdicts and causes", refused, "s", SECONDS),
        Row("the copy that says what is wrong", copied, "s", SECONDS),
        Row("memory of all of these", memory, "MB", MEMORY),
    ]


def columns() -> Any:
    from gte.register.sheets.description import Column, Kind

    records = {f"rec-{number}": f"Registro {number}" for number in range(200)}
    statuses = {"planned": "Previsto", "done": "Cumplido", "late": "Vencido"}
    return (
        Column(key="code", label="Código", kind=Kind.CODE),
        Column(key="title", label="Título", required=True),
        *(Column(key=f"text_{n}", label=f"Texto {n}", kind=Kind.LONG_TEXT) for n in range(5)),
        Column(key="places", label="Plazas", kind=Kind.WHOLE),
        Column(key="budget", label="Presupuesto", kind=Kind.DECIMAL),
        Column(key="public", label="Público", kind=Kind.YES_NO),
        Column(key="due", label="Entrega", kind=Kind.DAY),
        Column(key="began", label="Inicio", kind=Kind.PARTIAL_DATE),
        Column(key="status", label="Situación", kind=Kind.CHOICE, options=statuses),
        Column(key="topic", label="Tema", kind=Kind.REFERENCE, options=records),
        Column(key="topics", label="Temas", kind=Kind.REFERENCES, options=records),
    )


def row_of(number: int) -> dict[str, Any]:
    from gte.common.partial_dates import PartialDate

    return {
        "code": f"line-{number}",
        "title": f"Línea de trabajo {number}",
        **{f"text_{n}": f"Palabras {number * n} de una descripción. " * 2 for n in range(5)},
        "places": number,
        "budget": Decimal(number) / 8,
        "public": number % 2 == 0,
        "due": datetime.date(2026, 1, 1) + datetime.timedelta(days=number % 900),
        "began": PartialDate("2025-11"),
        "status": "planned",
        "topic": f"rec-{number % 200}",
        "topics": (f"rec-{number % 200}", f"rec-{(number + 1) % 200}"),
    }


WRONG = {
    "places": "x",
    "budget": "1.234",
    "public": "quizás",
    "due": "31/02/2026",
    "began": "pronto",
    "status": "luego",
    "topic": "nada",
}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    seconds, result = [], None
    for _repeat in range(REPEATS):
        started = time.process_time()
        result = work()
        seconds.append(time.process_time() - started)
    return statistics.median(seconds), result


def write_alone(rows: list[dict[str, Any]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as workbook:
        tab = workbook.add_worksheet()
        for at, row in enumerate(rows):
            for column, value in enumerate(row.values()):
                tab.write_string(at, column, str(value))


def measured() -> list[float]:
    from gte.register.sheets.book import open_book
    from gte.register.sheets.description import Column, Sheet
    from gte.register.sheets.importing import read_workbook
    from gte.register.sheets.writing import corrected_copy, write_workbook

    sheet = Sheet(name="plan", title="Plan", columns=columns())
    rows = [row_of(number) for number in range(ROWS)]
    current = {"plan": rows}
    out, data = timed(lambda: write_workbook([sheet], current, language="es"))
    alone, _none = timed(lambda: write_alone(rows))
    opened, _book = timed(lambda: open_book(io.BytesIO(data), [sheet]))
    back, reading = timed(lambda: read_workbook(io.BytesIO(data), [sheet], current))
    assert reading.counts["unchanged"] == ROWS  # noqa: S101 - else the figure means nothing
    texts = tuple(
        Column(key=one.key, label=one.label) if one.key in WRONG else one for one in columns()
    )
    as_texts = Sheet(name="plan", title="Plan", columns=texts)
    bad = write_workbook([as_texts], {"plan": [row | WRONG for row in rows]}, language="es")

    def judged() -> Any:
        found = read_workbook(io.BytesIO(bad), [sheet], current)
        return found, [problem.sentence for problem in found.refusals()], found.causes()

    refused, (wrong, _sentences, _causes) = timed(judged)
    assert wrong.counts["refused"] == ROWS  # noqa: S101
    copied, _copy = timed(lambda: corrected_copy(wrong, language="es"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [out, alone, back, opened, refused, copied, memory]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    django.setup()
    print(*measured())
