"""Files on their way in: inspected, kept for an hour for the account that sent them.

A form that comes back with a mistake elsewhere need not ask for the file again.
"""

from __future__ import annotations

import errno
import json
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from gte.library.uploads.formats import FORMATS
from gte.library.uploads.names import clean_name
from gte.library.uploads.refused import Refused
from gte.library.uploads.runner import Inspection, inspect
from gte.library.uploads.store import root, sha256_of

KEPT = 3600
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
SALT = "gte.library.draft"


@dataclass(frozen=True)
class Draft:
    """A file that was inspected and is taken, under its cleaned name."""

    token: str
    path: Path
    name: str
    size: int
    sha256: str
    inspection: Inspection

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self.path.with_suffix(".json").unlink(missing_ok=True)


def folder() -> Path:
    place = root() / "drafts"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def make_draft(upload: UploadedFile, account: int) -> Draft:
    """Raises Refused with the reason why the file is not taken; then nothing is kept of it."""
    forget_old()
    name = str(upload.name or "")
    path = folder() / f"{secrets.token_hex(16)}.file"
    try:
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        found = inspect(path, name)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise Refused("no_room") from error
        raise
    facts = {
        "name": clean_name(name, ending_for(name, found)),
        "sha256": sha256_of(path),
        "format": found.format.name,
        "texts": found.texts,
        "pages": found.pages,
        "content": found.content,
    }
    path.with_suffix(".json").write_text(json.dumps(facts), encoding="utf-8")
    return draft_of(path, signing.dumps({"id": path.stem, "account": account}, salt=SALT), facts)


def ending_for(name: str, found: Inspection) -> str:
    given = name.rpartition(".")[2].lower()
    return given if given in found.format.endings else found.format.endings[0]


def draft_of(path: Path, token: str, facts: dict[str, Any]) -> Draft:
    found = Inspection(
        format=FORMATS[facts["format"]],
        texts=facts["texts"],
        pages=facts["pages"],
        content=facts["content"],
    )
    return Draft(token, path, facts["name"], path.stat().st_size, facts["sha256"], found)


def find_draft(token: str, account: int) -> Draft | None:
    """The file behind a token of the same account; nothing after an hour."""
    try:
        said = signing.loads(token, salt=SALT, max_age=KEPT)
        if said["account"] != account:
            return None
        path = folder() / f"{said['id']}.file"
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        return draft_of(path, token, facts)
    except (signing.BadSignature, OSError):
        return None


def forget_old() -> None:
    """Removes what nobody came back for."""
    oldest = time.time() - KEPT
    for path in folder().iterdir():
        try:
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue
