"""The sheets of the parties: one page each, whatever the record holds, and every figure traced."""

import dataclasses
import datetime

import pytest
from django.utils.translation import override

from gte.common.enums import Language
from gte.common.partial_dates import PartialDate
from gte.governance.queries.parties import parties_on
from gte.workplan.country.material import Material, material_of, stated_values
from gte.workplan.country.printing import render_docx, render_pdf
from gte.workplan.country.sheet import country_sheet
from gte.workplan.domain.actuals import approve_actual
from gte.workplan.facts import Facts, load_facts
from gte.workplan.models import Deliverable, Project
from tests.docx_files import broken_rules as broken_docx_rules
from tests.docx_files import libreoffice_pdfs
from tests.factories.indicators import an_indicator, states, with_periods
from tests.pages import address, get
from tests.pdfs import broken_rules, children, opened, page_texts, squeeze

DAY = datetime.date(2026, 1, 29)
LANGUAGES = ("es", "en")
both_languages = pytest.mark.parametrize("language", LANGUAGES)
MANY = 400
LONG = " of technical and vocational education among the countries of the Alliance" * 3


def sheet_of(party, language, facts=None, day=DAY):
    with override(language):
        material = material_of(party, facts or load_facts(None), day)
        return country_sheet(material, language)


@pytest.fixture(scope="session")
def sheets(django_db_setup, django_db_blocker):
    """Of each party in each language, by "code-language"."""
    with django_db_blocker.unblock():
        facts = load_facts(None)
        return {
            f"{party.code}-{language}": sheet_of(party, language, facts)
            for party in parties_on(DAY)
            for language in LANGUAGES
        }


def many(rows, kind, **changes):
    """A table of rows of a kind, each with a long name."""
    one = next(iter(rows.values()))
    return {
        f"many-{kind}-{at}": dataclasses.replace(
            one,
            code=f"many-{kind}-{at}",
            title_es=f"{kind} {at}{LONG}",
            title_en=f"{kind} {at}{LONG}",
            scope="gte",
            **changes,
        )
        for at in range(MANY)
    }


def crowded_facts(facts, party):
    """Hundreds of everything, all of it the party's, with names that fill two lines."""
    codes = [f"many-mandate-{at}" for at in range(MANY)]
    projects = many(
        facts.projects, "project", lead=party.code, mandates=tuple(codes), end=PartialDate("2027")
    )
    owed = {"owners": (party.code,), "due": PartialDate("2027-05"), "status": "in_progress"}
    actions = [code for code, row in facts.by_kind["cooperation"].items() if row.observer]
    trace = next(iter(facts.by_kind["trace"].values()))
    return Facts(
        {
            **facts.by_kind,
            "project": projects,
            "deliverable": many(facts.deliverables, "deliverable", **owed),
            "mandate": many(facts.mandates, "mandate", date=PartialDate("2020-05-01")),
            "trace": {
                code: dataclasses.replace(trace, code=code, projects=tuple(projects))
                for code in actions
            },
        }
    )


