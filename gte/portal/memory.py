"""What is made once for each version of what is published, and kept in the worker.

Menus, the tree of public pages and blocks that show the register change only when something is
written, and every write makes a new version (the number of the newest log entry).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any

from django.conf import settings

_store: dict[Hashable, Any] = {}
_version: tuple[Any, ...] = ()
MOST_KEPT = 500


def kept(name: Hashable, version: tuple[int, int], make: Callable[[], Any]) -> Any:
    """``make()``'s answer, made once for this version and hour; what the clock changes moves on."""
    global _version  # noqa: PLW0603 - one per worker is meant
    current = (version, int(time.time() // 3600), settings.DATABASES["default"]["NAME"])
    if current != _version or len(_store) > MOST_KEPT:
        _store.clear()
        _version = current
    if name in _store:
        with suppress(KeyError):  # another thread may have found a newer version in between
            return _store[name]
    made = make()
    if current == _version:
        _store[name] = made
    return made


def forget() -> None:
    _store.clear()
