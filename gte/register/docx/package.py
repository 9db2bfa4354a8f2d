"""A DOCX as a file: our own small base (``base/*.xml``) with a text, styles, lists and addresses.

Our own, because python-docx's would be rejected by a strict reader: its settings lack the zoom's
percentage.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from gte.common.typesetting import package_file
from gte.register.docx import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "relations.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_relations.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
}
CONTENT, DOCUMENT, RELATIONS, STYLES = (
    "[Content_Types].xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
)
NUMBERING = "word/numbering.xml"
SCHEMA = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LIST_PART = (
    f'<Override PartName="/{NUMBERING}" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.numbering+xml"/>'
)
LIST_RELATION = f'<Relationship Id="rIdLists" Type="{SCHEMA}/numbering" Target="numbering.xml"/>'
BULLETS, NUMBERS = 0, 1
STYLE_ID = re.compile(r'w:styleId="(\w+)"')
# What core properties can hold.
LONGEST_PROPERTY = 255
# The earliest that a ZIP can tell.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass
class Lists:
    """The lists of a document: each numbered one begins at 1."""

    kinds: list[int] = field(default_factory=list)

    def new(self, *, numbered: bool) -> int:
        """A list, as :func:`markup.paragraph` takes its number."""
        self.kinds.append(NUMBERS if numbered else BULLETS)
        return len(self.kinds)

    def markup(self) -> str:
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        return "".join(
            f'<w:num w:numId="{at}"><w:abstractNumId w:val="{kind}"/>{anew * kind}</w:num>'
            for at, kind in enumerate(self.kinds, start=1)
        )


@dataclass
class Addresses:
    """The addresses outside that a document's links lead to."""

    known: dict[str, str] = field(default_factory=dict)

    def relation(self, url: str) -> str:
        """The name of the relation to an address, the same for the same address."""
        return self.known.setdefault(url, f"rIdLink{len(self.known) + 1}")

    def markup(self) -> str:
        return "".join(
            f'<Relationship Id="{name}" Type="{SCHEMA}/hyperlink" '
            f'Target={quoteattr(markup.legal(url))} TargetMode="External"/>'
            for url, name in self.known.items()
        )


@dataclass(frozen=True)
class Said:
    """What a file says of itself."""

    title: str
    author: str
    language: str
    day: datetime.date


@dataclass(frozen=True)
class Foot:
    """What stands below each page: a title, then how far the text has come or its day, and the
    page's number by ``pages``, as in "Page {page} of {pages}".
    """

    title: str
    note: str
    pages: str
    style: str | None = None


def make_docx(
    body: Iterable[str],
    *,
    said: Said,
    foot: Foot,
    styles: str = "",
    lists: Lists | None = None,
    addresses: Addresses | None = None,
) -> bytes:
    """The file; the same texts give the same bytes. ``body`` is markup, ``styles`` what it uses
    besides the base's or instead of them; ``lists`` and ``addresses`` are those that it names.
    """
    parts = dict(base_parts())
    insert(parts, DOCUMENT, "".join(body), before="<w:sectPr>")
    parts[STYLES] = without_styles(parts[STYLES], STYLE_ID.findall(styles))
    insert(parts, STYLES, styles, before="</w:styles>")
    if addresses:
        insert(parts, RELATIONS, addresses.markup(), before="</Relationships>")
    if lists and lists.kinds:
        insert(parts, RELATIONS, LIST_RELATION, before="</Relationships>")
        insert(parts, CONTENT, LIST_PART, before="</Types>")
        parts[NUMBERING] = package_file("gte.register.docx", "base", "numbering.xml").decode()
        insert(parts, NUMBERING, lists.markup(), before="</w:numbering>")
    document = docx.Document(io.BytesIO(zipped(parts)))
    set_properties(document, said)
    write_foot(document, foot)
    saved = io.BytesIO()
    document.save(saved)
    return timeless(saved.getvalue())


def base_parts() -> Iterator[tuple[str, str]]:
    for name, file in PARTS.items():
        yield name, package_file("gte.register.docx", "base", file).decode()


def base() -> bytes:
    """The base without a text."""
    return zipped(dict(base_parts()))


def without_styles(text: str, names: Iterable[str]) -> str:
    """The base's styles without those that the document has its own of."""
    for name in names:
        text = re.sub(
            rf' *<w:style [^>]*w:styleId="{name}">.*?</w:style>\n', "", text, flags=re.DOTALL
        )
    return text


def insert(parts: dict[str, str], name: str, text: str, *, before: str) -> None:
    head, mark, tail = parts[name].rpartition(before)
    parts[name] = f"{head}{text}{mark}{tail}"


def zipped(parts: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def timeless(content: bytes) -> bytes:
    """The archive without the hour it was made at. Not compressed: compressors differ."""
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(plain, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            new.writestr(entry, old.read(name))
    return plain.getvalue()


def set_properties(document: Any, said: Said) -> None:
    core = document.core_properties
    core.title = markup.legal(said.title)[:LONGEST_PROPERTY]
    core.author = core.last_modified_by = markup.legal(said.author)[:LONGEST_PROPERTY]
    core.language = said.language
    core.comments = ""
    core.created = core.modified = datetime.datetime.combine(
        said.day, datetime.time(), datetime.UTC
    )
    for part in (document.styles.element, document.settings.element):
        for element in part.iter(qn("w:lang"), qn("w:themeFontLang")):
            element.set(qn("w:val"), said.language)


def write_foot(document: Any, foot: Foot) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    (empty,) = story = footer.part.element
    for line in (markup.run(foot.title), "".join(last_line(foot))):
        made = markup.paragraph("Footer", line)
        empty.addprevious(parse_xml(made.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))
    story.remove(empty)


def last_line(foot: Foot) -> Iterator[str]:
    yield markup.run(foot.note, foot.style)
    yield markup.run("\t")
    for text in re.split(r"(\{pages?\})", foot.pages):
        name = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(text)
        yield markup.field(name) if name else markup.run(text)
