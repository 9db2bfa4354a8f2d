"""A report as a DOCX that people edit: real headings, lists, header rows and links to records.

Whatever is made of the blocks in ``document.py`` can be written so; what has no figures gets no
annex of figures, what has no method none of how it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gte.common.typesetting import package_file
from gte.register.docx.markup import (
    LINE,
    bookmark,
    heading,
    hyperlink,
    paragraph,
    reference,
    run,
    table,
)
from gte.register.docx.package import Addresses, Foot, Lists, Said, make_docx
from gte.workplan.report.columns import shared_widths
from gte.workplan.report.document import Figures, Paragraph, Points, Table
from gte.workplan.report.printing import entries_by_part, full_title, link_address, on_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gte.register.docx.markup import Cell as Paragraphs
    from gte.workplan.report.document import Block, Cell, Counted, Point, RecordLink, Report
    from gte.workplan.report.printing import Entry, PartEntries

TONES = {
    "good": "ToneGood",
    "progress": "ToneProgress",
    "late": "ToneLate",
    "muted": "ToneMuted",
}
# Up to so many rows a table is not divided between pages; up to so many records, a row.
SHORT_ROWS, SHORT_RECORDS = 7, 12
# A strip of fewer figures than that does not reach across the line.
STRIP = 5
SOURCE_WIDTHS = (34, 16, 116)


def render_docx(report: Report) -> bytes:
    """The report as a DOCX; the same report gives the same bytes.

    Characters that XML cannot hold are written as U+FFFD. Raises ValueError when two figures share
    a key but not their records.
    """
    with translation.override(report.language):
        writer = Writer(on_paper(report))
        day = date_format(report.as_of, "DATE_FORMAT")
        pages = _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"}
        return make_docx(
            writer.body(),
            said=Said(full_title(report), report.subtitle, report.language, report.as_of),
            foot=Foot(report.title, day, pages),
            styles=package_file("gte.workplan.report", "styles.xml").decode(),
            lists=writer.lists,
            addresses=writer.addresses,
        )


def record_table(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Paragraphs]],
    widths: Sequence[float],
) -> Iterator[str]:
    """A table below its caption."""
    yield paragraph("Caption", run(title))
    heads = [(run(name),) for name in columns]
    whole = len(rows) <= SHORT_ROWS and all(
        len(cell) <= SHORT_RECORDS for row in rows for cell in row
    )
    yield table("ReportTable", title, heads, rows, widths, whole=whole, tallest=SHORT_RECORDS)
    yield paragraph("After")


@dataclass
class Writer:
    """Writes one report, and knows the lists, addresses and figures that it has named."""

    report: Report
    lists: Lists = field(default_factory=Lists)
    addresses: Addresses = field(default_factory=Addresses)
    figures: dict[str, int] = field(default_factory=dict)

    def body(self) -> Iterator[str]:
        tables = [
            block for part in self.report.parts for block in part.blocks if isinstance(block, Table)
        ]
        self.widths = shared_widths(tables)
        yield from self.opening()
        for number, part in enumerate(self.report.parts, start=1):
            yield heading(f"{number}. {part.title}", new_page=number == 2)
            for block in part.blocks:
                yield from self.block(block, part.title)
        yield from self.annexes()

    def opening(self) -> Iterator[str]:
        yield paragraph("Letterhead", run(self.report.subtitle))
        yield paragraph("LetterheadBelow", run(_("Pacific Alliance")))
        yield paragraph("Title", run(self.report.title))
        if self.report.notice:
            yield paragraph("State", run(self.report.notice))
        for label, value in self.report.heading:
            yield paragraph("Fact", run(label, "Label"), run("\t"), run(value))

    def block(self, block: Block, title: str) -> Iterator[str]:
        match block:
            case Paragraph():
                yield paragraph("Normal", run(block.text))
            case Figures():
                yield from self.strip(block.figures, title)
            case Points():
                yield from self.points(block)
            case Table():
                yield from self.table(block)

    # --- figures ----------------------------------------------------------------------------------

    def anchor(self, key: str) -> str:
        """The name by which a figure's place in the annex is found."""
        return f"figure{self.figures.setdefault(key, len(self.figures) + 1)}"

    def strip(self, figures: Sequence[Counted], title: str) -> Iterator[str]:
        """Labels as a header row, below them the figures: each leads to the records it counts."""
        if not figures:
            return
        values = [
            (reference(self.anchor(one.key), run(one.text, TONES.get(one.tone))),)
            for one in figures
        ]
        yield paragraph("After")
        yield table(
            "FigureStrip",
            title,
            [(run(one.label),) for one in figures],
            [values],
            [1] * len(figures),
            looks=("FigureLabel", "FigureValue"),
            whole=True,
            line=LINE * min(len(figures), STRIP) // STRIP,
        )
        yield paragraph("After")

    # --- points -----------------------------------------------------------------------------------

    def points(self, block: Points) -> Iterator[str]:
        if not block.points:
            yield paragraph("Normal", run(block.empty))
            return
        numbering = self.lists.new(numbered=block.numbered)
        for point in block.points:
            yield paragraph("PointTitle", run(point.title), numbering=numbering)
            yield from self.point_text(point)

    def point_text(self, point: Point) -> Iterator[str]:
        yield paragraph("PointText", run(point.text), keep_next=bool(point.records))
        if point.records:
            runs: list[str] = []
            for record in point.records:
                runs += [self.record(record), run("; ")]
            yield paragraph("PointRecords", *runs[:-1], run("."))

    # --- tables -----------------------------------------------------------------------------------

    def record(self, record: RecordLink, style: str | None = None) -> str:
        """A record's title, as a link where the installation has an address of its own."""
        address = link_address(record)
        if not address:
            return run(record.title, style)
        relation = self.addresses.relation(address)
        return hyperlink(relation, run(record.title, style or "Hyperlink"))

    def table(self, block: Table) -> Iterator[str]:
        if not block.rows:
            yield paragraph(
                "Normal", run(f"{block.caption}:", "Emphasised"), run(f" {block.empty}")
            )
            return
        rows = [[self.cell(cell) for cell in row] for row in block.rows]
        widths = self.widths[tuple(block.columns)]
        yield from record_table(block.caption, block.columns, rows, widths)

    def cell(self, cell: Cell) -> Paragraphs:
        style = TONES.get(cell.tone)
        text = (run(cell.text, style),) if cell.text else ()
        return (*text, *(self.record(record, style) for record in cell.records))

    # --- annexes ----------------------------------------------------------------------------------

    def annexes(self) -> Iterator[str]:
        groups = entries_by_part(self.report)
        if groups:
            title = _("Annex A. Figures and the records they were counted from")
            yield heading(title, new_page=True)
        for group in groups:
            yield from self.sources(group)
        if self.report.method:
            yield heading(_("Annex B. How this report counts"))
        for sentence in self.report.method:
            yield paragraph("Normal", run(sentence))

    def sources(self, group: PartEntries) -> Iterator[str]:
        columns = (_("Figure"), pgettext("of a figure", "Value"), _("Records counted"))
        rows = [
            [self.label(entry), (run(entry.figure.text),), self.counted(entry)]
            for entry in group.entries
        ]
        title = f"{group.number}. {group.title}"
        yield from record_table(title, columns, rows, SOURCE_WIDTHS)

    def label(self, entry: Entry) -> Paragraphs:
        name = run(entry.figure.label, "Emphasised")
        if entry.listed_in:
            return (name,)
        anchor = self.anchor(entry.figure.key)
        return (bookmark(anchor, self.figures[entry.figure.key], name),)

    def counted(self, entry: Entry) -> Paragraphs:
        if entry.listed_in:
            where = _("Listed under part %(number)s.") % {"number": entry.listed_in}
            return (reference(self.anchor(entry.figure.key), run(where, "Hyperlink")),)
        if not entry.figure.records:
            return (run(_("No record.")),)
        return tuple(
            self.record(one) + run("  ") + run(one.code, "RecordCode") for one in entry.printed
        )
