"""What the loader remembers of each record it brought in."""

from __future__ import annotations

from django.db import models


class Origin(models.Model):
    """The state in which a record was last loaded, so that a person's edits are recognised."""

    code = models.CharField(max_length=100, primary_key=True)
    kind = models.CharField(max_length=40, db_index=True)
    # Hash of what the loader wrote; a record whose present content has another was edited since.
    content_hash = models.CharField(max_length=32)
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
