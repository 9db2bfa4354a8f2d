"""``gte reindex``: makes the search index anew from what is registered now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from gte.search.domain import reindex


class Command(BaseCommand):
    help = "Make the search index anew, all or nothing; the site can be searched meanwhile."

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        bar = tqdm(unit=" entries", disable=None if verbosity else True, leave=False)

        def begin(kind: str, total: int) -> None:
            bar.set_description(kind)
            bar.total = (bar.total or 0) + total

        try:
            count = reindex(begin=begin, tick=bar.update)
        finally:
            bar.close()
        if verbosity:
            self.stdout.write(f"{count} entries can be found.")
