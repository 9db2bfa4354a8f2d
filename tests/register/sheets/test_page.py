"""A reading as a page shows it: complete, in both languages, on a phone."""

import re
from pathlib import Path

import lxml.html
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from gte.register.sheets import presenting
from gte.register.sheets.presenting import reading_context
from tests.axe import faults
from tests.register.sheets.making import read, rows, with_cells, written

CSS = Path(settings.PACKAGE_DIR) / "static" / "css"
STYLES = ("tokens", "base", *(f"components/{n}" for n in ("frame", "marks", "pages", "register")))
LONG = "Internacionalización-de-la-formación-técnico-profesional-" * 3


def a_reading():
    """A row of each verdict, and one that is missing."""
    cells = {
        (3, "title"): "Otro <b>título</b>",
        (3, "places"): None,
        (4, "budget"): "1.234",
        (4, "topic"): LONG,
        (5, "title"): "Mía",
        (8, "title"): LONG,
        (8, "public"): "Sí",
    }
    now = rows(5)
    now[2]["places"] = 99
    return read(with_cells(written(rows(4)), cells), now)


def html_of(reading, language):
    with override(language):
        context = {"reading": reading_context(reading)}
        return render_to_string("parts/sheet_reading.html", context)


def text_of(html):
    return re.sub(r"\s+", " ", lxml.html.fromstring(f"<div>{html}</div>").text_content())


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "1 changed 1 new 1 unchanged 1 in conflict 1 refused 1 not in the workbook",
                "line-1 Línea 1 (Work plan, row 3)",
                "Title Línea 1 Otro <b>título</b> Places 40 empty",
                "Work plan, row 4 Budget E4 “1.234” can be 1234 or 1.234.",
                "line-3 Línea 3 (Work plan, row 5) Changed on the site: Places.",
                "Public Yes",
                "line-5 Línea 5 (Work plan)",
            ],
        ),
        (
            "es",
            [
                (
                    "1 cambiada 1 nueva 1 sin cambios 1 en conflicto 1 rechazada 1 que no está en "
                    "el libro"
                ),
                "line-1 Línea 1 (Plan de trabajo, fila 3)",
                "Título Línea 1 Otro <b>título</b> Plazas 40 vacío",
                "Plan de trabajo, fila 4 Presupuesto E4 «1.234» puede ser 1234 o 1.234.",
                "line-3 Línea 3 (Plan de trabajo, fila 5) Cambió en el sitio: Plazas.",
                "Público Sí",
                "line-5 Línea 5 (Plan de trabajo)",
            ],
        ),
    ],
)
def test_page_says_what_becomes_of_each_row(language, sentences):
    text = text_of(html_of(a_reading(), language))
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_file_that_cannot_be_taken_shows_the_sentence_alone():
    html = html_of(read(b"%PDF", rows(1)), "en")
    assert text_of(html).strip() == (
        "The workbook cannot be taken; nothing was saved. This is no workbook (XLSX). Download "
        "the workbook, work in it and send that."
    )


def test_many_refusals_are_summed_up_by_cause(monkeypatch):
    monkeypatch.setattr(presenting, "LISTED", 2)
    cells = {(row, "places"): "x" for row in range(3, 8)}
    text = text_of(html_of(read(with_cells(written(rows(5)), cells), rows(5)), "en"))
    assert "Not a number Work plan Places 5" in text
    assert "And 3 rows more." in text


def test_many_rows_weigh_little():
    """10,000 refused rows are as light to read as 200."""
    cells = {(row, "places"): "x" for row in range(3, 303)}
    few = html_of(read(with_cells(written(rows(200)), cells), rows(200)), "en")
    many = html_of(read(with_cells(written(rows(300)), cells), rows(300)), "en")
    assert len(many) < len(few) + 2_000


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1440])
def test_page_is_accessible_and_fits_a_phone(page_at, width):
    styles = "".join((CSS / f"{name}.css").read_text() for name in STYLES)
    page = page_at(width, 740)
    page.set_content(
        f"<!doctype html><html lang='es'><head><title>Libro</title><style>{styles}</style></head>"
        f"<body><main class='container'><h1>Libro</h1>{html_of(a_reading(), 'es')}</main></body>"
    )
    assert faults(page) == []
