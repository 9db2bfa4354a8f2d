"""Lucía Paredes, national coordinator, prepares the report for the High Level Group."""

import io

import pypdf
import pytest

from tests import facts
from tests.pages import record_address

pytestmark = pytest.mark.django_db
AS_OF = "2026-01-29"


def test_coordinator_follows_a_figure_to_its_records_and_takes_the_report_along(lucia):
    home = lucia.opens_the_site()
    assert home.language == "es"
    # Who coordinates the group today stands on the first page, with how sure that is.
    (coordination,) = home.texts("//*[contains(@class, 'hero-now')]")
    assert facts.title("mx", "es") in coordination

    coverage = lucia.follows("Mapa de cobertura", "//main")
    unacted = coverage.links("//*[@id='unacted']")
    assert unacted

    # She opens the report where the page leads to it and asks for the day before the handover.
    lucia.follows("Informe para el Grupo de Alto Nivel")
    report = lucia.sends(**{"as-of": AS_OF})
    assert "29 de enero de 2026" in report.main

    # A number that she doubts: its records, one click away, and their sources another.
    place = lucia.follows_figure("mandates-unacted")
    listed = [link for link in report.links_in(place) if link.path.startswith("/es/")]
    expected = {
        record_address(code, "es")
        for code in facts.mandates_on(facts.day(AS_OF))
        if not facts.actions_for(code, facts.day(AS_OF))
    }
    assert {link.path for link in listed} == expected
    record = lucia.go(listed[0].address)
    assert record.status == 200
    sources = [link for link in record.links("//*[@id='provenance']") if link.rel == "external"]
    assert sources

    # Back in the report, in the language of a colleague, then on paper.
    lucia.go(report.address)
    english = lucia.switches_language()
    assert english.language == "en"
    assert "29 January 2026" in english.main
    figures = "//a[starts-with(@href, '#figure-')]/strong"
    assert english.texts(figures) == report.texts(figures)
    lucia.switches_language()
    pdf = lucia.follows("Descargar en PDF")
    assert pdf.headers["Content-Type"] == "application/pdf"
    read = pypdf.PdfReader(io.BytesIO(pdf.content))
    text = " ".join(page.extract_text() for page in read.pages)
    assert "29 de enero de 2026" in " ".join(text.split())
    assert read.trailer["/Root"]["/Lang"].lower().startswith("es")


def test_coordinator_who_mistypes_the_day_is_told_which_and_finds_the_way_back(lucia):
    lucia.opens_the_site()
    lucia.follows("Informe para el Grupo de Alto Nivel")
    page = lucia.sends(**{"as-of": "2018-13-40"})
    assert page.status == 400
    assert "«2018-13-40»" in page.main
    assert lucia.follows("Página de inicio", "//main").status == 200
