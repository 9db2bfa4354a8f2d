"""A real installation in a folder of its own: commands and the production server."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Installation:
    data_dir: Path

    def environment(self, **extra: str) -> dict[str, str]:
        kept = {"GTE_DATABASE_URL"}  # where search is measured on PostgreSQL
        base = {
            key: value
            for key, value in os.environ.items()
            if key in kept or not key.startswith("GTE_")
        }
        return {**base, "GTE_DATA_DIR": str(self.data_dir), **extra}

    def run(self, *arguments: str) -> float:
        """Runs a gte command to its end and returns its seconds, start-up included."""
        command = [sys.executable, "-m", "gte", *arguments]
        started = time.perf_counter()
        subprocess.run(command, env=self.environment(), check=True, capture_output=True)
        return time.perf_counter() - started

    def set_up(self) -> None:
        self.run("setup")

    @contextmanager
    def served(self, *, page_cache: bool) -> Iterator[Server]:
        port = free_port()
        granian = Path(sys.executable).with_name("granian")
        command = [str(granian), "--interface", "wsgi", "--port", str(port), "--no-ws"]
        command += ["--workers", "1", "--log-level", "error", "--blocking-threads", "4"]
        command += ["--backpressure", "128", "gte.wsgi:application"]
        flag = "1" if page_cache else "0"
        with subprocess.Popen(command, env=self.environment(GTE_PAGE_CACHE=flag)) as process:
            server = Server(port, process.pid)
            try:
                server.wait()
                yield server
            finally:
                process.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def wait(self) -> None:
        """Asks until the server answers; raises TimeoutError when it never does."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                self.get("/healthz")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("the server did not answer")

    def get(self, path: str, **headers: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        body = connection.getresponse().read()
        connection.close()
        return body

    def worker_mebibytes(self) -> float:
        """Resident memory of the largest process below the server's main one."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return max(resident(int(child)) for child in children)


def resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
