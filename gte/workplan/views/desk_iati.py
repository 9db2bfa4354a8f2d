"""The file for IATI at the desk: what keeps it here, what is not in it, and the file itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.common.errors import BadInput
from gte.register.blocks import Item
from gte.workplan import iati
from gte.workplan.forms.iati import ReporterForm
from gte.workplan.iati_export import Export, LeftOut, export_activities
from gte.workplan.models import Deliverable, Indicator, Project
from gte.workplan.views.blocks import Action, Row, Table, cell
from gte.workplan.views.desk_base import CoordinationDesk

FILE_NAME = "iati-activities.xml"
PAGES: dict[str, Any] = {
    "desk-project": Project,
    "desk-deliverable": Deliverable,
    "desk-indicator": Indicator,
}


@dataclass(frozen=True)
class Verdict:
    """The file of a publisher, or what keeps it here."""

    reporter: str
    export: Export | None = None
    faults: tuple[iati.Finding, ...] = ()
    sentence: str = ""


def verdict_on(reporter: str) -> Verdict:
    try:
        return Verdict(reporter, export_activities(reporter=reporter, now=timezone.now()))
    except iati.Unpublishable as error:
        return Verdict(reporter, faults=tuple(one for one in error.findings if one.is_grave))
    except BadInput as error:
        return Verdict(reporter, sentence=str(error))


class CheckView(CoordinationDesk):
    """What the schema and the rules say to the file as it would be now. It changes nothing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ReporterForm(request.GET if "reporter" in request.GET else None)
        if not form.is_valid():
            status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
            return self.show(form, None, status)
        return self.show(form, verdict_on(form.cleaned_data["reporter"]))

    def show(
        self, form: ReporterForm, verdict: Verdict | None, status: int = HTTPStatus.OK
    ) -> HttpResponse:
        context = {
            "title": _("File for IATI"),
            "lead": _(
                "The group's projects and results, as the aid transparency standard has them."
            ),
            "back": reverse("desk-plan"),
            "form": form,
            "verdict": verdict,
            "download": download(verdict) if verdict and verdict.export else None,
            "tables": tables_of(verdict) if verdict else [],
        }
        return render(self.request, "workplan/desk/iati.html", context, status=status)


class FileView(CheckView):
    """The file; where it fails, the page that says why."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ReporterForm(request.GET)
        if not form.is_valid():
            return self.show(form, None, HTTPStatus.BAD_REQUEST)
        verdict = verdict_on(form.cleaned_data["reporter"])
        if verdict.export is None:
            return self.show(form, verdict, HTTPStatus.CONFLICT)
        response = HttpResponse(verdict.export.content, content_type="application/xml")
        response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
        return response


def download(verdict: Verdict) -> Action:
    query = urlencode({"reporter": verdict.reporter})
    return Action(f"{reverse('desk-iati-file')}?{query}", _("Download the file"), quiet=False)


def tables_of(verdict: Verdict) -> list[Table]:
    if verdict.export is None:
        title, empty = _("What has to be put right first"), _("Nothing.")
        faults = findings_table("faults", title, empty, verdict.faults, verdict.reporter)
        return [faults] if verdict.faults else []
    empty = _("The rules warn of nothing.")
    warnings = verdict.export.warnings
    return [
        left_out_table(verdict.export.left_out),
        findings_table("warnings", _("Warnings"), empty, warnings, verdict.reporter),
    ]


def findings_table(
    name: str, title: str, empty: str, findings: Iterable[iati.Finding], reporter: str
) -> Table:
    columns = (_("Record"), _("Rule"), _("What the rule says"))
    prefix = f"{reporter}-"
    codes = {one.record: one.record.removeprefix(prefix) for one in findings}
    known = desk_pages(codes.values())
    rows = [
        finding_row(one, known.get(codes[one.record]), columns) for one in dict.fromkeys(findings)
    ]
    return Table(name, title, columns, rows, empty)


def finding_row(found: iati.Finding, page: Item | None, columns: tuple[str, ...]) -> Row:
    """Of a record without a page here, its identifier or its place in the file."""
    shown = page or Item(found.record or found.path)
    item = Item(shown.text, shown.url, note=found.path if found.record else "")
    return Row(shown.text, [[item], cell(found.rule), cell(found.sentence)], labels=columns)


def left_out_table(left_out: Iterable[LeftOut]) -> Table:
    columns = (_("Record"), _("Why"))
    rows = list(left_out)
    known = desk_pages(one.code for one in rows)
    return Table(
        "left-out",
        _("What is not in the file"),
        columns,
        [
            Row(
                one.title,
                [[known.get(one.code, Item(one.title))], cell(one.reason)],
                labels=columns,
            )
            for one in rows
        ],
        _("Everything is in it."),
        intro=_(
            "What the standard asks for and the record does not have keeps these out, whole or in "
            "part."
        ),
    )


def desk_pages(codes: Iterable[str]) -> dict[str, Item]:
    """The records that codes name, as links to their pages at the desk: three questions."""
    wanted = set(codes)
    return {
        record.code: Item(str(record), reverse(page, args=[record.code]))
        for page, model in PAGES.items()
        for record in model.objects.filter(code__in=wanted)
    }
