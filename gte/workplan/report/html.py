"""The report as one HTML file that stands alone: to read, to print, to edit as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from gte.workplan.report.lists import WHOLE
from gte.workplan.report.printing import full_title

if TYPE_CHECKING:
    from gte.workplan.report.document import Report


def render_html_file(report: Report, site: str = "") -> str:
    """An HTML5 page with its styles inside, no scripts and no other files; its records are links
    to ``site``, or else to the address that this installation was given.
    """
    with translation.override(report.language):
        context = {
            "report": report,
            "title": full_title(report),
            "site": site or settings.BASE_URL,
            "cut": WHOLE,
        }
        return render_to_string("workplan/report_file.html", context)
