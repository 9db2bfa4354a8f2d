"""The kinds of file that the library takes; everything else is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A kind of file: how its name ends, what it is served as, how the site shows it.

    ``shown`` is "pages" (a picture of each page), "text" (headings, paragraphs, tables), "picture"
    or "" for what can only be downloaded.
    """

    name: str
    label: str
    endings: tuple[str, ...]
    media_type: str
    shown: str = ""
    # What a zip-based format must contain, and how its content types call its main part.
    main_part: str = ""
    main_type: str = ""


OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."

FORMATS = {
    one.name: one
    for one in (
        Format("pdf", "PDF", ("pdf",), "application/pdf", "pages"),
        Format(
            "docx",
            "Word (DOCX)",
            ("docx",),
            f"{OOXML}wordprocessingml.document",
            "text",
            "word/document.xml",
            f"{OOXML}wordprocessingml.document.main+xml",
        ),
        Format(
            "xlsx",
            "Excel (XLSX)",
            ("xlsx",),
            f"{OOXML}spreadsheetml.sheet",
            "",
            "xl/workbook.xml",
            f"{OOXML}spreadsheetml.sheet.main+xml",
        ),
        Format(
            "pptx",
            "PowerPoint (PPTX)",
            ("pptx",),
            f"{OOXML}presentationml.presentation",
            "",
            "ppt/presentation.xml",
            f"{OOXML}presentationml.presentation.main+xml",
        ),
        Format("odt", "OpenDocument (ODT)", ("odt",), f"{ODF}text", "text", "content.xml"),
        Format("ods", "OpenDocument (ODS)", ("ods",), f"{ODF}spreadsheet", "", "content.xml"),
        Format("odp", "OpenDocument (ODP)", ("odp",), f"{ODF}presentation", "", "content.xml"),
        Format("csv", "CSV", ("csv",), "text/csv", "text"),
        Format("txt", "TXT", ("txt",), "text/plain", "text"),
        Format("png", "PNG", ("png",), "image/png", "picture"),
        Format("jpeg", "JPEG", ("jpg", "jpeg"), "image/jpeg", "picture"),
    )
}
BY_ENDING = {ending: one for one in FORMATS.values() for ending in one.endings}
BY_MEDIA_TYPE = {one.media_type: one for one in FORMATS.values()}


def ending_of(name: str) -> str:
    """The letters after the last dot of a file's name, small; nothing where there is no dot."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""
