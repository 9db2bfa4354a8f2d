"""Reports: drafted, written beside what is counted, cleared by the parties, issued for good."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.alliance.models import Body, User
from gte.common.bilingual import text_in, write_texts
from gte.common.domain import stamp_texts, write_log
from gte.common.enums import Language
from gte.common.errors import BadInput
from gte.governance.domain.decisions import Frame, Wording, change_text, draft_decision
from gte.governance.domain.ledger import wait_for_turn
from gte.governance.enums import DecisionStatus, Matter
from gte.governance.models import Decision
from gte.governance.queries.standing import stand_of
from gte.workplan.domain.texts import in_both
from gte.workplan.domain.writing import Given, check_coordinates, check_row, lock, new_record, write
from gte.workplan.facts import Facts
from gte.workplan.models import ProgressReport, ReportFigure, ReportParagraph
from gte.workplan.queries import today
from gte.workplan.queries.plans import is_closed
from gte.workplan.queries.reports import check_as_cleared
from gte.workplan.report.build import CUTS, body_named, facts_for, report_from
from gte.workplan.report.document import Report, Rolled
from gte.workplan.report.keeping import (
    frozen_hash,
    hashes_of,
    keep_facts,
    keep_text,
    stored_value,
    versions_by_code,
)

LONGEST_TEXT = 5_000


@transaction.atomic
def draft_report(*, by: User, body: Body, as_of: datetime.date) -> ProgressReport:
    """A report to a body on a day. Raises BadInput for a day to come, a body that no report is
    written for, and a report that there is already.
    """
    check_coordinates(by)
    # Two at once would both find none.
    wait_for_turn()
    body_named(body.code)
    if as_of > today():
        raise BadInput(_("A report says what has happened: take today or an earlier day."))
    same = ProgressReport.objects.filter(body=body, as_of=as_of).first()
    if same is not None:
        raise BadInput(_("There is a report to this body on that day: “%s”.") % same)
    given = Given(names_of(body, as_of))
    report = new_record(ProgressReport, "report", given, body=body, as_of=as_of)
    write(report, given)
    write_log(verb="report.drafted", by=by, target=report.code)
    return report


def names_of(body: Body, as_of: datetime.date) -> dict[str, str]:
    named = {}
    for language in Language.values:
        with override(language):
            words = {"body": body.short_name, "day": date_format(as_of, "DATE_FORMAT")}
            named[f"name_{language}"] = _("Progress report to the %(body)s, %(day)s") % words
    return named


def open_report(report: ProgressReport, by: User) -> ProgressReport:
    """The report for this transaction alone. Raises BadInput for others than the coordination,
    while or once the parties clear it, and for one that is issued, whatever became of its decision.
    """
    check_coordinates(by)
    report = lock(report)
    if report.issued_at is not None:
        raise BadInput(_("“%s” is issued, so it stays as it is: draft another report.") % report)
    if is_closed(report.decision):
        raise BadInput(
            _(
                "“%(report)s” is with the parties or cleared, so it stays as they read it. To "
                "change it, withdraw the decision “%(decision)s”."
            )
            % {"report": report, "decision": report.decision}
        )
    return report


# --- what the coordination writes -----------------------------------------------------------------


@transaction.atomic
def write_paragraph(
    *,
    report: ProgressReport,
    by: User,
    part: str,
    texts: dict[str, str],
    paragraph: ReportParagraph | None = None,
) -> ReportParagraph:
    """A paragraph of a part, new or in place of one. Where one side alone is changed, the other is
    older than its source from then on, and the pages say so, until it is brought up to date.

    Raises BadInput for a part that this body's report does not have, and for no text at all.
    """
    report = open_report(report, by)
    check_part(report, part)
    if not any(text.strip() for text in texts.values()):
        raise BadInput(_("Write the paragraph in Spanish, in English or in both."))
    row = paragraph or ReportParagraph(report=report, part=part, position=next_place(report, part))
    stale = [name for name in Language.values if row.is_stale_in(name)]
    changed = [
        name for name in Language.values if (text_in(row, "text", name)) != texts[name].strip()
    ]
    write_texts(row, **{f"text_{name}": texts[name].strip() for name in Language.values})
    stamp_texts(row, translated=current_sides(changed, stale))
    check_row(row)
    row.save()
    write_log(verb="report.written", by=by, target=report.code, data={"part": part})
    return row


def current_sides(changed: list[str], stale: list[str]) -> dict[str, str] | None:
    """Which side now translates the other: both were written, or the older one was."""
    if len(changed) == 1 and changed != stale:
        return None
    return {"es": "en"} if changed == ["es"] else {"en": "es"}


def check_part(report: ProgressReport, part: str) -> None:
    if part not in CUTS[report.body.code]:
        raise BadInput(_("The report to the %s has no such part.") % report.body.short_name)


def next_place(report: ProgressReport, part: str) -> int:
    last = report.paragraphs.filter(part=part).aggregate(last=Max("position"))["last"]
    return int(last or 0) + 1


@transaction.atomic
def remove_paragraph(*, paragraph: ReportParagraph, by: User) -> None:
    report = open_report(paragraph.report, by)
    data = {"part": paragraph.part, "es": paragraph.text_es, "en": paragraph.text_en}  # type: ignore[attr-defined]
    paragraph.delete()
    write_log(verb="report.paragraph_removed", by=by, target=report.code, data=data)


# --- clearance and issue --------------------------------------------------------------------------


@transaction.atomic
def clear_report(*, report: ProgressReport, by: User) -> Decision:
    """Freezes the report as it is now and drafts the decision by which the parties clear it.

    Called again while nobody was asked, it freezes anew. Raises BadInput for a report that is with
    the parties or cleared, and for a paragraph that one language does not have.
    """
    report = open_report(report, by)
    check_languages(report)
    facts = facts_for(report.as_of)
    freeze(report, facts)
    wording = clearance_wording(report, facts)
    decision = report.decision
    if decision and stand_of(decision).status == DecisionStatus.DRAFT:
        change_text(decision=decision, by=by, wording=wording)
    else:
        decision = draft_decision(by=by, frame=Frame(matter=Matter.REPORT), wording=wording)
    report.decision = decision
    report.save()
    write_log(verb="report.frozen", by=by, target=report.code, data={"hash": report.hash})
    return decision


def check_languages(report: ProgressReport) -> None:
    """Raises BadInput for a paragraph in one language alone, or older than what it translates."""
    for row in report.paragraphs.all():
        for language in Language.values:
            if not getattr(row, f"text_{language}"):
                raise BadInput(
                    _("The paragraph “%s” has no text in one of the languages.") % excerpt(row)
                )
            if row.is_stale_in(language):
                raise BadInput(
                    _("The translation of the paragraph “%s” is older than its source.")
                    % excerpt(row)
                )


def excerpt(row: ReportParagraph) -> str:
    return str(row.text or row.text_es or row.text_en)[:60]  # type: ignore[attr-defined]


def freeze(report: ProgressReport, facts: Facts) -> None:
    """Keeps what the report is made from, and each figure with the versions that it counts."""
    report.frozen_at = timezone.now()
    report.frozen = {"versions": keep_facts(facts), "written": written(report)}
    made = {language: printed(report, facts, language) for language in Language.values}
    report.frozen["printed"] = {
        language: keep_text(report.code, text) for language, text in made.items()
    }
    report.hash = frozen_hash(report)
    report.figures.all().delete()
    figures = stored_figures(report, made[Language.ES], versions_by_code(facts))
    ReportFigure.objects.bulk_create(figures)


def stored_figures(
    report: ProgressReport, made: Report, versions: Mapping[str, str]
) -> Iterator[ReportFigure]:
    """Each figure once: what was asked, when, what came out, and from which versions."""
    asked = {"body": report.body.code, "as_of": report.as_of.isoformat()}
    for key, figure in made.by_key.items():
        rolled = figure if isinstance(figure, Rolled) else None
        yield ReportFigure(
            report=report,
            key=key,
            measure=rolled.measure if rolled else f"report.{key}",
            arguments={**asked, **rolled.arguments} if rolled else asked,
            at=report.frozen_at or timezone.now(),
            value=stored_value(figure),
            versions=hashes_of((record.code for record in figure.records), versions),
        )


def written(report: ProgressReport) -> dict[str, list[dict[str, str]]]:
    """The paragraphs of each part, in both languages."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in report.paragraphs.all():
        sides = {name: str(getattr(row, f"text_{name}") or "") for name in Language.values}
        found.setdefault(row.part, []).append(sides)
    return found


