"""What the room of decisions costs: verifying its ledger, beside the hashing alone."""

from __future__ import annotations

import subprocess
import sys

from bench.installation import Installation
from bench.table import Row

ENTRIES = 100_000
VERIFY_TARGET = 100_000
APPEND_TARGET = 5
PAGE_TARGET, SQL_TARGET = 150, 8


def measure(installation: Installation) -> list[Row]:
    return [*ledger_rows(installation), *decision_rows(installation)]


def ledger_rows(installation: Installation) -> list[Row]:
    command = [sys.executable, "-m", "bench.ledger", str(ENTRIES)]
    environment = installation.environment()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    verified, hashed, appended = map(float, done.stdout.split())
    note = f"{verified:.2f} s for {ENTRIES:,}; {verified / hashed:.1f} x SHA-256 alone"
    a_second = "entries/s"
    return [
        Row("gte ledger verify", ENTRIES / verified, a_second, VERIFY_TARGET, note, at_least=True),
        Row("SHA-256 alone over the same bytes", ENTRIES / hashed, a_second),
        Row("one entry appended and committed", appended * 1000, "ms", APPEND_TARGET),
    ]


def decision_rows(installation: Installation) -> list[Row]:
    """The list of 1,000 decisions with 20 entries each, within the program."""
    command = [sys.executable, "-m", "bench.decisions"]
    environment = installation.environment()
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    page, asked, standing = map(float, done.stdout.split())
    return [
        Row("list of 1,000 decisions, 20 entries each", page, "ms", PAGE_TARGET),
        Row("what it asks of the database", asked, "statements", SQL_TARGET),
        Row("what stands of the 1,000 alone", standing, "ms"),
    ]
