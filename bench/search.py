"""What a search costs, whole page with 20 hits and facets, beside a trivial view of the server."""

from __future__ import annotations

import http.client
import statistics
import subprocess
import sys
import time
from urllib.parse import urlencode

from bench.installation import Installation, Server
from bench.synthetic import words
from bench.table import Row

PAGE_TARGET = 60
ENTRY_TARGET = 2
ROUNDS = 4


def questions() -> dict[str, list[dict[str, str]]]:
    """Of each class, queries that differ: what is asked twice in a row is no measurement."""
    es, en = words("es"), words("en")
    head, mid, rare = range(8), range(700, 708), range(20_000, 20_008)
    both = [known[rank] for rank in head for known in (es, en)]
    return {
        "very common word": [{"q": word} for word in both],
        "common word": [{"q": known[rank]} for rank in mid for known in (es, en)],
        "rare word": [{"q": known[rank]} for rank in rare for known in (es, en)],
        "very common and common": [{"q": f"{es[one]} {es[700 + one]}"} for one in head],
        "three very common": [{"q": " ".join(es[one : one + 3])} for one in head],
        "phrase of very common": [{"q": f'"{es[one]} {es[one + 1]}"'} for one in head],
        "very common, two filters": [{"q": w, "kind": "mandate", "year": "2020"} for w in both],
        "very common, without another": [{"q": f"{es[one]} -{es[one + 1]}"} for one in head],
        "filter alone": [{"year": str(year)} for year in range(2010, 2018)],
        "far page": [{"q": word, "page": "50"} for word in both],
        "typing error, nothing found": [{"q": f"{es[9 + one]}qx"} for one in head],
        "suggestions": [{"q": es[one][:4], "suggest": "1"} for one in head],
    }


def measure(installation: Installation, number: int) -> list[Row]:
    started = time.perf_counter()
    run(installation, str(number))
    seconds = time.perf_counter() - started
    new, amended, record = map(float, run(installation, "one").split())
    rows = [
        Row(f"indexing {number:,} entries", seconds, "s", note=f"{number / seconds:,.0f} a second"),
        Row("one entry of 220 words, new", new, "ms", ENTRY_TARGET),
        Row("one entry of 220 words, its title changed", amended, "ms", ENTRY_TARGET),
        Row("one record: read again, made into an entry", record, "ms"),
    ]
    with installation.served(page_cache=False) as server:
        for name, asked in questions().items():
            rows += class_rows(server, name, asked)
    return rows


def run(installation: Installation, argument: str) -> str:
    command = [sys.executable, "-m", "bench.synthetic", argument]
    environment = installation.environment()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def class_rows(server: Server, name: str, asked: list[dict[str, str]]) -> list[Row]:
    times, trivial = [], []
    timed(server, address(asked[0]))
    for _round in range(ROUNDS):
        for question in asked:
            trivial.append(timed(server, "/healthz"))
            times.append(timed(server, address(question)))
    times.sort()
    ratio = statistics.median(times) / statistics.median(trivial)
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    note = f"p50 {statistics.median(times):.1f} ms, {ratio:.0f} x trivial"
    return [Row(f"{name}, p95", p95, "ms", PAGE_TARGET, note)]


def address(question: dict[str, str]) -> str:
    if "suggest" in question:
        return f"/es/buscar/sugerencias/?{urlencode({'q': question['q']})}"
    return f"/es/buscar/?{urlencode(question)}"


def timed(server: Server, path: str) -> float:
    """Milliseconds of one answer on a connection that is open already."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.connect()
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    milliseconds = (time.perf_counter() - started) * 1000
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return milliseconds
