"""What neighbours did is shown and in no figure: everything that counts is counted twice, once
before and once after a neighbour's work is there.
"""

import datetime

import pytest
from django.utils.translation import override

from gte.register.measures import measured, measures
from gte.workplan.coverage import coverage_on
from gte.workplan.iati_export import export_activities
from gte.workplan.models import Deliverable, Indicator, Mandate, Project
from gte.workplan.queries.indicators import current_points
from gte.workplan.report.build import CUTS, build_report
from tests.factories.delegations import UTC, at
from tests.factories.groups import a_body, work_of_a_neighbour
from tests.factories.indicators import an_indicator, stands, with_periods, year
from tests.pages import get, record_address

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_november():
    with at(NOW):
        yield


@pytest.fixture
def own(by, reviewer):
    """An indicator of the group with a value, so that there is a total to change."""
    indicator = an_indicator(by)
    first, _second = with_periods(indicator, by, year(2026, 10), year(2027, 20))
    stands(first, by, reviewer, 4)
    return indicator


def figures(own):
    """Every figure of the group: reports, coverage, measures, indicators, the file of IATI."""
    day = NOW.date()
    coverage = coverage_on(day)
    return {
        **{f"report {body}": of_report(body, day) for body in CUTS},
        "coverage": [
            [(line.mandate.code, len(line.actions)) for line in coverage.own],
            [line.mandate.code for line in coverage.unacted],
            [(line.action.code, len(line.mandates)) for line in coverage.actions],
        ],
        "measures": {one.key: measured(one.key).records for one in measures()},
        "indicators": [(pk, point.amount) for pk, point in current_points([own], "es").items()],
        "iati": export_activities(reporter="XM-DAC-99999", now=NOW).content,
    }


def of_report(body, day):
    report = build_report(body=body, as_of=day, language="es")
    return [
        (figure.key, figure.value, sorted(record.code for record in figure.records))
        for figure in report.figures
    ]


def differing(first, second):
    return {name for name in first if first[name] != second[name]}


@pytest.mark.parametrize("scope", ["adjacent", "national", "cross_cutting"])
def test_work_of_a_neighbour_changes_no_figure_of_the_group(own, by, reviewer, scope):
    before = figures(own)
    work_of_a_neighbour(by, reviewer, scope=scope)
    assert differing(before, figures(own)) == set()


def test_recount_finds_work_that_is_taken_for_the_groups(own, by, reviewer):
    """The planted error: the same rows, said to be the group's, are in the figures at once."""
    before = figures(own)
    work_of_a_neighbour(by, reviewer)
    for model in (Mandate, Project, Deliverable):
        model.objects.filter(code__startswith="theirs").update(scope="gte")
    found = differing(before, figures(own))
    assert {"report gan", "coverage", "iati"} <= found


def test_indicator_of_another_body_is_not_the_groups(by, reviewer, own):
    work_of_a_neighbour(by, reviewer)
    theirs = Indicator.objects.get(owner=a_body())
    assert (theirs.scope, own.scope) == ("adjacent", "gte")


@pytest.mark.parametrize(
    ("language", "shared", "adjacent", "said"),
    [
        (
            "es",
            "Proyectos compartidos con el grupo",
            "Sus propios resultados",
            "no se cuentan en ninguna cifra del grupo",
        ),
        (
            "en",
            "Projects shared with the group",
            "Its own results",
            "not counted in any figure of the group",
        ),
    ],
)
def test_page_of_a_body_shows_both_apart_and_says_so(
    by, reviewer, language, shared, adjacent, said
):
    project, owed, indicator = work_of_a_neighbour(by, reviewer)[1:]
    page = get(record_address("gtl", language))
    first, second = section(page, "shared-projects"), section(page, "adjacent")
    assert (first.xpath("string(.//h2)").strip(), second.xpath("string(.//h2)").strip()) == (
        shared,
        adjacent,
    )
    assert said in " ".join(second.xpath("string()").split())
    links = set(second.xpath(".//a/@href"))
    with override(language):
        assert {one.get_absolute_url() for one in (project, owed, indicator)} <= links
    assert record_address("project-paefe", language) in first.xpath(".//a/@href")
    assert record_address("project-emple-ap", language) in links
    assert not links & set(first.xpath(".//a/@href"))


def section(page, name):
    (found,) = page.all(f"//section[h2[@id='{name}']]")
    return found


def test_page_of_the_groups_own_network_says_nothing_of_sharing():
    page = get(record_address("riap", "en"))
    assert "Projects it leads" in page.main
    assert "shared with the group" not in page.main
