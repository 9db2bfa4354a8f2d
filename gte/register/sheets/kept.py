"""Workbooks between preview and confirmation: kept for an hour, for the person who sent them."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings

SECONDS = 3600
BLOCK = 1 << 20
NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)


def folder() -> Path:
    place = Path(settings.SHEETS_DIR)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def keep(file: IO[bytes]) -> str:
    """Stores a workbook; the name under which it is found again."""
    forget_old()
    name = secrets.token_hex(16)
    file.seek(0)
    path = folder() / name
    try:
        with path.open("xb") as copy:
            while block := file.read(BLOCK):
                copy.write(block)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


def path_of(name: str) -> Path:
    """Where a workbook lies, if it still does."""
    return folder() / (name if NAME.fullmatch(name) else "none")


@contextmanager
def claimed(name: str) -> Iterator[Path | None]:
    """The workbook, for this one confirmation; None where it is gone or another one has it.

    It is given up for good where the body ends well, and back where the body raises.
    """
    path = path_of(name)
    mine = path.with_suffix(f".{secrets.token_hex(8)}")
    try:
        path.rename(mine)
    except FileNotFoundError:
        yield None
        return
    try:
        yield mine
    except BaseException:
        with suppress(FileNotFoundError):
            mine.rename(path)
        raise
    mine.unlink(missing_ok=True)


def forget_old() -> None:
    """Removes what nobody came back for."""
    oldest = time.time() - SECONDS
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