def printed(report: ProgressReport, facts: Facts, language: str, notice: str = "") -> Report:
    """The report that facts make, with what was written."""
    return report_from(
        facts,
        body=report.body.code,
        as_of=report.as_of,
        language=language,
        written=written(report),
        notice=notice,
    )


def clearance_wording(report: ProgressReport, facts: Facts) -> Wording:
    """What the parties decide: that this report, by its hash, is issued."""

    def body(language: str) -> str:
        made = printed(report, facts, language)
        lines = [
            _("The Group clears the report “%(report)s” and has it issued to: %(body)s.")
            % {"report": report, "body": report.body},
            _("SHA-256 of what was frozen: %s") % report.hash,
            "",
            *(f"- {figure.label}: {figure.value}" for figure in made.parts[0].figures),
        ]
        return "\n".join(lines)

    return in_both(lambda: _("Clearance of “%s”") % report, body)


@transaction.atomic
def issue_report(*, report: ProgressReport, by: User) -> ProgressReport:
    """Makes a cleared report public, as it was frozen, for good.

    Raises BadInput for one that the parties have not cleared, and for one that is issued.
    """
    check_coordinates(by)
    report = lock(report)
    if report.issued_at is not None:
        raise BadInput(_("“%s” is issued already.") % report)
    if report.decision is None or stand_of(report.decision).status != DecisionStatus.IN_FORCE:
        raise BadInput(_("The parties have not cleared “%s”: it is not issued before.") % report)
    check_as_cleared(report)
    report.issued_at = timezone.now()
    report.save()
    write_log(verb="report.issued", by=by, target=report.code, data={"hash": report.hash})
    return report
