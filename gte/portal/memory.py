"""What is made once for each version of what is published, and kept in the worker.

Menus, the tree of public pages and what blocks show of the register change only when something is
written, and every write makes a new version (the number of the newest log entry).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Any

from django.conf import settings

MOST_KEPT = 500
# The version and what was made for it. Replaced as a whole, never emptied: threads share it.
_kept: tuple[tuple[Any, ...], dict[Hashable, Any]] = ((), {})


def kept(name: Hashable, version: tuple[int, int], make: Callable[[], Any]) -> Any:
    """``make()``'s answer, made once for this version and hour; what the clock changes moves on."""
    global _kept  # noqa: PLW0603 - one per worker is meant
    current = (version, int(time.time() // 3600), settings.DATABASES["default"]["NAME"])
    found = _kept
    if found[0] != current or len(found[1]) > MOST_KEPT:
        found = _kept = (current, {})
    store = found[1]
    if name not in store:
        store[name] = make()
    return store[name]


def forget() -> None:
    global _kept  # noqa: PLW0603 - as above
    _kept = ((), {})
