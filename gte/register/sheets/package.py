"""A workbook as a file: what it is by its bytes, and its parts, unpacked no further than allowed.

Only the parts that hold cells are opened; whatever else an archive carries stays packed.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

from gte.register.sheets.refusals import refuse

PACKED_MB, UNPACKED_MB = 20, 150
MILLION = 1_000_000
ENTRIES = 5_000
# Of all parts: 50,000 rows of 16 cells have five million; more would keep the server busy.
TAGS = 6_000_000
BLOCK = 65_536
SMALL_PART = 5 * MILLION

# The old Office formats, and what Office makes of a workbook with a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"

Attributes = dict[str, str]


class Package:
    """An open workbook. Raises Refusal for what is none, and for what is more than is taken."""

    def __init__(self, file: IO[bytes]) -> None:
        check_head(file)
        self.unpacked = self.tags = 0
        try:
            self.archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise refuse("broken") from error
        self.sizes = {entry.filename: entry for entry in self.archive.infolist()}
        self.check_entries()
        self.workbook = self.main_part()

    def check_entries(self) -> None:
        names = {name.lower() for name in self.sizes}
        if len(self.archive.infolist()) > ENTRIES or len(names) < len(self.archive.infolist()):
            raise refuse("broken")
        if "mimetype" in names:
            said = b"".join(self.blocks("mimetype"))
            raise refuse("ods" if b"opendocument.spreadsheet" in said else "other")
        if any(name.endswith("vbaproject.bin") for name in names):
            raise refuse("macros")
        if "xl/workbook.bin" in names:
            raise refuse("xlsb")
        if TYPES not in self.sizes or not any(name.startswith("xl/") for name in names):
            raise refuse("other")

    def main_part(self) -> str:
        for attributes in self.elements(RELATIONS, "Relationship"):
            if attributes.get("Type", "").endswith("/officeDocument"):
                return attributes.get("Target", "").lstrip("/")
        raise refuse("broken")

    def relations_of(self, part: str) -> dict[str, str]:
        """The parts that a part leads to, by the identifiers that it calls them."""
        folder, name = posixpath.split(part)
        found = {}
        for attributes in self.elements(f"{folder}/_rels/{name}.rels", "Relationship"):
            target = attributes.get("Target", "")
            whole = posixpath.normpath(posixpath.join(folder, target))
            absolute = target.startswith("/")
            found[attributes.get("Id", "")] = target.lstrip("/") if absolute else whole
        return found

    def blocks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part. All parts together unpack to no more than is taken."""
        entry = self.sizes.get(part)
        if entry is None:
            raise refuse("broken")
        if entry.flag_bits & 0x1:
            raise refuse("encrypted")
        if self.unpacked + entry.file_size > UNPACKED_MB * MILLION:
            raise refuse("bomb", most=UNPACKED_MB)
        try:
            with self.archive.open(entry) as file:
                while block := file.read(BLOCK):
                    self.unpacked += len(block)
                    self.tags += block.count(b"<")
                    if self.unpacked > UNPACKED_MB * MILLION:
                        raise refuse("bomb", most=UNPACKED_MB)
                    if self.tags > TAGS:
                        raise refuse("tags")
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise refuse("broken") from error
        except (NotImplementedError, RuntimeError) as error:
            raise refuse("broken") from error

    def elements(self, part: str, *names: str) -> list[Attributes]:
        """The attributes of all elements of these names in a small part, with ``""`` their name."""
        if part in self.sizes and self.sizes[part].file_size > SMALL_PART:
            raise refuse("broken")
        found: list[Attributes] = []

        def start(name: str, attributes: Attributes) -> None:
            local = name.rpartition(":")[2]
            if local in names:
                found.append({"": local, **attributes})

        for _step in parse(self.blocks(part), start=start):
            pass
        return found


def check_head(file: IO[bytes]) -> None:
    """Raises Refusal for a file that is too large, or no archive by its first bytes."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(8192)
    file.seek(0)
    if not head:
        raise refuse("empty")
    if size > PACKED_MB * MILLION:
        raise refuse("large", most=PACKED_MB)
    if head.startswith(COMPOUND):
        encrypted = ENCRYPTED in file.read()
        raise refuse("encrypted" if encrypted else "xls")
    if not head.startswith(b"PK\x03\x04"):
        raise refuse("csv" if is_text(head) else "other")


def is_text(head: bytes) -> bool:
    if head.startswith((b"%PDF", b"{\\rtf")):
        return False
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return utf16 or not any(byte < 32 and byte not in b"\t\n\r\f" for byte in head)


def parse(
    blocks: Iterator[bytes],
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    data: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Calls back for what a part holds; comes back after each block, so that it can be used.

    Raises Refusal for XML that is broken or defines anything of its own.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if data:
        parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = refuse_entities
    try:
        for block in blocks:
            parser.Parse(block, False)  # noqa: FBT003 - expat takes no names
            yield
        parser.Parse(b"", True)  # noqa: FBT003
        yield
    except (expat.ExpatError, ValueError, IndexError, OverflowError) as error:
        raise refuse("broken") from error


def refuse_entities(*_declared: Any) -> None:
    raise refuse("entities")
