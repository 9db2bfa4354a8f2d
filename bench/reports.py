"""What a report for the High Level Group costs as files: PDF and DOCX, in both languages.

    python -m bench.reports     prints seconds for the report built and written as its four files,
                                of the group's record and of a plan of 500 projects and 5,000
                                deliverables; the same by form; an empty report as PDF; megabytes

Beside an empty report as PDF, made by the same typesetter in the same run.
"""

from __future__ import annotations

import datetime
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.installation import Installation
from bench.plan import DELIVERABLES, PROJECTS, fill
from bench.table import Row

LANGUAGES = ("es", "en")
# Of the large plan each file is made once: it takes long enough.
REPEATS, LARGE_REPEATS = 3, 1
TARGET = 5
STEPS = ("facts and parts", "PDF", "DOCX")


def measure(installation: Installation) -> list[Row]:
    command = [sys.executable, "-m", "bench.reports"]
    environment = installation.environment()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    empty, *found = map(float, done.stdout.split())
    names = ("of the record", f"of {PROJECTS} projects, {DELIVERABLES:,} deliverables")
    rows = []
    for name, (built, pdf, docx, size) in zip(names, (found[:4], found[4:]), strict=True):
        total = built + pdf + docx
        note = f"{total / empty:.0f} x an empty PDF; {size:.1f} MB"
        rows.append(Row(f"four files {name}", total, "s", TARGET, note))
        rows += [
            Row(f"  {step}, both languages", taken, "s", None, f"{taken / empty:.0f} x")
            for step, taken in zip(STEPS, (built, pdf, docx), strict=True)
        ]
    return [*rows, Row("an empty report as PDF", empty, "s")]


def timed(work: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    seconds, result = [], None
    for _repeat in range(repeats):
        started = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds), result


def files(repeats: int) -> list[float]:
    """Seconds to build, to print and to write the report in both languages; megabytes of all."""
    from gte.workplan.report.build import build_report
    from gte.workplan.report.docx import render_docx
    from gte.workplan.report.pdf import render_pdf

    day = datetime.date(2026, 1, 29)

    def build() -> list[Any]:
        return [build_report(body="gan", as_of=day, language=one) for one in LANGUAGES]

    built, reports = timed(build, repeats)
    pdf, printed = timed(lambda: [render_pdf(report) for report in reports], repeats)
    docx, written = timed(lambda: [render_docx(report) for report in reports], repeats)
    return [built, pdf, docx, sum(map(len, [*printed, *written])) / 1e6]


def empty_report() -> float:
    from gte.workplan.report.document import Report
    from gte.workplan.report.pdf import render_pdf

    day = datetime.date(2026, 1, 29)
    report = Report("Report", "Group", "en", "gan", day, [("To", "Body")], "Draft.", [], [])
    seconds, _pdf = timed(lambda: render_pdf(report), REPEATS)
    return seconds


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    django.setup()
    measured = [empty_report(), *files(REPEATS)]
    fill()
    print(*measured, *files(LARGE_REPEATS))
