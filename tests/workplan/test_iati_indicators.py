"""Indicators in the file for IATI, and the desk's page of the file: it passes, or says why not."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from gte.common.partial_dates import PartialDate
from gte.workplan import iati
from gte.workplan.domain.actuals import return_actual
from gte.workplan.iati_export import activities, export_activities, exported_projects, reporter_of
from gte.workplan.iati_indicators import measured_results
from gte.workplan.models import Project
from tests.factories.delegations import UTC, at
from tests.factories.desks import AtDesk
from tests.factories.groups import a_body
from tests.factories.indicators import an_indicator, by_sex, part, stands, with_periods, year
from tests.factories.indicators import states as states_value
from tests.factories.plans import a_project, day, states

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=UTC)
REPORTER = "XM-DAC-99999"
BASELINE = datetime.date(2024, 12, 31)


@pytest.fixture(autouse=True)
def _in_november():
    with at(NOW):
        yield


@pytest.fixture
def reviewer(delegations):
    return delegations["co"][0]


@pytest.fixture
def project(by):
    return a_project(by, start=day("2025-02-01"))


@pytest.fixture
def indicator(by, project):
    """How many teachers were trained, from none, by sex; 2025 and 2026."""
    made = an_indicator(by, project=project, baseline=Decimal(0), baseline_on=BASELINE)
    by_sex(made, by)
    with_periods(made, by)
    return made


def export():
    return export_activities(reporter=REPORTER, now=NOW)


def results(project):
    """The project's results in the file, which passes schema and rules."""
    tree = iati.parse(export().content)
    assert not iati.check_schema(tree)
    assert not [one for one in iati.check_file(tree, now=NOW) if one.is_grave]
    return tree.xpath(f"//iati-activity[iati-identifier='{REPORTER}-{project.code}']/result")


def left_out():
    return {(one.code, one.reason) for one in export().left_out}


def sexes(women, men):
    return {"sex": {"women": part(women), "men": part(men)}}


# --- what stands in the file ----------------------------------------------------------------------


def test_indicator_is_a_result_with_baseline_targets_and_approved_values_by_part(
    by, delegations, reviewer, project, indicator
):
    first, second = indicator.periods.all()
    dimension = indicator.dimensions.get()
    women, men = (one.code for one in dimension.categories.all())
    for code, numbers in (("pe", (3, 1)), ("mx", (2, 2))):
        parts = {dimension.code: {women: part(numbers[0]), men: part(numbers[1])}}
        more = {"party": states(code)[0], "breakdown": parts}
        stands(first, delegations[code][0], reviewer, sum(numbers), **more)
    waits = states_value(second, delegations["pe"][0], 9, party=states("pe")[0])
    assert waits.state == "submitted"
    (result,) = results(project)
    assert result.get("type") == "1"
    assert result.xpath("title/narrative/text()") == ["Docentes formados", "Docentes formados (en)"]
    assert result.xpath("indicator/@measure") == ["1"]
    assert result.xpath("indicator/@aggregation-status") in (["1"], ["true"])
    (baseline,) = result.xpath("indicator/baseline")
    assert dict(baseline.attrib) == {"year": "2024", "iso-date": "2024-12-31", "value": "0"}
    assert result.xpath("indicator/period/target/@value") == ["10", "20"]
    found = [
        (one.get("value"), [(each.get("name"), each.get("value")) for each in one])
        for one in result.xpath("indicator/period[1]/actual")
    ]
    assert found == [
        ("8", []),
        ("5", [("sex", "women")]),
        ("3", [("sex", "men")]),
    ]
    assert not result.xpath("indicator/period[2]/actual"), "nobody has approved it"


def test_value_that_was_returned_is_in_the_file_no_more(by, delegations, reviewer, indicator):
    first = indicator.periods.first()
    actual = stands(first, by, reviewer, 4)
    (result,) = results(indicator.project)
    assert result.xpath("indicator/period/actual/@value") == ["4"]
    return_actual(actual=actual, by=delegations["pe"][0], reason="x")
    (result,) = results(indicator.project)
    assert not result.xpath("indicator/period/actual")


