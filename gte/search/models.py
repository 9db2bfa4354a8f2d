"""What can be found, as it is shown; the index itself is the engine's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SearchEntry(models.Model):
    """A thing that can be found, with the real texts that fragments are cut from."""

    kind = models.CharField(max_length=40)
    # A record's code, or whatever the kind makes an address of.
    key = models.CharField(max_length=200)
    title_es = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    lead_es = models.TextField(blank=True)
    lead_en = models.TextField(blank=True)
    text_es = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    path_es = models.CharField(max_length=255, blank=True)
    path_en = models.CharField(max_length=255, blank=True)
    date = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SearchWord(models.Model):
    """A word of the entries' texts: for completing what is typed and for near words."""

    language = models.CharField(max_length=2)
    folded = models.CharField(max_length=40)
    display = models.CharField(max_length=80)
    token = models.CharField(max_length=48, db_index=True)
    length = models.PositiveSmallIntegerField()
    entries = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folded", "language"], name="search_word_once")
        ]
        indexes: ClassVar = [models.Index(fields=["length"], name="search_word_length")]

    def __str__(self) -> str:
        return self.display
