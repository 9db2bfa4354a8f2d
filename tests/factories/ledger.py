"""Ledgers: chains of made-up entries, acts appended for a test, and what a forger does."""

import hashlib

from django.db import connection, transaction

from gte.governance.chain import COLUMNS, FIRST_PREVIOUS, canonical, entry_hash
from gte.governance.domain.ledger import append


def chained(entries, *, start=1, previous=FIRST_PREVIOUS):
    """Rows of a chain that holds, of what ``entries`` say: the columns from ``at`` to ``body``."""
    rows = []
    for seq, entry in enumerate(entries, start=start):
        unsigned = (seq, *entry, previous)
        previous = entry_hash(unsigned)
        rows.append((*unsigned, previous))
    return rows


def made_up(number):
    """What so many entries say, each a microsecond after the one before."""
    for one in range(number):
        at = f"2026-11-21T14:{one // 1_000_000:02d}:05.{one % 1_000_000:06d}Z"
        text = hashlib.sha256(str(one).encode()).hexdigest()
        body = canonical({"by": "María Núñez", "note": "Sin objeción, con una nota."})
        yield at, "position", f"decision-{one % 50}", f"state-{one % 4}", "head", "7", text, body


def append_acts(number, by=None):
    with transaction.atomic():
        return [append(act="decision.put", subject=f"d-{one}", by=by) for one in range(number)]


def triggers():
    """The names of the ledger's triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master "
                "WHERE type = 'trigger' AND tbl_name = 'governance_ledgerentry'"
            )
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger "
                "WHERE tgrelid = 'governance_ledgerentry'::regclass AND NOT tgisinternal"
            )
        return sorted(name for (name,) in cursor.fetchall())


def run_sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def forge(statement, *values):
    """Runs SQL as somebody who owns the database and has dropped the triggers first."""
    on_table = "" if connection.vendor == "sqlite" else " ON governance_ledgerentry"
    for name in triggers():
        run_sql(f"DROP TRIGGER {name}{on_table}")
    run_sql(statement, *values)


def changed(row, column, value):
    """A row with another value in one column."""
    place = COLUMNS.index(column)
    return (*row[:place], value, *row[place + 1 :])
