"""What a page of a large plan prints, and how its reader comes to the rest."""

import pytest

from gte.workplan.coverage import coverage_on
from gte.workplan.models import Deliverable, Mandate
from gte.workplan.queries import today
from gte.workplan.report.build import CUTS, build_report
from gte.workplan.report.lists import KEY, Beginning, lists_of, points_of, tables_of
from gte.workplan.views.coverage import NAMED_ACTIONS
from tests.pages import (
    LANGUAGES,
    _no_kept_pages,  # noqa: F401 - asked for by itself
    address,
    all_pages_of,
    get,
)

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", LANGUAGES)
MANY = 130
OWN = {"source": "test", "certainty": "documented", "scope": "gte", "scope_basis": "stated"}
BEGINNING = Beginning(KEY)


@pytest.fixture
def many():
    """More deliverables than a page prints, all late and all for one mandate or for none."""
    made = Deliverable.objects.bulk_create(
        Deliverable(
            code=f"many-{at}",
            name_es=f"Entregable {at}",
            name_en=f"Deliverable {at}",
            kind="deliverable",
            status="in_progress",
            due="2020-01-15",
            **OWN,
        )
        for at in range(MANY)
    )
    mandate = Mandate.objects.create(
        code="much-asked",
        title_es="Mandato muy atendido",
        title_en="Much asked",
        kind="council",
        status="unknown",
        date="2019-01-01",
        **OWN,
    )
    mandate.deliverables.set(made[: MANY // 2])
    return made


def linked(page, part="//main"):
    """The identifiers of the many that a part of a page leads to, in their order."""
    codes = (link.path.rstrip("/").rsplit("/", 1)[-1] for link in page.links(part))
    return [code for code in codes if code.startswith("many-")]


def test_report_prints_how_a_long_list_begins_and_leads_to_all_of_it(many):
    page = get(address("report", "gan", language="es"))
    number = len(late_records())
    assert number >= MANY
    listed = linked(page, '//tr[@id="figure-late"]')
    assert 0 < len(listed) <= BEGINNING.records
    (whole,) = [one for one in page.links('//tr[@id="figure-late"]') if "many" not in one.path][-1:]
    assert whole.text == f"Ver los {number}"
    assert get(whole.address).status == 200


def late_records():
    report = build_report(body="gan", as_of=today(), language="es")
    return next(figure for figure in report.figures if figure.key == "late").records


@both_languages
def test_pages_of_a_list_have_each_record_once(many, language):
    pages = list(all_pages_of(address("report-list", "gan", "late", language=language)))
    assert len(pages) > 1
    found = [code for page in pages for code in linked(page)]
    assert sorted(found) == sorted(one.code for one in many)


def test_list_of_a_day_stays_on_its_day(many):
    where = address("report-list", "gan", "late", language="en")
    for page in all_pages_of(f"{where}?as-of=2026-01-29"):
        assert "29 January 2026" in page.text_of('//p[@class="lead"]')


@pytest.mark.parametrize(
    ("key", "query", "status"),
    [("no-such-list", "", 404), ("late", "?page=99", 400), ("late", "?page=one", 400)],
)
def test_list_that_there_is_not_is_said_so(key, query, status):
    page = get(address("report-list", "gan", key, language="en") + query)
    assert page.status == status


@pytest.mark.parametrize("body", CUTS)
def test_every_list_of_a_report_has_an_address_of_its_own(body):
    report = build_report(body=body, as_of=today(), language="es")
    lists = lists_of(report)
    figures = {figure.key: figure.records for figure in report.figures}
    for point in points_of(report):
        assert point.key
        assert list(point.records) == list(figures.get(point.key, point.records))
    tables = [table.key for table in tables_of(report)]
    assert all(tables)
    assert len(set(tables)) == len(tables)
    assert not set(tables) & {*figures, *(point.key for point in points_of(report))}
    assert set(lists) >= set(tables)


def test_coverage_names_the_first_actions_of_a_mandate_and_pages_through_those_without(many):
    where = address("coverage", language="en")
    (row,) = get(where).all(
        '//tr[td/a[contains(@href, "/much-asked/")]][td[@data-label="Actions"]]'
    )
    assert row.text_content().count("Deliverable ") == NAMED_ACTIONS
    assert f"and {MANY // 2 - NAMED_ACTIONS} more" in row.text_content()
    rows = '//*[@id="actions"]//tbody//td[1]/a/@href'
    found = [
        href.rstrip("/").rsplit("/", 1)[-1]
        for page in all_pages_of(where)
        for href in page.all(rows)
    ]
    assert found == [line.action.code for line in coverage_on(today()).unmandated]
