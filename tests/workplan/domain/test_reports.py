"""Reports: written in both languages, frozen for the parties, issued for good."""

import datetime
import json

import pytest
from django.core.cache import caches
from django.db.models import JSONField, Value
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from gte.alliance.models import Body
from gte.common.errors import BadInput
from gte.governance.domain.decisions import put_to_parties, withdraw_decision
from gte.portal.memory import forget
from gte.workplan.domain.reports import (
    clear_report,
    draft_report,
    issue_report,
    remove_paragraph,
    write_paragraph,
)
from gte.workplan.facts.rows import hash_of
from gte.workplan.models import Deliverable, Mandate, ProgressReport, RecordVersion
from gte.workplan.queries.reports import drift_of, figures_hold, report_as_frozen
from gte.workplan.report.build import CUTS, build_report
from gte.workplan.report.document import Paragraph, Part
from gte.workplan.report.html import render_html_file
from gte.workplan.report.keeping import frozen_hash, kept_facts
from gte.workplan.report.kept_text import as_body, read_report
from gte.workplan.report.parts import PARTS
from tests.factories.delegations import adopted, say

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 1, 29)
TEXTS = {"es": "El avance se explica por la red.", "en": "Progress is due to the network."}


def body(code="gan"):
    return Body.objects.get(code=code)


@pytest.fixture
def report(by):
    return draft_report(by=by, body=body(), as_of=DAY)


def clear(report, by, delegations):
    decision = clear_report(report=report, by=by)
    put_to_parties(decision=decision, by=by)
    for head, _alternate in delegations.values():
        say(decision, head, "no_objection")
    report.refresh_from_db()
    return report


@pytest.fixture
def issued(report, by, delegations):
    write_paragraph(report=report, by=by, part="requests", texts=TEXTS)
    return issue_report(report=clear(report, by, delegations), by=by)


def change_the_record():
    """A deliverable is met, a mandate renamed, another withdrawn from the group, one made."""
    Deliverable.objects.filter(status="unknown").update(status="delivered")
    first, second = Mandate.objects.own().order_by("pk")[:2]
    Mandate.objects.filter(pk=first.pk).update(title_es="Otro nombre", title_en="Another name")
    Mandate.objects.filter(pk=second.pk).update(scope="adjacent")
    RecordVersion.objects.filter(code="nothing").delete()


# --- drafting and writing -------------------------------------------------------------------------


