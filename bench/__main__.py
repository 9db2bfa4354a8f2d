"""``make bench``: speed, memory and weight beside a trivial page of the same server and run.

python -m bench [--records N] [--only search|governance|indicators]

N synthetic records for the largest load and for search (100,000). Beside a PostgreSQL:
tools/with-postgres.sh python -m bench --only search
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from bench import commands, governance, indicators, pages, rollup, search
from bench.installation import Installation
from bench.table import Row, show


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--only", choices=["search", "governance", "indicators"])
    arguments = parser.parse_args()
    records = arguments.records
    print(f"{os.cpu_count()} processors; medians, the unit in each row.\n")
    if arguments.only in {None, "indicators"}:
        show("Totals of indicators", rollup.measure())
    with tempfile.TemporaryDirectory(prefix="gte-bench-") as folder:
        installation = Installation(Path(folder) / "site")
        installation.set_up()
        if arguments.only in {None, "search"}:
            show(f"Search in {records:,} records", search.measure(installation, records))
        if arguments.only in {None, "governance"}:
            show("Governance", governance.measure(installation))
        if arguments.only in {None, "indicators"}:
            show("Register of indicators", indicators.measure(installation))
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
