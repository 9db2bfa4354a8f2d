"""Appending to the ledger, the only way in."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from gte.alliance.models import State, User
from gte.common.domain import write_log
from gte.governance.chain import COLUMNS, FIRST_PREVIOUS, canonical, entry_hash
from gte.governance.models import LedgerEntry

# PostgreSQL's name of "it is my turn to append": any number that nothing else of ours locks.
TURN = 0x67_74_65_4C  # "gteL"
FORBIDDEN = ("\n", "\0")


def append(
    *,
    act: str,
    subject: str,
    by: User | None,
    party: State | None = None,
    rank: str = "",
    text_hash: str = "",
    body: dict[str, Any] | None = None,
    at: datetime.datetime | None = None,
) -> LedgerEntry:
    """Adds an act to the ledger, and its line to the log, in the caller's transaction.

    Whoever appends next waits until that transaction ends: the chain never forks. The entry is
    never earlier than the one before it, whatever ``at`` or the clock say. To ``body`` comes "by",
    the name of who acts.

    Raises RuntimeError outside of a transaction, ValueError for a time without a zone and for a
    text that its column does not take.
    """
    texts = {
        "act": act,
        "subject": subject,
        "party": party.code if party else "",
        "rank": rank,
        "actor": str(by.pk) if by else "",
        "text_hash": text_hash,
        "body": canonical({**(body or {}), "by": by.name} if by else body or {}),
    }
    check_texts(texts)
    wait_for_turn()
    moment = utc_text(at or timezone.now())
    last = LedgerEntry.objects.order_by("-seq").first()
    entry = LedgerEntry(
        seq=last.seq + 1 if last else 1,
        at=max(moment, last.at) if last else moment,
        previous=last.hash if last else FIRST_PREVIOUS,
        **texts,
    )
    entry.hash = entry_hash([getattr(entry, name) for name in COLUMNS[:-1]])
    entry.save(force_insert=True)
    write_log(verb=act, by=by, target=subject)
    return entry


def head() -> str:
    """The hash of the newest entry; 64 zeros while there is none."""
    newest: str | None = LedgerEntry.objects.order_by("-seq").values_list("hash", flat=True).first()
    return newest or FIRST_PREVIOUS


def wait_for_turn() -> None:
    """Returns when nobody else is appending; until this transaction ends nobody will.

    A verb whose act depends on what stands calls it before it reads: else another act may come
    between. Raises RuntimeError outside of a transaction.
    """
    connection: BaseDatabaseWrapper = transaction.get_connection()
    if not connection.in_atomic_block:
        raise RuntimeError("The ledger is appended to in the transaction of the act itself.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
    # SQLite lets one transaction write at a time, from its beginning (IMMEDIATE).


def utc_text(at: datetime.datetime) -> str:
    """As the ledger writes a time: UTC, to the microsecond, always equally long."""
    if timezone.is_naive(at):
        raise ValueError("The ledger takes times with a zone only.")
    utc = at.astimezone(datetime.UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='microseconds')}Z"


def check_texts(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if any(sign in text for sign in FORBIDDEN):
            raise ValueError(f"A line feed or NUL cannot be in the ledger's column {name}.")
        longest = getattr(LedgerEntry._meta.get_field(name), "max_length", None)
        if longest is not None and len(text) > longest:
            raise ValueError(f"The ledger's column {name} takes {longest} characters.")
