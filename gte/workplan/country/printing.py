"""The sheet of a party as PDF and as DOCX: one page each, with the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.common.typesetting import package_file, print_pdf
from gte.register.docx.markup import LINE, heading, hyperlink, paragraph, run, table
from gte.register.docx.package import Foot, Said, make_docx
from gte.workplan.country.sheet import FIRST
from gte.workplan.report.document import RecordLink, Table
from gte.workplan.report.docx import TONES, Writer
from gte.workplan.report.pdf import report_data
from gte.workplan.report.printing import link_address

if TYPE_CHECKING:
    from gte.register.docx.markup import Cell as Paragraphs
    from gte.workplan.country.sheet import CountrySheet
    from gte.workplan.report.document import Cell, Counted

# Of the other columns together, and of one of them at most.
REST, WIDEST = 66, 26


def widths_of(block: Table) -> list[float]:
    """The first column has the names; tables of as many columns stand below each other."""
    others = len(block.columns) - 1
    width = min(REST / others, WIDEST)
    return [FIRST + REST - width * others, *[width] * others]


def lead_of(sheet: CountrySheet) -> str:
    day = date_format(sheet.as_of, "DATE_FORMAT")
    return f"{sheet.notice} {_('Facts up to')}: {day}."


def file_title(sheet: CountrySheet) -> str:
    day = date_format(sheet.as_of, "DATE_FORMAT")
    return f"{_('Country sheet: %(party)s') % {'party': sheet.title}}, {day}"


def where_text(url: str) -> str:
    """Where the rest is, for who holds a printed copy."""
    return _("Every record behind these figures:") if url else ""


def render_pdf(sheet: CountrySheet) -> bytes:
    """The sheet as a PDF (PDF/UA-1, PDF/A-3a); the same sheet gives the same bytes."""
    with translation.override(sheet.language):
        url = link_address(RecordLink("", "", sheet.address))
        data = report_data(sheet) | {
            "full_title": file_title(sheet),
            "lead": lead_of(sheet),
            "where": where_text(url),
            "url": url,
        }
        for part, printed in zip(sheet.parts, data["parts"], strict=True):
            for block, made in zip(part.blocks, printed["blocks"], strict=True):
                if isinstance(block, Table):
                    made["widths"] = widths_of(block)
    return print_pdf(package_file("gte.workplan.country", "country.typ"), data, sheet.as_of)


def render_docx(sheet: CountrySheet) -> bytes:
    """The sheet as a DOCX; the same sheet gives the same bytes."""
    with translation.override(sheet.language):
        writer = SheetWriter(sheet)
        pages = _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"}
        return make_docx(
            writer.body(),
            said=Said(file_title(sheet), sheet.subtitle, sheet.language, sheet.as_of),
            foot=Foot(sheet.title, date_format(sheet.as_of, "DATE_FORMAT"), pages),
            styles=styles(),
            addresses=writer.addresses,
        )


def styles() -> str:
    report = package_file("gte.workplan.report", "styles.xml").decode()
    return report + package_file("gte.workplan.country", "styles.xml").decode()


class SheetWriter(Writer):
    """Writes a sheet: small headings, short tables, no annex."""

    report: CountrySheet

    def body(self) -> Iterator[str]:
        sheet = self.report
        yield paragraph("Letterhead", run(sheet.subtitle))
        yield paragraph("Title", run(sheet.title))
        yield paragraph("SheetLead", run(lead_of(sheet)))
        first, *parts = sheet.parts
        yield from self.figure_strip(first.figures, first.title)
        for part in parts:
            yield heading(part.title)
            for block in part.blocks:
                if isinstance(block, Table):
                    yield from self.short_table(block)
        yield from self.where()

    def figure_strip(self, figures: Sequence[Counted], title: str) -> Iterator[str]:
        """Figures as a table of one row; they lead to the page with the records behind them."""
        yield table(
            "FigureStrip",
            title,
            [(run(one.label),) for one in figures],
            [[(run(str(one.value), TONES.get(one.tone)),) for one in figures]],
            [1] * len(figures),
            looks=("SheetLabel", "SheetValue"),
            whole=True,
            line=LINE,
        )

    def short_table(self, block: Table) -> Iterator[str]:
        if not block.rows:
            yield paragraph("SheetLead", run(block.empty))
            return
        heads = [(run(name),) for name in block.columns]
        rows = [[self.cell(cell) for cell in row] for row in block.rows]
        looks = ("SheetHead", "SheetText")
        yield table("ReportTable", block.caption, heads, rows, widths_of(block), looks=looks)

    def cell(self, cell: Cell) -> Paragraphs:
        """All that a cell has, on one line where it fits."""
        style = TONES.get(cell.tone)
        text = [run(cell.text, style)] if cell.text else []
        pieces = [*text, *(self.record(record, style) for record in cell.records)]
        return (run(" ").join(pieces),)

    def where(self) -> Iterator[str]:
        link = RecordLink("", self.report.address, self.report.address)
        if url := link_address(link):
            relation = self.addresses.relation(url)
            runs = run(f"{where_text(url)} "), hyperlink(relation, run(url, "Hyperlink"))
            yield paragraph("SheetLead", *runs)
