"""The report as a file that stands alone, and as a page of the site."""

import re

import lxml.html
import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from gte.workplan.report.document import Figures, Points, Table
from gte.workplan.report.html import render_html_file
from tests.pages import address, get, squeeze

DAY = "2026-01-29"


def parsed(html):
    return lxml.html.document_fromstring(html)


def texts(root, xpath):
    return [squeeze(found.text_content()) for found in root.xpath(xpath)]


@pytest.fixture
def file(real_report):
    return parsed(render_html_file(real_report))


@pytest.fixture
def report_page(real_report, db):
    return get(address("report", "gan", language=real_report.language) + f"?as-of={DAY}")


@pytest.fixture(params=["file", "page"])
def printed(request, real_report):
    """The report in either form: its root element, and what goes before a record's address."""
    if request.param == "file":
        return request.getfixturevalue("file"), settings.BASE_URL
    return request.getfixturevalue("report_page").root, ""


# --- the file -------------------------------------------------------------------------------------


def test_file_tells_its_language_title_and_author(real_report, file):
    day = {"es": "29 de enero de 2026", "en": "29 January 2026"}[real_report.language]
    assert file.get("lang") == real_report.language
    assert texts(file, "//title") == [f"{real_report.title}: {real_report.subtitle}, {day}"]
    assert file.xpath("//meta[@name='author']/@content") == [real_report.subtitle]
    assert file.xpath("//meta/@charset") == ["utf-8"]


def test_file_stands_alone(file):
    assert file.xpath("//script | //link | //img | //iframe | //object | //*[@style]") == []
    assert file.xpath("//@src") == []
    (style,) = texts(file, "//style")
    assert re.search(r"@import|url\(", style) is None


def test_file_has_landmarks_and_one_title(real_report, file):
    assert [len(file.xpath(f"//{name}")) for name in ("header", "main", "footer")] == [1, 1, 1]
    assert texts(file, "//h1") == [real_report.title]


def test_file_numbers_its_parts(real_report, file):
    expected = [f"{at}. {part.title}" for at, part in enumerate(real_report.parts, start=1)]
    assert texts(file, "//section/h2") == expected


def test_file_is_in_the_report_s_language_whatever_is_active(real_report):
    with override(real_report.language):
        expected = gettext("Annex B. How this report counts")
    with override("en" if real_report.language == "es" else "es"):
        file = parsed(render_html_file(real_report))
    assert texts(file, "//*[@id='method']/h2") == [expected]


@pytest.mark.external
def test_file_is_valid(real_reports, make_report, nu_html_errors):
    files = {name: render_html_file(report) for name, report in real_reports.items()}
    files["small"] = render_html_file(make_report(text="<b>&amp;'\"</b>"))
    assert nu_html_errors(files) == []


@pytest.mark.external
def test_nu_html_checker_catches_a_planted_error(make_report, nu_html_errors):
    html = render_html_file(make_report()).replace("<caption>", "<figcaption>", 1)
    assert nu_html_errors({"planted": html})


def test_text_is_never_taken_for_markup(make_report):
    text = "<script>alert(1)</script> &amp; \"quoted\" {{ x }} {% y %} 'z'"
    file = parsed(render_html_file(make_report(text=text)))
    assert file.xpath("//script") == []
    assert texts(file, "//*[@id='method']/p") == [text]


def test_file_says_so_where_there_is_nothing(make_report):
    file = parsed(render_html_file(make_report()))
    assert "Empty: Nothing there." in texts(file, "//section/p")
    assert "No risk at all." in texts(file, "//section/p")
    assert texts(file, "//tr[@id='figure-none']/td")[0] == "0"
    assert file.xpath("//tr[@id='figure-none']//a") == []


# --- the file and the page ------------------------------------------------------------------------


