"""The coverage map and the report as pages, against the files."""

import datetime
import re

import pytest

from gte.workplan import views
from tests import facts
from tests.pages import (
    LANGUAGES,
    OTHER,
    _no_kept_pages,  # noqa: F401 - asked for by itself
    address,
    get,
    record_address,
    squeeze,
    translated,
)

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)
DAYS = ["2026-01-29", "2019-01-01", "2014-01-01"]
on_each_day = pytest.mark.parametrize("on", DAYS)


def coverage(language, on=None):
    return get(address("coverage", language=language) + (f"?as-of={on}" if on else ""))


def report(language, on=None, rest=""):
    day = on or datetime.datetime.now(datetime.UTC).date().isoformat()
    return get(address("report", "gan", language=language) + f"?as-of={day}{rest}")


def codes_in(page, section):
    """The identifiers of the records that a part of the page leads to."""
    return {link.path.rstrip("/").rsplit("/", 1)[-1] for link in page.links(section)} & set(
        facts.by_id()
    )


# --- coverage -------------------------------------------------------------------------------------


@both_languages
@on_each_day
def test_coverage_page_counts_and_names_what_the_files_give(on, language):
    day = facts.day(on)
    mandates = set(facts.mandates_on(day))
    unacted = {code for code in mandates if not facts.actions_for(code, day)}
    unmandated = {code for code in facts.own_actions(day) if not facts.mandates_behind(code, day)}
    page = coverage(language, on)
    assert page.texts("//ul[contains(@class, 'key-figures')]/li/strong") == [
        str(len(codes)) for codes in (mandates, mandates - unacted, unacted, unmandated)
    ]
    assert codes_in(page, "//*[@id='unacted']") == unacted
    assert codes_in(page, "//*[@id='actions']") == unmandated


@both_languages
@on_each_day
def test_coverage_row_names_actions_status_and_idle_time(on, language):
    day = facts.day(on)
    page = coverage(language, on)
    tables = page.all("//section[@id='mandates']//table")
    # Without a mandate of a kind there is no table of it.
    kinds = [codes for whose in ("gte", "adjacent") if (codes := facts.mandates_on(day, whose))]
    for table, expected in zip(tables, kinds, strict=True):
        rows = {row[0].path: (row[1:], text) for row, text in read_rows(page, table)}
        assert rows.keys() == {record_address(code, language) for code in expected}
        for code in expected:
            actions, text = rows[record_address(code, language)]
            assert {link.path for link in actions} == {
                record_address(action, language) for action in facts.actions_for(code, day)
            }
            months = facts.moved(code, day)[1]
            found = re.findall(r"(\d+) (?:months?|mes(?:es)?)\b", text)
            assert found == ([] if months is None else [str(months)])


def read_rows(page, table):
    for row in table.xpath("./tbody/tr"):
        yield page.links_in(row), squeeze(" ".join(row.itertext()))


def test_coverage_without_a_day_is_of_today():
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    assert coverage("en").main == coverage("en", today).main


@both_languages
def test_coverage_says_of_which_day_it_is(language):
    assert {"en": "29 January 2026", "es": "29 de enero de 2026"}[language] in coverage(
        language, "2026-01-29"
    ).main


@both_languages
def test_coverage_in_the_other_language_is_of_the_same_day(language):
    page = coverage(language, "2019-01-01")
    other = get(page.other_language.address)
    assert other.language == OTHER[language]
    assert other.address.endswith("?as-of=2019-01-01")
    assert codes_in(other, "//main") == codes_in(page, "//main")


def test_coverage_before_anything_happened_says_so():
    page = coverage("en", "1999-12-31")
    assert page.status == 200
    assert codes_in(page, "//*[@id='unacted']") == {
        record["id"] for record in facts.own("mandates") if record["date"] is None
    }


def test_coverage_marks_whose_work_and_how_sure_each_row_is():
    page = coverage("en", "2026-01-29")
    rows = page.all("//section[@id='mandates' or @id='actions']//table/tbody/tr")
    assert rows
    for row in rows:
        code = page.links_in(row)[0].path.rstrip("/").rsplit("/", 1)[-1]
        marks = row.xpath(".//*[contains(@class, 'mark-')]/@class")
        assert {mark.split("mark-")[-1] for mark in marks} == {
            facts.scope(code),
            facts.by_id()[code]["certainty"],
        }


