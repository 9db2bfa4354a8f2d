"""Reports to print: the real one in each language, and small ones made up for a test."""

import datetime

import pytest

from gte.workplan.report.build import build_report
from gte.workplan.report.document import (
    Cell,
    Counted,
    Figures,
    Paragraph,
    Part,
    Point,
    Points,
    RecordLink,
    Report,
    Table,
)

DAY = datetime.date(2026, 1, 29)


@pytest.fixture(scope="session")
def real_reports(django_db_setup, django_db_blocker):
    """The report on the group's record, by language."""
    with django_db_blocker.unblock():
        return {
            language: build_report(body="gan", as_of=DAY, language=language)
            for language in ("es", "en")
        }


@pytest.fixture(params=["es", "en"])
def real_report(request, real_reports):
    return real_reports[request.param]


def link(number, title=""):
    return RecordLink(f"record-{number}", title or f"Record {number}", f"/en/records/{number}/")


@pytest.fixture
def make_report():
    """``make_report(title=..., text=..., parts=...)``: a report with one of everything."""

    def make(*, title="Small report", text="Plain text.", parts=None, language="en"):
        records = [link(number, text) for number in range(3)]
        blocks = [
            Points([Point(text, text, records)], "Nothing asked.", numbered=True),
            Paragraph(text),
            Figures([Counted("some", text, records, "late"), Counted("none", "of none", [])]),
            Table(text, ["One", text], [[Cell(text), Cell(text, records, "good")]]),
            Table("Empty", ["One"], [], empty="Nothing there."),
            Points([Point(text, text)], "No risk."),
            Points([], "No risk at all."),
        ]
        return Report(
            title=title,
            subtitle="A group (AG)",
            language=language,
            body="gan",
            as_of=DAY,
            heading=[("To", "A body"), ("From", text)],
            notice="Draft.",
            parts=[Part("first", text, blocks)] if parts is None else parts,
            method=[text],
        )

    return make