@pytest.fixture(scope="session")
def crowded_sheets(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        facts, party = load_facts(None), parties_on(DAY)[0]
        facts = crowded_facts(facts, party)
        return {language: sheet_of(party, language, facts) for language in LANGUAGES}


def pages(pdf):
    return len(page_texts(pdf))


# --- one page -------------------------------------------------------------------------------------


def test_each_party_has_a_sheet_of_one_page(sheets):
    assert len(sheets) == 2 * len({sheet.body for sheet in sheets.values()}) == 8
    assert {name: pages(render_pdf(sheet)) for name, sheet in sheets.items()} == dict.fromkeys(
        sheets, 1
    )


@pytest.mark.external
def test_each_docx_is_one_page_as_libreoffice_prints_it(
    sheets, crowded_sheets, require_tool, tmp_path
):
    files = {name: render_docx(one) for name, one in {**sheets, **crowded_sheets}.items()}
    printed = libreoffice_pdfs(require_tool, tmp_path, files)
    assert {name: pages(pdf) for name, pdf in printed.items()} == dict.fromkeys(files, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_of_a_crowded_record_is_one_page_and_says_how_many_are_left_out(
    language, crowded_sheets
):
    sheet = crowded_sheets[language]
    (text,) = page_texts(render_pdf(sheet))
    shown = next(part for part in sheet.parts if part.id == "deliverables").blocks[1].rows
    more = {"es": "y {} más", "en": "and {} more"}[language]
    assert more.format(MANY - len(shown) + 1) in text
    for part in sheet.parts[1:]:
        assert squeeze(part.title) in text


def test_longer_tables_would_take_a_second_page(crowded_sheets):
    """What counts the pages sees a sheet that is too long."""
    sheet = crowded_sheets["en"]
    figures, table = sheet.parts[1].blocks
    longer = dataclasses.replace(table, rows=[*table.rows] * 10)
    part = dataclasses.replace(sheet.parts[1], blocks=[figures, longer])
    parts = [sheet.parts[0], part, *sheet.parts[2:]]
    assert pages(render_pdf(dataclasses.replace(sheet, parts=parts))) > 1


# --- for people who listen ------------------------------------------------------------------------


@pytest.mark.external
def test_files_are_accessible(sheets, crowded_sheets):
    for sheet in [*list(sheets.values())[:2], *crowded_sheets.values()]:
        pdf = render_pdf(sheet)
        assert broken_rules(pdf) == set()
        assert broken_docx_rules(render_docx(sheet)) == set()
        with opened(pdf) as document:
            assert len(children(document.Root.StructTreeRoot, "/H1")) == len(sheet.parts) - 1


@pytest.mark.parametrize("render", [render_pdf, render_docx])
def test_same_sheet_gives_the_same_bytes(render, sheets):
    sheet = next(iter(sheets.values()))
    first = render(sheet)
    with override("en" if sheet.language == "es" else "es"):
        assert render(sheet) == first


# --- what it says ---------------------------------------------------------------------------------


def figures_of(sheet):
    return {one.key: [record.code for record in one.records] for one in sheet.figures}


@pytest.mark.django_db
def test_party_owes_what_names_it_or_nobody():
    mine, other = parties_on(DAY)[:2]
    first, second = Deliverable.objects.own().order_by("pk")[:2]
    first.owners.set([mine])
    second.owners.set([other])
    everything = set(figures_of(sheet_of(mine, "en"))["owed"]) | {second.code}
    assert first.code in everything
    assert set(figures_of(sheet_of(mine, "en"))["owed"]) == everything - {second.code}
    assert set(figures_of(sheet_of(other, "en"))["owed"]) == everything - {first.code}


@pytest.mark.django_db
def test_project_is_led_by_one_and_joined_by_others():
    mine, other, third = parties_on(DAY)[:3]
    project = Project.objects.own().filter(cooperation_actions__observer__isnull=False).first()
    project.lead = mine
    project.save()
    project.participants.set([mine, other])
    assert figures_of(sheet_of(mine, "en"))["led"] == [project.code]
    assert figures_of(sheet_of(other, "en"))["led"] == []
    assert figures_of(sheet_of(other, "en"))["projects"] == [project.code]
    assert figures_of(sheet_of(third, "en"))["projects"] == []
    # Cooperation follows the project.
    assert figures_of(sheet_of(other, "en"))["cooperation"]
    assert figures_of(sheet_of(third, "en"))["cooperation"] == []


@pytest.mark.django_db
def test_progress_is_the_partys_own_word_by_the_day(coordinator):
    from gte.workplan.models import Progress

    mine, other = parties_on(DAY)[:2]
    item = Deliverable.objects.own().filter(status="in_progress").first()
    Progress.objects.create(
        deliverable=item, party=mine, state="under_way", percent=40, by=coordinator
    )
    today = datetime.datetime.now(datetime.UTC).date()

    def said(party, day):
        table = next(
            part for part in sheet_of(party, "en", day=day).parts if part.id == "deliverables"
        ).blocks[1]
        return {row[0].records[0].code: row[3].text for row in table.rows}.get(item.code)

    assert said(mine, today) == "under way, 40 %"
    assert said(other, today) == "no word yet"
    assert said(mine, DAY) in {None, "no word yet"}


def test_every_figure_counts_the_records_it_names(sheets):
    for sheet in sheets.values():
        for part in sheet.parts[1:]:
            (figure,) = part.figures
            assert part.title == f"{figure.label}: {len(figure.records)}"


def test_material_without_facts_of_a_party_is_empty(sheets):
    party = parties_stub()
    material = Material(party, DAY, Facts({}))
    assert (material.deliverables, material.projects, material.mandates) == ([], [], [])


def parties_stub():
    from gte.alliance.models import State

    return State(code="somewhere")


# --- pages ----------------------------------------------------------------------------------------


@pytest.mark.django_db
@both_languages
def test_page_offers_its_files_and_the_records_behind_each_figure(language):
    party = parties_on(DAY)[0]
    path = address("country-sheet", party.code, language=language)
    page = get(f"{path}?as-of={DAY}")
    assert page.texts("//h1")[0] == str_in(party, language)
    offered = page.all("//main//p[@class='buttons']/a/@href")
    assert offered == [f"{path}?as-of={DAY}&format={form}" for form in ("pdf", "docx")]
    for form, begin in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert get(f"{path}?as-of={DAY}&format={form}").content.startswith(begin)
    anchors = set(page.all("//main//a[starts-with(@href, '#')]/@href"))
    places = {f"#{one}" for one in page.all("//*/@id")}
    assert anchors
    assert anchors <= places


def str_in(party, language):
    with override(language):
        return str(party)


@pytest.mark.django_db
@both_languages
def test_each_figure_has_a_list_of_all_its_records(language):
    party = parties_on(DAY)[0]
    sheet = sheet_of(party, language)
    for figure in sheet.figures:
        path = address("country-sheet-list", party.code, figure.key, language=language)
        page = get(f"{path}?as-of={DAY}")
        assert page.status == 200
        linked = {link.path for link in page.links("//main")}
        assert {record.url for record in figure.records} <= linked
    assert (
        get(address("country-sheet-list", party.code, "nothing", language=language)).status == 404
    )


@pytest.mark.django_db
def test_value_is_shown_once_another_approved_it(coordinator, delegations):
    period = with_periods(an_indicator(coordinator), coordinator)[0]
    head = delegations["cl"][0]
    party = head.roles_in_force[0].state
    today = datetime.datetime.now(datetime.UTC).date()

    def shown():
        with override("en"):
            return [(one.indicator.code, one.value) for one in stated_values(party, today)]

    made = states(period, head, 7, party=party)
    assert shown() == []
    approve_actual(actual=made, by=delegations["pe"][0])
    assert [code for code, _value in shown()] == [period.indicator.code]
    assert shown()[0][1].startswith("7")
    other = delegations["pe"][0].roles_in_force[0].state
    assert stated_values(other, today) == []


@pytest.mark.django_db
@both_languages
def test_sheets_are_found_from_the_list_the_report_and_the_partys_page(language):
    sheets = address("country-sheets", language=language)
    page = get(sheets)
    linked = {link.path for link in page.links("//main")}
    parties = parties_on(datetime.datetime.now(datetime.UTC).date())
    own = {address("country-sheet", party.code, language=language) for party in parties}
    assert own <= linked
    report = get(address("report", "gan", language=language))
    assert sheets in {link.path for link in report.links("//main")}
    party = get(address("state", parties[0].code, language=language))
    assert address("country-sheet", parties[0].code, language=language) in {
        link.path for link in party.links("//main")
    }


@pytest.mark.django_db
@both_languages
def test_who_is_no_party_has_no_sheet(language):
    from gte.alliance.models import State

    observer = State.objects.observers().exclude(memberships__isnull=False).first()
    assert get(address("country-sheet", observer.code, language=language)).status == 404
    assert get(address("country-sheet", "no-such-party", language=language)).status == 404


@pytest.mark.django_db
def test_unknown_form_is_refused_with_a_sentence():
    party = parties_on(DAY)[0]
    page = get(address("country-sheet", party.code, language=Language.EN) + "?format=odt")
    assert page.status == 400
    assert "it comes as page, pdf or docx" in page.main
