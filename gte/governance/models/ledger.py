"""The ledger: every act of governance, one row each, added and never changed."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, ClassVar

from django.db import models

from gte.governance.chain import COLUMNS, Row

AT_ONCE = 5_000


class LedgerQuerySet(models.QuerySet[Any]):
    def rows(self) -> Generator[Row, None, None]:
        """Whole entries as the chain is made of them, in its order, however many there are."""
        yield from self.order_by("seq").values_list(*COLUMNS).iterator(chunk_size=AT_ONCE)


class LedgerEntry(models.Model):
    """An act: what was done, on what, for which party, by whom, when, and the hash of all before.

    Added by ``domain.ledger.append`` alone. Triggers refuse any change; the columns are told in
    docs/governance.md.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=27)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=100)
    party = models.CharField(max_length=100, blank=True)
    rank = models.CharField(max_length=12, blank=True)
    actor = models.CharField(max_length=20, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    body = models.TextField()
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects: ClassVar[Any] = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ("seq",)
        indexes: ClassVar = [models.Index(fields=["subject", "seq"], name="ledger_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.at} {self.act} {self.subject}"
