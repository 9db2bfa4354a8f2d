"""What pages cost, as multiples of a trivial Django view on the same server."""

from __future__ import annotations

import http.client
import re
import statistics
import time

from bench.installation import Installation, Server
from bench.table import Row

LISTS = {
    "mandates": "/en/mandates/",
    "practices": "/en/practices/",
    "documents": "/en/documents/",
    "deliverables": "/en/deliverables/",
    "meetings": "/en/meetings/",
    "observers": "/en/observer-states/",
}
CMS_PAGES = {"home": "/es/", "bodies and terms": "/en/how-it-works/", "news": "/en/news/"}
OTHERS = {"coverage": "/en/coverage/", "report": "/en/reports/gan/"}
ROUNDS = 12
REQUESTS = 25
UNCACHED_TARGET = 12
CMS_TARGET = 30
CACHED_TARGET = 1.6
MEMORY_TARGET = 200
WEIGHT_TARGET = 100


def measure(installation: Installation) -> list[Row]:
    rows = []
    with installation.served(page_cache=False) as server:
        for name, path in LISTS.items():
            rows.append(ratio_row(server, f"list of {name}, not cached", path, UNCACHED_TARGET))
        for name, path in CMS_PAGES.items():
            rows.append(ratio_row(server, f"page {name}, not cached", path, CMS_TARGET))
        for name, path in OTHERS.items():
            rows.append(ratio_row(server, f"{name}, not cached", path, None))
    with installation.served(page_cache=True) as server:
        for name, path in {**LISTS, **CMS_PAGES, **OTHERS}.items():
            rows.append(ratio_row(server, f"{name}, from the page cache", path, CACHED_TARGET))
        rows.append(Row("memory of the worker", server.worker_mebibytes(), "MiB", MEMORY_TARGET))
        rows.append(Row("first view of the home page", weight(server, "/es/"), "kB", WEIGHT_TARGET))
    return rows


def ratio_row(server: Server, name: str, path: str, target: float | None) -> Row:
    """The median, over rounds that alternate with the reference, of page time by trivial time."""
    ratios, milliseconds = [], []
    for _round in range(ROUNDS):
        trivial = median_seconds(server, "/healthz")
        page = median_seconds(server, path)
        ratios.append(page / trivial)
        milliseconds.append(page * 1000)
    note = f"{statistics.median(milliseconds):.2f} ms"
    return Row(name, statistics.median(ratios), "x trivial", target, note)


def median_seconds(server: Server, path: str) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    times = []
    for _request in range(REQUESTS):
        started = time.perf_counter()
        connection.request("GET", path)
        connection.getresponse().read()
        times.append(time.perf_counter() - started)
    connection.close()
    return statistics.median(times)


def weight(server: Server, path: str) -> float:
    """Kilobytes over the wire for a first view: the page and all it names, as a browser asks."""
    page = server.get(path).decode()
    named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    styles = [server.get(address).decode() for address in named if address.endswith(".css")]
    for style in styles:
        named.update(re.findall(r'url\("?(/static/[^")]+)', style))
    headers = {"Accept-Encoding": "br, gzip"}
    return sum(len(server.get(address, **headers)) for address in {path, *named}) / 1000
