"""Zip-based documents: what may be inside, and how much of it."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from gte.library.uploads.formats import FORMATS, Format
from gte.library.uploads.refused import Refused

ENTRIES = 5_000
UNPACKED = 300_000_000
# A page of text packs to a fiftieth at best; a bomb to a thousandth.
RATIO = 200
SMALL = 1_000_000
NESTED = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".jar", ".docm", ".exe", ".dll")
MACROS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml)$|^(basic|scripts)/", re.IGNORECASE)
BLOCK = 65_536


def check_archive(path: Path) -> None:
    """Raises Refused for an archive that is broken, a bomb, encrypted, or holds other archives."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_entries(archive.infolist())
            check_bytes(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        raise Refused("broken") from error
    except (NotImplementedError, RuntimeError) as error:
        raise Refused("encrypted") from error


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """What the archive's own table of contents already gives away."""
    if len(entries) > ENTRIES:
        raise Refused("bomb")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise Refused("broken")
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise Refused("bomb")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused("encrypted")
        if entry.file_size > SMALL and entry.file_size > RATIO * max(entry.compress_size, 1):
            raise Refused("bomb")
        if entry.filename.startswith("/") or ".." in entry.filename.split("/"):
            raise Refused("broken")
        if MACROS.search(entry.filename):
            raise Refused("macros")
        if entry.filename.lower().endswith(NESTED):
            raise Refused("nested", inner=entry.filename.rsplit("/", 1)[-1])


def check_bytes(archive: zipfile.ZipFile) -> None:
    """Unpacks everything, keeping nothing: the table of contents may lie about sizes."""
    unpacked = 0
    for entry in archive.infolist():
        with archive.open(entry) as file:
            while block := file.read(BLOCK):
                unpacked += len(block)
                if unpacked > UNPACKED:
                    raise Refused("bomb")


def office_format(path: Path) -> Format:
    """Which of our formats an archive is. Raises Refused for any other archive."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "mimetype" in names:
            return opendocument(archive, names)
        if "[Content_Types].xml" in names:
            return office(archive, names)
    raise Refused("type", found="ZIP", ending="zip")


def opendocument(archive: zipfile.ZipFile, names: set[str]) -> Format:
    said = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise Refused("encrypted")
    for one in FORMATS.values():
        if one.media_type == said and one.main_part in names:
            return one
    raise Refused("type", found=said[:60] or "ZIP", ending="zip")


def office(archive: zipfile.ZipFile, names: set[str]) -> Format:
    types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    if "macroenabled" in types.lower():
        raise Refused("macros")
    for one in FORMATS.values():
        if one.main_type and one.main_part in names and one.main_type in types:
            return one
    raise Refused("type", found="ZIP", ending="zip")
