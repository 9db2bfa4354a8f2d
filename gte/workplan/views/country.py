"""The sheets of the parties: all of them, and each as a page or a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from gte.common.errors import BadInput, legible
from gte.governance.queries.parties import parties_on
from gte.workplan.country.material import Material, material_of
from gte.workplan.country.printing import render_docx, render_pdf
from gte.workplan.country.sheet import CountrySheet, country_sheet
from gte.workplan.facts import load_facts
from gte.workplan.report.lists import WHOLE, Beginning
from gte.workplan.views import FILES, contents_of, day_of, typeset_in_turn
from gte.workplan.views.report_lists import show_list

FORMS = ("pdf", "docx")


class CountrySheetsView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        day = day_of(request)
        asked = f"?as-of={day}" if "as-of" in request.GET else ""
        sheets = [
            {
                "title": str(state),
                "url": f"{(url := reverse('country-sheet', args=[state.code]))}{asked}",
                "files": {form: f"{url}?as-of={day}&format={form}" for form in FORMS},
            }
            for state in parties_on(day)
        ]
        context = {"sheets": sheets, "as_of": day.isoformat()}
        return render(request, "workplan/country/list.html", context)


class CountrySheetView(View):
    """The sheet as a page with every record behind it, or as the file that ``?format=`` names."""

    def get(self, request: HttpRequest, state: str) -> HttpResponse:
        form = form_of(request)
        material = asked_material(request, state)
        sheet = country_sheet(material, get_language() or "es")
        if form != "page":
            return sheet_file(sheet, form)
        return render(request, "workplan/country/sheet.html", context_of(sheet, material.lists))


class CountrySheetListView(View):
    """The records behind a figure of a sheet, all of them, page by page."""

    def get(self, request: HttpRequest, state: str, key: str) -> HttpResponse:
        material = asked_material(request, state)
        sheet = country_sheet(material, get_language() or "es")
        back = {"back_url": sheet.address, "back_label": sheet.title}
        return show_list(request, sheet, key, back)


def asked_material(request: HttpRequest, code: str) -> Material:
    """Raises Http404 for who is no party on the day that is asked for."""
    day = day_of(request)
    party = next((one for one in parties_on(day) if one.code == code), None)
    if party is None:
        raise Http404(_("There is no party “%(code)s” on this day.") % {"code": code})
    return material_of(party, load_facts(None), day)


def form_of(request: HttpRequest) -> str:
    form = request.GET.get("format", "page")
    if form not in {"page", *FORMS}:
        raise BadInput(
            _("“%(value)s” is not a form of the sheet; it comes as page, pdf or docx.")
            % {"value": legible(form)}
        )
    return form


def context_of(sheet: CountrySheet, lists: Beginning) -> dict[str, Any]:
    first, *parts = sheet.parts
    return {
        "report": sheet,
        "contents": contents_of(sheet),
        "whole": WHOLE,
        "cut": lists,
        "first": first,
        "parts": [(part, part.blocks[1]) for part in parts],
        "files": {form: f"{sheet.address}&format={form}" for form in FORMS},
        "as_of": sheet.as_of.isoformat(),
    }


def sheet_file(sheet: CountrySheet, form: str) -> HttpResponse:
    content = typeset_in_turn(sheet, render_pdf) if form == "pdf" else render_docx(sheet)
    name = f"gte-{sheet.body}-{sheet.as_of}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=FILES[form], headers=headers)
