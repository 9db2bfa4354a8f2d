"""The pages that belong to no room: home, index of registers, about the record, errors."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.generic import TemplateView

from gte.portal import queries
from gte.portal.navigation import GROUPS, page_title
from gte.register.registers import BY_URL_NAME

if TYPE_CHECKING:
    from django.http import HttpRequest


def health(_request: HttpRequest) -> HttpResponse:
    """Answers as little as a view can: for monitors, and the yardstick of the benchmarks."""
    return HttpResponse("ok", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = _("The address asks for something that this site cannot read.")
    return render(request, "400.html", {"sentence": sentence}, status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database out of reach passes: whoever watches or crawls the site is told to come back."""
    response = defaults.server_error(request)
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response.status_code = 503
        response["Retry-After"] = "30"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the proof that it was ours: left open for long, or cookies are refused."""
    sentence = _("What was sent could not be accepted: open the page again and send it once more.")
    return render(request, "403.html", {"sentence": sentence}, status=403)


def grouped_registers(user: Any) -> list[dict[str, Any]]:
    """Every register with its number of records, in the groups of the menu."""
    return [
        {
            "title": group.title,
            "items": [
                {
                    "label": page_title(page),
                    "url": reverse(page),
                    "count": BY_URL_NAME[page].records(user).count(),
                    "lead": BY_URL_NAME[page].lead,
                }
                for page in group.pages
                if page in BY_URL_NAME
            ],
        }
        for group in GROUPS
    ]


class HomeView(TemplateView):
    template_name = "portal/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            figures=queries.home_figures(user),
            thread=queries.thread_steps(user),
            coordination=queries.coordination_sentence(),
            recent=queries.recent(user),
            registers=grouped_registers(user),
            report_url=reverse("report", args=["gan"]),
            coverage_url=reverse("coverage"),
            **kwargs,
        )


class RegistersView(TemplateView):
    template_name = "portal/registers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        registers = grouped_registers(self.request.user)
        return super().get_context_data(registers=registers, **kwargs)


class AboutRecordView(TemplateView):
    template_name = "portal/about_record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**queries.record_counts(self.request.user), **kwargs)
