"""The report as a PDF."""

from __future__ import annotations

from gte.workplan.report.document import Report


def render_pdf(report: Report) -> bytes:
    return b""
