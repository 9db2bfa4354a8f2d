"""The text of a DOCX as WordprocessingML (ECMA-376, part 1): pure functions, markup as strings.

Strings because a report may have 50,000 cells, and python-docx takes a minute for so many. Styles
are named by their id in ``base/styles.xml``; ``"Normal"`` is a paragraph's own. Characters that XML
cannot hold are written as U+FFFD.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from gte.common.typesetting import REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Between the margins of the base's page, in twentieths of a point.
LINE = 9412
# What XML cannot hold.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAKS = re.compile(r"([\t\n\r])")
NORMAL = "Normal"
# Not to be divided between pages, and which programs read before each cell below.
ROW = "<w:trPr><w:cantSplit/></w:trPr>"
HEADER_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
TALL_ROW = ""

# A cell as its paragraphs, each a string of runs.
Cell = tuple[str, ...]


def legal(text: str) -> str:
    return ILLEGAL.sub(REPLACEMENT, text)


def attribute(text: str) -> str:
    """A text as an attribute's value, with its quotes."""
    return quoteattr(legal(text))


def run(text: str, style: str | None = None) -> str:
    """A text with a character style; its tabs and line ends are kept."""
    look = f"<w:rPr><w:rStyle w:val={quoteattr(style)}/></w:rPr>" if style else ""
    inside = look + "".join(map(piece, BREAKS.split(legal(text))))
    return f"<w:r>{inside}</w:r>" if inside else "<w:r/>"


def piece(text: str) -> str:
    if text == "\t":
        return "<w:tab/>"
    if text in {"\n", "\r"}:
        return "<w:br/>"
    if not text:
        return ""
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    return f"<w:t{kept}>{escape(text)}</w:t>"


def field(instruction: str) -> str:
    """A number that the reader's program counts: ``PAGE`` or ``NUMPAGES``."""
    return f"<w:fldSimple w:instr={attribute(instruction)}><w:r><w:t>1</w:t></w:r></w:fldSimple>"


def paragraph(
    style: str, *runs: str, keep_next: bool = False, numbering: int = 0, new_page: bool = False
) -> str:
    """A paragraph of runs. ``numbering`` is the list that it is an item of, from 1."""
    inside = "" if style == NORMAL else f"<w:pStyle w:val={quoteattr(style)}/>"
    inside += "<w:keepNext/>" * keep_next + "<w:pageBreakBefore/>" * new_page
    if numbering:
        inside += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'
    properties = f"<w:pPr>{inside}</w:pPr>" if inside else "<w:pPr/>"
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def heading(text: str, level: int = 1, *, new_page: bool = False) -> str:
    return paragraph(f"Heading{level}", run(text), new_page=new_page)


def hyperlink(relation: str, *runs: str) -> str:
    """Runs that lead to the address that the relation names (see ``package.Addresses``)."""
    return f"<w:hyperlink r:id={quoteattr(relation)}>{''.join(runs)}</w:hyperlink>"


def reference(anchor: str, *runs: str) -> str:
    """Runs that lead to a bookmark of the same document."""
    return f"<w:hyperlink w:anchor={attribute(anchor)}>{''.join(runs)}</w:hyperlink>"


def bookmark(name: str, number: int, *runs: str) -> str:
    """Runs with a name to lead to; each bookmark of a document has a number of its own."""
    begin = f'<w:bookmarkStart w:id="{number}" w:name={attribute(name)}/>'
    return f'{begin}{"".join(runs)}<w:bookmarkEnd w:id="{number}"/>'


# --- tables ---------------------------------------------------------------------------------------


def table(
    style: str,
    title: str,
    columns: Sequence[Cell],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[float],
    *,
    whole: bool = False,
    tallest: int | None = None,
    looks: tuple[str, str] = ("TableHead", "TableText"),
    line: int = LINE,
) -> str:
    """A table whose first row is its header, on every page that it reaches.

    ``title`` is its name for who cannot see it, ``widths`` are relative and together the ``line``;
    ``whole`` keeps it on one page; a row is kept in one piece unless a cell of it has more than
    ``tallest`` paragraphs; ``looks`` are the styles of the header's and the other rows' paragraphs.
    """
    head, text = looks
    exact = [round(line * width / sum(widths)) for width in widths]
    body = list(rows)
    names = table_row(columns, exact, head, HEADER_ROW, keep_next=whole and bool(body))
    last = len(body) - 1
    return "".join(
        [
            "<w:tbl>",
            table_properties(style, title, exact),
            names,
            *(
                table_row(
                    cells, exact, text, row_kind(cells, tallest), keep_next=whole and at < last
                )
                for at, cells in enumerate(body)
            ),
            "</w:tbl>",
        ]
    )


def row_kind(cells: Sequence[Cell], tallest: int | None) -> str:
    is_tall = tallest is not None and max(map(len, cells), default=0) > tallest
    return TALL_ROW if is_tall else ROW


def table_properties(style: str, title: str, widths: Sequence[int]) -> str:
    caption = f"<w:tblCaption w:val={attribute(title)}/>" if title else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tblPr><w:tblStyle w:val={quoteattr(style)}/>"
        f'<w:tblW w:type="dxa" w:w="{sum(widths)}"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" '
        f'w:noHBand="0" w:noVBand="1" w:val="04A0"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def table_row(
    cells: Sequence[Cell], widths: Sequence[int], style: str, kind: str, *, keep_next: bool
) -> str:
    made = (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr>'
        f"{''.join(paragraph(style, runs, keep_next=keep_next) for runs in cell or ('',))}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{kind}{''.join(made)}</w:tr>"
