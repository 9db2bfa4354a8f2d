"""``gte setup``: makes an installation ready to serve."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from gte.portal.setup import set_up


class Command(BaseCommand):
    help = "Compile the Spanish texts, migrate the database, load the record, collect static files."
    # The steps make what the checks look at.
    requires_system_checks = ()

    def handle(self, **_options: Any) -> None:
        set_up(self.stdout.write)