# --- report ---------------------------------------------------------------------------------------


@both_languages
@on_each_day
def test_every_figure_of_the_report_page_leads_to_its_records(on, language):
    """A figure leads to a place on the page where its records are listed, as many as it says."""
    page = report(language, on)
    figures = page.all("//a[starts-with(@href, '#figure-')][strong]")
    assert len(figures) >= 18
    for figure in figures:
        (place,) = page.all(f"//*[@id='{figure.get('href')[1:]}']")
        listed = [link for link in page.links_in(place) if link.path.startswith(f"/{language}/")]
        assert int(figure.xpath("string(./strong)")) == len(listed)
        for link in listed:
            code = link.path.rstrip("/").rsplit("/", 1)[-1]
            assert link.path == record_address(code, language)


@both_languages
def test_report_page_begins_with_what_is_asked(language):
    page = report(language, "2026-01-29")
    headings = page.texts("//main//h2")
    assert facts.title("gan", language) in headings[0]
    assert facts.title("gan", language) in page.main
    assert facts.title("gte", language) in page.main


@both_languages
def test_report_page_says_of_which_day_it_is_and_offers_its_files(language):
    page = report(language, "2026-01-29")
    assert {"en": "29 January 2026", "es": "29 de enero de 2026"}[language] in page.main
    files = {link.query.get("format"): link for link in page.links("//main")} | {}
    assert {files[kind].query["as-of"] for kind in ("pdf", "docx", "html")} == {"2026-01-29"}


@both_languages
def test_report_in_the_other_language_is_of_the_same_day(language):
    page = report(language, "2019-06-30")
    other = get(page.other_language.address)
    assert other.language == OTHER[language]
    assert other.address.endswith("?as-of=2019-06-30")
    assert other.texts("//a[starts-with(@href, '#figure-')]/strong") == page.texts(
        "//a[starts-with(@href, '#figure-')]/strong"
    )


@both_languages
@pytest.mark.parametrize(
    ("form", "kind", "begin"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK",
        ),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
    ],
)
def test_report_comes_as_a_file_of_its_day_and_language(form, kind, begin, language):
    page = report(language, "2026-01-29", f"&format={form}")
    assert page.status == 200
    assert page.headers["Content-Type"] == kind
    assert page.headers["Content-Disposition"] == (
        f'attachment; filename="gte-gan-2026-01-29.{form}"'
    )
    assert page.content.lstrip()[:20].lower().startswith(begin.lower())


def test_report_of_today_is_the_report_without_a_day():
    assert get(address("report", "gan", language="en")).texts("//main//strong") == report(
        "en"
    ).texts("//main//strong")


def test_report_after_a_change_counts_the_change():
    from django.contrib.auth import get_user_model

    from gte.common.domain import amend_record
    from gte.workplan.models import Mandate

    def fulfilled():
        page = report("en", "2026-01-29")
        (place,) = page.all("//*[@id='figure-mandates-fulfilled']")
        return {link.path for link in page.links_in(place)}

    mandate = Mandate.objects.get(code="mandate-2015-ministers-role")
    before = fulfilled()
    assert mandate.get_absolute_url().replace("/es/", "/en/") not in before
    editor = get_user_model().objects.create_user("coordinacion@example.org")
    amend_record(record=mandate, by=editor, changes={"status": "fulfilled"})
    assert fulfilled() == before | {record_address(mandate.code, "en")}


@both_languages
def test_report_that_others_wait_for_is_refused_with_a_sentence_and_a_time(language):
    """A typesetting takes a second of a processor: without a limit, a few readers who ask for many
    days would leave none for pages.
    """
    with views.PLACES, views.PLACES:
        page = report(language, "2016-07-01", "&format=pdf")
        assert page.status == 503
        assert page.headers["Retry-After"] == "5"
        sentence = "The report is being made for other readers just now."
        assert translated(sentence, language) in page.main
        # Where it leads is what was asked for.
        assert page.address in {link.address for link in page.links("//main")}
        # Pages cost no typesetting.
        assert report(language, "2016-07-01").status == 200
    assert report(language, "2016-07-01", "&format=pdf").content.startswith(b"%PDF")
