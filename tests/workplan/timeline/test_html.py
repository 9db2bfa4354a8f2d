"""The page: links with names, nothing that a text could inject, a sheet of paper for every plan."""

import csv
import io

import lxml.html
import pytest
from django.template.loader import render_to_string

from gte.workplan.timeline.html import paper_for
from gte.workplan.timeline.table import to_csv
from tests.pages import squeeze
from tests.workplan.timeline.conftest import laid_out, make_bar, make_milestone, plan_of

EVIL = """</title></svg></text><script>alert(1)</script>" onload='x' & <b>"""


def drawn(timeline, **context):
    html = render_to_string("components/gantt.html", {"timeline": timeline, "uid": "t", **context})
    return lxml.html.fragment_fromstring(html)


def rows(page):
    return page.xpath("//li[contains(@class, 'gantt-row')]")


@pytest.mark.usefixtures("spanish")
def test_each_bar_is_one_link_named_by_its_words():
    bar = make_bar(
        "m", "Marco", url="/m/", begin="2023-05", end="2026-10-12", tone="late", lead="Chile"
    )
    (row,) = rows(drawn(laid_out(bar)))
    (link,) = row.xpath(".//a")
    name = squeeze("".join(link.xpath(".//text()[not(ancestor::*[@aria-hidden='true'])]")))
    assert link.get("href") == "/m/"
    assert name == "Marco, de mayo de 2023 al 12 de octubre de 2026, atrasado 40 días, lidera Chile"


def test_bar_that_leads_nowhere_is_no_link():
    for url in ("", "javascript:alert(1)", "data:text/html,x"):
        page = drawn(laid_out(make_bar(url=url, milestones=[make_milestone("x", url=url)])))
        assert [a.get("href") for a in page.xpath("//a")] == ["#t-table"]


def evil_plan():
    bar = make_bar(
        'k"<',
        EVIL,
        url=f"/{EVIL}",
        group=EVIL,
        begin="2025",
        end="2026",
        status=EVIL,
        lead=EVIL,
        milestones=[make_milestone(EVIL, "2025-05-01", url=f"/{EVIL}")],
    )
    return laid_out(bar, make_bar("other", EVIL, depends_on=['k"<']))


def test_no_text_becomes_markup():
    page = drawn(evil_plan())
    assert page.xpath("//script | //b | //@onload | //@style | //style") == []
    assert page.text_content().count("<script>alert(1)</script>") > 6
    assert page.xpath("//a/@href").count(f"/{EVIL}") == 4


def test_reference_inside_the_picture_leads_to_a_sign_of_this_picture():
    page = drawn(plan_of(12))
    ids = set(page.xpath("//@id"))
    used = {one[1:] for one in page.xpath("//use/@href")}
    fills = {one[5:-1] for one in page.xpath("//@fill") if one.startswith("url")}
    assert used
    assert fills
    assert used | fills <= ids


@pytest.mark.usefixtures("english")
def test_table_says_what_the_picture_shows():
    first = make_bar("first", "First", url="/1/", begin="2025-01-01", end="2025-06-30", tone="good")
    early = make_bar(
        "early",
        "Early",
        begin="2025-06-20",
        depends_on=["first"],
        planned_begin="2025-07",
        progress=0.5,
        tone="progress",
        status="begun",
        milestones=[make_milestone("Half", "2025-09", url="/h/", done=True)],
    )
    body = drawn(laid_out(first, early)).xpath("//table//tbody/tr[th[@scope='row']]")
    cells = [[squeeze(cell.text_content()) for cell in row] for row in body]
    assert cells == [
        ["First", "finished", "from 1 January 2025 to 30 June 2025", "", ""],
        [
            "Early",
            "begun50% done",
            "since 20 June 2025, no end setapproved: since July 2025, no end set",
            "Firstbegins 10 days before that ends",
            "HalfSeptember 2025, reached",
        ],
    ]


@pytest.mark.usefixtures("english")
def test_plan_without_lines_says_so():
    page = drawn(laid_out())
    assert "The plan has no lines yet." in page.text_content()
    assert page.xpath("//svg | //table") == []


@pytest.mark.parametrize(
    ("number", "groups", "levels", "classes"),
    [
        (18, 3, (0,), "gantt-sheet-24"),
        (60, 4, (0,), "gantt-sheet-64"),
        (76, 4, (0,), "gantt-sheet-80"),
        (100, 4, (0, 2), "gantt-sheet-64 gantt-fold-2"),
        (150, 4, (0, 1, 2), "gantt-sheet-64 gantt-fold-1"),
        (500, 10, (0,), "gantt-sheet-24 gantt-fold-0"),
        # Nothing to sum it up by: it goes on over more sheets.
        (100, 0, (0,), "gantt-sheet-80"),
    ],
)
def test_rows_become_lower_then_fewer_to_fit_on_one_sheet(number, groups, levels, classes):
    assert paper_for(plan_of(number, groups, levels)).classes == classes


def test_csv_has_a_row_for_each_bar_and_no_formula():
    bars = [
        make_bar("a", "=1+1", group="G", begin="2024-03", planned_end="2024", tone="good"),
        make_bar("b", 'Dos, "tres"', depends_on=["a"], milestones=[make_milestone("H", "2025")]),
    ]
    rows = list(csv.DictReader(io.StringIO(to_csv(laid_out(*bars), "es"))))
    assert [row["Proyecto"] for row in rows] == ["'=1+1", 'Dos, "tres"']
    assert (rows[0]["Inicio"], rows[0]["Fin aprobado"], rows[0]["Situación"]) == (
        "2024-03",
        "2024",
        "terminado",
    )
    assert (rows[1]["Depende de"], rows[1]["Hitos"]) == ("'=1+1", "2025 H")
