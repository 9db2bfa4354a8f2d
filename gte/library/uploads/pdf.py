"""PDF: what must not be inside, the text of each page, and a page's picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from gte.library.uploads.refused import Refused

PAGES = 3_000
OBJECTS = 500_000
# What one stream of page instructions, text or fonts may unpack to.
STREAM = 100_000_000
# A page is at most this many pixels high, however long somebody made it.
HIGHEST = 6_000

# What a PDF may do beside being read: the name in its objects, and the reason's name.
ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/ImportData": "launch",
    "/SubmitForm": "launch",
}
KEYS = {"/JS": "javascript", "/EF": "embedded", "/EmbeddedFiles": "embedded", "/RichMedia": "media"}


def check_pdf(path: Path) -> None:
    """Raises Refused for a PDF that is broken, encrypted, runs something or carries other files."""
    try:
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Refused("encrypted")
            if len(pdf.objects) > OBJECTS:
                raise Refused("bomb")
            for one in pdf.objects:
                check_object(one)
            check_object(pdf.trailer)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise Refused("broken") from error


def check_object(top: Any) -> None:
    """Looks through an object and what lies directly in it; what it refers to comes by itself."""
    waiting = [top]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += [item for item in one if not_plain(item) and not item.is_indirect]
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            for key, value in one.items():
                check_entry(key, value)
                if not_plain(value) and not value.is_indirect:
                    waiting.append(value)


def not_plain(value: Any) -> bool:
    return isinstance(value, pikepdf.Object)


def check_entry(key: str, value: Any) -> None:
    if key in KEYS:
        raise Refused(KEYS[key])
    if key in {"/S", "/Type", "/Subtype"} and isinstance(value, pikepdf.Name):
        name = str(value)
        if name in ACTIONS:
            raise Refused(ACTIONS[name])
        if name == "/EmbeddedFile":
            raise Refused("embedded")
        if name == "/RichMedia":
            raise Refused("media")
    if key == "/Filter" and isinstance(value, pikepdf.Array):
        # A stream packed again and again is packed to hide how large it is.
        packed = [str(one) for one in value if str(one) in {"/FlateDecode", "/LZWDecode", "/Fl"}]
        if len(packed) > 1:
            raise Refused("bomb")


def read_pdf(path: Path) -> dict[str, Any]:
    """The pages' texts and sizes in points."""
    check_pdf(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if "password" in str(error).lower() else "broken") from error
    if not len(document):
        raise Refused("broken")
    if len(document) > PAGES:
        raise Refused("long", pages=len(document), most=PAGES)
    texts, sizes = [], []
    for text, size in pages_of(document):
        texts.append(text)
        sizes.append(size)
    return {"texts": texts, "sizes": sizes}


def pages_of(document: Any) -> Iterator[tuple[str, list[int]]]:
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage()
            text = words.get_text_bounded().replace("\r\n", "\n")
            size = [round(side) for side in page.get_size()]
        except pypdfium2.PdfiumError as error:
            raise Refused("broken") from error
        yield text, size
        words.close()
        page.close()


def picture_of(path: Path, number: int, width: int) -> Any:
    """A page, the first being 1, as a picture of that width (a Pillow image)."""
    document = pypdfium2.PdfDocument(path)
    page = document[number - 1]
    across, down = page.get_size()
    scale = min(width / max(across, 1), HIGHEST / max(down, 1))
    return page.render(scale=scale).to_pil()
