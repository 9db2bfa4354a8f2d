"""The chain of the ledger: what an entry's hash is taken of, and whether a whole chain holds.

Each entry carries the hash of the one before (Haber and Stornetta, How to time-stamp a digital
document, 1991): no entry can be changed, taken out, put in or moved without all later hashes
changing. That the last ones were cut off shows by a hash that was printed elsewhere. Nothing here
knows a database or a command; the format is in docs/governance.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import Any

COLUMNS = (
    "seq",
    "at",
    "act",
    "subject",
    "party",
    "rank",
    "actor",
    "text_hash",
    "body",
    "previous",
    "hash",
)
FIRST_PREVIOUS = "0" * 64

# An entry as the database gives it: a number and ten texts, in the order of COLUMNS.
Row = tuple[Any, ...]


class Fault(Enum):
    """What can be wrong with an entry, as the end of a sentence that names it."""

    GAP = "it is missing"
    PREVIOUS = "it does not carry the hash of the entry before it"
    HASH = "its content does not give its hash"
    TIME = "it is earlier than the entry before it"
    TEXT = "it holds something that is no text"


@dataclass(frozen=True, slots=True)
class ChainFault:
    """The first entry that does not fit; for a gap, the first number that is not there."""

    seq: int
    fault: Fault

    def __str__(self) -> str:
        return f"Entry {self.seq:,} breaks the chain: {self.fault.value}."


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain that holds. ``found`` is the entry that has the hash which was sought, if any has.

    The hash before the first entry is found as entry 0.
    """

    count: int
    head: str
    found: int | None = None


def canonical(body: Mapping[str, Any]) -> str:
    """JSON with sorted keys, no spaces and no escapes but JSON's own.

    Raises ValueError for a number that JSON does not have, TypeError for what is no JSON.
    """
    return json.dumps(
        body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def entry_hash(values: Sequence[object]) -> str:
    """SHA-256, in hexadecimal, of an entry's columns but its own hash, in the order of COLUMNS.

    No column may hold a line feed: it is what joins them.
    """
    # A lone surrogate, which only a forged file has, is hashed too: the hash will not fit.
    joined = "\n".join(map(str, values)).encode("utf-8", "surrogatepass")
    return sha256(joined).hexdigest()


def verify(rows: Iterable[Row], *, sought: str = "") -> Chain | ChainFault:
    """Follows a chain from its first entry, in one pass: it may be longer than memory.

    Raises IndexError for a row of less than eleven columns.
    """
    count, at, previous = 0, "", FIRST_PREVIOUS
    found = 0 if sought == previous else None
    for row in rows:
        count += 1
        if row[0] != count:
            return ChainFault(count, Fault.GAP)
        if row[9] != previous:
            return ChainFault(count, Fault.PREVIOUS)
        previous = entry_hash(row[:10])
        if row[10] != previous:
            return ChainFault(count, Fault.HASH)
        if not is_entry(row):
            return ChainFault(count, Fault.TEXT)
        if row[1] < at:
            return ChainFault(count, Fault.TIME)
        at = row[1]
        if previous == sought:
            found = count
    return Chain(count, previous, found)


def is_entry(row: Row) -> bool:
    """Whether it is a number and texts: a forger may put bytes where SQLite has a column of text,
    and take the hash of what they look like.
    """
    seq, *texts = row
    return type(seq) is int and all(isinstance(text, str) for text in texts)


# --- the exported file: an object on each line ----------------------------------------------------


class NoText(ValueError):
    """An entry holds bytes that are no text, so no export can say it; the message names it."""

    def __init__(self, seq: int) -> None:
        super().__init__(str(ChainFault(seq, Fault.TEXT)))


class NotAnExport(ValueError):
    """A line is no entry of a ledger; ``line`` is its number."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is no entry of a ledger")
        self.line = line


def to_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Entries as the lines of an export. Raises NoText."""
    for number, row in enumerate(rows, start=1):
        if not is_entry(row):
            raise NoText(row[0] if type(row[0]) is int else number)
        try:
            yield to_line(row).encode()
        except UnicodeEncodeError as error:
            raise NoText(row[0]) from error


def to_line(row: Row) -> str:
    """An entry as a line of an export, with the line feed."""
    entry = dict(zip(COLUMNS, row, strict=True))
    return json.dumps(entry, separators=(",", ":"), ensure_ascii=False) + "\n"


def from_lines(lines: Iterable[bytes]) -> Iterator[Row]:
    """The entries of an export. Raises NotAnExport."""
    for number, line in enumerate(lines, start=1):
        row = to_row(line)
        if row is None:
            raise NotAnExport(number)
        yield row


def to_row(line: bytes) -> Row | None:
    """An entry of an export; None where the columns are not ours, each once and in their order."""
    try:
        pairs = json.loads(line.decode(), object_pairs_hook=Pairs)
    except (ValueError, RecursionError):
        return None
    if not isinstance(pairs, Pairs) or tuple(name for name, _value in pairs) != COLUMNS:
        return None
    row = tuple(value for _name, value in pairs)
    return row if is_entry(row) else None


class Pairs(list[tuple[str, Any]]):
    """An object of JSON as written: a dictionary would hide a name that is there twice."""
