"""The working screens under ``desk/``: each room says which of them it has and who may enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class DeskEntry:
    """A working screen: its title, what it is for, the right it needs, what waits there."""

    url_name: str
    title: Any
    lead: Any
    right: str
    # How many things wait there for this account; shown when there are any.
    waiting: Callable[[Any], int] | None = None

    @property
    def url(self) -> str:
        return reverse(self.url_name)


DESK_ENTRIES: list[DeskEntry] = []


def add_desk_entry(entry: DeskEntry) -> None:
    DESK_ENTRIES.append(entry)


def desk_of(user: Any) -> list[DeskEntry]:
    """The screens that this account may enter."""
    return [entry for entry in DESK_ENTRIES if user.has_perm(entry.right)]
