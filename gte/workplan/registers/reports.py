"""The register of issued reports: each figure as issued, and what it would be now."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from gte.register.blocks import GOOD, MUTED, Badge, Detail, Panel, fact, facts
from gte.register.fields import link
from gte.register.registers import Cell, Facet, Register, add_register
from gte.workplan.models import ProgressReport
from gte.workplan.queries.reports import Drift, are_stored, drift_of
from gte.workplan.report.document import RecordLink

LISTED = 12


@add_register
class ProgressReportRegister(Register):
    model = ProgressReport
    list_url_name = "progress-reports"
    path = pgettext_lazy("address", "issued-reports/")
    title = gettext_lazy("Issued reports")
    lead = gettext_lazy(
        "Reports that the parties cleared: each figure as it was issued, what it would be now, and "
        "the records behind it."
    )
    kind_label = gettext_lazy("Report")
    columns = (gettext_lazy("Report"), gettext_lazy("To"), gettext_lazy("Issued"))
    fields = ("name", "as_of", "issued_at", "body__acronym", "body__name")
    facets = (Facet("to", gettext_lazy("To"), "body__code", label_path="body__name"),)
    select = ("body",)
    detail_select = ("body", "decision")
    search_select = ("body",)
    desk_url_name = "desk-report"
    desk_right = "governance.take_part"

    def records(self, user: Any) -> Any:
        """The list is of what is public, whoever reads it; drafts are at the desk."""
        return ProgressReport.objects.visible_to(None)

    def page_records(self, user: Any) -> Any:
        return ProgressReport.objects.visible_to(None)

    def summary_of(self, record: ProgressReport) -> str:
        return record.body.short_name

    def status_of(self, record: ProgressReport) -> Badge:
        return Badge(_("issued"), GOOD) if record.issued_at else Badge(_("draft"), MUTED)

    def cells(self, record: ProgressReport) -> list[Cell]:
        issued = date_format(record.issued_at, "DATE_FORMAT") if record.issued_at else ""
        return [Cell(record.body.short_name), Cell(issued)]

    def meta_of(self, record: ProgressReport) -> str:
        return date_format(record.as_of, "DATE_FORMAT")

    def detail(self, record: ProgressReport) -> Detail:
        issued = date_format(record.issued_at, "DATE_FORMAT") if record.issued_at else ""
        return Detail(
            badges=[self.status_of(record)],
            facts=facts(
                fact(_("To"), link(record.body)),
                fact(_("Facts up to"), date_format(record.as_of, "DATE_FORMAT")),
                fact(_("Issued"), issued),
                fact(_("Cleared by"), link(record.decision)),
                fact(_("SHA-256 of what was frozen"), record.hash),
            ),
            first_panels=[issued_panel(record)],
        )


def issued_panel(report: ProgressReport) -> Panel:
    text = reverse("progress-report-text", args=[report.code])
    drift = drift_of(report, get_language() or "es")
    rows = [drift_row(one) for one in drift]
    return Panel(
        "workplan/panels/issued.html",
        {
            "rows": rows,
            "same": all(row["is_same"] for row in rows),
            "holds": are_stored(report, [one.then for one in drift]),
            "text_url": text,
            "pdf_url": f"{text}?format=pdf",
            "docx_url": f"{text}?format=docx",
            "html_url": f"{text}?format=html",
        },
    )


def drift_row(drift: Drift) -> dict[str, Any]:
    return {
        "key": drift.then.key,
        "part": drift.part,
        "label": drift.then.label,
        "then": drift.then.text,
        "now": drift.now.text if drift.now else "–",
        "is_same": drift.is_same,
        "records": drift.then.records,
        "words": list(drift_words(drift)),
    }


def drift_words(drift: Drift) -> list[str]:
    """What came about since, as sentences with the records they are about."""
    said = (
        (drift.come, ngettext("%(count)s more since", "%(count)s more since", len(drift.come))),
        (
            drift.gone,
            ngettext("%(count)s no longer", "%(count)s no longer", len(drift.gone)),
        ),
        (
            drift.changed,
            ngettext("%(count)s was changed", "%(count)s were changed", len(drift.changed)),
        ),
    )
    return [
        f"{words % {'count': len(records)}}: {names(records)}" for records, words in said if records
    ]


def names(records: Any) -> str:
    """The records' titles, the first dozen."""
    shown: list[RecordLink] = list(records)[:LISTED]
    more = "…" if len(records) > LISTED else ""
    return "; ".join(record.title for record in shown) + more
