"""The way to pages, and the pages that no editor keeps: registers, the record, errors."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.generic import TemplateView
from wagtail.views import serve

from gte.portal import queries
from gte.portal.live.figures import grouped_registers
from gte.portal.models import SitePage
from gte.portal.navigation import menu, menus_of
from gte.portal.places import place_url
from gte.portal.tree import Node, tree_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def health(_request: HttpRequest) -> HttpResponse:
    """Answers as little as a view can: for monitors, and the yardstick of the benchmarks."""
    return HttpResponse("ok", content_type="text/plain")


def show_page(request: HttpRequest, path: str = "") -> HttpResponse:
    """A page of the CMS. Pages are only read: what is sent to them is refused with a sentence."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    node = tree_of(request).by_url.get(request.path_info)
    # Most pages are public: what the tree knows need not be found step by step.
    page = find_page(node) if node else None
    answer: HttpResponse = page.serve(request) if page else serve(request, path)
    return answer


def find_page(node: Node) -> Any:
    kinds = {model._meta.model_name: model for model in SitePage.__subclasses__()}
    return kinds[node.kind].objects.filter(pk=node.pk, live=True).first()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = _("The address asks for something that this site cannot read.")
    return render(request, "400.html", {"sentence": sentence}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says whether signing in may help or another role is needed."""
    context = {
        "signed_in": getattr(request.user, "is_authenticated", False),
        "sign_in_url": f"{reverse('account_login')}?next={request.path}",
        "for_editors": bool(getattr(request, "needed_role", "")),
        "contact_url": place_url("contact-form"),
    }
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Offers a search for the words of the address, the main sections and a way to ask."""
    words = re.findall(r"[^\W\d_]{3,}", request.path)[:8]
    context = {
        "words": " ".join(words),
        "search_url": place_url("search"),
        "contact_url": place_url("contact-form"),
        "sections": menu(menus_of(request), ""),
    }
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database out of reach passes: whoever watches or crawls the site is told to come back."""
    response = defaults.server_error(request)
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response.status_code = 503
        response["Retry-After"] = "30"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    reason = _("The form was sent without the key that this site gave with it.")
    hint = _("Go back, load the page again and send the form once more. Nothing was changed.")
    return render(request, "403.html", {"reason": f"{reason} {hint}"}, status=403)


class RegistersView(TemplateView):
    template_name = "portal/registers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        registers = grouped_registers(self.request.user)
        return super().get_context_data(registers=registers, **kwargs)


class AboutRecordView(TemplateView):
    template_name = "portal/about_record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**queries.record_counts(self.request.user), **kwargs)
