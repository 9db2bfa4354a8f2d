"""Screens of the site's own in the CMS: the report of parity, and saying that two sides agree."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.models import Page

from gte.common.domain import write_log
from gte.common.enums import Language
from gte.portal.parity import confirm_parity, findings, sibling_of, stale_records, translation_to
from gte.register.registers import BY_URL_NAME

STATES = ("missing", "unpublished", "older", "unconfirmed")


class ParityView(TemplateView):
    template_name = "portal/cms/parity.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = findings()
        counts = Counter(finding.state for finding in found)
        rows = [
            {
                "title": finding.title,
                "state": finding.label,
                "language": str(Language(finding.language).label),
                "url": reverse("wagtailadmin_pages:edit", args=[finding.page]),
            }
            for finding in sorted(found, key=lambda one: STATES.index(one.state))
        ]
        records = [
            {**record, "language": str(Language(record["language"]).label)}
            for record in stale_records(BY_URL_NAME.values())
        ]
        return super().get_context_data(
            rows=rows, records=records, counts=counts, total=len(found), **kwargs
        )


class ConfirmParityView(View):
    """Both sides beside each other, and a button that says that they agree."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        page, sibling = self.pair(request, pk)
        return render(request, "portal/cms/confirm.html", {"page": page, "sibling": sibling})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        page, _sibling = self.pair(request, pk)
        confirm_parity(page=page)
        write_log(verb="page.compared", by=request.user, target=f"page-{page.pk}")
        messages.success(request, _("Both languages are marked as saying the same."))
        return redirect("portal_parity")

    @staticmethod
    def pair(request: HttpRequest, pk: int) -> tuple[Any, Any]:
        page = get_object_or_404(Page, pk=pk).specific
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        sibling = sibling_of(page)
        if sibling is None or translation_to(page):
            raise Http404
        return page, sibling.specific