def test_percentage_is_in_hundredths_with_both_numbers_in_words(by, reviewer, project):
    share = {"value_kind": "percentage", "rule": "ratio", "project": project, "level": "outcome"}
    indicator = an_indicator(by, "Retención", **share)
    first, _second = with_periods(indicator, by, year(2025, 1, 2), year(2026, 2, 3))
    stands(first, by, reviewer, 1, 3)
    (result,) = results(project)
    assert (result.get("type"), result.xpath("indicator/@measure")) == ("2", ["2"])
    assert result.xpath("indicator/period/target/@value") == ["50", "66.6667"]
    (actual,) = result.xpath("indicator/period/actual")
    assert actual.get("value") == "33.3333"
    assert actual.xpath("comment/narrative/text()") == ["1 de 3", "1 out of 3"]


def test_value_in_words_has_a_comment_in_both_languages_and_no_number(by, reviewer, project):
    words = {"value_kind": "qualitative", "unit_es": "", "unit_en": "", "project": project}
    indicator = an_indicator(by, "Marco adoptado", **words)
    aims = [year(2025, target_text_es="Adoptado.", target_text_en="Adopted.")]
    (first,) = with_periods(indicator, by, *aims)
    stands(first, by, reviewer, text_es="Aún no.", text_en="Not yet.")
    (result,) = results(project)
    assert result.xpath("indicator/@measure") == ["5"]
    assert not result.xpath("indicator/period/*/@value")
    assert result.xpath("indicator/period/target/comment/narrative/text()") == [
        "Adoptado.",
        "Adopted.",
    ]
    assert result.xpath("indicator/period/actual/comment/narrative/text()") == [
        "Aún no.",
        "Not yet.",
    ]


def test_what_is_counted_into_another_is_not_to_be_added_again(by, reviewer, project):
    whole = an_indicator(by, "Todos", project=project)
    one = an_indicator(by, "Una parte", project=project, parent=whole)
    for indicator in (whole, one):
        with_periods(indicator, by)
    stands(one.periods.first(), by, reviewer, 4)
    found = results(project)
    assert [one.xpath("string(indicator/period/actual/@value)") for one in found] == ["4", "4"]
    for result in found:
        assert result.xpath("indicator/@aggregation-status") in (["0"], ["false"])


def test_what_cannot_be_said_is_named_with_the_reason(by, project):
    alone = an_indicator(by, "Sin proyecto")
    empty = an_indicator(by, "Sin periodos", project=project)
    said = {"baseline_text_es": "Nada.", "baseline_text_en": "Nothing."}
    words = {"value_kind": "qualitative", "unit_es": "", "unit_en": "", "project": project}
    undated = an_indicator(by, "Línea sin día", **words, **said)
    aim = year(2025, target_text_es="Adoptado.", target_text_en="Adopted.")
    with_periods(undated, by, aim)
    unbegun = a_project(by, "Sin comienzo", start=None, end=None)
    outside = an_indicator(by, "Fuera", project=unbegun)
    with_periods(outside, by)
    expected = {
        (alone.code, "no pertenece a ningún proyecto"),
        (empty.code, "no tiene ningún periodo"),
        (outside.code, "su proyecto no está en el archivo"),
        (
            undated.code,
            "no se conoce el día de su línea de base, por lo que queda fuera",
        ),
    }
    assert expected <= left_out()
    (result,) = results(project)
    assert not result.xpath("indicator/baseline")


def test_indicators_of_others_and_of_what_is_not_approved_are_not_in_it(by, project):
    theirs = an_indicator(by, "De otro", owner=a_body(), project=project)
    hidden = a_project(by, "Reservado", is_public=False, start=day("2025"))
    secret = an_indicator(by, "Reservado", project=hidden)
    for indicator in (theirs, secret):
        with_periods(indicator, by)
    assert not results(project)
    assert not {code for code, _reason in left_out()} & {theirs.code, secret.code}


def test_any_number_of_indicators_asks_the_same(by, project, django_assert_num_queries):
    def make(name):
        with_periods(an_indicator(by, name, project=project), by)

    make("Uno")
    with django_assert_num_queries(6):
        measured_results({project.pk})
    for name in ("Dos", "Tres", "Cuatro"):
        make(name)
    with django_assert_num_queries(6):
        measured_results({project.pk})


# --- planted errors -------------------------------------------------------------------------------


def made():
    """The activities of the real record, as the export has them."""
    inside = [one for one in exported_projects() if one.start]
    measured = measured_results({one.pk for one in inside})
    return activities(inside, reporter_of(REPORTER), measured, NOW.date())


