"""What the work plan's screens at the desk share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from gte.governance.views.base import (
    TAKE_PART,
    CoordinationDesk,
    Desk,
    FormScreen,
    done,
    found,
)
from gte.workplan.views.blocks import Sheet

__all__ = ["OF_THOSE_WHO_TAKE_PART", "CoordinationDesk", "Desk", "RowButton", "found"]

OF_THOSE_WHO_TAKE_PART = TAKE_PART


def show_sheet(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """A record's page at the desk."""
    return render(request, "workplan/desk/sheet.html", {"sheet": sheet})


def show_rows(
    request: HttpRequest, *, title: str, lead: str, new: Any, **context: Any
) -> HttpResponse:
    """A list at the desk: see its template for what it shows."""
    link = {"label": new[0], "url": new[1]} if new else None
    context = {"title": title, "lead": lead, "new": link, "back": reverse("desk-plan"), **context}
    return render(request, "workplan/desk/list.html", context)


def asked_codes(request: HttpRequest, name: str) -> list[str]:
    """The identifiers that the address gives under a name; what cannot be one is left out."""
    return [code for code in request.GET.getlist(name) if code.isprintable()]


class RecordForm(FormScreen):
    """A form about one record: its verb's words stand before the record's name."""

    def headline(self, about: Any) -> str:
        return f"{self.title}: {about}" if about is not None else str(self.title)


class RowButton(CoordinationDesk, View):
    """A button beside a row, sent at once: the verb's refusal stands on the page it leads to."""

    http_method_names = ("post",)
    sentence: Any = ""

    def post(self, request: HttpRequest, **which: Any) -> HttpResponse:
        row = self.find(**which)
        back = self.back(row)
        done(request, str(self.sentence), lambda: self.act(row, **which))
        return redirect(back)

    def find(self, **which: Any) -> Any:
        raise NotImplementedError

    def act(self, row: Any, **which: Any) -> None:
        raise NotImplementedError

    def back(self, row: Any) -> str:
        raise NotImplementedError
