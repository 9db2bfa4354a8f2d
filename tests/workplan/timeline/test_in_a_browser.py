"""The timeline of the page of components: seen, heard, reached without a mouse, printed."""

import io

import pypdf
import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from gte.portal.showcase_plan import showcase_timeline
from tests.axe import faults, violations
from tests.pages import LANGUAGES, address
from tests.workplan.timeline.conftest import plan_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.external,
    pytest.mark.xdist_group("timeline-browser"),
]

PHONE, TABLET, DESK = 360, 768, 1440
ROWS = ".gantt-rows a"
# A page of a plan: a heading and the timeline, nothing else of the page of components.
ALONE = """() => {
  const page = document.querySelector("main > .page");
  const head = document.createElement("div");
  head.className = "page-head";
  head.innerHTML = "<h1>Plan de trabajo</h1>";
  page.classList.add("gantt-page");
  page.replaceChildren(head, page.querySelector(".gantt"));
}"""
INSTEAD = "html => { document.querySelector('.gantt').outerHTML = html }"


@pytest.fixture
def plan(page_at, record_site):
    """``plan(width, language)``: a page with the timeline alone."""

    def open_page(width, language="es", **options):
        page = page_at(width, 800, reduced_motion="reduce", **options)
        page.said = []
        page.on("console", lambda message: page.said.append((message.type, message.text)))
        page.goto(record_site + address("components", language=language))
        page.evaluate(ALONE)
        return page

    return open_page


def rows_of(language):
    with override(language):
        return showcase_timeline().rows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(plan, language, width):
    page = plan(width, language)
    # Without it nothing is known of what is folded.
    page.evaluate("document.querySelectorAll('.gantt details').forEach(one => one.open = true)")
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast") == []
    # Under the site's policy no style and no script of the picture is refused.
    assert [text for kind, text in page.said if kind in {"error", "warning"}] == []


def test_planted_errors_are_found(plan):
    page = plan(DESK)
    page.evaluate(f"document.querySelector('{ROWS}').textContent = ''")
    page.evaluate("document.querySelector('.gantt-summary').style.color = '#bbb'")
    page.evaluate("document.querySelector('.gantt-chart').style.width = '3000px'")
    found = " ".join(faults(page))
    assert "link-name" in found
    assert "color-contrast" in found
    assert "pixels too wide" in found


# --- without a mouse ------------------------------------------------------------------------------

FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + 40, box.top + box.height / 2);
  return {
    text: one.textContent, row: one.matches(".gantt-rows a"), seen: one.contains(seen),
    outline: getComputedStyle(one).outlineStyle };
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_tab_reaches_each_bar_by_its_name_and_the_focus_is_seen(plan, language, width):
    page = plan(width, language)
    page.locator(".gantt-tools a").first.focus()
    for row in rows_of(language):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["row"]
        assert focused["seen"]
        assert focused["outline"] == "solid"
        assert focused["text"].startswith(f"{row.bar.label}, ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_bar_is_announced_as_a_link_with_all_that_it_shows(plan, language):
    name = {
        "es": "Piloto de referenciación, de mayo de 2023 a diciembre de 2024, atrasado",
        "en": "Pilot of referencing, from May 2023 to December 2024, late by",
    }[language]
    assert plan(DESK, language).get_by_role("link", name=name).count() == 1


def test_arrows_home_and_end_go_from_row_to_row(plan):
    page = plan(DESK)
    at = f"[...document.querySelectorAll('{ROWS}')].indexOf(document.activeElement)"
    page.locator(ROWS).first.focus()
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "ArrowDown", "Home", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(page.evaluate(at))
    assert seen == [1, 2, 1, 17, 17, 0, 0]


def test_skip_link_leads_to_the_table(plan):
    page = plan(DESK, "en")
    page.get_by_role("link", name="Skip to the table").press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "TABLE"


# --- what stands where ----------------------------------------------------------------------------

PLACES = """() => [...document.querySelectorAll(".gantt-rows a")].map((row) => {
  const label = row.querySelector(".gantt-label"), track = row.querySelector(".gantt-track");
  const name = row.querySelector(".gantt-name"), words = row.querySelector(".gantt-words");
  return {
    label: label.getBoundingClientRect(), track: track.getBoundingClientRect(),
    cut: name.scrollHeight > name.clientHeight + 1 || name.scrollWidth > name.clientWidth + 1,
    words: words.getBoundingClientRect().height };
})"""


def test_phone_shows_names_and_words_above_bars_and_the_years_under_each_heading(plan):
    page = plan(PHONE)
    for row in page.evaluate(PLACES):
        assert row["label"]["bottom"] <= row["track"]["top"]
        assert row["track"]["width"] > 300
        assert not row["cut"]
        assert row["words"] > 10
    axes = page.locator(".gantt-axis:visible")
    assert axes.count() == page.locator(".gantt-heading").count() == 4
    assert page.locator(".gantt-links").is_hidden()


def test_desk_shows_names_beside_bars_in_rows_of_one_height(plan):
    page = plan(DESK)
    places = page.evaluate(PLACES)
    for row in places:
        assert row["label"]["right"] <= row["track"]["left"] + 1
        assert row["words"] <= 1
    assert len({row["track"]["height"] for row in places}) == 1
    assert page.locator(".gantt-axis:visible").count() == 1


@pytest.mark.parametrize("width", [TABLET, DESK])
def test_connectors_end_where_their_bars_begin(plan, width):
    page = plan(width)
    heads = page.locator(".gantt-links > use").evaluate_all(
        "heads => heads.map(one => one.getBoundingClientRect())"
    )
    rows = page.evaluate(PLACES)
    timeline = showcase_timeline()
    number = {row.bar.key: at for at, row in enumerate(timeline.rows)}
    shapes = [row.shape for row in timeline.rows]
    assert len(heads) == len(timeline.links) > 8
    for link, head in zip(timeline.links, heads, strict=True):
        at = number[link.follower]
        track = rows[at]["track"]
        begins = track["left"] + track["width"] * shapes[at].x / 100
        assert head["right"] == pytest.approx(begins, abs=1.5)
        assert (head["top"] + head["bottom"]) / 2 == pytest.approx(
            (track["top"] + track["bottom"]) / 2, abs=1.5
        )


def test_colours_of_a_system_of_its_own_leave_every_bar_to_be_seen(plan):
    page = plan(DESK, forced_colors="active")
    bars = page.locator(".gantt-chart .gantt-track > rect")
    invisible = bars.evaluate_all(
        """bars => {
          const paper = getComputedStyle(document.body).backgroundColor;
          const styles = bars.map((one) => getComputedStyle(one));
          return styles.filter((one) => one.stroke === "none" && one.fill === paper).length; }"""
    )
    assert invisible == 0
    assert bars.count() > 40


# --- on paper -------------------------------------------------------------------------------------


def printed(page):
    pdf = page.pdf(prefer_css_page_size=True)
    return pypdf.PdfReader(io.BytesIO(pdf))


@pytest.mark.parametrize("language", LANGUAGES)
def test_plan_is_printed_on_one_landscape_sheet_with_its_legend(plan, language):
    (sheet,) = printed(plan(DESK, language)).pages
    box = sheet.mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    text = " ".join(sheet.extract_text().split())
    for words in {"es": ("hito alcanzado", "2015"), "en": ("milestone reached", "2015")}[language]:
        assert words in text
    for row in rows_of(language):
        assert row.bar.label.split()[0] in text


@pytest.mark.parametrize(
    ("number", "groups", "levels"),
    [
        *[(number, 4, (0,)) for number in (20, 28, 36, 48, 60, 76)],
        *[(100, 4, (0, 2)), (150, 4, (0, 1, 2)), (500, 80, (0,))],
    ],
)
def test_long_plans_stay_on_one_sheet(plan, number, groups, levels):
    page = plan(DESK)
    context = {"timeline": plan_of(number, groups, levels), "uid": "long"}
    with override("es"):
        page.evaluate(INSTEAD, render_to_string("components/gantt.html", context))
    assert len(printed(page).pages) == 1


def test_second_sheet_is_noticed_when_planted(plan):
    page = plan(DESK)
    page.evaluate("document.querySelector('.gantt').style.setProperty('--row', '14mm')")
    assert len(printed(page).pages) > 1
