"""What a document says: its text for search; headings, paragraphs and tables for readers."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from gte.library.uploads.formats import Format
from gte.library.uploads.pdf import read_pdf
from gte.library.uploads.refused import Refused
from gte.library.uploads.sniff import decode_text

Block = dict[str, Any]

# What is kept of a text; a book of a thousand pages has two million letters.
LONGEST = 5_000_000
BLOCKS = 20_000
CELLS = 200_000
PIXELS = 80_000_000

XML = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ODF_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def heading(text: str, level: int) -> Block:
    return {"kind": "heading", "level": min(max(level, 1), 4), "text": text}


def paragraph(text: str) -> Block:
    return {"kind": "paragraph", "text": text}


def table(rows: list[list[str]]) -> Block:
    return {"kind": "table", "rows": rows}


def read(path: Path, found: Format) -> dict[str, Any]:
    """``texts`` by page (one where there are no pages), ``pages``, and ``content`` for the viewer
    with the ``encoding`` of plain text. Raises Refused for what cannot be read.
    """
    if found.name == "pdf":
        made = read_pdf(path)
        return result(made["texts"], pages=len(made["sizes"]), content={"sizes": made["sizes"]})
    if found.shown == "picture":
        return result([], pages=1, content={"sizes": [picture_size(path)]})
    if found.name in {"txt", "csv"}:
        return read_plain(path, found.name)
    try:
        blocks = OFFICE[found.name](path)
    except (etree.XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Refused("broken") from error
    if found.shown == "text":
        return result(["\n".join(text_of(block) for block in blocks)], content={"blocks": blocks})
    return result(["\n".join(text_of(block) for block in blocks)])


def result(
    texts: list[str], *, pages: int = 0, content: dict[str, Any] | None = None
) -> dict[str, Any]:
    kept: list[str] = []
    room = LONGEST
    for text in texts:
        kept.append(tidy(text)[:room])
        room -= len(kept[-1])
    return {"texts": kept, "pages": pages, "content": content or {}}


def tidy(text: str) -> str:
    """Without what a database cannot hold: NUL, halves of letters, the mark between pages."""
    text = text.replace("\0", "").replace("\f", "\n").replace("￾", "-")
    return text.encode("utf-8", "ignore").decode().strip()


def text_of(block: Block) -> str:
    if block["kind"] == "table":
        return "\n".join("\t".join(row) for row in block["rows"])
    return str(block["text"])


def read_plain(path: Path, name: str) -> dict[str, Any]:
    text, encoding = decode_text(path.read_bytes())
    if name == "csv":
        blocks = [table(rows_of(text))]
    else:
        parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
        blocks = [paragraph(tidy(part)) for part in parts if part.strip()][:BLOCKS]
    return result([text], content={"blocks": blocks, "encoding": encoding})


def rows_of(text: str) -> list[list[str]]:
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
    except csv.Error:
        dialect = "excel"
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text), dialect):
            cells += len(row)
            if cells > CELLS or len(rows) >= BLOCKS:
                break
            rows.append([tidy(cell) for cell in row])
    except csv.Error as error:
        raise Refused("broken") from error
    return rows


def picture_size(path: Path) -> list[int]:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - costs time, and few need it

    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > PIXELS:
                raise Refused("bomb")
            size = [picture.width, picture.height]
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refused("broken") from error
    except Image.DecompressionBombError as error:
        raise Refused("bomb") from error
    return size


# --- Office ---------------------------------------------------------------------------------------


def part(archive: zipfile.ZipFile, name: str) -> Any:
    """An XML part, with no entity of its own resolved. Raises Refused for one that defines any."""
    data = archive.read(name)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Refused("entities")
    root = etree.fromstring(data, etree.XMLParser(**XML))
    # Written in another encoding, it was not seen above.
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("entities")
    return root


def read_docx(path: Path) -> list[Block]:
    import docx  # noqa: PLC0415 - costs time, and few need it
    from docx.table import Table  # noqa: PLC0415
    from docx.text.paragraph import Paragraph  # noqa: PLC0415

    with zipfile.ZipFile(path) as archive:
        part(archive, "word/document.xml")
    blocks: list[Block] = []
    for item in docx.Document(str(path)).iter_inner_content():
        if isinstance(item, Table):
            rows = [[tidy(cell.text) for cell in row.cells] for row in item.rows]
            blocks.append(table(rows))
        elif isinstance(item, Paragraph) and item.text.strip():
            blocks.append(docx_paragraph(item))
    return blocks[:BLOCKS]


def docx_paragraph(item: Any) -> Block:
    style = item.style.style_id if item.style is not None else ""
    level = re.fullmatch(r"Heading([1-9])", style)
    if level:
        return heading(tidy(item.text), int(level[1]))
    return heading(tidy(item.text), 1) if style == "Title" else paragraph(tidy(item.text))


def words(element: Any) -> str:
    return tidy("".join(element.itertext()))


def read_opendocument(path: Path) -> list[Block]:
    """Headings, paragraphs and tables of a text, a sheet or slides, in the order of the file."""
    with zipfile.ZipFile(path) as archive:
        root = part(archive, "content.xml")
    blocks: list[Block] = []
    inside: set[Any] = set()
    for element in root.iter(f"{ODF_TABLE}table", f"{ODF_TEXT}h", f"{ODF_TEXT}p"):
        if any(above in inside for above in element.iterancestors(f"{ODF_TABLE}table")):
            continue
        if element.tag == f"{ODF_TABLE}table":
            inside.add(element)
            blocks.append(table(opendocument_rows(element)))
        elif text := words(element):
            level = int(element.get(f"{ODF_TEXT}outline-level") or 1)
            is_heading = element.tag == f"{ODF_TEXT}h"
            blocks.append(heading(text, level) if is_heading else paragraph(text))
    return blocks[:BLOCKS]


def opendocument_rows(element: Any) -> list[list[str]]:
    rows = []
    for row in element.iter(f"{ODF_TABLE}table-row"):
        cells = [words(cell) for cell in row.iter(f"{ODF_TABLE}table-cell")]
        if any(cells):
            rows.append(cells)
    return rows[:BLOCKS]


def read_xlsx(path: Path) -> list[Block]:
    """Every text of the sheets, each once; numbers say nothing to a search."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        sheets = [words(sheet) for sheet in sheet_names(part(archive, "xl/workbook.xml"))]
        found = []
        if "xl/sharedStrings.xml" in names:
            root = part(archive, "xl/sharedStrings.xml")
            found = [words(item) for item in root.iter(f"{SHEET}si")]
        for name in names:
            if name.startswith("xl/worksheets/sheet"):
                root = part(archive, name)
                found += [words(item) for item in root.iter(f"{SHEET}is")]
    return [paragraph(text) for text in (*sheets, *found) if text]


def sheet_names(root: Any) -> list[Any]:
    named = []
    for sheet in root.iter(f"{SHEET}sheet"):
        element = etree.Element("name")
        element.text = sheet.get("name")
        named.append(element)
    return named


def read_pptx(path: Path) -> list[Block]:
    with zipfile.ZipFile(path) as archive:
        slides = sorted(
            (int(match[1]), match[0])
            for name in archive.namelist()
            if (match := re.fullmatch(r"ppt/slides/slide(\d{1,6})\.xml", name))
        )
        return [
            paragraph(text)
            for _number, name in slides
            for line in part(archive, name).iter(f"{DRAWING}p")
            if (text := words(line))
        ]


OFFICE = {
    "docx": read_docx,
    "xlsx": read_xlsx,
    "pptx": read_pptx,
    "odt": read_opendocument,
    "ods": read_opendocument,
    "odp": read_opendocument,
}
