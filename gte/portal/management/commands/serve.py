"""``gte serve``: the site on this machine, by the server that production uses."""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from gte.alliance.demo import refuse_demo_people
from gte.portal.setup import set_up

THREADS = 4
WAITING = 128


def check_free(host: str, port: int) -> None:
    """Raises CommandError, status 2, for an address on which nothing can be served.

    Without this, a second server would share the port of the first, and readers would meet both.
    """
    if not 1 <= port <= 65535:
        raise CommandError(f"{port} is not a port; choose one from 1 to 65535.", returncode=2)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # Connections that just ended do not hold a port; a server that listens does.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            sentence = f"Port {port} on {host} cannot be used ({error.strerror or error})"
            raise CommandError(
                f"{sentence}; choose another, as in: make serve PORT=8123", returncode=2
            ) from error


# Written out: to ask the addresses for it would read all of them before the first answer.
SIGN_IN = "/es/cuenta/login/"


def address_of(host: str, port: int) -> str:
    """What to type into a browser on this machine. All addresses are no address to go to."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{here}]:{port}" if ":" in here else f"http://{here}:{port}"


class Command(BaseCommand):
    help = "Set up what is missing and serve the site."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)

    def handle(self, *, host: str, port: int, workers: int, **_options: Any) -> None:
        check_free(host, port)
        if workers < 1:
            raise CommandError(f"{workers} workers serve nobody; give 1 or more.", returncode=2)
        set_up(self.stdout.write)
        if settings.PRODUCTION:
            refuse_demo_people()
        elif settings.DEMO:
            call_command("demo", "people", stdout=self.stdout)
        address = address_of(host, port)
        os.environ["GTE_SERVED_AT"] = address
        self.stdout.write(f"Serving {address} (stop with Ctrl+C)")
        self.stdout.write(f"Sign in at {address}{SIGN_IN}")
        self.stdout.flush()
        granian = Path(sys.executable).with_name("granian")
        arguments = ["--interface", "wsgi", "--host", host, "--port", str(port)]
        arguments += ["--workers", str(workers), "--no-ws", "--log-level", "warning"]
        # Each thread holds a database connection; more of them than this only wait for each other.
        # A worker that misses the signal to stop, as it was just starting, is ended all the same.
        arguments += ["--workers-kill-timeout", "3"]
        arguments += ["--blocking-threads", str(THREADS), "--backpressure", str(WAITING)]
        # The server takes this process's place, so that stopping it stops everything.
        os.execv(granian, [str(granian), *arguments, "gte.wsgi:application"])  # noqa: S606
