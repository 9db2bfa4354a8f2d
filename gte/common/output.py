"""Puts what a command makes where it was asked for."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from gte.common.errors import BadInput


def write_output(path: Path, chunks: Iterable[bytes], *, what: str) -> None:
    """Writes the file whole or not at all: where it fails, a former file stays as it was.

    A link keeps leading to its file; a device or pipe is written to as it is. Raises BadInput with
    ``what`` it is ("The report"), the path and the reason.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                stream.writelines(chunks)
        else:
            replace_file(target, chunks)
    except OSError as error:
        sentence = f"{what} cannot be written to {written(path)}: {reason(error, path)}."
        raise BadInput(sentence) from error
    except UnicodeEncodeError as error:
        sentence = f"{what} cannot be written to {written(path)}: no file can have this name."
        raise BadInput(sentence) from error


def written(path: Path) -> str:
    """The path as a sentence can say it, also one that is no text."""
    return str(path).encode(errors="backslashreplace").decode()


def write_stdout(chunks: Iterable[bytes], *, what: str) -> None:
    """Writes to standard output. Raises BadInput with the reason."""
    try:
        # A stream of our own: Python's would try once more at exit what has failed.
        with open(sys.stdout.fileno(), "wb", closefd=False) as stream:
            stream.writelines(chunks)
    except OSError as error:
        sentence = f"{what} cannot be written to standard output: {reason(error)}."
        raise BadInput(sentence) from error


def replace_file(target: Path, chunks: Iterable[bytes]) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    draft = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with draft.open("xb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def reason(error: OSError, path: Path | None = None) -> str:
    """Why the system refused, as the end of a sentence."""
    if path and isinstance(error, FileNotFoundError) and not path.parent.exists():
        return f"there is no folder {written(path.parent)}"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]
