"""What a file is, by its bytes: its name and what the browser said of it decide nothing."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import filetype

from gte.library.uploads.archive import check_archive, office_format
from gte.library.uploads.formats import BY_ENDING, BY_MEDIA_TYPE, FORMATS, Format, ending_of
from gte.library.uploads.refused import Refused

HEAD = 8192
# The old Office formats, and what Office makes of a document with a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(
    rb"\s*(<!--.*?-->\s*)*<(!doctype|html|head|body|script|svg|\?xml|\?php|iframe|img)\b",
    re.IGNORECASE | re.DOTALL,
)
# What must not follow the end of a picture: the beginning of something else.
SECOND_FILE = re.compile(rb"PK\x03\x04|PK\x05\x06|%PDF-|<script|<html|<\?php", re.IGNORECASE)


def detect(path: Path, name: str) -> Format:
    """The format that the content has. Raises Refused where it is none of ours, where it is two
    things at once, or where the name promises something else.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Refused("empty")
    found = by_content(path, head, ending_of(name))
    promised = BY_ENDING.get(ending_of(name))
    if promised is None:
        raise Refused("ending", ending=ending_of(name) or "?", found=found.label)
    if promised is not found:
        raise Refused("lies", promised=promised.label, found=found.label)
    check_single(path, found)
    return found


def by_content(path: Path, head: bytes, ending: str) -> Format:
    if head.startswith(b"%PDF-"):
        return FORMATS["pdf"]
    if head.startswith(b"PK\x03\x04"):
        check_archive(path)
        return office_format(path)
    if head.startswith(COMPOUND):
        raise Refused("compound")
    kind = filetype.guess(head)
    if kind is not None and kind.mime in BY_MEDIA_TYPE:
        return BY_MEDIA_TYPE[kind.mime]
    if kind is not None:
        raise Refused("type", found=kind.extension.upper(), ending=ending or "?")
    if MARKUP.match(head):
        raise Refused("type", found="HTML", ending=ending or "?")
    check_text(path)
    # Words between commas and words alone are the same bytes: here the name says which.
    return FORMATS["csv"] if ending == "csv" else FORMATS["txt"]


def check_text(path: Path) -> None:
    """Raises Refused for bytes that are no text."""
    data = path.read_bytes()
    if b"\0" in data:
        raise Refused("binary")
    if any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in data[:HEAD]):
        raise Refused("binary")
    decode_text(data)


def decode_text(data: bytes) -> tuple[str, str]:
    """A text and the encoding it was written in. Raises Refused where it is neither of two."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding), "cp1252" if encoding == "cp1252" else "utf-8"
        except UnicodeDecodeError:
            continue
    raise Refused("encoding")


def check_single(path: Path, found: Format) -> None:
    """Raises Refused for a file that another program would take for another file."""
    if found.name == "pdf" and zipfile.is_zipfile(path):
        raise Refused("two", first=found.label, second="ZIP")
    if found.shown == "picture":
        data = path.read_bytes()
        end = data.rfind(b"IEND") + 8 if found.name == "png" else data.rfind(b"\xff\xd9") + 2
        if SECOND_FILE.search(data, max(end, 0)) or zipfile.is_zipfile(path):
            raise Refused("two", first=found.label, second="ZIP, PDF, HTML")
