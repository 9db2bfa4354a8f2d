"""Values as cells and pages show them, and which texts a cell cannot hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gte.register.sheets.cells import decoded
from gte.register.sheets.days import EARLIEST
from gte.register.sheets.description import (
    LANGUAGES,
    LONGEST,
    Column,
    Kind,
    text_in,
)
from gte.register.sheets.values import plain

YES, NO = pgettext_lazy("answer", "Yes"), pgettext_lazy("answer", "No")
# Between the code of a record and its name. No code has a space in it.
BETWEEN = " · "
# What spreadsheets keep of a number.
DIGITS = 15
GREATEST = 300
KEPT = _(
    "[A text of %(length)s characters that no cell holds. It stays on the site as long as this "
    "stands here.]"
)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
ESCAPABLE = re.compile(r"(_x[0-9a-fA-F]{4}_)")

Shown = str | float | bool | datetime.date | None


class Shower:
    """How the values of one column stand in cells of a workbook in one language."""

    def __init__(self, column: Column, language: str) -> None:
        self.column, self.language = column, language
        self.answers = {True: text_in(YES, language), False: text_in(NO, language)}
        self.labels = labels_of(column, language)

    def cell(self, value: Any) -> Shown:
        """What the cell holds: a text, a number, a day, yes or no, or nothing."""
        if value is None or value == "":
            return None
        kind = self.column.kind
        if kind is Kind.YES_NO:
            return self.answers[bool(value)]
        if kind is Kind.WHOLE or kind is Kind.DECIMAL:
            return number_cell(Decimal(value))
        if kind is Kind.DAY:
            return value if value >= EARLIEST else str(value)
        if kind is Kind.REFERENCES:
            return "\n".join(self.labels.get(one, str(one)) for one in value) or None
        if kind is Kind.CHOICE or kind is Kind.REFERENCE:
            return self.labels.get(value, str(value))
        text = str(value)
        return text if fits(text) else placeholder(text, self.language)


def labels_of(column: Column, language: str) -> Mapping[str, str]:
    """What stands in a cell for each option: a label that is no other's, or code and name."""
    if column.kind is Kind.CHOICE:
        return choice_labels(column, language)
    return {
        code: f"{code}{BETWEEN}{one_line(text_in(name, language))}".removesuffix(BETWEEN)
        for code, name in column.options.items()
    }


def one_line(text: str) -> str:
    return " ".join(text.split())


def choice_labels(column: Column, language: str) -> dict[str, str]:
    taken: dict[str, set[str]] = {}
    for each in LANGUAGES:
        for key, label in column.options.items():
            taken.setdefault(folded(text_in(label, each)), set()).add(key)
    for key in column.options:
        taken.setdefault(folded(key), set()).add(key)
    labels = {key: one_line(text_in(label, language)) for key, label in column.options.items()}
    return {
        key: label if label and len(taken[folded(label)]) == 1 else f"{label} ({key})".strip()
        for key, label in labels.items()
    }


def folded(text: str) -> str:
    return one_line(text).casefold()


def number_cell(number: Decimal) -> float | str:
    """A number, or its digits as text where a spreadsheet would round it."""
    digits = len(number.normalize().as_tuple().digits)
    if digits <= DIGITS and abs(number.adjusted()) < GREATEST:
        return float(number)
    return plain(number)


def placeholder(text: str, language: str) -> str:
    return text_in(KEPT, language) % {"length": len(text)}


@cache
def placeholder_pattern() -> re.Pattern[str]:
    """Any placeholder, in any language."""
    texts = [re.escape(text_in(KEPT, language) % {"length": "!"}) for language in LANGUAGES]
    return re.compile("|".join(text.replace("!", r"\d+") for text in texts))


def fits(text: str) -> bool:
    """Whether a cell holds the text, so that the same text comes back."""
    written = escaped(text)
    if len(written) * 2 > LONGEST and len(written.encode("utf-16-le", "replace")) // 2 > LONGEST:
        return False
    if written == text:
        return not has_half_letters(text)
    return decoded(written) == text and not has_half_letters(text)


def has_half_letters(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)


def escaped(text: str) -> str:
    """As XlsxWriter writes it: what XML cannot hold as ``_x0001_``, and what looks so escaped."""
    if "_x" in text:
        text = ESCAPABLE.sub(r"_x005F\1", text)
    return CONTROLS.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def as_text(column: Column, value: Any) -> str:
    """A value for a page or a sentence, in the active language."""
    if value is None or value in {"", ()}:
        return ""
    if column.kind is Kind.YES_NO:
        return str(YES if value else NO)
    if column.kind is Kind.REFERENCES:
        return ", ".join(name_of(column, one) for one in value)
    if column.kind in {Kind.CHOICE, Kind.REFERENCE}:
        return name_of(column, value)
    if column.kind in {Kind.WHOLE, Kind.DECIMAL}:
        return plain(Decimal(value))
    return str(value)


def name_of(column: Column, key: str) -> str:
    name: Any = column.options.get(key, key)
    return str(name) if isinstance(name, Promise | str) else str(name or key)
