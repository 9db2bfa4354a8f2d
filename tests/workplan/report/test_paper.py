"""What of a long list stands on paper: its beginning, how much more there is, the true figure."""

import re

import pytest

from gte.workplan.report.document import Cell, Counted, Figures, Part, Point, Points, Table
from gte.workplan.report.docx import render_docx
from gte.workplan.report.pdf import render_pdf
from gte.workplan.report.printing import PAPER_POINT, PAPER_RECORDS, PAPER_ROWS, on_paper
from tests.pdfs import page_texts
from tests.workplan.report.conftest import link

MANY = 400


def parts(number):
    records = [link(at, f"Record no. {at}") for at in range(number)]
    rows = [[Cell(f"Row no. {at}")] for at in range(number)]
    blocks = [
        Points([Point("Late", "Take note.", records)], "Nothing."),
        Figures([Counted("late", "late ones", records)]),
        Table("All of them", ["One"], rows),
    ]
    return [Part("first", "First", blocks)]


def test_report_of_short_lists_is_printed_whole(make_report):
    report = make_report(parts=parts(PAPER_POINT))
    assert on_paper(report).parts == report.parts


def test_long_lists_begin_on_paper_and_say_how_much_more_there_is(make_report):
    text = " ".join(page_texts(render_pdf(make_report(parts=parts(MANY)))))
    assert f"Printed here are the first {PAPER_ROWS} of {MANY} rows." in text
    assert f"and {MANY - PAPER_POINT} more" in text
    assert f"and {MANY - PAPER_RECORDS} more" in text
    rows = [int(one) for one in re.findall(r"Row no\. (\d+)", text)]
    assert rows == list(range(PAPER_ROWS))


@pytest.mark.parametrize("number", [PAPER_ROWS, MANY])
def test_figure_on_paper_counts_all_its_records(make_report, number):
    report = make_report(parts=parts(number))
    (figure,) = on_paper(report).figures
    assert figure.value == number
    assert f"{number} late ones" in " ".join(page_texts(render_pdf(report)))


def test_docx_of_long_lists_is_as_short_as_the_pdf(make_report):
    short, long = (len(render_docx(make_report(parts=parts(one)))) for one in (PAPER_ROWS, 5_000))
    assert long < 1.2 * short
