"""The report as a page."""

from __future__ import annotations

from gte.workplan.report.document import Report


def render_html_file(report: Report) -> str:
    return ""