@pytest.mark.parametrize("code", CUTS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_each_reader_gets_its_own_parts_in_its_order(code, language):
    report = build_report(body=code, as_of=DAY, language=language)
    assert tuple(part.id for part in report.parts) == CUTS[code]


def test_report_of_a_day_to_come_is_refused(by):
    with pytest.raises(BadInput, match="what has happened"), override("en"):
        draft_report(by=by, body=body(), as_of=datetime.date(2099, 1, 1))


def test_second_report_to_a_body_on_a_day_is_refused_by_name(report, by):
    with override("en"), pytest.raises(BadInput, match=str(report)):
        draft_report(by=by, body=body(), as_of=DAY)
    assert draft_report(by=by, body=body("gre"), as_of=DAY).pk


def test_paragraph_of_which_one_side_is_changed_leaves_the_other_older(report, by):
    row = write_paragraph(report=report, by=by, part="next", texts=TEXTS)
    assert not row.is_stale_in("en")
    changed = {**TEXTS, "es": "Se debe a otra cosa."}
    row = write_paragraph(report=report, by=by, part="next", texts=changed, paragraph=row)
    assert row.is_stale_in("en")
    assert not row.is_stale_in("es")
    with override("en"), pytest.raises(BadInput, match="older than its source"):
        clear_report(report=report, by=by)
    both = {"es": "Se debe a otra cosa.", "en": "It is due to something else."}
    row = write_paragraph(report=report, by=by, part="next", texts=both, paragraph=row)
    assert not row.is_stale_in("en")


def test_paragraph_in_one_language_stops_the_clearance_and_is_named(report, by):
    write_paragraph(report=report, by=by, part="next", texts={"es": "Solo en español", "en": ""})
    with override("en"), pytest.raises(BadInput, match="Solo en español"):
        clear_report(report=report, by=by)


@pytest.mark.parametrize(("part", "texts"), [("risks", {"es": "", "en": " "}), ("other", TEXTS)])
def test_paragraph_without_text_or_place_is_refused(report, by, part, texts):
    with pytest.raises(BadInput):
        write_paragraph(report=report, by=by, part=part, texts=texts)


# --- clearance ------------------------------------------------------------------------------------


def test_nothing_is_written_while_the_parties_are_asked_and_again_once_it_is_withdrawn(report, by):
    row = write_paragraph(report=report, by=by, part="next", texts=TEXTS)
    decision = clear_report(report=report, by=by)
    put_to_parties(decision=decision, by=by)
    with override("en"), pytest.raises(BadInput, match="with the parties"):
        write_paragraph(report=report, by=by, part="next", texts=TEXTS)
    with pytest.raises(BadInput):
        remove_paragraph(paragraph=row, by=by)
    withdraw_decision(decision=decision, by=by, reason="Falta un dato.")
    remove_paragraph(paragraph=row, by=by)
    assert clear_report(report=report, by=by) != decision


def test_text_of_a_report_back_from_the_parties_has_what_was_written_since(report, by):
    write_paragraph(report=report, by=by, part="next", texts=TEXTS)
    decision = clear_report(report=report, by=by)
    put_to_parties(decision=decision, by=by)
    withdraw_decision(decision=decision, by=by, reason="Falta un dato.")
    later = {"es": "El dato que faltaba.", "en": "The missing figure."}
    write_paragraph(report=report, by=by, part="next", texts=later)
    client = Client()
    client.force_login(by)
    with override("es"):
        page = client.get(reverse("progress-report-text", args=[report.code])).content.decode()
    assert later["es"] in page
    assert TEXTS["es"] in page


def test_the_decision_names_the_hash_of_what_was_frozen(report, by):
    decision = clear_report(report=report, by=by)
    report.refresh_from_db()
    text = decision.texts.get()
    assert len(report.hash) == 64
    assert report.hash in text.body_es
    assert report.hash in text.body_en


def test_report_that_was_not_cleared_is_not_issued(report, by):
    clear_report(report=report, by=by)
    report.refresh_from_db()
    with override("en"), pytest.raises(BadInput, match="have not cleared"):
        issue_report(report=report, by=by)


def test_report_whose_frozen_texts_were_changed_behind_the_back_is_not_issued(
    report, by, delegations
):
    write_paragraph(report=report, by=by, part="next", texts=TEXTS)
    report = clear(report, by, delegations)
    report.frozen["written"]["next"][0]["es"] = "Otra cosa"
    report.save()
    with override("en"), pytest.raises(BadInput, match="not what the parties cleared"):
        issue_report(report=report, by=by)


# --- issued for good ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
def test_issued_report_is_the_same_after_the_record_was_changed(issued, language):
    before = report_as_frozen(issued, language)
    change_the_record()
    issued.refresh_from_db()
    after = report_as_frozen(issued, language)
    assert after == before
    assert figures_hold(issued)
    now = build_report(body="gan", as_of=DAY, language=language)
    assert now.parts != before.parts


@pytest.mark.parametrize("language", ["es", "en"])
def test_issued_report_says_the_same_after_the_rules_were_changed(issued, language, monkeypatch):
    before = report_as_frozen(issued, language)
    other = Part("mandates", "Another title", [Paragraph("Another rule.")])
    monkeypatch.setitem(PARTS, 20, lambda _material: other)
    now = build_report(body="gan", as_of=DAY, language=language)
    assert other in now.parts
    assert report_as_frozen(issued, language) == before
    assert other.title not in [part.title for part in before.parts]


@pytest.mark.parametrize("language", ["es", "en"])
def test_text_that_was_changed_or_is_missing_is_not_shown(issued, language):
    version = RecordVersion.objects.get(hash=issued.frozen["printed"][language])
    body = {**version.body, "title": "Otro título"}
    RecordVersion.objects.filter(pk=version.pk).update(body=body)
    with pytest.raises(BadInput):
        report_as_frozen(issued, language)
    version.delete()
    with pytest.raises(BadInput):
        report_as_frozen(issued, language)


@pytest.mark.parametrize("code", CUTS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_text_is_read_back_as_it_was_written(code, language):
    made = build_report(body=code, as_of=DAY, language=language)
    written = json.loads(json.dumps(as_body(made)))
    read = read_report(written)
    assert as_body(read) == written
    assert {key: one.text for key, one in read.by_key.items()} == {
        key: one.text for key, one in made.by_key.items()
    }
    assert render_html_file(read) == render_html_file(made)


def test_every_figure_keeps_measure_arguments_instant_value_and_versions(issued):
    made = {figure.key: figure for figure in report_as_frozen(issued, "es").figures}
    stored = {figure.key: figure for figure in issued.figures.all()}
    assert stored.keys() == made.keys()
    for key, figure in stored.items():
        assert figure.value == made[key].value == len(figure.versions)
        assert figure.measure == f"report.{key}"
        assert figure.arguments == {"body": "gan", "as_of": "2026-01-29"}
        assert figure.at == issued.frozen_at
        codes = set(
            RecordVersion.objects.filter(hash__in=figure.versions).values_list("code", flat=True)
        )
        assert codes <= {record.code for record in made[key].records}


def test_drift_names_what_came_went_and_was_changed(issued):
    assert all(one.is_same for one in drift_of(issued, "en"))
    first, second = Mandate.objects.own().order_by("pk")[:2]
    change_the_record()
    drift = {one.then.key: one for one in drift_of(issued, "en")}
    mandates = drift["mandates"]
    assert [one.code for one in mandates.gone] == [second.code]
    assert first.code in [one.code for one in mandates.changed]
    assert mandates.now.value == mandates.then.value - 1
    delivered = drift["delivered"]
    assert delivered.now.value == delivered.then.value + len(delivered.come) > delivered.then.value


def test_version_that_is_missing_or_changed_is_found_out(issued):
    mark = issued.frozen["versions"]["mandate"][0]
    version = RecordVersion.objects.get(hash=mark)
    RecordVersion.objects.filter(pk=version.pk).update(
        body={**version.body, "status": "fulfilled2"}
    )
    with pytest.raises(ValueError, match=version.code):
        kept_facts(issued.frozen["versions"])
    RecordVersion.objects.filter(pk=version.pk).delete()
    with pytest.raises(ValueError, match="1 of the versions"):
        kept_facts(issued.frozen["versions"])


def test_report_is_read_again_once_rows_have_more_fields(issued):
    """What was kept before rows had a field is whole, and nothing of it is told as changed."""
    kept = issued.frozen["versions"]
    for at, mark in enumerate(kept["mandate"]):
        version = RecordVersion.objects.get(hash=mark)
        body = {name: value for name, value in version.body.items() if name != "topics"}
        older = hash_of("mandate", body)
        RecordVersion.objects.create(kind="mandate", code=version.code, hash=older, body=body)
        kept["mandate"][at] = older
    former, issued.hash = issued.hash, frozen_hash(issued)
    issued.save()
    # The parties were asked about it as it was then.
    asked = issued.decision.texts
    asked.update(body_es=asked.get().body_es.replace(former, issued.hash))
    assert [row.topics for row in kept_facts(kept).mandates.values()] == [()] * len(kept["mandate"])
    drift = {one.then.key: one for one in drift_of(issued, "es")}
    assert drift["mandates"].is_same


def test_two_reports_of_one_record_keep_its_versions_once(issued, by):
    records = RecordVersion.objects.exclude(kind="report-text")
    kept = records.count()
    clear_report(report=draft_report(by=by, body=body("gre"), as_of=DAY), by=by)
    assert records.count() == kept


def tamper(report, **columns):
    ProgressReport.objects.filter(pk=report.pk).update(**columns)
    forget_pages()
    return ProgressReport.objects.get(pk=report.pk)


def forget_pages():
    caches["pages"].clear()
    forget()


def with_other_words(report):
    words = [{"es": "Otra cosa", "en": "Something else"}]
    return {"frozen": {**report.frozen, "written": {"next": words}}}


def without_a_mandate(report):
    kept = report.frozen["versions"]
    return {"frozen": {**report.frozen, "versions": {**kept, "mandate": kept["mandate"][1:]}}}


def with_a_hash_that_fits(report):
    report.frozen = with_other_words(report)["frozen"]
    return {"frozen": report.frozen, "hash": frozen_hash(report)}


def of_another_day(_report):
    return {"as_of": datetime.date(2025, 1, 1)}


@pytest.mark.parametrize(
    "change", [with_other_words, without_a_mandate, with_a_hash_that_fits, of_another_day]
)
def test_issued_report_that_was_changed_behind_the_back_is_not_shown_as_issued(issued, change):
    tamper(issued, **change(issued))
    assert answers(issued.code) == {400}
    with override("en"):
        page = Client().get(reverse("progress-report-text", args=[issued.code])).content.decode()
    assert "is not what the parties cleared" in page
    assert "Something else" not in page


# The text proves itself by its own hash; what its figures were counted from is not there.
TEXT_ALONE = {200, 400}


def test_issued_report_whose_versions_are_lost_says_so_instead_of_failing(issued):
    RecordVersion.objects.filter(hash=issued.frozen["versions"]["mandate"][0]).delete()
    assert answers(issued.code) == TEXT_ALONE
    with override("en"):
        page = Client().get(issued.get_absolute_url()).content.decode()
    assert "cannot be shown as it was issued" in page


@pytest.mark.parametrize("content", [{}, [], None, {"code": 3}])
def test_issued_report_of_which_a_version_was_emptied_says_so_too(issued, content):
    mark = issued.frozen["versions"]["mandate"][0]
    RecordVersion.objects.filter(hash=mark).update(body=Value(content, JSONField()))
    assert answers(issued.code) == TEXT_ALONE
    texts = issued.frozen["printed"].values()
    RecordVersion.objects.filter(hash__in=texts).update(body=Value(content, JSONField()))
    forget_pages()
    assert answers(issued.code) == {400}


def test_stored_figure_that_was_changed_is_told_beside_what_was_issued(issued):
    words = "The figures that were stored with this report are not these any more"
    with override("en"):
        assert words not in Client().get(issued.get_absolute_url()).content.decode()
        issued.figures.filter(key="mandates").update(value=999)
        forget_pages()
        page = Client().get(issued.get_absolute_url()).content.decode()
    assert words in page
    assert "999" not in page


def test_issued_report_stays_though_its_clearance_is_superseded(issued, by, delegations):
    before = (issued.hash, issued.frozen_at, report_as_frozen(issued, "es"))
    adopted(by, delegations, matter="report", supersedes=issued.decision)
    row = issued.paragraphs.get()
    for verb in (
        lambda: write_paragraph(report=issued, by=by, part="next", texts=TEXTS),
        lambda: remove_paragraph(paragraph=row, by=by),
        lambda: clear_report(report=issued, by=by),
    ):
        with override("en"), pytest.raises(BadInput, match="is issued, so it stays as it is"):
            verb()
    issued.refresh_from_db()
    assert (issued.hash, issued.frozen_at, report_as_frozen(issued, "es")) == before


# --- who reads it ---------------------------------------------------------------------------------


def answers(code):
    client = Client()
    names = ("progress-report", "progress-report-text")
    return {client.get(reverse(name, args=[code])).status_code for name in names}


def test_draft_is_nobodys_and_the_issued_report_everybodys(report, by, delegations):
    assert answers(report.code) == {404}
    clear(report, by, delegations)
    assert answers(report.code) == {404}
    issue_report(report=ProgressReport.objects.get(pk=report.pk), by=by)
    assert answers(report.code) == {200}


@pytest.mark.parametrize("language", ["es", "en"])
def test_page_of_an_issued_report_shows_each_figure_then_and_now(issued, language):
    change_the_record()
    with override(language):
        page = Client().get(issued.get_absolute_url()).content.decode()
        text = Client().get(reverse("progress-report-text", args=[issued.code])).content.decode()
    for figure in issued.figures.all():
        assert f'id="figure-{figure.key}"' in page
    assert issued.hash in page
    assert TEXTS[language] in text
    assert ("Cleared by the parties" if language == "en" else "Acordado por las partes") in text
