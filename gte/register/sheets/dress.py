"""How a written workbook looks and what it offers: formats, lists to choose from, hints."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gte.register.sheets.book import LISTS
from gte.register.sheets.cells import letters_of
from gte.register.sheets.days import EARLIEST
from gte.register.sheets.description import Column, Kind
from gte.register.sheets.showing import Shower

HINT, HINT_TITLE = 255, 32
# Rows below the last one that have the lists too.
SPARE = 1_000
ISO = "yyyy-mm-dd"
A4 = 9
NUMBER_FORMATS = {Kind.WHOLE: "0", Kind.DECIMAL: "General", Kind.DAY: ISO}
INK, PAPER, LINE, SHADE, SIGNAL = "#0B3C5D", "#FFFFFF", "#B8C4CE", "#EEF1F4", "#FFF1E0"


class Formats:
    """The formats of cells. Texts are formatted as text, so that nothing becomes a formula when
    somebody edits it, nor a date.
    """

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        base = {"valign": "top", "text_wrap": True}
        self.title = workbook.add_format({"bold": True, "font_size": 16, "font_color": INK})
        self.label = workbook.add_format({**base, "bold": True})
        self.plain = workbook.add_format({**base, "num_format": "@"})
        self.heading = workbook.add_format(
            {**base, "bold": True, "bg_color": INK, "font_color": PAPER, "border_color": LINE}
        )
        self.wrong = workbook.add_format({**base, "num_format": "@", "bg_color": SIGNAL})
        self.made: dict[tuple[str, bool], Format] = {}
        for number in ("@", *NUMBER_FORMATS.values()):
            for shaded in (False, True):
                shade = {"bg_color": SHADE, "font_color": "#4A5560"} if shaded else {}
                look = workbook.add_format({**base, "num_format": number, **shade})
                self.made[number, shaded] = look
        self.shaded = {look for (_number, shaded), look in self.made.items() if shaded}

    def of(self, column: Column) -> Format:
        return self.made[NUMBER_FORMATS.get(column.kind, "@"), is_shaded(column)]

    def day_like(self, look: Any) -> Format:
        """The format for a day, shaded where the given one is."""
        return self.made[ISO, look in self.shaded]


def is_shaded(column: Column) -> bool:
    return column.read_only or column.kind is Kind.CODE


class Dress:
    """Filters, lists and hints of the sheets; the lists stand on a hidden sheet of their own."""

    def __init__(self, workbook: xlsxwriter.Workbook, formats: Formats, language: str) -> None:
        self.workbook, self.formats, self.language = workbook, formats, language
        self.name = _("Lists")
        self.lists: list[list[str]] = []

    def finish(self, tab: Worksheet, columns: list[tuple[int, Column]], last: int) -> None:
        for at, column in columns:
            if not column.read_only and (rule := self.rule(column)):
                tab.data_validation(2, at, max(last, 1) + SPARE, at, rule)

    def rule(self, column: Column) -> dict[str, Any]:
        """What a spreadsheet lets somebody write. It warns where more is understood than listed."""
        rule: dict[str, Any] = {
            "ignore_blank": True,
            "error_type": "warning",
            "error_title": str(column.label)[:HINT_TITLE],
            "error_message": _("This does not look right here. Keep it all the same?"),
        }
        if column.help:
            rule["input_title"] = str(column.label)[:HINT_TITLE]
            rule["input_message"] = str(column.help)[:HINT]
        if choices := self.choices(column):
            return {**rule, "validate": "list", "source": self.range_of(choices)}
        if column.kind is Kind.DAY:
            return {**rule, "validate": "date", "criteria": ">=", "value": EARLIEST}
        if column.kind is Kind.WHOLE:
            limits = {"minimum": -(10**15), "maximum": 10**15}
            return {**rule, "validate": "integer", "criteria": "between", **limits}
        return {**rule, "validate": "any"} if column.help else {}

    def choices(self, column: Column) -> list[str]:
        shower = Shower(column, self.language)
        if column.kind is Kind.YES_NO:
            return [shower.answers[True], shower.answers[False]]
        if column.kind in {Kind.CHOICE, Kind.REFERENCE}:
            return list(shower.labels.values())
        return []

    def range_of(self, choices: list[str]) -> str:
        if choices not in self.lists:
            self.lists.append(choices)
        at = letters_of(self.lists.index(choices) + 1)
        return f"='{self.name}'!${at}$1:${at}${len(choices)}"

    def write_lists(self) -> None:
        """Its first column marks the sheet as none of the room's."""
        tab = self.workbook.add_worksheet(self.name)
        tab.write_string(0, 0, LISTS)
        for row, choices in enumerate(zip_longest(*self.lists)):
            for at, choice in enumerate(choices, start=1):
                if choice is not None:
                    tab.write_string(row, at, choice, self.formats.plain)
        tab.hide()
