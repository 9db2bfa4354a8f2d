"""The index: one adapter for each database, the same small port."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from gte.search.engines.port import Engine


@cache
def engine_for(vendor: str) -> Engine:
    """The adapter of a database. Raises LookupError for one that has none."""
    if vendor == "sqlite":
        from gte.search.engines.sqlite import SqliteEngine  # noqa: PLC0415 - only where it is used

        return SqliteEngine()
    if vendor == "postgresql":
        from gte.search.engines.postgresql import PostgresEngine  # noqa: PLC0415

        return PostgresEngine()
    raise LookupError(f"search has no adapter for {vendor}")


def engine() -> Engine:
    return engine_for(connection.vendor)
