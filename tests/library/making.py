"""Files to upload, good and bad, made on the spot: nothing binary lies in the tree."""

from __future__ import annotations

import io
import zipfile
import zlib

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R%s>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]%s>>"


def raw_pdf(*objects):
    """A PDF of these objects, the first being its catalogue, with a right table of contents."""
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def pdf_with(catalogue=b"", page=b"", *more):
    return raw_pdf(CATALOGUE % catalogue, PAGES, PAGE % page, *more)


def pdf(*texts, encrypt=None):
    """A page for each text."""
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    made = canvas.Canvas(out, encrypt=encrypt)
    for text in texts:
        made.drawString(72, 720, text)
        made.showPage()
    made.save()
    return out.getvalue()


def docx(*paragraphs, heading="", rows=()):
    import docx as writer

    made = writer.Document()
    if heading:
        made.add_heading(heading, 1)
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def archive(entries, packing=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return out.getvalue()


def with_entries(data, entries):
    """An Office file with more in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        kept = {name: given.read(name) for name in given.namelist()}
    return archive({**kept, **entries})


def encrypted_archive(data):
    """The same archive with the flag of encryption on every entry, in both of its tables."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        while start >= 0:
            changed[start + place] |= 1
            start = changed.find(mark, start + 4)
    return bytes(changed)


def odt(text, manifest=b"<manifest/>"):
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0"'
        f' xmlns:table="{space}:table:1.0"><office:body><office:text>'
        f'<text:h text:outline-level="1">Plan</text:h><text:p>{text}</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."


def xlsx(*texts):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return archive(
        {
            "[Content_Types].xml": f'<Types><Override ContentType="{OFFICE_TYPE}'
            'spreadsheetml.sheet.main+xml"/></Types>',
            "xl/workbook.xml": f'<workbook xmlns="{space}"><sheets><sheet name="Becas"/></sheets>'
            "</workbook>",
            "xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>',
        }
    )


def pptx(*lines):
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    slides = {
        f"ppt/slides/slide{number}.xml": f'<sld xmlns:a="{space}"><a:p><a:r><a:t>{line}</a:t></a:r>'
        "</a:p></sld>"
        for number, line in enumerate(lines, 1)
    }
    types = f'<Types><Override ContentType="{OFFICE_TYPE}presentationml.presentation.main+xml"/>'
    return archive(
        {
            "[Content_Types].xml": f"{types}</Types>",
            "ppt/presentation.xml": "<presentation/>",
            **slides,
        }
    )


def picture(kind, size=(90, 50)):
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


def pdf_bomb(times):
    """A page whose instructions unpack to 600 million bytes; packed ``times`` times."""
    packed = b"0 0 m 9 9 l S\n" * 40_000_000
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    names = b"/FlateDecode " * times
    stream = b"<</Filter[%s]/Length %d>>stream\n" % (names, len(packed)) + packed + b"\nendstream"
    return pdf_with(b"", b"/Contents 4 0 R", stream)


def zip_bomb():
    return archive({"word/document.xml": b"a" * 200_000_000, "[Content_Types].xml": b"<Types/>"})
