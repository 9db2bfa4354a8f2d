"""What a room says of its rows: sheets and their columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import override

Row = Mapping[str, Any]
Text = str | Promise
# A sentence about one column of a row: (key of the column, sentence).
Fault = tuple[str, Any]

CODE = "code"
LANGUAGES = ("es", "en")
NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}", re.ASCII)
# What a cell of a spreadsheet holds, counted as spreadsheets count: in units of UTF-16.
LONGEST = 32_767


class Kind(StrEnum):
    """What the cells of a column hold, and the Python value that they stand for."""

    CODE = "code"  # str; empty in a new row
    TEXT = "text"  # str on one line
    LONG_TEXT = "long_text"  # str
    WHOLE = "whole"  # int
    DECIMAL = "decimal"  # Decimal
    YES_NO = "yes_no"  # bool
    DAY = "day"  # datetime.date
    PARTIAL_DATE = "partial_date"  # PartialDate
    CHOICE = "choice"  # str, a key of ``options``
    REFERENCE = "reference"  # str, a key of ``options``: the code of a record
    REFERENCES = "references"  # tuple of such codes; their order means nothing


TEXTS = frozenset({Kind.CODE, Kind.TEXT, Kind.LONG_TEXT})
LISTED = frozenset({Kind.CHOICE, Kind.REFERENCE, Kind.REFERENCES})


@dataclass(frozen=True, kw_only=True, eq=False)
class Column:
    """One column. ``options`` are what may be chosen: key or code, and how each is called.

    ``check`` is asked about a value that was changed or is new; it raises ValidationError or
    BadInput with a sentence. Nothing is None, in every kind.
    """

    key: str
    label: Text
    kind: Kind = Kind.TEXT
    required: bool = False
    read_only: bool = False
    width: int = 20
    help: Text = ""
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)
    longest: int = LONGEST
    check: Callable[[Any], None] | None = None

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.key):
            raise ValueError(f"{self.key!r} cannot be the key of a column")
        if (self.kind is Kind.CODE) != (self.key == CODE):
            raise ValueError(f"The column {CODE!r}, and no other, is of the kind {Kind.CODE!r}")


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """One sheet of a workbook. One of its columns is the code, by which a row is known.

    ``check`` looks at a row that would be saved, whole, beside the row as it is (None: new), and
    gives what is wrong with it. ``may_be_missing``: a workbook without the sheet is taken.
    """

    name: str
    title: Text
    columns: tuple[Column, ...] = field(repr=False)
    may_add: bool = True
    may_be_missing: bool = False
    check: Callable[[Row, Row | None], Iterable[Fault]] | None = None

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} cannot be the name of a sheet")
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys) or CODE not in keys:
            raise ValueError(f"The sheet {self.name!r} needs the column {CODE!r} and no key twice")

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}


def text_in(text: Any, language: str) -> str:
    """A text that follows the active language, in the language asked for."""
    with override(language):
        return str(text)