@pytest.mark.parametrize(("shares", "passes"), [((60, 40), True), ((60, 30), False)])
def test_sectors_that_do_not_add_up_to_100_are_refused_by_the_name_of_the_record(shares, passes):
    whole = made()
    assert iati.publish(whole, now=NOW).content
    sectors = tuple(
        iati.Sector(code, Decimal(share))
        for code, share in zip(("11330", "11110"), shares, strict=True)
    )
    changed = [replace(whole[0], sectors=sectors), *whole[1:]]
    if passes:
        assert iati.publish(changed, now=NOW).content
        return
    with pytest.raises(iati.Unpublishable) as caught:
        iati.publish(changed, now=NOW)
    grave = [one for one in caught.value.findings if one.is_grave]
    assert {one.record for one in grave} == {whole[0].identifier}
    assert whole[0].identifier in str(caught.value)


def test_period_of_an_indicator_that_ends_before_it_starts_is_refused(indicator):
    whole = made()
    (at,) = [key for key, one in enumerate(whole) if indicator.project.code in one.identifier]
    result = whole[at].results[-1]
    broken = replace(
        result.indicators[0],
        periods=(
            iati.IndicatorPeriod(iati.Period(datetime.date(2026, 5, 2), datetime.date(2026, 5, 1))),
        ),
    )
    whole[at] = replace(whole[at], results=(replace(result, indicators=(broken,)),))
    with pytest.raises(iati.Unpublishable, match=r"8\.6\.1") as caught:
        iati.publish(whole, now=NOW)
    assert {one.record for one in caught.value.findings if one.is_grave} == {whole[at].identifier}


# --- the page -------------------------------------------------------------------------------------


def break_record():
    Project.objects.filter(code="project-comparative-study").update(
        start=PartialDate("2016-05-01"), end=PartialDate("2015-05-01")
    )


@pytest.mark.parametrize(
    ("language", "passes", "left", "why"),
    [
        (
            "es",
            "El archivo cumple el esquema oficial y las reglas",
            "Lo que no está en el archivo",
            "no pertenece a ningún proyecto",
        ),
        (
            "en",
            "The file passes the official schema and the rules",
            "What is not in the file",
            "it belongs to no project",
        ),
    ],
)
def test_page_says_that_the_file_passes_and_what_is_not_in_it(by, language, passes, left, why):
    alone = an_indicator(by, "Sin proyecto")
    desk = AtDesk(by, language)
    assert passes not in desk.opens("desk-iati")
    page = desk.opens("desk-iati", query=f"?reporter={REPORTER}")
    for said in (passes, left, why, desk.address("desk-indicator", alone.code)):
        assert said in page
    content = desk.opens("desk-iati-file", query=f"?reporter={REPORTER}")
    assert desk.answer.headers["Content-Disposition"].endswith('"iati-activities.xml"')
    assert not iati.check_schema(iati.parse(content))


@pytest.mark.parametrize(
    ("language", "said"),
    [("es", "No hay archivo"), ("en", "There is no file")],
)
def test_file_that_fails_is_not_given_and_the_record_is_a_link(by, language, said):
    break_record()
    desk = AtDesk(by, language)
    page = desk.opens("desk-iati", query=f"?reporter={REPORTER}")
    assert said in page
    assert desk.address("desk-project", "project-comparative-study") in page
    assert "11.1.3" in page
    assert desk.address("desk-iati-file") not in page
    page = desk.opens("desk-iati-file", query=f"?reporter={REPORTER}", status=409)
    assert said in page
    assert "Content-Disposition" not in desk.answer.headers


@pytest.mark.parametrize("name", ["desk-iati", "desk-iati-file"])
def test_publisher_has_to_be_named_on_one_line(by, name):
    desk = AtDesk(by)
    for wrong in ("", "x" * 101, "a%0Ab"):
        desk.opens(name, query=f"?reporter={wrong}", status=400)


def test_page_is_the_coordinations_alone(by, delegations):
    delegate = AtDesk(delegations["pe"][0])
    delegate.opens("desk-iati", status=403)
    delegate.opens("desk-iati-file", query=f"?reporter={REPORTER}", status=403)
    assert delegate.address("desk-iati") not in delegate.opens("desk-plan")
    desk = AtDesk(by)
    assert desk.address("desk-iati") in desk.opens("desk-plan")
