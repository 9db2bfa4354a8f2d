"""``gte pages``: the pages and menus that the site begins with."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from gte.portal.domain import load_pages


class Command(BaseCommand):
    help = "Create the initial pages and menus that this installation never had; change no others."

    def handle(self, **_options: Any) -> None:
        count = load_pages()
        self.stdout.write(f"{len(count.created)} pages and menus created, {len(count.kept)} kept.")
