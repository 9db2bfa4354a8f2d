"""How long work takes within one process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def milliseconds(
    work: Callable[[], object], repeats: int, *, clock: Callable[[], float] = time.perf_counter
) -> float:
    """The median of so many runs; of the processor alone with ``clock=time.process_time``."""
    times = []
    for _repeat in range(repeats):
        started = clock()
        work()
        times.append(clock() - started)
    return statistics.median(times) * 1000