def test_every_figure_leads_to_the_records_it_counts(real_report, printed):
    root, site = printed
    for figure in real_report.figures:
        links = root.xpath(f"//section//a[@href='#figure-{figure.key}']")
        assert f"{figure.value} {figure.label}" in [squeeze(one.text_content()) for one in links]
        (target,) = root.xpath(f"//*[@id='figure-{figure.key}']")
        assert texts(target, "./td[contains(@class, 'number')]") == [str(figure.value)]
        found = [
            (squeeze(one.text_content()), one.get("href"), texts(one.getparent(), "./code"))
            for one in target.xpath(".//li/a")
        ]
        assert found == [
            (squeeze(record.title), site + record.url, [record.code]) for record in figure.records
        ]


def test_number_that_counts_is_always_a_link(real_report, printed):
    root, _site = printed
    figures = [
        figure
        for part in real_report.parts
        for block in part.blocks
        if isinstance(block, Figures)
        for figure in block.figures
    ]
    assert texts(root, "//ul[@class='report-figures']/li/a") == [
        f"{figure.value} {figure.label}" for figure in figures
    ]


def test_tables_have_captions_and_header_cells(real_report, printed):
    root, _site = printed
    tables = [
        block
        for part in real_report.parts
        for block in part.blocks
        if isinstance(block, Table) and block.rows
    ]
    found = root.xpath("//section//table")
    assert [texts(one, "./caption") for one in found] == [[table.caption] for table in tables]
    for element, table in zip(found, tables, strict=True):
        assert texts(element, "./thead//th[@scope='col']") == list(table.columns)
        assert len(element.xpath("./tbody/tr/th[@scope='row']")) == len(table.rows)
        labels = element.xpath("./tbody/tr[1]/td/@data-label")
        assert labels == list(table.columns[1:])


def test_cells_say_what_the_report_says(real_report, printed):
    root, site = printed
    cells = [
        cell
        for part in real_report.parts
        for block in part.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ]
    found = root.xpath("//section//tbody//*[self::th or self::td]")
    for element, cell in zip(found, cells, strict=True):
        words = " ".join([cell.text, *(record.title for record in cell.records)])
        assert squeeze(element.text_content()) == squeeze(words)
        assert element.xpath(".//a/@href") == [site + record.url for record in cell.records]


def test_requests_are_numbered_and_name_their_records(real_report, printed):
    root, site = printed
    (block,) = (one for one in real_report.parts[0].blocks if isinstance(one, Points))
    items = root.xpath("//section[@id='requests']//ol/li")
    for item, point in zip(items, block.points, strict=True):
        assert texts(item, "./strong") == [point.title]
        assert squeeze(point.text) in squeeze(item.text_content())
        assert item.xpath(".//a/@href") == [site + record.url for record in point.records]


def test_method_is_told(real_report, printed):
    root, _site = printed
    assert texts(root, "//*[@id='method']/p") == [squeeze(one) for one in real_report.method]


def test_identifiers_are_unique(printed):
    root, _site = printed
    found = root.xpath("//@id")
    assert len(found) == len(set(found))
    assert set(root.xpath("//a[starts-with(@href, '#')]/@href")) <= {f"#{one}" for one in found}


# --- the page -------------------------------------------------------------------------------------


def test_page_offers_the_day_and_the_files(real_report, report_page):
    assert report_page.status == 200
    assert report_page.h1 == real_report.title
    (day,) = report_page.all("//main//form[@method='get']//input[@type='date']")
    assert (day.get("name"), day.get("value")) == ("as-of", DAY)
    assert report_page.all(f"//main//label[@for='{day.get('id')}']")
    path = address("report", "gan", language=real_report.language)
    offered = report_page.all("//main//p[@class='buttons']/a/@href")
    assert offered == [f"{path}?as-of={DAY}&format={kind}" for kind in ("pdf", "docx", "html")]


def test_page_has_no_inline_style_or_script(report_page):
    assert report_page.all("//main//*[@style] | //style | //script[not(@src)]") == []


def test_file_of_the_page_is_the_file_of_the_command(real_report, report_page, client):
    path = address("report", "gan", language=real_report.language)
    answer = client.get(f"{path}?as-of={DAY}&format=html")
    assert answer.content.decode() == render_html_file(real_report, "http://testserver")
