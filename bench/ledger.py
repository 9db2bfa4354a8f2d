"""What verifying the ledger costs, measured within the program: start-up is not counted.

    python -m bench.ledger NUMBER     fills the ledger of the installation it runs in and prints the
                                      seconds of verifying it and of SHA-256 over the same bytes

The entries are put in whole; ``append`` is measured on the ledger that they make.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator

REPEATS = 5
APPENDED = 200


def entries(number: int) -> Iterator[tuple[object, ...]]:
    from gte.governance.chain import FIRST_PREVIOUS, canonical, entry_hash

    previous = FIRST_PREVIOUS
    for seq in range(1, number + 1):
        minute, microsecond = divmod(seq, 1_000_000)
        at = f"2026-01-01T00:{minute:02d}:00.{microsecond:06d}Z"
        text = hashlib.sha256(str(seq % 50).encode()).hexdigest()
        body = canonical({"by": "Ada Núñez", "note": "Sin objeción, con una nota de la capital."})
        subject, party = f"decision-{seq % 1000}", f"state-{seq % 4}"
        act = (seq, at, "position.reservation", subject, party, "head", "7", text, body, previous)
        previous = entry_hash(act)
        yield (*act, previous)


def fill(number: int) -> None:
    from gte.governance.chain import COLUMNS
    from gte.governance.models import LedgerEntry

    rows = [LedgerEntry(**dict(zip(COLUMNS, row, strict=True))) for row in entries(number)]
    LedgerEntry.objects.bulk_create(rows, batch_size=2_000)


def seconds(work: Callable[[], object]) -> float:
    """The median of some runs."""
    times = []
    for _repeat in range(REPEATS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def append_one(number: int) -> None:
    from django.db import transaction

    from gte.governance.domain.ledger import append

    with transaction.atomic():
        append(
            act="position.reservation", subject=f"decision-{number}", by=None, body={"n": number}
        )


def measure(number: int) -> tuple[float, float, float]:
    """Seconds of ``gte ledger verify``, of SHA-256 alone, and of one entry appended."""
    from django.core.management import call_command

    from gte.governance.models import LedgerEntry

    fill(number)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
        verified = seconds(lambda: call_command("ledger", "verify", stdout=nowhere))
    texts = ["\n".join(map(str, row[:10])).encode() for row in LedgerEntry.objects.rows()]
    hashed = seconds(lambda: [hashlib.sha256(text).hexdigest() for text in texts])
    started = time.perf_counter()
    for one in range(APPENDED):
        append_one(one)
    return verified, hashed, (time.perf_counter() - started) / APPENDED


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    django.setup()
    print(*measure(int(sys.argv[1])))
