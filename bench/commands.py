"""What commands cost, start-up included, and how loading grows with the number of records."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.installation import Installation, Server, free_port
from bench.table import Row

LOAD_TARGET = 5
REPORT_TARGET = 3
START_TARGET = 4
REPEATS = 3

PRACTICE = """\
- id: practice-synthetic-{number}
  country_id: {state}
  title: {{es: Práctica sintética {number}, en: Synthetic practice {number}}}
  institution: {{es: Instituto {number}, en: Institute {number}}}
  institution_type: technical_institute
  level: tertiary
  sector: industry
  period: 2019-
  problem: {{es: Un problema que se repite., en: A problem that repeats.}}
  methodology: {{es: Un método que se prueba., en: A method that is tried.}}
  results:
  - {{metric: {{es: Estudiantes, en: Students}}, value: {number}, unit: students, as_of: 2020-05}}
  results_summary: {{es: Un resultado., en: A result.}}
  topic_ids: [{topic}]
  in_official_repository: false
  evidence_type: press
  source: https://example.org/{number}
  certainty: documented
"""


def measure(installation: Installation) -> list[Row]:
    output = str(installation.data_dir / "report.pdf")
    report = ("report", "gan", "--as-of", "2026-01-29", "--lang", "es", "--output", output)
    return [
        Row("gte load, nothing new", median_run(installation, "load"), "s", LOAD_TARGET),
        Row("gte load, first time", first_load(installation), "s", LOAD_TARGET),
        Row("gte report gan as PDF", median_run(installation, *report), "s", REPORT_TARGET),
        Row("gte serve to its first answer", first_answer(installation), "s", START_TARGET),
        Row("gte help (start-up alone)", median_run(installation, "help"), "s"),
    ]


def first_answer(installation: Installation) -> float:
    """Seconds from the command to an answer, as on a laptop that is prepared: demo people too."""
    environment = installation.environment(GTE_DEMO="1")
    seconds = []
    for _repeat in range(REPEATS + 1):
        port = free_port()
        command = [sys.executable, "-m", "gte", "serve", "--port", str(port)]
        started = time.perf_counter()
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
            try:
                Server(port, process.pid).wait()
                seconds.append(time.perf_counter() - started)
            finally:
                process.terminate()
    # The first of them prepared what the others found.
    return statistics.median(seconds[1:])


def median_run(installation: Installation, *arguments: str) -> float:
    return statistics.median(installation.run(*arguments) for _repeat in range(REPEATS))


def first_load(installation: Installation) -> float:
    seconds = []
    for number in range(REPEATS):
        fresh = Installation(installation.data_dir.parent / f"fresh-{number}")
        fresh.run("migrate")
        seconds.append(fresh.run("load"))
    return statistics.median(seconds)


def measure_loads(folder: Path, sizes: Sequence[int]) -> list[Row]:
    """Seconds for each size; the last row says how far growth is from linear (1.0 is linear)."""
    rows, per_record = [], []
    for size in sizes:
        installation = Installation(folder / f"load-{size}")
        installation.set_up()
        seconds = installation.run("load", str(synthetic_folder(folder, size)))
        per_record.append(seconds / size)
        note = f"{size / seconds:,.0f} records a second"
        rows.append(Row(f"{size:,} records", seconds, "s", note=note))
    growth = per_record[-1] / per_record[0]
    rows.append(Row("time per record, largest by smallest", growth, "x", 1.3))
    return rows


def synthetic_folder(folder: Path, size: int) -> Path:
    from gte.record.reading import read_file

    data = Path(__file__).resolve().parent.parent / "gte" / "record" / "data"
    states = [raw.data["id"] for raw in read_file(data / "members.yaml")]
    topics = [raw.data["id"] for raw in read_file(data / "topics.yaml")]
    target = folder / f"synthetic-{size}"
    target.mkdir()
    with (target / "practices.yaml").open("w") as file:
        for number in range(size):
            state = states[number % len(states)]
            topic = topics[number % len(topics)]
            file.write(PRACTICE.format(number=number, state=state, topic=topic))
    return target
