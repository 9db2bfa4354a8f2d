"""What the desk's page of a report shows, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.common.bilingual import text_in
from gte.common.enums import Language
from gte.governance.enums import DecisionStatus
from gte.governance.queries.standing import Stand, stands_of
from gte.register.blocks import GOOD, LATE, MUTED, PROGRESS, Badge, Item, fact, facts
from gte.register.fields import link
from gte.workplan.models import ProgressReport, ReportParagraph
from gte.workplan.queries.plans import FREE
from gte.workplan.report.build import CUTS
from gte.workplan.views.blocks import (
    Action,
    Row,
    Sheet,
    Table,
    at_once,
    badge_cell,
    cell,
    to,
)
from gte.workplan.views.history import history_of

PART_NAMES: dict[str, Any] = {
    "requests": gettext_lazy("What we ask"),
    "mandates": gettext_lazy("Status of each mandate"),
    "deliverables": gettext_lazy("Deliverables and commitments"),
    "results": gettext_lazy("Results"),
    "cooperation": gettext_lazy("Cooperation with Observer States"),
    "risks": gettext_lazy("Risks and delays"),
    "next": gettext_lazy("Next period"),
}


def part_choices(report: ProgressReport) -> list[tuple[str, str]]:
    return [(part, str(PART_NAMES[part])) for part in CUTS[report.body.code]]


def stands_by_report(reports: Iterable[ProgressReport]) -> dict[int, Stand]:
    """What stands of the decision that clears each report."""
    asked = {report.decision: report.pk for report in reports if report.decision}
    return {asked[stand.decision]: stand for stand in stands_of(list(asked))}


def report_badge(report: ProgressReport, stand: Stand | None) -> Badge:
    if report.issued_at:
        return Badge(_("issued"), GOOD)
    if stand is None or stand.status == DecisionStatus.DRAFT:
        return Badge(_("draft"), MUTED)
    if stand.status == DecisionStatus.IN_FORCE:
        return Badge(_("cleared, to be issued"), PROGRESS)
    tone = LATE if stand.status in {DecisionStatus.HELD, DecisionStatus.BROKEN} else PROGRESS
    return Badge(str(stand.status.label), tone)


def report_columns() -> list[str]:
    return [_("Report"), _("To"), _("Facts up to"), _("Status")]


def report_row(report: ProgressReport, stand: Stand | None, columns: Sequence[str]) -> Row:
    url = reverse("desk-report", args=[report.code])
    cells = [
        cell(report, url),
        cell(report.body.short_name),
        cell(date_format(report.as_of, "DATE_FORMAT")),
        badge_cell(report_badge(report, stand)),
    ]
    return Row(str(report), cells, labels=columns)


def report_sheet(
    report: ProgressReport, stand: Stand | None, *, zone: str, coordinates: bool, language: str
) -> Sheet:
    is_open = report.issued_at is None and (stand is None or stand.status in FREE)
    rows = list(report.paragraphs.all())
    return Sheet(
        title=str(report),
        overline=_("Report"),
        back=Action(reverse("desk-reports"), _("Reports")),
        badges=[report_badge(report, stand)],
        facts=report_facts(report, stand),
        notices=list(report_notices(rows)),
        actions=report_actions(report, stand, is_open=is_open, coordinates=coordinates),
        tables=[paragraph_table(report, rows, may_edit=coordinates and is_open)],
        history=history_of(report.code, zone),
        public_url=report.get_absolute_url() if report.issued_at else "",
    )


def report_facts(report: ProgressReport, stand: Stand | None) -> list[Any]:
    decision = report.decision
    url = reverse("desk-decision", args=[decision.code]) if decision else ""
    said = f"{decision} ({stand.status.label})" if stand else ""
    return facts(
        fact(_("To"), link(report.body)),
        fact(_("Facts up to"), date_format(report.as_of, "DATE_FORMAT")),
        fact(_("Cleared by"), Item(said, url) if decision else None),
        fact(_("SHA-256 of what was frozen"), report.hash),
    )


def report_notices(rows: Iterable[ReportParagraph]) -> Iterable[str]:
    for row in rows:
        for language in Language.values:
            if row.is_stale_in(language):
                yield _("A translation is older than its source: “%(text)s”.") % {
                    "text": text_in(row, "text", language)[:80]
                }


def report_actions(
    report: ProgressReport, stand: Stand | None, *, is_open: bool, coordinates: bool
) -> list[Action]:
    read = to("progress-report-text", report.code, label=_("Read the report"), quiet=True)
    if not coordinates:
        return [read]
    if not is_open:
        may_issue = stand and stand.status == DecisionStatus.IN_FORCE and not report.issued_at
        issue = to("desk-report-do", report.code, "issue", label=_("Issue the report"), quiet=False)
        return [issue, read] if may_issue else [read]
    clear = Action(
        reverse("desk-report-clear", args=[report.code]),
        _("Freeze it and draft the decision"),
        send=True,
        quiet=False,
    )
    return [clear, to("desk-paragraph-new", report.code, label=_("Write a paragraph")), read]


def paragraph_table(
    report: ProgressReport, rows: Sequence[ReportParagraph], *, may_edit: bool
) -> Table:
    columns = [_("Part"), _("Spanish"), _("English")]
    order = {part: at for at, part in enumerate(CUTS[report.body.code])}
    return Table(
        id="paragraphs",
        title=_("What the coordination writes"),
        columns=columns,
        rows=[
            paragraph_row(row, columns, may_edit=may_edit)
            for row in sorted(rows, key=lambda row: (order.get(row.part, 99), row.position))
        ],
        empty=_("Nothing is written yet: the report has its figures and tables alone."),
        intro=_("Each paragraph stands at the beginning of its part, before what is counted."),
    )


def paragraph_row(row: ReportParagraph, columns: Sequence[str], *, may_edit: bool) -> Row:
    sides = [side_cell(row, language) for language in (Language.ES, Language.EN)]
    actions = [
        to("desk-paragraph", row.pk, label=_("Change")),
        at_once("desk-paragraph-remove", row.pk, label=_("Take out")),
    ]
    title = str(PART_NAMES.get(row.part, row.part))
    return Row(title, [cell(title), *sides], actions if may_edit else [], labels=columns)


def side_cell(row: ReportParagraph, language: str) -> list[Item]:
    text = text_in(row, "text", language)
    if not text:
        return badge_cell(Badge(_("missing"), LATE))
    note = _("older than its source") if row.is_stale_in(language) else ""
    return cell(text, note=note)
