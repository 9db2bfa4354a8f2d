"""Values of rows as texts that can be compared, and the marks by which a change is seen."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from gte.register.sheets.description import Column, Row

# Of 36 bits: a change that keeps the mark of one field happens once in 70 thousand million.
MARK = 6
LINE_END = re.compile(r"\r\n?")


def canonical(value: Any) -> str:
    """One text for all ways to write one value: 1.0 and 1, None and blanks, any order of codes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | Decimal):
        return plain(Decimal(value))
    if isinstance(value, tuple | list | set | frozenset):
        return "\x1f".join(sorted(map(str, value)))
    text = str(value)
    if text.isspace():
        return ""
    return LINE_END.sub("\n", text) if "\r" in text else text


def plain(number: Decimal) -> str:
    """Digits alone, without an exponent and without zeros at the end."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def same(one: Any, other: Any) -> bool:
    return canonical(one) == canonical(other)


def mark_of(key: str, value: Any) -> str:
    """Six letters that change when the value of the field does."""
    digest = hashlib.sha256(f"{key}\0{canonical(value)}".encode("utf-8", "surrogatepass"))
    return base64.urlsafe_b64encode(digest.digest()[:6])[:MARK].decode()


def version_of(columns: Iterable[Column], row: Row) -> str:
    """The row's version: the marks of all its fields, in the order of the columns."""
    return "".join(mark_of(column.key, row.get(column.key)) for column in columns)


def marks_in(version: str, keys: Sequence[str]) -> dict[str, str]:
    """The mark of each field in a version; none where it is no version of such a row."""
    if len(version) != MARK * len(keys):
        return {}
    return {key: version[at * MARK : (at + 1) * MARK] for at, key in enumerate(keys)}
