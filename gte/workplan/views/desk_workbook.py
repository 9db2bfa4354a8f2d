"""The plan's workbook at the desk: down, up, looked at row by row, saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gte.common.errors import BadInput
from gte.register.sheets.exchange import ChangedSince, Preview, confirm, corrected, preview
from gte.register.sheets.forms import SheetUpload
from gte.register.sheets.presenting import listed, reading_context
from gte.register.sheets.reading import RowReading
from gte.workplan.models import WorkPlan
from gte.workplan.queries.progress import own_party
from gte.workplan.sheets.workbook import PlanBook
from gte.workplan.views.desk_base import Desk, asked_codes, found

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OfWorkbook(Desk):
    """A screen of the workbook: of everything, or with ``?plan=`` of one plan."""

    def plan(self) -> WorkPlan | None:
        plans = WorkPlan.objects.visible_to(self.me)
        codes = asked_codes(self.request, "plan")
        plan: WorkPlan | None = found(plans, code=codes[0]) if codes else None
        return plan

    def address(self, name: str, plan: WorkPlan | None) -> str:
        query = f"?{urlencode({'plan': plan.code})}" if plan else ""
        return f"{reverse(name)}{query}"

    def show(
        self, template: str, plan: WorkPlan | None, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        back = self.address("desk-workbook", plan)
        is_first = template == "workbook"
        context = {"back": reverse("desk-plan") if is_first else back, "again": back, **context}
        return render(self.request, f"workplan/desk/{template}.html", context, status=status)

    def show_preview(
        self, seen: Preview, plan: WorkPlan | None, *, sentence: str = ""
    ) -> HttpResponse:
        """What becomes of each row; what is refused stands before what is taken."""
        reading = seen.reading
        return self.show(
            "workbook_preview",
            plan,
            status=409 if sentence else 200,
            title=_("What the workbook would change"),
            lead=_("Nothing is saved yet."),
            sentence=sentence,
            reading=reading_context(reading),
            token=seen.token,
            rows=len(reading.to_save),
            wrong=seen.wrong,
            save=self.address("desk-workbook-save", plan),
            copy=self.address("desk-workbook-corrected", plan),
        )

    def show_upload(
        self, plan: WorkPlan | None, form: SheetUpload, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        return self.show(
            "workbook",
            plan,
            status=status,
            title=_("Workbook of the work plan"),
            lead=_("Work on many rows at once in a spreadsheet, and send it back."),
            of_plan=str(plan) if plan else "",
            form=form,
            file=self.address("desk-workbook-file", plan),
            whole=reverse("desk-workbook"),
            plans=[] if plan else self.plans(),
            may=self.may(),
            **more,
        )

    def plans(self) -> list[dict[str, str]]:
        plans = WorkPlan.objects.visible_to(self.me)
        return [{"label": str(one), "url": self.address("desk-workbook", one)} for one in plans]

    def may(self) -> str:
        """What this reader may change in it; empty for the coordination, which may everything."""
        if self.coordinates:
            return ""
        if own_party(self.me):
            return _(
                "You change the progress of your party; everything else is the coordination's and "
                "only to be read."
            )
        return _("You may read it; only the coordination changes it.")


class WorkbookView(OfWorkbook):
    """Down and up; what was sent is answered with a verdict for each row."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show_upload(self.plan(), SheetUpload())

    def post(self, request: HttpRequest) -> HttpResponse:
        plan = self.plan()
        form = SheetUpload(request.POST, request.FILES, too_large=getattr(request, "too_large", ()))
        if not form.is_valid():
            return self.show_upload(plan, form, status=400)
        exchange = PlanBook(self.me, plan).exchange
        seen = preview(form.cleaned_data["workbook"], exchange=exchange, by=self.me)
        if seen.reading.problems:
            reading = reading_context(seen.reading)
            return self.show_upload(plan, SheetUpload(), status=400, reading=reading)
        return self.show_preview(seen, plan)


class SaveView(OfWorkbook):
    """Saves what was seen, all of it or nothing."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        plan = self.plan()
        exchange = PlanBook(self.me, plan).exchange
        try:
            rows = confirm(request.POST.get("token", ""), exchange=exchange, by=self.me)
        except ChangedSince as error:
            return self.show_preview(error.preview, plan, sentence=str(error))
        except BadInput as error:
            return self.show_upload(plan, SheetUpload(), status=409, sentence=str(error))
        return self.show_saved(rows, plan)

    def show_saved(self, rows: list[RowReading], plan: WorkPlan | None) -> HttpResponse:
        return self.show(
            "workbook_saved",
            plan,
            title=_("The workbook is saved"),
            lead=_("All of these rows, and nothing else. Download the workbook anew to go on."),
            figures=counted(rows),
            changed=listed([row for row in rows if row.code]),
            new=listed([row for row in rows if not row.code]),
        )


def counted(rows: Iterable[RowReading]) -> list[dict[str, Any]]:
    """How many rows of each sheet."""
    found: dict[str, int] = {}
    for row in rows:
        title = str(row.sheet.title)
        found[title] = found.get(title, 0) + 1
    return [{"value": count, "label": title} for title, count in found.items()]


class FileView(OfWorkbook):
    """The workbook, in the language of the page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        plan = self.plan()
        data = PlanBook(self.me, plan).written(language=get_language() or "es")
        return attached(data, plan.code if plan else _("work-plan"))


class CorrectedView(OfWorkbook):
    """The workbook as it was sent, with what is wrong beside each row."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        exchange = PlanBook(self.me, self.plan()).exchange
        data = corrected(
            request.POST.get("wrong", ""),
            exchange=exchange,
            by=self.me,
            language=get_language() or "es",
        )
        return attached(data, _("what-is-wrong"))


def attached(data: bytes, name: str) -> HttpResponse:
    day = timezone.localdate()
    headers = {"Content-Disposition": f'attachment; filename="{name}-{day}.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)
