"""Asks the worker process about a file and bounds how long the answer may take."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gte.library.uploads.formats import FORMATS, Format
from gte.library.uploads.refused import Refused

LOG = logging.getLogger(__name__)
SECONDS = 40
# Pages are pictured when somebody looks; this many at once, so that the server still answers.
PICTURES = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Inspection:
    """What was found in a file that is taken."""

    format: Format
    texts: list[str]
    pages: int
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def has_text(self) -> bool:
        return any(text.strip() for text in self.texts)


def ask(*arguments: str) -> dict[str, Any]:
    """The worker's answer. Raises Refused for what it refuses, and for its own end."""
    command = [sys.executable, "-m", "gte.library.uploads.worker", *arguments]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, fixed arguments
            command,
            env=kept,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("bomb") from error
    with suppress(ValueError):
        answer: dict[str, Any] = json.loads(done.stdout)
        if "refused" in answer:
            raise Refused(answer["refused"], **answer["params"])
        return answer
    # Killed for its memory or time, or a parser gave up: the file did that.
    LOG.warning("The worker ended with %s: %s", done.returncode, done.stderr[-2000:].decode())
    raise Refused("bomb" if done.returncode < 0 else "broken")


def inspect(path: Path, name: str) -> Inspection:
    """What a file is and says. Raises Refused with the reason why it is not taken."""
    # No argument may hold NUL, and a name is only looked at for how it ends.
    answer = ask("inspect", str(path.absolute()), name.replace("\0", " ")[-200:])
    return Inspection(
        format=FORMATS[answer["format"]],
        texts=answer["texts"],
        pages=answer["pages"],
        content=answer["content"],
    )


def make_picture(path: Path, found: Format, page: int, width: int, to: Path) -> None:
    """Writes a page as WebP. Raises Refused where the page cannot be shown."""
    to.parent.mkdir(parents=True, exist_ok=True)
    making = to.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
    with PICTURES:
        if to.exists():
            return
        try:
            ask(
                "picture",
                str(path.absolute()),
                found.name,
                str(page),
                str(width),
                str(making.absolute()),
            )
            making.replace(to)
        finally:
            making.unlink(missing_ok=True)
