"""``gte serve``: the site on this machine, by the server that production uses."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gte.portal.setup import set_up

THREADS = 4
WAITING = 128


class Command(BaseCommand):
    help = "Set up what is missing and serve the site."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)

    def handle(self, *, host: str, port: int, workers: int, **_options: Any) -> None:
        set_up(self.stdout.write)
        self.stdout.write(f"Serving http://{host}:{port} (stop with Ctrl+C)")
        self.stdout.flush()
        granian = Path(sys.executable).with_name("granian")
        arguments = ["--interface", "wsgi", "--host", host, "--port", str(port)]
        arguments += ["--workers", str(workers), "--no-ws", "--log-level", "warning"]
        # Each thread holds a database connection; more of them than this only wait for each other.
        arguments += ["--blocking-threads", str(THREADS), "--backpressure", str(WAITING)]
        # The server takes this process's place, so that stopping it stops everything.
        os.execv(granian, [str(granian), *arguments, "gte.wsgi:application"])  # noqa: S606
