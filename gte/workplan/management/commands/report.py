"""``gte report``: writes the progress report for a body that the group reports to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import pgettext

from gte.common.errors import BadInput
from gte.workplan.management.file_command import FileCommand
from gte.workplan.queries import today
from gte.workplan.report.build import body_named, build_report, check_language, read_day
from gte.workplan.report.docx import render_docx
from gte.workplan.report.html import render_html_file
from gte.workplan.report.pdf import render_pdf

if TYPE_CHECKING:
    import datetime
    from argparse import ArgumentParser
    from collections.abc import Callable

    from gte.workplan.report.document import Report

ENDINGS = {"": "pdf", ".pdf": "pdf", ".html": "html", ".htm": "html", ".docx": "docx"}
RENDERERS: dict[str, Callable[[Report], bytes]] = {
    "pdf": render_pdf,
    "docx": render_docx,
    "html": lambda report: render_html_file(report).encode(),
}


class Command(FileCommand):
    what = "The report"
    help = "Write the progress report for a body that the group reports to, from the live record."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("body", help="the body that the report is for: gan")
        parser.add_argument("--as-of", help="the report's day as YYYY-MM-DD; today without it")
        parser.add_argument("--lang", default="es", help="its language: es (default) or en")
        parser.add_argument(
            "--format",
            help="pdf, docx or html; without it as --output ends, else pdf",
            dest="shape",
        )
        parser.add_argument(
            "--output",
            help="the file to write, - for standard output; without it, a file in this folder "
            "named after the report, as in informe-gan-2026-01-29.pdf",
        )

    def make(
        self,
        *,
        body: str,
        as_of: str | None,
        lang: str,
        shape: str | None,
        output: str | None,
        **_options: Any,
    ) -> tuple[str, bytes]:
        check_language(lang)
        shape = read_shape(shape, output)
        day = today() if as_of is None else read_day(as_of)
        body_named(body)
        content = RENDERERS[shape](build_report(body=body, as_of=day, language=lang))
        return file_name(body, day, lang, shape), content


def read_shape(shape: str | None, output: str | None) -> str:
    """The format asked for, or the one that the output's name ends in."""
    asked = ENDINGS.get(Path(output or "").suffix.lower()) if shape is None else shape
    if asked in RENDERERS:
        return str(asked)
    wrong = Path(output or "").suffix if shape is None else shape
    raise BadInput(f"“{wrong}” is not a format of the report; it is written as: pdf, docx, html.")


def file_name(body: str, day: datetime.date, language: str, shape: str) -> str:
    with translation.override(language):
        name = pgettext("file name", "report")
    return f"{name}-{body}-{day}.{shape}"
