"""Where files lie: named by what is in them, outside what a server hands out by itself."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings


def root() -> Path:
    return Path(settings.LIBRARY_DIR)


def path_of(sha256: str) -> Path:
    return root() / "files" / sha256[:2] / sha256


def picture_path(sha256: str, page: int, width: int) -> Path:
    return root() / "pictures" / sha256[:2] / sha256 / f"{page}-{width}.webp"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(source: Path, sha256: str) -> Path:
    """Puts a file where its content says it belongs, whole or not at all. Twice is once."""
    place = path_of(sha256)
    if place.exists():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".keep-")
    making = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, source.open("rb") as given:
            shutil.copyfileobj(given, file)
            file.flush()
            os.fsync(file.fileno())
        making.chmod(0o440)
        making.replace(place)
    finally:
        making.unlink(missing_ok=True)
    return place
