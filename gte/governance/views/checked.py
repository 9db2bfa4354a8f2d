"""Forms that are shown only where they can work."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gte.common.errors import BadInput
from gte.governance.views.base import FormScreen


class CheckedForm(FormScreen):
    """A form whose page says why, in place of the form, where its verb would refuse anything."""

    def get(self, request: HttpRequest, **which: Any) -> HttpResponse:
        about = self.find(**which)
        try:
            self.check(about)
        except BadInput as error:
            return show_refusal(request, str(error), self.headline(about), self.back(about))
        return self.show(about, self.form(about))

    def check(self, about: Any) -> None:
        """Raises BadInput where nothing that is sent could be taken."""


def show_refusal(request: HttpRequest, sentence: str, title: str, back: str) -> HttpResponse:
    context = {"sentence": sentence, "title": title, "back": back}
    return render(request, "governance/desk/refused.html", context, status=HTTPStatus.CONFLICT)
