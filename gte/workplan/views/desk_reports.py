"""Reports at the desk: drafted, written, cleared, issued."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gte.common.errors import BadInput
from gte.governance.views.base import Button, Buttons, DoScreen
from gte.workplan.domain import reports as domain
from gte.workplan.forms.reports import NewReportForm, ParagraphForm
from gte.workplan.models import ProgressReport, ReportParagraph
from gte.workplan.queries import today
from gte.workplan.views.blocks import paged
from gte.workplan.views.desk_base import (
    CoordinationDesk,
    Desk,
    RecordForm,
    RowButton,
    found,
    show_rows,
    show_sheet,
)
from gte.workplan.views.report_blocks import (
    part_choices,
    report_columns,
    report_row,
    report_sheet,
    stands_by_report,
)


def page_of(report: ProgressReport) -> str:
    return reverse("desk-report", args=[report.code])


def find_report(user: Any, code: str) -> ProgressReport:
    reports = ProgressReport.objects.visible_to(user).select_related("body", "decision")
    report: ProgressReport = found(reports, code=code)
    return report


class ListView(Desk):
    """Every report, drafts too, the newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        reports = ProgressReport.objects.visible_to(self.me).select_related("body", "decision")
        rows, page = paged(reports, request.GET.get("page", "1"))
        stands, columns = stands_by_report(rows), report_columns()
        new = (_("Draft a report"), reverse("desk-report-new"))
        return show_rows(
            request,
            title=_("Reports"),
            lead=_("To the bodies above: drafted from the record, cleared by the parties, issued."),
            new=new if self.coordinates else None,
            columns=columns,
            rows=[report_row(report, stands.get(report.pk), columns) for report in rows],
            page=page,
            empty=_("No report is drafted yet."),
        )


class ReportView(Desk):
    """What is written, how far it is, and the way to the whole text."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        report = find_report(self.me, code)
        stand = stands_by_report([report]).get(report.pk)
        sheet = report_sheet(
            report, stand, zone=self.zone, coordinates=self.coordinates, language=language_of()
        )
        return show_sheet(request, sheet)


def language_of() -> str:
    return get_language() or "es"


class NewView(RecordForm):
    title = gettext_lazy("Draft a report")
    lead = gettext_lazy("Its figures are those of the record until the parties are asked.")
    button = gettext_lazy("Draft the report")

    def form(self, about: None, sent: Any = None) -> NewReportForm:
        return NewReportForm(sent, initial={"as_of": today()})

    def act(self, about: None, form: NewReportForm) -> ProgressReport:
        return domain.draft_report(by=self.me, **form.cleaned_data)

    def said(self, about: None, made: ProgressReport) -> str:
        return _(
            "“%s” is drafted. Read it, write what is to be added, then send it to the parties."
        ) % (made)

    def back(self, about: None) -> str:
        return reverse("desk-reports")

    def after(self, about: None, made: ProgressReport) -> str:
        return page_of(made)


class NewParagraphView(RecordForm):
    title = gettext_lazy("Write a paragraph")
    lead = gettext_lazy("It stands at the beginning of its part, before what is counted.")
    button = gettext_lazy("Save the paragraph")

    def find(self, **which: Any) -> ProgressReport:
        return find_report(self.me, which["code"])

    def check(self, about: ProgressReport) -> None:
        domain.open_report(about, self.me)

    def form(self, about: ProgressReport, sent: Any = None) -> ParagraphForm:
        return ParagraphForm(sent, parts=part_choices(about))

    def act(self, about: ProgressReport, form: ParagraphForm) -> ReportParagraph:
        return domain.write_paragraph(
            report=about, by=self.me, part=form.cleaned_data["part"], texts=form.texts
        )

    def said(self, about: ProgressReport, made: ReportParagraph) -> str:
        return _("The paragraph is saved.")

    def back(self, about: ProgressReport) -> str:
        return page_of(about)


class ParagraphView(RecordForm):
    title = gettext_lazy("Change a paragraph")
    lead = gettext_lazy("Where you change one language alone, the other is marked as older.")
    button = gettext_lazy("Save the paragraph")

    def headline(self, about: ReportParagraph) -> str:
        return str(self.title)

    def find(self, **which: Any) -> ReportParagraph:
        rows = ReportParagraph.objects.select_related("report__body", "report__decision")
        row: ReportParagraph = found(rows, pk=which["key"])
        return row

    def check(self, about: ReportParagraph) -> None:
        domain.open_report(about.report, self.me)

    def form(self, about: ReportParagraph, sent: Any = None) -> ParagraphForm:
        initial = {name: getattr(about, name) for name in ("part", "text_es", "text_en")}
        return ParagraphForm(sent, initial=initial, parts=part_choices(about.report))

    def act(self, about: ReportParagraph, form: ParagraphForm) -> ReportParagraph:
        return domain.write_paragraph(
            report=about.report,
            by=self.me,
            part=about.part,
            texts=form.texts,
            paragraph=about,
        )

    def said(self, about: ReportParagraph, made: ReportParagraph) -> str:
        return _("The paragraph is saved.")

    def back(self, about: ReportParagraph) -> str:
        return page_of(about.report)


class RemoveParagraphView(RowButton):
    sentence = gettext_lazy("The paragraph is taken out.")

    def find(self, **which: Any) -> ReportParagraph:
        row: ReportParagraph = found(
            ReportParagraph.objects.select_related("report"), pk=which["key"]
        )
        return row

    def act(self, row: ReportParagraph, **which: Any) -> None:
        domain.remove_paragraph(paragraph=row, by=self.me)

    def back(self, row: ReportParagraph) -> str:
        return page_of(row.report)


class DoView(DoScreen):
    subject = "report"
    buttons: Buttons = {
        "issue": Button(
            domain.issue_report,
            gettext_lazy("“%s” is issued."),
            gettext_lazy("Issue the report"),
            gettext_lazy("Everybody reads it from then on, as the parties cleared it, for good."),
        ),
    }

    def find(self, **which: Any) -> ProgressReport:
        return find_report(self.me, which["code"])

    def back(self, about: ProgressReport) -> str:
        return page_of(about)


class ClearView(CoordinationDesk):
    """Freezes the report and leads to the decision by which the parties clear it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        report = find_report(self.me, code)
        try:
            decision = domain.clear_report(report=report, by=self.me)
        except BadInput as error:
            messages.error(request, str(error))
            return redirect(page_of(report))
        said = _("The report is frozen. Put the decision to the parties from its page.")
        messages.success(request, said)
        return redirect("desk-decision", decision.code)
