"""Sheets with columns of every kind, rows for them, and workbooks as people send them."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
from django.utils.translation import get_language, override
from hypothesis import strategies as st

from gte.common.partial_dates import PartialDate
from gte.register.sheets.description import Column, Kind, Sheet
from gte.register.sheets.importing import read_workbook
from gte.register.sheets.writing import write_workbook


class Both:
    """A text in two languages that follows the active one, as lazy texts do."""

    def __init__(self, es, en):
        self.texts = {"es": es, "en": en}

    def __str__(self):
        return self.texts["en" if get_language() == "en" else "es"]


TOPICS = {
    "dual": Both("Formación dual", "Dual training"),
    "english": Both("Inglés; y más", "English; and more"),
    "twin-a": Both("Gemelos", "Twins"),
    "twin-b": Both("Gemelos", "Twins"),
    "equals": Both("=1+1", "@SUM(A1)"),
}
STATUSES = {
    "planned": Both("Previsto", "Planned"),
    "done": Both("Cumplido", "Done"),
    # One label in both, and labels that are each other's.
    "no": Both("No", "No"),
    "crossed-1": Both("Uno", "Dos"),
    "crossed-2": Both("Dos", "Uno"),
}

COLUMNS = (
    Column(key="code", label=Both("Código", "Code"), kind=Kind.CODE),
    Column(key="title", label=Both("Título", "Title"), required=True, width=40, longest=200),
    Column(key="description", label=Both("Descripción", "Description"), kind=Kind.LONG_TEXT),
    Column(key="places", label=Both("Plazas", "Places"), kind=Kind.WHOLE),
    Column(key="budget", label=Both("Presupuesto", "Budget"), kind=Kind.DECIMAL),
    Column(key="public", label=Both("Público", "Public"), kind=Kind.YES_NO),
    Column(key="due", label=Both("Fecha de entrega", "Due day"), kind=Kind.DAY),
    Column(key="began", label=Both("Inicio", "Began"), kind=Kind.PARTIAL_DATE),
    Column(key="status", label=Both("Situación", "Status"), kind=Kind.CHOICE, options=STATUSES),
    Column(key="topic", label=Both("Tema", "Topic"), kind=Kind.REFERENCE, options=TOPICS),
    Column(key="topics", label=Both("Temas", "Topics"), kind=Kind.REFERENCES, options=TOPICS),
    Column(key="late", label=Both("Vencido", "Late"), kind=Kind.YES_NO, read_only=True),
)
SHEET = Sheet(name="plan", title=Both("Plan de trabajo", "Work plan"), columns=COLUMNS)

ROW = {
    "code": "line-1",
    "title": "Encuentro de redes",
    "description": "Dos líneas.\nLa segunda.",
    "places": 40,
    "budget": Decimal("1234.5"),
    "public": True,
    "due": date(2026, 3, 31),
    "began": PartialDate("2025-11"),
    "status": "planned",
    "topic": "dual",
    "topics": ("dual", "english"),
    "late": False,
}
EMPTY = dict.fromkeys(SHEET.by_key)


def rows(number):
    """That many rows, alike but for code and title."""
    return [{**ROW, "code": f"line-{one}", "title": f"Línea {one}"} for one in range(1, number + 1)]


def written(given, language="es", sheet=SHEET):
    return write_workbook([sheet], {sheet.name: given}, language=language)


def read(data, current, language="en", sheet=SHEET):
    with override(language):
        return read_workbook(io.BytesIO(data), [sheet], {sheet.name: current})


def said(reading, language="en"):
    """All refusals, as sentences."""
    with override(language):
        return [problem.sentence for problem in reading.refusals()]


def edited(data, change):
    """The workbook after somebody worked on it: ``change`` gets openpyxl's workbook."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    change(workbook)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def column_of(tab, key):
    """The number of a column of ours in openpyxl's sheet."""
    return next(c.column for c in tab[1] if str(c.value).split(":")[0].endswith(f"/{key}"))


def with_cells(data, cells):
    """The workbook with other values: {(row in the spreadsheet, key): value}."""

    def change(workbook):
        tab = tab_of(workbook)
        for (row, key), value in cells.items():
            tab.cell(row, column_of(tab, key)).value = value

    return edited(data, change)


def tab_of(workbook):
    return next(tab for tab in workbook if str(tab["A1"].value).startswith("plan/"))


def zipped(parts):
    """An archive of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_parts(data, **changes):
    """A workbook with other parts: ``change(old text) -> new text`` by the end of their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for ending, change in changes.items():
        for name, text in list(parts.items()):
            if name.endswith(f"{ending}.xml"):
                parts[name] = change(text)
    return zipped(parts)


# --- anything ------------------------------------------------------------------------------------

NASTY = [
    "=1+1",
    "+34 600",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1",
    " with spaces ",
    "\u00a0",
    "_x0041_",
    "_x005F_",
    "_x0041_x0042_",
    "x005F_",
    "_x00e9_\x01",
    "a\x01b",
    "a\x00b",
    "line\r\nline\rline\n",
    "\ufffe\uffff",
    "\u202e right to left",
    "'quoted",
    '"',
    "<t>&amp;</t>",
    "]]>",
    "1.234",
    "1,5",
    "2026-01-31",
    "01/02/2026",
    "TRUE",
    "sí",
    "🎓 Añadido",
    "n\u0303 ñ",
    "#REF!",
    "#N/A",
    "1E5",
    "x" * 40_000,
    "🎓" * 20_000,
]
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY[:-2]), min_size=2, max_size=3).map("".join),
)
PARTIAL = st.dates(date(1000, 1, 1)).flatmap(
    lambda day: st.sampled_from([4, 7, 10]).map(lambda length: PartialDate(str(day)[:length]))
)


def row_of(code, texts=TEXTS):
    """Rows with anything in them that the site may hold."""
    known = {
        "title": texts,
        "description": texts,
        "places": st.integers(-(10**20), 10**20),
        "budget": st.decimals(-(10**20), 10**20, allow_nan=False, places=6)
        | st.decimals(-1000, 1000, allow_nan=False, places=3),
        "public": st.booleans(),
        "due": st.dates(date(1, 1, 1)) | st.dates(date(1899, 12, 1), date(1906, 4, 1)),
        "began": PARTIAL,
        # Also options that are no longer there.
        "status": st.sampled_from([*STATUSES, "gone"]),
        "topic": st.sampled_from([*TOPICS, "gone"]),
        "topics": st.lists(st.sampled_from([*TOPICS, "gone"]), unique=True).map(tuple),
        "late": st.booleans(),
    }
    values = {key: st.none() | strategy for key, strategy in known.items()}
    return st.fixed_dictionaries({"code": st.just(code), **values})


def any_rows(most=4, texts=TEXTS):
    numbers = st.integers(0, most)
    return numbers.flatmap(
        lambda number: st.tuples(*(row_of(f"line-{one}", texts) for one in range(number)))
    )
