"""``make bench``: speed, memory and weight beside a trivial page of the same server and run.

python -m bench [--records N] [--only search|governance|indicators|registers|plan|timeline|sheets]

N synthetic records for the largest load and for search (100,000). Beside a PostgreSQL:
tools/with-postgres.sh python -m bench --only search
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import (
    commands,
    governance,
    indicators,
    pages,
    plan,
    rollup,
    search,
    sheets,
    timeline,
    workbook,
)
from bench.installation import Installation
from bench.table import Row, show

Measured = Callable[[Installation], list[Row]]


def named_measures(records: int) -> dict[str, tuple[str, Measured]]:
    """What can be measured alone: title and measure by name."""
    return {
        "search": (f"Search in {records:,} records", lambda site: search.measure(site, records)),
        "governance": ("Governance", governance.measure),
        "indicators": ("Totals of indicators", lambda _site: rollup.measure()),
        "registers": ("Register of indicators", indicators.measure),
        "plan": ("Pages of a large plan", plan.measure),
        "timeline": ("Timeline of 500 projects", timeline.measure),
        "sheets": ("Workbooks", lambda site: [*sheets.measure(site), *workbook.measure(site)]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--only", choices=list(named_measures(0)))
    arguments = parser.parse_args()
    records, named = arguments.records, named_measures(arguments.records)
    chosen = {arguments.only: named[arguments.only]} if arguments.only else named
    print(f"{os.cpu_count()} processors; medians, the unit in each row.\n")
    with tempfile.TemporaryDirectory(prefix="gte-bench-") as folder:
        installation = Installation(Path(folder) / "site")
        installation.set_up()
        for title, measure in chosen.values():
            show(title, measure(installation))
        if arguments.only:
            return
        show("Pages", pages.measure(installation))
        show("Commands", commands.measure(installation))
        show("Loading synthetic records", synthetic(Path(folder), records))


def synthetic(folder: Path, most: int) -> list[Row]:
    sizes = [most // 10, most // 2, most]
    return commands.measure_loads(folder, sizes)


if __name__ == "__main__":
    main()
